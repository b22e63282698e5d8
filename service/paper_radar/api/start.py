"""POST /start/suggestions: whom and what to follow, for a reader who begins."""

from typing import Any, Literal

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, Field

from paper_radar.api.answers import PREFIX, Request
from paper_radar.api.services import Services, services
from paper_radar.errors import BadInputError
from paper_radar.library.export import IMPORTS
from paper_radar.library.importing import read_text
from paper_radar.papers.model import Paper
from paper_radar.papers.text import fold
from paper_radar.papers.works import joined
from paper_radar.radar.entries import Kind
from paper_radar.related.corpus import PoolCorpus
from paper_radar.start.suggesting import Suggestions, suggestions

# Of a library the latest saved tell what the reader is at.
_MOST_SAVED = 300


class SuggestionsRequest(Request):
    """From what: the `text` of a bibliography (its format is recognised where none is named), or an `author` by name,
    id or address at arXiv. Neither: the pages visited lately, and the library.
    """

    text: str = ""
    format: str = Field("", pattern=f"^({'|'.join(IMPORTS)})?$")
    author: str = Field("", max_length=400)


class SuggestedAnswer(BaseModel):
    """A topic or a category, on how many of the papers it is, and the title of one of these (`why`)."""

    value: str
    papers: int
    why: str


class SuggestedAuthorAnswer(BaseModel):
    """An author. `author_id` is theirs at arXiv where the papers are from their own page there, else ""."""

    name: str
    papers: int
    why: str
    author_id: str


class SuggestionsAnswer(BaseModel):
    """Suggestions, the most likely first, without what is on the radar already. They are made of so many `papers`;
    `skipped` records of the file could not be read.
    """

    origin: Literal["visited", "file", "author"]
    papers: int
    skipped: int
    authors: list[SuggestedAuthorAnswer]
    topics: list[SuggestedAnswer]
    categories: list[SuggestedAnswer]


blueprint = APIBlueprint("start", __name__, url_prefix=PREFIX)


@blueprint.post("/start/suggestions", responses={200: SuggestionsAnswer}, summary="Whom and what to follow")
def suggest(body: SuggestionsRequest) -> dict[str, Any]:
    """Nothing is written, and nothing fetched but for an author whom the pool does not know: one request to arXiv."""
    here = services()
    if body.text and body.author:
        raise BadInputError("Give the text of a file or an author, not both.")
    if body.author.strip():
        return _of_author(here, body.author)
    if body.text:
        _, read = read_text(body.format, body.text)
        papers = _as_pooled(here, [saved.paper for saved in read.items])
        return _told(here, "file", papers, skipped=len(read.skipped))
    saved = [each.paper for each in here.library.find(limit=_MOST_SAVED)[1]]
    return _told(here, "visited", _as_pooled(here, [*here.visited.papers(), *saved]))


def _of_author(here: Services, text: str) -> dict[str, Any]:
    found = here.authors.find(text)
    answer = _told(here, "author", list(found.papers))
    person = {
        "name": found.name,
        "papers": len(found.papers),
        "why": found.papers[0].title,
        "author_id": found.author_id,
    }
    coauthors = [one for one in answer["authors"] if fold(one["name"]) != fold(found.name)]
    return {**answer, "authors": [person, *coauthors]}


def _as_pooled(here: Services, papers: list[Paper]) -> list[Paper]:
    """With what the pool has of them: a bibliography seldom has abstracts and categories."""
    pooled = here.pool.get_many(paper.key for paper in papers)
    return [joined(pooled[paper.key], paper) if paper.key in pooled else paper for paper in papers]


def _told(
    here: Services, origin: Literal["visited", "file", "author"], papers: list[Paper], *, skipped: int = 0
) -> dict[str, Any]:
    found = suggestions(papers, PoolCorpus(here.pool).rarities)
    followed = {(entry.kind, fold(entry.value)) for entry in here.reading.entries()}
    return {
        "origin": origin,
        "papers": len({paper.key for paper in papers}),
        "skipped": skipped,
        **_new(found, followed),
    }


def _new(found: Suggestions, followed: set[tuple[Kind, str]]) -> dict[str, list[dict[str, Any]]]:
    """What is not on the radar."""
    return {
        "authors": [
            {"name": one.name, "papers": one.papers, "why": one.why, "author_id": ""}
            for one in found.authors
            if ("author", fold(one.name)) not in followed
        ],
        "topics": [
            {"value": one.value, "papers": one.papers, "why": one.why}
            for one in found.topics
            if ("topic", fold(one.value)) not in followed
        ],
        "categories": [
            {"value": one.value, "papers": one.papers, "why": one.why}
            for one in found.categories
            if ("category", fold(one.value)) not in followed
        ],
    }
