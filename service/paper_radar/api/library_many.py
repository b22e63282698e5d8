"""/library/bulk, /remove and /seen: many saved papers at once, each with one write, each with its undo."""

from typing import Annotated, Any

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, Field

from paper_radar.api.answers import PREFIX, Key, Request, SavedAnswer
from paper_radar.api.library import SORT, LibraryFilter
from paper_radar.api.saving import Status
from paper_radar.api.services import services
from paper_radar.library import many
from paper_radar.library.record import from_json, to_json

MOST = 10_000
Keys = Annotated[list[Annotated[str, Key]], Field(min_length=1, max_length=MOST)]
Tags = Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=50)]


class KeysQuery(LibraryFilter):
    """Which papers, in which order (see GET /library)."""

    sort: str = Field("saved", pattern=SORT)


class KeysAnswer(BaseModel):
    """The keys of everything that was found, in its order: to choose all of it, or a range."""

    keys: list[str]


class BulkRequest(Request):
    """Any keys of saved papers, and what becomes of each: tags that it gets and loses, its status, its stars."""

    keys: Keys
    add_tags: Tags = Field(default_factory=list)
    remove_tags: Tags = Field(default_factory=list)
    status: Status | None = None
    stars: int | None = Field(None, ge=0, le=5)


class OwnFields(BaseModel):
    """What a saved paper has of the reader's."""

    tags: list[str] = Field(max_length=50)
    status: Status
    stars: int = Field(ge=0, le=5)


class FormerFields(OwnFields):
    """What a saved paper had before a change, and what it had after it."""

    key: str = Key
    after: OwnFields


class BulkAnswer(BaseModel):
    """How many papers changed, and what those had before: posted to /library/bulk/restore, it is the undo."""

    changed: int
    before: list[FormerFields]


class BulkRestore(Request):
    """The `before` of a bulk change."""

    items: list[FormerFields] = Field(max_length=MOST)


class KeysRequest(Request):
    """Any keys of saved papers; those that are none are passed over."""

    keys: Keys


class RemovedAnswer(BaseModel):
    """What is gone: posted to /library/restore, it is back."""

    removed: list[SavedAnswer]


class RestoreRequest(Request):
    """The `removed` of a removal."""

    items: list[dict[str, Any]] = Field(max_length=MOST)


class CountAnswer(BaseModel):
    """How many papers changed."""

    changed: int


blueprint = APIBlueprint("library_many", __name__, url_prefix=PREFIX)


@blueprint.get("/library/keys", responses={200: KeysAnswer}, summary="The keys of saved papers")
def keys(query: KeysQuery) -> dict[str, Any]:
    """Of those that the filters find, however many they are."""
    _, items = services().library.find(query.query(query.sort), limit=None)
    return {"keys": [saved.paper.key for saved in items]}


@blueprint.post("/library/bulk", responses={200: BulkAnswer}, summary="Change many saved papers")
def change(body: BulkRequest) -> dict[str, Any]:
    """All of them or none; what is no saved paper (any more) is passed over."""
    change = many.Change(tuple(body.add_tags), tuple(body.remove_tags), body.status, body.stars)
    return _told(many.change(services().library, body.keys, change))


@blueprint.post("/library/bulk/restore", responses={200: BulkAnswer}, summary="Undo a change of many")
def change_back(body: BulkRestore) -> dict[str, Any]:
    """Tags, status and stars as they were, but for what the reader changed since; the answer undoes the undoing."""
    changes = [many.Changed(item.key, _own(item), _own(item.after)) for item in body.items]
    return _told(many.change_back(services().library, changes))


@blueprint.post("/library/remove", responses={200: RemovedAnswer}, summary="Remove many saved papers")
def remove(body: KeysRequest) -> dict[str, Any]:
    """All of them or none."""
    return {"removed": [to_json(saved) for saved in services().library.remove_many(body.keys)]}


@blueprint.post("/library/restore", responses={200: CountAnswer}, summary="Undo a removal")
def restore(body: RestoreRequest) -> dict[str, Any]:
    """With tags, notes and stars. What was saved again in between is merged with what it was."""
    return {"changed": many.restore(services().library, [from_json(item) for item in body.items])}


@blueprint.post("/library/seen", responses={200: CountAnswer}, summary="The news of saved papers were seen")
def seen(body: KeysRequest) -> dict[str, Any]:
    """They are told no more."""
    return {"changed": many.seen(services().library, body.keys)}


def _own(fields: OwnFields) -> many.Own:
    return many.Own(tuple(fields.tags), fields.status, fields.stars)


def _fields(own: many.Own) -> dict[str, Any]:
    return {"tags": list(own.tags), "status": own.status, "stars": own.stars}


def _told(changes: list[many.Changed]) -> dict[str, Any]:
    before = [{"key": made.key, **_fields(made.before), "after": _fields(made.after)} for made in changes]
    return {"changed": len(changes), "before": before}
