"""Refreshing the pool: every source in its turn, one refresh at a time, each attempt recorded."""

import logging
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from paper_radar.config import Settings
from paper_radar.errors import PaperRadarError, RateLimitedError
from paper_radar.sources.arxiv import ArxivRss
from paper_radar.sources.batch import Batch, Memory, Source
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http
from paper_radar.sources.huggingface import HuggingFace
from paper_radar.storage.base import Fetch, Pool

log = logging.getLogger(__name__)
# A source that failed is tried again sooner than one that went well, but not at every look.
RETRY_MINUTES = 15
TICK_SECONDS = 60.0


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


def _nobody(progress: Progress) -> None:
    del progress


class Refresher:
    """Brings the sources' papers into the pool. Safe from any thread; `now` gives the present in UTC."""

    def __init__(self, pool: Pool, sources: Callable[[], Sequence[Source]], now: Callable[[], datetime]) -> None:
        """`sources` gives those of now: the reader may add some while the service runs."""
        self._pool = pool
        self._sources = sources
        self._now = now
        self._lock = threading.Lock()
        self._current: Future[list[Fetch]] | None = None
        self._progress = Progress()
        self._closing = threading.Event()
        self._cancelled = threading.Event()

    def run(
        self, on_progress: Callable[[Progress], None] = _nobody, only: Collection[str] | None = None
    ) -> list[Fetch]:
        """Fetch from every source, or from those named, and tell what came of each.

        If a refresh runs already, waits for that one and tells what came of it. A source that fails is recorded with
        its error and the others go on; one that asked us to wait is left alone until then. Raises StorageError if the
        pool cannot even record that.
        """
        job, mine = self._claim()
        if mine:
            self._work(job, on_progress, only)
        return job.result()

    def start(self) -> bool:
        """Begin a refresh in the back. False if one runs already."""
        job, mine = self._claim()
        if mine:
            threading.Thread(target=self._work, args=(job, _nobody, None), name="refresh", daemon=True).start()
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

    def cancel(self) -> bool:
        """End the refresh under way after the step at hand; what it brought stays. False if none runs."""
        with self._lock:
            if self._current is None:
                return False
            self._cancelled.set()
            return True

    def due(self, minutes: float) -> tuple[str, ...]:
        """Names of the sources whose last attempt is `minutes` old, less if it failed; none for 0, which is "never"."""
        if minutes <= 0:
            return ()
        fetches = self._pool.last_fetches()
        return tuple(source.name for source in self._sources() if self._is_due(fetches.get(source.name), minutes))

    def stale(self, minutes: float) -> bool:
        """Is any source due?"""
        return bool(self.due(minutes))

    def close(self, timeout: float = 5.0) -> None:
        """Start nothing more, and give the source that is being fetched `timeout` seconds to end."""
        self._closing.set()
        with self._lock:
            job = self._current
        if job is not None:
            wait([job], timeout)

    def _claim(self) -> tuple[Future[list[Fetch]], bool]:
        with self._lock:
            if self._current is not None:
                return self._current, False
            self._current = Future()
            self._cancelled.clear()
            return self._current, True

    def _work(
        self, job: Future[list[Fetch]], on_progress: Callable[[Progress], None], only: Collection[str] | None
    ) -> None:
        fetches: list[Fetch] = []
        trouble: Exception | None = None
        try:
            chosen = [source for source in self._sources() if only is None or source.name in only]
            last = self._pool.last_fetches()
            new = 0
            for done, source in enumerate(chosen):
                if self._ending:
                    break
                reached = Progress(done, len(chosen), source.name, new=new)
                self._tell(on_progress, reached)
                fetches.append(self._fetch(source, last.get(source.name), reached, on_progress))
                new += fetches[-1].new
            self._tell(on_progress, Progress(len(fetches), len(chosen), new=new))
        except Exception as error:
            trouble = error
            log.exception("the refresh broke off")
        # The next refresh may begin before anybody who waits for this one hears of its end, never the other way round.
        with self._lock:
            self._current = None
        if trouble is None:
            job.set_result(fetches)
        else:
            job.set_exception(trouble)

    def _tell(self, on_progress: Callable[[Progress], None], progress: Progress) -> None:
        self._progress = progress
        on_progress(progress)

    @property
    def _ending(self) -> bool:
        return self._closing.is_set() or self._cancelled.is_set()

    def _fetch(
        self, source: Source, last: Fetch | None, reached: Progress, on_progress: Callable[[Progress], None]
    ) -> Fetch:
        if last is not None and self._waits(last):
            # Told to us before a restart, perhaps: the gate of this process need not know of it.
            return last
        started = self._stamp()
        fetch = Fetch(source=source.name, started=started, finished=started)
        try:
            for batch in source.fetch(self._pool.memory(source.name)):
                fetch = self._brought(fetch, batch, started)
                if self._ending:
                    fetch = replace(fetch, cancelled=batch.done < batch.total)
                    break
                if batch.done < batch.total:
                    steps = replace(reached, step=batch.done, steps=batch.total, doing=batch.doing)
                    self._tell(on_progress, replace(steps, new=reached.new + fetch.new))
        except RateLimitedError as error:
            fetch = replace(fetch, error=error.message, until=error.until, code=error.code)
        except PaperRadarError as error:
            fetch = replace(fetch, error=f"{error.message} {error.hint}".strip(), code=error.code)
        except Exception as error:  # a defect of ours in one source must not keep the others' papers away
            log.exception("the source %s failed", source.name)
            trouble = f"Fetching failed ({type(error).__name__}). The service's log has the details."
            fetch = replace(fetch, error=trouble, code="defect")
        failures = (last.failures if last else 0) + 1 if fetch.error else 0
        fetch = replace(fetch, finished=self._stamp(), failures=failures)
        self._pool.record_fetch(fetch)
        return fetch

    def _brought(self, fetch: Fetch, batch: Batch, seen_at: str) -> Fetch:
        added = self._pool.add(batch.papers, seen_at=seen_at)
        if batch.memory is not None:
            self._pool.remember(fetch.source, batch.memory)
        return replace(
            fetch,
            new=fetch.new + added.new,
            updated=fetch.updated + added.updated,
            skipped=fetch.skipped + batch.skipped + added.skipped,
            note=" ".join(filter(None, (fetch.note, batch.note))),
            status=batch.status,
            fresh_until=batch.fresh_until,
        )

    def _is_due(self, last: Fetch | None, minutes: float) -> bool:
        if last is None:
            return True
        if self._waits(last):
            return False
        rest = timedelta(minutes=min(minutes, RETRY_MINUTES) if last.error else minutes)
        return self._now() - datetime.fromisoformat(last.finished) >= rest

    def _waits(self, last: Fetch) -> bool:
        return bool(last.until) and self._now() < datetime.fromisoformat(last.until)

    def _stamp(self) -> str:
        return self._now().isoformat(timespec="seconds")


