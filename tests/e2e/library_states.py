"""Pictures of the library's page in its states."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.e2e.library_page import LibraryPage, records
from tests.e2e.reader import Reader

SCHEMES = ("light", "dark")
WIDE, NARROW = (1100, 800), (360, 780)

NEWS: list[dict[str, Any]] = [
    {"what": "version", "at": "2026-11-20T08:00:00+00:00", "version": 3, "venue": "", "doi": ""},
    {"what": "published", "at": "2026-11-18T08:00:00+00:00", "version": None, "venue": "NeurIPS 2026", "doi": ""},
    {"what": "withdrawn", "at": "2026-11-16T08:00:00+00:00", "version": 2, "venue": "", "doi": ""},
]


def fill_for_pictures(reader: Reader, count: int = 264) -> None:
    """A library with some of everything, the latest with news."""
    made = records(count)
    for place, record in enumerate(sorted(made, key=lambda record: str(record["saved_at"]), reverse=True)[1:4]):
        record["news"] = [NEWS[place]]
    reader.service.ask("POST", "/library/restore", {"items": made})


def pictures(reader: Reader, folder: Path, language: str) -> None:
    """`<state>-<language>-<scheme>.png` of each state. The service is stopped for the last."""

    def taken(state: str, act: Callable[[LibraryPage], object], size: tuple[int, int] = WIDE, **asked: Any) -> None:
        here = LibraryPage.open(reader, **asked)
        here.page.set_viewport_size({"width": size[0], "height": size[1]})
        act(here)
        for scheme in SCHEMES:
            here.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            here.page.mouse.move(0, 0)
            here.page.wait_for_timeout(150)
            here.page.screenshot(path=folder / f"library-{state}-{language}-{scheme}.png")
        here.page.close()

    taken("empty", lambda here: here.page.locator("#import-first").wait_for())
    fill_for_pictures(reader)
    taken("full", rows)
    taken("filtered", rows, q="learning", tag=["optimizers"], status="read")
    taken("open", unfolded)
    taken("edit", edited)
    taken("selected", selected)
    taken("tags", tags)
    taken("none-found", lambda here: here.page.locator("#nothing").wait_for(), q="muon", tag=["seminar"], year="1999")
    taken("narrow", rows, NARROW)
    taken("narrow-open", unfolded, NARROW)
    taken("narrow-selected", selected, NARROW)
    taken("keys", keys)
    reader.service.stop()
    try:
        taken("down", lambda here: here.page.locator("#retry").wait_for())
    finally:
        reader.service.start()


def rows(here: LibraryPage) -> None:
    here.page.locator("div.paper:not(.waiting)").first.wait_for()
    here.page.locator("#filters button.chip").first.wait_for(state="attached")


def unfolded(here: LibraryPage) -> None:
    rows(here)
    here.page.locator("button.title").first.click()
    here.page.locator(".details").wait_for()


def edited(here: LibraryPage) -> None:
    unfolded(here)
    here.page.locator("#edit").click()
    here.page.locator("#edit-title").wait_for()


def selected(here: LibraryPage) -> None:
    rows(here)
    for place in (0, 2):
        here.page.locator(".pick").nth(place).click()


def tags(here: LibraryPage) -> None:
    selected(here)
    here.press("t")
    here.page.keyboard.type("the")
    here.page.locator("[role=option]").first.wait_for()


def keys(here: LibraryPage) -> None:
    rows(here)
    here.press("?")
