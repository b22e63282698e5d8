"""The extension's own collector in real Chromium, over a saved page given as bytes: what a click would send."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, Route, sync_playwright

from paper_radar.pages.facts import PageFacts
from tests.e2e.browser import EXTENSION, program

_READ = "(() => { const facts = paperRadar.readPage(); paperRadar.readAnyPage(facts, true); return facts; })()"
_SCRIPTS = ("page-facts", "any-page")


def _charset(html: bytes) -> str:
    """As the site's header would say it: saved pages are UTF-8 whatever their own tags say, unless they cannot be."""
    try:
        html.decode()
    except UnicodeDecodeError:
        return ""
    return "; charset=utf-8"


class Collector:
    """Opens pages in one browser, without a network and without the scripts of the pages, which would change them."""

    def __init__(self, context: BrowserContext) -> None:
        self._context = context
        self._script = ";".join((EXTENSION / "content" / f"{name}.js").read_text() for name in _SCRIPTS)

    def facts(self, url: str, html: bytes) -> PageFacts:
        """The facts of the page as it stands at this address."""
        page = self._context.new_page()

        def answer(route: Route) -> None:
            if route.request.is_navigation_request() and route.request.frame == page.main_frame:
                route.fulfill(status=200, body=html, headers={"content-type": f"text/html{_charset(html)}"})
            else:
                route.abort()

        try:
            page.route("**/*", answer)
            page.goto(url, wait_until="domcontentloaded")
            return PageFacts.model_validate(page.evaluate(f"{self._script};{_READ}"))
        finally:
            page.close()


@contextmanager
def collector() -> Iterator[Collector]:
    """A browser for as long as the block lasts."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program(), headless=True, args=["--no-sandbox", "--disable-gpu"]
        )
        yield Collector(browser.new_context(java_script_enabled=False))
        browser.close()
