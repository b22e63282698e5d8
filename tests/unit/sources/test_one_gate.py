"""A month of arXiv in fast time, by its own host names: the log of the stand-in proves what was promised.

Threads ask the API, the RSS feeds and the author feeds; the stand-in breaks off, cuts, redirects from host to host,
and refuses. Time passes only where somebody sleeps, and the stand-in's log is kept by the same clock.
"""

import random
import threading
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from tests.fakes.fast_time import FastTime
from tests.fakes.internet import FakeInternet
from tests.standins.arxiv import ArxivStandin
from tests.standins.server import Answer, Request, Standin

from paper_radar.errors import RateLimitedError, SourceError
from paper_radar.papers.model import Paper
from paper_radar.sources.arxiv import ArxivApi
from paper_radar.sources.gate import ARXIV_BACK_OFF, ARXIV_INTERVAL, SpentError
from paper_radar.sources.gates import MOST_AN_HOUR, Gates
from paper_radar.sources.http import Http, Validators

RSS, API, AUTHORS = "http://rss.arxiv.org/rss", "http://export.arxiv.org/api/query", "http://arxiv.org/a"
HOSTS = {"rss.arxiv.org": "151.101.3.42", "export.arxiv.org": "151.101.67.42", "arxiv.org": "151.101.131.42"}
MINUTE, HOUR = 60.0, 3600.0


class Arxiv:
    """All of arXiv's hosts before one stand-in, asked in fast time from as many threads as you like."""

    def __init__(self, standin: Standin, seed: int = 0) -> None:
        self.time = FastTime()
        self.standin = standin
        self.standin.clock, self.standin.now = self.time.clock, self.time.now
        self.random = random.Random(seed)
        times = {"clock": self.time.clock, "sleep": self.time.sleep, "now": self.time.now}
        self.gates = Gates(arxiv_urls=(RSS, API, AUTHORS), **times)  # type: ignore[arg-type]
        self.http = Http(
            gates=self.gates,
            network=FakeInternet(HOSTS, dict.fromkeys(HOSTS.values(), standin)),
            timeouts=(5.0, 5.0),
            sleep=self.time.sleep,
            now=self.time.now,
        )
        self.api = ArxivApi(self.http, self.gates.of(API), API)

    def rss(self) -> object:
        return self.http.get(f"{RSS}/cs.LG", gate=self.gates.of(RSS), validators=Validators('"old"'))

    def author(self) -> object:
        return self.http.get(f"{AUTHORS}/zou_d_1.atom2", gate=self.gates.of(AUTHORS))

    def paper(self) -> object:
        return self.api.paper("2604.00001")

    def search(self) -> object:
        return self.api.search("all:descent")

    @property
    def ways(self) -> list[Callable[[], object]]:
        return [self.rss, self.author, self.paper, self.search]

    def together(self, threads: int, turns: int) -> None:
        """Each thread asks so many times, in ways of its own choice; what goes wrong is told by the log."""

        def ask(ways: list[Callable[[], object]]) -> None:
            for way in ways:
                try:
                    way()
                except SourceError:
                    continue

        chosen = [[self.random.choice(self.ways) for _ in range(turns)] for _ in range(threads)]
        running = [threading.Thread(target=ask, args=(ways,)) for ways in chosen]
        for thread in running:
            thread.start()
        for thread in running:
            thread.join(timeout=120)
            assert not thread.is_alive()


@pytest.fixture
def standin() -> Iterator[ArxivStandin]:
    paper = Paper(key="arxiv:2604.00001", title="Steepest descent", categories=("cs.LG",), arxiv_id="2604.00001")
    with ArxivStandin([paper]) as standin:
        standin.authors = {"zou_d_1": [paper.key]}
        yield standin


