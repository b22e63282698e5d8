"""How papers go out of the pool: of every table and index, as if they had never been in it."""

import json
import sqlite3
from collections.abc import Callable, Collection, Sequence

from paper_radar.papers.model import Paper
from paper_radar.papers.works import blocks
from paper_radar.radar.lookups import keys_of
from paper_radar.storage import hit_tables, key_index, pool_index, provenance, search_index, work_tables
from paper_radar.storage.database import Database
from paper_radar.storage.pool_records import papers_of

_UNSEEN = """
SELECT '[' || group_concat('[' || id || ',' || record || ']') || ']' FROM (
  SELECT id, record FROM provenance CROSS JOIN papers ON papers.id = provenance.paper
  WHERE last_seen < :before AND key NOT IN (SELECT value FROM json_each(:keep))
    AND id NOT IN (SELECT paper FROM aliases WHERE alias IN (SELECT value FROM json_each(:keep)))
  LIMIT :limit
)
"""


def unseen(
    connection: sqlite3.Connection, *, before: str, keep: Collection[str], limit: int
) -> list[tuple[int, Paper]]:
    """At most `limit` papers, with their ids, that no source has delivered since the day `before`; none of those to
    keep, whichever of its keys one goes by.
    """
    asked = {"before": before, "keep": json.dumps(list(keep)), "limit": max(limit, 0)}
    (rows,) = connection.execute(_UNSEEN, asked).fetchone()
    return papers_of(rows or "[]")


def prune(
    database: Database, *, before: str, keep: Collection[str], limit: int, pause: Callable[[], None]
) -> list[tuple[int, str]]:
    """Remove at most `limit` of the papers that are `unseen`, and return their numbers and keys.

    What stands of them in the indexes is found before the transaction, with a `pause` after each paper.
    """
    with database.reading() as connection:
        found = unseen(connection, before=before, keep=keep, limit=limit)
    prepared: dict[int, tuple[list[str], tuple[int, ...]]] = {}
    for _, paper in found:
        prepared[id(paper)] = (keys_of(paper), blocks(paper))
        pause()
    if not found:
        return []
    with database.writing() as connection:
        # One may have been delivered meanwhile, or changed: it stays for now.
        still = dict(unseen(connection, before=before, keep=keep, limit=limit))
        papers = [(number, paper) for number, paper in found if still.get(number) == paper]
        remove(connection, papers, lambda paper: prepared[id(paper)][0], lambda paper: prepared[id(paper)][1])
    return [(number, paper.key) for number, paper in papers]


def remove(
    connection: sqlite3.Connection,
    papers: Sequence[tuple[int, Paper]],
    keys_of: Callable[[Paper], list[str]] = keys_of,
    blocks_of: Callable[[Paper], tuple[int, ...]] = blocks,
) -> None:
    """Take papers, given with their ids and as they are in the pool, out of it within the transaction that is open."""
    ids = [id for id, _ in papers]
    if not ids:
        return
    pool_index.remove(connection, ids)
    key_index.remove(connection, papers, keys_of)
    search_index.remove(connection, papers)
    work_tables.remove(connection, papers, blocks_of)
    work_tables.forget(connection, ids)
    hit_tables.remove(connection, ids)
    provenance.remove(connection, ids)
    connection.execute("DELETE FROM papers WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),))
