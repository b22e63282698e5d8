"""On which days arXiv announces, held against what it has told of 2023 and 2024."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.sources.arxiv import days

FRIDAY = date(2026, 11, 20)
SATURDAY = date(2026, 11, 21)
MONDAY = date(2026, 11, 23)
THANKSGIVING = date(2026, 11, 26)

# arXiv's own lists, but for two days of its staff (arXiv/arxiv-docs, source/help/availability.md; that of 2024 as
# DCoEngine/PCoCrawler has it).
_KEPT = """
2023-01-16 2023-06-19 2023-07-04 2023-09-04 2023-11-23 2023-12-25 2023-12-27
2024-01-15 2024-06-19 2024-07-04 2024-09-02 2024-11-28 2024-12-25 2024-12-26 2024-12-31
"""


@pytest.mark.parametrize("day", [date.fromisoformat(day) for day in _KEPT.split()])
def test_the_holidays_that_arxiv_kept_are_known(day: date):
    assert days.holiday(day)
    assert not days.is_expected(day + timedelta(days=1))


def test_few_other_days_are_taken_for_holidays():
    year = [date(2024, 1, 1) + timedelta(days=each) for each in range(366)]
    taken = [day for day in year if days.kept_back(day)]
    assert len(taken) <= 14
    assert all(day.weekday() < 5 for day in taken)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-11-21T04:59:00+00:00", FRIDAY),  # a minute before midnight in New York, in winter
        ("2026-11-21T05:00:00+00:00", SATURDAY),
        ("2026-07-02T03:59:00+00:00", date(2026, 7, 1)),  # in summer
        ("2026-07-02T04:00:00+00:00", date(2026, 7, 2)),
    ],
)
def test_arxivs_day_is_the_one_in_new_york(now: str, day: date):
    assert days.day_of(datetime.fromisoformat(now)) == day


def test_a_feed_appears_at_midnight_in_new_york():
    assert days.appears(MONDAY) == datetime(2026, 11, 23, 5, tzinfo=UTC)
    assert days.appears(date(2026, 7, 1)) == datetime(2026, 7, 1, 4, tzinfo=UTC)


@pytest.mark.parametrize("day", [SATURDAY, date(2026, 11, 22)])
def test_the_weekend_is_explained_with_the_newest_batch(day: date):
    assert days.explained(day) == (
        "arXiv announces nothing on Saturday and Sunday; the newest batch is from Friday 20 November 2026."
    )


def test_a_holiday_is_explained_with_a_perhaps():
    assert days.holiday(THANKSGIVING) == "Thanksgiving"
    assert days.explained(date(2026, 11, 27)) == (
        "arXiv announced nothing for Friday 27 November 2026, perhaps for Thanksgiving; "
        "the newest batch is from Thursday 26 November 2026."
    )
    assert days.newest_expected(date(2026, 11, 28)) == THANKSGIVING


def test_an_ordinary_day_needs_no_explanation():
    assert days.explained(FRIDAY) == ""


def test_after_friday_comes_monday():
    assert days.next_announcement_day(FRIDAY) == MONDAY
    assert list(days.announcement_days(FRIDAY, date(2026, 11, 25))) == [
        MONDAY,
        date(2026, 11, 24),
        date(2026, 11, 25),
    ]


@pytest.mark.parametrize(
    ("submitted", "day"),
    [
        ("2026-11-19T13:59", FRIDAY),  # Thursday before 14:00 goes out that evening
        ("2026-11-19T14:00", MONDAY),
        ("2026-11-20T13:59", MONDAY),
        ("2026-11-20T14:00", date(2026, 11, 24)),
        ("2026-11-22T18:00", date(2026, 11, 24)),
        ("2026-11-23T13:00", date(2026, 11, 24)),
        ("2026-11-26T10:00", date(2026, 11, 30)),  # Thanksgiving
    ],
)
def test_the_schedule_tells_when_what_is_submitted_now_goes_out(submitted: str, day: date):
    assert days.announced_on(datetime.fromisoformat(submitted).replace(tzinfo=days.EASTERN)) == day


@pytest.mark.parametrize(
    ("day", "since"),
    [
        (FRIDAY, "2026-11-18T14:00"),
        (MONDAY, "2026-11-19T14:00"),
        (date(2026, 11, 24), "2026-11-20T14:00"),
        (date(2026, 11, 25), "2026-11-23T14:00"),
    ],
)
def test_a_feed_holds_what_came_in_since_the_deadline_before(day: date, since: str):
    assert days.opens(day) == datetime.fromisoformat(since).replace(tzinfo=days.EASTERN)


@given(st.datetimes(datetime(2007, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)))
def test_what_is_submitted_lies_within_the_feed_that_announces_it(submitted: datetime):
    day = days.announced_on(submitted)
    assert days.is_expected(day)
    assert days.opens(day) <= submitted < days.appears(day)


@given(st.dates(date(2000, 1, 3), date(2090, 1, 1)))
def test_no_stretch_without_papers_is_longer_than_a_fortnight(day: date):
    assert day - days.newest_expected(day) < timedelta(days=14)
