"""/library: what the reader saved. A removed paper is answered back, and posting that answer is the undo."""

from typing import Any, Literal

from flask import Response
from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, Field, model_validator

from paper_radar.api.answers import PREFIX, PathKey, Request, SavedAnswer
from paper_radar.api.services import Services, services
from paper_radar.errors import BadInputError, NotFoundError
from paper_radar.library.export import FORMATS
from paper_radar.library.importing import import_text
from paper_radar.library.record import from_json, to_json
from paper_radar.pages.facts import PageFacts
from paper_radar.pages.kinds import read_page
from paper_radar.pages.metadata import read_paper
from paper_radar.papers.model import Paper
from paper_radar.papers.model import from_json as paper_from_json
from paper_radar.papers.works import joined

Status = Literal["to_read", "reading", "read"]
Tags = list[str]
FORMAT = "^(" + "|".join(FORMATS) + ")$"


class LibraryQuery(Request):
    """Words to look for, and the slice."""

    q: str = Field("", max_length=500)
    limit: int = Field(50, ge=0, le=1000)
    offset: int = Field(0, ge=0)


class LibraryAnswer(BaseModel):
    """How many there are, and those of the slice, the newest first."""

    total: int
    items: list[SavedAnswer]


class SaveRequest(Request):
    """Exactly one of: the `key` of a paper the service has shown, a `paper`, the page `facts`, or `saved` (undo).

    A repeated `idempotency_key` saves once.
    """

    key: str = Field("", max_length=2000)
    paper: dict[str, Any] | None = None
    facts: PageFacts | None = None
    saved: dict[str, Any] | None = None
    idempotency_key: str = Field("", max_length=100)
    tags: Tags = Field(default_factory=list, max_length=50)
    note: str = Field("", max_length=20_000)

    @model_validator(mode="after")
    def _one_of_them(self) -> "SaveRequest":
        if sum((bool(self.key), self.paper is not None, self.facts is not None, self.saved is not None)) != 1:
            raise ValueError("give exactly one of key, paper, facts and saved")
        return self


class SavedChange(Request):
    """Only the fields that are given change."""

    tags: Tags | None = Field(None, max_length=50)
    note: str | None = Field(None, max_length=20_000)
    status: Status | None = None
    stars: int | None = Field(None, ge=0, le=5)


class ImportRequest(Request):
    """A file's text in one of the formats of the export."""

    format: str = Field(pattern=FORMAT)
    text: str = Field(max_length=1_900_000)


class ImportAnswer(BaseModel):
    """What became of the records; each that was passed over with its place and why."""

    added: int
    merged: int
    skipped: list[tuple[str, str]]


class ExportQuery(Request):
    """The format of the file."""

    format: str = Field("bibtex", pattern=FORMAT)


blueprint = APIBlueprint("library", __name__, url_prefix=PREFIX)


@blueprint.get("/library", responses={200: LibraryAnswer}, summary="Saved papers")
def find(query: LibraryQuery) -> dict[str, Any]:
    """Searched over title, authors, abstract, tags and notes."""
    total, items = services().library.find(query.q, limit=query.limit, offset=query.offset)
    return {"total": total, "items": [to_json(item) for item in items]}


@blueprint.post("/library", responses={201: SavedAnswer, 200: SavedAnswer}, summary="Save a paper")
def save(body: SaveRequest) -> tuple[dict[str, Any], int]:
    """201 when it is new in the library, 200 when it was there and what was sent was merged into it."""
    here = services()
    if body.saved is not None:
        return to_json(here.library.restore(from_json(body.saved))), 201
    paper, origins = _paper(here, body)
    saved, created = here.library.save(
        paper,
        tags=tuple(body.tags),
        note=body.note,
        origins=origins,
        idempotency_key=body.idempotency_key,
    )
    return to_json(saved), 201 if created else 200


@blueprint.patch("/library/<path:key>", responses={200: SavedAnswer}, summary="Edit tags, note, status, stars")
def edit(path: PathKey, body: SavedChange) -> dict[str, Any]:
    """The saved paper as it is now."""
    return to_json(services().library.edit(path.key, **body.model_dump(exclude_unset=True, exclude_none=True)))


@blueprint.delete("/library/<path:key>", responses={200: SavedAnswer}, summary="Remove a saved paper")
def remove(path: PathKey) -> dict[str, Any]:
    """What is gone: posted again as `saved`, it is back with tags, note and stars."""
    return to_json(services().library.remove(path.key))


@blueprint.post("/library/import", responses={200: ImportAnswer}, summary="Import a file's papers")
def import_file(body: ImportRequest) -> dict[str, Any]:
    """One bad record never ends the import."""
    report = import_text(services().library, body.format, body.text)
    return {"added": report.added, "merged": report.merged, "skipped": list(report.skipped)}


@blueprint.get("/library/export", summary="The whole library as a file")
def export_file(query: ExportQuery) -> Response:
    """The file itself, not JSON around it (but for the JSON formats)."""
    form = FORMATS[query.format]
    _, items = services().library.find("", limit=1_000_000, offset=0)
    response = Response(form.write(items), mimetype=form.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="paper-radar.{form.extension}"'
    return response


def _paper(here: Services, body: SaveRequest) -> tuple[Paper, dict[str, str]]:
    """The paper to save, and where its fields came from when it was read from a page."""
    if body.key:
        paper = here.paper(body.key)
        if paper is None:
            raise NotFoundError("The service does not know this paper (any more).", "Open its page and save it there.")
        return paper, {}
    if body.paper is not None:
        return paper_from_json(body.paper), {}
    if body.facts is None:  # the model let exactly one of them through
        raise BadInputError("There is nothing to save.")
    page = read_page(body.facts)
    if page.kind == "paper":
        pooled, shown = here.pool.get(page.key), page.papers[0] if page.papers else None
        known = joined(pooled, shown) if pooled and shown else pooled or shown or here.paper(page.key)
        if known is None:
            raise NotFoundError("The paper of this page is still being fetched.", "Try again in a moment.")
        return known, {}
    read, origins = read_paper(body.facts)
    if read is None:
        raise BadInputError("This page shows no single paper.", "Open the page of one paper, or save the link itself.")
    return read, origins
