"""What the feed takes of a real service: its first papers, a chip, the next batch, the counts, and after a change."""

import random
import statistics
import time
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

from paper_radar.client import Client
from paper_radar.papers.model import Paper, to_json
from tests.benchmarks.bars import Bar
from tests.benchmarks.large import PAPERS, RADAR, served
from tests.benchmarks.service import p95, resident

RUNS = 100
_OF = f"pool {PAPERS:,}, radar {RADAR:,}"


def bars() -> Iterator[Bar]:
    """The bars of the feed's service. Memory is told last, after all requests."""
    with served() as (service, client):
        chance = random.Random(5)
        yield _bar("feed, the first time after a start", None, [_took(client, "/feed", _today())])
        answer = client.ask("GET", _path("/feed", _today()))
        facets = client.ask("GET", _path("/feed/facets", _today()))
        note = f"{answer['total']:,} of {answer['looked_at']:,} papers of 30 days"
        yield _bar(f"feed, first 20, p95, {_OF}", 60, [_took(client, "/feed", _today()) for _ in range(RUNS)], note)
        chips = [_chips(facets, chance) for _ in range(RUNS)]
        # Each is asked for once: an order that is kept would cost nothing.
        yield _bar("feed, a chip, p95", 60, [_took(client, "/feed", chip) for chip in chips])
        offsets = [chance.randrange(max(1, answer["total"] - 20)) for _ in range(RUNS)]
        batches = [[*_today(), ("order", answer["order"]), ("offset", str(offset))] for offset in offsets]
        yield _bar("feed, another batch, p95", 60, [_took(client, "/feed", batch) for batch in batches])
        yield _bar("feed, counts of the filters, p95", 100, [_took(client, "/feed/facets", chip) for chip in chips])
        everything = [("tab", "categories"), *_today()]
        yield _bar("feed, all of the categories, p95", 60, [_took(client, "/feed", everything) for _ in range(RUNS)])
        yield _bar("feed, after 100 papers came, p95", None, list(_after_papers(client, answer["order"])))
        yield _bar("feed, after an entry was followed, p95", None, list(_after_entries(client)))
        yield Bar(f"service memory, {_OF}", 200, "MB", resident(service.pid), "after the requests of the feed")


def _after_papers(client: Client, order: str) -> Iterator[float]:
    for number in range(20):
        papers = [
            Paper(key=f"arxiv:2699.{number:02}{at:03}", title=f"Paper {at} of {number}", announced=_today()[0][1])
            for at in range(100)
        ]
        client.ask("POST", "/pool", {"papers": [to_json(paper) for paper in papers]})
        while not client.ask("GET", "/feed?limit=0")["settled"]:
            time.sleep(0.05)
        yield _took(client, "/feed", [*_today(), ("order", order)])


def _after_entries(client: Client) -> Iterator[float]:
    for number in range(20):
        client.ask("POST", "/radar", {"kind": "topic", "value": f"wholly unheard of matter {number}"})
        yield _took(client, "/feed", _today())


def _chips(facets: dict[str, Any], chance: random.Random) -> list[tuple[str, str]]:
    """One to three authors and topics, half the time within a category, sometimes only what is unread."""
    chosen = [("entry", one["id"]) for one in chance.sample(facets["entries"], chance.randint(1, 3))]
    if chance.random() < 0.5:
        chosen.append(("category", chance.choice(facets["categories"])["name"]))
    if chance.random() < 0.2:
        chosen = [("unread", "1"), ("source", "arxiv"), *chosen[-1:]]
    return [*_today(), *chosen]


def _today() -> list[tuple[str, str]]:
    return [("today", date.today().isoformat())]


def _path(path: str, asked: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(asked)}"


def _took(client: Client, path: str, asked: list[tuple[str, str]]) -> float:
    """Milliseconds of one request."""
    start = time.perf_counter()
    client.ask("GET", _path(path, asked))
    return (time.perf_counter() - start) * 1000


def _bar(what: str, most: float | None, times: list[float], note: str = "") -> Bar:
    if len(times) == 1:
        return Bar(what, most, "ms", times[0], note)
    return Bar(what, most, "ms", p95(times), f"median {statistics.median(times):.1f}; {note}".removesuffix("; "))
