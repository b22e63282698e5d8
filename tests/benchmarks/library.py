"""What a library of 10,000 papers, 500 of them with briefs, takes of a real service: memory, questions, changes."""

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from paper_radar.briefs.model import Brief
from paper_radar.briefs.model import to_json as brief_to_json
from paper_radar.briefs.statements import Passage, Statement
from paper_radar.client import Client, connect
from paper_radar.config import Settings
from paper_radar.library.record import STATUSES, Saved
from paper_radar.library.saved import Library
from paper_radar.papers.model import Paper
from paper_radar.storage.tiny import TinyWorkspace
from tests.benchmarks.bars import Bar
from tests.benchmarks.papers import many
from tests.benchmarks.service import p95, resident
from tests.e2e.service import Service

PAPERS = 10_000
BRIEFS = 500
RUNS = 40
MOST = 30
TAGS = [f"{what} {number}" for what in ("topic", "project", "to read in week") for number in range(40)]
SORTS = ("saved", "published", "title", "author", "stars", "updated")


def bars() -> Iterator[Bar]:
    """Each kind of question with a bar of its own; beside them what is only told."""
    papers = many(PAPERS)
    with tempfile.TemporaryDirectory() as folder:
        service = Service(Path(folder) / "data").start()
        empty = resident(service.pid)
        service.stop()
        _fill(Path(folder) / "data", papers)
        service.start()
        try:
            with connect(Settings(data_dir=Path(folder) / "data")) as client:
                yield from _questions(client, papers)
                held, note = resident(service.pid), f"{empty:.0f} MB with an empty one, before any request"
                yield Bar("service memory, library 10,000", None, "MB", held, note)
                yield from _changes(client, [paper.key for paper in papers])
                yield Bar("service memory after that", None, "MB", resident(service.pid))
        finally:
            service.stop()


def _fill(data: Path, papers: list[Paper]) -> None:
    chance = random.Random(5)
    day = datetime(2026, 1, 1, tzinfo=UTC)
    workspace = TinyWorkspace(data / "workspace.json")
    Library(workspace, lambda: day).add_many(
        Saved(
            paper=paper,
            saved_at=(day + timedelta(minutes=number)).isoformat(timespec="milliseconds"),
            tags=tuple(chance.sample(TAGS, chance.randrange(5))),
            note="Ask Ada about the second lemma." if number % 4 == 0 else "",
            status=chance.choice(STATUSES),
            stars=chance.randrange(6),
        )
        for number, paper in enumerate(papers)
    )
    briefs = [_brief(number, paper) for number, paper in enumerate(chance.sample(papers, BRIEFS))]
    workspace.put_many("briefs", {brief.id: brief_to_json(brief) for brief in briefs})
    workspace.close()


def _brief(number: int, paper: Paper) -> Brief:
    sentences = paper.abstract.split(". ")
    said = (sentences[place % len(sentences)] for place in range(12))
    return Brief(
        id=f"{number:024x}",
        keys=(paper.key,),
        language="en",
        length="full",
        state="done",
        origin="groq",
        statements=tuple(Statement("claim", text, (Passage(paper.key, "Abstract", "", text, ""),)) for text in said),
        updated="2026-06-01T09:00:00+00:00",
    )


def _questions(client: Client, papers: list[Paper]) -> Iterator[Bar]:
    chance = random.Random(9)
    first = _took(client, "/library?limit=50")
    yield Bar("library 10,000: the first request after a start", None, "ms", first, "all of it is read and folded")
    words = [word for paper in papers for word in paper.title.split() if word.isalpha()]
    asked: dict[str, list[dict[str, Any]]] = {
        "as it opens": [{"limit": 50} for _ in range(RUNS)],
        "a word as it is typed": [
            {"q": word[:end], "limit": 50} for word in chance.sample(words, RUNS // 4) for end in (1, 2, 4, 9)
        ],
        "a word that nobody used": [{"q": f"zzq{number}", "limit": 50} for number in range(RUNS)],
        "three words": [{"q": " ".join(chance.sample(words, 3)), "limit": 50} for _ in range(RUNS)],
        "a phrase but for a word": [
            {"q": f'"{" ".join(paper.title.split()[:2])}" -{chance.choice(words)}', "limit": 50}
            for paper in chance.sample(papers, RUNS)
        ],
        "filters": [
            {"tag": chance.choice(TAGS), "status": chance.choice(STATUSES), "year": "2026", "source": "arxiv"}
            for _ in range(RUNS)
        ],
        "a word and a filter, sorted": [
            {"q": chance.choice(words), "status": "read", "sort": f"{chance.choice(['', '-'])}{sort}"}
            for sort in SORTS
            for _ in range(RUNS // 6 + 1)
        ],
        "deep in the list, 200 a slice": [{"offset": chance.randrange(9_000), "limit": 200} for _ in range(RUNS)],
    }
    for what, queries in asked.items():
        yield _bar(f"library 10,000: {what}, p95", client, [_path("/library", query) for query in queries])
    facets = [_path("/library/facets", {"q": word, "tag": TAGS[0]} if word else {}) for word in ["", *words[:RUNS]]]
    yield _bar("library 10,000: facets, p95", client, facets)


def _bar(what: str, client: Client, paths: list[str]) -> Bar:
    times = [_took(client, path) for path in paths]
    note = f"median {statistics.median(times):.1f}, worst {max(times):.0f} of {len(times)}"
    return Bar(what, MOST, "ms", p95(times), note)


def _changes(client: Client, keys: list[str]) -> Iterator[Bar]:
    start = time.perf_counter()
    answer = client.ask("POST", "/library/bulk", {"keys": keys, "add_tags": ["all of it"], "status": "reading"})
    took = (time.perf_counter() - start) * 1000
    yield Bar(f"a tag and a status for {answer['changed']:,} papers", None, "ms", took, "one write")
    after = _took(client, "/library?q=implicit&sort=title")
    yield Bar("library 10,000: the first request after that", None, "ms", after)
    start = time.perf_counter()
    client.ask("PATCH", "/library/arxiv%3A4001.00001", {"stars": 5})
    yield Bar("library 10,000: one paper edited", None, "ms", (time.perf_counter() - start) * 1000)
    start = time.perf_counter()
    removed = client.ask("POST", "/library/remove", {"keys": keys[:500]})["removed"]
    yield Bar(f"{len(removed)} papers removed", None, "ms", (time.perf_counter() - start) * 1000, "one write")


def _path(path: str, query: dict[str, Any]) -> str:
    return f"{path}?{urlencode(query)}"


def _took(client: Client, path: str) -> float:
    start = time.perf_counter()
    client.ask("GET", path)
    return (time.perf_counter() - start) * 1000
