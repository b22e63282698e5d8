"""Which of the papers found stand first: by where the words were found, then by newness."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from paper_radar.papers.model import Paper
from paper_radar.search import expressions
from paper_radar.search.language import Query
from paper_radar.search.timeline import Timeline
from paper_radar.search.tokens import sequence

# The words are looked for as one name or one phrase up to this many.
_MOST_TOGETHER = 12
_LONGEST_NAME = 4
_MOST_BEGINNING = 100


class Index(Protocol):
    """See `storage.searching.SqliteSearch`."""

    def matching(self, expression: str) -> list[int]: ...

    def read(self, ids: Sequence[int]) -> dict[int, Paper]: ...


def tiers(query: Query, index: Index) -> list[set[int]]:
    """The papers of each tier, the first one first: those in none of them come last.

    The words are the whole title; they stand together in the title, or are an author's name; all stand in the title;
    they stand together in the abstract.
    """
    values = query.wanted("word", "phrase", "title")
    telling = [value for value in values if expressions.is_telling(value)] or values
    if not telling:
        return []
    first: set[int] = set()
    if all(clause.kind == "word" for clause in query.clauses if not clause.negative) and len(values) <= _LONGEST_NAME:
        first |= _found(index, expressions.author(" ".join(values)))
    several = 1 < len(sequence(" ".join(values))) <= _MOST_TOGETHER
    if several:
        first |= _found(index, expressions.together(values, "title"))
    found = [_titled(index, values), first, _found(index, expressions.in_title(telling))]
    if several:
        found.append(_found(index, expressions.together(values, "abstract")))
    return found


def ranked(places: Sequence[int], timeline: Timeline, tiers: Sequence[Iterable[int]]) -> list[list[int]]:
    """The places, given newest first, by tiers: a list for each, and a last one for the others."""
    left = set(places)
    lists: list[list[int]] = []
    for tier in tiers:
        chosen = left.intersection(timeline.places(tier))
        lists.append(sorted(chosen))
        left -= chosen
    lists.append([place for place in places if place in left])
    return lists


def _titled(index: Index, values: Sequence[str]) -> set[int]:
    """The papers whose whole title these words are."""
    asked = sequence(" ".join(values))
    ids = index.matching(expressions.begins(values)) if asked else []
    if len(ids) > _MOST_BEGINNING:
        return set()  # a word or two, as others begin with too
    return {id for id, paper in index.read(ids).items() if sequence(paper.title) == asked}


def _found(index: Index, expression: str) -> set[int]:
    return set(index.matching(expression)) if expression else set()
