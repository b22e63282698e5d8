"""Pictures of the digest's options: off, and with every way of it unfolded, the last mail refused."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.e2e.feed_page import bring, corpus, recent
from tests.e2e.papers import OWN
from tests.e2e.reader import Reader

SCHEMES = ("light", "dark")
WIDE, NARROW = 820, 320


def pictures(reader: Reader, folder: Path, language: str) -> None:
    """`digest-<state>-<language>-<scheme>.png` of each state."""
    reader.service.follow("topic", "optimization")
    bring(reader.service, todays())

    def taken(state: str, ready: Callable[[Page], object], width: int = WIDE) -> None:
        page = reader.opens_options()
        page.set_viewport_size({"width": width, "height": 12000})  # nothing scrolls, so the header stays above
        page.locator("#digest-next:not(:empty)").wait_for()
        ready(page)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            page.locator("section#digest").screenshot(path=folder / f"digest-{state}-{language}-{scheme}.png")
        page.close()

    taken("off", lambda page: None)
    taken("on", unfolded)
    taken("narrow", unfolded, NARROW)
    reader.service.ask("PATCH", "/digest/settings", {"on": False, "mail": {"on": False}})


def todays() -> list[dict[str, Any]]:
    """Our own papers, announced today under numbers of their own: the pool may have them as they were."""
    today = datetime.now(UTC).date().isoformat()
    ids = (f"2611.{number:05}" for number in range(1, 100))
    return [
        {**paper, "key": f"arxiv:{id}", "arxiv_id": id, "url": f"https://arxiv.org/abs/{id}", "announced": today}
        for id, paper in zip(ids, recent(corpus(OWN)), strict=False)
    ]


def unfolded(page: Page) -> None:
    """Mail to a server that is not there, an address for feed readers that is to be replaced, and the preview."""
    form: dict[str, Any] = {"to": "reader@example.org", "host": "127.0.0.1", "port": "1"}
    page.locator("#digest-mail").check()
    for name, value in form.items():
        page.locator(f"#digest-{name}").fill(value)
    page.locator("#digest-test").click()
    page.locator("#digest-last .error").wait_for()
    page.locator("#atom-make, #atom-renew").click()
    page.locator("#atom-renew, #atom-sure").first.wait_for()
    page.locator("#digest-preview summary").click()
    page.locator("#digest-preview pre").wait_for()
