"""The queue of briefs: one is written at a time, what it has by now is kept, whoever reads it is told."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from paper_radar.briefs.budget import utc_after
from paper_radar.briefs.job import Job
from paper_radar.briefs.model import ACTIVE, State
from paper_radar.briefs.shelf import Shelf
from paper_radar.errors import PaperRadarError

INTERRUPTED = {
    "code": "interrupted",
    "message": "The service stopped while this brief was being written.",
    "hint": "Ask for it again.",
}
_SAVE_EVERY = 1.0  # seconds between two writes of a brief that is being written
_LONGEST_JOIN = 5.0

_log = logging.getLogger(__name__)


class Queue:
    """The jobs of one workspace. `run` writes one, in the thread of the queue, and ends it. `changed` guards all jobs,
    and is notified of every change.
    """

    def __init__(
        self, shelf: Shelf, run: Callable[[Job], None], now: Callable[[], datetime], clock: Callable[[], float]
    ) -> None:
        self.changed = threading.Condition(threading.RLock())
        self.is_closed = False
        self._shelf = shelf
        self._run = run
        self._now = now
        self._clock = clock
        self._jobs: dict[str, Job] = {}
        self._waiting: deque[Job] = deque()
        self._worker: threading.Thread | None = None

    @property
    def is_idle(self) -> bool:
        """Whether what is added now is begun at once."""
        return self._worker is None and not self._waiting

    def get(self, id: str) -> Job | None:
        """The job of this brief if it is queued, running, could not be kept, or be written anew."""
        return self._jobs.get(id)

    def add(self, job: Job) -> None:
        """Queue it."""
        with self.changed:
            job.saved, job.saved_at = job.brief, self._clock()
            self._jobs[job.brief.id] = job
            self._waiting.append(job)
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="briefs", daemon=True)
                self._worker.start()

    def forget(self, id: str) -> None:
        """It is read from the shelf again, or not at all."""
        with self.changed:
            self._jobs.pop(id, None)

    def change(self, job: Job, **fields: Any) -> None:
        """Fields of its brief. Only what is under way changes: what is written after a cancel is nobody's."""
        with self.changed:
            if job.brief.state in ACTIVE:
                job.brief = replace(job.brief, **fields)
                self._save_in_time(job)
                self.changed.notify_all()

    def draft(self, job: Job, text: str) -> None:
        """The statement that is being written; "" if none is."""
        with self.changed:
            if job.brief.state in ACTIVE:
                self._save_in_time(job)
                if (job.until, job.draft) == ("", text):
                    return
                job.until, job.draft = "", text
                self.changed.notify_all()

    def wait(self, job: Job, seconds: float) -> None:
        """The writer waits for its turn."""
        with self.changed:
            job.until = utc_after(self._now(), seconds)
            self.changed.notify_all()

    def end(self, job: Job, state: State, error: dict[str, str] | None = None) -> None:
        """It is written, or will not be. Of several ends the first one counts."""
        with self.changed:
            if job.brief.state not in ACTIVE:
                return
            job.until, job.draft = "", ""
            job.brief = replace(job.brief, state=state, error=error, updated=utc_after(self._now(), 0))
            job.stop.set()
            if job.former is not None and state != "done":
                job.brief = replace(job.former, error=error)
            # What could not be kept is read from here, and so is why a brief could not be written anew.
            if self._save(job) and not (job.former and error):
                self._jobs.pop(job.brief.id, None)
            if job in self._waiting:
                self._waiting.remove(job)
            self.changed.notify_all()

    def close(self) -> None:
        """Stop what runs, it becomes `interrupted`; let go of what waits, it stays queued. May be called twice."""
        with self.changed:
            self.is_closed = True
            for job in list(self._jobs.values()):
                if job.brief.state == "queued":
                    job.left = True
                else:
                    self.end(job, "interrupted", INTERRUPTED)
            self._waiting.clear()
            self.changed.notify_all()
            worker = self._worker
        if worker is not None:
            worker.join(_LONGEST_JOIN)

    def _work(self) -> None:
        while True:
            with self.changed:
                if not self._waiting:
                    self._worker = None
                    return
                job = self._waiting.popleft()
                job.brief = replace(job.brief, state="running")
                kept = self._shelf.get(job.brief.id)
                if kept is None or kept.state != "running":
                    self._save(job)
                self.changed.notify_all()
            try:
                self._run(job)
            except Exception:  # noqa: BLE001
                # The rim of the thread: whoever waits for this brief must be told, whatever went wrong.
                _log.exception("brief %s failed", job.brief.id)
                told = {
                    "code": "brief_failed",
                    "message": "The brief could not be written.",
                    "hint": "See the service's log.",
                }
                self.end(job, "failed", told)

    def _save_in_time(self, job: Job) -> None:
        if job.brief is not job.saved and self._clock() - job.saved_at >= _SAVE_EVERY:
            self._save(job)

    def _save(self, job: Job) -> bool:
        job.saved, job.saved_at = job.brief, self._clock()
        if job.former is not None and (job.brief.state != "done" or job.brief.error):
            return True  # should this one fail, the reader still has the other
        try:
            self._shelf.put(job.brief)
        except (PaperRadarError, OSError):
            # A full disk must not take the text away from who is reading it.
            _log.exception("brief %s could not be kept", job.brief.id)
            return False
        return True
