"""The gate before a source: one request at a time, a pause between two, and none while the source asks us to wait."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from paper_radar.errors import RateLimitedError
from paper_radar.sources.interruption import held, pause

# "No more than one request every three seconds, and a single connection at a time", over the API, RSS and OAI
# together: https://info.arxiv.org/help/api/tou.html
ARXIV_INTERVAL = 3.0
# arXiv's 429s come without Retry-After and outlast a minute (arxiv.py #203, zotero-arxiv-daily #250).
ARXIV_BACK_OFF = (15 * 60.0, 60 * 60.0, 6 * 60 * 60.0)
LONGEST_HOLD = 24 * 60 * 60.0
HOUR = 60 * 60.0
_SLACK = 5 * 60.0


class SpentError(RateLimitedError):
    """A site has been asked as often within the hour as we allow ourselves; `until` says when the next is due."""

    code = "source_spent"


def elapsed() -> float:
    """Seconds since some moment, those included in which the machine slept: on Linux `time.monotonic` leaves them out,
    and a hold of six hours would outlast the night.
    """
    asleep_too = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if asleep_too is None else time.clock_gettime(asleep_too)


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _stamp(at: datetime) -> str:
    """ISO 8601 to the second, never before `at`: who comes back then must be let in."""
    return (at + timedelta(microseconds=999_999)).isoformat(timespec="seconds")


def _seconds_to(until: str, now: datetime) -> float:
    try:
        at = datetime.fromisoformat(until)
    except ValueError:
        return 0.0
    return ((at if at.tzinfo else at.replace(tzinfo=UTC)) - now).total_seconds()


def _none() -> float:
    return 0.0


class Gate:
    """Shared by every caller of one source, on any thread; all times in seconds.

    The interval counts from the end of a turn, not from its start: only when the answer is there is it certain that
    the source has seen the request, and a slow network cannot bring two requests closer together.
    """

    def __init__(
        self,
        interval: float = ARXIV_INTERVAL,
        *,
        name: str = "arXiv",
        back_off: Sequence[float] = ARXIV_BACK_OFF,
        patience: float = 10.0,
        most_an_hour: int = 0,
        jitter: Callable[[], float] = _none,
        clock: Callable[[], float] = elapsed,
        sleep: Callable[[float], None] = pause,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        """`jitter` gives seconds that are added to the interval; `most_an_hour` 0 sets no limit."""
        self._interval = interval
        self._name = name
        self._back_off = tuple(back_off)
        self._patience = patience
        self._jitter = jitter
        self._turns: deque[float] = deque(maxlen=most_an_hour) if most_an_hour else deque(maxlen=0)
        self._clock = clock
        self._sleep = sleep
        self._now = now
        self._turn = threading.Lock()
        self._state = threading.Lock()
        self._free_at = float("-inf")
        self._held_until = float("-inf")
        self._held_to = datetime.min.replace(tzinfo=UTC)
        self._refusals = 0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for our turn and keep it for the length of one request.

        Raises RateLimitedError at once if the source is on hold for longer than our patience, SpentError if the hour's
        requests are used up; Interrupted if this thread's fetch is to end while it waits.
        """
        self._require_patience()
        with held(self._turn):
            self._wait()
            try:
                yield
            finally:
                with self._state:
                    self._turns.append(self._clock())
                    self._free_at = self._clock() + self._interval + self._jitter()

    def hold(self, seconds: float) -> None:
        """Let nobody through for so long. A hold that already lasts longer stays."""
        with self._state:
            self._hold(seconds)

    def hold_until(self, until: str, *, refusals: int = 0) -> None:
        """What is remembered from before a restart: the hold's end (ISO 8601, "" for none), and how many refusals in a
        row led to it.
        """
        with self._state:
            self._refusals = max(self._refusals, refusals)
            left = _seconds_to(until, self._now())
            # Nobody is held for longer than a day, so what says so was written by a clock that was wrong.
            self._hold(left if left <= LONGEST_HOLD + _SLACK else 0.0)

    def refused(self, retry_after: float | None) -> bool:
        """The source answered that it wants fewer requests: hold as long as it says, else longer each time.

        True if the hold is short enough to be waited out by `turn`.
        """
        with self._state:
            step = self._back_off[min(self._refusals, len(self._back_off) - 1)]
            self._refusals += 1
            wait = step if retry_after is None else max(retry_after, self._interval)
            self._hold(wait)
        return wait <= self._patience

    def served(self) -> None:
        """The source answered: the next refusal begins with the shortest hold again."""
        with self._state:
            self._refusals = 0

    @property
    def until(self) -> str:
        """ISO 8601 UTC time at which the hold ends, "" if there is none."""
        left = self._held_for()
        return _stamp(self._now() + timedelta(seconds=left)) if left > 0 else ""

    def limited(self) -> RateLimitedError:
        """The error that says until when the source wants to be left alone."""
        until = self.until
        at = f"{datetime.fromisoformat(until):%H:%M} UTC" if until else "a moment from now"
        return RateLimitedError(
            f"{self._name} is limiting us until {at}.",
            until,
            "Nothing is asked of it before then, and what the pool has stays; there is nothing to do but wait.",
        )

    def _hold(self, seconds: float) -> None:
        seconds = min(seconds, LONGEST_HOLD)
        if seconds > self._left():
            self._held_until = self._clock() + seconds
            self._held_to = self._now() + timedelta(seconds=seconds)

    def _left(self) -> float:
        # By both clocks: the one that never runs back stands still while the machine sleeps, and the other one is set.
        return min(self._held_until - self._clock(), (self._held_to - self._now()).total_seconds())

    def _held_for(self) -> float:
        with self._state:
            return self._left()

    def _require_patience(self) -> None:
        if self._held_for() > self._patience:
            raise self.limited()
        with self._state:
            spent = self._spent_until() - self._clock()
        if spent > self._patience:
            until = self._now() + timedelta(seconds=spent)
            raise SpentError(
                f"{self._name} has been asked {len(self._turns)} times within an hour, as often as we allow ourselves;"
                f" again at {until:%H:%M} UTC.",
                _stamp(until),
                "It is asked again by itself.",
            )

    def _spent_until(self) -> float:
        full = self._turns.maxlen and len(self._turns) == self._turns.maxlen
        return self._turns[0] + HOUR if full else float("-inf")

    def _wait(self) -> None:
        while True:
            # A hold may have begun while we waited for those before us.
            self._require_patience()
            with self._state:
                wait = max(max(self._free_at, self._spent_until()) - self._clock(), self._left())
            if wait <= 0:
                return
            self._sleep(wait)
