"""Where no paper holds all that is asked: those that hold most of its words, the rarer the better."""

import math
from collections.abc import Sequence
from typing import Protocol

from paper_radar.search import expressions
from paper_radar.search.language import Clause, Query
from paper_radar.search.timeline import Timeline
from paper_radar.search.tokens import sequence

_FEWEST_WORDS = 3
_MOST_WORDS = 12
_MOST_PAPERS = 100
# The commonest words tell the least and cost the most, see `storage.pool_index`.
_POSTINGS = 40_000
# Of the best one's weight: a paper with half of the words of a long title is about something else.
_LEAST = 0.6


class _Index(Protocol):
    def matching(self, expression: str) -> list[int]: ...

    def counts(self, stems: Sequence[str]) -> dict[str, int]:
        """In how many papers each of the stems stands, 0 included."""
        ...


def most_of(query: Query, index: _Index, timeline: Timeline) -> list[int]:
    """The ids of at most 100 papers that hold most of the words of a query, best first; none for a query of less
    than three words, or of anything else than words.
    """
    if any(clause.kind != "word" or clause.negative for clause in query.clauses):
        return []
    telling = [clause.value for clause in query.clauses if expressions.is_telling(clause.value)][:_MOST_WORDS]
    if len(telling) < _FEWEST_WORDS:
        return []
    stems = {word: sequence(word) for word in telling}
    counts = index.counts([stem for each in stems.values() for stem in each])
    common = {word: min((counts[stem] for stem in each), default=0) for word, each in stems.items()}
    weights: dict[int, float] = {}
    whole, postings = 0.0, 0
    for word in sorted(telling, key=lambda word: common[word]):
        postings += common[word]
        if weights and postings > _POSTINGS:
            break
        found = index.matching(expressions.expression(Clause("word", word)))
        weight = math.log1p(len(timeline) / len(found)) if found else 0.0
        whole += weight
        for id in found:
            weights[id] = weights.get(id, 0.0) + weight
    least = max(_LEAST * max(weights.values(), default=0.0), whole / 2)
    heavy = timeline.newest(timeline.papers(id for id, weight in weights.items() if weight >= least))
    return sorted(heavy, key=lambda id: -weights[id])[:_MOST_PAPERS]
