"""The papers of the window as the radar sees them now, the newest and strongest first: held in memory, and brought up
to date by what was written since.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any, Protocol

from paper_radar.feed.index import Index
from paper_radar.feed.judging import Judge, Judged
from paper_radar.feed.rows import Kinds
from paper_radar.matching.followed import FollowedRadar
from paper_radar.storage.base import Definition

_NEVER = (-1, -1)


class RowStore(Protocol):
    """Where the rows are from; see `storage.hits.SqliteHits`."""

    def definitions(self) -> Mapping[str, Definition]: ...

    def feed_rows(
        self, *, since: str, ids: Collection[int] | None = None, keys: Collection[str] | None = None
    ) -> list[list[Any]]: ...

    def touched_since(self, turn: tuple[int, int]) -> tuple[tuple[int, int], frozenset[int] | None]: ...


@dataclass(frozen=True)
class Board:
    """One state of it. `stamp` names the state; `since` is the first day of the window (ISO 8601)."""

    rows: tuple[Judged, ...]
    followed: FollowedRadar
    since: str
    stamp: int

    @cached_property
    def index(self) -> Index:
        """Of its rows; made when it is first asked for."""
        return Index(self.rows)


class Boards:
    """The board of now. Safe from any thread; who asks brings it up to date.

    Of 100,000 papers with 17,000 in the window, it takes 10 MB.
    """

    def __init__(self, store: RowStore, followed: Callable[[], FollowedRadar], since: Callable[[], str]) -> None:
        """`followed` gives the radar, `since` the first day of the window, as of now."""
        self._store, self._followed, self._since = store, followed, since
        self._lock = Lock()
        self._board = Board((), FollowedRadar(()), "", 0)
        self._turn = _NEVER
        self._numbers: dict[str, int] = {}
        self._judge = Judge(self._board.followed, {})
        self._kinds = Kinds()

    def now(self) -> Board:
        """The board with all that has been written."""
        with self._lock:
            board = self._board
            since, followed = self._since(), self._followed()
            turn, touched = self._store.touched_since(self._turn)
            definitions = self._store.definitions()
            numbers = {name: definition.id for name, definition in definitions.items()}
            if touched is None or since < board.since:
                self._kinds = Kinds()
                self._judge = Judge(followed, definitions)
                rows = self._read(since)
            elif followed is not board.followed or numbers != self._numbers:
                self._judge = Judge(followed, definitions)
                rows = [self._judge.judge(each.row) for each in board.rows if each.row.id not in touched]
                rows += self._read(since, touched)
            elif touched or since != board.since:
                rows = [each for each in board.rows if each.row.id not in touched] + self._read(since, touched)
            else:
                return board
            if since != board.since:
                rows = [each for each in rows if each.row.day >= since]
            rows.sort()
            self._turn, self._numbers = turn, numbers
            self._board = Board(tuple(rows), followed, since, board.stamp + 1)
            return self._board

    def of(self, keys: Collection[str]) -> list[Judged]:
        """These papers, of whatever day, in no order, as the radar of the last board sees them."""
        with self._lock:
            judge, row = self._judge.judge, self._kinds.row
            return [judge(row(given)) for given in self._store.feed_rows(since="", keys=keys)]

    def _read(self, since: str, ids: Collection[int] | None = None) -> list[Judged]:
        if ids is not None and not ids:
            return []
        judge, row = self._judge.judge, self._kinds.row
        return [judge(row(given)) for given in self._store.feed_rows(since=since, ids=ids)]
