"""Which of the papers found stand first: by where the words were found, then by newness."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Protocol

from paper_radar.papers.model import Paper
from paper_radar.search import expressions
from paper_radar.search.language import Query
from paper_radar.search.timeline import Papers, Timeline
from paper_radar.search.tokens import sequence

# The words are looked for as one name or one phrase up to this many.
_MOST_TOGETHER = 12
_LONGEST_NAME = 4
_MOST_BEGINNING = 100


class Index(Protocol):
    """See `storage.searching.SqliteSearch`."""

    def matching(self, expression: str) -> list[int]: ...

    def read(self, ids: Sequence[int]) -> dict[int, Paper]: ...


def tiers(query: Query, index: Index, timeline: Timeline) -> Iterator[Papers]:
    """The papers of each tier, the first one first: those in none of them come last.

    The words are the whole title; they stand together in the title, or are an author's name; all stand in the title;
    they stand together in the abstract.
    """
    values = query.wanted("word", "phrase", "title")
    telling = [value for value in values if expressions.is_telling(value)] or values
    if not telling:
        return

    def found(*expressions: str) -> Papers:
        return timeline.papers(chain.from_iterable(index.matching(each) for each in expressions if each))

    together = 1 < len(sequence(" ".join(values))) <= _MOST_TOGETHER
    first = [expressions.together(values, "title")] if together else []
    if all(clause.kind == "word" for clause in query.clauses if not clause.negative) and len(values) <= _LONGEST_NAME:
        first.append(expressions.author(" ".join(values)))
    yield timeline.papers(_titled(index, values))
    yield found(*first)
    if len(telling) > 1 or not together:
        yield found(expressions.in_title(telling))
    if len(telling) > 1 and together:
        yield found(expressions.together(values, "abstract"))


def ranked(papers: Papers, tiers: Iterable[Papers]) -> list[Papers]:
    """The papers of each tier that are in no earlier one, and last of all the others."""
    lists: list[Papers] = []
    for tier in tiers:
        lists.append(papers & tier)
        papers &= ~tier
    return [*lists, papers]


def _titled(index: Index, values: Sequence[str]) -> set[int]:
    """The papers whose whole title these words are."""
    asked = sequence(" ".join(values))
    ids = index.matching(expressions.begins(values)) if asked else []
    if len(ids) > _MOST_BEGINNING:
        return set()  # a word or two, as others begin with too
    return {id for id, paper in index.read(ids).items() if sequence(paper.title) == asked}
