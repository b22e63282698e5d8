"""The papers a digest may hold, of pool and radar."""

from collections.abc import Callable, Sequence

from paper_radar.digest.choice import Found, Ranked, best_first, ranked
from paper_radar.matching.followed import FollowedRadar
from paper_radar.matching.hits import see
from paper_radar.papers.model import Paper
from paper_radar.storage.base import HitStore, Pool

# A back-fill that brings more than this in a day brings no news; the newest of it are enough to choose ten from.
_MOST = 3_000
_AT_ONCE = 100


class RadarPapers:
    """As a `digests.Papers`. `settle` matches what waits, for a moment, and tells whether nothing waits any more;
    `quiet` whether nothing is coming in; `pause` lets whoever asks something of the service go first.
    """

    def __init__(
        self,
        pool: Pool,
        hits: HitStore,
        followed: Callable[[], FollowedRadar],
        dismissed: Callable[[], frozenset[str]],
        settle: Callable[[], bool],
        quiet: Callable[[], bool],
        pause: Callable[[], None] = lambda: None,
    ) -> None:
        self._pool = pool
        self._hits = hits
        self._followed = followed
        self._dismissed = dismissed
        self._settle = settle
        self._quiet = quiet
        self._pause = pause
        self._known: tuple[tuple[object, ...], list[str]] | None = None

    def settled(self) -> bool:
        return self._quiet() and self._settle()

    def arrived(self, after: str, since: str) -> list[str]:
        """The keys of papers that hit the radar and are not muted or dismissed, first seen after that moment (ISO 8601
        UTC) and announced since that day, best first; of very many the newest. Asked again in the same state of all,
        it is not looked for again: that may take a second.
        """
        settled = self._settle()
        followed, dismissed = self._followed(), self._dismissed()
        asked = (after, since, followed.revision, self._pool.revision(), dismissed)
        if self._known is not None and self._known[0] == asked:
            return self._known[1]
        definitions = self._hits.definitions()
        ids = self._hits.hitting(
            followed.sought(definitions, negative=False),
            but=followed.sought(definitions, negative=True),
            since=since,
            seen_after=after,
            dismissed=dismissed,
        )[:_MOST]
        found: list[Ranked] = []
        for at in range(0, len(ids), _AT_ONCE):
            self._pause()
            papers = [paper for _, _, paper in self._hits.read(ids[at : at + _AT_ONCE])]
            found += map(ranked, self._seen(papers, followed))
        keys = [each.key for each in best_first(found)]
        self._known = (asked, keys) if settled else None
        return keys

    def named(self, keys: Sequence[str]) -> list[Found]:
        """Those of these papers that are there, still on the radar and not dismissed, in their order."""
        dismissed = self._dismissed()
        known = self._pool.get_many(keys)
        papers = [paper for key in keys if (paper := known.get(key)) is not None and not {key, paper.key} & dismissed]
        return [each for each in self._seen(papers, self._followed()) if each.hits]

    def _seen(self, papers: Sequence[Paper], followed: FollowedRadar) -> list[Found]:
        seen = see(papers, followed, self._hits)
        return [Found(paper, of.hits) for paper, of in zip(papers, seen, strict=True) if not of.muted]
