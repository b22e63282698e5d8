"""The sources in the options: a refresh as it runs, what goes wrong, pausing, and journals, on stand-ins upstream."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, Playwright, expect

from tests.e2e import source_states
from tests.e2e.browser import Browser
from tests.e2e.papers import MUON, own
from tests.e2e.reader import Reader, pair
from tests.e2e.service import Service
from tests.e2e.sites import HOSTS, Sites
from tests.standins.arxiv import ArxivStandin
from tests.standins.huggingface import HuggingFaceStandin
from tests.standins.journals import Item, JournalsStandin
from tests.standins.server import Answer, Request

LETTERS = [
    Item("Superconductivity in a layered nickelate", doi="10.1234/one", authors=("A. Author",)),
    Item("A ferroelectric memory", doi="10.1234/two", authors=("B. Author",)),
    Item("Spin waves without loss", doi="10.1234/three", authors=("C. Author",)),
]


class SlowHuggingFace(HuggingFaceStandin):
    """Takes `pause` seconds over every answer."""

    pause = 0.0

    def _answer(self, request: Request) -> Answer:
        time.sleep(self.pause)
        return super()._answer(request)


@dataclass(frozen=True)
class Upstream:
    """What the sources are here."""

    arxiv: ArxivStandin
    huggingface: SlowHuggingFace
    journals: JournalsStandin


@pytest.fixture(scope="module")
def upstream_here() -> Iterator[Upstream]:
    papers = list(own().values())
    with ArxivStandin(papers=papers) as arxiv, SlowHuggingFace(papers=papers) as face, JournalsStandin() as journals:
        journals.publish("letters", *LETTERS, title="Letters in Physics")
        yield Upstream(arxiv, face, journals)


@pytest.fixture(scope="module")
def here(
    playwright: Playwright, sites: Sites, upstream_here: Upstream, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Reader]:
    environment = {
        "PAPER_RADAR_ARXIV_API_URL": upstream_here.arxiv.api_url,
        "PAPER_RADAR_ARXIV_RSS_URL": upstream_here.arxiv.rss_url,
        "PAPER_RADAR_HF_URL": upstream_here.huggingface.url,
        "PAPER_RADAR_PRIVATE_FEEDS": "1",
    }
    folder = tmp_path_factory.mktemp("sources")
    with (
        Service(folder, environment) as service,
        Browser(playwright, hosts=HOSTS, port=sites.port) as browser,
    ):
        pair(browser, service)
        yield Reader(browser, service, sites)


@pytest.fixture
def options(here: Reader, upstream_here: Upstream) -> Iterator[Page]:
    """The options, with no journal followed and no refresh under way."""
    upstream_here.huggingface.pause = 0.0
    here.service.ask("DELETE", "/refresh")
    here.browser.wait_for(lambda: not here.service.ask("GET", "/refresh")["running"], "the refresh to end")
    for feed in here.service.ask("GET", "/feeds")["chosen"]:
        here.service.ask("DELETE", f"/feeds/{feed['id']}")
    page = here.opens_options()
    page.locator("#fetch-all").wait_for()
    yield page
    here.browser.close_pages()


def row(options: Page, name: str) -> Locator:
    return options.locator("ul.sources > li").filter(
        has=options.get_by_role("button", name=f"Fetch now: {name}", exact=True)
    )


def paused(here: Reader) -> list[str]:
    return [one["source"] for one in here.service.ask("GET", "/refresh")["sources"] if one["paused"]]


def test_a_refresh_tells_how_far_it_is_is_cancelled_and_tells_what_came(
    options: Page, here: Reader, upstream_here: Upstream
):
    upstream_here.huggingface.pause = 3.0
    options.get_by_role("button", name="Fetch all now").click()
    said = options.locator(".refreshing [aria-live]")
    expect(said).to_have_text("Fetching from Hugging Face…")
    expect(options.get_by_role("progressbar")).to_be_visible()
    expect(row(options, "Hugging Face").locator(".standing")).to_have_text("fetching")
    expect(options.locator(".refreshing")).to_contain_text("source 2 of ")
    expect(row(options, "arXiv")).to_contain_text(re.compile(r"\d\d new"))
    options.get_by_role("button", name="Cancel").click()
    expect(said).to_contain_text("Cancelled: ")
    expect(options.get_by_role("progressbar")).to_be_hidden()
    assert here.service.ask("GET", "/refresh")["cancelled"]
    row(options, "Hugging Face").get_by_text("Last fetches").click()
    expect(row(options, "Hugging Face").locator(".fetches li").first).to_contain_text("cancelled")


def test_a_refresh_that_another_began_is_shown(options: Page, here: Reader, upstream_here: Upstream):
    upstream_here.huggingface.pause = 6.0
    here.service.ask("POST", "/refresh", {"sources": ["huggingface"]})
    expect(options.locator(".refreshing [aria-live]")).to_have_text("Fetching from Hugging Face…", timeout=15_000)


def test_a_source_that_fails_says_what_it_was_and_is_well_again_after(
    options: Page, here: Reader, upstream_here: Upstream
):
    upstream_here.arxiv.queue("/rss/", Answer(200, b"<html>Please log in</html>", {"content-type": "text/html"}))
    arxiv = row(options, "arXiv")
    arxiv.get_by_role("button", name="Fetch now").click()
    expect(arxiv.locator(".standing")).to_have_text("failing")
    told = here.service.ask("GET", "/refresh")["sources"][0]
    expect(arxiv.locator(".error").first).to_have_text(told["error"])
    arxiv.get_by_role("button", name="Fetch now").click()
    expect(arxiv.locator(".error")).to_have_count(0)
    arxiv.get_by_text("Last fetches").click()
    expect(arxiv.locator(".fetches li .error").first).to_contain_text(told["error"])


def test_a_source_is_paused_and_fetched_again_by_the_keyboard_alone(options: Page, here: Reader):
    options.locator("#fetch-all").focus()
    for _ in range(20):
        options.keyboard.press("Tab")
        if options.evaluate("document.activeElement.getAttribute('aria-label')") == "Pause: Hugging Face":
            break
    options.keyboard.press("Enter")
    expect(row(options, "Hugging Face").locator(".standing")).to_have_text("paused")
    expect(options.get_by_role("button", name="Resume: Hugging Face")).to_be_focused()
    assert paused(here) == ["huggingface"]
    options.keyboard.press("Space")
    expect(options.get_by_role("button", name="Pause: Hugging Face")).to_be_focused()
    assert paused(here) == []


def test_pausing_is_taken_back_by_undo(options: Page, here: Reader):
    options.get_by_role("button", name="Pause: arXiv", exact=True).click()
    options.get_by_role("button", name="Undo").click()
    options.get_by_role("button", name="Pause: arXiv", exact=True).wait_for()
    assert paused(here) == []


def test_a_journal_is_picked_by_the_keyboard_fetched_as_a_source_removed_and_brought_back(options: Page, here: Reader):
    options.locator("#journal-search").focus()
    options.keyboard.type("mach intell nature")
    shown = options.locator(".catalogue .listed-choices label:visible")
    expect(shown).to_have_count(1)
    options.keyboard.press("Tab")  # the field of study
    options.keyboard.press("Tab")
    options.keyboard.press("Space")
    remove = options.get_by_role("button", name="Remove: Nature Machine Intelligence")
    remove.wait_for()
    expect(shown.get_by_role("checkbox")).to_be_focused()
    assert "Nature Machine Intelligence" in [one["name"] for one in here.service.ask("GET", "/feeds")["chosen"]]
    expect(row(options, "Nature Machine Intelligence").locator(".standing")).to_have_text("never asked", timeout=15_000)
    remove.click()
    expect(shown.get_by_role("checkbox")).not_to_be_checked()
    options.get_by_role("button", name="Undo").click()
    remove.wait_for()


def test_a_feed_is_added_by_its_address_and_shows_what_is_in_it(options: Page, here: Reader, upstream_here: Upstream):
    field = options.locator("#feed-address")
    field.fill(f"{upstream_here.journals.url}/letters.xml")
    field.press("Enter")
    expect(options.locator("#feed-found")).to_contain_text("Letters in Physics is added.", timeout=15_000)
    expect(options.locator("#feed-found li")).to_have_text([item.title for item in LETTERS])
    letters = row(options, "Letters in Physics")
    expect(letters).to_contain_text("3 new", timeout=15_000)
    options.get_by_role("button", name="Remove: Letters in Physics").click()
    options.get_by_role("button", name="Undo").click()
    options.get_by_role("button", name="Remove: Letters in Physics").wait_for()


def test_an_address_without_a_feed_says_so_beside_the_field(options: Page, here: Reader, upstream_here: Upstream):
    field = options.locator("#feed-address")
    field.fill(f"{upstream_here.journals.url}/nothing")
    field.press("Enter")
    expect(options.locator("#feed-found .error")).not_to_be_empty(timeout=15_000)
    expect(field).to_be_focused()
    assert here.service.ask("GET", "/feeds")["chosen"] == []


def test_a_weekend_explains_itself_in_the_options(here: Reader, options: Page):
    source_states.says(options, source_states.WEEKEND)
    options.reload()
    expect(options.locator(".refreshing [aria-live]")).to_have_text(
        "arXiv has nothing new on Saturday and Sunday; the newest is from 20 Nov 2026."
    )
    expect(row(options, "arXiv")).to_contain_text("after the weekend")


def test_how_long_papers_are_kept_is_a_setting(options: Page, here: Reader):
    days = options.locator("#retention")
    expect(days).to_have_value("90")
    days.fill("120")
    days.press("Enter")
    options.get_by_text("Papers are kept for 120 days.").wait_for()
    assert here.service.ask("GET", "/settings")["retention_days"] == 120
    options.get_by_role("button", name="Undo").click()
    expect(days).to_have_value("90")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_nothing_is_wider_than_a_narrow_window(here: Reader, options: Page, language: str):
    here.service.ask("POST", "/feeds", {"id": "nature-machine-intelligence"})
    options.set_viewport_size({"width": 320, "height": 700})
    try:
        here.browser.worker.evaluate("(language) => chrome.storage.local.set({ language })", language)
        source_states.says(options, source_states.TROUBLED)
        options.reload()
        options.locator("ul.sources > li").nth(4).wait_for()
        assert options.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert options.evaluate("document.querySelector('header').offsetHeight") < 140
    finally:
        here.browser.worker.evaluate("chrome.storage.local.remove('language')")


def test_the_popup_says_until_when_arxiv_makes_us_wait(here: Reader, upstream_here: Upstream, options: Page):
    upstream_here.arxiv.queue("/rss/", Answer(429, b"", {"retry-after": "900"}))
    arxiv = row(options, "arXiv")
    arxiv.get_by_role("button", name="Fetch now").click()
    expect(arxiv.locator(".standing")).to_contain_text("limited until")
    with here.clicks_the_button(here.opens(own()[MUON])) as popup:
        popup.wait_for_text("arXiv is limiting us until")
