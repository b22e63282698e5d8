"""What may have been meant by a query that finds little: words and names of the pool that are nearly those typed."""

from collections import Counter, OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from threading import Lock
from typing import Protocol

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from paper_radar.papers.model import Paper
from paper_radar.papers.text import STOP_WORDS, fold, words
from paper_radar.search import expressions
from paper_radar.search.language import Clause, Query, query_of
from paper_radar.search.order import Order
from paper_radar.search.tokens import name, sequence, stems
from paper_radar.sources.arxiv.taxonomy import GROUPS

MOST = 5
# A query that finds more than this was meant as it stands.
FEW = 20
_SHORTEST = 4
_LIKENESS = 0.72
_NAME_LIKENESS = 75
_MOST_LIKE = 4
_LONGEST_NAME = 4
# Names made of words like those that were typed, and papers that are read for those that there are.
_MOST_COMBINED = 16
_READ = 60
# A word that stands in few papers may be a slip of their authors, where a hundred times as many have it otherwise.
_RARE = 20
_COMMONER = 100
_KEPT = 64
_MOST_CLAUSES = 8
_CATEGORIES = [each.id for group in GROUPS for each in group.categories]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The words that may have been meant, and the whole query with them."""

    text: str
    q: str


class Vocabulary(Protocol):
    """The words of the pool. See `storage.searching.SqliteSearch`."""

    def matching(self, expression: str) -> list[int]: ...

    def some(self, expression: str, *, limit: int) -> list[Paper]:
        """The papers for which the expression holds that came last."""
        ...

    def authors(self, expression: str, *, limit: int) -> list[str]:
        """The names on these papers, repeats included."""
        ...

    def counts(self, stems: Sequence[str]) -> dict[str, int]:
        """In how many papers each of the stems stands, 0 included."""
        ...

    def stems(self, begin: str) -> dict[str, int]:
        """The stems that begin so and stand in several papers, with the number of these."""
        ...

    def names(self, begin: str) -> dict[str, int]:
        """The words of names that begin so, with the number of papers in which they stand."""
        ...


class Suggester:
    """Safe from any thread; what was suggested lately is kept."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._lock = Lock()
        self._kept: OrderedDict[str, list[Suggestion]] = OrderedDict()

    def suggestions(self, order: Order) -> list[Suggestion]:
        """At most 5, the likeliest first; none where the query finds more than a few papers as it stands."""
        if len(order.places) > FEW and not order.nearly:
            return []
        with self._lock:
            kept = self._kept.get(order.token)
        if kept is None:
            kept = self._suggested(order.query)
            with self._lock:
                self._kept[order.token] = kept
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return kept

    def _suggested(self, query: Query) -> list[Suggestion]:
        whole = self._names_of_words(query)
        wanted = [clause for clause in query.clauses if not clause.negative][:_MOST_CLAUSES]
        others = {clause: self._others(clause) for clause in wanted}
        best = {clause: found[0] for clause, found in others.items() if found}
        queries = [[Clause("word", part) for part in each.split()] for each in whole]
        if best:
            queries.append([_with(each, best) for each in query.clauses])
        for clause, found in others.items():
            queries += [[_with(each, best | {clause: value}) for each in query.clauses] for value in found[1:]]
        asked = dict.fromkeys(query_of(each) for each in queries)
        asked.pop(query_of(query.clauses), None)
        return [Suggestion(each, each) for each in list(asked)[:MOST]]

    def _others(self, clause: Clause) -> list[str]:
        """Other values that may have been meant in place of the clause's, the likeliest first."""
        match clause.kind:
            case "author":
                return self._names(clause.value)
            case "category":
                if self._vocabulary.matching(expressions.expression(clause)):
                    return []
                near = process.extract(clause.value.lower(), {each: each.lower() for each in _CATEGORIES}, limit=2)
                return [key for _, score, key in near if score >= _NAME_LIKENESS]
            case "word" | "phrase" | "title":
                return self._texts(clause.value)
            case _:
                return []

    def _texts(self, value: str) -> list[str]:
        """The value with those of its words that the pool hardly knows as it may know them."""
        corrected = [(word, self._like(word) if at < _MOST_CLAUSES else []) for at, word in enumerate(words(value))]
        if not any(found for _, found in corrected):
            return []
        best = [found[0] if found else word for word, found in corrected]
        values = [" ".join(best)]
        for at, (_, found) in enumerate(corrected):
            values += [" ".join([*best[:at], other, *best[at + 1 :]]) for other in found[1:]]
        return values

    def _like(self, word: str) -> list[str]:
        """Words of the pool that are nearly this one, which the pool hardly knows."""
        stem = stems(word)
        if len(word) < _SHORTEST or " " in stem or word in STOP_WORDS or not word.isascii():
            return []
        count = self._vocabulary.counts([stem])[stem]
        if count > _RARE or self._vocabulary.matching(expressions.author(word)):
            return []
        known: dict[str, int] = {}
        for begin in {stem[0], stem[1]}:
            known |= self._vocabulary.stems(begin)
        near = process.extract(stem, known.keys(), scorer=OSA.normalized_similarity, score_cutoff=_LIKENESS, limit=20)
        found = [
            (OSA.distance(stem, each), -known[each], each)
            for each, _, _ in near
            if each != stem
            and known[each] >= max(1, count * _COMMONER)
            and (not count or OSA.distance(stem, each) == 1)
        ]
        # Beside the word that was meant, what a few papers have is a slip of theirs.
        commonest = max((known[each] for _, _, each in found), default=0)
        found = [each for each in found if known[each[2]] * _COMMONER >= commonest]
        shown = [self._shown(each, word) for _, _, each in sorted(found)[:_MOST_LIKE]]
        return [each for each in dict.fromkeys(shown) if each and each != word]

    def _shown(self, stem: str, typed: str) -> str:
        """A word of this stem as papers write it: that most like what was typed, of equals the commonest."""
        papers = self._vocabulary.some(f'{{title abstract}} : "{stem}"', limit=_READ // 8)
        begin = stem[:2]
        text = " ".join(f"{paper.title} {paper.abstract}" for paper in papers)
        held = Counter(word for word in words(text) if word.startswith(begin) and stems(word) == stem)
        return max(held, key=lambda word: (round(fuzz.ratio(word, typed)), held[word]), default="")

    def _names_of_words(self, query: Query) -> list[str]:
        """Names that words without a field may be: "difan zuo"."""
        if not 2 <= len(query.clauses) <= 3 or any(each.kind != "word" or each.negative for each in query.clauses):
            return []
        counts = self._vocabulary.counts([" ".join(sequence(each.value)) for each in query.clauses])
        if min(counts.values()) > _RARE:
            return []
        return self._names(" ".join(each.value for each in query.clauses))

    def _names(self, value: str) -> list[str]:
        """Names of authors of the pool that are nearly this one."""
        parts = [part for part in name(value) if len(part) > 1][:_LONGEST_NAME]
        if not parts or self._vocabulary.matching(expressions.author(value)):
            return []
        near = [self._parts_like(part) for part in parts]
        if len(parts) == 1:
            (seeds,) = near
            return [self._written(seed) for seed in seeds][:_MOST_LIKE]
        chosen = [expressions.author(" ".join(each)) for each in islice(product(*near), _MOST_COMBINED)]
        if not chosen:
            return []
        found = Counter(self._vocabulary.authors(" OR ".join(f"({each})" for each in chosen), limit=_READ))
        asked_for = " ".join(sorted(parts))
        likeness = {
            author: round(100 * OSA.normalized_similarity(asked_for, " ".join(sorted(name(author)))))
            for author in found
        }
        likely = sorted(
            (author for author in found if likeness[author] >= _NAME_LIKENESS),
            key=lambda author: (-likeness[author], -found[author], author),
        )
        return list({" ".join(name(author)): author for author in reversed(likely)}.values())[::-1][:_MOST_LIKE]

    def _written(self, part: str) -> str:
        """The word of a name as it is written on papers."""
        names = self._vocabulary.authors(expressions.author(part), limit=_READ // 4)
        written = Counter(word for author in names for word in author.split() if fold(word) == part)
        return written.most_common(1)[0][0] if written else part

    def _parts_like(self, part: str) -> list[str]:
        """Words of names that are nearly this one, and the word itself if there are such names; the likeliest first."""
        # One letter wrong, left out, too many or misplaced among the first ones leaves one of these beginnings.
        begins = {part[:2], part[1::-1], part[0] + part[2:3], part[1:3]} if part.isascii() else {part[:1]}
        known: dict[str, int] = {}
        for begin in sorted(begins):
            known |= self._vocabulary.names(begin)
        near = process.extract(
            part, known.keys(), scorer=OSA.normalized_similarity, score_cutoff=0.6, limit=3 * _MOST_LIKE
        )
        ranked = sorted(((OSA.distance(part, each), -known[each], each) for each, _, _ in near))
        return [each for _, _, each in ranked[:_MOST_LIKE]]


def _with(clause: Clause, values: Mapping[Clause, str]) -> Clause:
    return replace(clause, value=values[clause]) if clause in values else clause
