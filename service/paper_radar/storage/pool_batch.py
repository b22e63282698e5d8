"""How papers go into the pool: a known one is merged into its record, a changed text is indexed anew."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from paper_radar.errors import BadInputError
from paper_radar.papers.model import Paper, merged
from paper_radar.storage import hit_tables, key_index, pool_index
from paper_radar.storage.base import Added
from paper_radar.storage.pool_records import day_of, paper_of, record_of


@dataclass(frozen=True, slots=True)
class _Known:
    """A paper as the pool has it."""

    id: int
    first_seen: str
    paper: Paper


def add_batch(connection: sqlite3.Connection, papers: Sequence[Paper], seen_at: str) -> Added:
    """Write the papers within the transaction that is open, and tell what became of them. Raises sqlite3.Error."""
    known = _known(connection, papers)
    latest_of = {key: former.paper for key, former in known.items()}
    records: dict[str, str] = {}
    new = updated = unchanged = skipped = 0
    for paper in papers:
        try:
            former = latest_of.get(paper.key)
            latest = paper if former is None else merged(former, paper)
            if latest == former:
                unchanged += 1
                continue
            records[paper.key] = record_of(latest)
            latest_of[paper.key] = latest
        except (BadInputError, AttributeError, TypeError):
            # One that is no paper, or cannot be written, costs none of the others: the source's fetch tells the count.
            skipped += 1
            continue
        if former is None:
            new += 1
        else:
            updated += 1
    changed = [(key, latest_of[key], record) for key, record in records.items()]
    _insert(connection, [(paper, record) for key, paper, record in changed if key not in known], seen_at)
    _update(connection, [(known[key], paper, record) for key, paper, record in changed if key in known])
    return Added(new=new, updated=updated, unchanged=unchanged, skipped=skipped)


def _known(connection: sqlite3.Connection, papers: Sequence[Paper]) -> dict[str, _Known]:
    keys = [paper.key for paper in papers if isinstance(paper, Paper)]
    rows = connection.execute(
        "SELECT id, key, first_seen, record FROM papers WHERE key IN (SELECT value FROM json_each(?))",
        (json.dumps(keys),),
    ).fetchall()
    return {key: _Known(id, first_seen, paper_of(record)) for id, key, first_seen, record in rows}


def _insert(connection: sqlite3.Connection, papers: Sequence[tuple[Paper, str]], seen_at: str) -> None:
    if not papers:
        return
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM papers").fetchone()
    numbered = [(last + place, paper, record) for place, (paper, record) in enumerate(papers, 1)]
    connection.executemany(
        "INSERT INTO papers (id, key, day, first_seen, record) VALUES (?, ?, ?, ?, ?)",
        ((id, paper.key, day_of(paper, seen_at), seen_at, record) for id, paper, record in numbered),
    )
    index(connection, [(id, paper) for id, paper, _ in numbered])


def _update(connection: sqlite3.Connection, papers: Sequence[tuple[_Known, Paper, str]]) -> None:
    if not papers:
        return
    connection.executemany(
        "UPDATE papers SET day = ?, record = ? WHERE id = ?",
        ((day_of(paper, former.first_seen), record, former.id) for former, paper, record in papers),
    )
    # Most updates bring counts of votes; indexes and hits follow only where what they were made from has changed.
    rewritten = [(former, paper) for former, paper, _ in papers if _text(former.paper) != _text(paper)]
    if rewritten:
        pool_index.remove(connection, [former.id for former, _ in rewritten])
        pool_index.add(connection, [(former.id, paper) for former, paper in rewritten])
    other = [(former, paper) for former, paper, _ in papers if _people(former.paper) != _people(paper)]
    if other:
        key_index.remove(connection, [(former.id, former.paper) for former, _ in other])
        key_index.add(connection, [(former.id, paper) for former, paper in other])
    changed = [(former.id, paper) for former, paper, _ in papers if _is_another(former.paper, paper)]
    if changed:
        hit_tables.change(connection, changed)


def index(connection: sqlite3.Connection, papers: Sequence[tuple[int, Paper]]) -> None:
    """Bring papers, given with their ids, into everything that is made from them."""
    pool_index.add(connection, papers)
    key_index.add(connection, papers)
    hit_tables.add(connection, papers)


def _text(paper: Paper) -> tuple[str, str]:
    return paper.title, paper.abstract


def _people(paper: Paper) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    return paper.authors, paper.categories, paper.primary_category


def _is_another(former: Paper, paper: Paper) -> bool:
    return hit_tables.digest_of(former) != hit_tables.digest_of(paper)
