"""Entries and hits as a `HitStore` keeps them: what of an entry decides its hits, and a hit without its words."""

import json
from dataclasses import asdict
from functools import lru_cache
from hashlib import sha256
from typing import get_args

from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry, Field, Hit, Level
from paper_radar.storage.base import HitRow

FIELDS: tuple[Field, ...] = get_args(Field)
# What else an entry says is about whose it is and what to do with its hits, not about which they are.
_NOT_DECIDING = frozenset({"id", "created", "negative", "paused", "author_id"})


@lru_cache(maxsize=8192)
def fingerprint_of(entry: Entry) -> str:
    """The same for entries that hit the same papers in the same places, whoever follows them. Asked for of the whole
    radar whenever one entry of it changes.
    """
    deciding = {name: value for name, value in asdict(entry).items() if name not in _NOT_DECIDING}
    return sha256(json.dumps(deciding, sort_keys=True).encode()).hexdigest()[:32]


def row_of(hit: Hit, definition: int) -> HitRow:
    """The hit as it is kept."""
    sure = int(hit.level == "match")
    return HitRow(definition, sure, hit.score, FIELDS.index(hit.field), hit.index, hit.start, hit.end, hit.rule)


def hit_of(row: HitRow, entry: Entry, paper: Paper) -> Hit:
    """The hit again: of the entry, in the paper in which it was found."""
    field = FIELDS[row.field]
    if field == "authors":
        whole = paper.authors[row.place]
    elif field == "title":
        whole = paper.title
    elif field == "abstract":
        whole = paper.abstract
    else:
        whole = paper.categories[row.place]
    level: Level = "match" if row.sure else "possible"
    text = whole[row.start : row.end]
    return Hit(
        entry_id=entry.id,
        kind=entry.kind,
        value=entry.value,
        level=level,
        score=row.score,
        field=field,
        index=row.place,
        start=row.start,
        end=row.end,
        text=text,
        rule=row.rule,
    )
