"""What the extension takes in real Chromium: the popup's paint and content, content scripts, marks on a listing."""

import random
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from paper_radar.papers.model import Paper
from tests.benchmarks.bars import Bar
from tests.e2e.browser import Browser
from tests.e2e.marked import Marked
from tests.e2e.pages import abs_page, listing_page
from tests.e2e.papers import MUON, own, pool_file
from tests.e2e.reader import Reader, pair
from tests.e2e.service import Service, folder_with
from tests.e2e.sites import HOSTS, Sites

OPENS = 25
LOADS = 25
MARKED = 20
WARM = 3  # opens and loads before the measured ones
QUIET = 800  # ms after the marks are there
PLAIN = "journal.example.org"  # where no content script runs
ROWS = 2_000

# The last candidate for the largest paint is the page's paper and the related ones: all that came before is smaller.
_PAINTS = """new Promise((resolve) => {
  const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
  new PerformanceObserver((list) => {
    const last = list.getEntries().at(-1);
    resolve(first && last ? [first, last.startTime] : null);
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  setTimeout(() => resolve(null), 2000);
})"""

# From the click to the frame that shows the last line of the brief.
_SHOWN = """new Promise((resolve) => {
  const began = performance.now();
  const painted = () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
  new MutationObserver((_, observer) => {
    if (!document.querySelector('.brief .ending')) return;
    observer.disconnect();
    painted();
  }).observe(document.body, { childList: true, subtree: true });
  document.querySelector('#brief').click();
})"""

_SHIFT = """new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) sum += value;
  }).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(sum), 100);
})"""


def bars() -> Iterator[Bar]:
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        Sites() as sites,
        Service(folder_with(pool_file(), Path(folder) / "data")) as service,
        Browser(playwright, hosts=HOSTS, port=sites.port) as browser,
    ):
        pair(browser, service)
        reader = Reader(browser, service, sites)
        service.follow("author", "Qiang Liu")
        service.follow("topic", "spectral norm")
        yield from popup(reader)
        yield from kept_brief(reader)
        yield from content_script(reader)
        yield from marks(reader)


def popup(reader: Reader) -> Iterator[Bar]:
    """Opens of the real popup on an abs page whose answer the badge has already shown, as a reader finds it."""
    page = reader.opens(own()[MUON])
    reader.sees_badge(page, "2")
    first, after = [], []
    for number in range(WARM + OPENS):
        with reader.clicks_the_button(page) as opened:
            opened.wait_for_rows()
            painted = opened.wait_for(lambda opened=opened: opened.evaluate(_PAINTS), "paints")
        if number >= WARM:
            first.append(painted[0])
            after.append(painted[1] - painted[0])
    yield Bar("popup, first contentful paint, median", 100, "ms", statistics.median(first), spread(first))
    yield Bar("popup, content after it, median", 200, "ms", statistics.median(after), spread(after))
    page.close()


def kept_brief(reader: Reader) -> Iterator[Bar]:
    """A brief that was written before, in a popup that was just opened."""
    page = reader.opens(own()[MUON])
    took = []
    for number in range(WARM + OPENS):
        with reader.clicks_the_button(page) as opened:
            opened.wait_for_rows()
            shown = opened.evaluate(_SHOWN)
        if number >= WARM:
            took.append(shown)
    yield Bar("a kept brief, shown after the click, median", 100, "ms", statistics.median(took), spread(took))
    page.close()


def content_script(reader: Reader) -> Iterator[Bar]:
    """Without marks, which have bars of their own: they come after the answer, and some loads would end before them."""
    turn_marks(reader, False)
    paper = own()[MUON]
    whole, _ = loads(reader, reader.sites.put(paper.url, abs_page(paper)))
    yield Bar("content script, abs page, median", 3, "ms", statistics.median(whole), spread(whole))
    url = "https://arxiv.org/list/cs.LG/recent?skip=0&show=2000"
    whole, longest = loads(reader, reader.sites.put(url, listing_page(list(rows(ROWS)))))
    yield Bar(
        "content script, listing of 2,000 rows, longest block, median",
        50,
        "ms",
        statistics.median(longest),
        f"{spread(longest)}; all its work {statistics.median(whole):.0f} ms",
    )
    turn_marks(reader, True)


