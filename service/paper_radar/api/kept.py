"""What of the pool a workspace has a use for: it stays there however old it is."""

from threading import Lock

from paper_radar.library.saved import Library
from paper_radar.radar.entries import from_json
from paper_radar.storage.base import Table, Workspace

_TABLES: tuple[Table, ...] = ("library", "feedback", "briefs", "radar")


class KeptPapers:
    """The keys of all papers saved, dismissed, briefed, or named where the reader told people apart. Any thread."""

    def __init__(self, workspace: Workspace, library: Library) -> None:
        self._workspace = workspace
        self._library = library
        self._lock = Lock()
        self._known: tuple[tuple[int, ...], frozenset[str]] = ((), frozenset())

    def __call__(self) -> frozenset[str]:
        revisions = tuple(self._workspace.revision(table) for table in _TABLES)
        with self._lock:
            if self._known[0] == revisions:
                return self._known[1]
        keys = self._library.keys() | self._workspace.all("feedback").keys()
        keys |= {key for brief in self._workspace.all("briefs").values() for key in brief.get("keys", ())}
        for entry in map(from_json, self._workspace.all("radar").values()):
            keys |= {sighting.paper for sighting in (*entry.same, *entry.others)}
        with self._lock:
            self._known = (revisions, keys)
        return keys
