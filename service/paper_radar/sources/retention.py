"""How long the pool keeps papers: those that nobody delivers any more and the reader has no use for go, bit by bit."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from paper_radar.storage.base import Pool

# So many leave in one transaction: some 10 ms, most of them SQLite's, while other threads go on.
AT_ONCE = 25


class Retention:
    """Prunes the pool in small steps, for whoever has the time: the scheduler, between two refreshes."""

    def __init__(
        self,
        pool: Pool,
        kept: Callable[[], Collection[str]],
        days: Callable[[], int],
        now: Callable[[], datetime],
        pause: Callable[[], None] = lambda: None,
    ) -> None:
        """`kept` gives the keys of what stays however old, `days` for how long the rest does (0: for ever), `now` the
        present in UTC. `pause` is called before each step, to let those go first who must not wait.
        """
        self._pool = pool
        self._kept = kept
        self._days = days
        self._now = now
        self._pause = pause

    def step(self) -> int:
        """Remove a few papers, and tell how many; 0: there is nothing left to remove. Raises StorageError."""
        days = self._days()
        if days <= 0:
            return 0
        try:
            before = (self._now() - timedelta(days=days)).date().isoformat()
        except OverflowError:  # 9,999,999 days: for ever in other words
            return 0
        self._pause()
        # Asked for at each step: what was saved a moment ago stays.
        return self._pool.prune(before=before, keep=self._kept(), limit=AT_ONCE)
