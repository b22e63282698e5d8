"""One refresh: each source in its turn, step by step into the pool, each attempt recorded with whose fault it was."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from paper_radar.errors import PaperRadarError, RateLimitedError
from paper_radar.sources import schedule
from paper_radar.sources.batch import Batch, Source
from paper_radar.sources.interruption import Interrupted, interruptible
from paper_radar.storage.base import Fetch, Pool

log = logging.getLogger(__name__)
# Where so many sources do not answer one after the other and none did, asking the others is a waste of minutes.
OFFLINE_AFTER = 3
_RECENTLY = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh is: `done` of `total` sources, `source` being fetched now ("" when none is).

    Of the source's own steps `step` of `steps` are made, and `doing` says what the next one does; `new` papers have
    come in this refresh.
    """

    done: int = 0
    total: int = 0
    source: str = ""
    step: int = 0
    steps: int = 1
    doing: str = ""
    new: int = 0


class Round:
    """`fetches` are what came of the sources so far, or the last one of who was left alone; `asked` names the others;
    `offline` tells that several were asked and none answered.

    For one thread, which ends as soon as `ending` is set; `now` gives the present in UTC.
    """

    def __init__(
        self,
        pool: Pool,
        now: Callable[[], datetime],
        ending: threading.Event,
        tell: Callable[[Progress], None],
    ) -> None:
        self.fetches: list[Fetch] = []
        self.asked: list[str] = []
        self.offline = False
        self._pool = pool
        self._now = now
        self._ending = ending
        self._tell = tell
        self._last = pool.last_fetches()
        self._new = 0
        self._answered = False
        self._unreached: list[Fetch] = []

    def ask(self, ahead: list[Source], joined: Callable[[], list[Source]]) -> None:
        """Ask these sources, and those that join meanwhile. Raises StorageError if nothing can be recorded."""
        with interruptible(self._ending):
            while not self._ending.is_set():
                waiting = {source.name for source in ahead}
                ahead += [source for source in joined() if source.name not in waiting]
                if not ahead or (len(self._unreached) >= OFFLINE_AFTER and not self._answered):
                    break
                done = len(self.fetches)
                reached = Progress(done, done + len(ahead), ahead[0].name, new=self._new)
                self._tell(reached)
                self._turn(ahead.pop(0), reached)
        self._judge()
        self._tell(Progress(len(self.fetches), len(self.fetches) + len(ahead), new=self._new))

    def _turn(self, source: Source, reached: Progress) -> None:
        last = self._last.get(source.name)
        if last is not None and schedule.held_until(last, self._now()):
            # Told to us before a restart, perhaps: the gate of this process need not know of it.
            self.fetches.append(last)
            return
        self.asked.append(source.name)
        fetch = self._fetch(source, reached)
        failures = schedule.failures(last, fetch)
        since = (last.failing_since if last else "") or fetch.started
        fetch = replace(fetch, finished=self._stamp(), failures=failures, failing_since=since if failures else "")
        self.fetches.append(fetch)
        self._new += fetch.new
        if schedule.proves_network(fetch):
            self._answered = True
            unreached, self._unreached = self._unreached, []
            for each in unreached:
                self._record(each)
        elif not self._answered and schedule.unreached(fetch):
            # Whether it is its own fault is seen when another one answers.
            self._unreached.append(fetch)
            return
        self._record(fetch)

    def _fetch(self, source: Source, reached: Progress) -> Fetch:
        started = self._stamp()
        fetch = Fetch(source=source.name, started=started, finished=started)
        try:
            for batch in source.fetch(self._pool.memory(source.name)):
                fetch = self._brought(fetch, batch, started)
                if self._ending.is_set():
                    return replace(fetch, cancelled=batch.done < batch.total)
                if batch.done < batch.total:
                    steps = replace(reached, step=batch.done, steps=batch.total, doing=batch.doing)
                    self._tell(replace(steps, new=reached.new + fetch.new))
        except Interrupted:
            return replace(fetch, cancelled=True)
        except RateLimitedError as error:
            return replace(fetch, error=error.message, until=error.until, code=error.code)
        except PaperRadarError as error:
            answer = getattr(error, "answer", 0)
            return replace(fetch, error=f"{error.message} {error.hint}".strip(), code=error.code, status=answer)
        except Exception as error:  # a defect of ours in one source must not keep the others' papers away
            log.exception("the source %s failed", source.name)
            trouble = f"Fetching failed ({type(error).__name__}). The service's log has the details."
            return replace(fetch, error=trouble, code="defect")
        return fetch

    def _brought(self, fetch: Fetch, batch: Batch, seen_at: str) -> Fetch:
        added = self._pool.add(batch.papers, seen_at=seen_at)
        if batch.memory is not None:
            self._pool.remember(fetch.source, batch.memory)
        notes = [fetch.note] if batch.note in fetch.note else [fetch.note, batch.note]
        return replace(
            fetch,
            new=fetch.new + added.new,
            updated=fetch.updated + added.updated,
            skipped=fetch.skipped + batch.skipped + added.skipped,
            note=" ".join(filter(None, notes)),
            # 304 only if no step brought anything else, 0 only if none asked.
            status=batch.status if fetch.status in (0, 304) and batch.status else fetch.status,
            fresh_until=batch.fresh_until,
        )

    def _judge(self) -> None:
        """Record what did not answer while nothing else did."""
        unreached, self._unreached = self._unreached, []
        if not unreached or (len(unreached) == 1 and self._answered_lately(unreached[0])):
            judged = unreached
        else:
            judged = schedule.judged_offline(unreached)
            self.offline = self.offline or judged[0].code == schedule.OFFLINE
        for former, fetch in zip(unreached, judged, strict=True):
            self.fetches[self.fetches.index(former)] = fetch
            self._record(fetch)

    def _answered_lately(self, fetch: Fetch) -> bool:
        """Did another source answer so shortly before that the network was there?"""
        since = datetime.fromisoformat(fetch.started) - _RECENTLY
        return any(
            schedule.proves_network(other) and since <= datetime.fromisoformat(other.finished)
            for name, other in self._last.items()
            if name != fetch.source
        )

    def _record(self, fetch: Fetch) -> None:
        self._last[fetch.source] = fetch
        self._pool.record_fetch(fetch)

    def _stamp(self) -> str:
        return self._now().isoformat(timespec="seconds")
