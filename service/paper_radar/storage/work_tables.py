"""What a pool keeps to know one work by all its names: where to look for it (`papers.works.blocks`), and the keys of
records that were joined into another.

Preprint servers bring 1,500 papers a day, of which none is another's; so whether a paper is on arXiv is part of what
is looked under, and an arrival is compared with some few journal papers and no preprint.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

from paper_radar.papers.model import Paper
from paper_radar.papers.works import blocks, is_arxiv
from paper_radar.storage.own_code import code_of

_TABLES = (
    """
    CREATE TABLE IF NOT EXISTS works (
      block INTEGER NOT NULL, arxiv INTEGER NOT NULL, paper INTEGER NOT NULL, PRIMARY KEY (block, arxiv, paper)
    ) WITHOUT ROWID
    """,
    "CREATE TABLE IF NOT EXISTS works_version (fingerprint TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS aliases (alias TEXT PRIMARY KEY, paper INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS aliases_by_paper ON aliases (paper)",
)
_NEAR = """
SELECT json_group_array(json_array(block, paper)) FROM works
WHERE block IN (SELECT value FROM json_each(?)) AND arxiv IN (SELECT value FROM json_each(?))
"""
_LEADING = """
SELECT json_group_object(alias, key) FROM aliases JOIN papers ON papers.id = aliases.paper
WHERE alias IN (SELECT value FROM json_each(?))
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables where they are missing."""
    for table in _TABLES:
        connection.execute(table)


def check(connection: sqlite3.Connection) -> None:
    """Read a little. Raises sqlite3.Error if the bytes are wrong."""
    for table in ("works", "works_version", "aliases"):
        connection.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()  # noqa: S608 - names of our own
    connection.execute("SELECT alias FROM aliases WHERE paper = 1").fetchone()


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether today's `blocks` made the table; if not, works are looked for where they are not."""
    return bool(connection.execute("SELECT fingerprint FROM works_version").fetchone() == (_fingerprint(),))


def begin(connection: sqlite3.Connection) -> None:
    """Empty the table: every paper is to be added anew."""
    connection.execute("DELETE FROM works")
    connection.execute("DELETE FROM works_version")
    connection.execute("INSERT INTO works_version VALUES (?)", (_fingerprint(),))


def add(
    connection: sqlite3.Connection,
    papers: Iterable[tuple[int, Paper]],
    blocks_of: Callable[[Paper], Iterable[int]] = blocks,
) -> None:
    """Papers that are not in the table, given with their ids; `blocks_of` may know what `blocks` would find."""
    rows = [(block, is_arxiv(paper.key), id) for id, paper in papers for block in blocks_of(paper)]
    # In the order of the table, which is then written from end to end.
    connection.executemany("INSERT OR IGNORE INTO works VALUES (?, ?, ?)", sorted(rows))


def remove(
    connection: sqlite3.Connection,
    papers: Iterable[tuple[int, Paper]],
    blocks_of: Callable[[Paper], Iterable[int]] = blocks,
) -> None:
    """Take papers out of the table, given as they were when they were added; `blocks_of` as in `add`."""
    connection.executemany(
        "DELETE FROM works WHERE block = ? AND arxiv = ? AND paper = ?",
        ((block, is_arxiv(paper.key), id) for id, paper in papers for block in blocks_of(paper)),
    )


def near(connection: sqlite3.Connection, wanted: Iterable[int], *, arxiv: bool) -> list[tuple[int, int]]:
    """Block and id of the papers under one of these blocks, of those on arXiv only if told."""
    asked = (json.dumps(list(wanted)), "[0,1]" if arxiv else "[0]")
    (rows,) = connection.execute(_NEAR, asked).fetchone()
    return [(block, paper) for block, paper in json.loads(rows)]


def name(connection: sqlite3.Connection, aliases: Iterable[tuple[str, int]]) -> None:
    """From now on these keys lead to the papers of these ids."""
    connection.executemany("INSERT OR REPLACE INTO aliases VALUES (?, ?)", aliases)


def rename(connection: sqlite3.Connection, former: int, id: int) -> None:
    """What led to a paper that is one work with another leads to that."""
    connection.execute("UPDATE aliases SET paper = ? WHERE paper = ?", (id, former))


def forget(connection: sqlite3.Connection, ids: Sequence[int]) -> None:
    """The keys that led to these papers lead nowhere."""
    connection.execute("DELETE FROM aliases WHERE paper IN (SELECT value FROM json_each(?))", (json.dumps(ids),))


def leading(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, str]:
    """The key under which the paper stands now, for those of the keys that were joined into another's record."""
    asked = [key for key in keys if not is_arxiv(key)]
    if not asked:
        return {}
    (found,) = connection.execute(_LEADING, (json.dumps(asked),)).fetchone()
    return dict(json.loads(found))


def names(connection: sqlite3.Connection, key: str) -> tuple[str, ...]:
    """The other keys that lead to the paper."""
    (found,) = connection.execute(
        "SELECT json_group_array(alias) FROM aliases WHERE paper = (SELECT id FROM papers WHERE key = ?)", (key,)
    ).fetchone()
    return tuple(sorted(json.loads(found)))


def _fingerprint() -> str:
    return sha256(code_of("paper_radar.papers", ("works", "text", "tex", "tex_symbols"))).hexdigest()
