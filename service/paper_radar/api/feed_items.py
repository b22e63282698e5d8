"""Papers as the feed page shows them: of the feed, and of a search."""

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel

from paper_radar.api.answers import PaperAnswer
from paper_radar.api.services import Services
from paper_radar.matching.hits import Seen
from paper_radar.papers.model import Paper
from paper_radar.papers.works import is_arxiv

Place = Literal["pool", "library", "briefs"]


class ItemBrief(BaseModel):
    """The brief to show first where this paper is read."""

    id: str
    state: Literal["queued", "running", "done", "failed", "interrupted", "cancelled"]


class ItemAnswer(PaperAnswer):
    """A paper of the feed: in which `section` it stands ("" where there are none), whether it is `new` (it reached the
    pool since the reader last looked), whether they have `read` it (see /feed/read) or dismissed it, its latest brief;
    of a search, the `places` where it was found.
    """

    section: Literal["looked", "today", "week", "earlier", ""]
    new: bool
    read: bool
    dismissed: bool
    brief: ItemBrief | None
    places: list[Place]


def items(
    here: Services,
    papers: Sequence[Paper],
    *,
    seen: Sequence[Seen] | None = None,
    sections: Sequence[str] | None = None,
    places: Sequence[Sequence[Place]] | None = None,
) -> list[dict[str, Any]]:
    """The papers as `ItemAnswer`, in their order; `seen`, `sections` and `places` are theirs where known."""
    if seen is None:
        seen = here.reading.see(papers)
    since, read, dismissed = here.reading.looks.since(), here.reads.keys(), here.reading.dismissed()
    first = here.pool.first_seen([paper.key for paper in papers]) if since else {}
    found = []
    for at, (paper, each) in enumerate(zip(papers, seen, strict=True)):
        shown = here.reading.shown(paper, seen=each)
        shown["section"] = sections[at] if sections else ""
        shown["new"] = bool(since) and first.get(paper.key, "") > since
        shown["read"] = paper.key in read
        shown["dismissed"] = paper.key in dismissed
        shown["brief"] = _brief(here, paper)
        shown["places"] = list(places[at]) if places else []
        found.append(shown)
    return found


def _brief(here: Services, paper: Paper) -> dict[str, str] | None:
    brief = here.briefs.latest(paper.key)
    if brief is None and is_arxiv(paper.key) and (paper.doi or paper.venue):
        # It may have been written of the journal's record, before that became one with the preprint's.
        brief = next(filter(None, map(here.briefs.latest, here.pool.other_keys(paper.key))), None)
    return {"id": brief.id, "state": brief.state} if brief else None
