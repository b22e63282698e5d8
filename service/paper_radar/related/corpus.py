"""The papers from which related ones are drawn: what the ranker asks of them, and how a pool answers."""

from collections import Counter, OrderedDict
from collections.abc import Collection, Mapping, Sequence
from threading import Lock
from typing import Protocol

from paper_radar.papers.model import Paper
from paper_radar.papers.text import terms as terms_of
from paper_radar.related.terms import Text, length, rarity, text_of


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

    def candidates(self, terms: Sequence[str], *, limit: int) -> list[Paper]: ...


_MOST_TERMS = 60_000
_MOST_TEXTS = 4_000
# Rarities are logarithms: a pool that has grown by a twentieth has the same ones for all that a reader can see.
_GROWTH = 1.05


class PoolCorpus:
    """A pool as a corpus. It remembers texts and rarities, so keep one for a pool; safe from any thread.

    At most about 15 MB: 60,000 rarities and 4,000 texts.
    """

    def __init__(self, pool: _Pool) -> None:
        self._pool = pool
        self._lock = Lock()
        self._size = 0
        self._rarities: dict[str, float] = {}
        self._texts: OrderedDict[tuple[str, int], Text] = OrderedDict()

    def size(self) -> int:
        return self._pool.count()

    def rarities(self, terms: Collection[str]) -> Mapping[str, float]:
        """The weight of each term, as of a pool of about the present size."""
        size = self.size()
        with self._lock:
            if not self._size <= size <= self._size * _GROWTH or len(self._rarities) > _MOST_TERMS:
                # A new dictionary: who still reads the old one keeps it whole.
                self._size, self._rarities = size, {}
                self._texts.clear()
            known, size = self._rarities, self._size
        unknown = sorted(set(terms).difference(known))
        if unknown:
            known.update({term: rarity(papers, size) for term, papers in self._pool.frequencies(unknown).items()})
        return known

    def candidates(self, terms: Sequence[str], *, limit: int) -> list[Paper]:
        return self._pool.candidates(terms, limit=limit)

    def texts(self, papers: Sequence[Paper]) -> list[Text]:
        keys = [(paper.key, hash((paper.title, paper.abstract))) for paper in papers]
        with self._lock:
            known = {key: text for key in keys if (text := self._texts.get(key))}
        read = {
            key: tuple(terms_of(text_of(paper))) for key, paper in zip(keys, papers, strict=True) if key not in known
        }
        rarities = self.rarities({term for found in read.values() for term in found})
        known |= {key: Text(found, length(Counter(found), rarities)) for key, found in read.items()}
        with self._lock:
            for key in keys:
                self._texts[key] = known[key]
                self._texts.move_to_end(key)
            while len(self._texts) > _MOST_TEXTS:
                self._texts.popitem(last=False)
        return [known[key] for key in keys]
