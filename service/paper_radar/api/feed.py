"""GET /feed: the pool's newest papers that hit the radar; POST /feedback: "not for me", and its undo."""

from datetime import timedelta
from typing import Any, Literal

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, Field

from paper_radar.api.answers import PREFIX, Key, PaperAnswer, PathKey, Request
from paper_radar.api.reading import NEW_DAYS
from paper_radar.api.services import services
from paper_radar.errors import NotFoundError


class FeedQuery(Request):
    """From which day on (ISO date, 30 days back unless told), the radar entry that the papers hit (then any day unless
    told), and the slice.
    """

    since: str = Field("", pattern=r"^(\d{4}-\d\d-\d\d)?$")
    entry: str = Field("", max_length=100)
    limit: int = Field(20, ge=0, le=100)
    offset: int = Field(0, ge=0)


class FeedAnswer(BaseModel):
    """Papers that hit, newest first: `total` of the `looked_at` papers since that day. Not `settled`: the pool is being
    matched, newest papers first, and more may come. `looked_since`: when the reader last looked (see /looked).
    """

    total: int
    since: str
    looked_at: int
    settled: bool
    looked_since: str
    items: list[PaperAnswer]


class FeedbackRequest(Request):
    """What the reader thinks of the paper."""

    key: str = Key
    verdict: Literal["dismissed"] = "dismissed"


class FeedbackAnswer(BaseModel):
    """What is remembered."""

    key: str
    verdict: str
    at: str


blueprint = APIBlueprint("feed", __name__, url_prefix=PREFIX)


@blueprint.get("/feed", responses={200: FeedAnswer}, summary="New papers that hit the radar")
def feed(query: FeedQuery) -> dict[str, Any]:
    """Muted and dismissed papers are left out."""
    here = services()
    if query.entry and query.entry not in here.reading.followed().by_id:
        raise NotFoundError("There is no such entry on the radar.")
    window = "" if query.entry else (here.now() - timedelta(days=NEW_DAYS)).date().isoformat()
    since = query.since or window
    found = here.reading.feed(since=since, entry_id=query.entry, limit=query.limit, offset=query.offset)
    return {
        "total": found.total,
        "since": since,
        "looked_at": here.pool.count(since=since) - found.waiting,
        "settled": found.settled,
        "looked_since": here.reading.looks.since(),
        "items": [here.reading.shown(paper, seen=seen) for paper, seen in found.papers],
    }


@blueprint.post("/feedback", responses={200: FeedbackAnswer}, summary="Not for me")
def give_feedback(body: FeedbackRequest) -> dict[str, Any]:
    """The paper is shown no more among related papers and in the feed."""
    here = services()
    document = {"verdict": body.verdict, "at": here.now().isoformat(timespec="seconds")}
    here.workspace.put("feedback", body.key, document)
    return {"key": body.key, **document}


@blueprint.delete("/feedback/<path:key>", responses={200: FeedbackAnswer}, summary="Undo the feedback")
def undo_feedback(path: PathKey) -> dict[str, Any]:
    """The paper may be shown again."""
    removed = services().workspace.delete("feedback", path.key)
    if removed is None:
        raise NotFoundError("There is no feedback on this paper.")
    return {"key": path.key, **removed}
