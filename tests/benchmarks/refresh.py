"""What a day of new papers takes, from the bytes of arXiv's feed to hits that are kept; and pages opened meanwhile."""

import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from paper_radar.app import create_services
from paper_radar.client import Client, connect
from paper_radar.config import Settings
from paper_radar.papers.model import Paper
from paper_radar.papers.model import to_json as to_record
from paper_radar.radar.entries import Entry, to_json
from paper_radar.sources.arxiv.feed import read_feed
from tests.benchmarks.bars import Bar
from tests.benchmarks.papers import many
from tests.benchmarks.service import RUNS, abs_facts, entries, p95
from tests.e2e.service import Service
from tests.standins.arxiv.rss import rss
from tests.standins.server import Answer, Request, Standin

POOL = 20_000
A_DAY = 1_500
RADAR = 500
DAYS = 5
TODAY = date(2026, 11, 20)
SEEN = "2026-11-20T06:00:00+00:00"
LATER = "2026-11-21T06:00:00+00:00"


def bars() -> Iterator[Bar]:
    """Seconds by the clock, beside them those of the processor: the second hold on a busy machine too."""
    papers = many(POOL + DAYS * A_DAY)
    days = [papers[POOL + day * A_DAY : POOL + (day + 1) * A_DAY] for day in range(DAYS)]
    yield from a_day(papers[:POOL], days)
    yield from pages_meanwhile(papers[:POOL], days)


def document(papers: list[Paper]) -> bytes:
    """The day as arXiv's one combined feed announces it."""
    kinds = ("new", "new", "cross")
    return rss(["cs.LG"], [(paper, kinds[number % 3]) for number, paper in enumerate(papers)], TODAY).encode()


def a_day(pooled: list[Paper], days: list[list[Paper]]) -> Iterator[Bar]:
    """Medians over some days, of which the first warms the caches."""
    with tempfile.TemporaryDirectory() as folder:
        services = create_services(Settings(data_dir=Path(folder)))
        try:
            services.pool.add(pooled, seen_at=SEEN)
            for number, entry in enumerate(entries(pooled, RADAR)):
                id = f"{number:012x}"
                services.workspace.put("radar", id, to_json(Entry(id=id, **entry)))
            services.reading.matching.settle(seconds=600)
            stages: dict[str, list[tuple[float, float]]] = {}

            def timed(stage: str, work: Callable[..., Any], *given: Any, **named: Any) -> Any:
                start, began = time.perf_counter(), time.process_time()
                done = work(*given, **named)
                spent = (time.perf_counter() - start, time.process_time() - began)
                stages.setdefault(stage, []).append(spent)
                return done

            for day in days:
                body = document(day)
                read = timed("parsed", read_feed, body)
                assert (len(read.papers), read.skipped) == (A_DAY, 0)
                added = timed("stored", services.pool.add, read.papers, seen_at=LATER)
                assert added.new == A_DAY
                assert timed("matched", services.reading.matching.settle, seconds=600)
                again = timed("again", services.pool.add, read.papers, seen_at=LATER)
                assert again.unchanged == A_DAY
        finally:
            services.close()
    wall, processor = (
        {stage: statistics.median(each[at] for each in spent[1:]) for stage, spent in stages.items()} for at in (0, 1)
    )
    again = wall.pop("again"), processor.pop("again")
    told = ", ".join(f"{stage} {processor[stage]:.2f}" for stage in processor)
    yield Bar(
        f"a day of {A_DAY:,} papers, radar {RADAR}, pool {POOL:,}",
        3,
        "s",
        sum(wall.values()),
        f"of the processor {sum(processor.values()):.2f} ({told})",
    )
    yield Bar("the same papers once more", None, "s", again[0], f"of the processor {again[1]:.2f}")


def pages_meanwhile(pooled: list[Paper], days: list[list[Paper]]) -> Iterator[Bar]:
    """Pages opened one after the other, before and while a refresh brings one day after the other in."""
    documents = iter([document(day) for day in days])

    def feed(request: Request) -> Answer:
        del request
        return Answer(200, next(documents), {"content-type": "application/rss+xml; charset=utf-8"})

    with tempfile.TemporaryDirectory() as folder, Standin() as arxiv:
        arxiv.route("/rss/", feed)
        service = Service(Path(folder) / "data", {"PAPER_RADAR_ARXIV_RSS_URL": f"{arxiv.url}/rss"})
        file = Path(folder) / "papers.jsonl"
        file.write_text("".join(json.dumps(to_record(paper)) + "\n" for paper in pooled), encoding="utf-8")
        service.command("import", str(file))
        service.start()
        try:
            with connect(Settings(data_dir=service.folder)) as client:
                for entry in entries(pooled, 100):
                    client.ask("POST", "/radar", entry)
                while not client.ask("GET", "/feed?limit=0")["settled"]:
                    time.sleep(0.5)
                sample = random.Random(3).sample(pooled, RUNS)
                before = [took(client, paper) for paper in [*sample[-5:], *sample]][5:]
                meanwhile, came = while_days_come(client, sample, len(days))
        finally:
            service.stop()
    label = f"pool {POOL:,}, radar 100"
    yield Bar(f"POST /match p95, {label}", 50, "ms", p95(before), f"median {statistics.median(before):.1f}")
    note = f"median {statistics.median(meanwhile):.1f} of {len(meanwhile)}, {came:,} papers came"
    yield Bar(f"POST /match p95 while days are fetched, {label}", 50, "ms", p95(meanwhile), note)


def while_days_come(client: Client, pages: list[Paper], days: int) -> tuple[list[float], int]:
    """What each page took from the beginning of the first fetch until all is matched, and how many papers came."""
    times: list[float] = []
    came = 0
    for _ in range(days):
        client.ask("POST", "/refresh", {"sources": ["arxiv"]})
        while True:
            times.append(took(client, pages[len(times) % len(pages)]))
            state = client.ask("GET", "/refresh")
            if not state["running"] and client.ask("GET", "/feed?limit=0")["settled"]:
                break
        came += next(source["new"] for source in state["sources"] if source["source"] == "arxiv")
    return times, came


def took(client: Client, page: Paper) -> float:
    """Milliseconds of one page."""
    start = time.perf_counter()
    client.ask("POST", "/match", {"facts": abs_facts(page)})
    return (time.perf_counter() - start) * 1000
