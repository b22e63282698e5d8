"""/briefs: ask for a brief, read it as it is written, cancel it. The job lives in the service, not in the popup."""

import json
from collections.abc import Iterator
from typing import Any, Literal

from flask import Response
from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, Field

from paper_radar.api.answers import PREFIX, PathId, Request
from paper_radar.api.services import services
from paper_radar.briefs.model import MOST_PAPERS, State, to_json
from paper_radar.errors import NotFoundError


class BriefRequest(Request):
    """A brief of these papers. `force` writes it anew although one is kept."""

    keys: list[str] = Field(min_length=1, max_length=MOST_PAPERS)
    language: Literal["en", "zh_CN"] = "en"
    length: Literal["short", "full"] = "short"
    force: bool = False


class BriefErrorAnswer(BaseModel):
    """Why the brief failed and how to mend it."""

    code: str
    message: str
    hint: str


class StatementAnswer(BaseModel):
    """See `briefs.statements`."""

    section: str
    text: str
    passages: list[dict[str, str]]
    problems: list[dict[str, str]]


class BriefAnswer(BaseModel):
    """A brief, as far as it is written. `origin` tells a model's text from sentences taken from the abstract."""

    id: str
    keys: list[str]
    kind: str
    language: str
    length: str
    state: State
    text: str
    statements: list[StatementAnswer]
    papers: list[dict[str, Any]]
    read: dict[str, str]
    origin: Literal["groq", "extractive"]
    model: str
    tokens: int
    finish_reason: str
    error: BriefErrorAnswer | None
    created: str
    updated: str
    prompt_version: int
    paper_versions: dict[str, int | None]


blueprint = APIBlueprint("briefs", __name__, url_prefix=PREFIX)


@blueprint.post("/briefs", responses={202: BriefAnswer}, summary="Ask for a brief")
def start(body: BriefRequest) -> tuple[dict[str, Any], int]:
    """The same request gets the kept brief at once."""
    here = services()
    missing = [key for key in body.keys if here.paper(key) is None]
    if missing:
        raise NotFoundError(f"The service does not know {missing[0]:.80}.", "Open the paper's page and try again.")
    return to_json(here.briefs.start(body.keys, body.language, body.length, force=body.force)), 202


@blueprint.get("/briefs/<string:id>", responses={200: BriefAnswer}, summary="A brief as far as it is written")
def get(path: PathId) -> dict[str, Any]:
    """For those who poll."""
    return to_json(services().briefs.get(path.id))


@blueprint.delete("/briefs/<string:id>", responses={200: BriefAnswer}, summary="Cancel a brief")
def cancel(path: PathId) -> dict[str, Any]:
    """What was written so far is kept."""
    return to_json(services().briefs.cancel(path.id))


@blueprint.get("/briefs/<string:id>/events", summary="The brief as server-sent events")
def events(path: PathId) -> Response:
    """Events `text`, `state`, `done` and `error`, each with JSON data; comments in between keep the line open."""
    briefs = services().briefs
    briefs.get(path.id)  # an unknown id is a 404, not a stream

    def stream() -> Iterator[bytes]:
        for event in briefs.events(path.id):
            if event["type"] == "heartbeat":
                yield b": still here\n\n"
            else:
                yield f"event: {event['type']}\ndata: {json.dumps(event, ensure_ascii=False)}\n\n".encode()

    return Response(stream(), mimetype="text/event-stream", headers={"X-Accel-Buffering": "no"})
