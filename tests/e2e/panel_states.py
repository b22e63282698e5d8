"""Pictures of the side panel: beside a paper, a listing, a page that nobody read, and at the widths it may have."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.e2e.pages import listing_page
from tests.e2e.panel import Panel
from tests.e2e.papers import MUON, own
from tests.e2e.reader import Reader

SCHEMES = ("light", "dark")
WIDTHS = (320, 640, 1000)


def pictures(reader: Reader, folder: Path, language: str) -> None:
    """`panel-<state>-<language>-<scheme>.png` of each state."""
    reader.service.follow("author", "Qiang Liu")
    reader.service.follow("topic", "spectral norm")
    paper = reader.opens(own()[MUON])
    with Panel.open(reader.browser, paper) as panel:

        def taken(state: str, ready: Callable[[Panel], object]) -> None:
            ready(panel)
            for scheme in SCHEMES:
                panel.scheme(scheme)
                panel.settle()
                panel.screenshot(folder / f"panel-{state}-{language}-{scheme}.png", scale=2)

        taken("paper", lambda panel: panel.wait_for_rows())
        listing = reader.visits("https://arxiv.org/list/cs.LG/recent", listing_page([*own().values()][:20]))
        taken("listing", lambda panel: panel.wait_for(lambda: "20" in panel.text, "the listing"))
        reader.visits("https://journal.example.org/", "<title>Some page</title>")
        taken("unread", unread)
        listing.close()
    for width in WIDTHS:
        page = as_page(reader, paper)
        page.set_viewport_size({"width": width, "height": 720})
        page.locator("ol.papers li").first.wait_for()
        page.screenshot(path=folder / f"panel-{width}-{language}-light.png")
        page.close()


def unread(panel: Panel) -> None:
    panel.wait_for(lambda: panel.evaluate("document.querySelector('#to-feed') !== null"), "the ways elsewhere")


def as_page(reader: Reader, page: Page) -> Page:
    """The panel in a tab of its own, of any width, over `page`'s tab."""
    find = "(url) => chrome.tabs.query({}).then((tabs) => tabs.find((tab) => tab.url === url).id)"
    tab = reader.browser.worker.evaluate(find, page.url)
    return reader.browser.open(f"{reader.browser.origin}/popup/panel.html?tab={tab}")
