"""Making a brief: from its papers their material, from the material its statements, by a model or without one."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

from paper_radar.briefs.extractive import extract
from paper_radar.briefs.job import Job
from paper_radar.briefs.material import Material, of_abstract
from paper_radar.briefs.model import Brief
from paper_radar.briefs.queue import Queue
from paper_radar.briefs.sections import Length
from paper_radar.briefs.statements import Statement
from paper_radar.briefs.text import as_text
from paper_radar.briefs.writer import Writer
from paper_radar.briefs.writing import Desk, Listener
from paper_radar.errors import BriefError
from paper_radar.papers.model import Paper

_UNSUPPORTED = {
    "code": "brief_unsupported",
    "message": "Nothing of what the model wrote could be found in the papers.",
    "hint": "Write it again, choose another model in the options, or take the brief without a model.",
}
_NOTHING = {
    "code": "brief_failed",
    "message": "The abstract holds no sentence that could be taken.",
    "hint": "Open the paper's page, or correct its abstract in the library, then ask again.",
}

# Gets what of a paper is read: of the `length` "full" its full text if there is one. Ends soon after the event is set.
MaterialOf = Callable[[int, Paper, tuple[str, ...], Length, threading.Event], Material]


def abstract_alone(number: int, paper: Paper, why: tuple[str, ...], *_: object) -> Material:
    """The material where no full text is to be had."""
    return of_abstract(number, paper, why)


class Maker:
    """Makes briefs of what `material_of` gets of their papers, and `why_of` says why they are on the radar; by a model
    unless `may_write` raises BriefError.
    """

    def __init__(
        self, why_of: Callable[[Paper], tuple[str, ...]], material_of: MaterialOf, may_write: Callable[[], None]
    ) -> None:
        self._why_of = why_of
        self._material_of = material_of
        self._may_write = may_write
        self._desk = Desk()

    def extracted(self, brief: Brief, papers: Sequence[Paper]) -> Brief:
        """The brief without a model, done at once (or failed) where nothing but abstracts is asked for."""
        return _extracted(brief, self._material(brief, papers, threading.Event()))

    def make(self, job: Job, queue: Queue) -> None:
        """Write the brief of this job, and end it, whatever comes of it."""
        try:
            if job.writer is not None:
                self._may_write()  # before arXiv is asked for a text that no model would read
            material = self._material(job.brief, job.papers, job.stop)
            if job.stop.is_set():
                return  # it has ended while its full text was fetched: no model is asked for nobody
            queue.change(job, read=_origins(material))
            if job.writer is not None:
                self._write(job, job.writer, material, queue)
                return
        except BriefError as error:
            queue.end(job, "failed", {"code": error.code, "message": error.message, "hint": error.hint})
            return
        extracted = _extracted(job.brief, material)
        queue.change(job, statements=extracted.statements, text=extracted.text)
        queue.end(job, extracted.state, extracted.error)

    def _write(self, job: Job, writer: Writer, material: Sequence[Material], queue: Queue) -> None:
        def add(statement: Statement) -> None:
            with queue.changed:
                job.draft = ""  # with its statement, not after it: nobody is to read it twice
                longer = replace(job.brief, statements=(*job.brief.statements, statement))
                queue.change(job, statements=longer.statements, text=as_text(longer))

        listener = Listener(add, lambda text: queue.draft(job, text), lambda seconds: queue.wait(job, seconds))
        brief = job.brief
        written = self._desk.write(writer, brief.kind, material, brief.language, brief.length, listener, job.stop)
        with queue.changed:
            queue.change(job, tokens=written.tokens, model=written.model, finish_reason=written.finish_reason)
            if any(statement.is_supported for statement in job.brief.statements):
                queue.end(job, "done")
            else:
                queue.end(job, "failed", _UNSUPPORTED)

    def _material(self, brief: Brief, papers: Sequence[Paper], stop: threading.Event) -> list[Material]:
        """Of one paper, or the one beside which others are laid, more than the abstract, if the brief is a full one."""
        return [
            self._material_of(
                number,
                paper,
                self._why_of(paper),
                brief.length if brief.kind != "several" and number == 1 else "short",
                stop,
            )
            for number, paper in enumerate(papers, 1)
        ]


def _extracted(brief: Brief, material: Sequence[Material]) -> Brief:
    said = extract(brief.kind, material, brief.language, brief.length)
    brief = replace(brief, statements=said, read=_origins(material))
    if not said:
        return replace(brief, state="failed", error=_NOTHING)
    return replace(brief, state="done", text=as_text(brief))


def _origins(material: Sequence[Material]) -> dict[str, str]:
    return {one.paper.key: one.origin for one in material}
