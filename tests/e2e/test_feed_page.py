"""The feed's page over papers of these days: sections, batches in one order, its place, what comes, what is away."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright, expect

from tests.e2e.browser import Browser
from tests.e2e.feed_page import FeedPage, bring, corpus, recent
from tests.e2e.papers import own
from tests.e2e.reader import Reader, pair
from tests.e2e.service import Service, copied
from tests.e2e.sites import HOSTS, Sites
from tests.e2e.test_accessibility import objections
from tests.shared import needs_shared
from tests.standins.huggingface import HuggingFaceStandin

TOPICS = ("learning", "model", "network", "diffusion", "optimization", "data", "training")


@pytest.fixture(scope="module")
def daily(
    playwright: Playwright,
    sites: Sites,
    upstream: dict[str, str],
    recent_template: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Reader]:
    """A browser and a service of their own, whose pool is the corpus as if its last day were today."""
    folder = copied(recent_template, tmp_path_factory.mktemp("feed"))
    with Service(folder, upstream) as service, Browser(playwright, hosts=HOSTS, port=sites.port) as browser:
        pair(browser, service)
        for topic in TOPICS:
            service.follow("topic", topic)
        settles(service)
        yield Reader(browser, service, sites)


@pytest.fixture
def reader(daily: Reader) -> Iterator[Reader]:
    """Who has left no list anywhere."""
    daily.browser.worker.evaluate("chrome.storage.local.remove('feedPlaces')")
    yield daily
    daily.browser.close_pages()


def settles(service: Service) -> dict[str, Any]:
    """The feed, once all of the pool has been matched."""
    while not (answer := service.ask("GET", "/feed?limit=100"))["settled"]:
        pass
    return dict(answer)


def new_paper(number: int) -> dict[str, Any]:
    """One that hits, announced today."""
    (paper,) = recent([next(corpus())])
    id = f"2611.{number:05d}"
    more = {"key": f"arxiv:{id}", "arxiv_id": id, "url": f"https://arxiv.org/abs/{id}"}
    return {**paper, **more, "title": f"Diffusion that came later, part {number}"}


def test_the_feed_says_what_it_shows_and_numbers_its_papers(reader: Reader):
    told = settles(reader.service)
    page = FeedPage.open(reader)
    page.begins_at(1)
    page.begins([item["title"] for item in told["items"][:3]])
    page.says(f"{told['total']:,} papers from arXiv and Hugging Face match {len(TOPICS)} topics you follow.")
    expect(page.page.get_by_role("heading", level=1)).to_have_text("What is new on your radar")
    expect(page.page.locator("#head .kicker")).to_contain_text(f"{datetime.now().year}")
    assert reader.service.ask("GET", "/looked") is not None, "the page tells that the reader looked"


def test_batches_go_on_and_back_in_one_order(reader: Reader):
    items = settles(reader.service)["items"]
    page = FeedPage.open(reader)
    page.begins_at(1)
    page.next()
    page.begins_at(21)
    page.at("?from=20")
    page.begins([items[20]["title"]])
    page.press("n")
    page.begins_at(41)
    page.page.go_back()
    page.begins_at(21)
    page.begins([items[20]["title"]])
    page.previous()
    page.begins_at(1)
    page.at("")
    page.begins([items[0]["title"]])
    expect(page.page.locator("#previous-batch")).to_have_count(0)
    FeedPage.open(reader, from_=40).begins_at(41)


def test_sections_stand_in_the_list_and_are_jumped_to(reader: Reader):
    service, file = reader.service, reader.service.folder / "workspace.json"
    service.ask("POST", "/looked", {})
    service.stop()
    workspace = json.loads(file.read_text())
    now = datetime.now(UTC).isoformat(timespec="seconds")
    workspace["settings"]["looks"] = {"last": now, "before": now}
    file.write_text(json.dumps(workspace))
    service.start()
    reader.browser.wait_for(lambda: datetime.now(UTC).isoformat(timespec="seconds") > now, "the second to pass")
    bring(service, [new_paper(1)])
    settles(service)
    page = FeedPage.open(reader)
    headings = page.page.locator("h2.section")
    expect(headings.first).to_have_text("Since you last looked 1")
    expect(page.page.locator(".paper .new").first).to_have_text("new")
    week = page.page.locator("#section-week")
    week.click()
    expect(headings.first).to_have_text(re.compile(r"^This week \d"))
    expect(week).to_have_attribute("aria-current", "true")
    page.at(f"?from={FROM.search(page.page.url)[1]}" if FROM.search(page.page.url) else "")
    page.page.go_back()
    page.begins_at(1)


FROM = re.compile(r"from=(\d+)")


def test_what_comes_later_moves_no_paper_and_is_shown_when_asked_for(reader: Reader):
    page = FeedPage.open(reader)
    page.begins_at(1)
    before = page.titles()
    bring(reader.service, [new_paper(2)])
    settles(reader.service)
    page.page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
    show = page.page.locator("#show-arrived")
    expect(show).to_have_text("1 new paper · Show")
    assert page.titles()[:3] == before[:3]
    show.click()
    expect(page.paper("Diffusion that came later, part 2")).to_be_visible()
    expect(show).to_have_count(0)


def test_it_opens_where_the_reader_left_it(reader: Reader):
    page = FeedPage.open(reader)
    page.begins_at(1)
    page.next()
    page.begins_at(21)
    page.page.evaluate("document.querySelector('#paper-26, #list').scrollIntoView()")
    page.page.mouse.wheel(0, 900)
    place = "chrome.storage.local.get('feedPlaces').then(({ feedPlaces }) => feedPlaces?.['']?.index ?? 0)"
    reader.browser.wait_for(lambda: reader.browser.worker.evaluate(place) > 22, "the place to be kept")
    index = reader.browser.worker.evaluate(place)
    page.page.close()
    again = FeedPage.open(reader)
    again.at("?from=20")
    expect(again.numbered(index + 1)).to_be_in_viewport()


def test_the_list_goes_on_to_its_end_with_few_papers_in_the_document(reader: Reader):
    total = settles(reader.service)["total"]
    page = FeedPage.open(reader)
    page.begins_at(1)
    reader.browser.wait_for(lambda: _scrolled(page, total), "the last paper")
    expect(page.page.locator("#end")).to_contain_text(f"{total:,}")
    assert page.page.locator("div.paper").count() < 40


def _scrolled(page: FeedPage, total: int) -> bool:
    page.page.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
    return page.numbered(total).is_visible()


@pytest.fixture
def trending(huggingface: HuggingFaceStandin) -> Iterator[list[str]]:
    """Keys of what trends on Hugging Face, most first."""
    huggingface.trending = [paper.key for paper in list(own().values())[5:8]]
    yield huggingface.trending
    huggingface.trending = None


def test_the_tabs_lead_to_what_trends_and_to_all_that_is_new_in_the_categories(reader: Reader, trending: list[str]):
    service = reader.service
    service.ask("POST", "/refresh", {"sources": ["huggingface"]})
    reader.browser.wait_for(lambda: not service.ask("GET", "/refresh")["running"], "the refresh to end")
    service.follow("category", "math.OC", paused=True)
    page = FeedPage.open(reader)
    page.begins_at(1)
    page.page.locator("#tab-trending").click()
    expect(page.page.get_by_role("heading", level=1)).to_have_text("Trending on Hugging Face")
    page.at("?tab=trending")
    page.begins_at(1)
    assert [row.get_attribute("data-key") for row in page.papers.all()] == trending
    page.page.locator("#tab-categories").click()
    expect(page.page.get_by_role("heading", level=1)).to_have_text("New in your categories")
    page.begins_at(1)
    page.page.go_back()
    page.at("?tab=trending")
    page.begins_at(1)


def test_an_abstract_unfolds_in_place_and_counts_as_read(reader: Reader):
    page = FeedPage.open(reader)
    page.begins_at(1)
    first = page.numbered(1)
    key = first.get_attribute("data-key")
    page.press("j", "Enter")
    expect(first.locator(".fold")).to_have_attribute("aria-expanded", "true")
    reader.browser.wait_for(
        lambda: reader.service.ask("GET", "/feed?tab=radar&today=&limit=1")["items"][0]["read"], "it to be read"
    )
    page.press("Enter")
    expect(first.locator(".fold")).to_have_attribute("aria-expanded", "false")
    assert first.get_attribute("data-key") == key


def test_what_is_shown_stays_while_the_service_is_away(reader: Reader):
    page = FeedPage.open(reader)
    page.begins_at(1)
    reader.service.stop()
    try:
        page.page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
        expect(page.page.locator("#notices [role=alert]")).to_contain_text("Try again")
        page.begins_at(1)
        page.page.locator("#tabs a").nth(2).click()
        page.at("")  # the papers are still the radar's, and so is the address
        expect(page.page.locator("#tabs [aria-current]")).to_have_text("Your radar")
        away = FeedPage.open(reader)
        expect(away.page.locator("#state")).to_contain_text("make run")
    finally:
        reader.service.start()
    page.page.locator("#retry").click()
    expect(page.page.locator("#notices [role=alert]")).to_have_count(0)
    page.at("?tab=categories")
    away.page.locator("#retry").click()
    away.begins_at(1)


def test_it_fits_a_narrow_window_and_paper(reader: Reader):
    page = FeedPage.open(reader)
    page.page.set_viewport_size({"width": 320, "height": 640})
    page.begins_at(1)
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 320
    page.page.set_viewport_size({"width": 900, "height": 800})
    page.page.emulate_media(media="print")
    expect(page.page.locator("#bar")).to_be_hidden()
    expect(page.numbered(1)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible(reader: Reader, scheme: str):
    page = FeedPage.open(reader)
    page.page.emulate_media(color_scheme=scheme)
    page.begins_at(1)
    page.press("j", "Enter")
    page.page.locator("#fresh").wait_for()
    assert objections(page.page.evaluate) == ""
    empty = FeedPage.open(reader, entry="nothing-has-this-id", tab="trending")
    empty.page.emulate_media(color_scheme=scheme)
    empty.page.locator("#nothing, #state [role=alert]").first.wait_for()
    assert objections(empty.page.evaluate) == ""


@needs_shared
def test_of_a_corpus_of_thousands_every_paper_stands_once(reader: Reader):
    total = settles(reader.service)["total"]
    assert total > 3_000
    page = FeedPage.open(reader, from_=total - total % 20)
    page.begins_at(total - total % 20 + 1)
    keys = reader.service.ask("GET", "/feed/keys")["keys"]
    assert len(keys) == len(set(keys)) == total
