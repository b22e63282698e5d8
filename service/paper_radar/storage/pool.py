"""The pool in one SQLite file: a record a paper, what the sources brought, and the index of `pool_index`."""

import json
import logging
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any

from paper_radar.papers.model import Paper
from paper_radar.storage import (
    fetch_tables,
    hit_tables,
    key_index,
    pool_index,
    pool_removal,
    provenance,
    search_index,
    work_tables,
)
from paper_radar.storage.base import Added, Fetch
from paper_radar.storage.database import Database
from paper_radar.storage.hits import SqliteHits
from paper_radar.storage.pool_batch import add_batch
from paper_radar.storage.pool_records import paper_of, papers_of
from paper_radar.storage.preparation import Preparation
from paper_radar.storage.search_filling import SearchFilling
from paper_radar.storage.searching import SqliteSearch

log = logging.getLogger(__name__)
# 2: provenance, works and aliases.
_VERSION = 2
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
    "CREATE INDEX IF NOT EXISTS papers_by_first_sight ON papers (first_seen)",
)
# One transaction each: what a kill can undo, and how long another writer waits.
_BATCH = 200

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
_KNOWN_KEYS = """
SELECT json_group_array(value) FROM json_each(?)
WHERE value IN (SELECT key FROM papers) OR value IN (SELECT alias FROM aliases)
"""
_COUNT = "SELECT count(*) FROM provenance"
_PAPERS_BY_DAY = """
SELECT '[' || group_concat('[' || json_quote(day) || ',' || record || ']') || ']' FROM
(SELECT day, record FROM papers WHERE day >= ? ORDER BY day DESC, key LIMIT ? OFFSET ?)
"""


