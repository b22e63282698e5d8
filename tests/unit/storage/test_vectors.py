"""Vectors of papers: kept by paper, model and text, and begun anew where the file is damaged."""

from pathlib import Path

import pytest

from paper_radar.errors import StorageError
from paper_radar.storage.vectors import SqliteVectors, StoredVector

ONE = StoredVector("arxiv:1", b"\x00digest", bytes(range(256)))
TWO = StoredVector("doi:10.1/ä\"'", b"", b"")


def test_what_was_put_is_there_after_a_start(tmp_path: Path) -> None:
    vectors = SqliteVectors(tmp_path / "data" / "vectors.sqlite")
    vectors.put("tiny", [ONE, TWO])
    vectors.close()
    vectors = SqliteVectors(tmp_path / "data" / "vectors.sqlite")
    keys = [ONE.key, TWO.key, "arxiv:unknown"]
    assert vectors.vectors("tiny", keys) == {ONE.key: ONE.vector, TWO.key: TWO.vector}
    assert vectors.digests("tiny", keys) == {ONE.key: ONE.digest, TWO.key: TWO.digest}
    assert vectors.count("tiny") == 2
    assert vectors.vectors("tiny", []) == {}
    vectors.close()


def test_a_paper_has_one_vector_the_latest(tmp_path: Path) -> None:
    vectors = SqliteVectors(tmp_path / "vectors.sqlite")
    vectors.put("tiny", [ONE, TWO])
    vectors.put("other", [StoredVector(ONE.key, b"new", b"\x01")])
    assert vectors.vectors("tiny", [ONE.key]) == {}
    assert vectors.vectors("other", [ONE.key, TWO.key]) == {ONE.key: b"\x01"}
    assert (vectors.count("tiny"), vectors.count("other"), vectors.count("none")) == (1, 1, 0)
    vectors.close()


def test_a_damaged_file_is_set_aside_and_begun_anew(tmp_path: Path) -> None:
    file = tmp_path / "vectors.sqlite"
    file.write_bytes(b"no database" * 1000)
    vectors = SqliteVectors(file)
    vectors.put("tiny", [ONE])
    assert vectors.count("tiny") == 1
    assert [path.name.split("-")[0] for path in tmp_path.glob("*.unreadable-*")] == ["vectors.sqlite.unreadable"]
    vectors.close()


def test_after_the_end_it_says_so(tmp_path: Path) -> None:
    vectors = SqliteVectors(tmp_path / "vectors.sqlite")
    vectors.close()
    with pytest.raises(StorageError):
        vectors.count("tiny")


def test_a_hundred_thousand_papers_take_less_than_sixty_megabytes(tmp_path: Path) -> None:
    vectors = SqliteVectors(tmp_path / "vectors.sqlite")
    vectors.put("tiny", (StoredVector(f"arxiv:2606.{n:05}", bytes(8), bytes([n % 256]) * 384) for n in range(10_000)))
    vectors.close()
    assert (tmp_path / "vectors.sqlite").stat().st_size < 6_000_000
