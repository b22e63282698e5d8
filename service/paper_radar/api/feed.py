"""GET /feed: the papers of the feed page, a slice of one stable order; /feed/facets, /feed/keys, /feed/read."""

from datetime import date
from typing import Annotated, Any, Literal

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, ConfigDict, Field, field_validator

from paper_radar.api.answers import PREFIX, Request
from paper_radar.api.feed_items import ItemAnswer, items
from paper_radar.api.services import Services, services
from paper_radar.errors import NotFoundError
from paper_radar.feed.feed import Made
from paper_radar.feed.orders import Order
from paper_radar.feed.questions import Question

_Values = Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=1_000)]
_MOST_READ = 100
_FIRST_YEAR = 1970


class FeedFilter(Request):
    """Which tab, and the filters: those of one kind widen one another, those of different kinds narrow. `today` is the
    reader's day (ISO date), by which the sections go, else the service's.
    """

    tab: Literal["radar", "trending", "categories"] = "radar"
    entry: _Values = Field([], description="ids of radar entries")
    source: _Values = Field([], description="names of sources, as a paper's `source`")
    category: _Values = Field([], description="categories, as a paper's `categories`")
    code: bool = Field(False, description="only papers with code")
    unread: bool = Field(False, description="only papers not read yet (see /feed/read)")
    today: str = Field("", pattern=r"^(\d{4}-\d\d-\d\d)?$")
    order: str = Field("", max_length=100, description="the order to walk on through; a forgotten one is made anew")
    former: str = Field(
        "", max_length=100, description="the order seen so far: what came since goes first in a new one"
    )

    @field_validator("today")
    @classmethod
    def _is_a_day(cls, today: str) -> str:
        if today and date.fromisoformat(today).year < _FIRST_YEAR:
            raise ValueError("a day of long ago")
        return today


class FeedQuery(FeedFilter):
    """The slice. `since` (ISO date) asks for the plain list of old instead, newest first, from that day on; so does one
    `entry` without `today`, and then of any day.
    """

    since: str = Field("", pattern=r"^(\d{4}-\d\d-\d\d)?$")
    limit: int = Field(20, ge=0, le=100)
    offset: int = Field(0, ge=0, le=10_000_000)


class SectionAnswer(BaseModel):
    """A section: `total` papers from the place `from` on."""

    model_config = ConfigDict(populate_by_name=True)

    name: Literal["looked", "today", "week", "earlier"]
    from_: int = Field(alias="from")
    total: int


class FeedAnswer(BaseModel):
    """A slice of the `total` papers of the `order`, of the `looked_at` papers since that day. `arrived` would be in it
    too, were it made now. Not `settled`: the pool is being matched, newest papers first, and more may come.
    `looked_since`: when the reader last looked (see /looked).
    """

    order: str
    total: int
    sections: list[SectionAnswer]
    arrived: int
    since: str
    looked_at: int
    settled: bool
    looked_since: str
    items: list[ItemAnswer]


class EntryCount(BaseModel):
    """A radar entry, and how many papers it would leave."""

    id: str
    kind: Literal["author", "topic", "category"]
    value: str
    count: int


class NameCount(BaseModel):
    """A source or category, and how many papers it would leave."""

    name: str
    count: int


class FacetsAnswer(BaseModel):
    """How many papers each filter would leave, under those of the other kinds that are chosen; the most first. Those
    that leave none are told where they are chosen.
    """

    entries: list[EntryCount]
    sources: list[NameCount]
    categories: list[NameCount]
    code: int
    unread: int
    total: int


class KeysAnswer(BaseModel):
    """The keys of all papers of the order."""

    order: str
    keys: list[str]


class ReadRequest(Request):
    """Papers that the reader opened, unfolded, saved, or asked a brief of."""

    keys: list[Annotated[str, Field(min_length=4, max_length=2000)]] = Field(max_length=_MOST_READ)


class ReadAnswer(BaseModel):
    """How many papers are known as read; each for 60 days."""

    read: int


blueprint = APIBlueprint("feed", __name__, url_prefix=PREFIX)


