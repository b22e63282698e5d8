"""On which days arXiv announces, and when the next announcement is due. Pure: the present is handed in.

arXiv announces at 20:00 US/Eastern from Sunday to Thursday; the feeds of RSS carry the date of the next day, Monday to
Friday, and appear at its midnight (https://info.arxiv.org/help/availability.html; arXiv/arxiv-feed, feed/utils.py).
Days here are those of the feeds. Which evenings are kept as holidays arXiv tells a year ahead in words only: the rules
below cover every one of 2023 and 2024 but its own retreats, and some evenings on which it announces all the same. So a
holiday explains a day without papers, and never keeps a feed from being asked for.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EASTERN = ZoneInfo("America/New_York")
DEADLINE = time(14)
_DAY = timedelta(days=1)
_MONDAY, _THURSDAY, _FRIDAY = 0, 3, 4
_FIXED = {(6, 19): "Juneteenth", (7, 4): "Independence Day"}


def day_of(now: datetime) -> date:
    """Which day it is at arXiv."""
    return now.astimezone(EASTERN).date()


def appears(day: date) -> datetime:
    """The moment, in UTC, at which the feed of this day appears."""
    return datetime.combine(day, time(), EASTERN).astimezone(UTC)


def is_announcement_day(day: date) -> bool:
    """Is there a feed with papers on this day, as far as the week decides?"""
    return day.weekday() <= _FRIDAY


def holiday(day: date) -> str:
    """The holiday on which arXiv may keep its announcement of the evening back; "" for an ordinary day."""
    if name := _FIXED.get((day.month, day.day)):
        return name
    if (day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1):
        return "the turn of the year"
    if day.weekday() == _THURSDAY:
        return "Thanksgiving" if day.month == 11 and 22 <= day.day <= 28 else ""
    if day.weekday() != _MONDAY:
        return ""
    if day.month == 1 and 15 <= day.day <= 21:
        return "Martin Luther King Day"
    if day.month == 5 and day.day >= 25:
        return "Memorial Day"
    if day.month == 9 and day.day <= 7:
        return "Labor Day"
    sunday = day - _DAY
    return _FIXED.get((sunday.month, sunday.day), "")


def kept_back(day: date) -> str:
    """The holiday for which the feed of this day may be empty: that of the evening before. "" if there is none."""
    return holiday(day - _DAY) if is_announcement_day(day) else ""


def is_expected(day: date) -> bool:
    """Should the feed of this day hold papers, if arXiv keeps to its week and its holidays?"""
    return is_announcement_day(day) and not kept_back(day)


def newest_expected(day: date) -> date:
    """The newest day up to this one, itself included, whose feed should hold papers."""
    while not is_expected(day):
        day -= _DAY
    return day


def announcement_days(after: date, last: date) -> Iterator[date]:
    """The days after `after` up to `last` on which there is a feed, oldest first; those kept back, too."""
    day = after + _DAY
    while day <= last:
        if is_announcement_day(day):
            yield day
        day += _DAY


def newest_announcement_day(day: date) -> date:
    """The newest day up to this one, itself included, on which there is a feed."""
    while not is_announcement_day(day):
        day -= _DAY
    return day


def next_announcement_day(day: date) -> date:
    """The first day after this one on which there is a feed; a holiday may make it an empty one."""
    day += _DAY
    while not is_announcement_day(day):
        day += _DAY
    return day


def announced_on(submitted: datetime) -> date:
    """The day on which a paper submitted then is announced, unless moderation holds it back.

    What comes in until 14:00 in New York goes out that evening, under the next day's date; what comes in on Friday
    goes out on Sunday, and what comes in after that, up to Monday, on Monday.
    """
    local = submitted.astimezone(EASTERN)
    evening = local.date() + (_DAY if local.time() >= DEADLINE else timedelta())
    if evening.weekday() > _FRIDAY:
        evening += timedelta(days=7 - evening.weekday())
    day = next_announcement_day(evening)
    while not is_expected(day):
        day = next_announcement_day(day)
    return day


def opens(day: date) -> datetime:
    """From when on, in UTC, the papers were submitted that the feed of this day announced."""
    before = newest_expected(day - _DAY)
    # The papers of the day before came in until 14:00 of its own eve, those of a Monday until Friday.
    eve = before - timedelta(days=3 if before.weekday() == _MONDAY else 1)
    return datetime.combine(eve, DEADLINE, EASTERN).astimezone(UTC)


def explained(day: date) -> str:
    """Why there is nothing on this day, for a person to read; "" if there should be something."""
    newest = spoken(newest_expected(day))
    if not is_announcement_day(day):
        return f"arXiv announces nothing on Saturday and Sunday; the newest batch is from {newest}."
    if name := kept_back(day):
        return f"arXiv announced nothing for {spoken(day)}, perhaps for {name}; the newest batch is from {newest}."
    return ""


def spoken(day: date) -> str:
    """As in "Friday 20 November 2026"."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"
