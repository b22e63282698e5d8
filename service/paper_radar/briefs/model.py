"""A brief as it is kept and shown, and what is asked when one is asked for."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal, get_args

from paper_radar.briefs.sections import LANGUAGES, LENGTHS, Language, Length
from paper_radar.errors import BadInputError
from paper_radar.papers.model import Paper

State = Literal["queued", "running", "done", "failed", "interrupted", "cancelled"]
Origin = Literal["groq", "extractive"]

STATES: tuple[State, ...] = get_args(State)
ACTIVE: frozenset[State] = frozenset({"queued", "running"})
MOST_PAPERS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One brief. `text` has the form of `sections`; of one that is not done it is what was written so far.

    `origin` "extractive" means: sentences of the abstract, no model. `tokens` counts prompt and completion together
    (0 if unknown). `finish_reason` is the model's ("stop"; "length" when it was cut at the limit), "" if none. `error`
    is None or {code, message, hint}. `paper_versions` says which version of each paper was read (None: unknown).
    `created` and `updated` are ISO 8601 UTC. `kind` is "paper" for now; other kinds come with their own prompts.
    """

    id: str
    keys: tuple[str, ...]
    language: Language
    length: Length
    state: State
    origin: Origin
    kind: str = "paper"
    text: str = ""
    model: str = ""
    tokens: int = 0
    finish_reason: str = ""
    error: dict[str, str] | None = None
    prompt_version: int = 0
    paper_versions: dict[str, int | None] = field(default_factory=dict)
    created: str = ""
    updated: str = ""


_NAMES = tuple(f.name for f in fields(Brief))


def to_json(brief: Brief) -> dict[str, Any]:
    """The brief as plain JSON values, every field present."""
    return {**asdict(brief), "keys": list(brief.keys)}


def from_json(record: Mapping[str, Any]) -> Brief:
    """The brief that `to_json` wrote; fields it does not know are passed over. Raises BadInputError."""
    values = {name: record[name] for name in _NAMES if name in record}
    try:
        return Brief(**{**values, "keys": tuple(values.get("keys", ()))})
    except TypeError as error:
        raise BadInputError(f"this is no brief: {error}") from None


def checked(keys: Sequence[str], language: str, length: str) -> tuple[tuple[str, ...], Language, Length]:
    """The request, each key once. Raises BadInputError that names what cannot be used."""
    unique = tuple(dict.fromkeys(keys))
    if not unique or len(unique) > MOST_PAPERS:
        raise BadInputError(f"A brief is about 1 to {MOST_PAPERS} papers, not {len(unique)}.")
    for name in LANGUAGES:
        if name == language:
            break
    else:
        raise BadInputError(f"No briefs in {language!r:.20}.", f"Choose one of {', '.join(LANGUAGES)}.")
    for size in LENGTHS:
        if size == length:
            return unique, name, size
    raise BadInputError(f"No brief has the length {length!r:.20}.", f"Choose one of {', '.join(LENGTHS)}.")


def brief_id(
    papers: Sequence[Paper], *, kind: str, language: Language, length: Length, model: str, prompt_version: int
) -> str:
    """The same for the same request, so that a brief is written once.

    What was read counts by its words, not by its version: a sighting of the same abstract in another place, or a
    version that leaves it as it was, does not make the brief stale; a rewritten abstract does.
    """
    read = [(paper.key, " ".join(f"{paper.title}\n{paper.abstract}".split())) for paper in papers]
    request = repr((read, kind, language, length, model, prompt_version))
    return hashlib.sha256(request.encode("utf-8", "replace")).hexdigest()[:24]