@blueprint.get("/feed", responses={200: FeedAnswer}, summary="New papers that hit the radar")
def feed(query: FeedQuery) -> dict[str, Any]:
    """Muted and dismissed papers are left out. An order stands still under its token: what comes, is read or dismissed
    later moves nothing in it.
    """
    here = services()
    question = _question(query)
    if query.since or (query.entry and not query.today and not query.order):
        return _plain_list(here, query)
    order, made = _order(here, query, question)
    part = slice(query.offset, query.offset + query.limit)
    papers = here.reading.numbered(order.ids[part])
    if [paper.key for paper in papers] != list(order.keys[part]):
        # Some were pruned, or became one record with another: nobody can walk on through this order.
        here.feed.forget(order)
        order, made = here.feed.order(question, today=made.today)
        papers = here.reading.numbered(order.ids[part])
    settled = here.reading.matching.is_settled()
    waiting = 0 if settled else here.reading.waiting(since=made.since)
    return {
        "order": order.token,
        "total": len(order.keys),
        "sections": [{"name": each.name, "from": each.first, "total": each.total} for each in order.sections],
        "arrived": here.feed.arrived(order, made),
        "since": made.since,
        "looked_at": len(here.feed.board().rows) - waiting,
        "settled": settled,
        "looked_since": made.looked_since,
        "items": items(
            here, papers, sections=[order.section_at(query.offset + place) or "" for place in range(len(papers))]
        ),
    }


@blueprint.get("/feed/facets", responses={200: FacetsAnswer}, summary="What the filters would leave")
def facets(query: FeedFilter) -> dict[str, Any]:
    """Counts of now, whatever order is walked through."""
    here = services()
    question = _question(query)
    here.reading.patiently()
    found = here.feed.facets(question)
    followed = here.reading.followed().by_id
    entries = {**found.entries, **{id: found.entries.get(id, 0) for id in query.entry}}
    return {
        "entries": [
            {"id": id, "kind": entry.kind, "value": entry.value, "count": count}
            for id, count in entries.items()
            if (entry := followed.get(id)) is not None
        ],
        "sources": _counts(found.sources, query.source),
        "categories": _counts(found.categories, query.category),
        "code": found.code,
        "unread": found.unread,
        "total": found.total,
    }


@blueprint.get("/feed/keys", responses={200: KeysAnswer}, summary="The keys of all papers of an order")
def keys(query: FeedFilter) -> dict[str, Any]:
    """For what is done to all of them."""
    here = services()
    order, _ = _order(here, query, _question(query))
    return {"order": order.token, "keys": list(order.keys)}


@blueprint.post("/feed/read", responses={200: ReadAnswer}, summary="These papers were read")
def read(body: ReadRequest) -> dict[str, int]:
    """What is known as read already stays so."""
    here = services()
    here.reads.add(body.keys)
    return {"read": len(here.reads.keys())}


def _question(query: FeedFilter) -> Question:
    return Question(
        query.tab,
        frozenset(query.entry),
        frozenset(query.source),
        frozenset(query.category),
        query.code,
        query.unread,
    )


def _order(here: Services, query: FeedFilter, question: Question) -> tuple[Order, Made]:
    kept = here.feed.kept(query.order, question) if query.order else None
    if kept is not None:
        return kept
    _must_follow(here, query)
    here.reading.patiently()
    today = query.today or here.now().date().isoformat()
    return here.feed.order(question, today=today, former=query.former)


def _must_follow(here: Services, query: FeedFilter) -> None:
    followed = here.reading.followed().by_id
    if any(id not in followed for id in query.entry):
        raise NotFoundError("There is no such entry on the radar.", "Take the filter away.")


def _counts(found: Any, chosen: list[str]) -> list[dict[str, Any]]:
    counts = {**found, **{name: found.get(name, 0) for name in chosen}}
    return [{"name": name, "count": count} for name, count in counts.items()]


def _plain_list(here: Services, query: FeedQuery) -> dict[str, Any]:
    """The papers that hit the radar or one entry, newest first, from any day on."""
    _must_follow(here, query)
    entry = query.entry[0] if query.entry else ""
    found = here.reading.feed(since=query.since, entry_id=entry, limit=query.limit, offset=query.offset)
    papers, seen = [paper for paper, _ in found.papers], [each for _, each in found.papers]
    return {
        "order": "",
        "total": found.total,
        "sections": [],
        "arrived": 0,
        "since": query.since,
        "looked_at": here.pool.count(since=query.since) - found.waiting,
        "settled": found.settled,
        "looked_since": here.reading.looks.since(),
        "items": items(here, papers, seen=seen),
    }
