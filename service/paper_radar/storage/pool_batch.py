"""How papers go into the pool: a known one is merged into its record, a preprint and what a journal made of it become
one record, a changed text is indexed anew.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from paper_radar.errors import BadInputError
from paper_radar.papers.model import Paper
from paper_radar.storage import (
    hit_tables,
    key_index,
    pool_index,
    pool_removal,
    provenance,
    search_index,
    work_tables,
)
from paper_radar.storage.arrivals import Arrivals, Entry, Former, work_of
from paper_radar.storage.base import Added
from paper_radar.storage.pool_records import day_of
from paper_radar.storage.preparation import Preparation

_PIECE = 20  # papers that are written at a stretch, in some 6 ms


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a batch; `gone` are the keys under which no record stands any more, `touched` the numbers of the
    papers that were written or went.
    """

    added: Added
    gone: tuple[str, ...]
    touched: tuple[int, ...]


def add_batch(connection: sqlite3.Connection, papers: Sequence[Paper], seen_at: str, prepared: Preparation) -> Outcome:
    """Write the papers within the transaction that is open, and tell what became of them. Raises sqlite3.Error."""
    arrivals = Arrivals(connection, [paper for paper in papers if isinstance(paper, Paper)], seen_at, prepared)
    new = updated = unchanged = skipped = 0
    for paper in papers:
        try:
            became = arrivals.take(paper)
        except (BadInputError, AttributeError, TypeError):
            # One that is no paper, or cannot be written, costs none of the others: the source's fetch tells the count.
            skipped += 1
            continue
        new += became == "new"
        updated += became == "updated"
        unchanged += became == "unchanged"
    touched = _write(connection, arrivals, seen_at, prepared)
    added = Added(new=new, updated=updated, unchanged=unchanged, skipped=skipped)
    return Outcome(added, tuple(key for key, _ in arrivals.names), touched)


def _write(connection: sqlite3.Connection, arrivals: Arrivals, seen_at: str, prepared: Preparation) -> tuple[int, ...]:
    changed = [entry for entry in arrivals.entries() if entry.changed]
    formers = {entry.key: entry.former.id for entry in arrivals.entries() if entry.former is not None}
    # Before the others are written: one of them may take the key over.
    for former, key in arrivals.absorbed:
        work_tables.rename(connection, former.id, formers[arrivals.leading(key)])
    pool_removal.remove(connection, [(former.id, former.paper) for former, _ in arrivals.absorbed])
    _update(connection, [(entry.former, entry) for entry in changed if entry.former is not None])
    ids = formers | _insert(connection, prepared, [entry for entry in changed if entry.former is None])
    day = seen_at[:10]
    provenance.put(connection, [(ids[entry.key], max(entry.last_seen, day), entry.origins) for entry in changed])
    seen = [entry.former.id for entry in arrivals.entries() if entry.former and entry.seen and entry.last_seen < day]
    if seen:
        provenance.seen(connection, seen, day)
    work_tables.name(connection, [(alias, ids[arrivals.leading(key)]) for alias, key in arrivals.names])
    return (*(ids[entry.key] for entry in changed), *(former.id for former, _ in arrivals.absorbed))


def _insert(connection: sqlite3.Connection, prepared: Preparation, entries: Sequence[Entry]) -> dict[str, int]:
    if not entries:
        return {}
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM papers").fetchone()
    numbered = list(enumerate(entries, last + 1))
    for first in range(0, len(numbered), _PIECE):
        _insert_piece(connection, prepared, numbered[first : first + _PIECE])
        # Readers do not wait for the transaction, but for the one thread that Python lets run.
        prepared.pause()
    return {entry.key: id for id, entry in numbered}


def _insert_piece(connection: sqlite3.Connection, prepared: Preparation, numbered: Sequence[tuple[int, Entry]]) -> None:
    connection.executemany(
        "INSERT INTO papers (id, key, day, first_seen, record) VALUES (?, ?, ?, ?, ?)",
        (
            (id, entry.key, day_of(entry.paper, entry.first_seen), entry.first_seen, entry.record)
            for id, entry in numbered
        ),
    )
    papers = [(id, entry.paper) for id, entry in numbered]
    pool_index.add(connection, papers, prepared.terms)
    key_index.add(connection, papers, prepared.keys)
    search_index.add(connection, papers, prepared.tokens)
    work_tables.add(connection, papers, prepared.blocks)
    hit_tables.add(connection, papers)


def _update(connection: sqlite3.Connection, entries: Sequence[tuple[Former, Entry]]) -> None:
    if not entries:
        return
    connection.executemany(
        "UPDATE papers SET key = ?, day = ?, first_seen = ?, record = ? WHERE id = ?",
        (
            (entry.key, day_of(entry.paper, entry.first_seen), entry.first_seen, entry.record, former.id)
            for former, entry in entries
        ),
    )
    # Most updates bring counts of votes; indexes and hits follow only where what they were made from has changed.
    papers = [(former.id, former.paper, entry.paper) for former, entry in entries]
    rewritten = [(id, paper) for id, before, paper in papers if _text(before) != _text(paper)]
    if rewritten:
        pool_index.remove(connection, [id for id, _ in rewritten])
        pool_index.add(connection, rewritten)
    other = [each for each in papers if _people(each[1]) != _people(each[2])]
    if other:
        key_index.remove(connection, [(id, before) for id, before, _ in other])
        key_index.add(connection, [(id, paper) for id, _, paper in other])
    sought = [each for each in papers if _sought(each[1]) != _sought(each[2])]
    if sought:
        search_index.remove(connection, [(id, before) for id, before, _ in sought])
        search_index.add(connection, [(id, paper) for id, _, paper in sought])
    renamed = [each for each in papers if work_of(each[1]) != work_of(each[2])]
    if renamed:
        work_tables.remove(connection, [(id, before) for id, before, _ in renamed])
        work_tables.add(connection, [(id, paper) for id, _, paper in renamed])
    changed = [(id, paper) for id, before, paper in papers if _is_another(before, paper)]
    if changed:
        hit_tables.change(connection, changed)


def _text(paper: Paper) -> tuple[str, str]:
    return paper.title, paper.abstract


def _people(paper: Paper) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    return paper.authors, paper.categories, paper.primary_category


def _sought(paper: Paper) -> tuple[object, ...]:
    return paper.title, paper.abstract, paper.authors, paper.categories


def _is_another(former: Paper, paper: Paper) -> bool:
    return hit_tables.digest_of(former) != hit_tables.digest_of(paper)
