"""What the search asks of the pool's own file: papers by an FTS5 expression (see `search.expressions`), their order in
time, and the words that stand in them.
"""

import json
from collections.abc import Callable, Collection, Sequence
from threading import Lock

from paper_radar.papers.model import Paper
from paper_radar.search.timeline import Timeline
from paper_radar.search.tokens import of_name
from paper_radar.storage import pool_index
from paper_radar.storage.database import Database
from paper_radar.storage.pool_records import papers_of

# Every read gives one row, see `pool`.
_FOUND = "SELECT json_group_array(rowid) FROM search_index WHERE search_index MATCH ?"
_UNDER_KEYS = "SELECT json_group_array(rowid) FROM key_index WHERE key_index MATCH ?"
_NEWEST_FIRST = """
SELECT json_array(
  (SELECT json_group_array(id) FROM (SELECT id FROM papers ORDER BY day DESC, key)),
  (SELECT json_group_array(json_array(day, papers)) FROM
    (SELECT day, count(*) AS papers FROM papers GROUP BY day ORDER BY day DESC))
)
"""
_READ = """
SELECT '[' || group_concat('[' || id || ',' || record || ']') || ']' FROM papers
WHERE id IN (SELECT value FROM json_each(?))
"""
_IDS = """
SELECT json_group_object(key, id) FROM (
  SELECT key, id FROM papers WHERE key IN (SELECT value FROM json_each(?1))
  UNION ALL SELECT alias, paper FROM aliases WHERE alias IN (SELECT value FROM json_each(?1))
)
"""
_NAMES = "SELECT json_group_array(json_array(substr(term, ?), doc)) FROM search_words WHERE term >= ? AND term < ?"
_STEMS = """
SELECT json_group_array(json_array(term, papers)) FROM term_counts WHERE term >= ? AND term < ? AND papers >= ?
"""
_BEYOND = "\U0010ffff"
# What fewer papers have may be a slip of theirs.
_FEWEST_PAPERS = 3
_LAST = "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT ?"
_SOME = "SELECT '[' || group_concat('[' || id || ',' || record || ']') || ']' FROM papers WHERE id IN ({})"
_AUTHORS = "SELECT json_group_array(json_extract(record, '$.authors')) FROM papers WHERE id IN ({})"


class SqliteSearch:
    """A `search.finding.Index` on the file of a pool. Safe from any thread."""

    def __init__(self, database: Database, revision: Callable[[], int]) -> None:
        """The database of a pool that is open, and what tells one state of the pool from another."""
        self._database = database
        self._revision = revision
        self._lock = Lock()
        self._timeline: tuple[int, Timeline] = (-1, Timeline((), ()))

    def timeline(self) -> Timeline:
        """The papers by their days, as of now."""
        now = self._revision()
        with self._lock:
            known_at, known = self._timeline
        if known_at != now:
            ids, days = json.loads(self._one(_NEWEST_FIRST, ()))
            known = Timeline(ids, days)
            with self._lock:
                self._timeline = (now, known)
        return known

    def matching(self, expression: str) -> list[int]:
        """The papers for which the expression holds, in no order."""
        return self._ids(_FOUND, expression)

    def under_keys(self, expression: str) -> list[int]:
        """The papers under keys of the other index (see `key_index.query`)."""
        return self._ids(_UNDER_KEYS, expression)

    def read(self, ids: Sequence[int]) -> dict[int, Paper]:
        """Those of the papers that are still there."""
        return dict(papers_of(self._one(_READ, (json.dumps(list(ids)),)) or "[]"))

    def ids(self, keys: Collection[str]) -> dict[str, int]:
        """The ids of the papers that stand under these keys, or were joined into another's record."""
        found: dict[str, int] = json.loads(self._one(_IDS, (json.dumps(list(keys)),)))
        return found

    def names(self, begin: str) -> dict[str, int]:
        """The words of authors' names that begin so, with the number of papers in which they stand."""
        first = of_name(begin)
        return dict(json.loads(self._one(_NAMES, (len(of_name("")) + 1, first, first + _BEYOND))))

    def some(self, expression: str, *, limit: int) -> list[Paper]:
        """The papers for which the expression holds that came last."""
        return [paper for _, paper in papers_of(self._one(_SOME.format(_LAST), (expression, limit)) or "[]")]

    def authors(self, expression: str, *, limit: int) -> list[str]:
        """The names on these papers, repeats included."""
        names = json.loads(self._one(_AUTHORS.format(_LAST), (expression, limit)))
        return [name for of_paper in names for name in of_paper or ()]

    def stems(self, begin: str) -> dict[str, int]:
        """The stems of words that begin so and stand in several papers, with the number of these."""
        return dict(json.loads(self._one(_STEMS, (begin, begin + _BEYOND, _FEWEST_PAPERS))))

    def counts(self, stems: Sequence[str]) -> dict[str, int]:
        """In how many papers each of the stems stands in title or abstract, 0 included."""
        with self._database.reading() as connection:
            return pool_index.frequencies(connection, stems)

    def _ids(self, statement: str, expression: str) -> list[int]:
        if not expression:
            return []  # which FTS5 calls an error of syntax; of a sign, say, there is nothing to look for
        found: list[int] = json.loads(self._one(statement, (expression,)))
        return found

    def _one(self, statement: str, given: Sequence[str | int]) -> str:
        with self._database.reading() as connection:
            (row,) = connection.execute(statement, given).fetchone()
        return row or ""
