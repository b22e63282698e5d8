"""What a real service process takes: start, import, memory, and the answers of /match, at two sizes."""

import gc
import json
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from paper_radar.client import Client, connect
from paper_radar.config import Settings
from paper_radar.papers.model import Paper, to_json
from tests.benchmarks.bars import Bar
from tests.benchmarks.papers import many
from tests.e2e.service import Service

RUNS = 100
NEW_ENTRIES = 20


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
    """The bars of the design, and beside them what grows with the pool: the same radar of 100 over four sizes."""
    papers = many(100_000)
    # They stay. Without this, reading an answer of 5 MB makes the benchmark's own collector go through all of them, for
    # 130 ms that the service would be blamed for.
    gc.freeze()
    yield from at_size(papers[:10_000])
    yield from at_size(papers[:20_000], match_bar=50, memory_bar=120)
    yield from at_size(papers[:50_000])
    yield from at_size(papers, large_radar=True, import_bar=60, memory_bar=200)


def at_size(
    papers: list[Paper],
    *,
    match_bar: float | None = None,
    memory_bar: float | None = None,
    import_bar: float | None = None,
    large_radar: bool = False,
) -> Iterator[Bar]:
    pool = f"pool {len(papers):,}"
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        file = Path(folder) / "papers.jsonl"
        with file.open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(to_json(paper)) + "\n" for paper in papers)
        service = Service(data)
        start = time.perf_counter()
        service.command("import", str(file))
        yield Bar(f"import, {pool}", import_bar, "s", time.perf_counter() - start, f"{_megabytes(data):.0f} MB on disk")
        file.unlink()
        ready = []
        for _ in range(5):
            start = time.perf_counter()
            service.start()
            ready.append(time.perf_counter() - start)
            service.stop()
        yield Bar(f"ready after start, {pool}", 1.5, "s", statistics.median(ready), "median of 5 starts")
        service.start()
        try:
            with connect(Settings(data_dir=data)) as client:
                every = list(entries(papers, 1_100))
                yield _settled(client, every[:100], f"{pool}, radar 100")
                yield _match(client, papers, match_bar, f"{pool}, radar 100")
                if not large_radar:
                    yield _memory(service, memory_bar, f"{pool}, radar 100")
                    return
                yield _settled(client, every[100:1_000], f"{pool}, radar 1,000")
                yield _match(client, papers, 100, f"{pool}, radar 1,000")
                yield _listing(client, papers)
                yield from _new_entries(client, every[1_000:], papers)
                yield _memory(service, memory_bar, f"{pool}, radar 1,000")
        finally:
            service.stop()


def _settled(client: Client, followed: list[dict[str, Any]], label: str) -> Bar:
    """Follow them one after the other, and wait until every paper has been matched."""
    start = time.perf_counter()
    for entry in followed:
        client.ask("POST", "/radar", entry)
    posted = time.perf_counter() - start
    while not client.ask("GET", "/feed?limit=0")["settled"]:
        time.sleep(0.5)
    took = time.perf_counter() - start
    return Bar(f"every paper matched, {label}", None, "s", took, f"{len(followed)} entries posted in {posted:.1f} s")


def _match(client: Client, papers: list[Paper], most: float | None, label: str) -> Bar:
    sample = random.Random(3).sample(papers, RUNS)
    # The first five warm the caches, as a first page does.
    times = [_took(client, "POST", "/match", {"facts": abs_facts(paper)}) for paper in [*sample[-5:], *sample]][5:]
    return Bar(f"POST /match p95, {label}", most, "ms", p95(times), f"median {statistics.median(times):.1f}")


def _listing(client: Client, papers: list[Paper]) -> Bar:
    pages = [{"facts": listing_facts(random.Random(number).sample(papers, 2000))} for number in range(20)]
    # The first two warm the caches.
    times = [_took(client, "POST", "/match", page) for page in [*pages[-2:], *pages]][2:]
    note = f"median {statistics.median(times):.0f}"
    return Bar("listing of 2,000 papers, radar 1,000, p95", 300, "ms", p95(times), note)


def _new_entries(client: Client, new: list[dict[str, Any]], papers: list[Paper]) -> Iterator[Bar]:
    """Entries added to a radar of 1,000, half of them authors: how soon the feed shows what they hit, and what a page
    takes that is opened at that very moment.
    """
    shown: list[float] = []
    pages: list[float] = []
    for number, entry in enumerate(new):
        start = time.perf_counter()
        id = client.ask("POST", "/radar", entry)["id"]
        if number % 4 >= 2:
            pages.append(_took(client, "POST", "/match", {"facts": abs_facts(papers[number * 7])}))
            continue
        while True:
            feed = client.ask("GET", f"/feed?entry={id}&limit=20")
            if feed["items"] or feed["settled"]:
                break
        shown.append((time.perf_counter() - start) * 1000)
        if len(shown) == NEW_ENTRIES:
            break
    yield Bar("a new entry shows its hits over 100,000 papers, worst", 1_000, "ms", max(shown), _of(shown))
    yield Bar("POST /match right after an entry was added, p95", None, "ms", p95(pages), _of(pages))


def _memory(service: Service, most: float | None, label: str) -> Bar:
    return Bar(f"service memory, {label}", most, "MB", resident(service.pid), "after the requests above")


def _took(client: Client, method: str, path: str, body: dict[str, Any]) -> float:
    """Milliseconds of one request."""
    start = time.perf_counter()
    client.ask(method, path, body)
    return (time.perf_counter() - start) * 1000


def _of(times: list[float]) -> str:
    return f"median {statistics.median(times):.1f} of {len(times)}"


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1_000_000
