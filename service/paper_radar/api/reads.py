"""Which papers the reader has read: opened, unfolded, saved, or had a brief written of. Forgotten after 60 days."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from threading import Lock

from paper_radar.storage.base import Document, Pool, Workspace

DAYS = 60
# Of one day; who unfolds more has read none of them.
_MOST = 5_000


class Reads:
    """The papers read of one workspace: a document a day, so that a reading costs one small write. Any thread."""

    def __init__(self, workspace: Workspace, pool: Pool, now: Callable[[], datetime]) -> None:
        self._workspace = workspace
        self._pool = pool
        self._now = now
        self._lock = Lock()
        self._known: tuple[tuple[int, int], frozenset[str]] = ((-1, -1), frozenset())

    def keys(self) -> frozenset[str]:
        """The keys of the papers read, also those under which the pool has them now."""
        revision = (self._workspace.revision("reads"), self._pool.joins())
        with self._lock:
            if self._known[0] == revision:
                return self._known[1]
        keys = frozenset(key for document in self._workspace.all("reads").values() for key in _keys(document))
        keys |= frozenset(self._pool.aliases(keys).values())
        with self._lock:
            self._known = (revision, keys)
        return keys

    def add(self, keys: Iterable[str]) -> None:
        """These were read today; what was read long ago is forgotten. What is known already is not written again."""
        known = self.keys()
        new = [key for key in dict.fromkeys(keys) if key not in known]
        if not new:
            return
        today = self._now().date()

        def joined(document: Mapping[str, object] | None) -> Document:
            return {"keys": list(dict.fromkeys([*_keys(document or {}), *new]))[-_MOST:]}

        self._workspace.change("reads", today.isoformat(), joined)
        old = [day for day in self._workspace.ids("reads") if _is_old(day, today)]
        if old:
            self._workspace.put_many("reads", dict.fromkeys(old))


def _keys(document: Mapping[str, object]) -> list[str]:
    """Whatever else stands in the file is as if it did not."""
    keys = document.get("keys")
    return [key for key in keys if isinstance(key, str)] if isinstance(keys, list) else []


def _is_old(day: str, today: date) -> bool:
    try:
        return today - date.fromisoformat(day) > timedelta(days=DAYS)
    except ValueError:
        return True