def loads(reader: Reader, url: str) -> tuple[list[float], list[float]]:
    """Milliseconds of the content script in each of LOADS loads: all of its work, and its longest block."""
    events = trace(reader, lambda: [load(reader, url) for _ in range(WARM + LOADS)])
    told_apart = sorted(runs(events, f"{reader.browser.origin}/content/page-facts.js"))
    blocks = [each for _, each in told_apart[WARM:]]
    assert len(blocks) == LOADS, f"{len(blocks)} loads in the trace"
    return [sum(each) for each in blocks], [max(each) for each in blocks]


def marks(reader: Reader) -> Iterator[Bar]:
    """A listing of 2,000 rows of which two in three are marked, beside the same page where no extension runs."""
    for category in ("cs.LG", "cs.CL", "math.OC"):
        reader.service.follow("category", category)
    html = listing_page(list(rows(ROWS)))
    alone = reader.sites.put(f"https://{PLAIN}/list", html)
    url = reader.sites.put("https://arxiv.org/list/cs.LG/recent?skip=0&show=2000", html)
    # In turns: what else the machine is doing meets both alike.
    pairs = [(tasks(reader, alone), tasks(reader, url, marked=True)) for _ in range(MARKED)]
    plain, with_marks = zip(*pairs, strict=True)
    (longest, blocking, shift, _), (longest_plain, blocking_plain, _, _) = medians(with_marks), medians(plain)
    note = f"{MARKED} loads, {with_marks[0][3]} rows marked; the page alone {{:.0f}} ms"
    quiet = [drawing(reader, url) for _ in range(MARKED)]
    of = f"median of {MARKED} on a page that was quiet, {with_marks[0][3]} rows marked"
    yield Bar("marks on 2,000 rows, total blocking", 50, "ms", statistics.median(blocked for _, blocked in quiet), of)
    yield Bar("marks on 2,000 rows, longest task", 50, "ms", statistics.median(most for most, _ in quiet), of)
    more = note.format(blocking_plain)
    yield Bar("marks on 2,000 rows, blocking added to a load", None, "ms", blocking - blocking_plain, more)
    more = note.format(longest_plain)
    yield Bar("marks on 2,000 rows, longest task of a load, added", None, "ms", longest - longest_plain, more)
    yield Bar(
        "marks on 2,000 rows, layout shift", 0, "", shift, "of all loads the worst" if shift else "none in any load"
    )


def drawing(reader: Reader, url: str) -> tuple[float, float]:
    """The longest task and the total blocking (both ms) in a loaded page while its marks are turned on."""
    reader.browser.worker.evaluate("chrome.storage.session.clear()")
    turn_marks(reader, False)
    page = reader.browser.open(url)
    reader.browser.wait_for(lambda: told(reader, url), "the page to be told")
    page.wait_for_timeout(QUIET)
    seen = Marked(reader.browser, page)

    def on() -> None:
        turn_marks(reader, True)
        seen.waits_for(".count")
        page.wait_for_timeout(QUIET)

    events = trace(reader, on, "disabled-by-default-devtools.timeline")
    page.close()
    ours = f"{reader.browser.origin}/content/marks/marks.js"
    times = times_of(events, lambda event: event["args"].get("data", {}).get("url") == ours)
    return max(times), sum(time - 50 for time in times if time > 50)


def turn_marks(reader: Reader, on: bool) -> None:
    marks = {"all": on, "arxiv": True, "huggingface": True}
    reader.browser.worker.evaluate("(marks) => chrome.storage.local.set({ marks })", marks)


def times_of(events: list[dict[str, Any]], is_of: Callable[[dict[str, Any]], bool]) -> list[float]:
    """Milliseconds of each task of the threads in which an event `is_of` what is looked for."""
    threads = {(event["pid"], event["tid"]) for event in events if is_of(event)}
    return [
        event["tdur"] / 1000
        for event in events
        if event["name"] == "RunTask" and (event["pid"], event["tid"]) in threads and "tdur" in event
    ]


