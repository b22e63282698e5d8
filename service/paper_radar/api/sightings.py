"""POST /radar/{id}/sightings: the reader's word on what was found in a paper: this person, another, not this topic."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask_openapi3 import APIBlueprint
from pydantic import Field

from paper_radar.api.answers import PREFIX, Key, PathId, Request
from paper_radar.api.radar import EntryAnswer, context
from paper_radar.api.services import Services, services
from paper_radar.errors import BadInputError, ConflictError, NotFoundError
from paper_radar.papers.model import Paper
from paper_radar.papers.text import fold, plain
from paper_radar.radar.confirmed import with_confirmed
from paper_radar.radar.entries import Entry, Sighting, from_json, to_json
from paper_radar.storage.base import Document, Workspace

# An entry that needs more words than these is the wrong one: a fuller name or a narrower topic serves better.
# The oldest are not dropped in silence, because what the reader has said must hold.
MOST_SIGHTINGS = 100
MOST_TEXT = 200


class Seen(Request):
    """Where: the paper's key, and the words found in it (for an author the name as it stands there)."""

    paper: str = Key
    text: str = Field(min_length=1, max_length=2000)


class Word(Request):
    """The reader's word: `same` true is this person, false is another person (of a topic: muted on these papers), and
    null takes back what was said.
    """

    sightings: list[Seen] = Field(min_length=1, max_length=MOST_SIGHTINGS)
    same: bool | None


blueprint = APIBlueprint("sightings", __name__, url_prefix=PREFIX)


@blueprint.post("/radar/<string:id>/sightings", responses={200: EntryAnswer}, summary="Same person, or not; mute here")
def judge(path: PathId, body: Word) -> dict[str, Any]:
    """The entry as it is now. A sighting stands in `same` or in `others`, never in both."""
    here = services()
    given = [] if body.same is None else [_sighting(here, seen) for seen in body.sightings]

    def change(document: Document | None) -> Document:
        if document is None:
            raise NotFoundError("There is no such entry on the radar.")
        entry = from_json(document)
        _check(entry, body.same)
        # A word may have been given on a journal's record that has become one with the preprint's since.
        named = [*(seen.paper for seen in body.sightings), *(each.paper for each in (*entry.same, *entry.others))]
        leads = here.pool.aliases(named)
        meant = {_place(entry, leads.get(seen.paper, seen.paper), _words(seen)) for seen in body.sightings}
        same, others = (
            [each for each in kept if _place(entry, leads.get(each.paper, each.paper), each.text) not in meant]
            for kept in (entry.same, entry.others)
        )
        said = {_place(entry, sighting.paper, sighting.text): sighting for sighting in given}
        (same if body.same else others).extend(said.values())
        if given and sum(not sighting.by for sighting in (*same, *others)) > MOST_SIGHTINGS:
            raise ConflictError(
                f"“{entry.value}” was told apart on {MOST_SIGHTINGS} papers already.",
                "Follow a narrower topic instead." if entry.kind == "topic" else "Follow a fuller form of the name.",
            )
        return {**document, **to_json(replace(entry, same=tuple(same), others=tuple(others)))}

    return to_json(from_json(here.workspace.change("radar", path.id, change) or {}))


def confirm(workspace: Workspace, entry_id: str, papers: Sequence[Paper]) -> None:
    """Put a sighting of the entry's author on these papers, all of theirs, newest first; see `with_confirmed`.

    For papers that are certainly theirs, as their own feed says. Nothing is written if there is nothing new in it.
    """
    record = workspace.get("radar", entry_id)
    if record is None or with_confirmed(entry := from_json(record), papers) is entry:
        return

    def change(document: Document | None) -> Document | None:
        return document and {**document, **to_json(with_confirmed(from_json(document), papers))}

    workspace.change("radar", entry_id, change)


def _check(entry: Entry, same: bool | None) -> None:
    if entry.kind == "category":
        raise BadInputError(
            "A category is on a paper or not; there is no word to give on it.", "Pause it, or leave out cross-lists."
        )
    if entry.kind == "topic" and same:
        raise BadInputError("A topic can only be muted on a paper.", "Give the words found as an alias of the topic.")


def _sighting(here: Services, seen: Seen) -> Sighting:
    """With the company and the field of its paper: they tell namesakes apart elsewhere too."""
    paper = here.paper(seen.paper)
    if paper is None:
        raise NotFoundError(f"The paper {seen.paper:.200} is not known.", "Open its page once more, then say it again.")
    coauthors, categories = context(paper, _words(seen))
    return Sighting(paper=seen.paper, text=_words(seen), coauthors=coauthors, categories=categories)


def _words(seen: Seen) -> str:
    return plain(seen.text)[:MOST_TEXT] or seen.text[:MOST_TEXT]


def _place(entry: Entry, paper: str, text: str) -> tuple[str, str]:
    """What one word is about: a name on a paper; of a topic the paper alone, whichever of its words stand there."""
    return (paper, "" if entry.kind == "topic" else fold(text))
