"""/briefs: ask for a brief, read it as it is written, cancel it; find those that are kept, take away, put back.

The job lives in the service, not in the popup.
"""

import json
from collections.abc import Iterator
from threading import BoundedSemaphore
from typing import Annotated, Any, Literal

from flask import Response
from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, Field

from paper_radar.api.answers import PREFIX, Key, PathId, Request
from paper_radar.api.services import Services, services
from paper_radar.briefs.markdown import as_markdown
from paper_radar.briefs.model import MOST_PAPERS, State
from paper_radar.briefs.statements import Fault, Kind, Section

MOST_READERS = 4  # of events at a time: each has a thread of the server's eight for as long as a brief is written
_reading = BoundedSemaphore(MOST_READERS)

_DAY = r"^(\d{4}-\d\d-\d\d[T0-9:.+Z-]{0,40})?$"
Named = Annotated[str, Field(max_length=2_000)]  # a key of a paper
Keys = Annotated[list[Annotated[str, Key]], Field(min_length=1, max_length=MOST_PAPERS)]


class BriefRequest(Request):
    """A brief of these papers: of one ("paper"), of the first one beside the others, or of several. `force` writes it
    anew although one is kept; `extractive` asks for sentences of the abstracts, though there be a model.
    """

    keys: Keys
    kind: Kind = "paper"
    language: Literal["en", "zh_CN"] = "en"
    length: Literal["short", "full"] = "short"
    force: bool = False
    extractive: bool = False


class BriefsQuery(Request):
    """Words that all stand in the brief, its titles or authors; a paper that it is about; and the slice."""

    q: str = Field("", max_length=300)
    key: str = Field("", max_length=2000)
    limit: int = Field(20, ge=0, le=100)
    offset: int = Field(0, ge=0)


class BriefErrorAnswer(BaseModel):
    """Why the brief failed and how to mend it."""

    code: str = Field(max_length=100)
    message: str = Field(max_length=2_000)
    hint: str = Field(max_length=2_000)


class PassageAnswer(BaseModel):
    """See `briefs.statements.Passage`."""

    key: str = Field(max_length=2_000)
    part: str = Field(max_length=1_000)
    before: str = Field(max_length=10_000)
    quote: str = Field(max_length=10_000)
    after: str = Field(max_length=10_000)


class ProblemAnswer(BaseModel):
    """See `briefs.statements.Problem`."""

    fault: Fault
    text: str = Field(max_length=10_000)


class StatementAnswer(BaseModel):
    """See `briefs.statements.Statement`; without problems it is supported."""

    section: Section
    text: str = Field(max_length=10_000)
    passages: list[PassageAnswer] = Field(max_length=100)
    problems: list[ProblemAnswer] = Field(max_length=100)


class BriefPaperAnswer(BaseModel):
    """What is shown of a paper, even when the pool has forgotten it; `authors` may be the first ones only."""

    key: str = Field(max_length=2_000)
    title: str = Field(max_length=10_000)
    authors: list[Annotated[str, Field(max_length=1_000)]] = Field(max_length=100)
    published: str = Field(max_length=100)
    url: str = Field(max_length=10_000)
    venue: str = Field(max_length=2_000)
    version: int | None


class KeptBrief(BaseModel):
    """A brief, as far as it is written. `origin` tells a model's text from sentences taken from the papers, `read` what
    of each paper was read.
    """

    id: str = Field(pattern=r"^[0-9a-f]{24}$")
    keys: Keys
    kind: Kind
    language: Literal["en", "zh_CN"]
    length: Literal["short", "full"]
    state: State
    text: str = Field(max_length=200_000)
    statements: list[StatementAnswer] = Field(max_length=200)
    papers: list[BriefPaperAnswer] = Field(max_length=MOST_PAPERS)
    read: dict[Named, Literal["abstract", "html", "ar5iv"]] = Field(max_length=MOST_PAPERS)
    origin: Literal["groq", "extractive"]
    model: str = Field(max_length=200)
    tokens: int = Field(ge=0, le=10**9)
    finish_reason: str = Field(max_length=100)
    error: BriefErrorAnswer | None
    created: str = Field(pattern=_DAY)
    updated: str = Field(pattern=_DAY)
    prompt_version: int = Field(ge=0, le=10**6)
    paper_versions: dict[Named, Annotated[int, Field(ge=0, le=10**6)] | None] = Field(max_length=MOST_PAPERS)
    digests: dict[Named, Annotated[str, Field(max_length=100)]] = Field(max_length=MOST_PAPERS)


