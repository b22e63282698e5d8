"""The promise to arXiv, proved from the stand-in's log: one request an interval, over API and RSS, from any thread."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from tests.standins.arxiv import ArxivStandin
from tests.standins.server import Answer, Request

from paper_radar.config import Settings
from paper_radar.errors import RateLimitedError, SourceError
from paper_radar.papers.model import Paper
from paper_radar.sources.arxiv import ArxivAnnouncements, ArxivApi, ArxivRss
from paper_radar.sources.batch import Batch
from paper_radar.sources.gate import ARXIV_INTERVAL, Gate
from paper_radar.sources.http import Http

INTERVAL = 0.2


@pytest.fixture
def arxiv() -> Iterator[ArxivStandin]:
    paper = Paper(
        key="arxiv:2604.00001",
        title="Steepest descent",
        categories=("cs.LG",),
        primary_category="cs.LG",
        arxiv_id="2604.00001",
    )
    with ArxivStandin([paper]) as standin:
        yield standin


class Callers:
    """An API and an RSS reader behind one gate, as `app` wires them."""

    def __init__(self, arxiv: ArxivStandin, patience: float = 10.0) -> None:
        http = Http(timeouts=(1.0, 0.5), pause=0.01)
        self.gate = Gate(INTERVAL, patience=patience)
        self.api = ArxivApi(http, self.gate, arxiv.api_url)
        self.rss = ArxivRss(http, self.gate, arxiv.rss_url)

    def announced(self, categories: list[str]) -> list[Batch]:
        """Every step of a fetch of the announcements, on the stand-in's day."""
        day = datetime(2026, 4, 27, 12, tzinfo=UTC)
        return list(ArxivAnnouncements(self.rss, lambda: categories, lambda: day).fetch({}))

    def together(self, *calls: Callable[[], object]) -> list[object]:
        """All calls at once, each on a thread of its own; what each gave or raised."""
        results: list[object] = []
        barrier = threading.Barrier(len(calls))

        def make(call: Callable[[], object]) -> None:
            barrier.wait()
            try:
                results.append(call())
            except SourceError as error:
                results.append(error)

        threads = [threading.Thread(target=make, args=(call,)) for call in calls]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results


def gaps(requests: list[Request]) -> list[float]:
    return [later.at - earlier.at for earlier, later in pairwise(requests)]


def test_the_default_is_three_seconds_everywhere():
    assert ARXIV_INTERVAL == 3.0
    assert Settings().arxiv_interval == ARXIV_INTERVAL


def test_threads_over_api_and_rss_together_keep_the_interval(arxiv: ArxivStandin):
    callers = Callers(arxiv)
    calls: list[Callable[[], object]] = []
    for _ in range(4):
        calls += [
            lambda: callers.announced(["cs.LG", "stat.ML"]),
            lambda: callers.api.paper("2604.00001"),
            lambda: callers.api.search("all:descent"),
        ]
    results = callers.together(*calls)
    assert not [result for result in results if isinstance(result, Exception)]
    assert len(arxiv.log) == 12
    assert {request.path for request in arxiv.log} == {"/rss/cs.LG+stat.ML", "/api/query"}
    assert min(gaps(arxiv.log)) >= INTERVAL


def test_retries_redirects_and_split_feeds_keep_the_interval_too(arxiv: ArxivStandin):
    arxiv.queue("/api/query", Answer(500), Answer(302, b"", {"location": "/api/query?id_list=2604.00001"}))
    arxiv.queue("/rss/", Answer(502), Answer(200, b"<rss>", cut=True))
    callers = Callers(arxiv)
    results = callers.together(lambda: callers.api.paper("2604.00001"), lambda: callers.announced(["cs.LG", "cs.XX"]))
    assert not [result for result in results if isinstance(result, Exception)]
    assert len(arxiv.log) == 3 + 4
    assert min(gaps(arxiv.log)) >= INTERVAL


def test_a_slow_answer_is_waited_for_before_the_next_request(arxiv: ArxivStandin):
    """A single connection at a time: the next request comes an interval after the answer, not after the question."""
    arxiv.queue("/api/query", Answer(404, b"", wait=0.3))
    callers = Callers(arxiv)
    callers.together(lambda: callers.api.paper("2604.00001"), lambda: callers.api.paper("2604.00001"))
    (gap,) = gaps(arxiv.log)
    assert gap >= 0.3 + INTERVAL


def test_a_refusal_of_one_stops_all_others_at_once(arxiv: ArxivStandin):
    arxiv.queue("/", Answer(429, b"", {"retry-after": "2"}))
    callers = Callers(arxiv, patience=0.0)
    results = callers.together(
        *[lambda: callers.api.paper("2604.00001")] * 3, *[lambda: callers.announced(["cs.LG"])] * 3
    )
    assert [type(result) for result in results] == [RateLimitedError] * 6
    assert len(arxiv.log) == 1
    assert callers.gate.until


def test_a_short_retry_after_stops_all_others_for_as_long(arxiv: ArxivStandin):
    arxiv.queue("/", Answer(503, b"", {"retry-after": "1"}))
    callers = Callers(arxiv)
    results = callers.together(lambda: callers.api.paper("2604.00001"), lambda: callers.announced(["cs.LG"]))
    assert not [result for result in results if isinstance(result, Exception)]
    first, second, third = arxiv.log
    assert second.at - first.at >= 1.0
    assert third.at - second.at >= INTERVAL
