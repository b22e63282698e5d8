"""The lock of the data folder."""

import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from paper_radar.errors import FolderInUseError, StorageError
from paper_radar.storage.lock import FolderLock, Holder, holder

_HOLD = """
import sys, time
from pathlib import Path
from paper_radar.storage.lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
lock.acquire()
lock.announce("http://127.0.0.1:23180", "the secret")
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def other(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that holds the folder and serves."""
    command = [sys.executable, "-c", _HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_process_is_refused_and_told_who_holds_the_folder(tmp_path: Path, other: "subprocess.Popen[str]"):
    with pytest.raises(FolderInUseError) as refused:
        FolderLock(tmp_path).acquire()
    assert f"process {other.pid}" in refused.value.message
    assert "since 20" in refused.value.message
    assert "http://127.0.0.1:23180" in refused.value.message
    assert "PAPER_RADAR_DATA_DIR" in refused.value.hint


def test_the_refusal_never_shows_the_secret(tmp_path: Path, other: "subprocess.Popen[str]"):
    with pytest.raises(FolderInUseError) as refused:
        FolderLock(tmp_path).acquire()
    assert "the secret" not in refused.value.message + refused.value.hint


def test_a_command_finds_the_running_service_and_its_secret(tmp_path: Path, other: "subprocess.Popen[str]"):
    found = holder(tmp_path)
    assert found is not None
    assert (found.pid, found.url, found.secret) == (other.pid, "http://127.0.0.1:23180", "the secret")


def test_kill_9_leaves_nothing_that_blocks(tmp_path: Path, other: "subprocess.Popen[str]"):
    other.send_signal(signal.SIGKILL)
    other.wait()
    assert (tmp_path / "paper-radar.lock.json").exists()
    assert holder(tmp_path) is None
    with FolderLock(tmp_path):
        found = holder(tmp_path)
        # What the dead one told of itself is no longer told.
        assert found is not None and (found.pid, found.url, found.secret) == (os.getpid(), "", "")


def test_nobody_holds_a_folder_that_is_not_there_and_asking_makes_none(tmp_path: Path):
    assert holder(tmp_path / "none") is None
    assert not (tmp_path / "none").exists()


def test_asking_who_holds_a_free_folder_leaves_it_free(tmp_path: Path):
    FolderLock(tmp_path).release()
    with FolderLock(tmp_path):
        pass
    assert holder(tmp_path) is None
    with FolderLock(tmp_path):
        assert holder(tmp_path) is not None


def test_a_folder_that_is_given_back_tells_nothing(tmp_path: Path):
    lock = FolderLock(tmp_path)
    lock.acquire()
    lock.announce("http://127.0.0.1:1", "secret")
    lock.release()
    assert not (tmp_path / "paper-radar.lock.json").exists()
    assert holder(tmp_path) is None


def test_two_locks_in_one_process_exclude_each_other(tmp_path: Path):
    with FolderLock(tmp_path), pytest.raises(FolderInUseError):
        FolderLock(tmp_path).acquire()


def test_the_thread_that_ends_the_service_need_not_be_the_one_that_began_it(tmp_path: Path):
    lock = FolderLock(tmp_path)
    lock.acquire()
    thread = Thread(target=lock.release)
    thread.start()
    thread.join()
    assert holder(tmp_path) is None


def test_taking_and_giving_back_twice_is_as_good_as_once(tmp_path: Path):
    lock = FolderLock(tmp_path)
    lock.acquire()
    lock.acquire()
    lock.release()
    lock.release()
    assert holder(tmp_path) is None


def test_the_secret_is_for_its_owner_only(tmp_path: Path):
    with FolderLock(tmp_path / "data") as lock:
        lock.announce("http://127.0.0.1:1", "secret")
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "data").iterdir()}
        assert modes == {"paper-radar.lock": 0o600, "paper-radar.lock.json": 0o600}
        assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_who_does_not_hold_the_folder_cannot_announce_there(tmp_path: Path):
    with pytest.raises(StorageError, match="not held"):
        FolderLock(tmp_path).announce("http://127.0.0.1:1", "secret")


@pytest.mark.parametrize("told", ["", "{", "[]", "null", '{"pid": "many"}', json.dumps({"pid": 1})])
def test_a_holder_whose_note_cannot_be_read_is_still_a_holder(tmp_path: Path, told: str):
    with FolderLock(tmp_path):
        (tmp_path / "paper-radar.lock.json").write_text(told)
        assert holder(tmp_path) == Holder(0, "")
        with pytest.raises(FolderInUseError, match="another process"):
            FolderLock(tmp_path).acquire()


def test_a_folder_that_cannot_be_made_is_told_with_what_to_do(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError) as refused:
        FolderLock(tmp_path / "file" / "data").acquire()
    assert "PAPER_RADAR_DATA_DIR" in refused.value.hint
