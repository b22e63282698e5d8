"""`make shots`: pictures of the popup and the options in their states, light and dark, English and Chinese."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import FloatRect, Page, Playwright, sync_playwright

from tests.e2e import (
    brief_options_states,
    brief_states,
    briefs_page_states,
    digest_states,
    feed_acting_states,
    feed_search_states,
    feed_states,
    format_states,
    library_states,
    marks_states,
    outbox_states,
    panel_states,
    saving_states,
    source_states,
    start_states,
)
from tests.e2e.browser import Browser
from tests.e2e.pages import listing_page
from tests.e2e.papers import MUON, OWN, own, pool_file
from tests.e2e.popup import Popup
from tests.e2e.reader import Reader, pair
from tests.e2e.service import Service, copied, folder_with
from tests.e2e.sites import HOSTS, Sites
from tests.shared import DATA, ROOT
from tests.standins.groq import GroqStandin

SHOTS = ROOT / "shots"
SCHEMES = ("light", "dark")
LANGUAGES = {"en": "en", "zh": "zh_CN"}


class Studio:
    """Takes every picture in both schemes and names it `<state>-<language>-<scheme>.png`."""

    def __init__(self, reader: Reader, groq: GroqStandin, language: str) -> None:
        self.reader = reader
        self.groq = groq
        self.language = language
        if language != "en":
            reader.browser.worker.evaluate("(language) => chrome.storage.local.set({ language })", LANGUAGES[language])

    def popup(self, state: str, page: Page, ready: Callable[[Popup], object]) -> None:
        with self.reader.clicks_the_button(page) as popup:
            ready(popup)
            # Where the popup has just grown, the first pictures show it twice, at its old height: they are taken over.
            for scheme in (*SCHEMES, *SCHEMES):
                popup.scheme(scheme)
                popup.settle()
                popup.screenshot(SHOTS / f"{state}-{self.language}-{scheme}.png", scale=2)
        page.close()

    def page(self, state: str, page: Page) -> None:
        """A page as it stands in its window."""
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.wait_for_timeout(300)  # what follows the scheme has a moment to do so
            page.screenshot(path=SHOTS / f"{state}-{self.language}-{scheme}.png")
        page.close()

    def section(self, state: str, name: str, told: Mapping[str, Any], ready: Callable[[Page], object]) -> None:
        """One section of the options, over sources that stand as `told`."""
        page = self.reader.opens_options()
        page.set_viewport_size({"width": 820, "height": 8000})  # nothing scrolls, so the header stays above
        source_states.says(page, told)
        page.reload()
        ready(page)
        box = page.locator(f"section#{name}").bounding_box()
        assert box is not None
        clip: FloatRect = {"x": 0, "y": box["y"], "width": 820, "height": box["height"]}
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.screenshot(path=SHOTS / f"{state}-{self.language}-{scheme}.png", clip=clip)
        page.close()

    def options(self, state: str) -> None:
        page = self.reader.opens_options()
        page.locator("ul.sources > li").first.wait_for()
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.screenshot(path=SHOTS / f"{state}-{self.language}-{scheme}.png", full_page=True)
        page.close()


def main() -> None:
    shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, Sites() as sites:
        template = folder_with(pool_file(), Path(folder) / "template")
        for language in LANGUAGES:
            work = Path(folder) / language
            with studio(playwright, sites, copied(template, work / "full"), language) as here:
                full(here)
            # What a model says of a paper quotes our own words of it, not those of ../shared.
            with studio(playwright, sites, folder_with(OWN, work / "briefs"), language) as here:
                briefs(here)
            with studio(playwright, sites, work / "empty", language) as here:
                here.popup(
                    "empty-pool",
                    here.reader.opens(own()[MUON]),
                    lambda popup: popup.wait_for(
                        lambda: popup.evaluate("document.querySelector('#refresh') !== null"), "the button"
                    ),
                )
            with studio(playwright, sites, copied(template, work / "library"), language) as here:
                library_states.pictures(here.reader, SHOTS, language)
                format_states.pictures(here.reader, SHOTS, language)
                briefs_page_states.pictures(here.reader, SHOTS, language)
            with studio(playwright, sites, copied(template, work / "panel"), language) as here:
                panel_states.pictures(here.reader, SHOTS, language)
                digest_states.pictures(here.reader, SHOTS, language)
            with studio(playwright, sites, work / "feed-acting", language) as here:
                feed_acting_states.pictures(here.reader, SHOTS, language)
                if language == "en":
                    shutil.copyfile(SHOTS / "feed-acting-page-en-light.png", ROOT / "docs" / "feed.png")
                feed_search_states.pictures(here.reader, SHOTS, language)
            with studio(playwright, sites, work / "start", language, paired=False) as here:
                start_states.pictures(here.reader, SHOTS, language)
            with studio(playwright, sites, work / "feed", language) as here:
                feed_states.pictures(here.reader, SHOTS, language)
            with studio(playwright, sites, work / "unpaired", language, paired=False) as here:
                here.popup("not-paired", here.reader.opens(own()[MUON]), lambda popup: popup.wait_for_text("make run"))
    if not DATA.is_dir():
        print("../shared/data is absent: the pictures show the project's own sixty papers.", file=sys.stderr)
    print(f"{len(list(SHOTS.glob('*.png')))} pictures in {SHOTS}")


@contextmanager
def studio(
    playwright: Playwright, sites: Sites, folder: Path, language: str, *, paired: bool = True
) -> Iterator[Studio]:
    """A service on `folder`, a stand-in for Groq, and a browser."""
    with (
        GroqStandin() as groq,
        Service(folder, {"GROQ_BASE_URL": groq.url, "GROQ_API_KEY": "gsk_a_key_of_the_pictures"}) as service,
        Browser(playwright, hosts=HOSTS, port=sites.port) as browser,
    ):
        if paired:
            pair(browser, service)
        yield Studio(Reader(browser, service, sites), groq, language)


def full(here: Studio) -> None:
    """The states over a full pool."""
    reader = here.reader
    here.popup("empty-radar", reader.opens(own()[MUON]), lambda popup: popup.wait_for_rows())
    reader.service.follow("author", "Qiang Liu")
    reader.service.follow("author", "R. Gower")
    reader.service.follow("topic", "spectral norm")
    reader.service.follow("topic", "Muon")
    reader.service.follow("category", "math.OC", cross_listed=True)
    reader.service.ask("POST", "/library", {"key": "arxiv:2505.16932", "tags": ["optimizers"]})
    here.popup("paper", reader.opens(own()[MUON]), lambda popup: popup.wait_for_rows())
    here.popup("evidence", reader.opens(own()[MUON]), evidence)
    reader.service.follow("topic", "weight decay")
    here.popup("evidence-abstract", reader.opens(own()[MUON]), abstract)
    here.popup("evidence-row", reader.opens(own()[MUON]), row)
    here.popup("follow-topic", reader.opens(own()[MUON]), follow_topic)
    here.popup("unreadable-page", reader.browser.open("chrome://version"), lambda popup: popup.node("alert"))
    here.popup("library", reader.opens(own()[MUON]), library)
    listing = "https://arxiv.org/list/cs.LG/recent"
    here.popup(
        "listing", reader.visits(listing, listing_page(list(own().values()))), lambda popup: popup.wait_for_rows()
    )
    saving_states.show(here)
    marks_states.show(here)
    outbox_states.show(here)
    brief_options_states.show(here)
    here.options("options")
    sources(here)
    known = reader.opens(own()[MUON])
    reader.sees_badge(known, "4")
    reader.service.stop()
    here.popup("service-down-page-kept", known, lambda popup: popup.wait_for_text("make run"))
    here.popup("service-down", reader.opens(own()["2506.12543"]), lambda popup: popup.wait_for_text("make run"))


def briefs(here: Studio) -> None:
    """Briefs in the popup; the README's picture is one of them."""
    for kind, name in (("author", "Qiang Liu"), ("topic", "spectral norm"), ("topic", "Muon")):
        here.reader.service.follow(kind, name)
    brief_states.show(here)
    if here.language == "en":
        shutil.copyfile(SHOTS / "brief-passage-en-light.png", ROOT / "docs" / "brief.png")


