"""What the library's page takes in real Chromium over 10,000 papers: the first list, a search, a filter, scrolling."""

import statistics
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.benchmarks.bars import Bar
from tests.e2e.browser import Browser
from tests.e2e.library_page import LibraryPage, fill
from tests.e2e.reader import Reader, pair
from tests.e2e.service import Service
from tests.e2e.sites import HOSTS, Sites

PAPERS = 10_000
TIMES = 20
WARM = 2
TYPED = ("muon", "spectral", "gradient", "diffusion")

# From what the hand did until the next frame after the list has changed.
_UNTIL_DRAWN = """(act) => new Promise((resolve) => {
  const began = performance.now();
  const watch = new MutationObserver(() => {
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
  });
  watch.observe(document.getElementById('told'), { childList: true, characterData: true, subtree: true });
  if (act.type !== undefined) {
    const search = document.getElementById('search');
    search.value = act.type;
    search.dispatchEvent(new InputEvent('input', { bubbles: true }));
  } else document.getElementById(act.click).click();
})"""

# 2,400 px a second as a wheel goes, and then leaps, as the thumb of the scroll bar goes.
_SCROLL = """(leap) => new Promise((resolve) => {
  const frames = [], tasks = [];
  const watch = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration)));
  watch.observe({ type: 'long-animation-frame' });
  let last = performance.now(), left = 180;
  const step = (now) => {
    frames.push(now - last);
    last = now;
    scrollBy({ top: leap ? document.body.scrollHeight / 180 : 40, behavior: 'instant' });
    if (left--) requestAnimationFrame(step);
    else setTimeout(() => { watch.disconnect(); resolve([frames.slice(1), tasks]); }, 300);
  };
  scrollTo({ top: 0, behavior: 'instant' });
  requestAnimationFrame(step);
})"""

# Until the first row stands in a frame.
_FIRST_ROWS = """new Promise((resolve) => {
  const done = () => document.querySelector('.paper:not(.waiting)') && requestAnimationFrame(() => setTimeout(() =>
    resolve(performance.now())));
  if (document.querySelector('.paper:not(.waiting)')) resolve(performance.now());
  else
    new MutationObserver((_, watch) => done() && watch.disconnect())
      .observe(document, { childList: true, subtree: true });
})"""


def bars() -> Iterator[Bar]:
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        Sites() as sites,
        Service(Path(folder) / "data") as service,
        Browser(playwright, hosts=HOSTS, port=sites.port) as browser,
    ):
        pair(browser, service)
        reader = Reader(browser, service, sites)
        fill(reader, PAPERS)
        yield opening(reader)
        page = LibraryPage.open(reader)
        page.counts("10,000 papers")
        yield searching(page.page)
        yield filtering(page.page)
        yield from scrolling(reader, page.page)


def opening(reader: Reader) -> Bar:
    """From the beginning of the navigation until the first papers are drawn."""
    times = []
    for number in range(WARM + TIMES):
        here = LibraryPage.open(reader).page
        taken = float(here.evaluate(_FIRST_ROWS))
        here.close()
        if number >= WARM:
            times.append(taken)
    return Bar("library of 10,000, first list after open, median", 500, "ms", statistics.median(times), spread(times))


def searching(page: Page) -> Bar:
    """Each letter of some words, typed one after the other: from the key to the list drawn."""
    times = [
        float(page.evaluate(_UNTIL_DRAWN, {"type": word[:letters]}))
        for word in TYPED * 2
        for letters in range(1, len(word) + 1)
    ]
    page.evaluate(_UNTIL_DRAWN, {"type": ""})
    return Bar("library of 10,000, keystroke to list drawn, median", 100, "ms", statistics.median(times), spread(times))


def filtering(page: Page) -> Bar:
    """A chip pressed and let go, from the click to the list drawn."""
    page.locator("[id='filter tag theory']").wait_for()
    times = [float(page.evaluate(_UNTIL_DRAWN, {"click": "filter tag theory"})) for _ in range(TIMES)]
    return Bar("library of 10,000, filter to list drawn, median", 100, "ms", statistics.median(times), spread(times))


def scrolling(reader: Reader, page: Page) -> Iterator[Bar]:
    """The longest task of the page's main thread, by the processor's time: what else the machine does is none of it."""
    for name, leap in (("scrolling", False), ("dragging the scroll bar over all", True)):
        told: list[Any] = []
        events = trace(reader, lambda leap=leap, told=told: told.extend(page.evaluate(_SCROLL, leap)))
        frames = [event for event in events if event["name"] == "FireAnimationFrame"]
        thread = statistics.mode((event["pid"], event["tid"]) for event in frames)
        longest = max(
            event.get("tdur", 0) / 1000
            for event in events
            if (event["pid"], event["tid"]) == thread and event["name"] == "RunTask" and event["ph"] == "X"
        )
        apart, slow = told
        p95 = statistics.quantiles(apart, n=20)[-1]
        note = f"{len(apart)} frames, p95 {p95:.0f} ms apart by the clock, {len(slow)} above 50 ms"
        yield Bar(f"library of 10,000, {name}, longest task", 50, "ms", longest, note)


def trace(reader: Reader, act: Callable[[], object]) -> list[dict[str, Any]]:
    """The browser's own trace of its tasks meanwhile."""
    cdp = reader.browser.cdp
    events: list[dict[str, Any]] = []
    done: list[bool] = []
    cdp.on("Tracing.dataCollected", lambda event: events.extend(event["value"]))
    cdp.once("Tracing.tracingComplete", lambda _: done.append(True))
    categories = "devtools.timeline,disabled-by-default-devtools.timeline"
    cdp.send("Tracing.start", {"categories": categories, "transferMode": "ReportEvents"})
    act()
    cdp.send("Tracing.end")
    reader.browser.wait_for(lambda: done, "the end of the trace")
    return events


def spread(times: list[float]) -> str:
    return f"{len(times)} times, p95 {statistics.quantiles(times, n=20)[-1]:.1f}"


def main() -> None:
    for bar in bars():
        print(bar.line())


if __name__ == "__main__":
    main()
