"""A pool of a former version opens as one of today's, and no paper is lost on the way, whenever it is killed."""

import os
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from paper_radar.errors import StorageError
from paper_radar.papers.model import Paper
from paper_radar.storage.base import Added
from paper_radar.storage.pool import SqlitePool
from tests.unit.storage.papers import MUON, SEEN, numbered

JOURNAL = Paper(
    key="doi:10.1/muon", title=MUON.title, authors=("Fan, C.",), doi="10.1/muon", venue="Journal", source="feed:j"
)


def of_version_one(path: Path, papers: list[Paper]) -> None:
    """A file as the version before wrote it: without what has come since."""
    pool = SqlitePool(path)
    pool.add(papers, seen_at=SEEN)
    pool.close()
    with closing(sqlite3.connect(path)) as connection:
        for table in ("provenance", "works", "works_version", "aliases"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_a_pool_of_version_one_keeps_its_papers_and_learns_what_is_new(tmp_path: Path):
    path = tmp_path / "pool.sqlite"
    of_version_one(path, [MUON, *map(numbered, range(1_500))])
    pool = SqlitePool(path)
    assert (pool.notices, version(path)) == ((), 2)
    assert (pool.count(), pool.get(MUON.key), pool.first_seen([MUON.key])) == (1_501, MUON, {MUON.key: SEEN})
    assert pool.last_seen([MUON.key]) == {MUON.key: SEEN[:10]}
    assert pool.origins(MUON.key) == {}
    # Its papers are found again by what they are, not by their keys alone.
    assert pool.add([JOURNAL], seen_at=SEEN) == Added(updated=1)
    assert pool.prune(before="2026-03-01", keep=[MUON.key], limit=2_000) == 1_500
    assert pool.count() == 1
    pool.close()


def test_an_empty_pool_of_version_one_opens(tmp_path: Path):
    of_version_one(tmp_path / "pool.sqlite", [])
    pool = SqlitePool(tmp_path / "pool.sqlite")
    assert (pool.notices, pool.count()) == ((), 0)
    pool.close()


def test_a_pool_of_a_later_version_is_left_alone(tmp_path: Path):
    path = tmp_path / "pool.sqlite"
    SqlitePool(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 3")
    with pytest.raises(StorageError, match="newer Paper Radar"):
        SqlitePool(path)
    assert version(path) == 3


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the one that is killed is forked")
def test_killed_at_any_moment_of_the_migration_the_pool_opens_and_lacks_nothing(tmp_path: Path):
    first = tmp_path / "first.sqlite"
    of_version_one(first, [MUON, *map(numbered, range(3_000))])
    versions = set()
    for kill in range(12):
        path = tmp_path / f"{kill}.sqlite"
        path.write_bytes(first.read_bytes())
        child = os.fork()
        if child == 0:
            SqlitePool(path)
            os._exit(0)
        time.sleep(kill * 0.02)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        versions.add(version(path))
        pool = SqlitePool(path)
        assert (pool.notices, pool.count(), pool.get(MUON.key)) == ((), 3_001, MUON)
        assert pool.last_seen([MUON.key]) == {MUON.key: SEEN[:10]}
        assert pool.add([JOURNAL], seen_at=SEEN) == Added(updated=1)
        pool.close()
    assert 1 in versions
