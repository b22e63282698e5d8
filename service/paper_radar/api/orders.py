"""The related papers of the last pages: ranked once, then given slice by slice."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from threading import Lock

from paper_radar.matching.followed import FollowedRadar
from paper_radar.matching.hits import Seen, see
from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Hit
from paper_radar.related.corpus import PoolCorpus
from paper_radar.related.ranker import Related, rank
from paper_radar.related.taste import Taste
from paper_radar.storage.base import HitStore, Pool

# Three batches of ten: who has read thirty related papers wants another page.
MOST_RELATED = 30
_KEPT = 16
# For papers, how near each one's meaning is to that of the page: a cosine, None where none is known.
Nearness = Callable[[Sequence[Paper]], Sequence[float | None]]


@dataclass(frozen=True, slots=True)
class Order:
    """One ranking of related papers, kept so that the next batch is the next slice of the same order.

    `followed` is the radar that found the hits of its items, none of which it mutes.
    """

    token: str
    followed: FollowedRadar
    items: tuple[Related, ...]


class RelatedOrders:
    """The last orders, by tokens that name what each was made from. Safe from any thread."""

    def __init__(self, pool: Pool) -> None:
        """The pool from which related papers come."""
        self._pool = pool
        self._corpus = PoolCorpus(pool)
        self._lock = Lock()
        self._orders: OrderedDict[str, Order] = OrderedDict()

    def kept(self, token: str) -> Order | None:
        """The order of this token, unless it has been forgotten."""
        with self._lock:
            return self._orders.get(token)

    def order(
        self,
        page: Paper,
        followed: FollowedRadar,
        hits: HitStore,
        *,
        today: str,
        taste: Taste,
        nearness: Callable[[Paper], Nearness | None],
        saved: Collection[str],
        dismissed: Collection[str],
    ) -> Order:
        """The order of the page's related papers, as of now."""
        near = nearness(page)
        made_from = (
            (page.key, page.title, page.abstract, near is not None),
            (self._pool.revision(), followed.revision, hash(taste), today),
            # By their hashes, which a set keeps: writing 15,000 keys out takes 11 ms at every page.
            (hash(frozenset(saved)), hash(frozenset(dismissed))),
        )
        token = hashlib.sha256(repr(made_from).encode()).hexdigest()[:16]
        kept = self.kept(token)
        if kept is not None:
            return kept
        seen: dict[str, Seen] = {}

        def hits_of(papers: Sequence[Paper]) -> list[tuple[Hit, ...]]:
            found = see(papers, followed, hits)
            seen.update(zip((paper.key for paper in papers), found, strict=True))
            return [each.hits for each in found]

        ranked = rank(
            page,
            self._corpus,
            hits_of=hits_of,
            today=today,
            taste=taste,
            nearness=near,
            saved=saved,
            dismissed=dismissed,
            limit=MOST_RELATED,
        )
        unknown = [related.paper for related in ranked if related.paper.key not in seen]
        if unknown:
            hits_of(unknown)
        order = Order(token, followed, tuple(related for related in ranked if not seen[related.paper.key].muted))
        with self._lock:
            self._orders[token] = order
            while len(self._orders) > _KEPT:
                self._orders.popitem(last=False)
        return order
