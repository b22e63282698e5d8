"""A pool of the days before the search opens at once; its papers come into the index in the back, whatever happens."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from paper_radar.storage.pool import SqlitePool
from tests.shared import ROOT
from tests.unit.storage.papers import MUON, SEEN, numbered

PAPERS = 900
_FILL = """
import sys
from pathlib import Path
from paper_radar.storage.pool import SqlitePool
pool = SqlitePool(Path(sys.argv[1]))
while pool.filling.step():
    print("step", flush=True)
    sys.stdin.readline()
"""


def _made_before_the_search(path: Path) -> None:
    pool = SqlitePool(path)
    # The newest is in the middle: the days are not in the order of the numbers.
    pool.add(
        (
            numbered(number, title=f"Descent word{number}", announced=f"2026-{1 + number * 7 % 12:02}-01")
            for number in range(PAPERS)
        ),
        seen_at=SEEN,
    )
    pool.close()
    with sqlite3.connect(path) as connection:
        for table in ("search_words", "search_index", "search_version", "search_waiting"):
            connection.execute(f"DROP TABLE {table}")
    connection.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "pool.sqlite"
    _made_before_the_search(path)
    return path


@pytest.fixture
def pool(path: Path) -> Iterator[SqlitePool]:
    pool = SqlitePool(path)
    yield pool
    pool.close()


def _found(pool: SqlitePool, expression: str = '"descent"') -> list[int]:
    return sorted(pool.search.matching(expression))


def _fill(pool: SqlitePool) -> None:
    while pool.filling.step():
        pass


def test_it_opens_without_an_index_and_finds_more_and_more_the_newest_first(pool: SqlitePool) -> None:
    assert (_found(pool), pool.filling.is_complete()) == ([], False)
    assert pool.filling.step()
    first = pool.search.read(_found(pool)).values()
    newest = pool.newest(limit=len(first))
    assert 0 < len(first) < PAPERS and {paper.key for paper in first} == {paper.key for paper in newest}
    _fill(pool)
    assert pool.filling.is_complete() and len(_found(pool)) == PAPERS


def test_killed_again_and_again_it_goes_on_where_it_was(path: Path) -> None:
    counts: list[int] = []
    for steps in (1, 2, 1):
        command = [sys.executable, "-c", _FILL, str(path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
            assert process.stdin is not None and process.stdout is not None
            for step in range(steps):
                assert process.stdout.readline() == "step\n"
                # Told to go on, it is in the midst of the next one when it is killed.
                process.stdin.write("\n" * (step < steps))
                process.stdin.flush()
            process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        pool = SqlitePool(path)
        assert not pool.filling.is_complete()
        counts.append(len(_found(pool)))
        pool.close()
    assert 0 < counts[0] < counts[1] < counts[2] < PAPERS
    pool = SqlitePool(path)
    _fill(pool)
    assert len(_found(pool)) == len(set(_found(pool))) == PAPERS
    assert [len(_found(pool, f'"word{number}"')) for number in range(0, PAPERS, 50)] == [1] * (PAPERS // 50)
    pool.close()


def test_what_comes_changes_or_goes_meanwhile_is_found_as_it_is(pool: SqlitePool) -> None:
    pool.filling.step()
    pool.add([MUON, replace(numbered(3, title="Other words"), version=2)], seen_at=SEEN)
    assert len(_found(pool, '"muon"')) == len(_found(pool, '"other"')) == 1
    assert pool.prune(before="2027-01-01", keep=[MUON.key, numbered(3).key, numbered(4).key], limit=PAPERS) > 0
    _fill(pool)
    assert len(_found(pool, '"muon"')) == len(_found(pool, '"other"')) == len(_found(pool, '"word4"')) == 1
    assert _found(pool, '"word3"') == _found(pool, '"word5"') == []
    # FTS5 itself finds nothing that does not belong together.
    with pool._database.writing() as connection:
        connection.execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')")


def test_a_paper_that_changes_while_its_words_are_looked_up_is_not_indexed_as_it_was(pool: SqlitePool) -> None:
    newest = pool.newest(limit=1)[0]

    def pause() -> None:
        nonlocal changes
        if changes:
            changes -= 1
            pool.add([replace(newest, title="Other words", version=2)], seen_at=SEEN)

    changes = 1
    pool.filling.step(pause)
    _fill(pool)
    number = int(newest.key[-5:])
    assert len(_found(pool, '"other"')) == 1 and _found(pool, f'"word{number}"') == []
