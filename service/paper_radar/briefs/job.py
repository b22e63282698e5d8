"""A brief that is queued or running, and those who read it while it is written."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from paper_radar.briefs.model import ACTIVE, Brief
from paper_radar.briefs.statements import to_json
from paper_radar.briefs.writer import Writer
from paper_radar.papers.model import Paper

Event = dict[str, Any]


@dataclass(slots=True)
class Job:
    """What is needed to write a brief, and how far it is. Guarded by the condition of the queue."""

    brief: Brief
    papers: Sequence[Paper]
    writer: Writer | None  # None: sentences of the papers, without a model
    former: Brief | None = None  # the one that is written anew: it stands until this one is done
    saved: Brief | None = None  # what was kept of it last, and when by the queue's clock
    saved_at: float = 0.0
    until: str = ""  # when a writer that waits for its turn will ask again
    draft: str = ""  # of the statement that is being written; not checked
    left: bool = False  # the service stops: whoever reads a brief that stays queued is let go
    stop: threading.Event = field(default_factory=threading.Event)


def follow(
    job: Job | None,
    brief: Brief,
    changed: threading.Condition,
    heartbeat: float,
    shown: Callable[[Brief], dict[str, Any]],
) -> Iterator[Event]:
    """The events of a brief (see `BriefJobs.events`), of which `brief` is the state now and `job` what changes it."""
    told: tuple[str, str] | None = None
    sent, told_draft = 0, ""
    until, draft, left = (job.until, job.draft, job.left) if job else ("", "", False)
    while True:
        quiet = True
        if (brief.state, until) != told:
            quiet, told = False, (brief.state, until)
            yield {"type": "state", "state": brief.state, "until": until}
        if job and job.former and brief.statements is job.former.statements:
            sent = len(brief.statements)  # it stands after all: its statements do not follow on those of the other
        for index in range(sent, len(brief.statements)):
            quiet = False
            yield {"type": "statement", "index": index, "statement": to_json(brief.statements[index])}
        sent = len(brief.statements)
        if draft != told_draft:
            quiet, told_draft = False, draft
            yield {"type": "draft", "text": draft}
        if job is None or brief.state not in ACTIVE:
            yield {"type": "error" if brief.error else "done", "brief": shown(brief)}
            return
        if left:
            return
        if quiet:
            yield {"type": "heartbeat"}
        with changed:
            seen = brief, until, draft, left
            changed.wait_for(lambda: (job.brief, job.until, job.draft, job.left) != seen, heartbeat)  # noqa: B023
            brief, until, draft, left = job.brief, job.until, job.draft, job.left
