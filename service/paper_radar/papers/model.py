"""The paper, as every part of the service knows it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any

from paper_radar.errors import BadInputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One work, whichever source saw it first. Text is Unicode; unknown text is "", unknown numbers are None.

    `key` is `arxiv:<id without version>`, else `doi:<lower case>`, else `url:<address>` (see `identity`).
    `published`, `updated` and `announced` are ISO 8601 dates, as precise as the source knows: first version, this
    version, and the day on which the source announced it. `announce_type` is arXiv's word for the latest announcement
    of it (new, cross, replace, replace-cross), and `withdrawn` says that its authors took it back. `categories` has the
    primary one first. `upvotes` and `comments` are counts on Hugging Face, `keywords` and `summary` (one sentence) what
    its community says of the paper; `code_url` and `project_url` are where its code and its own page are.
    """

    key: str
    title: str
    authors: tuple[str, ...] = ()
    abstract: str = ""
    categories: tuple[str, ...] = ()
    primary_category: str = ""
    published: str = ""
    updated: str = ""
    announced: str = ""
    version: int | None = None
    venue: str = ""
    doi: str = ""
    arxiv_id: str = ""
    url: str = ""
    pdf_url: str = ""
    source: str = ""
    upvotes: int | None = None
    comments: int | None = None
    code_url: str = ""
    announce_type: str = ""
    withdrawn: bool = False
    keywords: tuple[str, ...] = ()
    summary: str = ""
    project_url: str = ""


_LISTS = {"authors", "categories", "keywords"}
_NUMBERS = {"version", "upvotes", "comments"}
_FLAGS = {"withdrawn"}
_NAMES = tuple(field.name for field in fields(Paper))
_values_of = attrgetter(*_NAMES)
_BLANK: tuple[object, ...] = ("", (), None)


def to_json(paper: Paper) -> dict[str, Any]:
    """The paper as plain JSON values, every field present."""
    # Not `asdict`, which copies deeply: a listing has 2,000 of them.
    record: dict[str, Any] = dict(zip(_NAMES, _values_of(paper), strict=True))
    for name in _LISTS:
        record[name] = list(record[name])
    return record


def from_json(record: Mapping[str, Any]) -> Paper:
    """The paper that `to_json` wrote. Fields it does not know are passed over, so that older code reads newer files.

    Raises BadInputError if key or title is missing or a field has the wrong type.
    """
    values: dict[str, Any] = {}
    for name in _NAMES:
        value = record.get(name)
        if value is None:
            continue
        if name in _LISTS:
            if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
                raise BadInputError(f"{name} of a paper must be a list of texts, not {type(value).__name__}")
            values[name] = tuple(value)
        elif name in _NUMBERS:
            if not isinstance(value, int) or isinstance(value, bool):
                raise BadInputError(f"{name} of a paper must be a whole number, not {value!r:.60}")
            values[name] = value
        elif name in _FLAGS:
            if not isinstance(value, bool):
                raise BadInputError(f"{name} of a paper must be true or false, not {value!r:.60}")
            values[name] = value
        elif not isinstance(value, str):
            raise BadInputError(f"{name} of a paper must be text, not {type(value).__name__}")
        else:
            values[name] = value
    if not values.get("key") or not values.get("title"):
        raise BadInputError("a paper needs a key and a title")
    return Paper(**values)


_COUNTS = ("upvotes", "comments", "code_url", "keywords", "summary", "project_url")
_FIRST = ("source", "announced")


def merged(old: Paper, new: Paper) -> Paper:
    """One record of two sightings of one work: what is known wins over what is not, and the newer over the older.

    A sighting of an earlier version, or of none in particular (Hugging Face), only fills blanks in a record whose
    version is known; counts are always the newer ones. The first source keeps its name and its day of announcement.
    """
    if old.key != new.key:
        raise ValueError(f"{old.key} and {new.key} are two papers")
    base, top = (new, old) if (new.version or 0) < (old.version or 0) else (old, new)
    changes = {
        name: filling
        for name, value, filling in zip(_NAMES, _values_of(top), _values_of(base), strict=True)
        if value in _BLANK and filling not in _BLANK
    }
    if top is old:
        changes |= {name: value for name in _COUNTS if (value := getattr(new, name)) not in _BLANK}
    else:
        changes |= {name: value for name in _FIRST if (value := getattr(old, name))}
    changes = {name: value for name, value in changes.items() if value != getattr(top, name)}
    return replace(top, **changes) if changes else top