def tasks(reader: Reader, url: str, *, marked: bool = False) -> tuple[float, float, float, int]:
    """One load until all is quiet: longest task and total blocking, layout shift, rows marked.

    Milliseconds of the thread's own time, so that what else the machine is doing counts little.
    """
    reader.browser.worker.evaluate("chrome.storage.session.clear()")
    shift, count = 0.0, 0

    def once() -> None:
        nonlocal shift, count
        page = reader.browser.open(url)
        if marked:
            seen = Marked(reader.browser, page)
            seen.waits_for(".count")
            count = int(seen.evaluate("root.querySelectorAll('.mark').length"))
        page.wait_for_timeout(QUIET)
        shift = page.evaluate(_SHIFT)
        page.close()

    events = trace(reader, once, "disabled-by-default-devtools.timeline")
    times = times_of(
        events,
        lambda event: event["name"] == "ParseHTML" and event["args"].get("beginData", {}).get("url") == url,
    )
    return max(times), sum(time - 50 for time in times if time > 50), shift, count


def medians(loads: Sequence[tuple[float, float, float, int]]) -> tuple[float, float, float, int]:
    """Of longest task, blocking and rows; of layout shift the worst."""
    longest, blocking, shift, count = zip(*loads, strict=True)
    return statistics.median(longest), statistics.median(blocking), max(shift), count[0]


def load(reader: Reader, url: str) -> None:
    """Open the page until the background has heard of it and was answered; nothing else may run in the page."""
    reader.browser.worker.evaluate("chrome.storage.session.clear()")
    page = reader.browser.open(url)
    reader.browser.wait_for(lambda: told(reader, url), "the page to be told")
    page.close()


def trace(reader: Reader, act: Callable[[], object], *more: str) -> list[dict[str, Any]]:
    """The browser's own trace of what its scripts did meanwhile, and what the categories `more` tell."""
    cdp = reader.browser.cdp
    events: list[dict[str, Any]] = []
    done: list[bool] = []
    cdp.on("Tracing.dataCollected", lambda event: events.extend(event["value"]))
    cdp.once("Tracing.tracingComplete", lambda _: done.append(True))
    cdp.send("Tracing.start", {"categories": ",".join(("devtools.timeline", *more)), "transferMode": "ReportEvents"})
    act()
    cdp.send("Tracing.end")
    reader.browser.wait_for(lambda: done, "the end of the trace")
    return events


def told(reader: Reader, url: str) -> bool:
    records = reader.browser.worker.evaluate("chrome.storage.session.get()")
    return any(record.get("url") == url and record["state"] == "answered" for record in records.values())


def runs(events: list[dict[str, Any]], first: str) -> Iterator[tuple[int, list[float]]]:
    """When each load began (by the script `first`), and the milliseconds of each unbroken run of scripts in it.

    The pages have no scripts of their own, so what runs in their thread is the extension's. What runs within another
    run is part of it.
    """
    spans = sorted(
        (
            (event["pid"], event["tid"], event["ts"], event["ts"] + event["dur"], event)
            for event in events
            if script(event)
        ),
        key=lambda span: span[:3],
    )
    blocks: list[float] = []
    began, thread, end = 0, None, 0
    for pid, tid, start, stop, event in spans:
        if event["args"].get("data", {}).get("url") == first and event["name"] == "EvaluateScript":
            if blocks:
                yield began, blocks
            began, blocks, thread, end = start, [], (pid, tid), 0
        if (pid, tid) == thread and start >= end:
            blocks.append((stop - start) / 1000)
            end = stop
    if blocks:
        yield began, blocks


def script(event: dict[str, Any]) -> bool:
    return event.get("ph") == "X" and event["name"] in ("EvaluateScript", "FunctionCall", "RunMicrotasks", "TimerFire")


def rows(count: int) -> Iterator[Paper]:
    """Papers for a long listing: our own, each with an id of its own."""
    choose = random.Random(5)
    for number in range(count):
        id = f"2606.{number:05d}"
        yield replace(choose.choice(list(own().values())), key=f"arxiv:{id}", arxiv_id=id)


def spread(times: list[float]) -> str:
    return f"{len(times)} times, p95 {statistics.quantiles(times, n=20)[-1]:.1f}"
