"""Where to look for an entry: what every paper that it may hit has in the pool's two indexes.

A lookup only has to leave no hit out; what it finds is then matched as any paper is.
"""

import re
from dataclasses import dataclass

from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry
from paper_radar.radar.name_keys import followed_keys, seen_keys, seen_whole_key, whole_key
from paper_radar.radar.name_parts import read_name
from paper_radar.radar.topic_lookups import topic_lookups

_SPACE = re.compile(r"[\s\x00]+")


@dataclass(frozen=True, slots=True)
class Lookup:
    """Papers with all the index terms (`papers.text.terms`) of one of the sets, or with one of the keys (`keys_of`)."""

    terms: tuple[frozenset[str], ...] = ()
    keys: tuple[str, ...] = ()


def lookup_of(entry: Entry) -> Lookup | None:
    """Where to look for the entry; None: any paper may hit it."""
    if entry.kind == "category":
        return Lookup(keys=(_category(entry.value, primary=not entry.cross_listed),))
    if entry.kind == "topic":
        alternatives = topic_lookups(entry)
        return None if alternatives is None else Lookup(terms=tuple(frozenset(terms) for terms in alternatives))
    names = [read_name(text) for text in (entry.value, *entry.aliases, *(sighting.text for sighting in entry.same))]
    keys = {key for name in names for key in followed_keys(name)}
    whole = {key for name in names if (key := whole_key(name))}
    return Lookup(keys=(*sorted(map(_name, keys)), *sorted(map(_whole_name, whole))))


def keys_of(paper: Paper) -> list[str]:
    """The keys under which authors and categories look for the paper: texts without white space."""
    keys: set[str] = set()
    for author in paper.authors:
        keys.update(map(_name, seen_keys(author)))
        if whole := seen_whole_key(author):
            keys.add(_whole_name(whole))
    primary = (paper.primary_category or next(iter(paper.categories), "")).lower()
    for category in paper.categories:
        name = category.lower()
        archive = name.partition(".")[0]
        for value in (name, archive, f"{archive}.*"):
            keys.add(_category(value, primary=False))
            if name == primary:
                keys.add(_category(value, primary=True))
    return sorted(keys)


def _name(key: str) -> str:
    return "n/" + key.replace(" ", "_")


def _whole_name(key: str) -> str:
    return "w/" + _SPACE.sub("_", key)


def _category(value: str, *, primary: bool) -> str:
    return ("p/" if primary else "c/") + _SPACE.sub("_", value.strip().lower())
