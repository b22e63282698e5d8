"""The third index of the pool, for the search: stems in their order, so that phrases are found, and authors' names.

An FTS5 table without content. Beside `pool_index`, from which related papers are drawn: that one knows neither places
nor fields, and would be slower by what it knew.
"""

import sqlite3
from collections.abc import Callable, Iterable
from hashlib import sha256

from paper_radar.papers.model import Paper
from paper_radar.search.tokens import Tokens, tokens_of
from paper_radar.storage.own_code import code_of
from paper_radar.storage.pool_index import SIGNS

_TABLES = (
    f"""
    CREATE VIRTUAL TABLE IF NOT EXISTS search_index USING fts5(
      {", ".join(Tokens._fields)}, content='', columnsize=0, tokenize="ascii tokenchars '{SIGNS}'"
    )
    """,
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5vocab(search_index, 'row')",
    "CREATE TABLE IF NOT EXISTS search_version (fingerprint TEXT NOT NULL)",
)
_COLUMNS = ", ".join(Tokens._fields)


def create(connection: sqlite3.Connection) -> None:
    """Make the tables where they are missing, as in a pool of the days before them."""
    for table in _TABLES:
        connection.execute(table)


def check(connection: sqlite3.Connection) -> None:
    """Read a little. Raises sqlite3.Error if the bytes are wrong."""
    connection.execute("SELECT rowid FROM search_index WHERE search_index MATCH '\"network\"' LIMIT 1").fetchone()


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether today's `tokens_of` made the index; if not, searches look for tokens that it does not hold."""
    return bool(connection.execute("SELECT fingerprint FROM search_version").fetchone() == (fingerprint(),))


def begin(connection: sqlite3.Connection) -> None:
    """Empty the index: every paper is to be added anew."""
    connection.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    connection.execute("DELETE FROM search_version")
    connection.execute("INSERT INTO search_version VALUES (?)", (fingerprint(),))


def add(
    connection: sqlite3.Connection,
    papers: Iterable[tuple[int, Paper]],
    tokens_of: Callable[[Paper], Tokens] = tokens_of,
) -> None:
    """Index papers that are not in the index, given with their ids; `tokens_of` may know the tokens already."""
    connection.executemany(
        f"INSERT INTO search_index (rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608 - names of our own
        ((id, *tokens_of(paper)) for id, paper in papers),
    )


def remove(connection: sqlite3.Connection, papers: Iterable[tuple[int, Paper]]) -> None:
    """Take papers out of the index, given as they were when they were added."""
    connection.executemany(
        f"INSERT INTO search_index (search_index, rowid, {_COLUMNS})"  # noqa: S608 - names of our own
        " VALUES ('delete', ?, ?, ?, ?, ?, ?)",
        ((id, *tokens_of(paper)) for id, paper in papers),
    )


def fingerprint() -> str:
    """What it is that makes the tokens, as a hash."""
    code = code_of("paper_radar.search", ("tokens",)) + code_of("paper_radar.papers", ("text", "spelling"))
    return sha256(code).hexdigest()
