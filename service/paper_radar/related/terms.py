"""How alike two texts are, by their terms and their pairs of neighbouring terms.

TF-IDF in the form that did best on both tasks of `score_related.py` together: saturated counts, tf / (tf + 1.5) (as in
BM25, Robertson and Zaragoza 2009), a damped inverse document frequency, pairs at half the weight of terms, and a length
norm between that of the weights and that of the counts alone, so that a text is not punished for its rare words.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, pairwise
from operator import mul

from paper_radar.papers.model import Paper

SATURATION = 1.5
DAMPING = 0.6
PAIR = 0.5
NORM = 0.8
# Counts beyond this weigh the same.
_MOST = 64
_SATURATED = tuple(count / (count + SATURATION) for count in range(_MOST + 1))
_SQUARED = tuple(weight * weight for weight in _SATURATED)

Pair = tuple[str, str]


def text_of(paper: Paper) -> str:
    """The text by which a paper is compared; the pool's index holds the same."""
    return f"{paper.title}\n{paper.abstract}"


def rarity(papers: int, size: int) -> float:
    """The weight of a term that stands in `papers` of `size` papers: 0 if in all of them, or in none."""
    if papers <= 0:
        return 0.0
    return float(max(math.log((size + 1) / papers), 0.0) ** DAMPING)


def length(counts: Mapping[str, int], rarities: Mapping[str, float]) -> float:
    """The norm by which the likeness to a text is divided. Hundreds of them are computed for a page."""
    counted = [_SQUARED[count if count < _MOST else _MOST] for count in counts.values()]
    weights = [*map(rarities.__getitem__, counts)]
    weighed = sum(map(mul, counted, map(mul, weights, weights)))
    return float(weighed ** (NORM / 2) * sum(counted) ** ((1 - NORM) / 2)) or 1.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a text is to the page, and what each term and pair that they share gives to it. `repeated` are those of
    the terms that the text has more than once.
    """

    score: float
    terms: Mapping[str, float]
    pairs: Mapping[Pair, float]
    repeated: Set[str]


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a paper as terms in their order, with its `length`."""

    terms: tuple[str, ...]
    length: float


class Profile:
    """The terms of the page with their weights, ready to be compared with texts. `rarities` holds the page's terms."""

    def __init__(self, found: Sequence[str], rarities: Mapping[str, float]) -> None:
        counts = Counter(found)
        self._length = length(counts, rarities)
        # The rarity counts twice: once for the page, once for the other text.
        self._terms = {term: _saturated(count) * rarities[term] ** 2 for term, count in counts.items()}
        self._pairs = {pair: _saturated(count) for pair, count in Counter(pairwise(found)).items()}

    def likenesses(self, texts: Sequence[Text], size: int) -> list[Likeness]:
        """How alike each of the texts is, candidates for this page from a corpus of `size` papers.

        How rare a pair is among all papers is learnt from them: papers that share a pair share both of its terms, so
        that nearly all of them are candidates.
        """
        shared = [self._pairs.keys() & pairwise(text.terms) for text in texts]
        among = Counter(chain.from_iterable(shared))
        pairs = {pair: self._pairs[pair] * (PAIR * rarity(count, size)) ** 2 for pair, count in among.items()}
        return [self._likeness(text, common, pairs) for text, common in zip(texts, shared, strict=True)]

    def _likeness(self, text: Text, common: Set[Pair], weights: Mapping[Pair, float]) -> Likeness:
        own, whole = self._terms, self._length * text.length
        counts = Counter(text.terms)
        terms = {term: own[term] * _saturated(counts[term]) / whole for term in own.keys() & counts.keys()}
        pairs = {}
        if common:
            often = Counter(filter(common.__contains__, pairwise(text.terms)))
            pairs = {pair: weights[pair] * _saturated(often[pair]) / whole for pair in common}
        repeated = {term for term in terms if counts[term] > 1}
        return Likeness(sum(terms.values()) + sum(pairs.values()), terms, pairs, repeated)


def _saturated(count: int) -> float:
    return _SATURATED[count if count < _MOST else _MOST]
