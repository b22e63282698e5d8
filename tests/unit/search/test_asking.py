"""Asking the sources in the back."""

import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from paper_radar.errors import BadInputError, RateLimitedError
from paper_radar.papers.model import Paper
from paper_radar.search.asking import MOST_PAPERS, Ask, Asks
from paper_radar.search.language import Query, parse
from paper_radar.sources.interruption import pause
from tests.fakes.pool import FakePool
from tests.unit.search.papers import MUON, PAPERS, paper


class FakeSource:
    """Gives `papers`, or raises `trouble`; while it is `held` it waits, as at a gate."""

    def __init__(self, papers: Sequence[Paper] = ()) -> None:
        self.papers = list(papers)
        self.trouble: Exception | None = None
        self.asked: list[Query] = []
        self.held = False
        self.reached = threading.Event()

    def __call__(self, query: Query) -> object:
        def give() -> Sequence[Paper]:
            self.asked.append(query)
            self.reached.set()
            if self.held:
                pause(30.0)
            if self.trouble is not None:
                raise self.trouble
            return self.papers

        return give


class World:
    def __init__(self) -> None:
        self.time = datetime(2026, 6, 19, 9, tzinfo=UTC)
        self.arxiv, self.huggingface = FakeSource(PAPERS), FakeSource([MUON])
        self.pool = FakePool()
        self.asks = Asks({"arxiv": self.arxiv, "huggingface": self.huggingface}, self.pool, lambda: self.time)  # type: ignore[dict-item]

    def settled(self, ask: Ask) -> Ask:
        for thread in self.asks._threads.values():
            thread.submit(lambda: None).result(10)
        return ask


@pytest.fixture
def world() -> Iterator[World]:
    here = World()
    yield here
    here.asks.close()


def test_what_the_sources_send_joins_the_pool_and_is_counted(world: World) -> None:
    ask = world.settled(world.asks.begin(parse("muon")))
    assert ask.state == "done"
    assert [(each.source, each.state, each.found) for each in ask.sources] == [
        ("arxiv", "done", 4),
        ("huggingface", "done", 1),
    ]
    assert sum(each.new for each in ask.sources) == world.pool.count() == 4


def test_the_same_query_asks_nobody_again_within_the_hour(world: World) -> None:
    first = world.settled(world.asks.begin(parse("muon  muon")))
    assert world.settled(world.asks.begin(parse("muon"))) is first
    assert len(world.arxiv.asked) == 1
    world.time += timedelta(hours=1)
    assert world.settled(world.asks.begin(parse("muon"))) is not first
    assert len(world.arxiv.asked) == 2


def test_only_a_source_that_failed_is_asked_again(world: World) -> None:
    world.arxiv.trouble = RateLimitedError("arXiv is limiting us.", "2026-06-19T09:15:00+00:00", "Wait.")
    ask = world.settled(world.asks.begin(parse("muon")))
    told = ask.sources[0]
    assert ask.state == "done"
    assert (told.state, told.code, told.hint, told.until) == (
        "failed",
        "rate_limited",
        "Wait.",
        "2026-06-19T09:15:00+00:00",
    )
    world.arxiv.trouble = None
    again = world.settled(world.asks.begin(parse("muon")))
    assert again.id != ask.id and [each.state for each in again.sources] == ["done", "done"]
    assert (len(world.arxiv.asked), len(world.huggingface.asked)) == (2, 1)


def test_a_fault_of_ours_ends_one_source_and_is_told(world: World) -> None:
    world.huggingface.trouble = ValueError("a slip")
    ask = world.settled(world.asks.begin(parse("muon")))
    assert [(each.state, each.code) for each in ask.sources] == [("done", ""), ("failed", "error")]


def test_a_search_is_cancelled_while_it_waits_and_the_next_one_is_asked_anew(world: World) -> None:
    world.arxiv.held = world.huggingface.held = True
    ask = world.asks.begin(parse("muon"))
    assert world.arxiv.reached.wait(10) and world.huggingface.reached.wait(10)
    assert ask.state == "asking"
    assert world.asks.cancel(ask.id) is ask
    assert world.settled(ask).state == "cancelled" and world.pool.count() == 0
    world.arxiv.held = world.huggingface.held = False
    assert world.settled(world.asks.begin(parse("muon"))).state == "done"


def test_one_that_is_done_is_not_cancelled(world: World) -> None:
    ask = world.settled(world.asks.begin(parse("muon")))
    world.asks.cancel(ask.id)
    assert ask.state == "done"
    assert world.asks.cancel("unknown") is None and world.asks.get("unknown") is None


def test_no_more_papers_are_taken_than_were_asked_for(world: World) -> None:
    world.arxiv.papers = [paper(number, f"Paper {number}") for number in range(MOST_PAPERS + 20)]
    world.settled(world.asks.begin(parse("paper")))
    assert world.pool.count() <= MOST_PAPERS + 1


def test_nothing_is_asked_for_nothing(world: World) -> None:
    with pytest.raises(BadInputError):
        world.asks.begin(parse("author:"))
