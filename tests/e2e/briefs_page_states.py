"""Pictures of the page of briefs in its states, and of a brief in the library's details."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.e2e.briefs_page import ACROSS, ALONE, OLD, BriefsPage, across, alone, brief, keep
from tests.e2e.library_page import LibraryPage
from tests.e2e.library_states import NARROW, SCHEMES
from tests.e2e.papers import MUON, POLAR
from tests.e2e.reader import Reader

SIZE = (900, 820)


def failed() -> dict[str, Any]:
    """One of a key that Groq did not take."""
    error = {"code": "groq_key", "message": "Groq does not accept the key.", "hint": "Set GROQ_API_KEY and restart."}
    statements = alone()["statements"][:1]
    return brief(OLD, [POLAR], [], state="failed", error=error, tokens=0) | {"statements": statements}


def pictures(reader: Reader, folder: Path, language: str) -> None:
    """`briefs-<state>-<language>-<scheme>.png` of each state. The service is stopped for the last."""

    def taken(state: str, act: Callable[[BriefsPage], object], size: tuple[int, int] = SIZE, **asked: Any) -> None:
        here = BriefsPage.open(reader, **asked)
        here.page.set_viewport_size({"width": size[0], "height": size[1]})
        act(here)
        for scheme in SCHEMES:
            here.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            here.page.mouse.move(0, 0)
            here.page.wait_for_timeout(150)
            here.page.screenshot(path=folder / f"briefs-{state}-{language}-{scheme}.png")
        if state in ("one-open", "several"):
            here.page.pdf(path=folder / f"briefs-{state}-{language}.pdf", format="A4")
        here.page.close()

    reader.starts_afresh()
    taken("empty", lambda here: here.page.locator("#feed-first").wait_for())
    taken("feed-empty", lambda here: here.page.locator("#options").wait_for(), feed="")
    keep(reader, alone(), across(), failed())
    taken("list", rows)
    taken("list-narrow", rows, NARROW)
    taken("none-found", lambda here: here.page.locator("#nothing").wait_for(), q="quantum")
    taken("removed", removed)
    keep(reader, across())
    taken("one", read, id=ALONE)
    taken("one-open", passage, id=ALONE)
    taken("one-narrow", passage, NARROW, id=ALONE)
    taken("several", read, id=ACROSS)
    taken("failed", read, id=OLD)
    taken("unknown", lambda here: here.page.locator("div.state").wait_for(), keys=["arxiv:1001.00001"])
    reader.service.ask("POST", "/library", {"key": f"arxiv:{MUON}"})
    library = LibraryPage.open(reader, q="muon")
    library.page.locator("button.title").first.click()
    library.page.locator("#read-brief").wait_for()
    for scheme in SCHEMES:
        library.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        library.page.screenshot(path=folder / f"briefs-library-{language}-{scheme}.png")
    library.page.close()
    reader.service.stop()
    try:
        taken("down", lambda here: here.page.locator("#retry").wait_for())
    finally:
        reader.service.start()


def rows(here: BriefsPage) -> None:
    here.page.locator("#list li").first.wait_for()


def read(here: BriefsPage) -> None:
    here.page.locator("article.brief .statement").first.wait_for()


def passage(here: BriefsPage) -> None:
    read(here)
    here.page.locator(".cite").nth(1).click()
    here.page.locator("details.unchecked summary").click()


def removed(here: BriefsPage) -> None:
    rows(here)
    here.page.locator("#list li").first.hover()
    here.page.locator("#list li button").first.click()
    here.page.locator("#undo").wait_for()
