"""The side panel: what the popup says, beside the page, of whichever page is in front."""

import re
from collections.abc import Iterator

import pytest

from tests.e2e.pages import abs_page
from tests.e2e.panel import Panel
from tests.e2e.papers import MUON, POLAR, own
from tests.e2e.reader import Reader


@pytest.fixture
def panel(reader: Reader) -> Iterator[Panel]:
    with Panel.open(reader.browser, reader.opens(own()[MUON])) as opened:
        yield opened


def test_it_opens_from_the_popup_and_says_what_the_popup_says(reader: Reader, panel: Panel):
    panel.node("heading", own()[MUON].title)
    panel.click("button", "Jonathan Li")
    panel.wait_for(lambda: panel.node("button", "Jonathan Li").pressed, "the author to be followed")
    assert reader.service.followed() == ["Jonathan Li"]


def test_it_follows_the_tab_in_front_and_the_pages_it_goes_to(reader: Reader, panel: Panel):
    first = reader.browser.context.pages[-1]
    second = reader.opens(own()[POLAR])
    panel.node("heading", own()[POLAR].title)
    first.bring_to_front()
    panel.node("heading", own()[MUON].title)
    first.goto(second.url)
    panel.node("heading", own()[POLAR].title)
    first.go_back()
    panel.node("heading", own()[MUON].title)


def test_a_page_that_nobody_read_says_how_and_is_shown_once_the_button_was_pressed(reader: Reader, panel: Panel):
    page = reader.visits("https://journal.example.org/muon", abs_page(own()[POLAR]))
    panel.node("heading", "This page has not been read")
    assert own()[MUON].title not in panel.text
    with reader.clicks_the_button(page) as popup:
        popup.node("textbox", re.compile("^Title"))
    panel.node("textbox", re.compile("^Title"))


def test_what_is_typed_stays_while_another_tab_is_looked_at(reader: Reader, panel: Panel):
    reader.service.ask("POST", "/library", {"key": own()[MUON].key})
    first = reader.browser.context.pages[-1]
    first.reload()
    panel.click("button", "Edit")
    panel.fill("Note", "compare with POLAR")
    reader.opens(own()[POLAR])
    panel.node("heading", own()[POLAR].title)
    first.bring_to_front()
    panel.node("heading", own()[MUON].title)
    assert panel.evaluate("document.querySelector('.own-part textarea').value") == "compare with POLAR"


def test_what_is_done_in_the_popup_is_seen_in_the_panel(reader: Reader, panel: Panel):
    panel.node("heading", own()[MUON].title)
    with reader.clicks_the_button(reader.browser.context.pages[-1]) as popup:
        popup.click("button", "Save")
        popup.node("button", "★ Saved")
    panel.node("button", "★ Saved")


def test_it_stays_open_when_it_leads_to_the_library(reader: Reader, panel: Panel):
    panel.click("tab", re.compile("^Library"))
    panel.click("button", re.compile("↗$"))
    reader.browser.wait_for(
        lambda: any("library.html" in page.url for page in reader.browser.context.pages), "the library page"
    )
    assert panel.is_open
