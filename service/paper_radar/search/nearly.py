"""Where no paper holds all that is asked: those that hold most of its words, the rarer the better."""

import math
from typing import Protocol

from paper_radar.search import expressions
from paper_radar.search.language import Clause, Query
from paper_radar.search.timeline import Timeline

_FEWEST_WORDS = 3
_MOST_WORDS = 12
_MOST_PAPERS = 100
# Of the best one's weight: a paper with half of the words of a long title is about something else.
_LEAST = 0.6


class _Index(Protocol):
    def matching(self, expression: str) -> list[int]: ...


def most_of(query: Query, index: _Index, timeline: Timeline) -> list[int]:
    """The places of at most 100 papers that hold most of the words of a query, best first; none for a query of less
    than three words, or of anything else than words.
    """
    if any(clause.kind != "word" or clause.negative for clause in query.clauses):
        return []
    words = [clause.value for clause in query.clauses if expressions.is_telling(clause.value)][:_MOST_WORDS]
    if len(words) < _FEWEST_WORDS:
        return []
    weights: dict[int, float] = {}
    whole = 0.0
    for word in words:
        found = index.matching(expressions.expression(Clause("word", word)))
        weight = math.log1p(len(timeline) / len(found)) if found else 0.0
        whole += weight
        for id in found:
            weights[id] = weights.get(id, 0.0) + weight
    least = max(_LEAST * max(weights.values(), default=0.0), whole / 2)
    placed = [
        (weights[timeline.ids[place]], place)
        for place in timeline.places(id for id, w in weights.items() if w >= least)
    ]
    placed.sort(key=lambda each: (-each[0], each[1]))
    return [place for _, place in placed[:_MOST_PAPERS]]
