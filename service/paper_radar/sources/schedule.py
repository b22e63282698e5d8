"""When a source is asked next, and why then: decided from its last fetch alone, without a clock or a pool."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Literal

from paper_radar.errors import RateLimitedError
from paper_radar.storage.base import Fetch

Why = Literal["due", "fresh", "failed", "limited", "paused", "weekend", "off"]

# A source that failed once is asked again soon, one that failed twice later (as miniflux, which gives up at three).
RETRIES = (timedelta(minutes=15), timedelta(hours=1))
FAILURES_TO_PAUSE = len(RETRIES) + 1
# How long it rests then: an outage of a night is over in the morning, an address that is gone is asked once a day.
PAUSES = (timedelta(hours=6), timedelta(hours=12), timedelta(days=1))
# Nothing was reached at all: asked again as soon as it can be different.
OFFLINE_RETRY = timedelta(minutes=2)
OFFLINE = "offline"
# What the reader broke off goes on by itself, but not under their hand.
CANCELLED_RETRY = timedelta(minutes=15)
# Nobody can ask for a longer wait (`gate.LONGEST_HOLD`), so a later `until` was written by a clock that was wrong.
LONGEST_HOLD = timedelta(days=1)
# From a Thursday evening to a Monday, and a holiday. A feed that says it is fresh for a year is asked all the same.
LONGEST_FRESH = timedelta(days=4)
# Not all readers at the same minute, nor all sources of one: up to a tenth of the wait is added.
JITTER = 0.1
_SLACK = timedelta(minutes=5)
# By these nothing is announced on Saturday and Sunday; others may be silent for reasons of their own.
_WORKDAYS_ONLY = ("arxiv", "huggingface")
_UNREACHED = "source_unreachable"
_WAITING = (OFFLINE, RateLimitedError.code)
_YEAR = 525_600.0  # minutes


@dataclass(frozen=True, slots=True)
class NextTry:
    """`at` (ISO 8601 UTC) a source is asked by itself; "" if never: the reader turned it or the schedule off.

    `why` then: its turn (due); nothing new is to be had before, by its own word (fresh, or weekend); it failed
    (failed), three times in a row (paused: after six hours, twelve, and then once a day); it made us wait (limited).
    """

    at: str
    why: Why


def next_try(
    source: str, last: Fetch | None, *, minutes: float, now: datetime, off: bool = False, jitter: float = JITTER
) -> NextTry:
    """When the source is asked next, never before `now`; `last` is its last fetch, `minutes` the schedule's interval.

    `off`: the reader paused it. With 0 minutes nothing is asked by itself. The jitter is a share of the wait that
    depends on the source and on the fetch, and so stays the same until the next one.
    """
    if off or minutes <= 0:
        return NextTry("", "off")
    if last is None:
        return NextTry(_stamp(now), "due")
    if (held := held_until(last, now)) is not None:
        return NextTry(_stamp(held), "limited")
    finished = _moment(last.finished)
    if finished is None or finished > now + _SLACK:
        # By a clock that was put back since. Waiting for that time to come again could take for ever.
        return NextTry(_stamp(now), "due")
    interval = timedelta(minutes=min(minutes, _YEAR))
    wait, why = _wait(last, interval)
    later = jitter * _share(source, last.finished)
    at = finished + wait * (1 + later)
    fresh = _moment(last.fresh_until)
    if why == "due" and fresh is not None and at < (known := min(fresh, finished + LONGEST_FRESH)):
        at = known + interval * later
        if known > now:
            why = "weekend" if _spans_weekend(source, now, known) else "fresh"
    return NextTry(_stamp(max(at, now)), why)


def held_until(last: Fetch, now: datetime) -> datetime | None:
    """Until when the source wants to be left alone, by whoever may ask; None if it may be asked."""
    until = _moment(last.until)
    return until if until is not None and now < until <= now + LONGEST_HOLD + _SLACK else None


def failures(last: Fetch | None, fetch: Fetch) -> int:
    """How many fetches in a row failed, with this one. Being made to wait, broken off or offline is nobody's failure,
    and no success either.
    """
    before = last.failures if last else 0
    if fetch.until or fetch.code in _WAITING or fetch.cancelled:
        return before
    return before + 1 if fetch.error else 0


def proves_network(fetch: Fetch) -> bool:
    """Did anything answer? What went well did, and so did what refused; a gate that is closed asked nobody."""
    return not (fetch.cancelled or fetch.until or fetch.code in _WAITING or unreached(fetch))


def unreached(fetch: Fetch) -> bool:
    """Did it fail as everything does where there is no network? A 5xx is an answer."""
    return fetch.code == _UNREACHED and not fetch.status


def judged_offline(fetches: Iterable[Fetch]) -> list[Fetch]:
    """The fetches of a refresh in which nothing answered: no fault of the sources, so none of them counts."""
    unreached = list(fetches)
    if len({fetch.source for fetch in unreached}) < 2:
        # One that does not answer may be down: it says so itself, and is only not blamed for it.
        return [_not_blamed(fetch) for fetch in unreached]
    told = "No network: nothing could be reached."
    return [replace(_not_blamed(fetch), error=told, code=OFFLINE) for fetch in unreached]


def _not_blamed(fetch: Fetch) -> Fetch:
    failures = max(fetch.failures - 1, 0)
    return replace(fetch, failures=failures, failing_since=fetch.failing_since if failures else "")


def _wait(last: Fetch, interval: timedelta) -> tuple[timedelta, Why]:
    if last.code == OFFLINE:
        return min(OFFLINE_RETRY, interval), "failed"
    if last.cancelled:
        return min(CANCELLED_RETRY, interval), "due"
    if last.until:
        return timedelta(), "due"  # that time has come: `held_until` says so
    if not last.error:
        return interval, "due"
    if last.failures >= FAILURES_TO_PAUSE:
        place = min(last.failures - FAILURES_TO_PAUSE, len(PAUSES) - 1)
        return max(PAUSES[place], interval), "paused"
    return min(RETRIES[max(last.failures, 1) - 1], interval), "failed"


def _spans_weekend(source: str, now: datetime, until: datetime) -> bool:
    monday = datetime(now.year, now.month, now.day, tzinfo=UTC) + timedelta(days=7 - now.weekday())
    return source.startswith(_WORKDAYS_ONLY) and now.weekday() >= 5 and until >= monday


def _share(source: str, finished: str) -> float:
    """From 0 to 1, the same for the same source and fetch on every machine."""
    digest = blake2b(f"{source} {finished}".encode(), digest_size=4).digest()
    return int.from_bytes(digest) / 2**32


def _moment(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
