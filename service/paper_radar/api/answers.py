"""The parts that several answers share, as the OpenAPI document describes them."""

from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

PREFIX = "/api/v1"
Key = Field(min_length=4, max_length=2000, description="The paper's key: arxiv:…, doi:… or url:…")


class Request(BaseModel):
    """The base of every request body and query: a field it does not know is refused."""

    model_config = ConfigDict(extra="forbid")

    @classmethod
    def model_json_schema(cls, *args: Any, **asked: Any) -> dict[str, Any]:
        """As of any model. flask-openapi3 asks for that of a query at every request: made anew, it takes 1 ms of it."""
        return super().model_json_schema(*args, **asked) if args or asked else _schema(cls)


@cache
def _schema(model: type[Request]) -> dict[str, Any]:
    return super(Request, model).model_json_schema()


class HitAnswer(BaseModel):
    """A radar entry found in a paper, with the exact words and where they stand (see `radar.entries.Hit`)."""

    entry_id: str
    kind: Literal["author", "topic", "category"]
    value: str
    level: Literal["match", "possible"]
    score: int
    field: Literal["title", "abstract", "authors", "categories"]
    index: int
    start: int
    end: int
    text: str
    rule: str


class PlainPaper(BaseModel):
    """A paper's own fields (see `papers.model.Paper`)."""

    key: str
    title: str
    authors: list[str]
    abstract: str
    categories: list[str]
    primary_category: str
    published: str
    updated: str
    announced: str
    version: int | None
    venue: str
    doi: str
    arxiv_id: str
    url: str
    pdf_url: str
    source: str
    upvotes: int | None
    comments: int | None
    code_url: str
    announce_type: str
    withdrawn: bool
    keywords: list[str]
    summary: str
    project_url: str


class PaperAnswer(PlainPaper):
    """A paper with what it is to the reader."""

    hits: list[HitAnswer]
    saved: bool
    muted: bool


class NewsAnswer(BaseModel):
    """What a source told of a saved paper since: a later `version`, that this one was withdrawn, or where it was
    published (`venue`, `doi`; one of them may be ""). `at` is when it was noticed (ISO 8601 UTC).
    """

    what: Literal["version", "withdrawn", "published"]
    at: str
    version: int | None
    venue: str
    doi: str


class SavedAnswer(BaseModel):
    """A paper of the library with what the reader added to it; `origins` names where each field came from ("reader":
    they wrote it themselves), `also` the other keys of the same work, `apart` those of works that are none; `news` is
    what the reader has not seen yet (POST /library/seen).
    """

    paper: PlainPaper
    saved_at: str
    updated_at: str
    tags: list[str]
    note: str
    status: Literal["to_read", "reading", "read"]
    stars: int
    origins: dict[str, str]
    also: list[str]
    apart: list[str]
    news: list[NewsAnswer]


class PathKey(BaseModel):
    """A paper's key as the rest of the path (URL-encoded, slashes and all)."""

    key: str = Key


class PathId(BaseModel):
    """The id of a radar entry or brief."""

    id: str = Field(min_length=1, max_length=100)
