"""Pictures of the first run in its steps."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.first_run import FirstRun
from tests.e2e.reader import Reader, pair

SCHEMES = ("light", "dark")


def pictures(reader: Reader, folder: Path, language: str) -> None:
    """`start-<step>-<language>-<scheme>.png`, of a reader who is not paired yet and whose pool is empty."""

    def taken(state: str, page: Page) -> None:
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            page.wait_for_timeout(150)
            page.screenshot(path=folder / f"start-{state}-{language}-{scheme}.png", full_page=True)

    here = FirstRun.open(reader)
    here.at("connect")
    taken("connect", here.page)
    pair(reader.browser, reader.service)
    here.at("follow")
    taken("follow", here.page)
    chosen(here)
    taken("chosen", here.page)
    here.page.set_viewport_size({"width": 320, "height": 700})
    taken("narrow", here.page)
    here.page.set_viewport_size({"width": 1100, "height": 800})
    here.goes()
    here.at("arrive")
    expect(here.page.locator("#start-none")).to_be_visible(timeout=60_000)
    taken("none", here.page)
    here.page.close()


def chosen(here: FirstRun) -> None:
    """With suggestions of a file, some of them taken."""
    here.gives_bibtex()
    here.offered("author").first.click()
    here.types("authors", "Difan Zou")
    here.types("topics", "implicit bias, diffusion models")
    here.offered("topic").first.click()
