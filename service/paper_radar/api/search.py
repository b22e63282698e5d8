"""GET /search: papers of pool and library, and briefs, by a query; /search/ask: the sources, asked for the same."""

from collections.abc import Sequence
from typing import Any, Literal

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, Field

from paper_radar.api.answers import PREFIX, PathId, Request
from paper_radar.api.feed import FeedAnswer
from paper_radar.api.feed_items import Place, items
from paper_radar.api.services import Services, services
from paper_radar.errors import NotFoundError
from paper_radar.papers.model import Paper
from paper_radar.search.asking import Ask
from paper_radar.search.language import LONGEST, parse
from paper_radar.search.order import Order
from paper_radar.search.snippets import snippet

_MOST_BRIEFS = 3
_Part = Literal["word", "phrase", "author", "title", "category", "after", "before"]


class SearchQuery(Request):
    """What is asked (see `search.language`), the slice, and the order to walk on through."""

    q: str = Field(max_length=LONGEST)
    limit: int = Field(20, ge=0, le=100)
    offset: int = Field(0, ge=0, le=10_000_000)
    order: str = Field("", max_length=100, description="a forgotten one, or one of another query, is made anew")


class Understood(BaseModel):
    """A part of the query as it was understood; of `not` the value is what must not hold, as it is typed. Dates are
    ISO 8601.
    """

    kind: Literal["word", "phrase", "author", "title", "category", "after", "before", "not"]
    value: str


class ProblemAnswer(BaseModel):
    """A part of the query that was left out: nothing follows its colon (`empty`), it is no date (`date`), or it is
    beyond the 32 parts of one search (`many`).
    """

    kind: _Part
    value: str
    why: Literal["empty", "date", "many"]


class Suggestion(BaseModel):
    """What may have been meant: the words, and the whole query with them."""

    text: str
    q: str


class FoundBrief(BaseModel):
    """A brief in which all the words stand, and the sentence with the first of them."""

    id: str
    title: str
    text: str


class PlacesAnswer(BaseModel):
    """How many of the papers are in the pool and in the library, and how many briefs were found."""

    pool: int
    library: int
    briefs: int


class SearchAnswer(FeedAnswer):
    """A slice of the papers, as of the feed: those with the words in their title first, then the newest. `nearly`: no
    paper holds all the words, these hold most of them.
    """

    understood: list[Understood]
    problems: list[ProblemAnswer]
    suggestions: list[Suggestion]
    briefs: list[FoundBrief]
    places: PlacesAnswer
    nearly: bool


class AskRequest(Request):
    """What the sources are asked for, in the same language."""

    q: str = Field(min_length=1, max_length=LONGEST)


class AskedAnswer(BaseModel):
    """By what its progress is asked for."""

    id: str


class AskedSource(BaseModel):
    """How far a source is: `found` papers in its answer, of which `new` came into the pool; or why it failed, with what
    to do, and `until` when it is not asked again (ISO 8601 UTC, "" if it may be).
    """

    source: Literal["arxiv", "huggingface"]
    state: Literal["waiting", "asking", "done", "failed"]
    found: int
    new: int
    error: str
    code: str
    hint: str
    until: str


class AskAnswer(BaseModel):
    """How far the sources are."""

    id: str
    state: Literal["asking", "done", "cancelled"]
    sources: list[AskedSource]


blueprint = APIBlueprint("search", __name__, url_prefix=PREFIX)


@blueprint.get("/search", responses={200: SearchAnswer}, summary="Search pool, library and briefs")
def search(query: SearchQuery) -> dict[str, Any]:
    """Nothing that is typed is an error. An order stands still under its token: what comes later moves nothing."""
    here = services()
    asked = parse(query.q)
    order = here.finder.order(asked, query.order)
    chosen = order.slice(query.offset, query.limit)
    papers = _papers(here, chosen)
    saved = here.reading.saved()
    return {
        "order": order.token,
        "total": len(order.places),
        "sections": [],
        "arrived": here.finder.arrived(order),
        "since": "",
        "looked_at": here.pool.count(),
        "settled": here.pool.filling.is_complete(),
        "looked_since": here.reading.looks.since(),
        "items": items(
            here,
            [paper for _, paper in papers],
            places=[_places(each, paper, order, saved=paper.key in saved) for each, paper in papers],
        ),
        "understood": [
            {"kind": "not", "value": each.text} if each.negative else {"kind": each.kind, "value": each.value}
            for each in asked.clauses
        ],
        "problems": [{"kind": each.kind, "value": each.value, "why": each.why} for each in asked.problems],
        "suggestions": [{"text": each.text, "q": each.q} for each in here.suggester.suggestions(order)],
        "briefs": _briefs(here, order),
        "places": {"pool": order.pooled, "library": order.saved, "briefs": len(order.briefs)},
        "nearly": order.nearly,
    }


@blueprint.post("/search/ask", responses={202: AskedAnswer}, summary="Ask arXiv and Hugging Face for a search")
def ask(body: AskRequest) -> tuple[dict[str, Any], int]:
    """In the back, one request each; what comes joins the pool. The same query within the hour asks nobody again."""
    return {"id": services().asks.begin(parse(body.q)).id}, 202


@blueprint.get("/search/ask/<string:id>", responses={200: AskAnswer}, summary="How far the sources are")
def asked(path: PathId) -> dict[str, Any]:
    """Poll it while it is asking."""
    return _asked(services().asks.get(path.id))


@blueprint.delete("/search/ask/<string:id>", responses={200: AskAnswer}, summary="Ask the sources no more")
def cancel(path: PathId) -> dict[str, Any]:
    """What has come stays."""
    return _asked(services().asks.cancel(path.id))


def _papers(here: Services, chosen: Sequence[int | str]) -> list[tuple[int | str, Paper]]:
    """The papers of the slice; without those that went out of the pool, or the library, since."""
    pooled = here.pool.search.read([each for each in chosen if isinstance(each, int)])
    kept = {each: row.paper for each in chosen if isinstance(each, str) and (row := here.library.get(each))}
    found = [(each, pooled.get(each) if isinstance(each, int) else kept.get(each)) for each in chosen]
    return [(each, paper) for each, paper in found if paper is not None]


def _places(each: int | str, paper: Paper, order: Order, *, saved: bool) -> list[Place]:
    places: list[Place] = ["pool"] if isinstance(each, int) else []
    if saved:
        places.append("library")
    if paper.key in order.said:
        places.append("briefs")
    return places


def _briefs(here: Services, order: Order) -> list[dict[str, str]]:
    found = (here.briefs.get(id) for id in order.briefs[:_MOST_BRIEFS])
    words = order.query.wanted("word", "phrase", "title", "author")
    return [
        {
            "id": each.id,
            "title": " · ".join(str(paper.get("title", "")) for paper in each.papers),
            "text": snippet(each, words),
        }
        for each in found
        if each is not None
    ]


def _asked(found: Ask | None) -> dict[str, Any]:
    if found is None:
        raise NotFoundError("The sources are not being asked for this.", "Search again, and ask them once more.")
    return {"id": found.id, "state": found.state, "sources": [each.told() for each in found.sources]}
