"""POST /feedback: "not for me", with what the radar learned from it; DELETE: its undo."""

from typing import Any, Literal

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel

from paper_radar.api.answers import PREFIX, Key, PathKey, Request
from paper_radar.api.services import services
from paper_radar.api.taste import Kind
from paper_radar.errors import NotFoundError


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


blueprint = APIBlueprint("feedback", __name__, url_prefix=PREFIX)


@blueprint.post("/feedback", responses={200: GivenAnswer}, summary="Not for me")
def give(body: FeedbackRequest) -> dict[str, Any]:
    """The paper is shown no more among related papers and in the feed."""
    here = services()
    former = here.learned()
    document = {"verdict": body.verdict, "at": here.now().isoformat(timespec="seconds")}
    here.workspace.put("feedback", body.key, document)
    paper = here.pool.get(body.key)
    learned = here.learned.changed(former, paper) if paper else []
    return {
        "key": body.key,
        **document,
        "learned": [
            {"kind": weight.kind, "value": weight.value, "weight": round(weight.weight, 3)} for weight in learned
        ],
    }


@blueprint.delete("/feedback/<path:key>", responses={200: FeedbackAnswer}, summary="Undo the feedback")
def undo(path: PathKey) -> dict[str, Any]:
    """The paper may be shown again."""
    removed = services().workspace.delete("feedback", path.key)
    if removed is None:
        raise NotFoundError("There is no feedback on this paper.")
    return {"key": path.key, **removed}
