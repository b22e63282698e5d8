"""The pool in one SQLite file: a record a paper, what the sources brought, and the index of `pool_index`."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any

from paper_radar.papers.model import Paper
from paper_radar.storage import fetch_tables, hit_tables, key_index, pool_index
from paper_radar.storage.base import Added, Fetch
from paper_radar.storage.database import Database
from paper_radar.storage.hits import SqliteHits
from paper_radar.storage.pool_batch import add_batch
from paper_radar.storage.pool_records import paper_of, papers_of

_VERSION = 1
_TABLES = (
    """
    CREATE TABLE papers (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      day TEXT NOT NULL,
      first_seen TEXT NOT NULL,
      record TEXT NOT NULL
    )
    """,
    "CREATE INDEX papers_by_day ON papers (day DESC, key)",
)
# One transaction each: what a kill can undo, and how long another writer waits.
_BATCH = 1_000

# Every read gives one row. Python's sqlite3 lets go of the interpreter at each row, and while another thread computes
# (a refresh that indexes 2,000 papers) it may take 5 ms to get it back: with 200 rows, a second.
_PAPERS_BY_KEY = """
SELECT '[' || group_concat('[' || json_quote(key) || ',' || record || ']') || ']' FROM papers
WHERE key IN (SELECT value FROM json_each(?))
"""
_PAPERS_BY_ID = """
SELECT '[' || group_concat('[' || id || ',' || record || ']') || ']' FROM papers
WHERE id IN (SELECT value FROM json_each(?))
"""
_PAPERS_BY_DAY = """
SELECT '[' || group_concat('[' || json_quote(day) || ',' || record || ']') || ']' FROM
(SELECT day, record FROM papers WHERE day >= ? ORDER BY day DESC, key LIMIT ? OFFSET ?)
"""


class SqlitePool:
    """A `Pool` (see `storage.base`) in the file at `path`: about 230 MB for 100,000 papers."""

    def __init__(self, path: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Open the file, or set a damaged one aside and begin anew; `now` gives the present in UTC.

        Raises StorageError if the disk refuses or the file was written by a newer Paper Radar.
        """
        self._counting = Lock()
        self._changes = 0
        self._total = (-1, 0)
        self._database = Database(Path(path), version=_VERSION, create=_create, check=_check, now=now)
        with self._database.writing() as connection:
            _renew(connection)
        self.hits = SqliteHits(self._database)

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user must be told about the file, such as that a damaged one was set aside."""
        return tuple(self._database.notices)

    def add(self, papers: Iterable[Paper], *, seen_at: str) -> Added:
        """Bring papers in, a known one merged into its record, in transactions of 1,000.

        What it returned from is on the disk. If it raises (StorageError, or what `papers` itself raises), whole
        transactions may be in; adding the same papers again does no harm.
        """
        total = Added()
        remaining = iter(papers)
        while batch := list(islice(remaining, _BATCH)):
            with self._database.writing() as connection:
                added = add_batch(connection, batch, seen_at)
            # After the commit: who sees the new number must find the new papers.
            if added.new or added.updated:
                with self._counting:
                    self._changes += 1
            total = Added(
                new=total.new + added.new,
                updated=total.updated + added.updated,
                unchanged=total.unchanged + added.unchanged,
                skipped=total.skipped + added.skipped,
            )
        return total

    def get(self, key: str) -> Paper | None:
        return self.get_many([key]).get(key)

    def get_many(self, keys: Iterable[str]) -> dict[str, Paper]:
        """Those of the papers that are there, in the order of the keys."""
        asked = list(dict.fromkeys(keys))
        with self._database.reading() as connection:
            found = dict(_papers(connection, _PAPERS_BY_KEY, json.dumps(asked)))
        return {key: found[key] for key in asked if key in found}

    def first_seen(self, keys: Iterable[str]) -> dict[str, str]:
        with self._database.reading() as connection:
            (found,) = connection.execute(
                "SELECT json_group_object(key, first_seen) FROM papers WHERE key IN (SELECT value FROM json_each(?))",
                (json.dumps(list(keys)),),
            ).fetchone()
        return dict(json.loads(found))

    def newest(self, *, limit: int, offset: int = 0, since: str = "") -> list[Paper]:
        """Papers announced on or after the day of `since`, newest first, ties by key.

        Where no announcement is known, the day of publication counts, else that of the first sight.
        """
        with self._database.reading() as connection:
            found = _papers(connection, _PAPERS_BY_DAY, since[:10], max(limit, 0), max(offset, 0))
        # SQLite promises no order within an aggregate (before 3.44 it cannot even be asked for).
        found.sort(key=lambda row: row[1].key)
        found.sort(key=lambda row: str(row[0]), reverse=True)
        return [paper for _, paper in found]

    def count(self, *, since: str = "") -> int:
        if since:
            return self._count(since[:10])
        # Asked for at every page visited, and a walk through an index: 6 ms of 100,000 papers.
        revision, total = self._total
        if revision != (present := self.revision()):
            revision, total = self._total = (present, self._count(""))
        return total

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """In how many papers of the pool each of the index terms stands, 0 included."""
        with self._database.reading() as connection:
            return pool_index.frequencies(connection, terms)

    def index_terms(self, keys: Sequence[str]) -> dict[str, list[str]]:
        with self._database.reading() as connection:
            return pool_index.texts(connection, list(keys))

    def candidates(self, terms: Sequence[str], *, limit: int) -> list[Paper]:
        """Papers that hold at least one of the index terms, by the sum of the terms' inverse document frequencies, of
        equal ones the latest added first. Of very common terms only the rarest are searched.
        """
        with self._database.reading() as connection:
            ids = pool_index.best(connection, terms, limit)
            found = dict(_papers(connection, _PAPERS_BY_ID, json.dumps(ids)))
        return [found[id] for id in ids]

    def revision(self) -> int:
        return self._changes + self._database.generation

    def record_fetch(self, fetch: Fetch) -> None:
        with self._database.writing() as connection:
            fetch_tables.record(connection, fetch)

    def last_fetches(self) -> dict[str, Fetch]:
        with self._database.reading() as connection:
            return fetch_tables.latest(connection)

    def last_success(self, source: str) -> str:
        with self._database.reading() as connection:
            return fetch_tables.last_success(connection, source)

    def fetches(self, source: str, *, limit: int = 20) -> list[Fetch]:
        with self._database.reading() as connection:
            return fetch_tables.history(connection, source, limit)

    def memory(self, source: str) -> dict[str, Any]:
        with self._database.reading() as connection:
            return fetch_tables.memory(connection, source)

    def remember(self, source: str, memory: Mapping[str, Any]) -> None:
        with self._database.writing() as connection:
            fetch_tables.remember(connection, source, memory)

    def close(self) -> None:
        """End the use of the file; later calls raise StorageError."""
        self._database.close()

    def _count(self, day: str) -> int:
        with self._database.reading() as connection:
            (count,) = connection.execute("SELECT count(*) FROM papers WHERE day >= ?", (day,)).fetchone()
        return int(count)


def _create(connection: sqlite3.Connection) -> None:
    for table in _TABLES:
        connection.execute(table)
    fetch_tables.create(connection)
    pool_index.create(connection)
    key_index.create(connection)
    hit_tables.create(connection)


def _check(connection: sqlite3.Connection) -> None:
    for table in ("papers", "term_version"):
        connection.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()  # noqa: S608 - names of our own
    connection.execute("SELECT count(*) FROM papers WHERE day > '9'").fetchone()
    fetch_tables.create(connection)
    fetch_tables.check(connection)
    pool_index.check(connection)
    key_index.create(connection)
    key_index.check(connection)
    hit_tables.create(connection)
    hit_tables.check(connection)


def _renew(connection: sqlite3.Connection) -> None:
    """Make anew what today's code would make otherwise than the code that wrote the file."""
    if not pool_index.is_current(connection):
        # Another version of `terms` made the index: half a minute for 100,000 papers, once.
        pool_index.rebuild(connection, _every_paper(connection))
    if not key_index.is_current(connection):
        # A third of that.
        key_index.begin(connection)
        hit_tables.begin(connection)
        remaining = _every_paper(connection)
        while batch := list(islice(remaining, _BATCH)):
            key_index.add(connection, batch)
            hit_tables.add(connection, batch)
    hit_tables.forget_if_stale(connection)


def _every_paper(connection: sqlite3.Connection) -> Iterator[tuple[int, Paper]]:
    for id, record in connection.execute("SELECT id, record FROM papers"):
        yield id, paper_of(record)


def _papers(connection: sqlite3.Connection, statement: str, *values: str | int) -> list[tuple[Any, Paper]]:
    (rows,) = connection.execute(statement, values).fetchone()
    return papers_of(rows or "[]")
