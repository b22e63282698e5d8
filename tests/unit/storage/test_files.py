"""Files written whole, and files set aside."""

import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paper_radar.storage.files import keep_former, remove_unfinished, set_aside, write_whole

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_what_is_written_whole_is_there_for_its_owner_only(tmp_path: Path):
    write_whole(tmp_path / "file", [b"one ", b"two"])
    assert (tmp_path / "file").read_bytes() == b"one two"
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_write_that_fails_half_way_leaves_the_old_content_and_no_litter(tmp_path: Path):
    def pieces() -> Iterator[bytes]:
        yield b"new"
        raise OSError(28, "No space left on device")

    write_whole(tmp_path / "file", [b"old"])
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "file", pieces())
    assert (tmp_path / "file").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_a_killed_writer_left_stands_in_nobodys_way(tmp_path: Path):
    (tmp_path / "file.writing").write_bytes(b"hal")
    write_whole(tmp_path / "file", [b"whole"])
    assert (tmp_path / "file").read_bytes() == b"whole"
    (tmp_path / "file.writing").write_bytes(b"hal")
    remove_unfinished(tmp_path / "file")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_nothing_is_written_through_a_link_that_somebody_laid(tmp_path: Path):
    (tmp_path / "precious").write_bytes(b"precious")
    (tmp_path / "file.writing").symlink_to(tmp_path / "precious")
    write_whole(tmp_path / "file", [b"new"])
    assert (tmp_path / "precious").read_bytes() == b"precious"
    assert not (tmp_path / "file").is_symlink()


def test_the_former_file_stays_under_its_second_name(tmp_path: Path):
    path, copy = tmp_path / "file", tmp_path / "file.copy"
    keep_former(path, copy)
    assert not copy.exists()
    for content in (b"first", b"second", b"third"):
        keep_former(path, copy)
        write_whole(path, [content])
    assert (path.read_bytes(), copy.read_bytes()) == (b"third", b"second")


def test_files_set_aside_in_one_second_do_not_overwrite_one_another(tmp_path: Path):
    names = []
    for content in ("first", "second", "third"):
        (tmp_path / "pool").write_text(content)
        (tmp_path / "pool-wal").write_text(f"log of the {content}")
        names.append(set_aside(tmp_path / "pool", lambda: NOON, beside=("-wal",)).name)
    assert names == [f"pool.unreadable-20261121T120000Z{ending}" for ending in ("", "-2", "-3")]
    assert [(tmp_path / name).read_text() for name in names] == ["first", "second", "third"]
    assert [(tmp_path / f"{name}-wal").read_text() for name in names] == [
        f"log of the {content}" for content in ("first", "second", "third")
    ]
    assert len(list(tmp_path.iterdir())) == 6
