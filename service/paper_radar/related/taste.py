"""What the reader's saving and dismissing says of other papers: a few weights in the open, each with its counts.

A word, an author or a category gets a weight when more of the papers saved (or dismissed) have it than chance explains:
the count is held against a Poisson distribution around what its rarity in the pool lets one expect. What both piles
have in like measure gets none. The text of the page stays first: all weights together move a paper by `MOST` at most.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from paper_radar.papers.model import Paper
from paper_radar.papers.text import fold, words
from paper_radar.related.groups import groups_of
from paper_radar.related.terms import DAMPING
from paper_radar.related.wording import Word, words_of

# In parts of the likeness of the nearest papers, as everything that speaks for a paper beside its text.
MOST = 0.2
EACH = {"word": 0.15, "author": 0.1, "category": 0.05}
MOST_WEIGHTS = {"word": 24, "author": 10, "category": 4}
# One dismissal may have any reason, and so may two.
LEAST_SAVED = 2
LEAST_DISMISSED = 3
# With so many on the other side the balance is halved: what little is known moves little.
_DOUBT = 2.0
# What is liked nearly as often as not says nothing.
_CLEAR = 0.25
# How seldom chance may do the like: once in 10,000. A reader's papers hold some thousand words.
_SURE = math.log(1e-4)
# Of names and categories there are fewer.
_SURE_OF_FEW = math.log(1e-3)
# No author stands in more papers than this by chance; the pool does not count authors.
_AUTHOR_SHARE = 1e-3
# A single word says something when it is as rare as this (see `terms.rarity`), about one paper of 20.
_RARE = 1.9
_LONGEST_AUTHORS = 50
_SOME = 5

Kind = Literal["word", "author", "category"]
# A word as its terms, an author as the sorted words of the name, a category as itself.
Feature = tuple[Kind, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Weight:
    """One thing learned. `value` is as a reader reads it; `weight` is in parts of the likeness of the nearest papers;
    `saved` and `dismissed` count the papers that have it, those of one group of authors once.
    """

    kind: Kind
    value: str
    weight: float
    saved: int
    dismissed: int
    feature: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taste:
    """What was learned. Hashable; one without weights moves nothing."""

    weights: tuple[Weight, ...] = ()
    _by_start: Mapping[str, tuple[Weight, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_start: dict[str, list[Weight]] = defaultdict(list)
        for weight in self.weights:
            if weight.kind == "word":
                by_start[weight.feature[0]].append(weight)
        object.__setattr__(self, "_by_start", {start: tuple(found) for start, found in by_start.items()})

    def found_in(self, paper: Paper, terms: Sequence[str]) -> list[Weight]:
        """The weights that touch the paper, those that move it most first; `terms` are its own in their order."""
        if not self.weights:
            return []
        touched = self._by_start.keys() & set(terms)
        found = [weight for start in touched for weight in self._by_start[start] if _stands(weight.feature, terms)]
        found += [
            weight for weight in self.weights if weight.kind == "category" and weight.feature[0] in paper.categories
        ]
        found += self._authors_of(paper)
        return sorted(found, key=lambda weight: (-abs(weight.weight), weight.kind, weight.value))

    def _authors_of(self, paper: Paper) -> list[Weight]:
        names = fold(" ".join(paper.authors[:_LONGEST_AUTHORS])).replace("-", "")
        near = [
            weight
            for weight in self.weights
            if weight.kind == "author" and all(part in names for part in weight.feature)
        ]
        # Taking names apart costs more than all else here.
        authors = {_author(name) for name in paper.authors[:_LONGEST_AUTHORS]} if near else ()
        return [weight for weight in near if weight.feature in authors]


NO_TASTE = Taste()


def summed(found: Sequence[Weight]) -> float:
    """What the weights say together, within ±`MOST`. Words of one subject come together: each counts half of the one
    before it.
    """
    total = 0.0
    for sign in (1, -1):
        same = [weight.weight for weight in found if weight.weight * sign > 0]
        total += sum(weight / 2**at for at, weight in enumerate(same))
    return max(-MOST, min(MOST, total))


def learn(saved: Sequence[Paper], dismissed: Sequence[Paper], rarities: Mapping[str, float]) -> Taste:
    """The taste of a reader who saved and dismissed these papers; `rarities` as `related.terms.rarity` gives them.

    Categories are held against their share of all these papers, as the pool's choice of them is the reader's own.
    """
    names = _Names()
    liked, disliked = _counted(saved, names, rarities), _counted(dismissed, names, rarities)
    shares = _category_shares([*saved, *dismissed])
    weights: dict[Kind, list[Weight]] = {"word": [], "author": [], "category": []}
    for feature in {*liked.counts, *disliked.counts}:
        kind, value = feature
        share = (
            _AUTHOR_SHARE if kind == "author" else shares[value[0]] if kind == "category" else _share(value, rarities)
        )
        yes, no = liked.counts[feature], disliked.counts[feature]
        sure = _SURE if kind == "word" else _SURE_OF_FEW
        # The other side counts in full, sure or not: it is what the reader did.
        balance = (yes - no) / (yes + no + _DOUBT)
        if abs(balance) < _CLEAR:
            continue
        if balance > 0:
            counts = yes >= LEAST_SAVED and _is_no_chance(yes, liked.groups * share, sure)
        else:
            counts = no >= LEAST_DISMISSED and _is_no_chance(no, disliked.groups * share, sure)
        if counts:
            weights[kind].append(Weight(kind, names.of(feature), EACH[kind] * balance, yes, no, value))
    return Taste(tuple(weight for kind in weights for weight in _chosen(weights[kind], MOST_WEIGHTS[kind])))


def without(taste: Taste, ignored: Iterable[tuple[str, str]]) -> Taste:
    """The taste without the weights of these kinds and values."""
    left_out = {(kind, value.lower()) for kind, value in ignored}
    return Taste(tuple(weight for weight in taste.weights if (weight.kind, weight.value.lower()) not in left_out))


@dataclass(frozen=True, slots=True)
class _Counted:
    counts: Counter[Feature]
    groups: int


class _Names:
    """How the papers write each feature, the commonest way first."""

    def __init__(self) -> None:
        self._ways: defaultdict[Feature, Counter[str]] = defaultdict(Counter)

    def note(self, feature: Feature, text: str) -> None:
        self._ways[feature][text] += 1

    def of(self, feature: Feature) -> str:
        ways = self._ways[feature]
        # Titles write everything with capitals: the way of the sentences is kept, if some papers have it.
        small = [way for way in ways if way.islower() and _SOME * ways[way] >= ways.total()]
        return min(small or ways, key=lambda way: (-ways[way], way))


def _counted(papers: Sequence[Paper], names: _Names, rarities: Mapping[str, float]) -> _Counted:
    groups = groups_of(papers)
    seen: set[tuple[int, Feature]] = set()
    counts: Counter[Feature] = Counter()
    for paper, group in zip(papers, groups, strict=True):
        for feature, text in _features(paper, rarities):
            names.note(feature, text)
            # To save three papers of one author is to like the author: these are counted one by one.
            once = (group, feature)
            if feature[0] != "author" and once in seen:
                continue
            seen.add(once)
            counts[feature] += 1
    return _Counted(counts, len(set(groups)))


def _features(paper: Paper, rarities: Mapping[str, float]) -> list[tuple[Feature, str]]:
    found: dict[Feature, str] = {}
    for author in paper.authors[:_LONGEST_AUTHORS]:
        if key := _author(author):
            found.setdefault(("author", key), author)
    for category in paper.categories:
        found.setdefault(("category", (category,)), category)
    texts = words_of(paper, rarities)
    for word in texts:
        if word.rarity >= _RARE and word.names:
            found.setdefault(("word", word.terms), word.text)
    for one, other in pairwise(texts):
        if other.follows and _is_phrase(one, other):
            found.setdefault(("word", (*one.terms, *other.terms)), f"{one.text} {other.text}")
    return list(found.items())


def _is_phrase(one: Word, other: Word) -> bool:
    return (one.names or other.names) and other.ends and max(one.rarity, other.rarity) >= _RARE


def _author(name: str) -> tuple[str, ...]:
    return tuple(sorted(words(name.replace("-", ""))))


def _stands(feature: Sequence[str], terms: Sequence[str]) -> bool:
    """Whether the terms of the feature stand side by side; a single one is known to be there."""
    if len(feature) == 1:
        return True
    wanted, size = tuple(feature), len(feature)
    return any(tuple(terms[at : at + size]) == wanted for at, term in enumerate(terms) if term == wanted[0])


def _share(terms: Sequence[str], rarities: Mapping[str, float]) -> float:
    """The share of the pool's papers that hold the rarest of the terms; 1 if that is unknown."""
    rarest = max((rarities.get(term, 0.0) for term in terms), default=0.0)
    return math.exp(-(rarest ** (1 / DAMPING)))


