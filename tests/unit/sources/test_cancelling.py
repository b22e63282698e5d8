"""Ending a refresh: soon, wherever it waits, without harm to what it brought or to others at the same gate."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from tests.fakes.pool import FakePool
from tests.fakes.sources import MUON, Clock, FakeSource, refresher_of
from tests.standins.server import Answer, Standin

from paper_radar.sources.batch import Batch, Memory
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http
from paper_radar.sources.interruption import Interrupted, check, interruptible, pause
from paper_radar.sources.refresh import Refresher

AN_HOUR = 3600.0


class Asking:
    """A source of two steps, each a request through the gate; `second` is set when the second is about to wait."""

    name = "arxiv"

    def __init__(self, http: Http, gate: Gate, url: str) -> None:
        self.http, self.gate, self.url = http, gate, url
        self.second = threading.Event()

    def fetch(self, memory: Memory) -> Iterator[Batch]:
        self.http.get(self.url, gate=self.gate)
        yield Batch((MUON,), memory={"at": 1}, done=1, total=2)
        self.second.set()
        self.http.get(self.url, gate=self.gate)
        yield Batch((), memory={"at": 2}, done=2, total=2)


@pytest.fixture
def site() -> Iterator[Standin]:
    with Standin() as standin:
        standin.route("/", lambda _: Answer(200, b"ok"))
        yield standin


@pytest.mark.parametrize("end", [Refresher.cancel, Refresher.close])
def test_a_refresh_that_waits_at_a_gate_ends_at_once_and_keeps_what_it_brought(
    site: Standin, end: Callable[[Refresher], object]
):
    pool = FakePool()
    source = Asking(Http(), Gate(AN_HOUR, patience=2 * AN_HOUR), site.url)
    refresher = refresher_of(pool, [source, FakeSource("huggingface")], Clock())
    refresher.start()
    assert source.second.wait(5)
    end(refresher)
    refresher.close(timeout=5)
    assert not refresher.running
    (fetch,) = pool.recorded
    assert (fetch.source, fetch.cancelled, fetch.new, fetch.error, fetch.failures) == ("arxiv", True, 1, "", 0)
    assert pool.memory("arxiv") == {"at": 1}
    assert len(site.log) == 1


def test_who_waits_at_the_same_gate_for_something_else_is_not_disturbed(site: Standin):
    gate, ended = Gate(0.05), threading.Event()
    ended.set()
    with interruptible(ended), pytest.raises(Interrupted), gate.turn():
        raise AssertionError("a turn was given")
    with gate.turn():
        pass
    answers: list[int] = []
    other = threading.Thread(target=lambda: answers.append(Http().get(site.url, gate=gate).status))
    with interruptible(ended):
        other.start()
        other.join(5)
    assert answers == [200]


def test_who_waits_for_another_s_turn_hears_of_the_end():
    gate, ended, inside, leave = Gate(0.0), threading.Event(), threading.Event(), threading.Event()

    def occupy() -> None:
        with gate.turn():
            inside.set()
            leave.wait(5)

    holder = threading.Thread(target=occupy)
    holder.start()
    assert inside.wait(5)
    threading.Timer(0.05, ended.set).start()
    with interruptible(ended), pytest.raises(Interrupted), gate.turn():
        raise AssertionError("a turn was given")
    leave.set()
    holder.join()


def test_no_source_can_keep_the_end_from_itself():
    ended = threading.Event()
    ended.set()
    with interruptible(ended), pytest.raises(Interrupted):
        try:
            pause(AN_HOUR)
        except Exception as error:  # as a source does, so that one bad address does not end the others
            raise AssertionError("taken for an error") from error
    check()
    pause(0)


def test_a_cancelled_refresh_asks_no_further_source_and_is_not_begun_again_at_once():
    clock, pool = Clock(), FakePool()
    second = FakeSource("huggingface")
    refresher = refresher_of(pool, [FakeSource("arxiv", Batch((MUON,))), second], clock)
    refresher.run(on_progress=lambda progress: progress.done == 0 and refresher.cancel())
    assert (refresher.cancelled, second.asked) == (True, 0)
    clock.wait(minutes=14)
    assert refresher.due(180) == ()
    clock.wait(minutes=2)
    assert refresher.due(180) == ("huggingface",)
    refresher.run()
    assert (refresher.cancelled, second.asked) == (False, 1)


def test_a_clock_that_is_put_back_does_not_lengthen_the_pause_after_a_cancelled_refresh():
    clock = Clock()
    refresher = refresher_of(FakePool(), [FakeSource("arxiv")], clock)
    refresher.run(on_progress=lambda _: refresher.cancel())
    clock.wait(minutes=-100_000)
    assert refresher.due(180) == ("arxiv",)


def test_what_was_broken_off_goes_on_where_it_was():
    pool, clock = FakePool(), Clock()

    class Backwards:
        name = "arxiv"

        def fetch(self, memory: Memory) -> Iterator[Batch]:
            for at in range(memory.get("at", 0), 4):
                yield Batch((replace(MUON, key=f"arxiv:2502.0000{at}"),), memory={"at": at + 1}, done=at + 1, total=4)

    refresher = refresher_of(pool, [Backwards()], clock)
    refresher.run(on_progress=lambda progress: progress.step == 1 and refresher.cancel())
    assert len(pool.papers) == 2
    clock.wait(minutes=17)
    assert refresher.due(180) == ("arxiv",)
    refresher.run(only=refresher.due(180))
    assert [fetch.new for fetch in pool.recorded] == [2, 2]
