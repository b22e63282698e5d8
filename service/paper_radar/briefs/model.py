"""A brief as it is kept and shown, and what is asked when one is asked for."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal, TypeVar

from paper_radar.briefs import statements as said
from paper_radar.briefs.sections import LANGUAGES, LENGTHS, Language, Length
from paper_radar.briefs.statements import KINDS, Kind, Statement
from paper_radar.errors import BadInputError
from paper_radar.papers.model import Paper

State = Literal["queued", "running", "done", "failed", "interrupted", "cancelled"]
Origin = Literal["groq", "extractive"]

ACTIVE: frozenset[State] = frozenset({"queued", "running"})
MOST_PAPERS = 20
_MOST_AUTHORS = 20
_Name = TypeVar("_Name", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One brief. `statements` is what it says, in order; `text` the same in the form of `sections`, for commands and
    search (of a brief written before prompt version 2 it is all there is). Of one that is not done: as far as written.

    `papers` holds what is shown of each paper even when the pool has forgotten it: key, title, authors, published, url,
    venue, version, in the order of their numbers. `read` says for each key what of it was read: "abstract", "html",
    "ar5iv". `origin` "extractive" means: sentences of the abstract, no model. `tokens` counts prompt and completion
    together (0 if unknown). `finish_reason` is the model's ("stop"; "length" when it was cut at the limit), "" if none.
    `error` is None or {code, message, hint}. `paper_versions` says which version of each paper was read (None:
    unknown), `digests` what its words were. `created` and `updated` are ISO 8601 UTC. `kind`: one paper, that paper
    (the first) beside others, or several.
    """

    id: str
    keys: tuple[str, ...]
    language: Language
    length: Length
    state: State
    origin: Origin
    kind: Kind = "paper"
    text: str = ""
    statements: tuple[Statement, ...] = ()
    papers: tuple[dict[str, Any], ...] = ()
    read: dict[str, str] = field(default_factory=dict)
    model: str = ""
    tokens: int = 0
    finish_reason: str = ""
    error: dict[str, str] | None = None
    prompt_version: int = 0
    paper_versions: dict[str, int | None] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    created: str = ""
    updated: str = ""


_NAMES = tuple(f.name for f in fields(Brief))


def to_json(brief: Brief) -> dict[str, Any]:
    """The brief as plain JSON values, every field present."""
    return {
        **asdict(brief),
        "keys": list(brief.keys),
        "statements": [said.to_json(statement) for statement in brief.statements],
        "papers": [dict(paper) for paper in brief.papers],
    }


def from_json(record: Mapping[str, Any]) -> Brief:
    """The brief that `to_json` wrote; fields it does not know are passed over. Raises BadInputError."""
    values = {name: record[name] for name in _NAMES if name in record}
    try:
        values["statements"] = tuple(map(said.from_json, values.get("statements", ())))
        brief = Brief(**{**values, "keys": tuple(values.get("keys", ())), "papers": tuple(values.get("papers", ()))})
    except (TypeError, KeyError) as error:
        raise BadInputError(f"this is no brief: {error}") from None
    if not brief.keys:
        raise BadInputError("this is no brief: it is about no paper")
    return brief


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that can be served: of which papers, each once, which kind of brief."""

    keys: tuple[str, ...]
    kind: Kind
    language: Language
    length: Length


def checked(keys: Sequence[str], kind: str, language: str, length: str) -> Asked:
    """The request, each key once. Raises BadInputError that names what cannot be used."""
    unique = tuple(dict.fromkeys(keys))
    of_kind = _one_of(KINDS, kind, "kind")
    if not unique or len(unique) > MOST_PAPERS:
        raise BadInputError(f"A brief is about 1 to {MOST_PAPERS} papers, not {len(unique)}.")
    if of_kind == "paper" and len(unique) > 1:
        raise BadInputError(f"This brief is about one paper, not {len(unique)}.", 'Ask for the kind "several".')
    if of_kind != "paper" and len(unique) == 1:
        raise BadInputError("One paper cannot be compared.", 'Choose more papers, or ask for the kind "paper".')
    return Asked(unique, of_kind, _one_of(LANGUAGES, language, "language"), _one_of(LENGTHS, length, "length"))


def _one_of(known: Sequence[_Name], asked: str, what: str) -> _Name:
    for name in known:
        if name == asked:
            return name
    raise BadInputError(f"No brief has the {what} {asked!r:.20}.", f"Choose one of {', '.join(known)}.")


def brief_id(papers: Sequence[Paper], asked: Asked, *, model: str, prompt_version: int) -> str:
    """The same for the same request, so that a brief is written once.

    What was read counts by its words, not by its version: a sighting of the same abstract in another place, or a
    version that leaves it as it was, does not make the brief stale; a rewritten abstract does.
    """
    read = [(paper.key, " ".join(f"{paper.title}\n{paper.abstract}".split())) for paper in papers]
    request = repr((read, asked.kind, asked.language, asked.length, model, prompt_version))
    return hashlib.sha256(request.encode("utf-8", "replace")).hexdigest()[:24]


def digest(paper: Paper) -> str:
    """Of the letters and digits of title and abstract: how a source writes marks and blanks makes no other paper."""
    words = "".join(filter(str.isalnum, f"{paper.title}{paper.abstract}".casefold()))
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:16]


def is_newer(brief: Brief, key: str, paper: Paper) -> bool:
    """Whether more than what the brief read under this key is known of the paper by now: a later version, or other
    words. The first version of a preprint that is found to a journal's paper is no later than the paper.
    """
    read = brief.paper_versions.get(key)
    if read is not None and paper.version is not None:
        return paper.version > read
    if paper.version == 1:
        return False
    return brief.digests.get(key, digest(paper)) != digest(paper)


def read_of(papers: Sequence[Paper]) -> dict[str, Any]:
    """The fields of a brief that say of which papers it is made: see `Brief`."""
    return {
        "papers": tuple(_shown(paper) for paper in papers),
        "paper_versions": {paper.key: paper.version for paper in papers},
        "digests": {paper.key: digest(paper) for paper in papers},
    }


def _shown(paper: Paper) -> dict[str, Any]:
    return {
        "key": paper.key,
        "title": paper.title,
        "authors": list(paper.authors[:_MOST_AUTHORS]),
        "published": paper.published,
        "url": paper.url,
        "venue": paper.venue,
        "version": paper.version,
    }
