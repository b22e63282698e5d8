"""What a digest holds: decided from the record of the one before, the papers that came, and the moment."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Protocol

from paper_radar.digest import record as records
from paper_radar.digest import schedule
from paper_radar.digest.choice import Found
from paper_radar.digest.record import OVERLAP, Record, moment, stamp
from paper_radar.digest.settings import DigestSettings

# Who switches it on is told what came within a day; who was away, what came within a month.
_FIRST = timedelta(days=1)
_LONGEST = timedelta(days=30)
# What a source brings late is a digest's, what a back-fill brings is not.
_OLDEST = timedelta(days=7)
# Longer than this no digest waits for papers that are just coming in.
_PATIENCE = timedelta(minutes=20)


class Papers(Protocol):
    """What the digest asks of pool and radar."""

    def arrived(self, after: str, since: str) -> list[str]:
        """The keys of papers that hit the radar, first seen after that moment (ISO 8601 UTC) and announced since that
        day, best first.
        """
        ...

    def named(self, keys: Sequence[str]) -> list[Found]:
        """Those of these papers that are there, on the radar and not dismissed, in their order."""
        ...

    def settled(self) -> bool:
        """Is nothing just coming in, nor waiting to be matched?"""
        ...


def made(record: Record, chosen: DigestSettings, now: datetime, papers: Papers) -> Record:
    """The record of the digest whose hour has come last. It is not `made` yet while it waits for papers that are just
    coming in. `record` is the last one that was kept.
    """
    slot = schedule.latest(now, chosen.hour, schedule.zone_of(chosen.timezone))
    if slot.day < record.day <= (date.fromisoformat(slot.day) + timedelta(days=2)).isoformat():
        return record  # sent by hand before its hour, or the reader has flown west
    if record.day == slot.day and (record.total or (record.made and not _fills(record, now))):
        return record
    if record.day != slot.day:
        record = replace(_empty(record, chosen, now), day=slot.day, first_look=stamp(now))
    first = moment(record.first_look) or now
    if not papers.settled() and timedelta() <= now - first < _PATIENCE:
        return record
    return replace(draft(record, chosen, slot.day, now, papers), first_look=record.first_look)


def draft(record: Record, chosen: DigestSettings, day: str, now: datetime, papers: Papers) -> Record:
    """The digest of the day as it would be now. `record` is the one before, or the same while it is still empty."""
    begun = record if record.day == day and not record.total else _empty(record, chosen, now)
    after = moment(begun.since) or now - _FIRST
    past = frozenset(begun.past)
    arrived = papers.arrived(stamp(after - OVERLAP), (after - _OLDEST).date().isoformat())
    keys = [key for key in arrived if key not in past]
    return replace(begun, day=day, made=stamp(now), total=len(keys), keys=tuple(keys[: records.MOST]))


def _empty(record: Record, chosen: DigestSettings, now: datetime) -> Record:
    """What the digest after this one begins with."""
    since, past = record.after(by_mail=chosen.mail.on)
    after = moment(since)
    # A clock that was wrong may have written a moment that is still to come.
    # By the minute: who asks twice what the next one would hold asks the same.
    minute = now.replace(second=0, microsecond=0)
    after = minute - _FIRST if after is None or after > now else max(after, minute - _LONGEST)
    return Record(since=stamp(after), past=past, last=record.last)


def _fills(record: Record, now: datetime) -> bool:
    first = moment(record.first_look)
    return first is not None and timedelta() <= now - first < schedule.FILLING
