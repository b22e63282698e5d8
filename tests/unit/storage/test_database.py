"""The SQLite file under the pool: readers beside a writer, and damage."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paper_radar.errors import StorageError
from paper_radar.papers.model import Paper
from paper_radar.storage.database import Database
from paper_radar.storage.pool import SqlitePool
from tests.unit.storage.papers import MUON, SEEN, numbered

PAGE = 8192
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def create(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE words (word TEXT)")


def check(connection: sqlite3.Connection) -> None:
    connection.execute("SELECT * FROM words").fetchone()


def opened(path: Path, version: int = 1) -> Database:
    return Database(path, version=version, create=create, check=check, now=lambda: NOON)


def words(database: Database) -> list[str]:
    with database.reading() as connection:
        return [word for (word,) in connection.execute("SELECT word FROM words ORDER BY rowid")]


def write(database: Database, word: str) -> None:
    with database.writing() as connection:
        connection.execute("INSERT INTO words VALUES (?)", (word,))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "words.sqlite"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    database = opened(path)
    yield database
    database.close()


def asides(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if "unreadable" in path.name)


def damaged_pool(path: Path) -> list[Paper]:
    """A pool of these papers that opens well; one page of its records is damaged."""
    pool = SqlitePool(path)
    papers = [numbered(number, abstract=f"word{number} " * 200) for number in range(500)]
    pool.add(papers, seen_at=SEEN)
    pool.close()
    sound = path.read_bytes()
    page = sound.index(b"word300 word300") // PAGE * PAGE
    path.write_bytes(sound[:page] + b"\xff" * PAGE + sound[page + PAGE :])
    return papers


def test_readers_read_while_a_writer_writes(database: Database):
    write(database, "before")
    with database.writing() as connection:
        connection.execute("INSERT INTO words VALUES ('meanwhile')")
        assert words(database) == ["before"]
    assert words(database) == ["before", "meanwhile"]


def test_a_transaction_that_raises_is_undone(database: Database):
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        connection.execute("INSERT INTO words VALUES ('lost')")
        raise ZeroDivisionError
    write(database, "kept")
    assert words(database) == ["kept"]


def test_a_commit_waits_for_the_disk(database: Database):
    with database.writing() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_hundred_readers_at_once_leave_few_connections_behind(database: Database):
    write(database, "word")
    together = Barrier(100)
    seen: list[list[str]] = []

    def read() -> None:
        with database.reading() as connection:
            together.wait()
            seen.append([word for (word,) in connection.execute("SELECT word FROM words")])

    threads = [Thread(target=read) for _ in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [["word"]] * 100
    assert database.idle <= 4


def test_a_wrong_statement_is_told_as_an_error_of_the_storage(database: Database):
    with pytest.raises(StorageError), database.reading() as connection:
        connection.execute("SELECT nothing")
    assert (words(database), database.generation, database.notices) == ([], 0, [])


def test_a_file_of_a_newer_version_is_refused_and_left_as_it_is(path: Path):
    newer = opened(path, version=2)
    write(newer, "kept")
    newer.close()
    with pytest.raises(StorageError, match="newer"):
        opened(path)
    again = opened(path, version=2)
    assert words(again) == ["kept"]
    again.close()


def test_another_programs_file_is_refused_and_left_as_it_is(path: Path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (word TEXT)")
    connection.close()
    with pytest.raises(StorageError, match="another program"):
        opened(path)
    assert asides(path.parent) == []


def test_a_folder_in_the_place_of_the_file_is_told(path: Path):
    path.mkdir()
    with pytest.raises(StorageError) as refused:
        opened(path)
    assert refused.value.hint


def test_a_corrupted_pool_is_set_aside_not_overwritten(tmp_path: Path):
    path = tmp_path / "pool.sqlite"
    pool = SqlitePool(path)
    pool.add([MUON], seen_at=SEEN)
    pool.close()
    garbage = b"no database at all " * 500
    path.write_bytes(garbage)
    begun_anew = SqlitePool(path, now=lambda: NOON)
    assert begun_anew.count() == 0
    assert begun_anew.add([MUON], seen_at=SEEN).new == 1
    begun_anew.close()
    assert (tmp_path / "pool.sqlite.unreadable-20261121T120000Z").read_bytes() == garbage
    (notice,) = begun_anew.notices
    assert "pool.sqlite.unreadable-20261121T120000Z" in notice and "refresh" in notice
    # It is told once: what was begun anew is sound.
    again = SqlitePool(path)
    assert (again.notices, again.get(MUON.key)) == ((), MUON)
    again.close()


def test_damage_that_shows_while_the_service_runs_is_set_aside_too(tmp_path: Path):
    path = tmp_path / "pool.sqlite"
    papers = damaged_pool(path)
    damaged = path.read_bytes()
    pool = SqlitePool(path, now=lambda: NOON)
    before = pool.revision()
    assert (pool.count(), pool.notices) == (500, ())
    with pytest.raises(StorageError, match="set aside"):
        pool.get_many(paper.key for paper in papers)
    assert (pool.count(), len(pool.notices)) == (0, 1)
    assert pool.revision() > before
    assert pool.add(papers, seen_at=SEEN).new == 500
    assert pool.get(papers[-1].key) == papers[-1]
    pool.close()
    assert (tmp_path / "pool.sqlite.unreadable-20261121T120000Z").read_bytes() == damaged
    again = SqlitePool(path)
    assert again.count() == 500
    again.close()


@pytest.mark.parametrize("bytes_there", [b'"tit\xffe":', b'"title";', b'"tltle":', b'"title"\x00'])
@pytest.mark.parametrize("writes", [False, True], ids=["read", "written"])
def test_a_record_whose_bytes_changed_is_damage_too(tmp_path: Path, bytes_there: bytes, writes: bool):
    path = tmp_path / "pool.sqlite"
    pool = SqlitePool(path)
    pool.add([numbered(1), MUON], seen_at=SEEN)
    pool.close()
    path.write_bytes(path.read_bytes().replace(b'"title":"Implicit', bytes_there + b'"Implicit'))
    pool = SqlitePool(path)
    assert (pool.get(numbered(1).key), pool.notices) == (numbered(1), ())
    with pytest.raises(StorageError, match="damaged"):
        pool.add([MUON], seen_at=SEEN) if writes else pool.get(MUON.key)
    assert (pool.get(MUON.key), len(pool.notices)) == (None, 1)
    assert pool.add([MUON], seen_at=SEEN).new == 1
    pool.close()


def test_threads_that_meet_damage_together_set_one_file_aside(tmp_path: Path):
    path = tmp_path / "pool.sqlite"
    papers = damaged_pool(path)
    pool = SqlitePool(path)
    assert pool.notices == ()
    together = Barrier(8)
    other_errors: list[Exception] = []

    def read() -> None:
        together.wait()
        for _ in range(20):
            try:
                pool.get_many(paper.key for paper in papers)
                pool.add(papers[:5], seen_at=SEEN)
            except StorageError:
                continue
            except Exception as error:  # noqa: BLE001 - whatever else it is, the test shows it
                other_errors.append(error)

    threads = [Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert other_errors == []
    assert pool.count() == 5
    pool.close()
    assert len([found for found in asides(tmp_path) if not found.name.endswith(("-wal", "-shm"))]) == 1


@given(st.data())
@settings(deadline=None, max_examples=40)
def test_whatever_becomes_of_the_file_the_pool_works_again_after_one_error(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
):
    path = tmp_path_factory.mktemp("damaged") / "pool.sqlite"
    pool = SqlitePool(path)
    papers = [numbered(number, abstract=f"word{number} kernel") for number in range(60)]
    pool.add(papers, seen_at=SEEN)
    pool.close()
    good = path.read_bytes()
    # The header behind the magic words says what made the file, and is believed.
    start = data.draw(st.integers(100, len(good) - 1))
    garbage = data.draw(st.binary(min_size=1, max_size=64)) * data.draw(st.sampled_from([1, 50, 2000]))
    end = start + len(garbage) if data.draw(st.booleans()) else len(good)
    path.write_bytes(good[:start] + garbage + good[end:])
    reopened = SqlitePool(path)
    for _ in range(4):
        try:
            reopened.add(papers, seen_at=SEEN)
            reopened.get_many(paper.key for paper in papers)
            reopened.candidates(["kernel"], limit=99)
        except StorageError:
            continue
    reopened.add(papers, seen_at=SEEN)
    assert len(asides(path.parent)) >= len(reopened.notices)
    reopened.close()
