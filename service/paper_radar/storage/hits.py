"""The hits that were found in the pool's papers, in the pool's own file (see `hit_tables`)."""

# ruff: noqa: S608 - statements are put together of parts of our own; every value is a parameter

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from threading import Lock
from typing import Any

import pydantic_core

from paper_radar.papers.model import Paper
from paper_radar.radar.lookups import Lookup
from paper_radar.storage import key_index
from paper_radar.storage.base import Definition, HitRow, Kept, Sought
from paper_radar.storage.database import DamageError, Database
from paper_radar.storage.pool_index import quoted
from paper_radar.storage.pool_records import papers_of
from paper_radar.storage.touched import Touched

# Every read gives one row, see `pool`.
_KEPT = """
SELECT (SELECT json_group_array(id) FROM definitions WHERE settled), '[' || group_concat(
  '[' || json_quote(key) || ',' || digest || ',' || turn || ',[' || coalesce((
    SELECT group_concat('[' || definition || ',' || sure || ',' || evidence || ']') FROM hits WHERE paper = papers.id
  ), '') || ']]') || ']'
FROM papers JOIN contents ON contents.paper = papers.id WHERE key IN (SELECT value FROM json_each(?))
"""
_READ = """
SELECT '[' || group_concat('[[' || id || ',' || turn || '],' || record || ']') || ']'
FROM papers JOIN contents ON contents.paper = papers.id
WHERE id IN (SELECT value FROM json_each(?)) AND (turn > 0) IN (SELECT value FROM json_each(?))
"""
_NEWEST_FIRST = "SELECT json_group_array(id) FROM (SELECT id FROM papers WHERE {} ORDER BY day DESC, key)"
_HOLDING = """
SELECT json_group_array(id) FROM (
  SELECT id FROM papers WHERE +id IN (SELECT value FROM json_each(?)) AND instr(lower(record), ?) > 0
  ORDER BY day DESC, key LIMIT ?
)
"""
_WAITING = """
SELECT json_group_array(id) FROM (
  SELECT id FROM papers JOIN contents ON contents.paper = papers.id WHERE turn > 0 ORDER BY day DESC, key LIMIT ?
)
"""
_ANY_WAITING = "SELECT json_array(EXISTS (SELECT 1 FROM contents WHERE turn > 0))"
_WAITING_SINCE = """
SELECT count(*) FROM contents JOIN papers ON papers.id = contents.paper WHERE turn > 0 AND day >= ?
"""
# What a paper's record says is read at once: SQLite takes it apart once then.
_FEED_ROWS = """
SELECT '[' || group_concat('[' || id || ',' || json_quote(key) || ',' || json_quote(day)
  || ',' || json_quote(first_seen) || ',' || json_extract(
    record, '$.source', '$.categories', '$.primary_category', '$.code_url', '$.upvotes'
  ) || ',['
  || coalesce((SELECT group_concat(2 * definition + sure) FROM hits WHERE paper = papers.id), '') || ']]') || ']'
FROM papers WHERE
"""
_DROP = """
DELETE FROM hits WHERE definition = ?1 AND paper IN (SELECT paper FROM hits WHERE definition = ?1 LIMIT ?2)
"""


