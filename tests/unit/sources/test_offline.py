"""No network is nobody's failure, and is told as what it is; a source that is gone while others answer is its own."""

from collections.abc import Sequence
from datetime import timedelta

from tests.fakes.pool import FakePool
from tests.fakes.sources import MUON, Clock, FakeSource, refresher_of

from paper_radar.errors import RateLimitedError
from paper_radar.sources.batch import Batch
from paper_radar.sources.errors import RefusedError, UnreachableError
from paper_radar.sources.refresh import Refresher
from paper_radar.storage.base import Fetch

GONE = UnreachableError("rss.arxiv.org cannot be reached.", "Check the network.")


def unreachable(*names: str) -> list[FakeSource]:
    return [FakeSource(name, trouble=GONE) for name in names]


def told(fetches: Sequence[Fetch]) -> list[tuple[str, str, int]]:
    return [(fetch.source, fetch.code, fetch.failures) for fetch in fetches]


def test_where_nothing_can_be_reached_no_source_is_blamed():
    pool = FakePool()
    fetches = refresher_of(pool, unreachable("arxiv", "huggingface"), Clock()).run()
    assert told(fetches) == told(pool.recorded) == [("arxiv", "offline", 0), ("huggingface", "offline", 0)]
    assert {fetch.error for fetch in fetches} == {"No network: nothing could be reached."}


def test_after_three_that_do_not_answer_the_others_are_not_asked():
    sources = unreachable("arxiv", "huggingface", "feed:a", "feed:b", "feed:c")
    fetches = refresher_of(FakePool(), sources, Clock()).run()
    assert [fetch.source for fetch in fetches] == ["arxiv", "huggingface", "feed:a"]


def test_when_the_network_is_back_the_next_look_asks_all_of_them():
    clock, pool = Clock(), FakePool()
    sources = unreachable("arxiv", "huggingface", "feed:a", "feed:b")
    refresher = refresher_of(pool, sources, clock)
    refresher.run()
    assert refresher.due(180) == ()
    for source in sources:
        source.trouble = None
    clock.wait(minutes=3)
    assert set(refresher.due(180)) == {"arxiv", "huggingface", "feed:a", "feed:b"}
    refresher.run(only=refresher.due(180))
    assert {pool.last_fetches()[source.name].error for source in sources} == {""}


def test_three_that_are_gone_for_good_do_not_keep_the_others_away():
    clock, pool = Clock(), FakePool()
    gone = unreachable("feed:a", "feed:b", "feed:c")
    well = FakeSource("feed:d", Batch((MUON,)))
    refresher = refresher_of(pool, [*gone, well], clock)
    for _ in range(2):
        refresher.run(only=refresher.due(180))
        clock.wait(minutes=20)
    assert well.asked == 1
    assert {pool.last_fetches()[source.name].failures for source in gone} == {1}


def test_one_that_does_not_answer_while_another_does_is_blamed_whoever_came_first():
    pool = FakePool()
    fetches = refresher_of(pool, [*unreachable("arxiv"), FakeSource("huggingface")], Clock()).run()
    assert told(fetches) == [("arxiv", "source_unreachable", 1), ("huggingface", "", 0)]
    assert [fetch.source for fetch in pool.recorded] == ["arxiv", "huggingface"]


def test_a_server_s_own_trouble_is_an_answer():
    troubled = FakeSource("arxiv", trouble=UnreachableError("HTTP 502", answer=502))
    fetches = refresher_of(FakePool(), [troubled, *unreachable("huggingface")], Clock()).run()
    assert told(fetches) == [("arxiv", "source_unreachable", 1), ("huggingface", "source_unreachable", 1)]
    assert fetches[0].status == 502


def test_one_asked_alone_is_blamed_only_if_another_answered_lately():
    clock, pool = Clock(), FakePool()
    arxiv, other = unreachable("arxiv")[0], FakeSource("huggingface")
    refresher = refresher_of(pool, [arxiv, other], clock)
    (fetch,) = refresher.run(only=["arxiv"])
    assert told([fetch]) == [("arxiv", "source_unreachable", 0)]
    refresher.run(only=["huggingface"])
    clock.wait(minutes=10)
    (fetch,) = refresher.run(only=["arxiv"])
    assert told([fetch]) == [("arxiv", "source_unreachable", 1)]


class TestPausing:
    """A source that fails three times in a row is asked rarely, at last once a day, until it is well or asked for."""

    def test_after_the_third_failure_it_rests_longer_each_time_and_says_why(self):
        clock, pool = Clock(), FakePool()
        refused = FakeSource("feed:a", trouble=RefusedError("It answered with HTTP 403."))
        refresher = refresher_of(pool, [refused], clock)
        waits = []
        for _ in range(7):
            before = clock.at
            while not refresher.due(180):
                clock.wait(minutes=1)
            waits.append(clock.at - before)
            refresher.run(only=refresher.due(180))
        assert waits[0] == timedelta()
        assert timedelta(minutes=15) <= waits[1] <= timedelta(minutes=18)
        assert timedelta(hours=1) <= waits[2] <= timedelta(minutes=67)
        for wait, hours in zip(waits[3:], (6, 12, 24, 24), strict=True):
            assert timedelta(hours=hours) <= wait <= timedelta(hours=1.1 * hours + 0.1)
        assert refresher.next_tries(180)["feed:a"].why == "paused"
        assert pool.last_fetches()["feed:a"].error == "It answered with HTTP 403."

    def test_a_press_of_the_button_asks_it_at_once_and_success_ends_the_pause(self):
        clock, pool = Clock(), FakePool()
        pool.record_fetch(
            Fetch(source="feed:a", started=clock().isoformat(), finished=clock().isoformat(), error="x", failures=3)
        )
        refresher = refresher_of(pool, [FakeSource("feed:a")], clock)
        assert refresher.due(180) == ()
        refresher.run()
        assert pool.last_fetches()["feed:a"].failures == 0
        assert refresher.next_tries(180)["feed:a"].why == "due"

    def test_being_made_to_wait_three_times_pauses_nobody(self):
        clock, pool = Clock(), FakePool()
        limited = FakeSource("arxiv", trouble=RateLimitedError("wait", ""))
        refresher = refresher_of(pool, [limited], clock)
        for _ in range(4):
            limited.trouble = RateLimitedError("wait", (clock() + timedelta(minutes=15)).isoformat())
            refresher.run()
            clock.wait(minutes=16)
        assert limited.asked == 4
        assert refresher.due(180) == ("arxiv",)

    def test_what_the_reader_paused_is_asked_only_by_its_name(self):
        source, other = FakeSource("feed:a"), FakeSource("feed:b")
        refresher = Refresher(FakePool(), lambda: [source, other], Clock(), off=lambda: ["feed:a"])
        assert refresher.due(180) == ("feed:b",)
        refresher.run()
        assert (source.asked, other.asked) == (0, 1)
        refresher.run(only=["feed:a"])
        assert (source.asked, other.asked) == (1, 1)
