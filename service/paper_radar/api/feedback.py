"""POST /feedback: "not for me", with what the radar learned from it; DELETE: its undo. /many, /restore: of several."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, Field

from paper_radar.api.answers import PREFIX, Key, PathKey, Request
from paper_radar.api.services import services
from paper_radar.api.taste import Kind
from paper_radar.errors import NotFoundError
from paper_radar.related.taste import Weight

_MOST = 500


class FeedbackRequest(Request):
    """What the reader thinks of the paper."""

    key: str = Key
    verdict: Literal["dismissed"] = "dismissed"


class FeedbackAnswer(BaseModel):
    """What is remembered."""

    key: str
    verdict: str
    at: str


class LearnedAnswer(BaseModel):
    """One thing that the radar weighs otherwise from now on (see /taste): below 0, papers that have it rank lower."""

    kind: Kind
    value: str
    weight: float


class GivenAnswer(FeedbackAnswer):
    """What is remembered, and what was learned from it: what weighs most first, [] where learning is off or one paper
    more changed nothing.
    """

    learned: list[LearnedAnswer]


class ManyRequest(Request):
    """Any papers."""

    keys: list[Annotated[str, Key]] = Field(min_length=1, max_length=_MOST)


class ManyAnswer(BaseModel):
    """How many papers changed, and what was learned from them together (see POST /feedback)."""

    changed: int
    learned: list[LearnedAnswer]


class RestoredAnswer(BaseModel):
    """How many papers may be shown again."""

    changed: int


blueprint = APIBlueprint("feedback", __name__, url_prefix=PREFIX)


@blueprint.post("/feedback", responses={200: GivenAnswer}, summary="Not for me")
def give(body: FeedbackRequest) -> dict[str, Any]:
    """The paper is shown no more among related papers and in the feed."""
    here = services()
    former = here.learned()
    document = {"verdict": body.verdict, "at": here.now().isoformat(timespec="seconds")}
    here.workspace.put("feedback", body.key, document)
    paper = here.pool.get(body.key)
    learned = here.learned.changed(former, [paper]) if paper else []
    return {
        "key": body.key,
        **document,
        "learned": _told(learned),
    }


@blueprint.post("/feedback/many", responses={200: ManyAnswer}, summary="Several are not for me")
def give_many(body: ManyRequest) -> dict[str, Any]:
    """All of them or none, with one write, and learned from once."""
    here = services()
    former = here.learned()
    document = {"verdict": "dismissed", "at": here.now().isoformat(timespec="seconds")}
    keys = dict.fromkeys(body.keys)
    here.workspace.put_many("feedback", dict.fromkeys(keys, document))
    learned = here.learned.changed(former, here.pool.get_many(keys).values())
    return {"changed": len(keys), "learned": _told(learned)}


@blueprint.post("/feedback/restore", responses={200: RestoredAnswer}, summary="Undo the feedback on several")
def restore(body: ManyRequest) -> dict[str, Any]:
    """The papers may be shown again; those without feedback are passed over."""
    workspace = services().workspace
    known = [key for key in dict.fromkeys(body.keys) if workspace.get("feedback", key) is not None]
    workspace.put_many("feedback", dict.fromkeys(known))
    return {"changed": len(known)}


@blueprint.delete("/feedback/<path:key>", responses={200: FeedbackAnswer}, summary="Undo the feedback")
def undo(path: PathKey) -> dict[str, Any]:
    """The paper may be shown again."""
    removed = services().workspace.delete("feedback", path.key)
    if removed is None:
        raise NotFoundError("There is no feedback on this paper.")
    return {"key": path.key, **removed}


def _told(weights: Iterable[Weight]) -> list[dict[str, Any]]:
    return [{"kind": weight.kind, "value": weight.value, "weight": round(weight.weight, 3)} for weight in weights]
