"""What a pool keeps beside a paper's record: the day a source last delivered it, and which field came from whom.

A table of its own, because its rows are small: every day moves the day of 1,500 papers on, and each of them rewritten
with its record of 2 kB would be 3 MB.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping

_TABLES = (
    """
    CREATE TABLE IF NOT EXISTS provenance (paper INTEGER PRIMARY KEY, last_seen TEXT NOT NULL, origins TEXT NOT NULL)
    """,
    # Pruning asks for the oldest again and again.
    "CREATE INDEX IF NOT EXISTS provenance_by_day ON provenance (last_seen)",
)


def create(connection: sqlite3.Connection) -> None:
    """Make table and index where they are missing."""
    for table in _TABLES:
        connection.execute(table)


def migrate(connection: sqlite3.Connection) -> None:
    """For the papers of a pool of version 1, of which only the first sight is known."""
    create(connection)
    connection.execute("INSERT OR IGNORE INTO provenance SELECT id, substr(first_seen, 1, 10), '' FROM papers")


def check(connection: sqlite3.Connection) -> None:
    """Read a little. Raises sqlite3.Error if the bytes are wrong."""
    connection.execute("SELECT * FROM provenance LIMIT 1").fetchone()


def put(connection: sqlite3.Connection, rows: Iterable[tuple[int, str, Mapping[str, str]]]) -> None:
    """Keep the id, the day and the origins of papers that are new or changed."""
    connection.executemany(
        "INSERT OR REPLACE INTO provenance VALUES (?, ?, ?)",
        ((id, day, written(origins)) for id, day, origins in rows),
    )


def seen(connection: sqlite3.Connection, ids: Iterable[int], day: str) -> None:
    """Papers that came as they are known."""
    connection.execute(
        "UPDATE provenance SET last_seen = ? WHERE paper IN (SELECT value FROM json_each(?))",
        (day, json.dumps(list(ids))),
    )


def remove(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Forget papers."""
    connection.execute("DELETE FROM provenance WHERE paper IN (SELECT value FROM json_each(?))", (json.dumps([*ids]),))


def written(origins: Mapping[str, str]) -> str:
    """As a row keeps them: of most papers one source has told all, and nothing is written."""
    return json.dumps(dict(origins)) if origins else ""


def origins_of(text: str) -> dict[str, str]:
    """What `written` wrote. Raises ValueError if it is no such text."""
    return dict(json.loads(text)) if text else {}
