"""The vectors of papers in one SQLite file of their own: what a model of meaning computed can be computed again."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from paper_radar.storage.database import DamageError, Database

_VERSION = 1
_TABLES = (
    "CREATE TABLE models (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    """
    CREATE TABLE vectors (
      key TEXT PRIMARY KEY,
      model INTEGER NOT NULL,
      digest BLOB NOT NULL,
      vector BLOB NOT NULL
    ) WITHOUT ROWID
    """,
)
_OF_MODEL = "model = (SELECT id FROM models WHERE name = ?)"
_AMONG = "key IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class StoredVector:
    """The vector of a paper's text: `digest` tells of which text, `vector` is what the model's encoder made of it."""

    key: str
    digest: bytes
    vector: bytes


class SqliteVectors:
    """One vector a paper in the file at `path`: about 50 MB for 100,000 papers of 384 bytes each.

    A vector of another text or by another model takes the place of the former one. Safe from any thread; every call
    raises StorageError for whatever the disk answers.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Open the file, or set a damaged one aside and begin anew; `now` gives the present in UTC."""
        self._database = Database(Path(path), version=_VERSION, create=_create, check=_check, now=now)

    def put(self, model: str, vectors: Iterable[StoredVector]) -> None:
        """Keep the vectors that the model made. What it returned from is on the disk."""
        with self._database.writing() as connection:
            connection.execute("INSERT OR IGNORE INTO models (name) VALUES (?)", (model,))
            (id,) = connection.execute("SELECT id FROM models WHERE name = ?", (model,)).fetchone()
            connection.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)",
                [(each.key, id, each.digest, each.vector) for each in vectors],
            )

    def digests(self, model: str, keys: Sequence[str]) -> dict[str, bytes]:
        """Of which text the model has made a vector, for those of the papers that have one."""
        return self._read("digest", model, keys)

    def vectors(self, model: str, keys: Sequence[str]) -> dict[str, bytes]:
        """The vectors that the model made, for those of the papers that have one."""
        return self._read("vector", model, keys)

    def remove(self, keys: Sequence[str]) -> None:
        """Forget the vectors of papers that have left the pool."""
        with self._database.writing() as connection:
            connection.execute(f"DELETE FROM vectors WHERE {_AMONG}", (json.dumps(list(keys)),))  # noqa: S608

    def count(self, model: str) -> int:
        """How many papers have a vector by the model: a walk through the file."""
        with self._database.reading() as connection:
            (count,) = connection.execute(
                f"SELECT count(*) FROM vectors WHERE {_OF_MODEL}",  # noqa: S608 - text of our own
                (model,),
            ).fetchone()
        return int(count)

    def close(self) -> None:
        """End the use of the file; later calls raise StorageError."""
        self._database.close()

    def _read(self, column: str, model: str, keys: Sequence[str]) -> dict[str, bytes]:
        # One row, for the reason given in `pool`.
        with self._database.reading() as connection:
            (found,) = connection.execute(
                f"SELECT json_group_object(key, hex({column})) FROM vectors WHERE {_OF_MODEL} AND {_AMONG}",  # noqa: S608
                (model, json.dumps(list(keys))),
            ).fetchone()
            try:
                return {key: bytes.fromhex(value) for key, value in json.loads(found).items()}
            except ValueError as error:
                raise DamageError(f"unreadable vectors: {error}") from error


def _create(connection: sqlite3.Connection) -> None:
    for table in _TABLES:
        connection.execute(table)


def _check(connection: sqlite3.Connection) -> None:
    for table in ("models", "vectors"):
        connection.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()  # noqa: S608 - names of our own
