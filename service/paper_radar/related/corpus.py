"""The papers from which related ones are drawn: what the ranker asks of them, and how a pool answers."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from threading import Lock
from typing import Protocol

from paper_radar.papers.model import Paper
from paper_radar.related.terms import Text, length, rarity


class Corpus(Protocol):
    """Papers with the index from which candidates come. `storage.base.Pool` fits behind `PoolCorpus`."""

    def size(self) -> int:
        """How many papers there are."""
        ...

    def rarities(self, terms: Collection[str]) -> Mapping[str, float]:
        """The weight of each index term (see `terms.rarity`); more terms than asked for may be there."""
        ...

    def candidates(self, terms: Sequence[str], *, limit: int) -> list[Paper]:
        """Papers that hold at least one of the index terms, those with more and rarer ones first."""
        ...

    def texts(self, papers: Sequence[Paper]) -> list[Text]:
        """The texts of the papers, in their order."""
        ...


class _Pool(Protocol):
    """What is needed of a `storage.base.Pool`; this package knows nothing of storage."""

    def count(self, *, since: str = "") -> int: ...

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]: ...

    def index_terms(self, keys: Sequence[str]) -> dict[str, list[str]]: ...

    def candidates(self, terms: Sequence[str], *, limit: int) -> list[Paper]: ...


_MOST_TERMS = 60_000
# Rarities are logarithms: a pool that has grown or shrunk by a twentieth has the same ones for all a reader can see.
_GROWTH = 1.05


class PoolCorpus:
    """A pool as a corpus. It remembers rarities, 60,000 at most, so keep one for a pool; safe from any thread."""

    def __init__(self, pool: _Pool) -> None:
        self._pool = pool
        self._lock = Lock()
        self._size = 0
        self._rarities: dict[str, float] = {}

    def size(self) -> int:
        return self._pool.count()

    def rarities(self, terms: Collection[str]) -> Mapping[str, float]:
        """The weight of each term, as of a pool of about the present size."""
        size = self.size()
        with self._lock:
            if not self._size / _GROWTH <= size <= self._size * _GROWTH or len(self._rarities) > _MOST_TERMS:
                # A new dictionary: who still reads the old one keeps it whole.
                self._size, self._rarities = size, {}
            known, size = self._rarities, self._size
        unknown = sorted(set(terms).difference(known))
        if unknown:
            known.update({term: rarity(papers, size) for term, papers in self._pool.frequencies(unknown).items()})
        return known

    def candidates(self, terms: Sequence[str], *, limit: int) -> list[Paper]:
        return self._pool.candidates(terms, limit=limit)

    def texts(self, papers: Sequence[Paper]) -> list[Text]:
        found_in = self._pool.index_terms([paper.key for paper in papers])
        found = [found_in.get(paper.key, []) for paper in papers]
        rarities = self.rarities({term for text in found for term in text})
        return [Text(tuple(text), length(Counter(text), rarities)) for text in found]
