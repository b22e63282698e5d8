"""How often a feed changes by its own word: its time to live, its update period, the days and hours that it skips."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

LONGEST = timedelta(hours=24)
# http://web.resource.org/rss/1.0/modules/syndication/
_PERIODS = {"hourly": 1.0, "daily": 24.0, "weekly": 168.0, "monthly": 720.0, "yearly": 8760.0}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# feedparser joins repeated elements to the last one, so these are read from the document's head.
_SKIP = re.compile(rb"<skip(Days|Hours)>(.{0,2000}?)</skip\1>", re.DOTALL)
_ONE = re.compile(rb"<(?:day|hour)>\s*(\w+)\s*</(?:day|hour)>")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`every` is the pause that the feed asks for; on `days` (0 is Monday) and in `hours` (GMT) it never changes."""

    every: timedelta = timedelta(0)
    days: frozenset[int] = frozenset()
    hours: frozenset[int] = frozenset()

    def fresh_until(self, now: datetime, fresh_for: float | None) -> datetime:
        """When there can be something new by what the feed and the server (`fresh_for`, seconds) say, at most a day
        after `now` (UTC), however long the skipped days are.
        """
        until = now + min(max(self.every, timedelta(seconds=fresh_for or 0.0)), LONGEST)
        latest = now + LONGEST
        if len(self.days) == 7 or len(self.hours) == 24:
            return until  # a feed that skips everything says nothing
        while until < latest and (until.weekday() in self.days or until.hour in self.hours):
            until = until.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        return min(until, latest)


def rhythm_of(feed: Mapping[str, Any], body: bytes) -> Rhythm:
    """What the head of the document says. What cannot be read says nothing."""
    skipped: dict[bytes, list[bytes]] = {kind: _ONE.findall(inside) for kind, inside in _SKIP.findall(body[:20_000])}
    names = (name.decode("ascii", "replace").lower() for name in skipped.get(b"Days", ()))
    hours = (int(hour) for hour in skipped.get(b"Hours", ()) if hour.isdigit())
    return Rhythm(
        max(timedelta(minutes=_number(feed.get("ttl"))), _period(feed)),
        frozenset(_DAYS.index(name) for name in names if name in _DAYS),
        frozenset(hour % 24 for hour in hours if hour <= 24),
    )


def _period(feed: Mapping[str, Any]) -> timedelta:
    hours = _PERIODS.get(str(feed.get("sy_updateperiod", "")).strip().lower(), 0.0)
    return timedelta(hours=hours / max(_number(feed.get("sy_updatefrequency")), 1.0))


def _number(value: object) -> float:
    text = str(value or "").strip()
    return float(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0.0


def to_memory(rhythm: Rhythm) -> dict[str, Any]:
    """As plain JSON values: an answer of 304 has no document in which to read it again."""
    return {
        "minutes": rhythm.every.total_seconds() / 60,
        "days": sorted(rhythm.days),
        "hours": sorted(rhythm.hours),
    }


def from_memory(kept: object) -> Rhythm:
    """What `to_memory` gave; no rhythm for anything else."""
    if not isinstance(kept, Mapping):
        return Rhythm()
    days, hours, minutes = kept.get("days"), kept.get("hours"), kept.get("minutes")
    return Rhythm(
        timedelta(minutes=minutes) if isinstance(minutes, int | float) else timedelta(0),
        frozenset(days) if isinstance(days, list) else frozenset(),
        frozenset(hours) if isinstance(hours, list) else frozenset(),
    )