def _category_shares(papers: Sequence[Paper]) -> dict[str, float]:
    counts = Counter(category for paper in papers for category in set(paper.categories))
    return {category: count / len(papers) for category, count in counts.items()}


def _is_no_chance(count: int, expected: float, sure: float) -> bool:
    """Whether a Poisson distribution around `expected` reaches the count less often than exp(`sure`)."""
    if count <= expected:
        return False
    # The tail, bounded by a geometric series from its first term.
    tail = count * math.log(max(expected, 1e-9)) - expected - math.lgamma(count + 1)
    return tail - math.log1p(-min(expected / (count + 1), 0.999)) <= sure


def _chosen(weights: Sequence[Weight], most: int) -> list[Weight]:
    """The weightiest, phrases in the place of their words: "spectral norm" tells what "spectral" would only hint at."""
    ranked = sorted(
        weights, key=lambda each: (-abs(each.weight), -each.saved - each.dismissed, -len(each.feature), each.value)
    )
    phrases = [each for each in ranked if each.kind == "word" and len(each.feature) > 1]
    kept = [each for each in ranked if not any(_says_it_better(phrase, each) for phrase in phrases)]
    return kept[:most]


def _says_it_better(phrase: Weight, weight: Weight) -> bool:
    """Whether nearly all papers of the weight have the phrase, which says more."""
    if len(phrase.feature) <= len(weight.feature) or not set(weight.feature) <= set(phrase.feature):
        return False
    return 4 * (phrase.saved + phrase.dismissed) >= 3 * (weight.saved + weight.dismissed)
