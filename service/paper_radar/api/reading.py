"""What the reader sees in papers: their radar, hits, what is saved, and what is new."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock

from paper_radar.api.orders import Nearness, Order, RelatedOrders
from paper_radar.library.saved import Library
from paper_radar.matching.followed import FollowedRadar
from paper_radar.matching.hits import Seen, see
from paper_radar.matching.matching import Matching
from paper_radar.papers.model import Paper, to_json
from paper_radar.radar.entries import Entry, Hit, from_json
from paper_radar.radar.matcher import Radar
from paper_radar.related.ranker import Related
from paper_radar.related.taste import NO_TASTE, Taste
from paper_radar.storage.base import Document, HitStore, Pool, Sought, Workspace

NEW_DAYS = 30
# How long an answer waits for hits that are not known yet. The newest papers are matched first.
PATIENCE_SECONDS = 0.4
_LONGER_SECONDS = 2.0
_READ_AT_ONCE = 500
# A pause of this length ends a look: what is announced after it is new when the reader comes back.
LOOK_PAUSE = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Hitting:
    """A slice of the papers that hit, newest first, out of `total`; `settled` if these are all, and not only those
    found so far. `waiting` papers of the time have been matched against nothing yet.
    """

    total: int
    settled: bool
    waiting: int
    papers: list[tuple[Paper, Seen]]


class Reading:
    """The radar of one workspace over papers and pool. Safe from any thread; caches follow the revisions.

    `matching` is the work of finding out what papers of the pool hit, so that they need not be matched when asked for.
    """

    def __init__(
        self,
        workspace: Workspace,
        pool: Pool,
        library: Library,
        now: Callable[[], datetime],
        *,
        hits: HitStore,
        taste: Callable[[], Taste] = lambda: NO_TASTE,
        nearness: Callable[[Paper], Nearness | None] = lambda _: None,
    ) -> None:
        """`hits` keeps those of the papers in the pool. `taste` gives what was learned of the reader so far;
        `nearness`, for a page, what gives the nearness of papers to it, None where no model of meaning is at work.
        """
        self._taste = taste
        self._nearness = nearness
        self._orders = RelatedOrders(pool)
        self._workspace = workspace
        self._pool = pool
        self._hits = hits
        self._library = library
        self._now = now
        self._lock = Lock()
        self._followed = FollowedRadar((), revision=-1)
        self.matching = Matching(hits, self.followed)

    def entries(self) -> tuple[Entry, ...]:
        """Every entry of the radar, paused ones too, in the order in which they were added."""
        return self.followed().entries

    def radar(self) -> Radar:
        """The compiled radar, as of the last change of an entry."""
        return self.followed().whole

    def followed(self) -> FollowedRadar:
        """The radar, as of the last change of an entry."""
        revision = self._workspace.revision("radar")
        with self._lock:
            if self._followed.revision == revision:
                return self._followed
        entries = (from_json(document) for document in self._workspace.all("radar").values())
        current = FollowedRadar(entries, revision)
        with self._lock:
            self._followed = current
        return current

    def see(self, papers: Sequence[Paper]) -> list[Seen]:
        """What each of the papers is to the radar."""
        return see(papers, self.followed(), self._hits)

    def hitting(self, entry_id: str) -> list[tuple[Paper, Hit]]:
        """Every paper of the pool that hits this entry, with its hit, newest first; none for an unknown entry.

        Of an entry that hits most of a large pool, those found within two seconds.
        """
        self.matching.settle(entry_id, seconds=_LONGER_SECONDS)
        alone = FollowedRadar(replace(entry, negative=False) for entry in self.entries() if entry.id == entry_id)
        ids = self._hits.hitting(alone.sought(self._hits.definitions(), negative=False), but=Sought())
        found: list[tuple[Paper, Hit]] = []
        for at in range(0, len(ids), _READ_AT_ONCE):
            papers = [paper for _, _, paper in self._hits.read(ids[at : at + _READ_AT_ONCE])]
            seen = zip(papers, see(papers, alone, self._hits), strict=True)
            found += [(paper, hit) for paper, each in seen for hit in each.hits]
        return found

    def feed(self, *, since: str, entry_id: str = "", limit: int, offset: int) -> Hitting:
        """The papers of the pool that hit the radar, or this entry of it, announced on the day `since` or later (ISO
        8601). Those that are muted or dismissed are left out.
        """
        settled = self.matching.settle(entry_id, seconds=PATIENCE_SECONDS)
        followed = self.followed()
        definitions = self._hits.definitions()
        # Who asks what a muting entry hits wants to see what it mutes.
        muting = entry_id in followed.by_id and followed.by_id[entry_id].negative
        ids = self._hits.hitting(
            followed.sought(definitions, negative=False, only=entry_id),
            but=Sought() if muting else followed.sought(definitions, negative=True),
            since=since,
            dismissed=self.dismissed(),
        )
        papers = [paper for _, _, paper in self._hits.read(ids[offset : offset + limit])]
        waiting = 0 if settled else self._hits.count_waiting(since=since)
        return Hitting(len(ids), settled, waiting, list(zip(papers, see(papers, followed, self._hits), strict=True)))

    def dismissed(self) -> frozenset[str]:
        """Keys of the papers the reader called "not for me"."""
        return frozenset(self._workspace.all("feedback"))

    def shown(self, paper: Paper, *, seen: Seen | None = None, short: bool = False) -> Document:
        """The paper as every answer gives it: its fields, its hits with evidence, whether it is saved or muted. If
        `short`, without its abstract unless a hit is in it: of a listing of 2,000 papers, half of what is sent.
        """
        if seen is None:
            (seen,) = self.see([paper])
        saved = self._library.keys()
        shown = to_json(paper)
        if short and not any(hit.field == "abstract" for hit in seen.hits):
            shown["abstract"] = ""
        shown["hits"] = [_evidence(hit) for hit in seen.hits]
        shown["saved"] = paper.key in saved
        shown["muted"] = seen.muted
        return shown

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
        kept = self._orders.kept(token)
        if kept is not None:
            return kept
        return self._orders.order(
            page,
            self.followed(),
            self._hits,
            today=self._now().date().isoformat(),
            taste=self._taste(),
            nearness=self._nearness,
            saved=self._library.keys(),
            dismissed=self.dismissed(),
        )

    def related_shown(self, related: Sequence[Related], order: Order) -> list[Document]:
        """Related papers as the answer gives them: with what they share, the reasons, and whether they are new."""
        # The radar may have changed since the order was made: then hits are found anew, and the order stays.
        papers = [each.paper for each in related]
        if order.followed is self.followed():
            seen = [Seen(each.hits, muted=False) for each in related]
        else:
            seen = self.see(papers)
        since = self.new_since()
        return [
            {
                **self.shown(each.paper, seen=of_it),
                "score": round(each.score, 4),
                "shared": list(each.shared),
                "reasons": [{"kind": reason.kind, "values": list(reason.values)} for reason in each.reasons],
                "new": (each.paper.announced or each.paper.published)[:10] >= since,
            }
            for each, of_it in zip(related, seen, strict=True)
        ]


def _evidence(hit: Hit) -> Document:
    # Written out: a listing has 10,000 of them, and any general way takes three times as long.
    return {
        "entry_id": hit.entry_id,
        "kind": hit.kind,
        "value": hit.value,
        "level": hit.level,
        "score": hit.score,
        "field": hit.field,
        "index": hit.index,
        "start": hit.start,
        "end": hit.end,
        "text": hit.text,
        "rule": hit.rule,
    }
