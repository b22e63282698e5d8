"""GET /radar/{id}/people: the people behind a followed name, so that the reader can say which of them they follow."""

from typing import Any, Literal

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel

from paper_radar.api.answers import PREFIX, PathId
from paper_radar.api.services import Services, services
from paper_radar.errors import BadInputError, NotFoundError
from paper_radar.papers.text import fold
from paper_radar.radar.entries import Entry
from paper_radar.radar.people import Found, Person, tell_apart

# Of a name that half a field bears, the newest papers tell enough.
MOST_PAPERS = 400
MOST_PEOPLE = 30
MOST_COAUTHORS = 8
MOST_CATEGORIES = 4
MOST_TITLES = 3
# An entry holds 100 sightings: a person takes no more of them than show their co-authors and categories.
MOST_SIGHTINGS = 12


class TitleAnswer(BaseModel):
    """A paper by its title."""

    key: str
    title: str
    announced: str


class SeenAnswer(BaseModel):
    """A paper's key and the name as it stands there, as POST /radar/{id}/sightings takes them."""

    paper: str
    text: str


class PersonAnswer(BaseModel):
    """One person of the name: `count` papers, the newest by their titles, and whom and what is most frequent on them.

    `verdict` is the reader's word on this person. `sightings` are what to post to give it.
    """

    coauthors: list[str]
    categories: list[str]
    papers: list[TitleAnswer]
    count: int
    verdict: Literal["same", "other", ""]
    sightings: list[SeenAnswer]


class PeopleAnswer(BaseModel):
    """Who has most papers first. `told`: all papers are one person's, surely several people's, or it cannot be told.
    `count` papers in all; `more` people have the fewest papers and are left out. Until `settled`, an entry that is new
    is still being looked for in the pool.
    """

    told: Literal["one", "several", "unclear"]
    settled: bool
    count: int
    more: int
    people: list[PersonAnswer]


blueprint = APIBlueprint("people", __name__, url_prefix=PREFIX)


@blueprint.get("/radar/<string:id>/people", responses={200: PeopleAnswer}, summary="The people behind a followed name")
def list_people(path: PathId) -> dict[str, Any]:
    """Of the pool's papers that hit the entry, and of those that the reader has said to be another person's."""
    here = services()
    entry = next((entry for entry in here.reading.entries() if entry.id == path.id), None)
    if entry is None:
        raise NotFoundError("There is no such entry on the radar.")
    if entry.kind != "author":
        raise BadInputError(f"“{entry.value}” is a {entry.kind}, not a person.", "Ask for an author's entry.")
    same, others = ({sighting.paper for sighting in said} for said in (entry.same, entry.others))
    found = _found(here, entry)
    told = tell_apart(found, same=same, others=others, aliases=entry.aliases)
    return {
        "told": told.told,
        "settled": here.reading.matching.is_settled(entry.id),
        "count": len(found),
        "more": max(len(told.people) - MOST_PEOPLE, 0),
        "people": [_shown(person, same, others) for person in told.people[:MOST_PEOPLE]],
    }


def _found(here: Services, entry: Entry) -> list[Found]:
    """The newest papers that hit, and those of `others`: they hit no more, and must be there to be taken back."""
    found = {paper.key: (paper, hit.index) for paper, hit in here.reading.hitting(entry.id)[:MOST_PAPERS]}
    for sighting in (*entry.same, *entry.others):
        paper = None if sighting.paper in found else here.paper(sighting.paper)
        names = [fold(author) for author in paper.authors] if paper else []
        if paper and fold(sighting.text) in names:
            found[paper.key] = (paper, names.index(fold(sighting.text)))
    return list(found.values())


def _shown(person: Person, same: set[str], others: set[str]) -> dict[str, Any]:
    said = [place for place in person.found if place[0].key in same | others]
    # What was said comes first: all of it must be there to be taken back.
    places = [*said, *(place for place in person.found if place not in said)][: max(MOST_SIGHTINGS, len(said))]
    verdict = "" if not said else "same" if any(paper.key in same for paper, _ in said) else "other"
    return {
        "coauthors": list(person.coauthors[:MOST_COAUTHORS]),
        "categories": list(person.categories[:MOST_CATEGORIES]),
        "papers": [
            {"key": paper.key, "title": paper.title, "announced": paper.announced or paper.published}
            for paper, _ in person.found[:MOST_TITLES]
        ],
        "count": len(person.found),
        "verdict": verdict,
        "sightings": [{"paper": paper.key, "text": paper.authors[index]} for paper, index in places],
    }
