"""The outbox with saves that wait and one that was refused, and pictures of it in popup and options."""

from typing import Any

from playwright.sync_api import Page

from tests.e2e.papers import MUON, POLAR, own
from tests.e2e.popup import Popup
from tests.e2e.reader import Reader
from tests.e2e.source_states import FINE, ago

REFUSED = {
    "kind": "error",
    "code": "no_paper",
    "message": "This page shows no single paper.",
    "hint": "Open the page of one paper, or save the link itself.",
}


def fill(reader: Reader) -> None:
    """Two papers wait and a listing was refused; the service must be away, or it takes what waits."""
    papers = [own()[MUON], own()[POLAR]]
    letters = [{"key": paper.key, "title": paper.title, "url": paper.url} for paper in papers]
    letters.insert(0, {"key": "url:listing", "title": "Recent listing", "url": "https://arxiv.org/list/cs.LG/recent"})
    kept: dict[str, Any] = {"outbox": []}
    for number, paper in enumerate(letters):
        id = f"state-{number}"
        entry = {"id": id, "at": ago(minutes=30 - number), "work": paper["key"], "size": 300, "tries": 0}
        entry |= {"title": paper["title"], "url": paper["url"], "refused": None if number else REFUSED}
        kept["outbox"].append(entry)
        kept[f"outbox:{id}"] = {"order": {"paper": paper, "idempotency_key": id}, "instead": None}
    reader.browser.worker.evaluate("(kept) => chrome.storage.local.set(kept)", kept)


def clear(reader: Reader) -> None:
    reader.browser.worker.evaluate(
        "chrome.storage.local.get().then((all) => chrome.storage.local.remove("
        "Object.keys(all).filter((name) => name.startsWith('outbox'))))"
    )


def show(here: Any) -> None:
    """Take the pictures; `here` is the Studio of `shots`."""
    reader: Reader = here.reader
    page = reader.opens(own()[MUON])
    here.section("options-outbox-empty", "outbox", FINE, drawn)
    reader.service.stop()
    fill(reader)
    here.popup("outbox", page, line)
    here.popup("outbox-unfolded", reader.opens(own()[POLAR]), unfolded)
    here.section("options-outbox", "outbox", FINE, drawn)
    clear(reader)
    reader.service.start()


def drawn(page: Page) -> None:
    page.locator("#outbox .shortcut").wait_for()


def line(popup: Popup) -> None:
    popup.wait_for_text("2")
    popup.wait_for(lambda: popup.evaluate("document.querySelector('#outbox-look') !== null"), "the line")


def unfolded(popup: Popup) -> None:
    line(popup)
    popup.evaluate("document.querySelector('#outbox-look').click()")
    popup.wait_for(lambda: popup.evaluate("document.querySelectorAll('.outbox li').length === 3"), "the list")
