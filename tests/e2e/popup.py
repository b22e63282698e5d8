"""The real popup of the toolbar button, driven over the browser's own protocol, because Playwright does not show it."""

import base64
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from playwright.sync_api import Error, Page

from tests.e2e.browser import Browser, NeverCameTrueError
from tests.e2e.target import Target


@dataclass(frozen=True)
class Node:
    """One thing in the accessibility tree: what a screen reader would be told of it."""

    role: str
    name: str
    backend_id: int
    properties: dict[str, Any]

    @property
    def pressed(self) -> bool:
        return self.properties.get("pressed") == "true"

    @property
    def focused(self) -> bool:
        return bool(self.properties.get("focused"))


@dataclass(frozen=True)
class Row:
    """A paper in a list: its title, and all that stands with it."""

    title: str
    text: str


_KEYS = {
    "Tab": ("Tab", 9, ""),
    "Enter": ("Enter", 13, "\r"),
    "Escape": ("Escape", 27, ""),
    " ": ("Space", 32, " "),
    "ArrowDown": ("ArrowDown", 40, ""),
    "ArrowUp": ("ArrowUp", 38, ""),
    "ArrowLeft": ("ArrowLeft", 37, ""),
    "ArrowRight": ("ArrowRight", 39, ""),
    "Home": ("Home", 36, ""),
    "End": ("End", 35, ""),
}


_TAKES = 8
# Now and then a picture shows the popup twice, one above the other: then its upper edge stands in its middle, too.
_DOUBLED = """async (png) => {
  const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(png), (one) => one.charCodeAt(0))]));
  const { width, height } = picture;
  const canvas = new OffscreenCanvas(width, height).getContext('2d');
  canvas.drawImage(picture, 0, 0);
  const [edge, middle] = [0, height / 2].map((top) => canvas.getImageData(0, top, width / 2, 60).data.join());
  return edge === middle;
}"""


