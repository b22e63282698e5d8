"""POST /pool: papers handed to the pool by hand, as `paper-radar import` does; GET /pool/{key}: what it has of one."""

from typing import Any

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, Field

from paper_radar.api.answers import PREFIX, PathKey, PlainPaper, Request
from paper_radar.api.services import services
from paper_radar.errors import BadInputError, NotFoundError
from paper_radar.papers.model import Paper, from_json, to_json


class PoolRequest(Request):
    """Papers as `papers.model.to_json` writes them; at most 2,000 a request and 2 MB."""

    papers: list[dict[str, Any]] = Field(max_length=2000)


class PoolAnswer(BaseModel):
    """What became of them; `skipped` were no papers."""

    new: int
    updated: int
    unchanged: int
    skipped: int


class PooledAnswer(BaseModel):
    """What the pool has of a paper: its record, which field another source than `paper.source` has told, when it first
    came (ISO 8601 UTC), the day on which a source last delivered it, and the other keys that lead to it.
    """

    paper: PlainPaper
    origins: dict[str, str]
    first_seen: str
    last_seen: str
    also: list[str]


blueprint = APIBlueprint("pool", __name__, url_prefix=PREFIX)


@blueprint.post("/pool", responses={200: PoolAnswer}, summary="Hand papers to the pool")
def add(body: PoolRequest) -> dict[str, int]:
    """A record that is no paper is counted and passed over."""
    here = services()
    papers: list[Paper] = []
    for record in body.papers:
        try:
            papers.append(from_json(record))
        except BadInputError:
            continue
    added = here.pool.add(papers, seen_at=here.now().isoformat(timespec="seconds"))
    return {
        "new": added.new,
        "updated": added.updated,
        "unchanged": added.unchanged,
        "skipped": added.skipped + len(body.papers) - len(papers),
    }


@blueprint.get("/pool/<path:key>", responses={200: PooledAnswer}, summary="What the pool has of a paper")
def pooled(path: PathKey) -> dict[str, Any]:
    """By any of its keys: a preprint and what a journal made of it are one record, under the key on arXiv."""
    pool = services().pool
    paper = pool.get(path.key)
    if paper is None:
        raise NotFoundError("The pool has no such paper.", "No source has brought it lately.")
    return {
        "paper": to_json(paper),
        "origins": pool.origins(path.key),
        "first_seen": pool.first_seen([path.key]).get(path.key, ""),
        "last_seen": pool.last_seen([path.key]).get(path.key, ""),
        "also": list(pool.other_keys(path.key)),
    }
