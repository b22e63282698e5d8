"""What of the pool's papers the feed reads, all of them or those that were written."""

from pathlib import Path

import pytest

from paper_radar.errors import StorageError
from paper_radar.papers.model import Paper
from paper_radar.storage.pool import SqlitePool

SEEN = "2026-06-19T08:00:00+00:00"
NEW = Paper(
    key="arxiv:2606.00001", title="New", announced="2026-06-18", source="arxiv", categories=("cs.LG", "math.OC")
)
OLD = Paper(key='url:https://x.org/"\\', title="Old", announced="2026-01-01", upvotes=0, code_url="https://x.org")


@pytest.fixture
def pool(tmp_path: Path) -> SqlitePool:
    opened = SqlitePool(tmp_path / "pool.sqlite")
    opened.add([NEW, OLD], seen_at=SEEN)
    return opened


def keys(rows: list[list[object]]) -> set[object]:
    return {row[1] for row in rows}


def test_a_row_says_what_the_record_does_and_when_it_came(pool: SqlitePool) -> None:
    (row,) = pool.hits.feed_rows(since="2026-06-01")
    assert row == [1, NEW.key, "2026-06-18", SEEN, ["arxiv", ["cs.LG", "math.OC"], None, None, None], []]
    (row,) = pool.hits.feed_rows(since="", keys=[OLD.key, "arxiv:9999.00001"])
    assert row == [2, OLD.key, "2026-01-01", SEEN, [None, None, None, "https://x.org", 0], []]


def test_of_papers_told_only_those_of_the_time_are_read(pool: SqlitePool) -> None:
    assert keys(pool.hits.feed_rows(since="")) == {NEW.key, OLD.key}
    assert keys(pool.hits.feed_rows(since="2026-06-01", ids=[1, 2, 3])) == {NEW.key}
    assert pool.hits.feed_rows(since="", ids=[]) == []


def test_what_comes_and_goes_is_told_once(pool: SqlitePool) -> None:
    turn, ids = pool.hits.touched_since((-1, -1))
    assert ids is None
    assert pool.hits.touched_since(turn) == (turn, frozenset())
    pool.add([NEW], seen_at=SEEN)
    assert pool.hits.touched_since(turn)[1] == frozenset(), "it was there as it is"
    pool.add([Paper(key=NEW.key, title=NEW.title, upvotes=7)], seen_at=SEEN)
    assert pool.hits.touched_since(turn)[1] == {1}
    pool.prune(before="9999-01-01", keep=[NEW.key])
    assert pool.hits.touched_since(turn)[1] == {1, 2}


def test_a_record_that_is_damaged_sets_the_file_aside_and_all_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "pool.sqlite"
    pool = SqlitePool(path)
    pool.add([NEW, OLD], seen_at=SEEN)
    pool.close()
    path.write_bytes(path.read_bytes().replace(b'"title":"New', b'"title";"New'))
    pool = SqlitePool(path)
    turn, _ = pool.hits.touched_since((-1, -1))
    with pytest.raises(StorageError, match="damaged"):
        pool.hits.feed_rows(since="")
    assert pool.hits.feed_rows(since="") == []
    assert pool.hits.touched_since(turn)[1] is None
    pool.close()
