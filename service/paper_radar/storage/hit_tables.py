"""What a pool keeps of the hits in its papers: the tables, and what becomes of them when papers come and change.

A paper waits (`turn` above 0) from the moment in which it came or changed until it has been matched against everything
followed; the transaction that writes the paper takes its former hits away. A definition (what of an entry decides its
hits, under its fingerprint) is settled once every paper that does not wait has been matched against it. So whatever
moment a process is killed in, a hit that stands here is one of the paper as the pool has it now, and what is missing
is known to be missing.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from hashlib import blake2b, sha256

from paper_radar.papers.model import Paper
from paper_radar.storage.own_code import code_of

_TABLES = (
    """
    CREATE TABLE IF NOT EXISTS definitions (
      id INTEGER PRIMARY KEY AUTOINCREMENT, fingerprint TEXT NOT NULL UNIQUE, settled INTEGER NOT NULL
    )
    """,
    "CREATE TABLE IF NOT EXISTS contents (paper INTEGER PRIMARY KEY, digest INTEGER NOT NULL, turn INTEGER NOT NULL)",
    "CREATE INDEX IF NOT EXISTS contents_waiting ON contents (turn) WHERE turn > 0",
    """
    CREATE TABLE IF NOT EXISTS hits (
      paper INTEGER NOT NULL, definition INTEGER NOT NULL, sure INTEGER NOT NULL, evidence TEXT NOT NULL,
      PRIMARY KEY (paper, definition)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX IF NOT EXISTS hits_by_definition ON hits (definition)",
    "CREATE TABLE IF NOT EXISTS hits_version (fingerprint TEXT NOT NULL)",
)


def create(connection: sqlite3.Connection) -> None:
    """Make the tables where they are missing, as in a pool of the days before them."""
    for table in _TABLES:
        connection.execute(table)


def check(connection: sqlite3.Connection) -> None:
    """Read a little. Raises sqlite3.Error if the bytes are wrong."""
    for table in ("definitions", "contents", "hits", "hits_version"):
        connection.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()  # noqa: S608 - names of our own
    connection.execute("SELECT paper FROM hits WHERE definition = 1 LIMIT 1").fetchone()


def forget_if_stale(connection: sqlite3.Connection) -> None:
    """Where the rules of matching have changed since the hits were found, none of them counts any more."""
    fingerprint = sha256(code_of("paper_radar.radar") + code_of("paper_radar.papers")).hexdigest()
    if connection.execute("SELECT fingerprint FROM hits_version").fetchone() == (fingerprint,):
        return
    connection.execute("DELETE FROM hits")
    # With nothing followed, nothing waits. The ids of definitions are never given out again.
    connection.execute("DELETE FROM definitions")
    connection.execute("UPDATE contents SET turn = 0 WHERE turn > 0")
    connection.execute("DELETE FROM hits_version")
    connection.execute("INSERT INTO hits_version VALUES (?)", (fingerprint,))


def begin(connection: sqlite3.Connection) -> None:
    """Forget every paper: all are to be added anew."""
    connection.execute("DELETE FROM hits")
    connection.execute("DELETE FROM contents")


def add(connection: sqlite3.Connection, papers: Iterable[tuple[int, Paper]]) -> None:
    """Papers that are new to the pool, given with their ids, wait."""
    connection.executemany("INSERT INTO contents VALUES (?, ?, 1)", ((id, digest_of(paper)) for id, paper in papers))


def change(connection: sqlite3.Connection, papers: Sequence[tuple[int, Paper]]) -> None:
    """Papers that have changed lose their hits and wait."""
    connection.executemany("DELETE FROM hits WHERE paper = ?", ((id,) for id, _ in papers))
    connection.executemany(
        "UPDATE contents SET digest = ?, turn = turn + 1 WHERE paper = ?",
        ((digest_of(paper), id) for id, paper in papers),
    )


def remove(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Forget papers that leave the pool."""
    gone = (json.dumps(list(ids)),)
    connection.execute("DELETE FROM hits WHERE paper IN (SELECT value FROM json_each(?))", gone)
    connection.execute("DELETE FROM contents WHERE paper IN (SELECT value FROM json_each(?))", gone)


def digest_of(paper: Paper) -> int:
    """A number for what of the paper decides its hits: a paper with another digest is another one to the radar."""
    parts = (paper.title, paper.abstract, "\x1e".join(paper.authors), "\x1e".join(paper.categories))
    text = "\x1f".join((*parts, paper.primary_category))
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)