class NewerAnswer(BaseModel):
    """A paper of which more is known by now than the brief read: a later version, or another abstract."""

    key: str
    version: int | None


class BriefAnswer(KeptBrief):
    """Also the text of the statement that is being written, which is not checked yet; and what is `newer` by now."""

    draft: str
    newer: list[NewerAnswer]


class BriefsAnswer(BaseModel):
    """Briefs, newest first, and how many there are in all."""

    total: int
    items: list[BriefAnswer]


class RestoreRequest(Request):
    """What a removal answered."""

    brief: KeptBrief


blueprint = APIBlueprint("briefs", __name__, url_prefix=PREFIX)


@blueprint.post("/briefs", responses={202: BriefAnswer}, summary="Ask for a brief")
def start(body: BriefRequest) -> tuple[dict[str, Any], int]:
    """The same request gets the kept brief at once."""
    briefs = services().briefs
    asked = body.model_dump(exclude={"keys", "language", "length"})
    return briefs.shown(briefs.start(body.keys, body.language, body.length, **asked)), 202


@blueprint.get("/briefs", responses={200: BriefsAnswer}, summary="The briefs that are kept")
def find(query: BriefsQuery) -> dict[str, Any]:
    """Newest first, those that are being written, too."""
    here = services()
    keys = _names(here, query.key) if query.key else set()
    total, found = here.briefs.find(query.q, keys, limit=query.limit, offset=query.offset)
    return {"total": total, "items": [here.briefs.shown(brief) for brief in found]}


@blueprint.get("/briefs/<string:id>", responses={200: BriefAnswer}, summary="A brief as far as it is written")
def get(path: PathId) -> dict[str, Any]:
    """For those who poll."""
    briefs = services().briefs
    return briefs.shown(briefs.get(path.id))


@blueprint.delete("/briefs/<string:id>", responses={200: BriefAnswer}, summary="Cancel a brief")
def cancel(path: PathId) -> dict[str, Any]:
    """What was written so far is kept."""
    briefs = services().briefs
    return briefs.shown(briefs.cancel(path.id))


@blueprint.post("/briefs/<string:id>/remove", responses={200: BriefAnswer}, summary="Take a brief away")
def remove(path: PathId) -> dict[str, Any]:
    """The answer, posted to /briefs/restore, is the undo. One that is being written is stopped."""
    briefs = services().briefs
    return briefs.shown(briefs.remove(path.id))


@blueprint.post("/briefs/restore", responses={200: BriefAnswer}, summary="Undo a removal")
def restore(body: RestoreRequest) -> dict[str, Any]:
    """A brief that was written again in between stays as it is."""
    briefs = services().briefs
    return briefs.shown(briefs.restore(body.brief.model_dump()))


@blueprint.get("/briefs/<string:id>/markdown", summary="A brief as Markdown")
def markdown(path: PathId) -> Response:
    """With its citations, and the quotations as footnotes."""
    return Response(as_markdown(services().briefs.get(path.id)), mimetype="text/markdown")


@blueprint.get("/briefs/<string:id>/events", summary="The brief as server-sent events")
def events(path: PathId) -> Response:
    """Events `state`, `statement`, `draft`, `done` and `error`, each with JSON data; comments in between keep the line
    open. A reader that comes late is told all statements so far first. Where too many read, the stream ends at once:
    the others ask from time to time.
    """
    briefs = services().briefs
    briefs.get(path.id)  # an unknown id is a 404, not a stream

    def stream() -> Iterator[bytes]:
        if not _reading.acquire(blocking=False):
            yield b": too many read\n\n"
            return
        try:
            for event in briefs.events(path.id):
                if event["type"] == "heartbeat":
                    yield b": still here\n\n"
                else:
                    yield f"event: {event['type']}\ndata: {json.dumps(event, ensure_ascii=False)}\n\n".encode()
        finally:
            _reading.release()

    return Response(stream(), mimetype="text/event-stream", headers={"X-Accel-Buffering": "no"})


def _names(here: Services, key: str) -> set[str]:
    """Every key under which the pool or the library knows this paper."""
    leading = here.pool.aliases([key]).get(key, key)
    saved = here.library.get(key)
    return {key, leading, *here.pool.other_keys(leading), *((saved.paper.key, *saved.also) if saved else ())}
