"""Pictures of the feed's filters and of its search in their states."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.e2e.feed_page import FeedPage
from tests.e2e.reader import Reader

SCHEMES = ("light", "dark")
NARROW = (360, 780)


def rows(here: FeedPage) -> None:
    here.papers.first.wait_for()


def menu(here: FeedPage) -> None:
    rows(here)
    here.page.locator("#add-filter").click()
    here.page.locator(".filter-menu input[type=checkbox]").first.wait_for()


def chosen(here: FeedPage) -> None:
    menu(here)
    for group in ("author", "topic"):
        here.page.locator(f'[data-group="{group}"] input').first.check()
    here.page.locator("#filters-on button.chip").nth(1).wait_for()


def chips(here: FeedPage) -> None:
    chosen(here)
    here.press("Escape")


def typed(here: FeedPage) -> None:
    rows(here)
    here.page.locator("#search").press_sequentially("di")
    here.page.locator("[role=option]").first.wait_for()
    here.press("ArrowDown")


def how(here: FeedPage) -> None:
    rows(here)
    here.page.locator("#search-how").click()


def found(here: FeedPage) -> None:
    rows(here)
    here.page.locator("#found button").first.wait_for()


def nothing(here: FeedPage) -> None:
    here.page.locator("#found.nothing .ways button").first.wait_for()


def narrow(here: FeedPage) -> None:
    found(here)
    here.page.locator("#add-filter").click()
    here.page.locator("form.narrow").wait_for()


def asked(here: FeedPage) -> None:
    found(here)
    here.page.locator("#ask-sources").click()
    here.page.locator("#asking li").first.wait_for()


STATES: dict[str, tuple[dict[str, Any], Callable[[FeedPage], None]]] = {
    "menu": ({}, menu),
    "chosen": ({}, chosen),
    "chips": ({}, chips),
    "typed": ({}, typed),
    "how": ({}, how),
    "found": ({"q": 'learning -survey author:"Difan Zou" after:2025'}, found),
    "misspelt": ({"q": 'author:"Difan Zuo"'}, lambda here: here.page.locator("#found .mean").wait_for()),
    "nothing": ({"q": "learning after:32 author:Nobodyatall"}, nothing),
    "narrow-form": ({"q": "diffusion"}, narrow),
    "asked": ({"q": "diffusion"}, asked),
}


def pictures(reader: Reader, folder: Path, language: str) -> None:
    """`feed-search-<state>-<language>-<scheme>.png` of each state, and of three of them in a narrow window.

    The reader follows an author and a topic of papers of these days.
    """

    def taken(state: str, size: tuple[int, int] | None = None) -> None:
        query, act = STATES[state]
        here = FeedPage.open(reader, **query)
        if size:
            here.page.set_viewport_size({"width": size[0], "height": size[1]})
        act(here)
        for scheme in SCHEMES:
            here.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            here.page.wait_for_timeout(200)
            name = f"{'narrow-' if size else ''}{state}"
            here.page.screenshot(path=folder / f"feed-search-{name}-{language}-{scheme}.png")
        here.page.close()

    for state in STATES:
        taken(state)
    for state in ("chosen", "typed", "found"):
        taken(state, NARROW)
