"""Which papers of the pool were written lately: who keeps something of them in memory reads just these again."""

from collections import deque
from collections.abc import Collection
from threading import Lock

# Two refreshes of a busy day. Who was away for longer reads everything anew.
_KEPT = 20_000


class Touched:
    """The numbers of the papers that came, changed, went, or in which hits were found. Safe from any thread."""

    def __init__(self, kept: int = _KEPT) -> None:
        self._most = kept
        self._lock = Lock()
        self._writes: deque[tuple[int, ...]] = deque()
        self._size = 0
        self._turn = 0

    def add(self, ids: Collection[int]) -> None:
        """To be told after the commit: who is told of them reads what is new."""
        if not ids:
            return
        with self._lock:
            self._writes.append(tuple(ids))
            self._size += len(ids)
            self._turn += 1
            while self._size > self._most and self._writes:
                self._size -= len(self._writes.popleft())

    def since(self, turn: int) -> tuple[int, frozenset[int] | None]:
        """The present turn, and what was written after this one; None: too much to be told, or nobody knows."""
        with self._lock:
            behind = self._turn - turn
            if not 0 <= behind <= len(self._writes):
                return self._turn, None
            latest = [self._writes[-number] for number in range(1, behind + 1)]
            return self._turn, frozenset().union(*latest)
