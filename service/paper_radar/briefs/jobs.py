"""Briefs as jobs: they outlive the popup that asked, run one at a time, are kept, and survive a restart.

States: queued → running → done | failed | cancelled | interrupted. Of those that a dead process left, the one that was
running is `interrupted`, with what was written so far; the queued ones are begun again by `resume`.
"""

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from paper_radar.briefs.budget import utc_after
from paper_radar.briefs.job import Event, Job, follow
from paper_radar.briefs.making import Maker, MaterialOf, abstract_alone
from paper_radar.briefs.model import (
    ACTIVE,
    Asked,
    Brief,
    brief_id,
    checked,
    from_json,
    is_newer,
    read_of,
    to_json,
)
from paper_radar.briefs.prompt import PROMPT_VERSION
from paper_radar.briefs.queue import INTERRUPTED, Queue
from paper_radar.briefs.shelf import Shelf
from paper_radar.briefs.writer import Writer
from paper_radar.errors import BadInputError, ConflictError, NotFoundError, PaperRadarError
from paper_radar.papers.model import Paper
from paper_radar.storage.base import Workspace

_HEARTBEAT = 15.0


class BriefJobs:
    """The briefs of one workspace.

    `writer_of` gives the writer of now, None without a key: then briefs are extractive. `papers_of` gives the papers
    known under these keys, `why_of` why one is on the radar; `may_write` raises BriefError while no model is to be
    asked; `shelf` is the workspace's, if others read it, too.
    `clock` is a monotonic clock in seconds, `heartbeat` the longest silence of `events`.
    """

    def __init__(
        self,
        workspace: Workspace,
        writer_of: Callable[[], Writer | None],
        papers_of: Callable[[Sequence[str]], list[Paper]],
        now: Callable[[], datetime],
        *,
        why_of: Callable[[Paper], tuple[str, ...]] = lambda _: (),
        material_of: MaterialOf = abstract_alone,
        may_write: Callable[[], None] = lambda: None,
        shelf: Shelf | None = None,
        clock: Callable[[], float] = time.monotonic,
        heartbeat: float = _HEARTBEAT,
    ) -> None:
        self._shelf = shelf or Shelf(workspace)
        self._maker = Maker(why_of, material_of, may_write)
        self._queue = Queue(self._shelf, lambda job: self._maker.make(job, self._queue), now, clock)
        self._writer_of = writer_of
        self._papers_of = papers_of
        self._now = now
        self._heartbeat = heartbeat
        for brief in self._shelf.all():
            if brief.state == "running":
                self._interrupt(brief)

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

        With `force` a done one is written anew, and kept until the new one is done; should that fail, it stands with
        the `error` until it is asked for again. One that failed, was cancelled or interrupted is always begun again.
        `extractive`: without a model, though there be one. Raises BadInputError for a request that makes no sense or
        papers without abstracts, NotFoundError for unknown papers, ConflictError after `close`.
        """
        asked = checked(keys, kind, language, length)
        papers = self._papers(asked.keys)
        # A key that was joined into another leads to the same paper.
        asked = checked([paper.key for paper in papers], kind, language, length)
        writer = None if extractive else self._writer_of()
        brief = self._new(asked, papers, writer)
        there = self._served(brief.id, force=force)
        if there is not None:
            return there
        if writer is None and length != "full":
            # Nothing is waited for: there is neither a model nor a full text to be had.
            brief = replace(self._maker.extracted(brief, papers), updated=self._time())
            with self._queue.changed:
                self._shelf.put(brief)
                self._queue.forget(brief.id)
            return brief
        with self._queue.changed:
            there = self._served(brief.id, force=force)  # another may have asked meanwhile
            if there is not None:
                return there
            kept = self._shelf.get(brief.id)
            former = kept if kept is not None and kept.state == "done" else None
            if former is None:
                # What is begun at once is kept as that: one write of the disk before the model is asked, not two.
                self._shelf.put(replace(brief, state="running") if self._queue.is_idle else brief)
            self._queue.add(Job(brief, papers, writer, former))
            return brief

    def resume(self) -> None:
        """Begin again what was queued when the service stopped."""
        for brief in self._shelf.all():
            if brief.state == "queued" and self._queue.get(brief.id) is None:
                self._begin_again(brief)

    def get(self, id: str) -> Brief:
        """The brief as far as it is written. Raises NotFoundError."""
        brief = self._known(id)
        if brief is None:
            raise NotFoundError("There is no such brief.", "Ask for a brief of the paper again.")
        if not brief.papers:  # an old one, written before it was kept what its papers are called
            known = [replace(paper, key=key) for key in brief.keys for paper in self._papers_of([key])]
            return replace(brief, papers=read_of(known)["papers"])
        return brief

    def shown(self, brief: Brief) -> dict[str, Any]:
        """The brief as JSON for those who read it: also the `draft` of the statement that is being written, and which
        of its papers are `newer` by now than what it read.
        """
        job = self._queue.get(brief.id)
        now = [(key, paper) for key in brief.keys for paper in self._papers_of([key])]
        newer = [(key, paper) for key, paper in now if is_newer(brief, key, paper)]
        return {
            **to_json(brief),
            "draft": job.draft if job else "",
            "newer": [{"key": key, "version": paper.version} for key, paper in newer],
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
        job = self._queue.get(id)
        if job is not None:
            self._queue.end(job, "cancelled")
            return job.brief
        return self.get(id)

    def remove(self, id: str) -> Brief:
        """Take it away, stopped if it is under way; what it was. Raises NotFoundError."""
        with self._queue.changed:
            brief = self.cancel(id)
            self._queue.forget(id)
            return self._shelf.remove(id) or brief

    def restore(self, record: Mapping[str, Any]) -> Brief:
        """Put back what `remove` took away; one that was written again in between stays. Raises BadInputError."""
        brief = from_json(record)
        if brief.state in ACTIVE:
            raise BadInputError("A brief that is being written cannot be put back.", "Ask for it again.")
        with self._queue.changed:
            if self._known(brief.id) is None:
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
        with self._queue.changed:
            job, brief = self._queue.get(id), self.get(id)
        return follow(job, brief, self._queue.changed, self._heartbeat, self.shown)

    def close(self) -> None:
        """Stop what runs, it becomes `interrupted`; what is queued stays so. Readers of events end. May be called
        twice.
        """
        self._queue.close()

    def _served(self, id: str, *, force: bool) -> Brief | None:
        """The brief that is there for who asks for it: one that is done, or under way. Raises ConflictError."""
        with self._queue.changed:
            if self._queue.is_closed:
                raise ConflictError("The service is stopping.", "Ask again when it runs.")
            there, job = self._known(id), self._queue.get(id)
            if there is not None and ((there.state == "done" and not force) or (there.state in ACTIVE and job)):
                if there.error and there.state == "done":  # that it could not be written anew was told
                    self._queue.forget(id)
                return self._known(id)
            return None

    def _known(self, id: str) -> Brief | None:
        with self._queue.changed:
            job = self._queue.get(id)
            return job.brief if job else self._shelf.get(id)

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
            created=self._time(),
            updated=self._time(),
            **read_of(papers),
        )

    def _papers(self, keys: Sequence[str]) -> list[Paper]:
        known = {key: self._papers_of([key]) for key in keys}
        missing = [key for key, found in known.items() if not found]
        if missing:
            raise NotFoundError(f"The paper {missing[0]:.200} is not known.", "Open its page, then ask again.")
        papers = list({paper.key: paper for found in known.values() for paper in found}.values())
        if not any(paper.abstract.strip() for paper in papers):
            raise BadInputError(
                "No abstract of this paper is known, and a brief is made from it.",
                "Open the paper's page, or save the paper there, then ask again.",
            )
        return papers

    def _begin_again(self, brief: Brief) -> None:
        try:
            papers = self._papers(brief.keys)
            writer = self._writer_of() if brief.origin == "groq" else None
        except PaperRadarError:
            papers, writer = [], None
        with self._queue.changed:
            if self._queue.is_closed or self._queue.get(brief.id) or self._shelf.get(brief.id) != brief:
                return
            if papers and (writer.model if writer else "") == brief.model:
                self._queue.add(Job(replace(brief, **read_of(papers)), papers, writer))
            else:  # a paper is gone, or the model that was asked for is
                self._interrupt(brief)

    def _interrupt(self, brief: Brief) -> None:
        self._shelf.put(replace(brief, state="interrupted", error=INTERRUPTED, updated=self._time()))

    def _time(self) -> str:
        return utc_after(self._now(), 0)
