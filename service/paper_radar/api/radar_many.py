"""/radar/many: many entries followed in one write, and the same many taken off again, which is the undo."""

from collections import defaultdict
from dataclasses import replace
from typing import Annotated, Any, Literal

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, Field

from paper_radar.api.answers import PREFIX, Request
from paper_radar.api.radar import MOST_ENTRIES, EntryAnswer, NewEntry, entry_of, the_same
from paper_radar.api.services import services
from paper_radar.errors import BadInputError
from paper_radar.papers.text import fold
from paper_radar.radar.entries import Entry, from_json, to_json
from paper_radar.sources.scheduler import FOR_NEW_ENTRY
from paper_radar.storage.base import Document

MOST = 500


class ManyEntries(Request):
    """What to follow, each as for POST /radar."""

    entries: list[NewEntry] = Field(min_length=1, max_length=MOST)


class RefusedEntry(BaseModel):
    """What cannot be followed, and why."""

    kind: Literal["author", "topic", "category"]
    value: str
    why: str


class FollowedAnswer(BaseModel):
    """What became of each: `added` is new on the radar, `there` was followed already, `refused` cannot be."""

    added: list[EntryAnswer]
    there: list[EntryAnswer]
    refused: list[RefusedEntry]


class EntryIds(Request):
    """Ids of entries; those that are none are passed over."""

    ids: list[Annotated[str, Field(min_length=1, max_length=100)]] = Field(min_length=1, max_length=MOST)


class UnfollowedAnswer(BaseModel):
    """What is gone: posted to /radar/many as `entries`, it is back."""

    removed: list[EntryAnswer]


blueprint = APIBlueprint("radar_many", __name__, url_prefix=PREFIX)


@blueprint.post("/radar/many", responses={200: FollowedAnswer}, summary="Follow many at once")
def follow(body: ManyEntries) -> dict[str, Any]:
    """One that cannot be followed is told of and never ends the rest; all others are written together, or none."""
    here = services()
    before = {entry.id: entry for entry in here.reading.entries()}
    known: defaultdict[tuple[str, bool, str], list[Entry]] = defaultdict(list)
    for entry in before.values():
        known[_place(entry)].append(entry)
    room = MOST_ENTRIES - len(before)
    added: dict[str, Entry] = {}
    there: dict[str, Entry] = {}
    refused: list[dict[str, str]] = []
    for wanted in body.entries:
        try:
            made = entry_of(here, wanted)
        except BadInputError as error:
            refused.append(_refused(wanted, f"{error.message} {error.hint}".strip()))
            continue
        same = the_same(made, known[_place(made)])
        if same is None and len(added) >= room:
            refused.append(_refused(wanted, f"The radar is full: {MOST_ENTRIES} entries."))
            continue
        if same is not None:
            # An id that came to be known.
            made = replace(same, author_id=same.author_id or made.author_id)
            known[_place(made)].remove(same)
        (added if same is None or same.id in added else there)[made.id] = made
        known[_place(made)].append(made)
    _write({id: entry for id, entry in {**there, **added}.items() if before.get(id) != entry})
    return {"added": [*map(to_json, added.values())], "there": [*map(to_json, there.values())], "refused": refused}


@blueprint.post("/radar/many/remove", responses={200: UnfollowedAnswer}, summary="Stop following many")
def remove(body: EntryIds) -> dict[str, Any]:
    """All of them or none."""
    workspace = services().workspace
    found = {id: document for id in dict.fromkeys(body.ids) if (document := workspace.get("radar", id)) is not None}
    workspace.put_many("radar", dict.fromkeys(found))
    return {"removed": [to_json(from_json(document)) for document in found.values()]}


def _write(entries: dict[str, Entry]) -> None:
    here = services()
    documents: dict[str, Document] = {id: to_json(entry) for id, entry in entries.items()}
    if documents:
        here.workspace.put_many("radar", documents)
        here.scheduler.soon({name for entry in entries.values() for name in FOR_NEW_ENTRY[entry.kind]})


def _place(entry: Entry) -> tuple[str, bool, str]:
    """Entries that may be the same one stand in one place."""
    return entry.kind, entry.negative, fold(entry.value)


def _refused(wanted: NewEntry, why: str) -> dict[str, str]:
    return {"kind": wanted.kind, "value": wanted.value, "why": why}
