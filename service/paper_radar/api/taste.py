"""GET and PATCH /taste: what was learned from the papers saved and dismissed, and the reader's word on it."""

from typing import Annotated, Any, Literal

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, Field

from paper_radar.api.answers import PREFIX, Request
from paper_radar.api.services import services

Kind = Literal["word", "author", "category"]


class WeightAnswer(BaseModel):
    """One thing learned: papers that have it rank higher, or lower where the weight is below 0. `saved` and
    `dismissed` count the papers it was learned from, those of one group of authors once."""

    kind: Kind
    value: str
    weight: float
    saved: int
    dismissed: int
    ignored: bool


class TasteAnswer(BaseModel):
    """Everything learned. `saved` and `dismissed` count all papers; while learning is off nothing of it ranks."""

    learning: bool
    saved: int
    dismissed: int
    weights: list[WeightAnswer]


class Named(Request):
    """One thing learned, by its kind and value."""

    kind: Kind
    value: Annotated[str, Field(min_length=1, max_length=300)]


class TasteChange(Request):
    """Only what is given changes; what is ignored ranks no more until it is restored."""

    learning: bool | None = None
    ignore: list[Named] = Field([], max_length=200)
    restore: list[Named] = Field([], max_length=200)


blueprint = APIBlueprint("taste", __name__, url_prefix=PREFIX)


def _answer() -> dict[str, Any]:
    here = services()
    return {
        "learning": here.learned.choices().learning,
        "saved": here.library.count(),
        "dismissed": len(here.workspace.all("feedback")),
        "weights": [
            {
                "kind": weight.kind,
                "value": weight.value,
                "weight": round(weight.weight, 3),
                "saved": weight.saved,
                "dismissed": weight.dismissed,
                "ignored": ignored,
            }
            for weight, ignored in here.learned.weights()
        ],
    }


@blueprint.get("/taste", responses={200: TasteAnswer}, summary="What was learned of the reader")
def get() -> dict[str, Any]:
    """Each weight with the counts that explain it."""
    return _answer()


@blueprint.patch("/taste", responses={200: TasteAnswer}, summary="Forget, restore, or stop learning")
def change(body: TasteChange) -> dict[str, Any]:
    """What is learned, as it is now."""
    services().learned.choose(
        learning=body.learning,
        ignore=[(one.kind, one.value) for one in body.ignore],
        restore=[(one.kind, one.value) for one in body.restore],
    )
    return _answer()
