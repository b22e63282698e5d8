"""The gate: one request at a time, a pause between two, and a hold when the source asks for one."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.fakes.fast_time import FastTime

from paper_radar.errors import RateLimitedError
from paper_radar.sources.gate import ARXIV_BACK_OFF, ARXIV_INTERVAL, Gate

START = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)


class Time(FastTime):
    """With a gate whose hours pass in no time."""

    def gate(self, interval: float = ARXIV_INTERVAL, patience: float = 10.0, **more: Any) -> Gate:
        return Gate(interval, patience=patience, clock=self.clock, sleep=self.sleep, now=self.now, **more)


def test_arxiv_is_asked_at_most_once_in_three_seconds_unless_told_otherwise():
    assert ARXIV_INTERVAL == 3.0
    time = Time()
    gate = Gate(clock=time.clock, sleep=time.sleep)
    for _ in range(3):
        with gate.turn():
            pass
    assert time.slept == [3.0, 3.0]


def test_the_first_turn_comes_at_once():
    time = Time()
    with time.gate().turn():
        assert time.slept == []


def test_the_pause_counts_from_the_end_of_a_slow_request():
    time = Time()
    gate = time.gate()
    with gate.turn():
        time.at += 8
    with gate.turn():
        assert time.at == 11


def test_a_turn_that_failed_is_a_request_all_the_same():
    time = Time()
    gate = time.gate()
    with pytest.raises(ConnectionError), gate.turn():
        raise ConnectionError
    with gate.turn():
        assert time.slept == [3.0]


def test_there_is_one_turn_at_a_time_across_threads():
    gate = Gate(0.0)
    inside = 0
    most = 0
    turns = 0

    def take_turns() -> None:
        nonlocal inside, most, turns
        for _ in range(50):
            with gate.turn():
                inside += 1
                most = max(most, inside)
                turns += 1
                inside -= 1

    _in_threads(8, take_turns)
    assert (most, turns) == (1, 400)


def test_a_short_hold_is_waited_out():
    time = Time()
    gate = time.gate()
    gate.hold(5)
    with gate.turn():
        assert time.at == 5


def test_a_long_hold_is_told_at_once_with_its_end():
    time = Time()
    gate = time.gate()
    gate.hold(15 * 60)
    with pytest.raises(RateLimitedError) as caught, gate.turn():
        pass
    assert caught.value.until == gate.until == "2026-11-21T14:15:00+00:00"
    assert caught.value.message == "arXiv is limiting us until 14:15 UTC."
    assert time.slept == []


def test_a_hold_ends_by_itself():
    time = Time()
    gate = time.gate()
    gate.hold(15 * 60)
    time.at += 15 * 60
    assert gate.until == ""
    with gate.turn():
        assert time.slept == []


def test_a_shorter_hold_does_not_end_a_longer_one():
    time = Time()
    gate = time.gate()
    gate.hold(3600)
    gate.hold(1)
    assert gate.until == "2026-11-21T15:00:00+00:00"


def test_no_hold_is_longer_than_a_day():
    time = Time()
    gate = time.gate()
    gate.refused(10**9)
    assert gate.until == "2026-11-22T14:00:00+00:00"


def test_those_who_wait_in_the_queue_are_told_of_a_hold_that_began_meanwhile():
    gate = Gate(0.0, patience=0.0)
    queued = threading.Event()
    answers: list[object] = []

    def ask() -> None:
        queued.set()
        try:
            with gate.turn():
                answers.append("let through")
        except RateLimitedError as error:
            answers.append(error)

    thread = threading.Thread(target=ask)
    with gate.turn():
        thread.start()
        queued.wait()
        gate.hold(0.3)
    thread.join()
    assert [type(answer) for answer in answers] == [RateLimitedError]


def test_refusals_in_a_row_hold_longer_and_an_answer_begins_anew():
    assert ARXIV_BACK_OFF == (900, 3600, 21600)
    time = Time()
    gate = time.gate()

    def held_after_refusal() -> str:
        gate.refused(None)
        until = datetime.fromisoformat(gate.until)
        held = until - time.now()
        time.at += held.total_seconds()
        return str(held)

    assert [held_after_refusal() for _ in range(4)] == ["0:15:00", "1:00:00", "6:00:00", "6:00:00"]
    gate.served()
    assert held_after_refusal() == "0:15:00"


@pytest.mark.parametrize(("retry_after", "held"), [(0.0, 3), (1.0, 3), (60.0, 60), (7200.0, 7200)])
def test_the_source_is_left_alone_as_long_as_it_says_and_never_less_than_the_interval(retry_after: float, held: int):
    time = Time()
    gate = time.gate()
    worth_waiting = gate.refused(retry_after)
    assert datetime.fromisoformat(gate.until) == START + timedelta(seconds=held)
    assert worth_waiting is (held <= 10)


def test_a_hold_ends_on_time_though_the_machine_slept_through_it():
    """The clock that never runs back stands still meanwhile; the one by which we said until when does not."""
    time = Time()
    slept_for = timedelta(0)
    gate = Gate(clock=time.clock, sleep=time.sleep, now=lambda: time.now() + slept_for)
    gate.hold(15 * 60)
    slept_for = timedelta(minutes=20)
    assert gate.until == ""
    with gate.turn():
        assert time.slept == []


def test_a_clock_that_is_set_back_does_not_lengthen_a_hold():
    time = Time()
    set_back = timedelta(0)
    gate = Gate(clock=time.clock, sleep=time.sleep, now=lambda: time.now() - set_back)
    gate.hold(15 * 60)
    set_back = timedelta(hours=5)
    time.forward(minutes=15)
    assert gate.until == ""


def _in_threads(count: int, work: Callable[[], None]) -> None:
    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
