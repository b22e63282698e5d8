"""The thread in the back, and how it gives way."""

import threading
import time
from pathlib import Path

import pytest

from paper_radar.matching.followed import FollowedRadar
from paper_radar.matching.matching import Matching
from paper_radar.matching.worker import Traffic, Worker
from paper_radar.storage.pool import SqlitePool
from tests.unit.matching.cases import SEEN
from tests.unit.matching.test_matching import ADAM, BIAS, MUON


def test_what_comes_is_matched_in_the_back_and_the_thread_ends_when_it_is_told(tmp_path: Path):
    pool = SqlitePool(tmp_path / "pool.sqlite")
    radar = FollowedRadar([BIAS])
    matching = Matching(pool.hits, lambda: radar)
    worker = Worker("matching", matching, Traffic(), look=0.01)
    worker.start()
    pool.add([MUON, ADAM], seen_at=SEEN)
    deadline = time.monotonic() + 30
    while not matching.is_settled() and time.monotonic() < deadline:
        time.sleep(0.01)
    worker.stop()
    worker.stop()
    assert matching.is_settled()
    assert "matching" not in {thread.name for thread in threading.enumerate()}
    pool.close()


def test_one_failure_does_not_end_the_work(tmp_path: Path):
    pool = SqlitePool(tmp_path / "pool.sqlite")
    radar = FollowedRadar([BIAS])
    failures = [RuntimeError("once")]

    def followed() -> FollowedRadar:
        if failures and threading.current_thread().name == "matching":
            raise failures.pop()
        return radar

    matching = Matching(pool.hits, followed)
    worker = Worker("matching", matching, Traffic(), look=0.01)
    pool.add([MUON], seen_at=SEEN)
    worker.start()
    deadline = time.monotonic() + 30
    while not matching.is_settled() and time.monotonic() < deadline:
        time.sleep(0.01)
    worker.stop()
    assert not failures
    assert matching.is_settled()
    pool.close()


def test_the_thread_waits_while_a_request_is_answered_but_not_for_ever():
    traffic = Traffic()
    traffic.give_way()
    with traffic.request():
        traffic.give_way()  # returns although the request goes on
        waited = threading.Event()
        thread = threading.Thread(target=lambda: (traffic.give_way(), waited.set()))
        thread.start()
    thread.join(30)
    assert waited.is_set()


def test_a_request_that_fails_is_counted_no_more():
    traffic = Traffic()

    def failing(environ: object, start: object) -> list[bytes]:
        raise ValueError

    with pytest.raises(ValueError):
        traffic.counting(failing)({}, lambda *_: None)  # type: ignore[arg-type]
    assert traffic._requests == 0


def test_a_request_that_brings_papers_in_gives_way_to_nobody():
    traffic = Traffic()
    with traffic.request():
        start = time.monotonic()
        for _ in range(2_000):
            traffic.give_way()
        assert time.monotonic() - start < 20, "2,000 papers would have waited 20 ms each"
