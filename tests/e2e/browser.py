"""Chromium with the extension in it: real pages, the real toolbar button, and no way out to the network."""

import hashlib
import json
import os
import shutil
import tempfile
import time
from base64 import b64decode
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import BrowserContext, CDPSession, Page, Playwright, Worker

from tests.shared import ROOT

EXTENSION = ROOT / "extension"
PATIENCE = 20.0  # seconds until a condition that should come true counts as failed, on a machine that is busy

REBOUND = (
    "rebound.example.org"  # a name that leads to loopback, any port: what DNS rebinding makes of an attacker's own
)

T = TypeVar("T")


class NeverCameTrueError(AssertionError):
    """A condition that was waited for did not come true in time."""


def program() -> str:
    """Chromium's path: what `install-browser` found. Raises FileNotFoundError with what to do."""
    for name in (os.environ.get("PAPER_RADAR_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        if name and (path := shutil.which(name)):
            return path
    raise FileNotFoundError("no Chromium: run tests/e2e/install-browser, which installs it or says how")


def extension_id(folder: Path = EXTENSION) -> str:
    """The id that Chromium gives the extension in `folder`: from the manifest's key, so it is the same everywhere."""
    key = json.loads((folder / "manifest.json").read_text())["key"]
    digits = hashlib.sha256(b64decode(key)).hexdigest()[:32]
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digits)


class Browser:
    """One Chromium with a fresh profile. Names resolve to the TLS server on loopback or not at all."""

    def __init__(
        self,
        playwright: Playwright,
        *,
        hosts: list[str],
        port: int,
        extension: Path = EXTENSION,
        size: tuple[int, int] = (1100, 800),
        first_run: bool = False,
    ) -> None:
        """With `first_run`, the tab that the extension opens when it is installed stays; else it is closed at once."""
        self.extension_id = extension_id(extension)
        self._profile = tempfile.TemporaryDirectory(prefix="paper-radar-chromium-", ignore_cleanup_errors=True)
        self._here = ",".join([*(f"MAP {host} 127.0.0.1:{port}" for host in hosts), f"MAP {REBOUND} 127.0.0.1"])
        self._playwright, self._port, self._extension, self._size = playwright, port, extension, size
        self._launch()
        welcome = self.wait_for(self.welcome, "the page of the first run")
        if not first_run:
            welcome.close()

    def welcome(self) -> Page | None:
        """The feed's page that the extension opened by itself, when it was installed."""
        return next((page for page in self.context.pages if page.url.startswith(f"{self.origin}/feed/")), None)

    def restart(self) -> None:
        """End the browser with all its pages, and start it again on the same profile."""
        self.context.close()
        self._launch()

    def _launch(self) -> None:
        extension, size = self._extension, self._size
        self.context: BrowserContext = self._playwright.chromium.launch_persistent_context(
            self._profile.name,
            executable_path=program(),
            headless=True,
            ignore_default_args=["--hide-scrollbars"],  # a scrollbar that should not be there is to be seen
            viewport={"width": size[0], "height": size[1]},
            args=[
                "--no-sandbox",
                "--screen-info={1600x1200}",  # on headless Chromium's own 800x600 a popup cannot be as high as it may
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--ignore-certificate-errors",
                f"--load-extension={extension}",
                # Playwright switches all extensions off but those named here.
                f"--disable-extensions-except={extension}",
                f"--host-resolver-rules={self._here},MAP * ~NOTFOUND,EXCLUDE 127.0.0.1,EXCLUDE localhost",
                # Served from loopback, a page would count as local and be let through to the service.
                f"--ip-address-space-overrides=127.0.0.1:{self._port}=public",
            ],
        )
        self.context.set_default_timeout(PATIENCE * 1000)
        assert self.context.browser is not None
        self.cdp: CDPSession = self.context.browser.new_browser_cdp_session()
        self.wait_for(lambda: self.context.service_workers, "the extension's service worker")

    @property
    def origin(self) -> str:
        return f"chrome-extension://{self.extension_id}"

    @property
    def worker(self) -> Worker:
        """The service worker that lives now: after a death it is another one, as soon as something wakes it."""

        def living() -> Worker | None:
            ours = [worker for worker in self.context.service_workers if worker.url.startswith(self.origin)]
            return ours[-1] if ours else None

        return self.wait_for(living, "the extension's service worker to live")

    def open(self, url: str, **options: Any) -> Page:
        """A new tab on `url`, in front."""
        page = self.context.new_page()
        page.goto(url, **options)
        page.bring_to_front()
        return page

    def close_pages(self) -> None:
        """Leave one empty tab: with none, Chromium would end."""
        empty = self.context.new_page()
        for page in self.context.pages:
            if page is not empty:
                with suppress(Exception):  # a page that closed itself meanwhile
                    page.close()

    def wait_for(self, condition: Callable[[], T | None], what: str, patience: float = PATIENCE) -> T:
        """What `condition` gives as soon as it is true. Raises NeverCameTrueError naming `what`."""
        deadline = time.monotonic() + patience
        while True:
            if found := condition():
                return found
            if time.monotonic() > deadline:
                raise NeverCameTrueError(f"waited {patience:.0f} s for {what}")
            self.context.pages[0].wait_for_timeout(20)

    def badge(self, page: Page) -> str:
        """The text on the toolbar button while `page`'s tab is in front."""
        return str(
            self.worker.evaluate(
                """async (url) => {
                 const tabs = await chrome.tabs.query({});
                 const tab = tabs.find((tab) => tab.url === url) ?? tabs.find((tab) => tab.active);
                 return chrome.action.getBadgeText({ tabId: tab.id });
               }""",
                page.url,
            )
        )

    def kill_worker(self) -> None:
        """End the extension's service worker, as Chromium does after 30 seconds of quiet."""
        stopped: list[str] = []
        session = self.context.new_cdp_session(self.context.pages[0])
        session.on(
            "ServiceWorker.workerVersionUpdated",
            lambda event: stopped.extend(
                version["scriptURL"] for version in event["versions"] if version["runningStatus"] == "stopped"
            ),
        )
        session.send("ServiceWorker.enable")
        stopped.clear()  # what it tells at first is the past
        session.send("ServiceWorker.stopAllWorkers")
        # It may live again at once, woken by what it was asked in the middle of it.
        self.wait_for(lambda: any(url.startswith(self.origin) for url in stopped), "the death of the service worker")
        session.detach()

    def close(self) -> None:
        self.context.close()
        self._profile.cleanup()

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
