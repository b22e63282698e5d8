"""/radar: the entries a person follows. A removed one is answered back, and posting it again is the undo."""

import secrets
from collections.abc import Iterable
from typing import Any, Literal

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, Field

from paper_radar.api.answers import PREFIX, PathId, Request
from paper_radar.api.services import Services, services
from paper_radar.errors import BadInputError, ConflictError, NotFoundError
from paper_radar.papers.model import Paper
from paper_radar.papers.text import fold, plain
from paper_radar.radar.author_ids import parse_author_id
from paper_radar.radar.confirmed import MOST_CONFIRMED, without_confirmed
from paper_radar.radar.entries import Entry, Sighting, from_json, to_json
from paper_radar.radar.names import compare
from paper_radar.sources.scheduler import FOR_NEW_ENTRY
from paper_radar.storage.base import Document

Names = list[str]
MOST_ENTRIES = 5000
MOST_NAMES = 100


class SightingAnswer(BaseModel):
    """A sighting on which the user has given their word, or an author's own feed (see `radar.entries.Sighting`)."""

    paper: str
    text: str
    coauthors: Names
    categories: Names
    by: str = ""


class EntryAnswer(BaseModel):
    """A radar entry (see `radar.entries.Entry`)."""

    id: str
    kind: Literal["author", "topic", "category"]
    value: str
    aliases: Names
    rejected: Names
    negative: bool
    paused: bool
    cross_listed: bool
    coauthors: Names
    categories: Names
    same: list[SightingAnswer]
    others: list[SightingAnswer]
    author_id: str
    created: str


class RadarAnswer(BaseModel):
    """Every entry, in the order in which they were added."""

    entries: list[EntryAnswer]


class NewEntry(Request):
    """What to follow. With `paper`, "this author of this paper": co-authors and categories are kept as context.
    `author_id` is arXiv's ("zou_d_1") or an ORCID, also as the address of the person's page there.

    `id` and the rest are there so that a removed entry can be posted back as it was.
    """

    kind: Literal["author", "topic", "category"]
    value: str = Field(min_length=1, max_length=200)
    aliases: Names = Field(default_factory=list, max_length=MOST_NAMES)
    rejected: Names = Field(default_factory=list, max_length=MOST_NAMES)
    negative: bool = False
    paused: bool = False
    cross_listed: bool = True
    paper: str = Field("", max_length=2000)
    author_id: str = Field("", max_length=200)
    id: str = Field("", pattern=r"^[0-9a-f]{0,32}$")
    coauthors: Names = Field(default_factory=list, max_length=MOST_NAMES)
    categories: Names = Field(default_factory=list, max_length=MOST_NAMES)
    same: list[SightingAnswer] = Field(default_factory=list, max_length=MOST_NAMES + MOST_CONFIRMED)
    others: list[SightingAnswer] = Field(default_factory=list, max_length=MOST_NAMES)
    created: str = Field("", max_length=40)


class EntryChange(Request):
    """Only the fields that are given change."""

    value: str | None = Field(None, min_length=1, max_length=200)
    aliases: Names | None = Field(None, max_length=MOST_NAMES)
    rejected: Names | None = Field(None, max_length=MOST_NAMES)
    negative: bool | None = None
    paused: bool | None = None
    cross_listed: bool | None = None
    author_id: str | None = Field(None, max_length=200, description='"" takes it away')


blueprint = APIBlueprint("radar", __name__, url_prefix=PREFIX)


@blueprint.get("/radar", responses={200: RadarAnswer}, summary="Every radar entry")
def list_entries() -> dict[str, Any]:
    """Paused ones too."""
    return {"entries": [to_json(entry) for entry in services().reading.entries()]}


@blueprint.post("/radar", responses={201: EntryAnswer, 200: EntryAnswer}, summary="Follow an author, topic or category")
def follow(body: NewEntry) -> tuple[dict[str, Any], int]:
    """201 with the new entry, 200 with the one that was there already."""
    here = services()
    made = entry_of(here, body)
    known = the_same(made, here.reading.entries())
    if known:
        return _with_id(known, made.author_id), 200
    if len(here.workspace.all("radar")) >= MOST_ENTRIES:
        raise ConflictError(f"The radar is full: {MOST_ENTRIES} entries.", "Remove some in the options.")
    here.workspace.put("radar", made.id, to_json(made))
    here.scheduler.soon(FOR_NEW_ENTRY[made.kind])
    return to_json(made), 201


