"""POST /pool: papers handed to the pool by hand, as `paper-radar import` does."""

from typing import Any

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, Field

from paper_radar.api.answers import PREFIX, Request
from paper_radar.api.services import services
from paper_radar.errors import BadInputError
from paper_radar.papers.model import Paper, from_json


class PoolRequest(Request):
    """Papers as `papers.model.to_json` writes them; at most 2,000 a request and 2 MB."""

    papers: list[dict[str, Any]] = Field(max_length=2000)


class PoolAnswer(BaseModel):
    """What became of them; `skipped` were no papers."""

    new: int
    updated: int
    unchanged: int
    skipped: int


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
