"""When a source is asked next: never before it may be, never for ever, and always with the reason."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from paper_radar.sources.schedule import failures, held_until, judged_offline, next_try, proves_network
from paper_radar.storage.base import Fetch

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)  # a Wednesday
WELL = Fetch(source="arxiv", started="2026-11-18T08:59:00+00:00", finished="2026-11-18T09:00:00+00:00", status=200)
FAILED = replace(WELL, error="It cannot be reached.", code="source_unreachable", status=0, failures=1)


def at(**later: float) -> str:
    return (NOW + timedelta(**later)).isoformat(timespec="seconds")


def asked(last: Fetch | None, *, minutes: float = 180, now: datetime = NOW, off: bool = False) -> tuple[str, str]:
    """Without jitter."""
    told = next_try("arxiv", last, minutes=minutes, now=now, off=off, jitter=0)
    return told.at, told.why


class TestWhatIsDecided:
    """One case for each reason."""

    def test_a_source_never_asked_is_due_now(self):
        assert asked(None) == (at(), "due")

    def test_one_that_went_well_is_asked_after_the_interval(self):
        assert asked(WELL) == (at(hours=3), "due")

    def test_one_that_is_overdue_is_due_now_and_not_in_the_past(self):
        assert asked(WELL, now=NOW + timedelta(days=30)) == (at(days=30), "due")

    def test_what_is_fresh_by_its_own_word_is_not_asked_before(self):
        assert asked(replace(WELL, fresh_until=at(hours=20))) == (at(hours=20), "fresh")

    def test_a_word_that_ends_before_the_interval_changes_nothing(self):
        assert asked(replace(WELL, fresh_until=at(hours=1))) == (at(hours=3), "due")

    def test_who_says_fresh_for_a_year_is_asked_after_four_days(self):
        assert asked(replace(WELL, fresh_until=at(days=365))) == (at(days=4), "fresh")

    def test_over_a_weekend_that_is_the_reason(self):
        saturday = NOW + timedelta(days=3)
        monday = "2026-11-23T05:00:00+00:00"
        quiet = replace(WELL, finished=saturday.isoformat(), fresh_until=monday)
        assert asked(quiet, now=saturday) == (monday, "weekend")
        assert next_try("feed:nature", quiet, minutes=180, now=saturday, jitter=0).why == "fresh"

    @pytest.mark.parametrize(
        ("failures", "after", "why"),
        [
            (1, timedelta(minutes=15), "failed"),
            (2, timedelta(hours=1), "failed"),
            (3, timedelta(hours=6), "paused"),
            (4, timedelta(hours=12), "paused"),
            (5, timedelta(days=1), "paused"),
            (40, timedelta(days=1), "paused"),
        ],
    )
    def test_after_failures_it_is_asked_sooner_then_later_then_once_a_day(
        self, failures: int, after: timedelta, why: str
    ):
        assert asked(replace(FAILED, failures=failures)) == ((NOW + after).isoformat(), why)

    def test_a_failure_is_never_tried_again_later_than_the_interval(self):
        assert asked(replace(FAILED, failures=2), minutes=30) == (at(minutes=30), "failed")

    def test_one_that_made_us_wait_is_asked_when_it_said(self):
        limited = replace(WELL, error="Wait.", code="rate_limited", until=at(hours=6))
        assert asked(limited) == (at(hours=6), "limited")
        assert asked(limited, now=NOW + timedelta(hours=7)) == (at(hours=7), "due")

    def test_without_a_network_it_is_asked_soon(self):
        assert asked(replace(FAILED, code="offline", failures=0)) == (at(minutes=2), "failed")

    def test_what_the_reader_broke_off_goes_on_in_a_quarter_of_an_hour(self):
        assert asked(replace(WELL, cancelled=True)) == (at(minutes=15), "due")

    def test_what_the_reader_paused_is_never_asked_nor_anything_with_0_minutes(self):
        assert asked(WELL, off=True) == asked(None, off=True) == ("", "off")
        assert asked(WELL, minutes=0) == asked(None, minutes=0) == ("", "off")


class TestAClockThatWasWrong:
    """What was recorded under another date must not silence a source."""

    def test_a_fetch_in_the_future_is_due_now(self):
        assert asked(WELL, now=NOW - timedelta(days=800)) == (at(days=-800), "due")

    def test_a_wait_longer_than_any_is_none(self):
        limited = replace(WELL, error="Wait.", code="rate_limited", until=at(days=400))
        assert held_until(limited, NOW) is None
        assert asked(limited, now=NOW + timedelta(minutes=1)) == (at(minutes=1), "due")

    def test_a_clock_put_back_by_an_hour_still_keeps_a_wait(self):
        limited = replace(WELL, error="Wait.", code="rate_limited", until=at(minutes=15))
        assert asked(limited, now=NOW - timedelta(hours=1)) == (at(minutes=15), "limited")


class TestWhoseFaultItIs:
    """Failures are counted in a row, and only those that are the source's own."""

    def test_failures_in_a_row_are_counted_and_a_success_forgives_them(self):
        assert failures(None, FAILED) == 1
        assert failures(replace(FAILED, failures=2), FAILED) == 3
        assert failures(replace(FAILED, failures=2), WELL) == 0

    @pytest.mark.parametrize(
        "neither",
        [
            replace(WELL, error="Wait.", code="rate_limited", until=at(hours=1)),
            replace(FAILED, code="offline"),
            replace(WELL, cancelled=True),
        ],
    )
    def test_being_made_to_wait_offline_or_broken_off_is_neither_failure_nor_success(self, neither: Fetch):
        assert failures(replace(FAILED, failures=2), neither) == 2

    def test_where_several_do_not_answer_the_network_is_away(self):
        judged = judged_offline([FAILED, replace(FAILED, source="huggingface", failures=3)])
        assert [(each.code, each.failures) for each in judged] == [("offline", 0), ("offline", 2)]
        assert {each.error for each in judged} == {"No network: nothing could be reached."}

    def test_one_alone_says_itself_what_is_wrong_and_is_not_blamed(self):
        assert judged_offline([FAILED]) == [replace(FAILED, failures=0)]

    def test_a_server_that_answers_with_an_error_proves_the_network(self):
        assert proves_network(replace(FAILED, status=502))
        assert not proves_network(FAILED)
        assert not proves_network(replace(WELL, error="Wait.", code="rate_limited", until=at(hours=1)))


