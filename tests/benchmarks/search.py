"""What a search takes of a real service: over 100,000 papers, a library of 5,000 and 200 briefs, whatever is typed."""

import random
import statistics
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from paper_radar.client import Client
from paper_radar.papers.model import Paper
from paper_radar.papers.text import words
from tests.benchmarks.bars import Bar
from tests.benchmarks.large import PAPERS, RADAR, served
from tests.benchmarks.papers import corpus
from tests.benchmarks.service import p95, resident

RUNS = 60
_OF = f"pool {PAPERS:,}, radar {RADAR:,}"
COMMON = ("model", "learning", "the", "data", "method", "we propose", "neural network", "training", "results", "based")


def bars() -> Iterator[Bar]:
    """The bar is on the first results of a query that nobody asked before."""
    papers = corpus()[:20_000]
    chance = random.Random(11)
    with served() as (service, client):
        yield Bar("search, the first after a start", None, "ms", _took(client, "warm up"))
        whole: list[float] = []
        for kind, queries in _queries(papers, chance).items():
            times = [_took(client, query) for query in queries]
            whole += times
            yield _bar(f"search, {kind}, p95", times)
        yield _bar(f"search, all of these, p95, {_OF}", whole)
        answer = client.ask("GET", _path("learning"))
        offsets = [chance.randrange(max(1, answer["total"] - 20)) for _ in range(RUNS)]
        batches = [_took(client, "learning", order=answer["order"], offset=offset) for offset in offsets]
        yield _bar("search, another batch, p95", batches)
        yield Bar("service memory after the searches", 200, "MB", resident(service.pid), _OF)


def _queries(papers: list[Paper], chance: random.Random) -> dict[str, list[str]]:
    """Each of them once: what was asked before is kept."""
    some = chance.sample(papers, 8 * RUNS)
    several = [chance.sample(words(paper.abstract), 3) for paper in some[:RUNS]]
    phrases = [" ".join(words(paper.abstract)[4:7]) for paper in some[RUNS : 2 * RUNS]]
    names = [paper.authors[0] for paper in some[2 * RUNS : 3 * RUNS]]
    return {
        "common words": list(COMMON),
        "one letter": list("abcdefghijklmnopqrstuvwxyz"),
        "three words": [" ".join(each) for each in several],
        "a word half typed": [" ".join(each)[: -1 - number % 4] for number, each in enumerate(several)]
        + [text[:end] for text in ("diffusion", "spectral", "optimization", "context") for end in range(3, len(text))],
        "ten words": [" ".join(words(paper.abstract)[:10]) for paper in some[3 * RUNS : 4 * RUNS]],
        "a title": [paper.title[:200] for paper in some[4 * RUNS : 5 * RUNS]],
        "a phrase": [f'"{phrase}"' for phrase in phrases],
        "an author": [f'author:"{name}"' for name in names],
        "a misspelt author": [f'author:"{_misspelt(name, chance)}"' for name in names],
        "misspelt words": [_misspelt(" ".join(each), chance) for each in several],
        "a category and a date": [
            f"category:{paper.primary_category} after:2026-{1 + number % 9:02} {words(paper.title)[0]}"
            for number, paper in enumerate(some[5 * RUNS : 6 * RUNS])
        ],
        "not a word": [f"-{words(paper.abstract)[3]}" for paper in some[6 * RUNS : 7 * RUNS]],
    }


def _misspelt(text: str, chance: random.Random) -> str:
    """Two letters changed places, or one was left out, in the longest word."""
    longest = max(text.split(), key=len)
    at = chance.randrange(1, max(2, len(longest) - 1))
    slip = (
        longest[:at] + longest[at + 1 :]
        if chance.random() < 0.5
        else longest[:at] + longest[at : at + 2][::-1] + longest[at + 2 :]
    )
    return text.replace(longest, slip)


def _path(query: str, **more: Any) -> str:
    return f"/search?{urlencode({'q': query[:1000], **more})}"


def _took(client: Client, query: str, **more: Any) -> float:
    """Milliseconds of one request."""
    start = time.perf_counter()
    client.ask("GET", _path(query, **more))
    return (time.perf_counter() - start) * 1000


def _bar(what: str, times: list[float]) -> Bar:
    return Bar(what, 100, "ms", p95(times), f"median {statistics.median(times):.1f} of {len(times)}")
