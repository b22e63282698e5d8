"""Radar entries and hits: what a person follows, and where it was found."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from paper_radar.errors import BadInputError

Kind = Literal["author", "topic", "category"]
Level = Literal["match", "possible"]
Field = Literal["title", "abstract", "authors", "categories"]

KINDS: tuple[Kind, ...] = ("author", "topic", "category")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Where an entry was found, on which the user has given their word: the paper's key and the words found there (for
    an author the name as it stands there). `coauthors` and `categories` are the paper's own, the context that tells one
    person from another of the same name. `by` is the author id whose own feed gave that word, "" for the reader's.
    """

    paper: str
    text: str
    coauthors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing followed.

    `aliases` are other spellings that count as the same ("LoRA" for "low-rank adaptation", or a spelling the user
    called the same person); `rejected` are names the user called another person. A `negative` entry mutes the papers
    it hits. A `paused` one hits nothing. `cross_listed` (categories only): a paper that merely cross-lists the
    category hits too. `coauthors` and `categories` are what the followed author's own paper showed when the entry was
    made from one: context that tells namesakes apart. `same` are sightings that the user called this person, `others`
    those they called another person (of a topic: muted there); both win over every rule. `author_id` is the author's
    id at arXiv, its own or an ORCID, "" if none is known (see `author_ids`): it brings in their papers, and decides
    nothing here. `created` is ISO 8601 UTC.
    """

    id: str
    kind: Kind
    value: str
    aliases: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    negative: bool = False
    paused: bool = False
    cross_listed: bool = True
    coauthors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    same: tuple[Sighting, ...] = ()
    others: tuple[Sighting, ...] = ()
    author_id: str = ""
    created: str = ""


_LISTS = {"aliases", "rejected", "coauthors", "categories"}
_SIGHTINGS = {"same", "others"}
_NAMES = tuple(field.name for field in fields(Entry))


def to_json(entry: Entry) -> dict[str, Any]:
    """The entry as plain JSON values."""
    return {name: _plain(value) for name, value in asdict(entry).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, tuple | list) else value


def from_json(record: Mapping[str, Any]) -> Entry:
    """The entry that `to_json` wrote; fields it does not know are passed over. Raises BadInputError."""
    values = {name: record[name] for name in _NAMES if record.get(name) is not None}
    if values.get("kind") not in KINDS or not values.get("id") or not values.get("value"):
        raise BadInputError("a radar entry needs an id, a kind (author, topic or category) and a value")
    for name in _LISTS & values.keys():
        values[name] = tuple(values[name])
    for name in _SIGHTINGS & values.keys():
        values[name] = tuple(_sighting(sighting) for sighting in values[name])
    return Entry(**values)


def _sighting(record: Mapping[str, Any]) -> Sighting:
    if not record.get("paper") or not record.get("text"):
        raise BadInputError("a sighting needs the key of a paper and the words found in it")
    return Sighting(
        paper=record["paper"],
        text=record["text"],
        coauthors=tuple(record.get("coauthors", ())),
        categories=tuple(record.get("categories", ())),
        by=record.get("by", ""),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An entry found in a paper, with its evidence.

    `field` says where; `text` is the exact words found there: `paper.title[start:end]`, `paper.abstract[start:end]`,
    `paper.authors[index][start:end]` or `paper.categories[index][start:end]`. `rule` is a stable word for the rule that
    found it (the interface has a sentence for each), `score` 0 to 100 says how sure and how central.
    """

    entry_id: str
    kind: Kind
    value: str
    level: Level
    score: int
    field: Field
    index: int
    start: int
    end: int
    text: str
    rule: str
