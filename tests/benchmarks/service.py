"""What a real service process takes: start, import, memory, and the answers of /match, at two sizes."""

import json
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from paper_radar.client import connect
from paper_radar.config import Settings
from paper_radar.papers.model import Paper, to_json
from tests.benchmarks.bars import Bar
from tests.benchmarks.papers import many
from tests.e2e.service import Service

RUNS = 100


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def resident(pid: int) -> float:
    """MB of memory the process holds."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1000
    raise LookupError(pid)


def entries(papers: list[Paper], count: int) -> Iterator[dict[str, Any]]:
    """A radar such as a busy reader's: as many authors as topics, all taken from the papers themselves."""
    choose = random.Random(7)
    for number in range(count):
        paper = choose.choice(papers)
        if number % 2 and paper.authors:
            yield {"kind": "author", "value": choose.choice(paper.authors)[:200]}
        else:
            words = paper.title.split()
            start = choose.randrange(max(1, len(words) - 2))
            yield {"kind": "topic", "value": " ".join(words[start : start + 2])[:200] or "learning"}


def abs_facts(paper: Paper) -> dict[str, Any]:
    return {
        "url": paper.url,
        "meta": [
            ["citation_title", paper.title],
            *(["citation_author", name] for name in paper.authors),
            ["citation_arxiv_id", paper.arxiv_id],
            ["citation_abstract", paper.abstract],
        ],
    }


def listing_facts(papers: list[Paper]) -> dict[str, Any]:
    rows = [{"href": paper.url, "title": paper.title, "authors": list(paper.authors[:20])} for paper in papers]
    return {"url": "https://arxiv.org/list/cs.LG/recent?show=2000", "items": rows}


def bars() -> Iterator[Bar]:
    yield from at_size(20_000, 100, match_bar=50, memory_bar=120)
    yield from at_size(100_000, 1_000, match_bar=100, memory_bar=200)


def at_size(size: int, radar: int, *, match_bar: float, memory_bar: float) -> Iterator[Bar]:
    label = f"pool {size:,}, radar {radar:,}"
    papers = many(size)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        file = data / "papers.jsonl"
        with file.open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(to_json(paper)) + "\n" for paper in papers)
        service = Service(data / "data")
        start = time.perf_counter()
        service.command("import", str(file))
        if size == 100_000:
            yield Bar("import of 100,000 papers", 60, "s", time.perf_counter() - start)
        ready = []
        for _ in range(5):
            start = time.perf_counter()
            service.start()
            ready.append(time.perf_counter() - start)
            service.stop()
        yield Bar(f"ready after start, {label}", 1.5, "s", statistics.median(ready), "median of 5 starts")
        service.start()
        try:
            with connect(Settings(data_dir=data / "data")) as client:
                for entry in entries(papers, radar):
                    client.ask("POST", "/radar", entry)
                sample = random.Random(3).sample(papers, RUNS)
                times = []
                for paper in [*sample[:5], *sample]:  # the first five warm the caches, as a first page does
                    start = time.perf_counter()
                    client.ask("POST", "/match", {"facts": abs_facts(paper)})
                    times.append((time.perf_counter() - start) * 1000)
                times = times[5:]
                yield Bar(
                    f"POST /match p95, {label}", match_bar, "ms", p95(times), f"median {statistics.median(times):.1f}"
                )
                listing = []
                for number in range(20):
                    facts = listing_facts(random.Random(number).sample(papers, 2000))
                    start = time.perf_counter()
                    client.ask("POST", "/match", {"facts": facts})
                    listing.append((time.perf_counter() - start) * 1000)
                if radar == 1_000:
                    yield Bar(
                        "listing of 2,000 papers, radar 1,000, p95",
                        300,
                        "ms",
                        p95(listing),
                        f"median {statistics.median(listing):.0f}",
                    )
            yield Bar(f"service memory, {label}", memory_bar, "MB", resident(service.pid), "after the requests above")
        finally:
            service.stop()
