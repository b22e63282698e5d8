"""When a digest is due, by the reader's clock, whatever the clocks of the world do."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.digest.schedule import following, latest, retry, today, zone_of
from paper_radar.errors import BadInputError

ZONES = sorted(available_timezones() - {"localtime"})


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "zone", "hour", "day", "due", "next_due"),
    [
        ("2026-06-19 09:00", "UTC", 8, "2026-06-19", "2026-06-19 08:00", "2026-06-20 08:00"),
        ("2026-06-19 07:59", "UTC", 8, "2026-06-18", "2026-06-18 08:00", "2026-06-19 08:00"),
        ("2026-06-19 08:00", "UTC", 8, "2026-06-19", "2026-06-19 08:00", "2026-06-20 08:00"),
        ("2026-06-19 00:30", "Asia/Hong_Kong", 8, "2026-06-19", "2026-06-19 00:00", "2026-06-20 00:00"),
        ("2026-06-19 00:30", "America/New_York", 8, "2026-06-18", "2026-06-18 12:00", "2026-06-19 12:00"),
        # The clocks go forward on 29 March at 2:00: that hour is not, and its digest is due when it would have been.
        ("2026-03-29 12:00", "Europe/Berlin", 2, "2026-03-29", "2026-03-29 01:00", "2026-03-30 00:00"),
        # They go back on 25 October at 3:00: 2:00 comes twice, and its digest once.
        ("2026-10-25 00:30", "Europe/Berlin", 2, "2026-10-25", "2026-10-25 00:00", "2026-10-26 01:00"),
        ("2026-10-25 01:30", "Europe/Berlin", 2, "2026-10-25", "2026-10-25 00:00", "2026-10-26 01:00"),
        # Where summer time begins at midnight, that day's first hour is one.
        ("2026-04-24 12:00", "Africa/Cairo", 0, "2026-04-24", "2026-04-23 22:00", "2026-04-24 21:00"),
    ],
)
def test_a_digest_is_due_at_the_hour_of_the_readers_day(
    now: str, zone: str, hour: int, day: str, due: str, next_due: str
) -> None:
    slot = latest(at(now), hour, ZoneInfo(zone))
    assert (slot.day, slot.at) == (day, at(due))
    assert following(at(now), hour, ZoneInfo(zone)).at == at(next_due)


moments = st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))


@given(now=moments, hour=st.integers(0, 23), zone=st.sampled_from(ZONES))
def test_the_last_slot_has_come_and_the_next_has_not(now: datetime, hour: int, zone: str) -> None:
    here = ZoneInfo(zone)
    slot, coming = latest(now, hour, here), following(now, hour, here)
    assert slot.at <= now < coming.at and slot.day < coming.day
    assert now - slot.at < timedelta(hours=50), "Samoa left a day out"
    assert slot.day <= today(now, here)


@given(
    start=moments,
    hour=st.integers(0, 23),
    zone=st.sampled_from(ZONES),
    steps=st.lists(st.integers(1, 3000), max_size=30),
)
def test_as_time_goes_on_days_only_follow_each_other(start: datetime, hour: int, zone: str, steps: list[int]) -> None:
    days = []
    for minutes in [0, *steps]:
        start += timedelta(minutes=minutes)
        days.append(latest(start, hour, ZoneInfo(zone)).day)
    assert days == sorted(days)


def test_the_next_slot_is_of_no_day_that_was_told() -> None:
    assert following(at("2026-06-19 07:00"), 8, None, told="2026-06-19").day == "2026-06-20"
    assert following(at("2026-06-19 07:00"), 8, UTC, told="9999-12-31").day == "2026-06-19"


def test_this_machines_own_zone_needs_no_name() -> None:
    assert zone_of("") is None
    assert latest(at("2026-06-19 09:00"), 8, None).at <= at("2026-06-19 09:00")


@pytest.mark.parametrize(
    "name", ["Mars/Olympus", "../../etc/passwd", "/etc/passwd", "UTC\x00", ".", "Europe", "a" * 500]
)
def test_a_name_that_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(BadInputError):
        zone_of(name)


def test_what_failed_is_tried_again_at_growing_distances() -> None:
    now = at("2026-06-19 08:00")
    waits = [retry(now, tries) - now for tries in (1, 2, 3, 4, 50)]
    assert waits == [timedelta(minutes=5), timedelta(minutes=15), *[timedelta(hours=1)] * 3]
