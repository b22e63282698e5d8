"""axe-core finds nothing to object to: the popup in its states and the options, light and dark."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.e2e import digest_states, panel_states, saving_states, source_states
from tests.e2e.conftest import Begin
from tests.e2e.feed_page import bring
from tests.e2e.pages import listing_page
from tests.e2e.panel import Panel
from tests.e2e.papers import MUON, own
from tests.e2e.popup import Popup
from tests.e2e.reader import Reader
from tests.e2e.saving_states import HOME, SHUFFLED, papers_page, shuffled_page
from tests.shared import ROOT
from tests.standins.groq import GroqStandin

_AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text
_RUN = """axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map((violation) => [
  violation.id, violation.help, ...violation.nodes.map((node) => node.html + ' ' + (node.failureSummary ?? ''))]))"""

pytestmark = pytest.mark.parametrize("scheme", ["light", "dark"])


def objections(evaluate: Callable[[str], Any]) -> str:
    """What axe says, as text; "" if nothing."""
    evaluate(_AXE())
    found = evaluate(_RUN)
    return json.dumps(found, indent=1, ensure_ascii=False) if found else ""


def clear(popup: Popup, scheme: str) -> str:
    popup.scheme(scheme)
    return objections(popup.evaluate)


def test_the_popup_of_a_paper_is_accessible(reader: Reader, scheme: str):
    reader.service.follow("author", "Q. Liu")
    reader.service.follow("topic", "spectral norm")
    reader.service.follow("category", "cs.LG")
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.wait_for_rows()
        popup.click("button", "Jonathan Li")
        popup.node("button", "Undo")
        popup.click("button", "Follow topic…")
        assert clear(popup, scheme) == ""


def test_the_evidence_is_accessible(reader: Reader, scheme: str):
    reader.service.follow("author", "Q. Liu")
    reader.service.follow("topic", "weight decay")
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.wait_for_rows()
        popup.click("button", re.compile("^topic weight decay$"))
        popup.click("button", "Show the abstract")
        assert clear(popup, scheme) == ""
        popup.click("button", re.compile("^perhaps Q. Liu$"))
        popup.key("j", "w", "j", "w")
        popup.click("button", "Show the abstract", nth=1)
        assert clear(popup, scheme) == ""


def test_the_library_is_accessible(reader: Reader, scheme: str):
    reader.service.ask("POST", "/library", {"key": f"arxiv:{MUON}", "note": "to read"})
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.click("tab", "Library 1")
        popup.wait_for_rows()
        assert clear(popup, scheme) == ""


@pytest.fixture
def groq_in_any_manner(groq: GroqStandin) -> Iterator[GroqStandin]:
    yield groq
    groq.manner = "true"


def test_a_brief_is_accessible_in_its_states(reader: Reader, groq_in_any_manner: GroqStandin, scheme: str):
    groq_in_any_manner.manner = "invented"
    with reader.clicks_the_button(reader.opens(own()["2503.13045"])) as popup:
        popup.click("button", "Brief")
        popup.node("button", "Write again")
        popup.evaluate("for (const fold of document.querySelectorAll('.brief :is(.cite, summary)')) fold.click()")
        assert clear(popup, scheme) == ""
        groq_in_any_manner.manner = "cut"
        popup.click("button", "Beside 7 related")
        popup.node("alert")
        assert clear(popup, scheme) == ""


def test_a_listing_in_the_popup_is_accessible(reader: Reader, scheme: str):
    reader.service.follow("author", "Qiang Liu")
    page = reader.visits("https://arxiv.org/list/cs.LG/recent", listing_page(list(own().values())))
    with reader.clicks_the_button(page) as popup:
        popup.wait_for_rows()
        assert clear(popup, scheme) == ""


def test_the_save_form_is_accessible(reader: Reader, scheme: str):
    reader.service.ask("POST", "/library", {"key": f"arxiv:{MUON}", "tags": ["optimizers"]})
    page = reader.visits(SHUFFLED.url, shuffled_page(SHUFFLED))
    with reader.clicks_the_button(page) as popup:
        saving_states.form(popup)
        for fold in ("#where-authors", "#fold-abstract", "#fold-links"):
            saving_states.press(popup, fold)
        popup.evaluate("document.querySelector('#own-tags').focus()")
        popup.type("mine, opt")
        saving_states.is_there(popup, "[role=option]")
        popup.key("ArrowDown")
        assert clear(popup, scheme) == ""
        popup.click("button", "Save")
        saving_states.is_there(popup, ".outcome .note")
        assert clear(popup, scheme) == ""


def test_links_and_lists_of_papers_are_accessible(reader: Reader, scheme: str):
    for url, html in (("/", HOME), ("/lab/papers", papers_page([*own().values()][:3]))):
        with reader.clicks_the_button(reader.visits(saving_states.SITE + url, html)) as popup:
            popup.node("tab", "Save")
            saving_states.is_there(popup, "form.save")
            assert clear(popup, scheme) == ""


def test_the_readers_own_fields_of_a_saved_paper_are_accessible(reader: Reader, scheme: str):
    reader.service.ask("POST", "/library", {"key": f"arxiv:{MUON}", "tags": ["optimizers"], "stars": 3})
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.click("button", "Edit")
        saving_states.is_there(popup, "#own-tags")
        assert clear(popup, scheme) == ""


def test_the_popup_without_a_service_is_accessible(reader: Reader, scheme: str):
    reader.service.stop()
    try:
        with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
            popup.wait_for_text("make run")
            assert clear(popup, scheme) == ""
    finally:
        reader.service.start()


def test_the_side_panel_is_accessible(reader: Reader, scheme: str):
    reader.service.follow("topic", "spectral norm")
    paper = reader.opens(own()[MUON])
    with Panel.open(reader.browser, paper) as panel:
        panel.wait_for_rows()
        assert clear(panel, scheme) == ""
        reader.visits("https://journal.example.org/", "<title>Some page</title>")
        panel_states.unread(panel)
        assert clear(panel, scheme) == ""
    narrow = panel_states.as_page(reader, paper)
    narrow.set_viewport_size({"width": 320, "height": 600})
    narrow.emulate_media(color_scheme=scheme)
    narrow.locator("ol.papers li").first.wait_for()
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320
    assert objections(narrow.evaluate) == ""


def test_the_options_of_the_digest_are_accessible(begin: Begin, scheme: str):
    reader = begin()  # its papers of today are not for the pool of all cases
    reader.service.follow("topic", "optimization")
    bring(reader.service, digest_states.todays())
    options = reader.opens_options()
    options.emulate_media(color_scheme=scheme)
    digest_states.unfolded(options)
    assert objections(options.evaluate) == ""
    options.set_viewport_size({"width": 320, "height": 800})
    assert options.evaluate("document.documentElement.scrollWidth") <= 320
    assert objections(options.evaluate) == ""


def test_the_options_are_accessible(reader: Reader, scheme: str):
    reader.service.follow("author", "Qiang Liu", aliases=["Q. Liu"])
    reader.service.follow("topic", "diffusion", negative=True)
    learned = {"field": "authors", "preferred": "highwire", "instead_of": "page"}
    reader.service.ask("POST", "/corrections", {"host": "lab.example", "fields": [learned]})
    options = reader.opens_options()
    options.emulate_media(color_scheme=scheme)
    options.get_by_role("button", name="Edit: Qiang Liu").click()
    options.locator("#feed-address").wait_for()
    assert objections(options.evaluate) == ""


@pytest.mark.parametrize("state", ["TROUBLED", "RUNNING", "WEEKEND"])
def test_the_sources_are_accessible_in_each_of_their_states(reader: Reader, scheme: str, state: str):
    options = reader.opens_options()
    options.emulate_media(color_scheme=scheme)
    source_states.says(options, getattr(source_states, state))
    options.reload()
    options.locator("ul.sources > li").first.wait_for()
    options.get_by_text("Last fetches").first.click()
    options.locator(".fetches li").first.wait_for()
    options.get_by_label("Search journals or publishers").fill("no such journal")
    field = options.locator("#feed-address")
    field.fill("https://no-feed.example")
    field.press("Enter")
    options.locator("#feed-address[aria-invalid]").wait_for()
    assert objections(options.evaluate) == ""
