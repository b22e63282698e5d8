"""What the reader sees in papers: their radar, hits, what is saved, and what is new."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock

from paper_radar.api.looks import Looks
from paper_radar.api.orders import Nearness, Order, RelatedOrders
from paper_radar.api.saved_keys import DismissedKeys, SavedKeys
from paper_radar.library.saved import Library
from paper_radar.matching.followed import FollowedRadar
from paper_radar.matching.hits import Seen, see
from paper_radar.matching.matching import Matching
from paper_radar.papers.model import Paper, to_json
from paper_radar.papers.works import is_arxiv
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
# While papers come in, what is new is counted no more often: of 10,000 papers it takes some 50 ms.
_NEW_STAYS = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Hitting:
    """A slice of the papers that hit, newest first, out of `total`; `settled` if these are all, and not only those
    found so far. `waiting` papers of the time have been matched against nothing yet.
    """

    total: int
    settled: bool
    waiting: int
    papers: list[tuple[Paper, Seen]]


@dataclass(frozen=True, slots=True)
class _New:
    """How many papers were new: what was asked, of which state of the pool, when, and whether all hits were known."""

    asked: tuple[object, ...]
    pool: int
    at: datetime
    settled: bool
    count: int


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
        self._sighted: dict[str, str] = {}
        self.saved = SavedKeys(library, pool)
        self._new: _New | None = None
        self._awaited = -1
        self.dismissed = DismissedKeys(workspace, pool)
        self.looks = Looks(workspace, now)
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
            current, sighted = self._followed, self._sighted
        # Where people were told apart on a journal's page, its paper may meanwhile be the record of its preprint.
        leads = self._pool.aliases(sighted) if sighted else {}
        if current.revision == revision and all(sighted[key] == leads.get(key, key) for key in sighted):
            return current
        entries = [from_json(document) for document in self._workspace.all("radar").values()]
        said = {sighting.paper for entry in entries for sighting in (*entry.same, *entry.others)}
        sighted = {key: key for key in said if not is_arxiv(key)}
        if sighted:
            sighted |= self._pool.aliases(sighted)
            entries = [_led(entry, sighted) for entry in entries]
        current = FollowedRadar(entries, revision)
        with self._lock:
            self._followed, self._sighted = current, sighted
        return current

    def see(self, papers: Sequence[Paper]) -> list[Seen]:
        """What each of the papers is to the radar."""
        return see(papers, self.followed(), self._hits)

    def why(self, paper: Paper) -> tuple[str, ...]:
        """Why the paper is on the radar, in the reader's own entries: "author Difan Zou"; () if it is not."""
        (seen,) = self.see([paper])
        return tuple(dict.fromkeys(f"{hit.kind} {hit.value}" for hit in seen.hits if hit.level == "match"))

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

    def numbered(self, ids: Sequence[int]) -> list[Paper]:
        """The papers of the pool under these numbers, in their order; those that are gone are left out."""
        return [paper for _, _, paper in self._hits.read(list(ids))]

    def waiting(self, *, since: str) -> int:
        """How many papers of the day `since` (ISO 8601) or later have been matched against nothing yet."""
        return self._hits.count_waiting(since=since)

    def patiently(self) -> None:
        """Wait a moment for hits that are not known yet, where the radar has changed since that was last done."""
        revision = self._workspace.revision("radar")
        if revision != self._awaited:
            self.matching.settle(seconds=PATIENCE_SECONDS)
            self._awaited = revision

    def shown(self, paper: Paper, *, seen: Seen | None = None, short: bool = False) -> Document:
        """The paper as every answer gives it: its fields, its hits with evidence, whether it is saved or muted. If
        `short`, without its abstract unless a hit is in it: of a listing of 2,000 papers, half of what is sent.
        """
        if seen is None:
            (seen,) = self.see([paper])
        saved = self.saved()
        shown = to_json(paper)
        if short and not any(hit.field == "abstract" for hit in seen.hits):
            shown["abstract"] = ""
        shown["hits"] = [_evidence(hit) for hit in seen.hits]
        shown["saved"] = paper.key in saved
        shown["muted"] = seen.muted
        return shown

    def window(self) -> str:
        """The day (ISO 8601) from which on a paper may count as new."""
        return (self._now() - timedelta(days=NEW_DAYS)).date().isoformat()

    def new(self) -> int:
        """How many papers that hit the radar have come since the reader last looked, of those announced within the
        window; the muted and dismissed are not counted. While papers are coming in, as of some seconds ago.
        """
        since, dismissed = self.looks.since(), self.dismissed()
        asked = (since, self.window(), dismissed, self.followed().revision)
        state = (self._pool.revision(), self._now())
        with self._lock:
            known = self._new
        if known is not None and known.asked == asked:
            same = known.settled and known.pool == state[0]
            if same or timedelta(0) <= state[1] - known.at < _NEW_STAYS:
                return known.count
        settled = self.matching.is_settled()
        followed, definitions = self.followed(), self._hits.definitions()
        ids = self._hits.hitting(
            followed.sought(definitions, negative=False),
            but=followed.sought(definitions, negative=True),
            since=asked[1],
            seen_after=since,
            dismissed=dismissed,
        )
        with self._lock:
            self._new = _New(asked, state[0], state[1], settled, len(ids))
        return len(ids)

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
            saved=self.saved(),
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
        return [
            {
                **self.shown(each.paper, seen=of_it),
                "score": round(each.score, 4),
                "shared": list(each.shared),
                "reasons": [{"kind": reason.kind, "values": list(reason.values)} for reason in each.reasons],
                "new": new,
            }
            for each, of_it, new in zip(related, seen, self.are_new(papers), strict=True)
        ]

    def are_new(self, papers: Sequence[Paper]) -> list[bool]:
        """Of each paper, whether it was announced within the window and came since the reader last looked."""
        since, window = self.looks.since(), self.window()
        first = self._pool.first_seen(paper.key for paper in papers) if since else {}
        return [
            (paper.announced or paper.published)[:10] >= window and (not since or first.get(paper.key, since) > since)
            for paper in papers
        ]


def _led(entry: Entry, leads: Mapping[str, str]) -> Entry:
    """The entry with its sightings on the papers as the pool has them now."""
    same, others = (
        tuple(replace(each, paper=leads.get(each.paper, each.paper)) for each in said)
        for said in (entry.same, entry.others)
    )
    return entry if (same, others) == (entry.same, entry.others) else replace(entry, same=same, others=others)


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
