"""The feed's bar: filters that combine and count, and the search over all papers, what it offers and whom it asks."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Playwright, expect

from tests.e2e import feed_search_states
from tests.e2e.browser import Browser
from tests.e2e.feed_page import FeedPage
from tests.e2e.reader import Reader, pair
from tests.e2e.service import Service, copied
from tests.e2e.sites import HOSTS, Sites
from tests.e2e.test_accessibility import objections
from tests.standins.arxiv import ArxivStandin
from tests.standins.huggingface import HuggingFaceStandin
from tests.standins.server import Answer

FOLLOWED = (("author", "Difan Zou"), ("author", "Qiang Liu"), ("topic", "Muon"), ("topic", "diffusion"))


@pytest.fixture(scope="module")
def of_these_days(
    playwright: Playwright,
    sites: Sites,
    upstream: dict[str, str],
    recent_template: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Reader]:
    """A browser and a service of their own, whose pool is the corpus as if its last day were today."""
    folder = copied(recent_template, tmp_path_factory.mktemp("feed-search"))
    with Service(folder, upstream) as service, Browser(playwright, hosts=HOSTS, port=sites.port) as browser:
        pair(browser, service)
        yield Reader(browser, service, sites)


@pytest.fixture
def reader(of_these_days: Reader) -> Iterator[Reader]:
    here = of_these_days
    here.starts_afresh()
    here.browser.worker.evaluate("chrome.storage.local.remove(['searches', 'feedPlaces'])")
    for kind, value in FOLLOWED:
        here.service.follow(kind, value)
    while not here.service.ask("GET", "/feed?limit=1")["settled"]:
        pass
    yield here
    here.browser.close_pages()


def shows(page: FeedPage, total: int) -> None:
    expect(page.papers.first).to_have_attribute("aria-setsize", str(total))


def test_filters_combine_stand_in_the_address_and_are_gone_back_from(reader: Reader):
    ids = {entry["value"]: entry["id"] for entry in reader.service.ask("GET", "/radar")["entries"]}
    total = {
        name: reader.service.ask("GET", f"/feed?limit=1&entry={ids[name]}&today=2026-01-01")["total"] for name in ids
    }
    page = FeedPage.open(reader)
    page.papers.first.wait_for()
    page.page.get_by_role("button", name="Add a filter").click()
    menu = page.page.get_by_role("dialog", name="Filters")
    for name in ("Muon", "diffusion"):
        expect(menu.get_by_role("checkbox", name=re.compile(rf"^{name}, {total[name]} paper"))).to_be_visible()
    menu.get_by_role("checkbox", name=re.compile("^Muon,")).check()
    shows(page, total["Muon"])
    page.at(f"?entry={ids['Muon']}")
    menu.get_by_role("checkbox", name=re.compile("^unread,")).check()
    page.at(f"?entry={ids['Muon']}&unread=1")
    page.press("Escape")
    page.has_focus("add-filter")
    address = page.page.url
    page.page.get_by_role("button", name="Remove the filter topic Muon").press("Enter")
    page.at("?unread=1")
    page.has_focus("on unread 1")  # the next chip
    page.page.go_back()
    shows(page, total["Muon"])
    expect(page.page.locator("#filters-on button.chip")).to_have_count(2)
    page.page.go_back()
    page.page.go_back()
    expect(page.page.locator("#filters-on")).to_be_hidden()
    page.page.go_forward()
    page.at(f"?entry={ids['Muon']}")
    bookmark = FeedPage(reader.browser.open(address))
    shows(bookmark, total["Muon"])
    expect(bookmark.page.locator("#filters-on")).to_contain_text("topic Muon")
    bookmark.page.get_by_role("button", name="Clear all").click()
    bookmark.at("")


def test_among_a_thousand_entries_a_filter_is_found_by_its_name(reader: Reader):
    words = [f"{first} {second}" for first in ("deep", "large", "neural") for second in ("model", "data", "network")]
    entries = [{"kind": "topic", "value": word} for word in words]
    entries += [{"kind": "author", "value": f"Nobody {number}"} for number in range(990 - len(words))]
    for start in range(0, len(entries), 400):
        reader.service.ask("POST", "/radar/many", {"entries": entries[start : start + 400]})
    page = FeedPage.open(reader)
    page.papers.first.wait_for()
    page.page.get_by_role("button", name="Add a filter").click()
    menu = page.page.get_by_role("dialog", name="Filters")
    menu.get_by_role("checkbox").first.wait_for()
    page.has_focus("filter-narrow")
    page.page.keyboard.type("difan")
    expect(menu.get_by_role("checkbox")).to_have_count(1)
    page.press("ArrowDown", "Space")
    expect(page.page.locator("#filters-on")).to_contain_text("author Difan Zou")
    page.press("Escape")
    expect(menu).to_be_hidden()


def test_a_search_finds_as_one_types_and_leads_back_to_what_was_filtered(reader: Reader):
    found = reader.service.ask("GET", "/search?q=muon+optimizer&limit=3")
    page = FeedPage.open(reader, unread="1")
    page.papers.first.wait_for()
    page.press("/")
    page.page.keyboard.type("muon optimizer")
    page.at("?q=muon+optimizer")
    page.begins([item["title"] for item in found["items"]])
    shows(page, found["total"])
    expect(page.papers.locator("h3 mark").first).to_have_text(re.compile("muon|optimizer", re.IGNORECASE))
    page.press("Escape")
    page.page.go_back()
    page.at("?unread=1")
    page.page.go_forward()
    page.begins([item["title"] for item in found["items"]])
    page.page.locator("#search").fill("")
    page.at("?unread=1")


def test_what_stands_in_the_library_alone_is_found_by_its_note_and_says_so(reader: Reader):
    paper = {
        "key": "url:https://lab.example/rivers",
        "title": "Rivers That Remember Floods",
        "authors": ["Ada Example"],
    }
    reader.service.ask("POST", "/library", {"paper": paper, "note": "Quoted in the zymurgy seminar."})
    page = FeedPage.open(reader, q="zymurgy")
    page.begins(["Rivers That Remember Floods"])
    expect(page.papers.first.locator(".kicker")).to_contain_text("in your library")
    expect(page.page.locator("#found")).to_contain_text("1 in your library")


def test_what_was_misspelt_is_offered_as_it_was_meant(reader: Reader):
    page = FeedPage.open(reader, q='author:"Difan Zuo"')
    page.page.locator("#found .mean").get_by_role("button").first.click()
    expect(page.page).to_have_url(re.compile(r"Difan"))
    expect(page.page.locator("#search")).to_have_value(re.compile("Difan Zou", re.IGNORECASE))
    expect(page.papers.first.locator(".authors mark").first).to_have_text(re.compile("Difan|Zou"))


def test_the_search_completes_whom_one_follows_and_remembers_what_was_sought(reader: Reader):
    page = FeedPage.open(reader)
    page.papers.first.wait_for()
    search = page.page.get_by_role("combobox")
    search.click()
    search.press_sequentially("auth")
    page.press("ArrowDown", "Enter")
    expect(search).to_have_value("author:")
    search.press_sequentially("zou")
    expect(page.page.get_by_role("option")).to_have_text(["author Difan Zou"])
    page.press("ArrowDown")
    expect(search).to_have_attribute("aria-activedescendant", "search-option-0")
    page.press("Enter")
    page.at("?q=author%3A%22Difan+Zou%22")
    page.page.locator("#found").get_by_role("button", name="Remove the condition author Difan Zou").click()
    page.at("")
    expect(search).to_be_focused()
    expect(page.page.get_by_role("option")).to_have_text(['author:"Difan Zou"'])
    page.page.get_by_role("button", name="Clear recent searches").click()
    expect(page.page.get_by_role("option")).to_have_count(0)
    assert reader.browser.worker.evaluate("chrome.storage.local.get('searches')") == {}


def test_conditions_that_nobody_understands_are_told_and_the_others_can_be_taken_out(reader: Reader):
    page = FeedPage.open(reader, q="muon after:32 category:q-bio.NC author:Nobodyatall")
    expect(page.page.get_by_role("heading", name="Nothing found for this search")).to_be_visible()
    expect(page.page.get_by_text("“32” is no date")).to_be_visible()
    expect(page.page.locator("#state")).to_be_empty()
    page.page.locator("#search-how").click()
    expect(page.page.get_by_role("dialog")).to_contain_text("papers by this author")
    page.page.get_by_role("button", name="Close").click()
    page.page.get_by_role("button", name="Remove the condition author Nobodyatall").click()
    page.page.get_by_role("button", name=re.compile(r"^without category:q-bio.NC \d")).click()
    shows(page, reader.service.ask("GET", "/search?q=muon+after:32")["total"])


def test_a_search_is_narrowed_by_a_form_and_followed_as_a_topic(reader: Reader):
    page = FeedPage.open(reader, q='"weight decay"')
    page.papers.first.wait_for()
    page.page.get_by_role("button", name="Follow “weight decay” as a topic").click()
    page.toast("You follow weight decay now.")
    assert "weight decay" in [entry["value"] for entry in reader.service.ask("GET", "/radar")["entries"]]
    page.page.get_by_role("button", name="Undo").click()
    reader.browser.wait_for(
        lambda: len(reader.service.ask("GET", "/radar")["entries"]) == len(FOLLOWED), "the topic to be gone"
    )
    page.page.get_by_role("button", name="Add a filter").click()
    form = page.page.get_by_role("dialog", name="Narrow the search")
    form.get_by_label("In the category").fill("cs.LG")
    form.get_by_label("Without the words").fill("survey")
    form.get_by_label("Without the words").press("Enter")
    expect(page.page.locator("#search")).to_have_value('"weight decay" category:cs.LG -survey')
    expect(page.page.locator("#found .chips .chip")).to_have_count(3)


def test_the_sources_are_asked_on_request_and_what_they_send_joins_the_list(
    begin: Callable[..., Reader], arxiv: ArxivStandin, huggingface: HuggingFaceStandin
):
    huggingface.queue("/api/papers/search", Answer(500, b"broken"))
    reader = begin()
    page = FeedPage.open(reader, q="muon")
    expect(page.page.get_by_role("heading", name="Nothing found for this search")).to_be_visible()
    asked = len(arxiv.requests("/api/query"))
    page.page.get_by_role("button", name="Ask arXiv and Hugging Face").click()
    page.papers.first.wait_for()
    expect(page.page.locator("#asking")).to_contain_text(re.compile(r"arXiv: found \d+, new: \d+"))
    expect(page.page.locator("#asking .error")).to_contain_text("Hugging Face: ")
    assert len(arxiv.requests("/api/query")) == asked + 1
    page.page.get_by_role("button", name="Ask again").click()
    expect(page.page.locator("#asking .error")).to_have_count(0)
    expect(page.page.get_by_role("button", name="Ask again")).to_have_count(0)
    assert len(arxiv.requests("/api/query")) == asked + 1, "arXiv had answered"


def test_asking_the_sources_is_cancelled(begin: Callable[..., Reader], arxiv: ArxivStandin):
    answered = Event()

    def slowly() -> Iterator[bytes]:
        answered.wait(60)
        yield b""

    arxiv.queue("/api/query", Answer(chunks=slowly()))
    reader = begin()
    page = FeedPage.open(reader, q="muon")
    page.page.get_by_role("button", name="Ask arXiv and Hugging Face").click()
    page.page.get_by_role("button", name="Cancel").click()
    expect(page.page.locator("#asking")).to_contain_text("arXiv: cancelled")
    answered.set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_bar_and_the_search_are_accessible_in_their_states(reader: Reader, scheme: str):
    for asked, act in feed_search_states.STATES.values():
        page = FeedPage.open(reader, **asked)
        page.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        act(page)
        assert objections(page.page.evaluate) == "", act
        page.page.close()


def test_nothing_is_cut_off_where_the_window_is_narrow(reader: Reader):
    for asked, act in feed_search_states.STATES.values():
        page = FeedPage.open(reader, **asked)
        page.page.set_viewport_size({"width": 320, "height": 640})
        act(page)
        assert page.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), act
        page.page.close()
