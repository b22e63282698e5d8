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


def merged(old: Paper, new: Paper) -> Paper:
    """One record of two sightings of one work: what is known wins over what is not, and the stronger over the weaker.

    The later version is stronger; of one version, arXiv's sighting is stronger than Hugging Face's, and that than any
    other's. The weaker one only fills blanks, so that the record is the same in whatever order the sources came, but
    for this: of equals the newer wins, a blank that two weaker ones can fill takes the first, and what the community
    says of a paper (upvotes, comments, code, keywords, summary, project) is always the newer.

    `source` is the strongest one. A paper is as new as its source says: the earliest day that this source announced,
    so that Hugging Face's list of the 9th makes no paper new that arXiv announced on the 3rd, nor one of last year.
    Once withdrawn, a version stays so; a later one is for itself.
    """
    if old.key != new.key:
        raise ValueError(f"{old.key} and {new.key} are two papers")
    old_rank, new_rank = _rank(old.source), _rank(new.source)
    old_version, new_version = old.version or 0, new.version or 0
    if (new_version, -new_rank) < (old_version, -old_rank):
        base, top = new, old
    else:
        base, top = old, new
    changes = {
        name: filling
        for name, value, filling in zip(_NAMES, _values_of(top), _values_of(base), strict=True)
        if value in _BLANK and filling not in _BLANK
    }
    if top is old:
        changes |= {name: value for name in _COUNTS if (value := getattr(new, name)) not in _BLANK}
    changes["source"] = new.source if new_rank < old_rank else old.source
    changes["announced"] = _announced(old, old_rank, new, new_rank)
    changes["withdrawn"] = top.withdrawn or (base.withdrawn and old_version == new_version)
    changes = {name: value for name, value in changes.items() if value != getattr(top, name)}
    return replace(top, **changes) if changes else top


def _announced(old: Paper, old_rank: int, new: Paper, new_rank: int) -> str:
    if old_rank != new_rank and 0 in (old_rank, new_rank):
        return old.announced if old_rank == 0 else new.announced
    return min(old.announced, new.announced) if old.announced and new.announced else old.announced or new.announced


def _rank(source: str) -> int:
    """How near a source is to the work: arXiv first, Hugging Face, any other, none."""
    if source.startswith("arxiv"):
        return 0
    return 1 if source == "huggingface" else 2 if source else 3
