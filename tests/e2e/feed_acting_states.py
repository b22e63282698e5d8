"""Pictures of acting on the feed's papers: saved, briefed, dismissed, followed, cited, chosen."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator

from tests.e2e import source_states
from tests.e2e.feed_page import FeedPage, bring, corpus, recent
from tests.e2e.papers import OWN
from tests.e2e.reader import Reader

SCHEMES = ("light", "dark")
WIDE, NARROW = (1100, 820), (320, 760)
SEA = ("current", "tide", "coral", "reef", "salt", "plankton", "whale", "harbour", "wave", "storm", "delta")

FOLLOWED: list[dict[str, Any]] = [
    {"kind": "topic", "value": "diffusion"},
    {"kind": "topic", "value": "language model"},
    {"kind": "author", "value": "Noah Amsel"},
]


def of_this_week() -> list[dict[str, Any]]:
    """Our own papers, ten a day, as if they were announced these days: their order stands."""
    papers = recent(corpus(OWN))
    today = max(date.fromisoformat(paper["announced"]) for paper in papers)
    return [{**paper, **_of_day(today - timedelta(days=place // 10))} for place, paper in enumerate(papers)]


def _of_day(day: date) -> dict[str, str]:
    return {"announced": day.isoformat(), "published": (day - timedelta(days=1)).isoformat()}


def of_other_fields(count: int = 500) -> list[dict[str, Any]]:
    """Old papers on the sea, beside which the words of ours are rare enough to be learned."""
    return [
        {
            "key": f"arxiv:2501.{place:05d}",
            "arxiv_id": f"2501.{place:05d}",
            "title": f"The {SEA[place % len(SEA)]} and the {SEA[place * 7 % len(SEA)]} {place}",
            "authors": [f"Author {place}"],
            "categories": ["physics.ao-ph"],
            "announced": "2025-01-01",
            "source": "arxiv",
        }
        for place in range(count)
    ]


def pictures(reader: Reader, folder: Path, language: str) -> None:
    """`feed-acting-<state>-<language>-<scheme>.png` of each state. The pool must be the reader's own; nothing stays
    dismissed.
    """
    bring(reader.service, [*of_other_fields(), *told_of(of_this_week())])
    for entry in FOLLOWED:
        reader.service.ask("POST", "/radar", entry)

    def taken(state: str, act: Callable[[FeedPage], object], size: tuple[int, int] = WIDE) -> None:
        here = FeedPage.open(reader)
        here.page.set_viewport_size({"width": size[0], "height": size[1]})
        here.numbered(3).wait_for()
        act(here)
        for scheme in SCHEMES:
            here.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            here.page.mouse.move(0, 0)
            here.page.wait_for_timeout(150)
            here.page.screenshot(path=folder / f"feed-acting-{state}-{language}-{scheme}.png")
        here.page.close()

    taken("page", page)
    taken("brief", briefed)
    taken("why", why)
    taken("menu", menu)
    taken("author", author)
    taken("follow", follow)
    taken("cite", lambda here: (here.press("j", "c"), here.page.locator("#cite-dialog pre").wait_for()))
    taken("selected", selected)
    taken("keys", lambda here: here.press("?"))
    taken("narrow", selected, NARROW)
    taken("narrow-brief", briefed, NARROW)
    taken("narrow-follow", follow, NARROW)
    taken("dismissed", dismissed)
    reader.service.ask("POST", "/feedback/restore", {"keys": [paper["key"] for paper in of_this_week()]})


def told_of(papers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Some of them with what Hugging Face and the authors say of them."""
    return [
        {
            **paper,
            **({"upvotes": 9 + place * 5 % 60, "comments": place % 4} if place % 3 == 1 else {}),
            **({"code_url": f"https://github.com/someone/{paper['arxiv_id']}"} if place % 4 == 1 else {}),
            **({"version": 2, "announce_type": "replace"} if place % 5 == 0 else {}),
        }
        for place, paper in enumerate(papers)
    ]


def page(here: FeedPage) -> None:
    """As it stands when it is opened, a while after a refresh: README's picture."""
    here.page.set_viewport_size({"width": 1100, "height": 900})
    source_states.says(here.page, source_states.FINE)
    here.page.reload()
    here.page.locator("#sentence", has_text="2").wait_for()
    here.page.locator("#fresh:not([hidden])").wait_for()
    here.numbered(2).wait_for()


def acts(here: FeedPage, number: int, act: str) -> Locator:
    """The button of a paper that does this."""
    key = here.numbered(number).get_attribute("data-key")
    return here.page.locator(f'[id="{act} {key}"]')


def briefed(here: FeedPage) -> None:
    if acts(here, 1, "save").get_attribute("aria-pressed") == "false":
        acts(here, 1, "save").click()
    acts(here, 1, "brief").click()
    here.page.locator("#brief-pane .ending").wait_for()
    here.numbered(1).evaluate("row => scrollBy(0, row.getBoundingClientRect().top - 90)")


def why(here: FeedPage) -> None:
    here.press("j", "w")
    here.page.locator(".evidence").wait_for()
    here.numbered(1).evaluate("row => scrollBy(0, row.getBoundingClientRect().top - 90)")


def menu(here: FeedPage) -> None:
    acts(here, 1, "more").click()
    here.page.locator(".menu").wait_for()


def author(here: FeedPage) -> None:
    here.page.locator(".authors .name:has(mark)").first.click()
    here.page.locator(".menu").wait_for()


def follow(here: FeedPage) -> None:
    here.press("j", "f")
    here.page.locator("#follow-dialog .chip").first.wait_for()


def selected(here: FeedPage) -> None:
    for number in (1, 2):
        here.numbered(number).locator(".pick input").check()
    here.page.locator("#bulk").wait_for()


def dismissed(here: FeedPage) -> None:
    for number in (1, 2, 3):
        acts(here, number, "dismiss").click()
        here.numbered(number).locator(".gone-paper").wait_for()