def sources(here: Studio) -> None:
    """The sources as they stand, and the journals to choose from."""

    def drawn(page: Page) -> None:
        page.locator("ul.sources > li").first.wait_for()
        page.locator("#feed-address").wait_for()

    def unfolded(page: Page) -> None:
        drawn(page)
        page.locator(".fetches summary").first.click()
        page.locator(".fetches li").first.wait_for()

    def searched(page: Page) -> None:
        drawn(page)
        page.locator("#journal-search").fill("machine")
        page.locator("#journal-search").blur()

    for journal in ("nature", "plos-one", "jmlr"):
        here.reader.service.ask("POST", "/feeds", {"id": journal})
    here.section("sources", "sources", source_states.FINE, unfolded)
    here.section("sources-refreshing", "sources", source_states.RUNNING, drawn)
    here.section("sources-troubled", "sources", source_states.TROUBLED, drawn)
    here.section("sources-weekend", "sources", source_states.WEEKEND, drawn)
    here.section("journals", "journals", source_states.FINE, searched)


def evidence(popup: Popup) -> None:
    popup.wait_for_rows()
    popup.evaluate("document.querySelector('.chip.topic').click()")


def abstract(popup: Popup) -> None:
    popup.wait_for_rows()
    popup.evaluate("[...document.querySelectorAll('.chip.topic')].at(-1).click()")
    popup.evaluate("document.querySelector('.evidence:not([hidden]) [id^=abstract]').click()")


def row(popup: Popup) -> None:
    popup.wait_for_rows()
    popup.evaluate(
        "[...document.querySelectorAll('button.because')].find((why) => /Gower/.test(why.innerText)).click()"
    )


def follow_topic(popup: Popup) -> None:
    popup.wait_for_rows()
    popup.evaluate("document.querySelector('#follow-topic').click()")


def library(popup: Popup) -> None:
    popup.wait_for_rows()
    popup.evaluate("document.querySelector('#tab-library').click()")
    popup.wait_for(lambda: len(popup.rows()) == 1, "the library")


if __name__ == "__main__":
    main()
