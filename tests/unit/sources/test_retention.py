"""The pool keeps papers for so many days, and what the reader has a use for however old."""

from datetime import UTC, datetime

import pytest
from tests.fakes.pool import FakePool
from tests.unit.storage.papers import MUON, numbered

from paper_radar.sources.retention import AT_ONCE, Retention

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def retention(pool: FakePool, days: int, kept: frozenset[str] = frozenset()) -> Retention:
    return Retention(pool, lambda: kept, lambda: days, lambda: NOW)


def pool_of(*seen: str) -> FakePool:
    pool = FakePool()
    for number, day in enumerate(seen):
        pool.add([numbered(number)], seen_at=f"{day}T06:00:00+00:00")
    return pool


def test_ninety_days_after_it_was_last_delivered_a_paper_goes():
    pool = pool_of("2026-08-21", "2026-08-22", "2026-11-20")
    kept = retention(pool, 90)
    assert [kept.step(), kept.step()] == [1, 0]
    assert sorted(pool.papers) == [numbered(1).key, numbered(2).key]


def test_what_is_delivered_still_stays_however_old():
    pool = pool_of("2025-01-01")
    pool.add([numbered(0)], seen_at="2026-11-19T06:00:00+00:00")
    assert retention(pool, 30).step() == 0


def test_what_the_reader_keeps_stays():
    pool = pool_of("2025-01-01", "2025-01-02")
    assert retention(pool, 90, frozenset({numbered(1).key})).step() == 1
    assert list(pool.papers) == [numbered(1).key]


@pytest.mark.parametrize("days", [0, -1, 10**9])
def test_without_an_end_everything_stays(days: int):
    assert retention(pool_of("1999-01-01"), days).step() == 0


def test_it_goes_in_small_steps_with_a_pause_before_each():
    pool = FakePool()
    pool.add([MUON, *map(numbered, range(2 * AT_ONCE))], seen_at="2025-01-01T06:00:00+00:00")
    pauses: list[int] = []
    steps = Retention(pool, frozenset, lambda: 90, lambda: NOW, lambda: pauses.append(pool.count()))
    assert [steps.step() for _ in range(4)] == [AT_ONCE, AT_ONCE, 1, 0]
    assert pauses == [2 * AT_ONCE + 1, AT_ONCE + 1, 1, 0]


def test_a_setting_that_changes_counts_at_once():
    pool, days = pool_of("2026-11-01"), [0]
    steps = Retention(pool, frozenset, lambda: days[0], lambda: NOW)
    assert steps.step() == 0
    days[0] = 7
    assert steps.step() == 1
