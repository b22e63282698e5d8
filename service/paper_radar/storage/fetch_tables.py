"""What a pool keeps of its sources: the attempts to bring their papers in, and what each source wants to be told."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from paper_radar.storage.base import Fetch

# So many attempts of each source are kept to be shown: a week of one every three hours.
_MOST = 50
_TABLES = (
    """
    CREATE TABLE IF NOT EXISTS fetches (source TEXT PRIMARY KEY, record TEXT NOT NULL, last_success TEXT NOT NULL)
    WITHOUT ROWID
    """,
    "CREATE TABLE IF NOT EXISTS fetch_log (id INTEGER PRIMARY KEY, source TEXT NOT NULL, record TEXT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS fetch_log_by_source ON fetch_log (source, id)",
    "CREATE TABLE IF NOT EXISTS memories (source TEXT PRIMARY KEY, memory TEXT NOT NULL) WITHOUT ROWID",
)


def create(connection: sqlite3.Connection) -> None:
    """Make the tables where they are missing, as in a pool of the days before them."""
    for table in _TABLES:
        connection.execute(table)


def check(connection: sqlite3.Connection) -> None:
    """Read a little. Raises sqlite3.Error if the bytes are wrong."""
    for table in ("fetches", "fetch_log", "memories"):
        connection.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()  # noqa: S608 - names of our own


def record(connection: sqlite3.Connection, fetch: Fetch) -> None:
    """Keep the attempt as the latest of its source, and in the log."""
    told = json.dumps(asdict(fetch))
    connection.execute(
        "INSERT INTO fetches VALUES (?, ?, ?) ON CONFLICT (source) DO UPDATE SET record = excluded.record,"
        " last_success = iif(excluded.last_success = '', last_success, excluded.last_success)",
        (fetch.source, told, "" if fetch.error else fetch.finished),
    )
    connection.execute("INSERT INTO fetch_log (source, record) VALUES (?, ?)", (fetch.source, told))
    connection.execute(
        "DELETE FROM fetch_log WHERE source = ? AND id <="
        " (SELECT id FROM fetch_log WHERE source = ? ORDER BY id DESC LIMIT 1 OFFSET ?)",
        (fetch.source, fetch.source, _MOST),
    )


def latest(connection: sqlite3.Connection) -> dict[str, Fetch]:
    """The last attempt of every source, by its name."""
    records = connection.execute("SELECT record FROM fetches ORDER BY source").fetchall()
    return {fetch.source: fetch for fetch in (_fetch_of(record) for (record,) in records)}


def history(connection: sqlite3.Connection, source: str, limit: int) -> list[Fetch]:
    """The attempts of the source that are kept, newest first."""
    rows = connection.execute(
        "SELECT record FROM fetch_log WHERE source = ? ORDER BY id DESC LIMIT ?", (source, max(limit, 0))
    ).fetchall()
    return [_fetch_of(record) for (record,) in rows]


def last_success(connection: sqlite3.Connection, source: str) -> str:
    """When the source last went well, "" if never."""
    found = connection.execute("SELECT last_success FROM fetches WHERE source = ?", (source,)).fetchone()
    return str(found[0]) if found else ""


def memory(connection: sqlite3.Connection, source: str) -> dict[str, Any]:
    """What the source wanted to be told, {} if nothing yet."""
    found = connection.execute("SELECT memory FROM memories WHERE source = ?", (source,)).fetchone()
    return dict(json.loads(found[0])) if found else {}


def remember(connection: sqlite3.Connection, source: str, memory: Mapping[str, Any]) -> None:
    """Keep what the source wants to be told at its next fetch, in place of what it wanted before."""
    connection.execute("INSERT OR REPLACE INTO memories VALUES (?, ?)", (source, json.dumps(dict(memory))))


def _fetch_of(record: str) -> Fetch:
    told = json.loads(record)
    return Fetch(**{field.name: told[field.name] for field in fields(Fetch) if field.name in told})
