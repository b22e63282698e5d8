"""A saved paper: the work, and what the reader made of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from sys import intern
from typing import Any, Literal, get_args
from unicodedata import normalize

from paper_radar.errors import BadInputError
from paper_radar.library import news
from paper_radar.library.news import News
from paper_radar.papers import model
from paper_radar.papers.model import Paper

Status = Literal["to_read", "reading", "read"]
STATUSES: tuple[Status, ...] = get_args(Status)
MOST_STARS = 5
BY_READER = "reader"
"""The origin of a field that the reader corrected by hand: no source ever writes over it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """One paper of the library. Times are ISO 8601 UTC, "" where a file of another program does not know them.

    `origins` tells for each field of the paper where it came from ("highwire", "jsonld", "reader"). `also` holds the
    other keys under which the same work was met, so that a page is recognised whichever of them it carries; `apart` the
    keys of works that the reader said are others, however alike. `news` is what a source told of it since (see
    `library.news`) and the reader has not seen.
    """

    paper: Paper
    saved_at: str = ""
    updated_at: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    status: Status = "to_read"
    stars: int = 0
    origins: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    news: tuple[News, ...] = ()


def to_json(saved: Saved) -> dict[str, Any]:
    """The saved paper as plain JSON values, every field present."""
    return {
        "paper": model.to_json(saved.paper),
        "saved_at": saved.saved_at,
        "updated_at": saved.updated_at,
        "tags": list(saved.tags),
        "note": saved.note,
        "status": saved.status,
        "stars": saved.stars,
        "origins": dict(saved.origins),
        "also": list(saved.also),
        "apart": list(saved.apart),
        "news": [news.to_json(item) for item in saved.news],
    }


def from_json(document: Mapping[str, Any]) -> Saved:
    """The saved paper that `to_json` wrote; unknown fields are passed over. Raises BadInputError."""
    paper = document.get("paper")
    if not isinstance(paper, Mapping):
        raise BadInputError("a saved paper needs a paper")
    known = {name: check(name, document[name]) for name in _CHECKS if document.get(name) is not None}
    return Saved(paper=model.from_json(paper), **known)


def check(name: str, value: Any) -> Any:
    """The value of a field besides the paper, as `Saved` holds it. Raises BadInputError if it cannot be one."""
    return _CHECKS[name](name, value)


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise BadInputError(f"{name} must be text, not {type(value).__name__}")
    return value


def _texts(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise BadInputError(f"{name} must be a list of texts")
    return tuple(value)


def _tags(name: str, value: Any) -> tuple[str, ...]:
    return tuple(map(intern, map(str, _texts(name, value))))


def _time(name: str, value: Any) -> str:
    text = _text(name, value)
    try:
        datetime.fromisoformat(text or "1970-01-01")
    except ValueError:
        raise BadInputError(f"{name} must be an ISO 8601 time, not {text!r:.40}") from None
    return text


def _status(name: str, value: Any) -> Status:
    if value not in STATUSES:
        raise BadInputError(f"{name} must be one of {', '.join(STATUSES)}, not {value!r:.40}")
    # The very same text for all papers: they are counted by it, and kept in memory.
    return STATUSES[STATUSES.index(value)]


def _stars(name: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_STARS:
        raise BadInputError(f"{name} must be a whole number from 0 to {MOST_STARS}, not {value!r:.40}")
    return value


def _origins(name: str, value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping) or not all(isinstance(item, str) for pair in value.items() for item in pair):
        raise BadInputError(f"{name} must name an origin for each field")
    return dict(value)


def _news(name: str, value: Any) -> tuple[News, ...]:
    if not isinstance(value, list | tuple):
        raise BadInputError(f"{name} must be a list")
    return news.joined_news((), map(news.from_json, value))


_CHECKS = {
    "saved_at": _time,
    "updated_at": _time,
    "tags": _tags,
    "note": _text,
    "status": _status,
    "stars": _stars,
    "origins": _origins,
    "also": _texts,
    "apart": _texts,
    "news": _news,
}


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags without stray white space and empty ones, in their order; of those that differ in case alone the first."""
    kept: dict[str, str] = {}
    for tag in tags:
        tag = " ".join(normalize("NFC", tag).split())
        if tag:
            kept.setdefault(tag.casefold(), tag)
    return tuple(kept.values())


CORRECTABLE = frozenset({"title", "authors", "abstract", "published", "venue", "url", "pdf_url"})
"""The fields of a paper that the reader may correct: none of those that say which work it is."""
