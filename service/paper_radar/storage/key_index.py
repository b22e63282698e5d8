"""The second index of the pool: which papers stand under a key, of an author's name or of a category.

An FTS5 table without content, one token a key: of 100,000 papers with 25 keys each it takes a tenth of what a table of
pairs would.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

from paper_radar.papers.model import Paper
from paper_radar.radar.lookups import keys_of
from paper_radar.storage.own_code import code_of
from paper_radar.storage.pool_index import SIGNS, quoted

_TABLES = (
    f"""
    CREATE VIRTUAL TABLE IF NOT EXISTS key_index USING fts5(
      keys, content='', detail=none, columnsize=0, tokenize="ascii tokenchars '{SIGNS}'"
    )
    """,
    "CREATE TABLE IF NOT EXISTS key_version (fingerprint TEXT NOT NULL)",
)


def create(connection: sqlite3.Connection) -> None:
    """Make the tables where they are missing, as in a pool of the days before them."""
    for table in _TABLES:
        connection.execute(table)


def check(connection: sqlite3.Connection) -> None:
    """Read a little. Raises sqlite3.Error if the bytes are wrong."""
    connection.execute("SELECT rowid FROM key_index WHERE key_index MATCH '\"c/cs.lg\"' LIMIT 1").fetchone()


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether today's `keys_of` made the index; if not, entries are looked for under keys that it does not hold."""
    return bool(connection.execute("SELECT fingerprint FROM key_version").fetchone() == (fingerprint(),))


def begin(connection: sqlite3.Connection) -> None:
    """Empty the index: every paper is to be added anew."""
    connection.execute("INSERT INTO key_index (key_index) VALUES ('delete-all')")
    connection.execute("DELETE FROM key_version")
    connection.execute("INSERT INTO key_version VALUES (?)", (fingerprint(),))


def add(
    connection: sqlite3.Connection,
    papers: Iterable[tuple[int, Paper]],
    keys_of: Callable[[Paper], list[str]] = keys_of,
) -> None:
    """Index papers that are not in the index, given with their ids; `keys_of` may know the keys already."""
    connection.executemany(
        "INSERT INTO key_index (rowid, keys) VALUES (?, ?)", ((id, " ".join(keys_of(paper))) for id, paper in papers)
    )


def remove(
    connection: sqlite3.Connection,
    papers: Iterable[tuple[int, Paper]],
    keys_of: Callable[[Paper], list[str]] = keys_of,
) -> None:
    """Take papers out of the index, given as they were when they were added; `keys_of` as in `add`."""
    connection.executemany(
        "INSERT INTO key_index (key_index, rowid, keys) VALUES ('delete', ?, ?)",
        ((id, " ".join(keys_of(paper))) for id, paper in papers),
    )


def query(keys: Sequence[str]) -> str:
    """The FTS5 expression for papers under at least one of the keys."""
    return " OR ".join(map(quoted, keys))


def fingerprint() -> str:
    """What it is that makes the keys, as a hash."""
    code = code_of("paper_radar.radar", ("lookups", "name_keys", "name_parts", "name_lists")) + code_of(
        "paper_radar.papers", ("text", "tex", "tex_symbols")
    )
    return sha256(code).hexdigest()