def gaps(log: list[Request]) -> list[float]:
    return [later.at - earlier.at for earlier, later in pairwise(log)]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_never_two_requests_within_three_seconds_and_never_two_connections(standin: ArxivStandin, seed: int):
    arxiv = Arxiv(standin, seed)
    trouble = [
        Answer(500),
        Answer(502, b"bad gateway"),
        Answer(200, b"<feed>", cut=True),
        Answer(429, b"", {"retry-after": "0"}),
        Answer(503, b"", {"retry-after": "7"}),
        Answer(301, b"", {"location": f"{AUTHORS}/zou_d_1.atom2"}),
        Answer(302, b"", {"location": "http://export.arxiv.org/api/query?id_list=2604.00001"}),
        Answer(304, b"", {"etag": '"another"'}),
        Answer(200, b"<!doctype html>", {"content-type": "text/html"}),
    ]
    for prefix in ("/rss/", "/api/query", "/a/"):
        arxiv.random.shuffle(trouble)
        standin.queue(prefix, *trouble)
    arxiv.together(threads=8, turns=8)
    assert len(standin.log) > 64
    assert {request.path.split("/")[1] for request in standin.log} == {"rss", "api", "a"}
    assert {request.headers["host"] for request in standin.log} == set(HOSTS)
    assert min(gaps(standin.log)) >= ARXIV_INTERVAL
    assert standin.most_open == 1


def test_a_storm_of_refusals_is_met_with_15_minutes_an_hour_and_6_hours_whoever_asks(standin: ArxivStandin):
    """Asked every minute from all sides; arXiv refuses without a word on how long."""
    arxiv = Arxiv(standin)
    standin.queue("/", *[Answer(429), Answer(503)] * 3)
    while len(standin.log) < 7:
        for way in arxiv.ways:
            try:
                way()
            except RateLimitedError as error:
                assert error.until == arxiv.gates.arxiv.until
        arxiv.time.forward(minutes=1)
    refused, after = standin.log[:6], standin.log[6]
    holds = [later.at - earlier.at for earlier, later in pairwise([*refused, after])]
    promised = [*ARXIV_BACK_OFF, *[ARXIV_BACK_OFF[-1]] * 3]
    for held, hold in zip(holds, promised, strict=True):
        assert hold <= held <= hold + 2 * MINUTE
    assert min(gaps(standin.log)) >= ARXIV_INTERVAL


def test_after_the_storm_a_new_refusal_begins_with_15_minutes(standin: ArxivStandin):
    arxiv = Arxiv(standin)
    for _ in range(2):
        standin.queue("/", Answer(429), Answer(429))
        for hold in ARXIV_BACK_OFF[:2]:
            with pytest.raises(RateLimitedError):
                arxiv.rss()
            before = arxiv.time.at
            arxiv.time.forward(seconds=hold)
            assert arxiv.gates.arxiv.until == ""
            assert arxiv.time.at - before == hold
        arxiv.rss()


def test_a_host_of_journals_is_asked_60_times_in_any_hour_however_many_feeds_it_has():
    """200 journals of one publisher, each asked every 20 minutes."""
    time = FastTime()
    gates = Gates(clock=time.clock, sleep=time.sleep, now=time.now)
    with Standin() as publisher:
        publisher.clock, publisher.now = time.clock, time.now
        publisher.route("/", lambda request: Answer(200, b"<rss/>"))
        internet = FakeInternet({"www.nature.com": "151.101.0.95"}, {"151.101.0.95": publisher})
        http = Http(gates=gates, network=internet, sleep=time.sleep, now=time.now)
        spent = 0
        while time.at < 3 * HOUR:
            for number in range(200):
                url = f"http://www.nature.com/{number}.rss"
                try:
                    http.get(url, gate=gates.of(url), public_only=True)
                except SpentError:
                    spent += 1
            time.forward(minutes=20)
        asked = [request.at for request in publisher.log]
    assert spent > 0
    assert len(asked) >= 2 * MOST_AN_HOUR
    assert all(later - earlier >= HOUR for earlier, later in zip(asked, asked[MOST_AN_HOUR:], strict=False))
    assert min(later - earlier for earlier, later in pairwise(asked)) >= 2.0