class SqliteHits:
    """A `HitStore` (see `storage.base`) on the file of a pool."""

    def __init__(self, database: Database) -> None:
        """The database of a pool that is open."""
        self.touched = Touched()
        self._database = database
        self._counting = Lock()
        self._changes = 0
        self._known: tuple[tuple[int, int], dict[str, Definition]] = ((-1, -1), {})

    def definitions(self) -> Mapping[str, Definition]:
        """Every definition by its fingerprint."""
        # Asked for at every page, and 1,000 of them take a millisecond.
        now = (self._changes, self._database.generation)
        known_at, known = self._known
        if known_at != now:
            known = self._read_definitions()
            self._known = (now, known)
        return known

    def _read_definitions(self) -> dict[str, Definition]:
        with self._database.reading() as connection:
            (rows,) = connection.execute(
                "SELECT json_group_array(json_array(fingerprint, id, settled)) FROM definitions"
            ).fetchone()
        return {fingerprint: Definition(id, bool(settled)) for fingerprint, id, settled in json.loads(rows)}

    def define(self, fingerprints: Iterable[str]) -> None:
        with self._database.writing() as connection:
            connection.executemany(
                "INSERT INTO definitions (fingerprint, settled) VALUES (?, 0) ON CONFLICT DO NOTHING",
                ((fingerprint,) for fingerprint in fingerprints),
            )
        self._changed()

    def settle(self, ids: Iterable[int], *, settled: bool = True) -> None:
        with self._database.writing() as connection:
            connection.executemany("UPDATE definitions SET settled = ? WHERE id = ?", ((settled, id) for id in ids))
        self._changed()

    def drop(self, id: int, *, most: int) -> bool:
        """Take away up to `most` hits of a definition that is not settled, and with the last one itself: then True."""
        with self._database.writing() as connection:
            if connection.execute(_DROP, (id, most)).rowcount >= most:
                return False
            connection.execute("DELETE FROM definitions WHERE id = ? AND NOT settled", (id,))
        self._changed()
        return True

    def _changed(self) -> None:
        # After the commit: who sees the new number must find what is new.
        with self._counting:
            self._changes += 1

    def kept(self, keys: Iterable[str]) -> tuple[frozenset[int], dict[str, Kept]]:
        with self._database.reading() as connection:
            settled, rows = connection.execute(_KEPT, (json.dumps(list(keys)),)).fetchone()
        found = {
            key: Kept(digest, turn > 0, tuple(HitRow(*hit) for hit in hits))
            for key, digest, turn, hits in json.loads(rows or "[]")
        }
        return frozenset(json.loads(settled)), found

    def look(self, lookups: Iterable[Lookup]) -> set[int]:
        found: set[int] = set()
        with self._database.reading() as connection:
            for lookup in lookups:
                asked = []
                if lookup.terms:
                    every = " OR ".join(f"({_all_of(terms)})" for terms in lookup.terms)
                    asked.append(("SELECT json_group_array(rowid) FROM term_index WHERE term_index MATCH ?", every))
                if lookup.keys:
                    keys = key_index.query(lookup.keys)
                    asked.append(("SELECT json_group_array(rowid) FROM key_index WHERE key_index MATCH ?", keys))
                for statement, expression in asked:
                    (ids,) = connection.execute(statement, (expression,)).fetchone()
                    found.update(json.loads(ids))
        return found

    def newest_first(self, ids: Collection[int] | None = None) -> list[int]:
        if ids is None:
            return self._ids(_NEWEST_FIRST.format("true"))
        return self._ids(_NEWEST_FIRST.format("+id IN (SELECT value FROM json_each(?))"), [json.dumps(list(ids))])

    def holding(self, ids: Collection[int], words: str, *, limit: int) -> list[int]:
        return self._ids(_HOLDING, [json.dumps(list(ids)), words.lower(), limit])

    def waiting(self, *, limit: int) -> list[int]:
        return self._ids(_WAITING, [limit])

    def any_waiting(self) -> bool:
        return bool(self._ids(_ANY_WAITING)[0])

    def count_waiting(self, *, since: str = "") -> int:
        with self._database.reading() as connection:
            (count,) = connection.execute(_WAITING_SINCE, (since[:10],)).fetchone()
        return int(count)

    def read(self, ids: Sequence[int], *, waits: bool | None = None) -> list[tuple[int, int, Paper]]:
        of_these = "[0,1]" if waits is None else json.dumps([int(waits)])
        with self._database.reading() as connection:
            (rows,) = connection.execute(_READ, (json.dumps(ids), of_these)).fetchone()
        found = {id: (id, turn, paper) for (id, turn), paper in papers_of(rows or "[]")}
        return [found[id] for id in ids if id in found]

    def put(self, found: Sequence[tuple[int, int, Sequence[HitRow]]], *, waited: bool) -> None:
        # A paper that changed since it was read has another turn: what was found in it is about a former text.
        with self._database.writing() as connection:
            asked = json.dumps([[id, turn] for id, turn, _ in found])
            (same,) = connection.execute(
                "SELECT json_group_array(paper) FROM contents WHERE (paper, turn) IN"
                " (SELECT value ->> 0, value ->> 1 FROM json_each(?))",
                (asked,),
            ).fetchone()
            unchanged = set(json.loads(same))
            if waited:
                ids = [(id,) for id in unchanged]
                connection.executemany("DELETE FROM hits WHERE paper = ?", ids)
                connection.executemany("UPDATE contents SET turn = 0 WHERE paper = ?", ids)
            connection.executemany(
                "INSERT OR REPLACE INTO hits VALUES (?, ?, ?, ?)",
                (
                    (id, row.definition, row.sure, json.dumps(row[2:], separators=(",", ":"))[1:-1])
                    for id, _, rows in found
                    if id in unchanged
                    for row in rows
                ),
            )
        self.touched.add(unchanged)

    def feed_rows(
        self, *, since: str, ids: Collection[int] | None = None, keys: Collection[str] | None = None
    ) -> list[list[Any]]:
        """Of the papers of the day `since` or later, of those among `ids` or `keys` if told, in no order: id, key, day,
        first seen, [source, categories, primary category, code, upvotes], and of each hit two times its definition, one
        more if it is sure. What of it is unknown is None.
        """
        statement, given = f"{_FEED_ROWS} day >= ?", [since[:10]]
        if ids is not None:
            statement = f"{_FEED_ROWS} +day >= ? AND id IN (SELECT value FROM json_each(?))"
            given.append(json.dumps(list(ids)))
        elif keys is not None:
            statement = f"{_FEED_ROWS} +day >= ? AND key IN (SELECT value FROM json_each(?))"
            given.append(json.dumps(list(keys)))
        with self._database.reading() as connection:
            try:
                (rows,) = connection.execute(statement, given).fetchone()
            except sqlite3.OperationalError as error:
                # To SQLite a record that is no JSON is a fault of the statement.
                raise DamageError(str(error)) if "JSON" in str(error) else error from error
        found: list[list[Any]] = pydantic_core.from_json(rows or "[]")
        return found

    def touched_since(self, turn: tuple[int, int]) -> tuple[tuple[int, int], frozenset[int] | None]:
        """The present turn, and the papers written since that one; None: all must be read, as after (-1, -1)."""
        generation = self._database.generation
        now, ids = self.touched.since(turn[1])
        return (generation, now), ids if turn[0] == generation else None

    def hitting(
        self, sought: Sought, *, but: Sought, since: str = "", seen_after: str = "", dismissed: Collection[str] = ()
    ) -> list[int]:
        given: dict[str, str] = {"since": since[:10], "dismissed": json.dumps(list(dismissed))}
        wanted = _condition(sought, "sought", given, sure=0)
        unwanted = _condition(but, "but", given, sure=1)
        condition = (
            f"day >= :since AND ({wanted}) AND NOT ({unwanted})"
            " AND key NOT IN (SELECT value FROM json_each(:dismissed))"
        )
        if seen_after:
            # Fewer than those of the days since, unless the reader was away for long.
            given["seen_after"] = seen_after
            condition = f"id IN (SELECT id FROM papers WHERE first_seen > :seen_after) AND +{condition}"
        return self._ids(_NEWEST_FIRST.format(condition), given)

    def _ids(self, statement: str, given: Sequence[str | int] | Mapping[str, str] = ()) -> list[int]:
        with self._database.reading() as connection:
            (rows,) = connection.execute(statement, given).fetchone()
        found: list[int] = json.loads(rows)
        return found


def _all_of(terms: Iterable[str]) -> str:
    return " AND ".join(map(quoted, sorted(terms)))


def _condition(sought: Sought, name: str, given: dict[str, str], *, sure: int) -> str:
    """SQL for a row of `papers` that hits one of those sought, and the values of its parameters."""
    either: list[str] = []
    if sought.definitions:
        given[f"{name}_definitions"] = json.dumps(list(sought.definitions))
        among = f"+definition IN (SELECT value FROM json_each(:{name}_definitions)) AND sure >= {sure}"
        # Of one entry the few papers are gone through, of a whole radar the papers of the time.
        either.append(
            f"id IN (SELECT paper FROM hits WHERE {among})"
            if len(sought.definitions) == 1
            else f"EXISTS (SELECT 1 FROM hits WHERE paper = papers.id AND {among})"
        )
    if sought.keys:
        given[f"{name}_keys"] = key_index.query(sought.keys)
        either.append(f"id IN (SELECT rowid FROM key_index WHERE key_index MATCH :{name}_keys)")
    return " OR ".join(either) or "false"
