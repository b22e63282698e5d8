"""A workspace in one TinyDB file: one lock around every operation, memory as the cache, the file on `tiny_file`."""

import math
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document as TinyDocument
from tinydb.table import Table as TinyTable

from paper_radar.errors import BadInputError, StorageError
from paper_radar.storage.base import Document, Table
from paper_radar.storage.tiny_file import Line, WholeFileStorage


class TinyWorkspace:
    """A `Workspace` (see `storage.base`) in the file at `path`, with its last good copy beside it (`<name>.copy`).

    TinyDB as it comes loses data when its process is killed, when two threads meet and when two processes do
    (tinydb #91, #467, #529): the storage replaces the file whole, the lock here keeps threads apart, and the lock of
    the folder (`storage.lock`) other processes.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Open the file, or its last good copy if it cannot be read; `now` gives the present in UTC.

        Raises StorageError if the disk refuses.
        """
        self._lock = RLock()
        self._closed = False
        self._revisions: Counter[str] = Counter()
        self._storage = WholeFileStorage(Path(path), now)
        self._db = _Database(storage=lambda: self._storage)

    @property
    def notices(self) -> tuple[str, ...]:
        return tuple(self._storage.notices)

    def get(self, table: Table, id: str) -> Document | None:
        with self._lock:
            return self._get(table, id)

    def all(self, table: Table) -> dict[str, Document]:
        with self._lock:
            return {str(document.doc_id): dict(document) for document in self._table(table)}

    def ids(self, table: Table) -> list[str]:
        with self._lock:
            return self._table(table).ids()

    def put(self, table: Table, id: str, document: Mapping[str, Any]) -> None:
        """Write the document, in place of the former one with this id.

        Raises BadInputError if it is not JSON, with nothing written, and StorageError if the disk refuses, with the
        former one kept.
        """
        self.put_many(table, {id: document})

    def put_many(self, table: Table, documents: Mapping[str, Mapping[str, Any] | None]) -> None:
        """Write the documents with one write of the file. Raises as `put` does, with none of them written."""
        # As lines at once: ten thousand documents are never all of them in memory as Python's objects.
        given = ((id, document) for id, document in documents.items() if document is not None)
        plain = {id: Line.of(id, _document(table, id, document)) for id, document in given}
        with self._lock:
            rows = self._table(table)
            if documents:
                rows.put(plain, gone=documents.keys() - plain.keys())
                self._revisions[table] += 1

    def change(self, table: Table, id: str, change: Callable[[Document | None], Document | None]) -> Document | None:
        with self._lock:
            changed = change(self._get(table, id))
            if changed is None:
                self.delete(table, id)
                return None
            self.put(table, id, changed)
            return self._get(table, id)

    def delete(self, table: Table, id: str) -> Document | None:
        with self._lock:
            found = self._get(table, id)
            if found is not None:
                self._table(table).remove(doc_ids=[id])  # type: ignore[list-item]
                self._revisions[table] += 1
            return found

    def revision(self, table: Table) -> int:
        with self._lock:
            return self._revisions[table]

    def close(self) -> None:
        """End the use of the file. All of it is on the disk already; later calls raise StorageError."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._db.close()

    def _get(self, table: Table, id: str) -> Document | None:
        found: Document | None = self._table(table).get(doc_id=id)  # type: ignore[call-overload]  # numbers in TinyDB
        return None if found is None else dict(found)

    def _table(self, name: str) -> "_TextIdTable":
        if self._closed:
            raise StorageError(f"The workspace {self._storage.path} is closed.")
        table = self._db.table(name)
        assert isinstance(table, _TextIdTable)
        return table


class _Read(TinyDocument):
    """A document as it is handed out, read anew from its line."""

    def __init__(self, value: Mapping[str, Any] | Line, doc_id: int) -> None:
        super().__init__(value.document() if isinstance(value, Line) else value, doc_id)


class _TextIdTable(TinyTable):
    """A table of TinyDB whose ids are texts (keys of papers, ids of entries)."""

    document_class = _Read
    document_id_class = str  # type: ignore[assignment]

    def ids(self) -> list[str]:
        return list(self._read_table())

    def put(self, new: dict[str, Line], gone: Collection[str]) -> None:
        """Set the documents; an id that was there keeps its place in the order. Take out those that are `gone`.

        TinyDB's own `upsert` merges the new fields into the old document, and does so in place: a failing write
        would leave memory ahead of the disk.
        """

        def update(documents: dict[Any, Any]) -> None:
            documents.update(new)
            for id in gone:
                documents.pop(id, None)

        self._update_table(update)


class _Database(TinyDB):
    table_class = _TextIdTable


def _document(table: str, id: str, document: Mapping[str, Any]) -> Document:
    if not isinstance(id, str) or not id:
        raise BadInputError(f"the id of a document must be a text, not {id!r:.60}")
    try:
        plain: Document = _plain(dict(document), f"{table}/{id}")
    except RecursionError:
        raise BadInputError(f"{table}/{id} is nested too deep to be written") from None
    return plain


# What is plain already; most of a document, so it is worth a look.
_ATOMS = frozenset({str, int, bool, type(None)})


def _plain(value: Any, place: str) -> Any:
    """A deep copy in the types that JSON gives back, so that memory and file never differ; tuples become lists.

    Raises BadInputError, naming the place, for anything that JSON cannot hold.
    """
    if value is None or isinstance(value, bool):
        return value
    # Subclasses (enums, Markup) are written as their plain value and must be read as it.
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float) and math.isfinite(value):
        return float(value)
    if isinstance(value, list | tuple):
        return [item if type(item) in _ATOMS else _plain(item, f"{place}[{index}]") for index, item in enumerate(value)]
    if isinstance(value, Mapping):
        for name in value:
            if not isinstance(name, str):
                raise BadInputError(f"{place}: the name {name!r:.60} is not a text, so this is no JSON")
        return {
            str.__str__(name): item if type(item) in _ATOMS else _plain(item, f"{place}.{name}")
            for name, item in value.items()
        }
    raise BadInputError(f"{place}: {value!r:.60} is a {type(value).__name__}, which JSON cannot hold")