class SqlitePool:
    """A `Pool` (see `storage.base`) in the file at `path`: about 230 MB for 100,000 papers."""

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        pause: Callable[[], None] = lambda: None,
    ) -> None:
        """Open the file, or set a damaged one aside and begin anew; `now` gives the present in UTC. `pause` is called
        after each paper that is prepared to be added, to let those go first who must not wait.

        Raises StorageError if the disk refuses or the file was written by a newer Paper Radar.
        """
        self._pause = pause
        self._counting = Lock()
        self._changes = 0
        self._joins = 0
        self._total = (-1, 0)
        self._database = Database(Path(path), version=_VERSION, create=_create, check=_check, now=now, migrate=_migrate)
        with self._database.writing() as connection:
            _renew(connection)
        self.hits = SqliteHits(self._database)
        self.filling = SearchFilling(self._database)
        self.search = SqliteSearch(self._database, self.revision)

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user must be told about the file, such as that a damaged one was set aside."""
        return tuple(self._database.notices)

    def add(self, papers: Iterable[Paper], *, seen_at: str) -> Added:
        """Bring papers in, a known one merged into its record, in transactions of 200.

        What it returned from is on the disk. If it raises (StorageError, or what `papers` itself raises), whole
        transactions may be in; adding the same papers again does no harm.
        """
        total = Added()
        remaining = iter(papers)
        while batch := list(islice(remaining, _BATCH)):
            prepared = Preparation(self._unknown(batch), self._pause)
            with self._database.writing() as connection:
                outcome = add_batch(connection, batch, seen_at, prepared)
            added = outcome.added
            self.hits.touched.add(outcome.touched)
            if added.new or added.updated:
                self._changed(joined=bool(outcome.gone))
            if outcome.gone:
                self._gone(outcome.gone)
            total = Added(
                new=total.new + added.new,
                updated=total.updated + added.updated,
                unchanged=total.unchanged + added.unchanged,
                skipped=total.skipped + added.skipped,
            )
        return total

    def _unknown(self, papers: Sequence[Paper]) -> list[Paper]:
        asked = [paper for paper in papers if isinstance(paper, Paper)]
        with self._database.reading() as connection:
            (known,) = connection.execute(_KNOWN_KEYS, (json.dumps([paper.key for paper in asked]),)).fetchone()
        keys = set(json.loads(known))
        return [paper for paper in asked if paper.key not in keys]

    def prune(self, *, before: str, keep: Collection[str], limit: int = 200) -> int:
        """Remove at most `limit` papers that no source has delivered since the day `before` (ISO 8601), in one
        transaction; how many it were, 0 when there are none left. Those to keep are named by any of their keys.

        The room in the file is used again by the papers of the days to come; the file does not shrink.
        """
        gone = pool_removal.prune(self._database, before=before[:10], keep=keep, limit=limit, pause=self._pause)
        if gone:
            self.hits.touched.add([id for id, _ in gone])
            self._changed(joined=True)
            self._gone(tuple(key for _, key in gone))
        return len(gone)

    def _changed(self, *, joined: bool) -> None:
        # After the commit: who sees the new number must find the new papers.
        with self._counting:
            self._changes += 1
            self._joins += joined

    def _gone(self, keys: tuple[str, ...]) -> None:
        """No record stands under these keys any more."""

    def get(self, key: str) -> Paper | None:
        return self.get_many([key]).get(key)

    def get_many(self, keys: Iterable[str]) -> dict[str, Paper]:
        """Those of the papers that are there, in the order of the keys."""
        asked = list(dict.fromkeys(keys))
        with self._database.reading() as connection:
            found = dict(_papers(connection, _PAPERS_BY_KEY, json.dumps(asked)))
            if leads := work_tables.leading(connection, (key for key in asked if key not in found)):
                joined = dict(_papers(connection, _PAPERS_BY_KEY, json.dumps(list(leads.values()))))
                found |= {alias: joined[key] for alias, key in leads.items() if key in joined}
        return {key: found[key] for key in asked if key in found}

    def first_seen(self, keys: Iterable[str]) -> dict[str, str]:
        return self._of_papers("first_seen", keys)

    def last_seen(self, keys: Iterable[str]) -> dict[str, str]:
        return self._of_papers("(SELECT last_seen FROM provenance WHERE paper = papers.id)", keys)

    def origins(self, key: str) -> dict[str, str]:
        told = self._of_papers("(SELECT origins FROM provenance WHERE paper = papers.id)", [key]).get(key)
        return provenance.origins_of(told or "")

    def aliases(self, keys: Iterable[str]) -> dict[str, str]:
        with self._database.reading() as connection:
            return work_tables.leading(connection, keys)

    def other_keys(self, key: str) -> tuple[str, ...]:
        with self._database.reading() as connection:
            return work_tables.names(connection, work_tables.leading(connection, [key]).get(key, key))

    def _of_papers(self, column: str, keys: Iterable[str]) -> dict[str, str]:
        asked = list(dict.fromkeys(keys))
        statement = (
            f"SELECT json_group_object(key, {column}) FROM papers"  # noqa: S608 - text of our own
            " WHERE key IN (SELECT value FROM json_each(?))"
        )
        with self._database.reading() as connection:
            leads = work_tables.leading(connection, asked)
            (rows,) = connection.execute(statement, (json.dumps([leads.get(key, key) for key in asked]),)).fetchone()
        found: dict[str, str] = json.loads(rows)
        return {key: found[lead] for key in asked if (lead := leads.get(key, key)) in found}

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
        # Asked for at every page visited, and a walk through a table.
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
        total = self.count()
        with self._database.reading() as connection:
            ids = pool_index.best(connection, terms, limit, total=total)
            found = dict(_papers(connection, _PAPERS_BY_ID, json.dumps(ids)))
        # One may have been pruned between the two questions.
        return [found[id] for id in ids if id in found]

    def revision(self) -> int:
        return self._changes + self._database.generation

    def joins(self) -> int:
        return self._joins + self._database.generation

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
        # Every paper has a row in the smallest of the tables.
        counted = ("SELECT count(*) FROM papers WHERE day >= ?", (day,)) if day else (_COUNT, ())
        with self._database.reading() as connection:
            (count,) = connection.execute(*counted).fetchone()
        return int(count)


def _create(connection: sqlite3.Connection) -> None:
    for table in _TABLES:
        connection.execute(table)
    fetch_tables.create(connection)
    provenance.create(connection)
    work_tables.create(connection)
    work_tables.begin(connection)
    pool_index.create(connection)
    key_index.create(connection)
    search_index.create(connection)
    search_index.begin(connection)
    hit_tables.create(connection)


def _migrate(connection: sqlite3.Connection, version: int) -> None:
    """What every older version lacks is the same."""
    del version
    connection.execute(_TABLES[-1])
    provenance.migrate(connection)
    work_tables.create(connection)


def _check(connection: sqlite3.Connection) -> None:
    for table in ("papers", "term_version"):
        connection.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()  # noqa: S608 - names of our own
    connection.execute("SELECT count(*) FROM papers WHERE day > '9'").fetchone()
    fetch_tables.create(connection)
    fetch_tables.check(connection)
    provenance.create(connection)
    provenance.check(connection)
    work_tables.check(connection)
    pool_index.check(connection)
    key_index.create(connection)
    key_index.check(connection)
    search_index.create(connection)
    search_index.check(connection)
    hit_tables.create(connection)
    hit_tables.check(connection)


def _renew(connection: sqlite3.Connection) -> None:
    """Make anew what today's code would make otherwise than the code that wrote the file."""
    current = (pool_index.is_current(connection), key_index.is_current(connection), work_tables.is_current(connection))
    if not all(current) and connection.execute("SELECT 1 FROM papers").fetchone():
        log.info("Another version made the pool. It is made ready for this one: a minute for 100,000 papers, once.")
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
    if not search_index.is_current(connection):
        # Twice as long as all the others: the papers come into it in the back (see `search_filling`).
        search_index.begin(connection)
    if not work_tables.is_current(connection):
        work_tables.begin(connection)
        remaining = _every_paper(connection)
        while batch := list(islice(remaining, _BATCH)):
            work_tables.add(connection, batch)
    hit_tables.forget_if_stale(connection)


def _every_paper(connection: sqlite3.Connection) -> Iterator[tuple[int, Paper]]:
    for id, record in connection.execute("SELECT id, record FROM papers"):
        yield id, paper_of(record)


def _papers(connection: sqlite3.Connection, statement: str, *values: str | int) -> list[tuple[Any, Paper]]:
    (rows,) = connection.execute(statement, values).fetchone()
    return papers_of(rows or "[]")