class Scheduler:
    """Refreshes what is due, from `start` to `stop`: at once, and then whenever the last attempt is `minutes` old."""

    def __init__(self, refresher: Refresher, minutes: float, tick: float = TICK_SECONDS) -> None:
        self._refresher = refresher
        self._minutes = minutes
        self._tick = tick
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin looking, in the back. With 0 minutes nothing is ever due, and nothing is begun."""
        if self._minutes > 0 and self._thread is None:
            self._thread = threading.Thread(target=self._look, name="scheduler", daemon=True)
            self._thread.start()

    def stop(self, timeout: float = 5.0) -> None:
        """Look no more. Waits `timeout` seconds for a refresh that was begun here; may be called twice."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout)

    def _look(self) -> None:
        while not self._stopping.is_set():
            try:
                due = self._refresher.due(self._minutes)
                if due:
                    self._refresher.run(only=due)
            except Exception:  # the next look may go better; without this there would be none
                log.exception("the scheduler could not refresh")
            self._stopping.wait(self._tick)


@dataclass(frozen=True, slots=True)
class ArxivAnnouncements:
    """What arXiv announced last in the reader's categories, which are asked for anew at every fetch."""

    rss: ArxivRss
    categories: Callable[[], Sequence[str]]
    name: str = "arxiv"

    def fetch(self, memory: Memory) -> Iterator[Batch]:
        del memory
        yield self.rss.fetch(self.categories())


@dataclass(frozen=True, slots=True)
class HuggingFaceDaily:
    """The latest list of Hugging Face's daily papers."""

    hugging_face: HuggingFace
    name: str = "huggingface"

    def fetch(self, memory: Memory) -> Iterator[Batch]:
        del memory
        yield self.hugging_face.daily()


def build_sources(settings: Settings, http: Http, gate: Gate, categories: Callable[[], list[str]]) -> list[Source]:
    """The sources that a refresh asks, in this order. `gate` is the one before all of arXiv."""
    return [
        ArxivAnnouncements(ArxivRss(http, gate, settings.arxiv_rss_url), categories),
        HuggingFaceDaily(HuggingFace(http, settings.hf_url)),
    ]
