"""The real side panel beside the pages: opened from the popup, seen and driven as the popup is."""

import re

from playwright.sync_api import Page

from tests.e2e.browser import Browser
from tests.e2e.popup import Popup

_OPEN = re.compile("Open beside the page|在侧边栏中打开")


class Panel(Popup):
    """The panel of the browser's window. It stays while tabs come and go."""

    @classmethod
    def open(cls, browser: Browser, page: Page) -> "Panel":
        """Press the popup's button for it while `page`'s tab is in front; the popup goes as the panel comes."""
        popup = Popup.open(browser, page)
        popup.click("button", _OPEN)
        (target,) = browser.wait_for(lambda: panels(browser), "the panel to open")
        browser.wait_for(lambda: not popup.is_open, "the popup to close")
        return cls(browser, target)

    @property
    def is_open(self) -> bool:
        return self._target.id in panels(self._browser)


def panels(browser: Browser) -> list[str]:
    """Targets of our panel; a tab that shows panel.html is a page of Playwright's."""
    address = f"{browser.origin}/popup/panel.html"
    targets = browser.cdp.send("Target.getTargets")["targetInfos"]
    return [target["targetId"] for target in targets if target["url"] == address]
