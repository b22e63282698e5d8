"""/library: what the reader saved. A removed paper is answered back, and posting that answer is the undo."""

from typing import Any, Literal

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, Field

from paper_radar.api import saving
from paper_radar.api.answers import PREFIX, Key, PathKey, Request, SavedAnswer
from paper_radar.api.saving import EditAnswer, SaveAnswer, SavedChange, SaveRequest
from paper_radar.api.services import services
from paper_radar.errors import NotFoundError
from paper_radar.library.query import SORTS, Query
from paper_radar.library.record import to_json
from paper_radar.library.tags import counted

SORT = f"^-?({'|'.join(SORTS)})$"


class LibraryFilter(Request):
    """Which of the saved papers; all that is given must hold.

    `q`: words over title, authors, abstract, tags, note and what briefs say of the paper (where it was checked), found
    regardless of case and accents and within longer words; "words in quotes" are one, of -word there must be none.
    `tag` may be repeated: all of them. `source` is where the paper is from: arXiv, Hugging Face, a journal's feed or
    page, any other page of the web, an imported file. `year` is that of publication.
    """

    q: str = Field("", max_length=500)
    tag: list[str] = Field(default_factory=list, max_length=50)
    status: Literal["", "to_read", "reading", "read"] = ""
    source: Literal["", "arxiv", "huggingface", "journal", "web", "import"] = ""
    year: str = Field("", pattern=r"^(\d{4})?$")

    def query(self, sort: str = "saved") -> Query:
        """What the library is asked."""
        return Query(self.q, tuple(self.tag), self.status, self.source, self.year, sort)


class LibraryQuery(LibraryFilter):
    """Which papers, in which order, and the slice.

    `sort`: the latest saved, published or updated first, most stars first, title or first author (by the last name)
    from A to Z; a leading "-" turns it round. What is not known of a paper puts it at the end either way.
    """

    sort: str = Field("saved", pattern=SORT)
    limit: int = Field(50, ge=0, le=200)
    offset: int = Field(0, ge=0)


class LibraryAnswer(BaseModel):
    """How many there are, and those of the slice."""

    total: int
    items: list[SavedAnswer]


class YearCount(BaseModel):
    """A year, and how many papers were published in it."""

    year: str
    count: int


class StatusCounts(BaseModel):
    """How many papers have each status."""

    to_read: int
    reading: int
    read: int


class OriginCounts(BaseModel):
    """How many papers are from where."""

    arxiv: int
    huggingface: int
    journal: int
    web: int
    import_: int = Field(alias="import")


class TagsQuery(Request):
    """How the tag begins, and how many are wanted."""

    prefix: str = Field("", max_length=100)
    limit: int = Field(20, ge=1, le=200)


class TagAnswer(BaseModel):
    """A tag, and on how many papers it stands."""

    tag: str
    count: int


class TagsAnswer(BaseModel):
    """The most used first."""

    tags: list[TagAnswer]


class FacetsAnswer(BaseModel):
    """How many papers each choice would show. `total` is what all filters together find, and `tags` (the most used
    first, 200 at most) are theirs; of `statuses`, `sources` and `years` (latest first), of which one at a time is
    chosen, the counts are those without that very filter: what choosing another one would show.
    """

    total: int
    tags: list[TagAnswer]
    statuses: StatusCounts
    sources: OriginCounts
    years: list[YearCount]


class UnmergeRequest(Request):
    """The record whose latest merge is to be undone. With `keep`, what was merged into it becomes a record of its own:
    the reader says that they are two works.
    """

    key: str = Key
    keep: bool = False


class RecordsAnswer(BaseModel):
    """The record as it was before the merge, and with `keep` the other one after it."""

    items: list[SavedAnswer]


blueprint = APIBlueprint("library", __name__, url_prefix=PREFIX)


@blueprint.get("/library", responses={200: LibraryAnswer}, summary="Saved papers")
def find(query: LibraryQuery) -> dict[str, Any]:
    """Searched, filtered and sorted."""
    total, items = services().library.find(query.query(query.sort), limit=query.limit, offset=query.offset)
    return {"total": total, "items": [to_json(item) for item in items]}


@blueprint.get("/library/facets", responses={200: FacetsAnswer}, summary="How many saved papers there are of each kind")
def facets(query: LibraryFilter) -> dict[str, Any]:
    """Of those that the filters find."""
    found = services().library.facets(query.query())
    return {
        "total": found.total,
        "tags": [{"tag": tag, "count": count} for tag, count in found.tags],
        "statuses": dict(found.statuses),
        "sources": dict(found.sources),
        "years": [{"year": year, "count": count} for year, count in found.years],
    }


@blueprint.post("/library", responses={201: SaveAnswer, 200: SaveAnswer}, summary="Save a paper")
def save(body: SaveRequest) -> tuple[dict[str, Any], int]:
    """201 when it is new in the library, 200 when it was there and what was sent was merged into it: by any key of the
    work, else by title and first author. What the reader wrote before is never overwritten.
    """
    answer, new = saving.save(services(), body)
    return answer, 201 if new else 200


@blueprint.post("/library/unmerge", responses={200: RecordsAnswer}, summary="Undo the latest merge of a saved paper")
def unmerge(body: UnmergeRequest) -> dict[str, Any]:
    """What the reader wrote into the record since the merge stays in it."""
    return {"items": [to_json(saved) for saved in services().library.unmerge(body.key, keep=body.keep)]}


@blueprint.get("/library/tags", responses={200: TagsAnswer}, summary="The tags of the library")
def tags(query: TagsQuery) -> dict[str, Any]:
    """To complete the one that is being typed: those that begin so, or have a word that does, whatever the case."""
    found = counted(services().library.tags(), query.prefix, query.limit)
    return {"tags": [{"tag": tag, "count": count} for tag, count in found]}


@blueprint.get("/library/<path:key>", responses={200: SavedAnswer}, summary="One saved paper")
def item(path: PathKey) -> dict[str, Any]:
    """By any key under which the work was ever met."""
    saved = services().library.get(path.key)
    if saved is None:
        raise NotFoundError("This paper is not in the library.", "GET /library lists those that are.")
    return to_json(saved)


@blueprint.patch("/library/<path:key>", responses={200: EditAnswer}, summary="Edit a saved paper")
def edit(path: PathKey, body: SavedChange) -> dict[str, Any]:
    """The saved paper as it is now. A field of the paper that the reader corrected is never overwritten by a source."""
    return saving.edit(services(), path.key, body)


@blueprint.delete("/library/<path:key>", responses={200: SavedAnswer}, summary="Remove a saved paper")
def remove(path: PathKey) -> dict[str, Any]:
    """What is gone: posted again as `saved`, it is back with tags, note and stars."""
    return to_json(services().library.remove(path.key))
