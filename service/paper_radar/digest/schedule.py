"""At which moment of which day a digest is due, by the reader's own clock; without a clock of its own."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from paper_radar.errors import BadInputError

# What went wrong for now is tried again after these waits, the last of them again and again until the next day's hour.
RETRIES = (timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
# So long after its hour an empty digest may still fill: the machine slept, and the sources are only being asked.
FILLING = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Slot:
    """The digest of a `day` (ISO 8601, by the reader's clock) is due from the moment `at` (UTC) on."""

    day: str
    at: datetime


def zone_of(name: str) -> tzinfo | None:
    """The zone of an IANA name; None for "": this machine's own. Raises BadInputError if nobody knows the name."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadInputError(f"{name!r:.80} is no time zone.", "Give an IANA name, such as Asia/Hong_Kong.") from None


def today(now: datetime, zone: tzinfo | None) -> str:
    """The reader's day (ISO 8601)."""
    return now.astimezone(zone).date().isoformat()


def latest(now: datetime, hour: int, zone: tzinfo | None) -> Slot:
    """The last slot that has come."""
    day = now.astimezone(zone).date()
    while (at := _moment(day, hour, zone)) > now:
        day -= timedelta(days=1)
    return Slot(day.isoformat(), at)


def following(now: datetime, hour: int, zone: tzinfo | None, told: str = "") -> Slot:
    """The next slot to come after `now`, of a later day than the one that was `told`, if any (ISO 8601)."""
    day = now.astimezone(zone).date()
    if told > (day + timedelta(days=2)).isoformat():
        told = ""  # by a clock that was wrong
    while (at := _moment(day, hour, zone)) <= now or day.isoformat() <= told:
        day += timedelta(days=1)
    return Slot(day.isoformat(), at)


def retry(now: datetime, tries: int) -> datetime:
    """When to try again what has failed `tries` times."""
    return now + RETRIES[min(max(tries, 1), len(RETRIES)) - 1]


def _moment(day: date, hour: int, zone: tzinfo | None) -> datetime:
    """The hour of the day: where the clocks jump over it the moment after, where it comes twice the first."""
    at = datetime.combine(day, time(hour))
    return (at.replace(tzinfo=zone) if zone else at).astimezone(UTC)
