"""A reader at work: one browser, one service, the pages they open, and the popup over them."""

from dataclasses import dataclass

from playwright.sync_api import Page

from paper_radar.papers.model import Paper
from tests.e2e.browser import Browser
from tests.e2e.pages import abs_page
from tests.e2e.popup import Popup
from tests.e2e.service import Service
from tests.e2e.sites import Sites


@dataclass(frozen=True)
class Reader:
    """What a case has in hand."""

    browser: Browser
    service: Service
    sites: Sites

    def opens(self, paper: Paper) -> Page:
        """The paper's abs page on arXiv."""
        return self.browser.open(self.sites.put(f"https://arxiv.org/abs/{paper.arxiv_id}", abs_page(paper)))

    def visits(self, url: str, html: str = "") -> Page:
        """A page at its address; with `html`, that is what stands there."""
        return self.browser.open(self.sites.put(url, html) if html else url)

    def opens_options(self) -> Page:
        return self.browser.open(f"{self.browser.origin}/options/options.html")

    def clicks_the_button(self, page: Page) -> Popup:
        return Popup.open(self.browser, page)

    def sees_badge(self, page: Page, text: str) -> None:
        self.browser.wait_for(lambda: self.browser.badge(page) == text, f"the badge to say {text!r}")

    def starts_afresh(self) -> None:
        """Nothing followed, nothing saved, no page open, no answer kept."""
        self.browser.close_pages()
        self.service.forget_everything()
        self.browser.worker.evaluate("chrome.storage.session.clear()")


def pair(browser: Browser, service: Service) -> None:
    """Pair as a reader does: open the address that the service printed."""
    page = browser.open(service.new_pairing_page())
    page.wait_for_selector("#paper-radar-pair[data-state=paired]")
    page.close()