def entry_of(here: Services, body: NewEntry) -> Entry:
    """The entry that is asked for, not written yet. Raises BadInputError for what cannot be followed."""
    value = _value(body.kind, body.value)
    author_id = _author_id(body.kind, body.author_id)
    coauthors, categories = tuple(body.coauthors), tuple(body.categories)
    if body.paper and body.kind == "author":
        paper = here.paper(body.paper)
        coauthors, categories = context(paper, value) if paper else ((), ())
    return Entry(
        id=body.id or secrets.token_hex(6),
        kind=body.kind,
        value=value,
        aliases=_names(body.aliases),
        rejected=_names(body.rejected),
        negative=body.negative,
        paused=body.paused,
        cross_listed=body.cross_listed,
        coauthors=coauthors,
        categories=categories,
        same=_sightings(body.same),
        others=_sightings(body.others),
        author_id=author_id,
        created=body.created or here.now().isoformat(timespec="seconds"),
    )


def the_same(made: Entry, entries: Iterable[Entry]) -> Entry | None:
    """The one of the entries that follows the same already. Two people of one name are told apart by their ids."""
    for entry in entries:
        same = entry.kind == made.kind and entry.negative == made.negative and fold(entry.value) == fold(made.value)
        if same and (not made.author_id or entry.author_id in ("", made.author_id)):
            return entry
    return None


@blueprint.patch("/radar/<string:id>", responses={200: EntryAnswer}, summary="Edit or pause a radar entry")
def edit(path: PathId, body: EntryChange) -> dict[str, Any]:
    """The entry as it is now."""
    given = body.model_dump(exclude_unset=True, exclude_none=True)

    def change(document: Document | None) -> Document:
        if document is None:
            raise NotFoundError("There is no such entry on the radar.")
        if "value" in given:
            given["value"] = _value(document["kind"], given["value"])
        if "author_id" in given:
            given["author_id"] = _author_id(document["kind"], given["author_id"])
            if given["author_id"] != document.get("author_id", ""):
                # What the other id's feed confirmed was perhaps said of another person.
                document = {**document, **to_json(without_confirmed(from_json(document)))}
        for names in {"aliases", "rejected"} & given.keys():
            given[names] = list(_names(given[names]))
        return {**document, **given}

    here = services()
    entry = from_json(here.workspace.change("radar", path.id, change) or {})
    here.scheduler.soon(FOR_NEW_ENTRY[entry.kind])
    return to_json(entry)


@blueprint.delete("/radar/<string:id>", responses={200: EntryAnswer}, summary="Stop following")
def remove(path: PathId) -> dict[str, Any]:
    """The entry that is gone: posted again, it is back."""
    removed = services().workspace.delete("radar", path.id)
    if removed is None:
        raise NotFoundError("There is no such entry on the radar.", "It was removed already.")
    return to_json(from_json(removed))


def _value(kind: str, text: str) -> str:
    value = plain(text)
    if not value or not any(character.isalnum() for character in value):
        raise BadInputError(f"{text!r:.60} is nothing that can be followed.", "Give a name, a phrase or a category.")
    if kind == "category":
        archive, dot, subject = value.partition(".")
        value = archive.lower() + dot + (subject if "-" in subject else subject.upper())
    return value


def _author_id(kind: str, text: str) -> str:
    if not text.strip():
        return ""
    if kind != "author":
        raise BadInputError("Only an author has an author id.")
    if author_id := parse_author_id(text):
        return author_id
    raise BadInputError(
        f"{text!r:.60} is no author id.",
        "An author id at arXiv looks like zou_d_1, an ORCID like 0000-0002-1825-0097; check each character.",
    )


def _with_id(entry: Entry, author_id: str) -> dict[str, Any]:
    """The entry that was there already, with the id that came to be known."""
    if not author_id or entry.author_id:
        return to_json(entry)

    def change(document: Document | None) -> Document | None:
        return document and {**document, "author_id": author_id}

    here = services()
    known = from_json(here.workspace.change("radar", entry.id, change) or to_json(entry))
    here.scheduler.soon(FOR_NEW_ENTRY[entry.kind])
    return to_json(known)


def _names(names: Names) -> tuple[str, ...]:
    cleaned = (plain(name)[:200] for name in names)
    return tuple(dict.fromkeys(name for name in cleaned if name))


def _sightings(given: list[SightingAnswer]) -> tuple[Sighting, ...]:
    return tuple(
        Sighting(
            paper=sighting.paper[:2000],
            text=plain(sighting.text)[:200],
            coauthors=_names(sighting.coauthors[:MOST_NAMES]),
            categories=tuple(sighting.categories[:MOST_NAMES]),
            by=parse_author_id(sighting.by),
        )
        for sighting in given
    )


def context(paper: Paper, author: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Co-authors and categories of the paper on which the author was found: they tell namesakes apart later."""
    others = tuple(name for name in paper.authors if compare(author, name).level != "match")
    return others[:MOST_NAMES], paper.categories
