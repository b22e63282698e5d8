"""Briefs as jobs: they outlive the popup that asked, run one at a time, are kept, and survive a restart.

The text of a brief, extractive or written, is plain text in one form (see `sections`): a line that begins with "## "
is a heading, every other line is a paragraph; there are no empty lines and no other marks. One renderer shows all.

States: queued → running → done | failed | cancelled | interrupted. A brief that was queued or running when its process
died is found as `interrupted`, with what was written so far.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from paper_radar.briefs.answer import Written
from paper_radar.briefs.budget import COMPLETION_TOKENS, FREE_TOKENS_PER_MINUTE, room_for_prompt, utc_after
from paper_radar.briefs.extractive import extract
from paper_radar.briefs.failures import WriterError
from paper_radar.briefs.material import of_abstract
from paper_radar.briefs.model import ACTIVE, Brief, State, brief_id, checked, from_json
from paper_radar.briefs.model import to_json as to_json
from paper_radar.briefs.prompt import PROMPT_VERSION, write_messages
from paper_radar.briefs.text import as_text
from paper_radar.briefs.writer import Writer
from paper_radar.errors import BadInputError, BriefError, ConflictError, NotFoundError, PaperRadarError
from paper_radar.papers.model import Paper
from paper_radar.storage.base import Document, Workspace

Event = dict[str, Any]

_SAVE_EVERY = 1.0  # seconds between two writes of a brief that is being written
_HEARTBEAT = 15.0
_LONGEST_JOIN = 5.0
_INTERRUPTED = {
    "code": "interrupted",
    "message": "The service stopped while this brief was being written.",
    "hint": "Ask for it again.",
}

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Job:
    """A brief that is queued or running, and what is needed to write it. Guarded by the lock of `BriefJobs`."""

    brief: Brief
    papers: Sequence[Paper]
    writer: Writer
    saved_at: float
    until: str = ""  # when a writer that waits for its turn will ask again
    stop: threading.Event = field(default_factory=threading.Event)


class BriefJobs:
    """The briefs of one workspace.

    `writer_of` gives the writer of now, None without a key: then briefs are extractive. `papers_of` gives the papers
    known under these keys. `clock` is a monotonic clock in seconds, `heartbeat` the longest silence of `events`.
    """

    def __init__(
        self,
        workspace: Workspace,
        writer_of: Callable[[], Writer | None],
        papers_of: Callable[[Sequence[str]], list[Paper]],
        now: Callable[[], datetime],
        *,
        clock: Callable[[], float] = time.monotonic,
        heartbeat: float = _HEARTBEAT,
    ) -> None:
        self._workspace = workspace
        self._writer_of = writer_of
        self._papers_of = papers_of
        self._now = now
        self._clock = clock
        self._heartbeat = heartbeat
        self._changed = threading.Condition(threading.RLock())
        self._jobs: dict[str, _Job] = {}
        self._queue: deque[_Job] = deque()
        self._worker: threading.Thread | None = None
        self._closed = False
        self._limits: dict[str, int] = {}  # tokens a minute, by model, as answers told
        self._latest: tuple[int, dict[str, Brief]] = (-1, {})
        for id, document in workspace.all("briefs").items():
            if document.get("state") in ACTIVE:
                workspace.change("briefs", id, self._as_interrupted)

    def start(self, keys: Sequence[str], language: str, length: str, *, force: bool = False) -> Brief:
        """The brief of these papers: the kept one if it is done, the one that is under way, or a new one.

        With `force` a done one is written anew. One that failed, was cancelled or interrupted is always begun again.
        Raises BadInputError for a request that makes no sense or papers without abstracts, NotFoundError for unknown
        papers, ConflictError after `close`.
        """
        unique, in_language, of_length = checked(keys, language, length)
        papers = self._papers(unique)
        writer = self._writer_of()
        brief = Brief(
            id=brief_id(
                papers,
                kind="paper",
                language=in_language,
                length=of_length,
                model=writer.model if writer else "",
                prompt_version=PROMPT_VERSION,
            ),
            keys=unique,
            language=in_language,
            length=of_length,
            state="queued",
            origin="groq" if writer else "extractive",
            model=writer.model if writer else "",
            prompt_version=PROMPT_VERSION,
            paper_versions={paper.key: paper.version for paper in papers},
            created=self._time(),
            updated=self._time(),
        )
        with self._changed:
            if self._closed:
                raise ConflictError("The service is stopping.", "Ask again when it runs.")
            there = self._jobs.get(brief.id)
            if there and (there.brief.state in ACTIVE or (there.brief.state == "done" and not force)):
                return there.brief
            kept = self._kept(brief.id)
            if kept is not None and kept.state == "done" and not force:
                return kept
            if writer is None:
                material = [of_abstract(number, paper) for number, paper in enumerate(papers, 1)]
                brief = replace(brief, state="done", statements=extract("paper", material, in_language, of_length))
                brief = replace(brief, text=as_text(brief))
                self._workspace.put("briefs", brief.id, to_json(brief))
                return brief
            self._workspace.put("briefs", brief.id, to_json(brief))
            job = _Job(brief, papers, writer, self._clock())
            self._jobs[brief.id] = job
            self._queue.append(job)
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="briefs", daemon=True)
                self._worker.start()
            return brief

    def get(self, id: str) -> Brief:
        """The brief as far as it is written. Raises NotFoundError."""
        with self._changed:
            job = self._jobs.get(id)
            brief = job.brief if job else self._kept(id)
        if brief is None:
            raise NotFoundError("There is no such brief.", "Ask for a brief of the paper again.")
        return brief

    def latest(self, key: str) -> Brief | None:
        """The brief of this one paper to show first: one under way, else the last that is done, else the last."""
        with self._changed:
            revision = self._workspace.revision("briefs")
            if self._latest[0] != revision:
                self._latest = (revision, _latest_by_key(self._workspace.all("briefs")))
            found = self._latest[1].get(key)
            job = self._jobs.get(found.id) if found else None
            return job.brief if job else found

    def cancel(self, id: str) -> Brief:
        """Stop it now and keep what is written; one that has ended stays as it is. Raises NotFoundError."""
        with self._changed:
            job = self._jobs.get(id)
            if job is None:
                return self.get(id)
            self._end(job, "cancelled")
            return job.brief

    def events(self, id: str) -> Iterator[Event]:
        """The brief as it is written, from its beginning, for any number of readers. Raises NotFoundError at once.

        `{"type": "state", "state", "until"}` first and at each change (`until`: ISO 8601 UTC, not "" while the writer
        waits for its turn); `{"type": "text", "text", "offset"}` for each piece, `offset` in characters from the start;
        `{"type": "heartbeat"}` when nothing happened for a while; and at the end one `{"type": "done", "brief"}` (done
        or cancelled) or `{"type": "error", "brief"}` (failed or interrupted) with the whole brief.
        """
        with self._changed:
            job = self._jobs.get(id)
            brief = self.get(id)
        return self._follow(job, brief)

    def close(self) -> None:
        """Stop what runs; it and what is queued become `interrupted`. Readers of events end. May be called twice."""
        with self._changed:
            self._closed = True
            for job in list(self._jobs.values()):
                self._end(job, "interrupted", _INTERRUPTED)
            worker = self._worker
        if worker is not None:
            worker.join(_LONGEST_JOIN)

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

    def _kept(self, id: str) -> Brief | None:
        document = self._workspace.get("briefs", id)
        return from_json(document) if document else None

    def _as_interrupted(self, document: Document | None) -> Document | None:
        if document is None:
            return None
        return {**document, "state": "interrupted", "error": _INTERRUPTED, "updated": self._time()}

    def _time(self) -> str:
        return utc_after(self._now(), 0)

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

    def _run(self, job: _Job) -> None:
        try:
            written = self._ask(job)
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
        else:
            with self._changed:
                if written.rates.tokens_limit is not None:
                    self._limits[job.writer.model] = written.rates.tokens_limit
                self._change(job, text=written.text, tokens=written.tokens, model=written.model)
                self._change(job, finish_reason=written.finish_reason)
                self._end(job, "done")

    def _ask(self, job: _Job) -> Written:
        """Ask the writer; if the request turns out too large for the account, once more with a smaller one."""
        model, length = job.writer.model, job.brief.length
        limit = self._limits.get(model, FREE_TOKENS_PER_MINUTE)
        while True:
            messages = write_messages(job.papers, job.brief.language, length, room_for_prompt(limit, length))
            try:
                return job.writer.write(
                    messages,
                    lambda text: self._add_text(job, text),
                    job.stop,
                    max_tokens=COMPLETION_TOKENS[length],
                    on_wait=lambda seconds: self._wait(job, seconds),
                )
            except WriterError as error:
                if error.code != "groq_too_large" or limit <= _SMALLEST_LIMIT:
                    raise
                limit = min(error.tokens_per_minute or limit // 2, limit - 1)
                self._limits[model] = limit

    def _add_text(self, job: _Job, text: str) -> None:
        with self._changed:
            self._change(job, text=job.brief.text + text)
            job.until = ""
            if self._clock() - job.saved_at >= _SAVE_EVERY:
                self._save(job)

    def _wait(self, job: _Job, seconds: float) -> None:
        with self._changed:
            job.until = utc_after(self._now(), seconds)
            self._changed.notify_all()

    def _change(self, job: _Job, **fields: Any) -> None:
        """Only what is still under way changes: what is written after a cancel is nobody's."""
        if job.brief.state in ACTIVE:
            job.brief = replace(job.brief, **fields)
            self._changed.notify_all()

    def _end(self, job: _Job, state: State, error: dict[str, str] | None = None) -> None:
        with self._changed:
            if job.brief.state not in ACTIVE:
                return
            self._change(job, state=state, error=error, updated=self._time())
            job.stop.set()
            if self._save(job):
                self._jobs.pop(job.brief.id, None)  # what could not be kept is read from here
            if job in self._queue:
                self._queue.remove(job)

    def _save(self, job: _Job) -> bool:
        job.saved_at = self._clock()
        try:
            self._workspace.put("briefs", job.brief.id, to_json(job.brief))
        except (PaperRadarError, OSError):
            # A full disk must not take the text away from who is reading it.
            _log.exception("brief %s could not be kept", job.brief.id)
            return False
        return True

    def _follow(self, job: _Job | None, brief: Brief) -> Iterator[Event]:
        told: tuple[str, str] | None = None
        sent, until = 0, ""
        while True:
            quiet = True
            if (brief.state, until) != told:
                quiet, told = False, (brief.state, until)
                yield {"type": "state", "state": brief.state, "until": until}
            if len(brief.text) > sent:
                quiet = False
                yield {"type": "text", "text": brief.text[sent:], "offset": sent}
                sent = len(brief.text)
            if job is None or brief.state not in ACTIVE:
                yield {"type": "error" if brief.error else "done", "brief": to_json(brief)}
                return
            if quiet:
                yield {"type": "heartbeat"}
            with self._changed:
                seen = brief, until
                self._changed.wait_for(lambda: (job.brief, job.until) != seen, self._heartbeat)  # noqa: B023
                brief, until = job.brief, job.until


# Below this even a title does not fit beside the prompt, and asking again makes no sense.
_SMALLEST_LIMIT = 2000


def _latest_by_key(documents: dict[str, Document]) -> dict[str, Brief]:
    latest: dict[str, tuple[tuple[int, str], Brief]] = {}
    for document in documents.values():
        try:
            brief = from_json(document)
        except BadInputError:
            continue  # written by a newer version of the program; it is not ours to show
        if len(brief.keys) != 1:
            continue
        rank = (2 if brief.state in ACTIVE else 1 if brief.state == "done" else 0, brief.updated)
        if brief.keys[0] not in latest or rank >= latest[brief.keys[0]][0]:
            latest[brief.keys[0]] = (rank, brief)
    return {key: brief for key, (_, brief) in latest.items()}
