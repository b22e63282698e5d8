"""Briefs as jobs: they outlive the popup that asked, run one at a time, are kept, and survive a restart.

States: queued → running → done | failed | cancelled | interrupted. Of those that a dead process left, the one that was
running is `interrupted`, with what was written so far; the queued ones are begun again by `resume`.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from paper_radar.briefs.budget import utc_after
from paper_radar.briefs.extractive import extract
from paper_radar.briefs.job import Event, Job, follow
from paper_radar.briefs.material import Material, of_abstract
from paper_radar.briefs.model import (
    ACTIVE,
    Asked,
    Brief,
    State,
    brief_id,
    checked,
    digest,
    from_json,
    is_newer,
    shown_paper,
    to_json,
)
from paper_radar.briefs.prompt import PROMPT_VERSION
from paper_radar.briefs.sections import Length
from paper_radar.briefs.shelf import Shelf
from paper_radar.briefs.statements import Statement
from paper_radar.briefs.text import as_text
from paper_radar.briefs.writer import Writer
from paper_radar.briefs.writing import Desk, Listener
from paper_radar.errors import BadInputError, BriefError, ConflictError, NotFoundError, PaperRadarError
from paper_radar.papers.model import Paper
from paper_radar.storage.base import Workspace

_SAVE_EVERY = 1.0  # seconds between two writes of a brief that is being written
_HEARTBEAT = 15.0
_LONGEST_JOIN = 5.0
_INTERRUPTED = {
    "code": "interrupted",
    "message": "The service stopped while this brief was being written.",
    "hint": "Ask for it again.",
}
_UNSUPPORTED = {
    "code": "brief_unsupported",
    "message": "Nothing of what the model wrote could be found in the papers.",
    "hint": "Write it again, choose another model in the options, or take the brief without a model.",
}

_log = logging.getLogger(__name__)


# Gets what of a paper is read: of the `length` "full" its full text if there is one. Ends soon after the event is set.
MaterialOf = Callable[[int, Paper, tuple[str, ...], Length, threading.Event], Material]


def _abstract(number: int, paper: Paper, why: tuple[str, ...], *_: object) -> Material:
    return of_abstract(number, paper, why)


class BriefJobs:
    """The briefs of one workspace.

    `writer_of` gives the writer of now, None without a key: then briefs are extractive. `papers_of` gives the papers
    known under these keys, `why_of` why one is on the radar. `clock` is a monotonic clock in seconds, `heartbeat` the
    longest silence of `events`.
    """

    def __init__(
        self,
        workspace: Workspace,
        writer_of: Callable[[], Writer | None],
        papers_of: Callable[[Sequence[str]], list[Paper]],
        now: Callable[[], datetime],
        *,
        why_of: Callable[[Paper], tuple[str, ...]] = lambda _: (),
        material_of: MaterialOf = _abstract,
        clock: Callable[[], float] = time.monotonic,
        heartbeat: float = _HEARTBEAT,
    ) -> None:
        self._shelf = Shelf(workspace)
        self._writer_of = writer_of
        self._papers_of = papers_of
        self._why_of = why_of
        self._material_of = material_of
        self._now = now
        self._clock = clock
        self._heartbeat = heartbeat
        self._desk = Desk()
        self._changed = threading.Condition(threading.RLock())
        self._jobs: dict[str, Job] = {}
        self._queue: deque[Job] = deque()
        self._worker: threading.Thread | None = None
        self._closed = False
        for brief in self._shelf.all():
            if brief.state == "running":
                self._shelf.put(replace(brief, state="interrupted", error=_INTERRUPTED, updated=self._time()))

    def start(
        self,
        keys: Sequence[str],
        language: str,
        length: str,
        *,
        kind: str = "paper",
        force: bool = False,
        extractive: bool = False,
    ) -> Brief:
        """The brief of these papers: the kept one if it is done, the one that is under way, or a new one.

        With `force` a done one is written anew. One that failed, was cancelled or interrupted is always begun again.
        `extractive`: without a model, though there be one. Raises BadInputError for a request that makes no sense or
        papers without abstracts, NotFoundError for unknown papers, ConflictError after `close`.
        """
        asked = checked(keys, kind, language, length)
        papers = self._papers(asked.keys)
        writer = None if extractive else self._writer_of()
        brief = self._new(asked, papers, writer)
        with self._changed:
            if self._closed:
                raise ConflictError("The service is stopping.", "Ask again when it runs.")
            there = self._jobs.get(brief.id)
            if there and (there.brief.state in ACTIVE or (there.brief.state == "done" and not force)):
                return there.brief
            kept = self._shelf.get(brief.id)
            if kept is not None and kept.state == "done" and not force:
                return kept
            if writer is None and length != "full":
                brief = self._extracted(brief, self._material(asked, papers, threading.Event()))
                self._shelf.put(brief)
                return brief
            self._shelf.put(brief)
            self._enqueue(brief, papers, writer)
            return brief

    def resume(self) -> None:
        """Begin again what was queued when the service stopped."""
        for brief in self._shelf.all():
            if brief.state == "queued" and brief.id not in self._jobs:
                self._resume(brief)

    def get(self, id: str) -> Brief:
        """The brief as far as it is written. Raises NotFoundError."""
        with self._changed:
            job = self._jobs.get(id)
            brief = job.brief if job else self._shelf.get(id)
        if brief is None:
            raise NotFoundError("There is no such brief.", "Ask for a brief of the paper again.")
        return brief

    def shown(self, brief: Brief) -> dict[str, Any]:
        """The brief as JSON for those who read it: also the `draft` of the statement that is being written, and which
        of its papers are `newer` by now than what it read.
        """
        with self._changed:
            job = self._jobs.get(brief.id)
            draft = job.draft if job else ""
        newer = [paper for paper in self._papers_of(brief.keys) if is_newer(brief, paper)]
        return {
            **to_json(brief),
            "draft": draft,
            "newer": [{"key": paper.key, "version": paper.version} for paper in newer],
        }

    def latest(self, key: str) -> Brief | None:
        """The brief to show first where this paper is read, see `Shelf.latest`."""
        found = self._shelf.latest(key)
        return self.get(found.id) if found else None

    def find(
        self, words: str = "", keys: Collection[str] = (), *, limit: int, offset: int = 0
    ) -> tuple[int, list[Brief]]:
        """How many briefs there are, and a slice of them, newest first, see `Shelf.find`."""
        total, found = self._shelf.find(words, keys, limit, offset)
        return total, [self.get(brief.id) for brief in found]

    def cancel(self, id: str) -> Brief:
        """Stop it now and keep what is written; one that has ended stays as it is. Raises NotFoundError."""
        with self._changed:
            job = self._jobs.get(id)
            if job is None:
                return self.get(id)
            self._end(job, "cancelled")
            return job.brief

    def remove(self, id: str) -> Brief:
        """Take it away, stopped if it is under way; what it was. Raises NotFoundError."""
        with self._changed:
            brief = self.cancel(id)
            self._jobs.pop(id, None)
            self._shelf.remove(id)
            return brief

    def restore(self, record: Mapping[str, Any]) -> Brief:
        """Put back what `remove` took away; one that was written again in between stays. Raises BadInputError."""
        brief = from_json(record)
        if brief.state in ACTIVE:
            raise BadInputError("A brief that is being written cannot be put back.")
        with self._changed:
            if brief.id not in self._jobs and self._shelf.get(brief.id) is None:
                self._shelf.put(brief)
            return self.get(brief.id)

    def events(self, id: str) -> Iterator[Event]:
        """The brief as it is written, from its beginning, for any number of readers. Raises NotFoundError at once.

        `{"type": "state", "state", "until"}` first and at each change (`until`: ISO 8601 UTC, not "" while the writer
        waits for its turn); `{"type": "statement", "index", "statement"}` for each that is there, checked;
        `{"type": "draft", "text"}` for the one that is being written, not checked, in place of the former draft;
        `{"type": "heartbeat"}` when nothing happened for a while; and at the end one `{"type": "done", "brief"}` (done
        or cancelled) or `{"type": "error", "brief"}` (failed or interrupted) with the whole brief as `shown`. Without
        an end where the service stops and will begin the brief again.
        """
        with self._changed:
            job = self._jobs.get(id)
            brief = self.get(id)
        return follow(job, brief, self._changed, self._heartbeat, self.shown)

    def close(self) -> None:
        """Stop what runs, it becomes `interrupted`; what is queued stays so. Readers of events end. May be called
        twice.
        """
        with self._changed:
            self._closed = True
            for job in list(self._jobs.values()):
                if job.brief.state == "queued":
                    job.left = True
                else:
                    self._end(job, "interrupted", _INTERRUPTED)
            self._queue.clear()
            self._changed.notify_all()
            worker = self._worker
        if worker is not None:
            worker.join(_LONGEST_JOIN)

    def _new(self, asked: Asked, papers: Sequence[Paper], writer: Writer | None) -> Brief:
        model = writer.model if writer else ""
        return Brief(
            id=brief_id(papers, asked, model=model, prompt_version=PROMPT_VERSION),
            keys=asked.keys,
            kind=asked.kind,
            language=asked.language,
            length=asked.length,
            state="queued",
            origin="groq" if writer else "extractive",
            model=model,
            prompt_version=PROMPT_VERSION,
            papers=tuple(shown_paper(paper) for paper in papers),
            paper_versions={paper.key: paper.version for paper in papers},
            digests={paper.key: digest(paper) for paper in papers},
            created=self._time(),
            updated=self._time(),
        )

    def _papers(self, keys: Sequence[str]) -> list[Paper]:
        known = {paper.key: paper for paper in self._papers_of(keys)}
        missing = [key for key in keys if key not in known]
        if missing:
            raise NotFoundError(f"The paper {missing[0]:.200} is not known.", "Open its page, then ask again.")
        papers = [known[key] for key in keys]
        if not any(paper.abstract.strip() for paper in papers):
            raise BadInputError(
                "No abstract of this paper is known, and a brief is made from it.",
                "Open the paper's page, or save the paper there, then ask again.",
            )
        return papers

    def _material(self, asked: Asked | Brief, papers: Sequence[Paper], stop: threading.Event) -> list[Material]:
        """Of one paper, or the one beside which others are laid, more than the abstract, if the brief is a full one."""
        return [
            self._material_of(
                number,
                paper,
                self._why_of(paper),
                asked.length if asked.kind != "several" and number == 1 else "short",
                stop,
            )
            for number, paper in enumerate(papers, 1)
        ]

    def _extracted(self, brief: Brief, material: Sequence[Material]) -> Brief:
        said = extract(brief.kind, material, brief.language, brief.length)
        brief = replace(brief, statements=said, read=_read(material), updated=self._time())
        if not said:
            return replace(brief, state="failed", error=_UNSUPPORTED)
        return replace(brief, state="done", text=as_text(brief))

    def _resume(self, brief: Brief) -> None:
        try:
            papers = self._papers(brief.keys)
            writer = self._writer_of() if brief.origin == "groq" else None
        except PaperRadarError:
            papers, writer = [], None
        with self._changed:
            if self._closed or brief.id in self._jobs:
                return
            if papers and (writer.model if writer else "") == brief.model:
                self._enqueue(brief, papers, writer)
            else:  # a paper is gone, or the model that was asked for is
                self._shelf.put(replace(brief, state="interrupted", error=_INTERRUPTED, updated=self._time()))

    def _time(self) -> str:
        return utc_after(self._now(), 0)

    def _enqueue(self, brief: Brief, papers: Sequence[Paper], writer: Writer | None) -> None:
        job = Job(brief, papers, writer, self._clock())
        self._jobs[brief.id] = job
        self._queue.append(job)
        if self._worker is None:
            self._worker = threading.Thread(target=self._work, name="briefs", daemon=True)
            self._worker.start()

    def _work(self) -> None:
        while True:
            with self._changed:
                if not self._queue:
                    self._worker = None
                    return
                job = self._queue.popleft()
                self._change(job, state="running")
                self._save(job)
            self._run(job)

    def _run(self, job: Job) -> None:
        try:
            material = self._material(job.brief, job.papers, job.stop)
            with self._changed:
                self._change(job, read=_read(material))
            self._write(job, material)
        except BriefError as error:
            self._end(job, "failed", {"code": error.code, "message": error.message, "hint": error.hint})
        except Exception:  # noqa: BLE001
            # The rim of the thread: whoever waits for this brief must be told, whatever went wrong.
            _log.exception("brief %s failed", job.brief.id)
            told = {
                "code": "brief_failed",
                "message": "The brief could not be written.",
                "hint": "See the service's log.",
            }
            self._end(job, "failed", told)

    def _write(self, job: Job, material: Sequence[Material]) -> None:
        if job.writer is None:
            extracted = self._extracted(job.brief, material)
            with self._changed:
                self._change(job, statements=extracted.statements, text=extracted.text)
                self._end(job, extracted.state, extracted.error)
            return
        listener = Listener(
            lambda statement: self._add(job, statement),
            lambda draft: self._tell(job, draft),
            lambda seconds: self._wait(job, seconds),
        )
        brief = job.brief
        written = self._desk.write(job.writer, brief.kind, material, brief.language, brief.length, listener, job.stop)
        with self._changed:
            self._change(job, tokens=written.tokens, model=written.model, finish_reason=written.finish_reason)
            if any(statement.is_supported for statement in job.brief.statements):
                self._end(job, "done")
            else:
                self._end(job, "failed", _UNSUPPORTED)

    def _add(self, job: Job, statement: Statement) -> None:
        with self._changed:
            self._change(job, statements=(*job.brief.statements, statement))
            self._change(job, text=as_text(job.brief))

    def _tell(self, job: Job, draft: str) -> None:
        with self._changed:
            if job.brief.state not in ACTIVE:
                return
            job.until, job.draft = "", draft
            if self._clock() - job.saved_at >= _SAVE_EVERY:
                self._save(job)
            self._changed.notify_all()

    def _wait(self, job: Job, seconds: float) -> None:
        with self._changed:
            job.until = utc_after(self._now(), seconds)
            self._changed.notify_all()

    def _change(self, job: Job, **fields: Any) -> None:
        """Only what is still under way changes: what is written after a cancel is nobody's."""
        if job.brief.state in ACTIVE:
            job.brief = replace(job.brief, **fields)
            self._changed.notify_all()

    def _end(self, job: Job, state: State, error: dict[str, str] | None = None) -> None:
        with self._changed:
            if job.brief.state not in ACTIVE:
                return
            job.draft = ""
            self._change(job, state=state, error=error, updated=self._time())
            job.stop.set()
            if self._save(job):
                self._jobs.pop(job.brief.id, None)  # what could not be kept is read from here
            if job in self._queue:
                self._queue.remove(job)

    def _save(self, job: Job) -> bool:
        job.saved_at = self._clock()
        try:
            self._shelf.put(job.brief)
        except (PaperRadarError, OSError):
            # A full disk must not take the text away from who is reading it.
            _log.exception("brief %s could not be kept", job.brief.id)
            return False
        return True


def _read(material: Sequence[Material]) -> dict[str, str]:
    return {one.paper.key: one.origin for one in material}
