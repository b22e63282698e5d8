"""Pictures of the feed's page in its states."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Route

from tests.e2e import source_states
from tests.e2e.feed_page import FeedPage, bring, corpus, recent
from tests.e2e.reader import Reader

SCHEMES = ("light", "dark")
WIDE, NARROW = (1100, 800), (320, 720)
FOLLOWED = (("author", "Qiang Liu"), ("author", "Difan Zou"), ("topic", "diffusion"), ("topic", "spectral norm"))


def papers_of_these_days(count: int = 900) -> list[dict[str, Any]]:
    """The corpus's last papers, a tenth of them a day, some with what Hugging Face knows of them."""
    papers = recent(corpus())[-count:]
    last = date.fromisoformat(max(paper["announced"] for paper in papers))
    return [
        {
            **paper,
            "announced": (last - timedelta(days=place * 10 // count)).isoformat(),
            "published": (last - timedelta(days=place * 10 // count + 1)).isoformat(),
            **({"upvotes": 14 + place % 80, "comments": place % 4, "source": "huggingface"} if place % 5 == 0 else {}),
            **({"code_url": f"https://github.com/someone/{paper['arxiv_id']}"} if place % 7 == 0 else {}),
            **({"version": 2, "announce_type": "replace"} if place % 11 == 0 else {}),
        }
        for place, paper in enumerate(papers)
    ]


def pictures(reader: Reader, folder: Path, language: str) -> None:
    """`feed-<state>-<language>-<scheme>.png` of each state. The service is stopped for the last."""

    def taken(state: str, act: Callable[[FeedPage], object], size: tuple[int, int] = WIDE, **asked: Any) -> None:
        here = FeedPage.open(reader, **asked)
        here.page.set_viewport_size({"width": size[0], "height": size[1]})
        act(here)
        for scheme in SCHEMES:
            here.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            here.page.mouse.move(0, 0)
            here.page.wait_for_timeout(150)
            here.page.screenshot(path=folder / f"feed-{state}-{language}-{scheme}.png")
        here.page.close()

    reader.browser.worker.evaluate("chrome.storage.local.set({ startPutOff: true })")
    taken("empty", lambda here: here.page.locator("#state h2").wait_for())
    bring(reader.service, papers_of_these_days())
    for kind, value in FOLLOWED:
        reader.service.follow(kind, value)
    reader.service.follow("category", "math.OC", cross_listed=True)
    while not reader.service.ask("GET", "/feed?limit=0")["settled"]:
        pass
    taken("full", rows)
    taken("open", unfolded)
    taken("batch", rows, from_=20)
    taken("filtered", rows, source="arxiv", code=1)
    taken("trending", anything, tab="trending")
    taken("categories", anything, tab="categories")
    taken("nothing", lambda here: here.page.locator("#nothing").wait_for(), category="cs.XX")
    taken("weekend", weekend)
    taken("refreshing", refreshing)
    taken("arrived", arrived)
    taken("narrow", rows, NARROW)
    taken("narrow-open", unfolded, NARROW)
    taken("printed", printed)
    reader.service.stop()
    try:
        taken("down", lambda here: here.page.locator("#retry").wait_for())
    finally:
        reader.service.start()


def anything(here: FeedPage) -> None:
    here.page.locator("div.paper:not(.waiting), #state h2").first.wait_for()


def rows(here: FeedPage) -> None:
    here.papers.first.wait_for()
    here.page.locator("#fresh:not([hidden])").wait_for()
    here.page.wait_for_timeout(300)


def unfolded(here: FeedPage) -> None:
    rows(here)
    here.press("j", "Enter")
    here.page.locator(".paper.open").wait_for()


def printed(here: FeedPage) -> None:
    rows(here)
    here.page.emulate_media(media="print")


def weekend(here: FeedPage) -> None:
    source_states.says(here.page, source_states.WEEKEND)
    here.page.reload()
    here.page.locator("#reason:not([hidden])").wait_for()


def refreshing(here: FeedPage) -> None:
    source_states.says(here.page, source_states.RUNNING)
    here.page.reload()
    here.page.locator("#fresh .bar:not(.gone)").wait_for()


def arrived(here: FeedPage) -> None:
    def told(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "arrived": 12})

    here.page.route("**/api/v1/feed?*", told)
    here.page.reload()
    here.page.locator("#show-arrived").wait_for()
