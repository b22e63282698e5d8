"""Which papers are saved or dismissed, by every key that names them: what a journal published and its preprint are one
record of the pool, under a key that the reader may never have seen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from paper_radar.library.saved import Library
from paper_radar.storage.base import Pool, Workspace


@dataclass(frozen=True, slots=True)
class _Known:
    """`every` key that names a saved paper: the library's `keys`, and those to which some of them lead in the pool, as
    of so many of its `joins`.
    """

    keys: frozenset[str]
    joins: int
    leads: Mapping[str, str]
    every: frozenset[str]


class SavedKeys:
    """Those of the papers in the library. Safe from any thread."""

    def __init__(self, library: Library, pool: Pool) -> None:
        self._library = library
        self._pool = pool
        self._lock = Lock()
        self._known = _Known(frozenset(), -1, {}, frozenset())

    def __call__(self) -> frozenset[str]:
        """Every key that names a saved paper, also that under which the pool has it now. Cached: every page asks."""
        keys, joins = self._library.keys(), self._pool.joins()
        with self._lock:
            known = self._known
        if known.keys is keys and known.joins == joins:
            return known.every
        asked, leads = keys, dict[str, str]()
        if known.joins == joins:
            # After a save or an edit, of nothing but what is new: to ask of 15,000 keys takes 15 ms.
            asked = keys - known.keys
            leads = {alias: lead for alias, lead in known.leads.items() if alias in keys}
        leads |= self._pool.aliases(asked)
        known = _Known(keys, joins, leads, keys.union(leads.values()))
        with self._lock:
            self._known = known
        return known.every


class DismissedKeys:
    """Those of the papers that the reader called "not for me". Safe from any thread."""

    def __init__(self, workspace: Workspace, pool: Pool) -> None:
        self._workspace = workspace
        self._pool = pool
        self._lock = Lock()
        self._known: tuple[tuple[int, int], frozenset[str]] = ((-1, -1), frozenset())

    def __call__(self) -> frozenset[str]:
        """Every key that names a dismissed paper, also that under which the pool has it now."""
        state = (self._workspace.revision("feedback"), self._pool.joins())
        with self._lock:
            if self._known[0] == state:
                return self._known[1]
        keys = frozenset(self._workspace.ids("feedback"))
        keys |= frozenset(self._pool.aliases(keys).values())
        with self._lock:
            self._known = (state, keys)
        return keys