MOMENTS = some.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1), timezones=some.just(UTC))
STAMPS = MOMENTS.map(lambda moment: moment.isoformat(timespec="seconds"))
WILD = some.sampled_from(["", "0000", "tomorrow", "9999-12-31T23:59:59+00:00", "0001-01-01", "2026-11-18T09:00"])
FETCHES = some.builds(
    Fetch,
    source=some.sampled_from(["arxiv", "huggingface", "feed:nature"]),
    started=STAMPS,
    finished=STAMPS | WILD,
    until=some.just("") | STAMPS | WILD,
    fresh_until=some.just("") | STAMPS | WILD,
    error=some.sampled_from(["", "It failed."]),
    code=some.sampled_from(["", "rate_limited", "source_unreachable", "offline", "defect"]),
    failures=some.integers(0, 1000),
    cancelled=some.booleans(),
)
MINUTES = some.floats(0.5, 10_000_000, allow_nan=False)
SECOND = timedelta(seconds=1)


@given(FETCHES, MINUTES, MOMENTS)
def test_whatever_is_recorded_it_is_asked_some_day_and_never_in_the_past(last: Fetch, minutes: float, now: datetime):
    told = datetime.fromisoformat(next_try(last.source, last, minutes=minutes, now=now).at)
    longest = max(timedelta(minutes=min(minutes, 525_600)), timedelta(days=4)) * 1.1 + timedelta(minutes=5, days=1)
    assert now - SECOND < told <= now + longest * 1.1


@given(FETCHES, MINUTES, MOMENTS, some.integers(1, 86_400))
def test_it_is_never_asked_before_a_wait_is_over(last: Fetch, minutes: float, now: datetime, seconds: int):
    until = (now + timedelta(seconds=seconds)).isoformat()
    told = next_try(last.source, replace(last, until=until), minutes=minutes, now=now)
    assert datetime.fromisoformat(told.at) > datetime.fromisoformat(until) - SECOND
    assert told.why == "limited"


@given(FETCHES, MINUTES, MOMENTS, some.timedeltas(timedelta(), timedelta(days=400)))
def test_as_time_goes_on_the_next_try_comes_no_earlier_but_for_waits_that_were_mistaken(
    last: Fetch, minutes: float, now: datetime, later: timedelta
):
    assume(last.finished <= now.isoformat(timespec="seconds") and not last.until)
    first = next_try(last.source, last, minutes=minutes, now=now)
    second = next_try(last.source, last, minutes=minutes, now=now + later)
    assert second.at >= first.at


@given(FETCHES, MOMENTS, some.floats(1, 10_000), some.floats(1, 10_000))
def test_a_longer_interval_is_never_asked_earlier(last: Fetch, now: datetime, one: float, other: float):
    short, long = sorted((one, other))
    tries = [next_try(last.source, last, minutes=minutes, now=now, jitter=0).at for minutes in (short, long)]
    assert tries == sorted(tries)


@given(some.integers(0, 10_000), some.floats(10, 10_000))
def test_the_jitter_only_adds_up_to_a_tenth_and_stays_for_the_same_try(seconds: int, minutes: float):
    last = replace(WELL, finished=(NOW - timedelta(seconds=seconds)).isoformat(timespec="seconds"))
    first, again = (next_try("arxiv", last, minutes=minutes, now=NOW) for _ in range(2))
    assert first == again
    plain = datetime.fromisoformat(last.finished) + timedelta(minutes=minutes)
    told = datetime.fromisoformat(first.at)
    assert max(plain, NOW) - SECOND <= told <= max(plain + timedelta(minutes=minutes) * 0.1, NOW)


def test_two_sources_fetched_at_once_are_not_asked_at_once_again():
    tries = {next_try(name, WELL, minutes=180, now=NOW).at for name in ("arxiv", "huggingface", "feed:nature")}
    assert len(tries) == 3
