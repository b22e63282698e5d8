"""Saved papers take what the pool learns of them: later versions, withdrawals, where they were published.

What arrives in the pool is looked at in the back, a hundred papers at a time; at the start of the service every saved
paper is, so that a kill loses nothing. To do it twice changes nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import islice
from threading import Lock

from paper_radar.errors import StorageError
from paper_radar.library.index import Draft
from paper_radar.library.merging import Merge, may_be_one, merge
from paper_radar.library.news import joined_news, news_of
from paper_radar.library.record import Saved
from paper_radar.library.row import Row
from paper_radar.library.saved import Library
from paper_radar.papers.model import Paper
from paper_radar.storage.base import Pool

AT_ONCE = 100
# Beyond it, as when a file is imported, all that is saved is looked at instead of all that arrived.
MOST_WAITING = 20_000


class Renewal:
    """`arrived` may be called from any thread, `step` from one at a time."""

    def __init__(self, library: Library, pool: Pool) -> None:
        self._library = library
        self._pool = pool
        self._lock = Lock()
        self._waiting: dict[str, None] = {}
        self._all = True
        self._prepared = False

    def arrived(self, keys: Iterable[str]) -> None:
        """These papers came into the pool, or came again."""
        with self._lock:
            self._waiting.update(dict.fromkeys(keys))
            if len(self._waiting) > MOST_WAITING:
                self._waiting.clear()
                self._all = True

    def step(self, pause: Callable[[], None] = lambda: None) -> bool:
        """Look at some papers that wait; False if none did. `pause` is called before each, to let requests go first.

        Raises StorageError; then what was looked at waits still.
        """
        if not self._prepared:
            self._library.prepare(pause)
            self._prepared = True
        batch = self._batch()
        if not batch:
            return False
        try:
            self._look(batch, pause)
        except StorageError:
            raise
        except Exception:
            # A paper that cannot be looked at would be in the way of all others for ever.
            self._done(batch)
            raise
        self._done(batch)
        return True

    def _look(self, batch: list[str], pause: Callable[[], None]) -> None:
        if not self._library.count():
            return
        now, telling = self._library.time(), dict[str, Paper]()
        for key, paper in self._pool.get_many(batch).items():
            pause()
            row = self._library.row_of(paper, key)
            if row and renewed_by(row, paper, key, now) is not row:
                telling[key] = paper
        if telling:
            renew(self._library, telling)

    def _batch(self) -> list[str]:
        with self._lock:
            if self._all:
                self._all = False
                self._waiting = {**dict.fromkeys(sorted(self._library.keys())), **self._waiting}
            return list(islice(self._waiting, AT_ONCE))

    def _done(self, batch: Iterable[str]) -> None:
        with self._lock:
            for key in batch:
                self._waiting.pop(key, None)


def renew(library: Library, papers: Mapping[str, Paper]) -> int:
    """Give saved papers what these say of them, each with the key under which it was asked for, with one write.

    How many records changed.
    """

    def step(draft: Draft) -> int:
        now, changed = library.time(), 0
        for key, paper in papers.items():
            row = draft.index.row_of(paper, key)
            latest = renewed_by(row, paper, key, now) if row else None
            if latest is not None and latest is not row:
                draft.put(latest)
                changed += 1
        return changed

    return library.rewrite(step)


def renewed_by(row: Row, paper: Paper, key: str, now: str) -> Row:
    """The row with what a source says of its paper, and what of that is news (noticed `now`, ISO 8601 UTC); the very
    same row where it says nothing new.

    The fields take the rules of two saves of one work; what the reader wrote stays. It is no change of the reader's:
    only with news does the record count as updated. Where title and author alone say that it is this work, it is a
    merge like any other, and can be undone.
    """
    saved = row.saved
    if not may_be_one(saved.paper, paper) or not {paper.key, key}.isdisjoint(saved.apart):
        return row
    asked = Saved(paper=paper)
    whole = merge(saved, asked)
    if whole == saved:
        return row
    if news := tuple(news_of(saved.paper, whole.paper, now, saved_at=saved.saved_at)):
        whole = replace(whole, news=joined_news(saved.news, news), updated_at=now)
    by_key = not {paper.key, key}.isdisjoint(row.keys)
    undo = row.merge if by_key else Merge(saved, asked)
    return Row(row.id, whole, row.saves, undo, row.page, former=row)
