"""The marks in a page as the reader sees them: their shadow root is closed, so we look from the extension's world."""

from contextlib import suppress
from typing import Any

from playwright.sync_api import Page

from tests.e2e.browser import Browser, NeverCameTrueError

_HOST = "document.querySelector('paper-radar-marks')"
_ROOT = f"{_HOST} && chrome.dom.openOrClosedShadowRoot({_HOST})"


class Marked:
    """`browser`'s `page` with the marks in it."""

    def __init__(self, browser: Browser, page: Page) -> None:
        self.browser = browser
        self.page = page
        self._worlds: list[dict[str, Any]] = []
        self._cdp = page.context.new_cdp_session(page)
        self._cdp.on("Runtime.executionContextCreated", lambda event: self._worlds.append(event["context"]))
        self.errors: list[str] = []
        self._cdp.on("Runtime.exceptionThrown", lambda event: self.errors.append(str(event["exceptionDetails"])))
        self._cdp.on("Runtime.executionContextsCleared", lambda _: self._worlds.clear())
        self._cdp.send("Runtime.enable")

    def evaluate(self, expression: str) -> Any:
        """What `expression` is in the content scripts' world; `root` is the marks' shadow root, or null."""
        (world,) = [world for world in self._worlds if world["origin"] == self.browser.origin]
        answer = self._cdp.send(
            "Runtime.evaluate",
            {
                "expression": f"(() => {{ const root = {_ROOT}; return {expression}; }})()",
                "contextId": world["id"],
                "returnByValue": True,
                "awaitPromise": True,
            },
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def are_there(self) -> bool:
        return bool(self.page.evaluate(f"{_HOST} !== null"))

    def texts(self, selector: str) -> list[str]:
        """The texts of what is shown and matches, in the order of the page; none where nothing is marked."""
        with suppress(ValueError):  # a page that is just being loaded has no world yet
            found: list[str] = self.evaluate(
                f"[...(root?.querySelectorAll({selector!r}) ?? [])]"
                ".filter((one) => one.checkVisibility()).map((one) => one.innerText.trim())"
            )
            return found
        return []

    def waits_for(self, selector: str, texts: list[str] | None = None) -> list[str]:
        """Until something (or exactly `texts`) is shown there."""
        try:
            return self.browser.wait_for(
                lambda: ((seen := self.texts(selector)) and (texts is None or seen == texts) and seen) or None,
                f"{selector} in the marks to be {texts or 'shown'}",
            )
        except NeverCameTrueError as error:
            raise NeverCameTrueError(f"{error}; they are {self.texts(selector)}") from None

    def box(self, selector: str, number: int = 0) -> dict[str, float]:
        """Where the one of that number is in the viewport."""
        found: dict[str, float] = self.evaluate(
            f"root.querySelectorAll({selector!r})[{number}].getBoundingClientRect().toJSON()"
        )
        return found

    def press(self, selector: str, number: int = 0) -> None:
        """Click it as a reader does."""
        box = self.box(selector, number)
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
