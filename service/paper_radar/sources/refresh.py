"""Refreshing the pool: every source in its turn, one refresh at a time, each attempt recorded."""

import logging
import threading
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future, wait
from dataclasses import replace
from datetime import datetime

from paper_radar.sources import schedule
from paper_radar.sources.batch import Source
from paper_radar.sources.round import Progress, Round
from paper_radar.sources.schedule import NextTry
from paper_radar.storage.base import Fetch, Pool

log = logging.getLogger(__name__)
OnProgress = Callable[[Progress], None]


def _nobody(progress: Progress) -> None:
    del progress


class Refresher:
    """Brings the sources' papers into the pool. Safe from any thread; `now` gives the present in UTC."""

    def __init__(
        self,
        pool: Pool,
        sources: Callable[[], Sequence[Source]],
        now: Callable[[], datetime],
        off: Callable[[], Collection[str]] = tuple,
    ) -> None:
        """`sources` gives those of now, `off` the names of those that the reader paused: both may change."""
        self._pool = pool
        self._sources = sources
        self._now = now
        self._off = off
        self._lock = threading.Lock()
        self._current: Future[list[Fetch]] | None = None
        self._joining: list[str] = []
        self._all_join = False
        self._progress = Progress()
        self._asked: list[str] = []
        self._closing = threading.Event()
        self._ending = threading.Event()
        self._cancelled = False
        self._quiet_until: datetime | None = None

    @property
    def sources(self) -> list[Source]:
        """Those of now, in the order in which they are asked."""
        return list(self._sources())

    def run(self, on_progress: OnProgress = _nobody, only: Collection[str] | None = None) -> list[Fetch]:
        """Fetch from every source that is not paused by the reader, or from those named, and tell what came of each.

        If a refresh runs already, the named ones join it, or all that it has not asked; waits for that one and tells
        what came of it. A source that fails is recorded with its error and the others go on; one that asked us to wait
        is left alone until then.
        Raises StorageError if the pool cannot even record that.
        """
        job, mine = self._claim(only)
        if mine:
            self._work(job, on_progress, only)
        return job.result()

    def start(self, only: Collection[str] | None = None) -> bool:
        """Begin a refresh in the back. False if one runs already, which is joined as by `run`."""
        job, mine = self._claim(only)
        if mine:
            threading.Thread(target=self._work, args=(job, _nobody, only), name="refresh", daemon=True).start()
        return mine

    @property
    def running(self) -> bool:
        """Is a refresh under way?"""
        with self._lock:
            return self._current is not None

    @property
    def progress(self) -> Progress:
        """How far the refresh under way is, or the last one was."""
        return self._progress

    @property
    def asked(self) -> tuple[str, ...]:
        """The sources that the refresh under way, or the last one, has asked so far."""
        return tuple(self._asked)

    def cancel(self) -> bool:
        """End the refresh under way at the next step or wait; what it brought stays. False if none runs."""
        with self._lock:
            if self._current is None:
                return False
            self._cancelled = True
            self._ending.set()
            return True

    @property
    def cancelled(self) -> bool:
        """Was the refresh under way, or the last one, cancelled?"""
        return self._cancelled

    def next_tries(self, minutes: float) -> dict[str, NextTry]:
        """When each source is asked next by itself, and why then; `minutes` is the schedule's interval."""
        now = self._now()
        fetches, off = self._pool.last_fetches(), set(self._off())
        tries = {
            source.name: schedule.next_try(
                source.name, fetches.get(source.name), minutes=minutes, now=now, off=source.name in off
            )
            for source in self._sources()
        }
        if (quiet := self._quiet(now)) is None:
            return tries
        stamp = quiet.isoformat(timespec="seconds")
        return {name: replace(each, at=max(each.at, stamp)) if each.at else each for name, each in tries.items()}

    def due(self, minutes: float) -> tuple[str, ...]:
        """Names of the sources that a schedule of `minutes` asks now; none for 0, which is "never"."""
        tries = self.next_tries(minutes)
        now = self._stamp()
        return tuple(name for name, each in tries.items() if each.at and each.at <= now)

    def stale(self, minutes: float) -> bool:
        """Is any source due?"""
        return bool(self.due(minutes))

    def close(self, timeout: float = 5.0) -> None:
        """Start nothing more, and give the source that is being fetched `timeout` seconds to end."""
        self._closing.set()
        with self._lock:
            self._ending.set()
            job = self._current
        if job is not None:
            wait([job], timeout)

    def _claim(self, only: Collection[str] | None) -> tuple[Future[list[Fetch]], bool]:
        with self._lock:
            if self._current is not None:
                self._joining += only or ()
                self._all_join = self._all_join or only is None
                return self._current, False
            self._current = Future()
            self._joining = []
            self._all_join = False
            self._cancelled = False
            self._quiet_until = None
            if not self._closing.is_set():
                self._ending.clear()
            return self._current, True

    def _work(self, job: Future[list[Fetch]], on_progress: OnProgress, only: Collection[str] | None) -> None:
        trouble: Exception | None = None
        fetches: list[Fetch] = []
        try:
            here = Round(self._pool, self._now, self._ending, lambda progress: self._tell(on_progress, progress))
            fetches, self._asked = here.fetches, here.asked
            here.ask(self._chosen(only), self._joined)
            while self._more():
                here.ask([], self._joined)
            if here.offline:
                self._quiet_until = self._now() + schedule.OFFLINE_RETRY
            if self._cancelled:
                self._quiet_until = self._now() + schedule.CANCELLED_RETRY
        except Exception as error:
            trouble = error
            log.exception("the refresh broke off")
        # The next refresh may begin before anybody who waits for this one hears of its end, never the other way round.
        with self._lock:
            if self._current is job:
                self._current = None
        if trouble is None:
            job.set_result(fetches)
        else:
            job.set_exception(trouble)

    def _more(self) -> bool:
        """Did a source join after the last one? If not, this is the end: whoever comes now begins the next refresh."""
        with self._lock:
            if (self._joining or self._all_join) and not self._ending.is_set():
                return True
            self._current = None
            return False

    def _chosen(self, only: Collection[str] | None) -> list[Source]:
        off = set(self._off()) if only is None else ()
        chosen = [
            source for source in self._sources() if source.name not in off and (only is None or source.name in only)
        ]
        # What did not answer last time comes last, the longest waited first: whether there is a network at all is seen
        # by the others, and nobody waits for ever behind three that are gone.
        last = self._pool.last_fetches()
        troubled = {name: fetch.finished for name, fetch in last.items() if fetch.error}
        return sorted(chosen, key=lambda source: troubled.get(source.name, ""))

    def _joined(self) -> list[Source]:
        with self._lock:
            names, self._joining = self._joining, []
            everyone, self._all_join = self._all_join, False
        # Who is named is asked anew: there is a reason. Who wants all of them is content with what was just asked.
        joined = self._chosen(names) if names else []
        done = {*self._asked, *names}
        return joined + ([source for source in self._chosen(None) if source.name not in done] if everyone else [])

    def _tell(self, on_progress: OnProgress, progress: Progress) -> None:
        self._progress = progress
        on_progress(progress)

    def _quiet(self, now: datetime) -> datetime | None:
        """Until when nothing is asked by itself: the network is away, or the reader broke the last refresh off."""
        quiet = self._quiet_until
        # One that lasts longer than any was set by a clock that was put back since.
        return quiet if quiet is not None and now < quiet <= now + schedule.CANCELLED_RETRY else None

    def _stamp(self) -> str:
        return self._now().isoformat(timespec="seconds")
