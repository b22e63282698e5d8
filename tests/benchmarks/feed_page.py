"""What the feed's page takes in real Chromium over a pool of 100,000 and a radar of 1,000: first paint, first papers, a
chip, the next batch, scrolling.
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from paper_radar.papers.model import to_json
from tests.benchmarks.bars import Bar
from tests.benchmarks.library_page import spread, trace
from tests.benchmarks.papers import many
from tests.benchmarks.service import entries
from tests.e2e.browser import Browser
from tests.e2e.feed_page import FeedPage
from tests.e2e.reader import Reader, pair
from tests.e2e.service import Service, copied
from tests.e2e.sites import HOSTS, Sites

POOL, RADAR = 100_000, 1_000
TIMES = 20
WARM = 2
OVER = f"feed of {POOL:,} and {RADAR:,}"

# Until twenty papers stand in a frame; fewer would do on a screen, the bar is said of the batch.
_FIRST_PAPERS = """new Promise((resolve) => {
  const there = () => document.querySelectorAll('.paper:not(.waiting)').length >= FIRST;
  const drawn = () => requestAnimationFrame(() => setTimeout(() => {
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    resolve([paint.startTime, performance.now()]);
  }));
  if (there()) return drawn();
  const watch = new MutationObserver(() => there() && (watch.disconnect(), drawn()));
  watch.observe(document, { childList: true, subtree: true });
})"""

# From the click until the next frame after the list has become another one: a batch draws its papers into it, of other
# papers the page tells the number as it has drawn them.
_UNTIL_DRAWN = """([id, place]) => new Promise((resolve) => {
  const first = () => document.querySelector('.paper:not(.waiting)')?.dataset.key;
  const before = first();
  const began = performance.now();
  const watch = new MutationObserver(() => {
    if (!first() || (place === 'list' && first() === before)) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
  });
  watch.observe(document.getElementById(place), { childList: true, subtree: true });
  document.getElementById(id).click();
})"""

# 40 px a frame, as a wheel goes, until 2,000 papers have passed; then leaps, as the thumb of the scroll bar goes.
_SCROLL = """(leap) => new Promise((resolve) => {
  const tasks = [];
  const watch = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration)));
  watch.observe({ type: 'long-animation-frame' });
  const frames = [];
  let last = performance.now(), passed = 0;
  const place = () => Number(document.querySelector('.paper')?.dataset.index ?? 0);
  const step = (now) => {
    frames.push(now - last);
    last = now;
    scrollBy({ top: leap || 400, behavior: 'instant' });
    if (++passed < (leap ? 120 : 1500) && place() < 2000) requestAnimationFrame(step);
    else setTimeout(() => { watch.disconnect(); resolve([frames.slice(1), tasks, place()]); }, 300);
  };
  scrollTo({ top: 0, behavior: 'instant' });
  requestAnimationFrame(step);
})"""


def bars(filled: Path | None = None) -> Iterator[Bar]:
    """`filled` is a data folder with pool and radar, as this makes them at other times: it is copied."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        Sites() as sites,
        Service(copied(filled, Path(folder) / "data") if filled else _filled(Path(folder))) as service,
        Browser(playwright, hosts=HOSTS, port=sites.port) as browser,
    ):
        pair(browser, service)
        reader = Reader(browser, service, sites)
        while not service.ask("GET", "/feed?limit=0")["settled"]:
            time.sleep(1)
        yield from opening(reader)
        page = FeedPage.open(reader).page
        yield batches(page)
        yield chips(page)
        page.close()
        yield from scrolling(reader)


def opening(reader: Reader) -> Iterator[Bar]:
    """From the beginning of the navigation to the first words, and until the papers in view are drawn."""
    paints, papers = [], []
    for number in range(WARM + TIMES):
        here = reader.browser.context.new_page()
        here.goto(f"{reader.browser.origin}/feed/feed.html", wait_until="commit")
        paint, first = here.evaluate(_FIRST_PAPERS.replace("FIRST", "1"))
        here.close()
        if number >= WARM:
            paints.append(float(paint))
            papers.append(float(first))
    yield Bar(f"{OVER}, first contentful paint, median", 150, "ms", statistics.median(paints), spread(paints))
    yield Bar(f"{OVER}, first papers drawn, median", 300, "ms", statistics.median(papers), spread(papers))


def batches(page: Page) -> Bar:
    """The next batch, from the click to the papers drawn, one after the other and without a rest."""
    page.locator("#next-batch").wait_for()
    times = [float(page.evaluate(_UNTIL_DRAWN, ["next-batch", "list"])) for _ in range(TIMES)]
    return Bar(f"{OVER}, next batch, median", 100, "ms", statistics.median(times), spread(times))


def chips(page: Page) -> Bar:
    """A chip of another paper each time, from the click to the papers drawn, and let go again."""
    times = []
    for number in range(TIMES):
        page.goto(f"{page.url.split('?')[0]}?from={20 * (number + 1)}")
        chip = page.locator(".paper .chip[aria-pressed]").nth(2)
        chip.wait_for()
        page.wait_for_timeout(300)  # what else the page asks as it opens has been answered
        times.append(float(page.evaluate(_UNTIL_DRAWN, [chip.get_attribute("id"), "told"])))
    return Bar(f"{OVER}, chip, median", 100, "ms", statistics.median(times), spread(times))


def scrolling(reader: Reader) -> Iterator[Bar]:
    """The longest task of the page's main thread, by the processor's time: what else the machine does is none of it."""
    for name, leap in (("scrolling 2,000", 0), ("dragging the scroll bar", 4_000)):
        reader.browser.worker.evaluate(
            "chrome.storage.local.remove('feedPlaces')"
        )  # from the top, not where it was left
        page = FeedPage.open(reader).page
        page.locator(".paper:not(.waiting)").first.wait_for()
        told: list[Any] = []
        events = trace(reader, lambda page=page, leap=leap, told=told: told.extend(page.evaluate(_SCROLL, leap)))
        fired = [event for event in events if event["name"] == "FireAnimationFrame"]
        thread = statistics.mode((event["pid"], event["tid"]) for event in fired)
        longest = max(
            event.get("tdur", 0) / 1000
            for event in events
            if (event["pid"], event["tid"]) == thread and event["name"] == "RunTask" and event["ph"] == "X"
        )
        apart, slow, reached = told
        p95 = statistics.quantiles(apart, n=20)[-1]
        note = f"{reached:,} papers, {len(apart)} frames, p95 {p95:.0f} ms apart by the clock, {len(slow)} above 50 ms"
        yield Bar(f"{OVER}, {name}, longest task", 50, "ms", longest, note)
        page.close()


def _filled(folder: Path) -> Path:
    """A data folder with pool and radar, which takes some minutes."""
    papers = many(POOL)
    file = folder / "papers.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(to_json(paper)) + "\n" for paper in papers)
    service = Service(folder / "data")
    service.folder.mkdir()
    service.command("import", str(file), patience=600)
    with service:
        for entry in entries(papers, RADAR):
            service.ask("POST", "/radar", entry)
    return service.folder


def main() -> None:
    for bar in bars(Path(sys.argv[1]) if sys.argv[1:] else None):
        print(bar.line(), flush=True)


if __name__ == "__main__":
    main()
