"""A workspace in memory, which keeps the promises of `storage.base.Workspace` and no file."""

import json
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from copy import deepcopy

from paper_radar.storage.base import Document, Table


class FakeWorkspace:
    """`writes` counts the writes of each table. What is not JSON is refused, as on a disk."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[str, Document]] = {}
        self.writes: Counter[str] = Counter()
        self.notices: tuple[str, ...] = ()
        self.closed = False
        self._lock = threading.RLock()

    def get(self, table: Table, id: str) -> Document | None:
        with self._lock:
            return deepcopy(self.tables.get(table, {}).get(id))

    def all(self, table: Table) -> dict[str, Document]:
        with self._lock:
            return deepcopy(self.tables.get(table, {}))

    def ids(self, table: Table) -> list[str]:
        with self._lock:
            return list(self.tables.get(table, {}))

    def put(self, table: Table, id: str, document: Mapping[str, object]) -> None:
        self.change(table, id, lambda _: dict(document))

    def put_many(self, table: Table, documents: Mapping[str, Mapping[str, object] | None]) -> None:
        # All are JSON before the first is written.
        written: dict[str, Document | None] = json.loads(json.dumps(dict(documents), allow_nan=False))
        with self._lock:
            rows = self.tables.setdefault(table, {})
            for id, document in written.items():
                if document is None:
                    rows.pop(id, None)
                else:
                    rows[id] = document
            self.writes[table] += bool(written)

    def change(self, table: Table, id: str, change: Callable[[Document | None], Document | None]) -> Document | None:
        with self._lock:
            new = change(self.get(table, id))
            if new is None:
                self.delete(table, id)
                return None
            written: Document = json.loads(json.dumps(new))
            self.tables.setdefault(table, {})[id] = written
            self.writes[table] += 1
            return deepcopy(written)

    def delete(self, table: Table, id: str) -> Document | None:
        with self._lock:
            found = self.tables.get(table, {}).pop(id, None)
            self.writes[table] += found is not None
            return found

    def revision(self, table: Table) -> int:
        return self.writes[table]

    def close(self) -> None:
        self.closed = True
