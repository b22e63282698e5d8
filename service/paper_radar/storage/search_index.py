"""The third index of the pool, for the search: stems in their order, so that phrases are found, and authors' names.

An FTS5 table without content. Beside `pool_index`, from which related papers are drawn: that one knows neither places
nor fields, and would be slower by what it knew.

Where an older version made the pool, no paper is in it at first: all of them wait, and are added in the back (see
`search_filling`) while the service answers. A paper that changes meanwhile, or goes, waits no more.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
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
    # Those that are not in the index yet, by their turn: the newest first.
    "CREATE TABLE IF NOT EXISTS search_waiting (turn INTEGER PRIMARY KEY, paper INTEGER NOT NULL UNIQUE)",
)
_WAIT = "INSERT INTO search_waiting (paper) SELECT id FROM papers ORDER BY day DESC, key"
_ANY_WAITING = "SELECT EXISTS (SELECT 1 FROM search_waiting)"
_WAITING = "SELECT json_group_array(paper) FROM search_waiting WHERE paper IN (SELECT value FROM json_each(?))"
_WAITS_NO_MORE = "DELETE FROM search_waiting WHERE paper IN (SELECT value FROM json_each(?))"
_COLUMNS = ", ".join(Tokens._fields)


def create(connection: sqlite3.Connection) -> None:
    """Make the tables where they are missing, as in a pool of the days before them."""
    for table in _TABLES:
        connection.execute(table)


def check(connection: sqlite3.Connection) -> None:
    """Read a little. Raises sqlite3.Error if the bytes are wrong."""
    connection.execute("SELECT rowid FROM search_index WHERE search_index MATCH '\"network\"' LIMIT 1").fetchone()
    connection.execute("SELECT paper FROM search_waiting ORDER BY turn LIMIT 1").fetchone()


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether today's `tokens_of` made the index; if not, searches look for tokens that it does not hold."""
    return bool(connection.execute("SELECT fingerprint FROM search_version").fetchone() == (fingerprint(),))


def begin(connection: sqlite3.Connection) -> None:
    """Empty the index: every paper of the pool waits."""
    connection.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    connection.execute("DELETE FROM search_waiting")
    connection.execute(_WAIT)
    connection.execute("DELETE FROM search_version")
    connection.execute("INSERT INTO search_version VALUES (?)", (fingerprint(),))


def is_complete(connection: sqlite3.Connection) -> bool:
    """Whether no paper waits."""
    (waiting,) = connection.execute(_ANY_WAITING).fetchone()
    return not waiting


def waiting(connection: sqlite3.Connection, ids: Sequence[int]) -> set[int]:
    """Those of the papers that wait."""
    (found,) = connection.execute(_WAITING, (json.dumps(ids),)).fetchone()
    return set(json.loads(found))


def wait_no_more(connection: sqlite3.Connection, ids: Sequence[int]) -> None:
    """These papers are in the index now, or are to be in it no more."""
    connection.execute(_WAITS_NO_MORE, (json.dumps(ids),))


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
    """Take papers out of the index, given as they were when they were added; those that wait, wait no more."""
    given = dict(papers)
    unknown = waiting(connection, list(given))
    if unknown:
        # FTS5 would take away what it never had, and miscount from then on.
        wait_no_more(connection, list(unknown))
    connection.executemany(
        f"INSERT INTO search_index (search_index, rowid, {_COLUMNS})"  # noqa: S608 - names of our own
        " VALUES ('delete', ?, ?, ?, ?, ?, ?)",
        ((id, *tokens_of(paper)) for id, paper in given.items() if id not in unknown),
    )


def fingerprint() -> str:
    """What it is that makes the tokens, as a hash."""
    code = code_of("paper_radar.search", ("tokens",)) + code_of("paper_radar.papers", ("text", "spelling"))
    return sha256(code).hexdigest()