class Popup:
    """An open popup. Things in it are found by role and name, as a person with a screen reader finds them."""

    def __init__(self, browser: Browser, target_id: str) -> None:
        self._browser = browser
        self._target = Target(browser.cdp, target_id)
        self.send = self._target.send
        self.evaluate = self._target.evaluate

    @classmethod
    def open(cls, browser: Browser, page: Page) -> "Popup":
        """Click the toolbar button while `page`'s tab is in front, as a person does."""
        page.bring_to_front()
        tab = _tab_of(browser, page.url)
        before = set(popups(browser))
        browser.cdp.send("Extensions.triggerAction", {"id": browser.extension_id, "targetId": tab})
        (target,) = browser.wait_for(lambda: set(popups(browser)) - before, "the popup to open")
        return cls(browser, target)

    @property
    def is_open(self) -> bool:
        return not self._target.closed and self._target.id in popups(self._browser)

    @property
    def faults(self) -> list[str]:
        """Uncaught exceptions of its scripts; that a request failed, which the console tells too, is no fault."""
        return [fault for fault in self._target.faults if not fault.startswith("Failed to load resource")]

    def close(self) -> None:
        with suppress(Error):  # it may have closed itself, as popups do
            self._browser.cdp.send("Target.closeTarget", {"targetId": self._target.id})
        self._browser.wait_for(lambda: self._target.id not in popups(self._browser), "the popup to close")
        self._target.leave()

    def __enter__(self) -> "Popup":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        """Close it. Where all went well, no script of it may have failed unseen."""
        if error is not None:
            with suppress(Exception):
                error.add_note("\n".join(["The popup said:", self.text, *self.faults]))
        faults = self.faults
        self.close()
        if error is None:
            assert faults == [], faults

    # -- what it shows

    @property
    def text(self) -> str:
        """What a reader sees: the rendered text, lines as they are laid out."""
        return str(self.evaluate("document.body ? document.body.innerText : ''"))

    def nodes(self, role: str, name: str | re.Pattern[str] = "") -> list[Node]:
        """The things with this role whose name is `name` (or holds the pattern), in reading order."""
        return [
            node
            for node in self._everything()
            if node.role == role
            and (name.search(node.name) if isinstance(name, re.Pattern) else name in ("", node.name))
        ]

    def _everything(self) -> list[Node]:
        raw = {node["nodeId"]: node for node in self.send("Accessibility.getFullAXTree")["nodes"]}
        found: list[Node] = []
        ahead = [node["nodeId"] for node in raw.values() if not node.get("parentId")]
        while ahead:
            here = raw.get(ahead.pop())
            if here is None:
                continue
            ahead += reversed(here.get("childIds", []))
            if not here.get("ignored"):
                properties = {item["name"]: item["value"].get("value") for item in here.get("properties", [])}
                role, name = (str(here.get(what, {}).get("value", "")).strip() for what in ("role", "name"))
                found.append(Node(role, name, here.get("backendDOMNodeId", 0), properties))
        return found

    def rows(self) -> list[Row]:
        """The papers it lists, in order."""
        listed = self.evaluate(
            """[...document.querySelectorAll('ol li')].map((row) => ({
                 title: row.querySelector('h2').innerText.trim(), text: row.innerText }))"""
        )
        return [Row(row["title"], row["text"]) for row in listed or []]

    def wait_for_rows(self) -> list[Row]:
        rows: list[Row] = self.wait_for(self.rows, "papers")
        return rows

    def node(self, role: str, name: str | re.Pattern[str] = "", *, nth: int = 0) -> Node:
        """The thing with this role and name, as soon as it is there."""

        def there() -> Node | None:
            found = self.nodes(role, name)
            return found[nth] if len(found) > nth else None

        return self.wait_for(there, f"a {role} named {name!r}")

    def wait_for(self, condition: Callable[[], Any], what: str) -> Any:
        return self._browser.wait_for(condition, f"{what} in the popup")

    def wait_for_text(self, text: str | re.Pattern[str]) -> str:
        """The popup's text as soon as it holds `text`."""

        def there() -> str | None:
            shown = self.text
            held = text.search(shown) if isinstance(text, re.Pattern) else text in shown
            return shown if held else None

        try:
            return str(self.wait_for(there, f"the text {text!r}"))
        except NeverCameTrueError as error:
            raise NeverCameTrueError(f"{error}; it said:\n{self.text}") from None

    # -- what a hand does

    def click(self, role: str, name: str | re.Pattern[str] = "", *, nth: int = 0) -> None:
        """Press the mouse in the middle of it."""

        def pressed() -> bool:
            if self.evaluate("document.querySelector('main[aria-busy]') !== null"):
                return False  # what stands there may move once more
            node = self.node(role, name, nth=nth)
            try:
                self.send("DOM.scrollIntoViewIfNeeded", {"backendNodeId": node.backend_id})
                quads = self.send("DOM.getContentQuads", {"backendNodeId": node.backend_id})["quads"]
            except AssertionError:
                return False  # drawn anew between the look and the press
            if not quads:
                return False
            quad = quads[0]
            self.press_at(sum(quad[0::2]) / 4, sum(quad[1::2]) / 4)
            return True

        self.wait_for(pressed, f"a {role} named {name!r} to press")

    def press_at(self, x: float, y: float) -> None:
        self._mouse("mouseMoved", x, y, "none", 0)
        self._mouse("mousePressed", x, y, "left", 1)
        # A press may close the popup before the button comes up.
        with suppress(AssertionError):
            self._mouse("mouseReleased", x, y, "left", 1)

    def _mouse(self, kind: str, x: float, y: float, button: str, clicks: int) -> None:
        self.send("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, "button": button, "clickCount": clicks})

    def key(self, *names: str) -> None:
        """Press keys, one after the other: "Tab", "Shift+Tab", "Enter", "ArrowDown", or a character such as "j"."""
        for name in names:
            *held, last = name.split("+") if len(name) > 1 else [name]
            code, number, text = _KEYS.get(last) or (f"Key{last.upper()}", ord(last.upper()), last)
            base = {
                "key": last,
                "code": code,
                "windowsVirtualKeyCode": number,
                "modifiers": 8 if "Shift" in held else 0,
            }
            self.send("Input.dispatchKeyEvent", {"type": "keyDown", **base, **({"text": text} if text else {})})
            with suppress(AssertionError):
                self.send("Input.dispatchKeyEvent", {"type": "keyUp", **base})

    def type(self, text: str) -> None:
        """Write into what has the focus."""
        self.send("Input.insertText", {"text": text})

    def fill(self, name: str | re.Pattern[str], text: str, *, role: str = "textbox") -> None:
        """Put `text` in place of what the field holds."""
        self.click(role, name)
        self.evaluate("document.activeElement.select?.()")
        self.type(text)

    def focus(self) -> str:
        """The accessible name of what has the focus."""
        return next((node.name for node in self._everything() if node.focused and node.role != "RootWebArea"), "")

    # -- pictures

    def scheme(self, scheme: str) -> None:
        """Show it as with the system set to "light" or "dark"."""
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.send("Emulation.setEmulatedMedia", {"features": features})

    def settle(self) -> None:
        """Until fonts are there and two frames were drawn."""
        self.evaluate(
            "document.fonts.ready.then(() => new Promise((drawn) =>"
            " requestAnimationFrame(() => requestAnimationFrame(drawn))))"
        )

    def screenshot(self, path: Path, *, scale: float = 1) -> None:
        """The popup as it stands in its window, at `scale` pixels of the picture to one of the page."""
        width, height = self.evaluate("[innerWidth, innerHeight]")
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": scale}
        for _ in range(_TAKES):
            taken = self.send("Page.captureScreenshot", {"format": "png", "clip": clip})["data"]
            if not self.evaluate(f"({_DOUBLED})({taken!r})"):
                break
        path.write_bytes(base64.b64decode(taken))


def popups(browser: Browser) -> list[str]:
    """Targets of our popup; a tab that shows popup.html is of another kind and has an opener page of Playwright's."""
    ours = {page.url for page in browser.context.pages}
    return [
        target["targetId"]
        for target in browser.cdp.send("Target.getTargets")["targetInfos"]
        if target["type"] == "page"
        and target["url"].startswith(f"{browser.origin}/popup/")
        and target["url"] not in ours
    ]


def _tab_of(browser: Browser, url: str) -> str:
    """The tab around a page: the button is the tab's, and the protocol wants the tab's own id, not the page's."""
    tabs = browser.cdp.send("Target.getTargets", {"filter": [{"type": "tab"}]})["targetInfos"]
    same = [tab["targetId"] for tab in tabs if tab["url"] == url]
    assert len(same) == 1, f"{len(same)} tabs show {url}; exactly one must"
    return str(same[0])
