"""What the reader sees in papers: their radar compiled once, hits, what is saved, what is new, and related papers."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from paper_radar.library.saved import Library
from paper_radar.papers.model import Paper, to_json
from paper_radar.radar.entries import Entry, Hit, from_json
from paper_radar.radar.matcher import Radar
from paper_radar.related.corpus import PoolCorpus
from paper_radar.related.ranker import Related, rank
from paper_radar.related.taste import NO_TASTE, Taste
from paper_radar.storage.base import Document, Pool, Workspace

NEW_DAYS = 30
# Three batches of ten: who has read thirty related papers wants another page.
MOST_RELATED = 30
ORDERS_KEPT = 16
_READ_AT_ONCE = 1_000
# A pause of this length ends a look: what is announced after it is new when the reader comes back.
LOOK_PAUSE = timedelta(hours=4)
# For papers, how near each one's meaning is to that of the page: a cosine, None where none is known.
Nearness = Callable[[Sequence[Paper]], Sequence[float | None]]


@dataclass(frozen=True, slots=True)
class Order:
    """One ranking of related papers, kept so that the next batch is the next slice of the same order.

    `radar` is the radar that found the hits of its items.
    """

    token: str
    radar: Radar
    items: tuple[Related, ...]


class Reading:
    """The radar of one workspace over papers and pool. Safe from any thread; caches follow the revisions."""

    def __init__(
        self,
        workspace: Workspace,
        pool: Pool,
        library: Library,
        now: Callable[[], datetime],
        *,
        taste: Callable[[], Taste] = lambda: NO_TASTE,
        nearness: Callable[[Paper], Nearness | None] = lambda _: None,
    ) -> None:
        """`taste` gives what was learned of the reader so far; `nearness`, for a page, what gives the nearness of
        papers to it, None where no model of meaning is at work.
        """
        self._workspace = workspace
        self._taste = taste
        self._nearness = nearness
        self._pool = pool
        self._corpus = PoolCorpus(pool)
        self._library = library
        self._now = now
        self._lock = Lock()
        self._compiled: tuple[int, tuple[Entry, ...], Radar] = (-1, (), Radar(()))
        self._orders: OrderedDict[str, Order] = OrderedDict()

    def entries(self) -> tuple[Entry, ...]:
        """Every entry of the radar, paused ones too, in the order in which they were added."""
        return self._current()[1]

    def radar(self) -> Radar:
        """The compiled radar, as of the last change of an entry."""
        return self._current()[2]

    def _current(self) -> tuple[int, tuple[Entry, ...], Radar]:
        revision = self._workspace.revision("radar")
        with self._lock:
            if self._compiled[0] == revision:
                return self._compiled
        entries = tuple(from_json(document) for document in self._workspace.all("radar").values())
        current = (revision, entries, Radar(entries))
        with self._lock:
            self._compiled = current
        return current

    def hitting(self, entry_id: str) -> list[tuple[Paper, Hit]]:
        """Every paper of the pool that hits this entry, with its hit, newest first; none for an unknown entry."""
        radar = Radar([entry for entry in self.entries() if entry.id == entry_id])
        found: list[tuple[Paper, Hit]] = []
        offset = 0
        while papers := self._pool.newest(limit=_READ_AT_ONCE, offset=offset):
            found += [(paper, hit) for paper in papers for hit in radar.match(paper)]
            offset += len(papers)
        return found

    def dismissed(self) -> frozenset[str]:
        """Keys of the papers the reader called "not for me"."""
        return frozenset(self._workspace.all("feedback"))

    def shown(self, paper: Paper, *, hits: Sequence[Hit] | None = None) -> Document:
        """The paper as every answer gives it: its fields, its hits with evidence, whether it is saved or muted."""
        radar, saved = self.radar(), self._library.keys()
        found = radar.match(paper) if hits is None else hits
        return {
            **to_json(paper),
            "hits": [asdict(hit) for hit in found],
            "saved": paper.key in saved,
            "muted": radar.muted(paper),
        }

    def new_since(self) -> str:
        """The day (ISO) from which on a paper counts as new: that of the last look, at most NEW_DAYS ago."""
        window = (self._now() - timedelta(days=NEW_DAYS)).date().isoformat()
        look = self._workspace.get("settings", "looks") or {}
        return max(window, str(look.get("before", ""))[:10])

    def look(self) -> None:
        """Note that the reader is looking now. Written once a look, not once a page."""
        now = self._now().isoformat(timespec="seconds")
        look = self._workspace.get("settings", "looks") or {}
        last = str(look.get("last", ""))
        ended = not last or self._now() - datetime.fromisoformat(last) > LOOK_PAUSE
        # Within a look, the time is moved on every quarter of an hour: enough to see the pause, cheap on the disk.
        if ended or self._now() - datetime.fromisoformat(last) > timedelta(minutes=15):
            self._workspace.put(
                "settings", "looks", {"last": now, "before": last if ended else str(look.get("before", ""))}
            )

    def related(self, page: Paper, token: str = "") -> Order:
        """The related papers of the page, best first. With the token of an order still kept, that very order."""
        with self._lock:
            kept = self._orders.get(token)
        if kept is not None:
            return kept
        saved, dismissed = self._library.keys(), self.dismissed()
        taste = self._taste()
        revisions = (self._pool.revision(), self._workspace.revision("radar"), hash(taste))
        state = (page.key, page.title, page.abstract, revisions)
        digest = hashlib.sha256(repr((state, sorted(saved), sorted(dismissed), self._today())).encode()).hexdigest()[
            :16
        ]
        with self._lock:
            kept = self._orders.get(digest)
        if kept is not None:
            return kept
        radar = self.radar()
        ranked = rank(
            page,
            self._corpus,
            hits_of=lambda papers: [radar.match(paper) for paper in papers],
            today=self._today(),
            taste=taste,
            nearness=self._nearness(page),
            saved=saved,
            dismissed=dismissed,
            limit=MOST_RELATED,
        )
        order = Order(digest, radar, tuple(related for related in ranked if not radar.muted(related.paper)))
        with self._lock:
            self._orders[digest] = order
            while len(self._orders) > ORDERS_KEPT:
                self._orders.popitem(last=False)
        return order

    def related_shown(self, related: Related, order: Order, new_since: str) -> Document:
        """A related paper as the answer gives it: with what it shares, the reasons, and whether it is new."""
        # The radar may have changed since the order was made: then hits are found anew, and the order stays.
        hits = related.hits if order.radar is self.radar() else None
        shown: dict[str, Any] = self.shown(related.paper, hits=hits)
        shown["score"] = round(related.score, 4)
        shown["shared"] = list(related.shared)
        shown["reasons"] = [{"kind": reason.kind, "values": list(reason.values)} for reason in related.reasons]
        shown["new"] = (related.paper.announced or related.paper.published)[:10] >= new_since
        return shown

    def _today(self) -> str:
        return self._now().date().isoformat()
