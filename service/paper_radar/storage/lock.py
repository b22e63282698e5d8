"""The lock of the data folder: one process works on it, and others can tell which and where it serves."""

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

from paper_radar.errors import FolderInUseError, StorageError
from paper_radar.storage.files import make_folder, write_whole

_LOCK = "paper-radar.lock"
_HOLDER = "paper-radar.lock.json"
# `holder` takes the lock for a blink to see whether it is free; a service that starts in that blink must not give up.
_PATIENCE = 0.5


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that holds a data folder.

    `started` is ISO 8601 UTC, `url` where it serves and `secret` what lets the same user's commands in (both "" until
    it serves). `pid` is 0 if it could not be read.
    """

    pid: int
    started: str
    url: str = ""
    secret: str = ""


class FolderLock:
    """The right to work on a data folder, held by one process until `release`, its exit or its death.

    The operating system holds the lock (flock, LockFileEx), so kill -9 frees it; the file that names the holder is
    only believed while the lock is held.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = Path(folder)
        # thread_local: the thread that closes the service is not the one that started it. fallback_to_soft: a lock
        # that is only the existence of a file would outlive kill -9.
        self._lock = FileLock(self._folder / _LOCK, mode=0o600, thread_local=False, fallback_to_soft=False)
        self._started = ""

    def acquire(self) -> None:
        """Take the folder, making it if it is not there.

        Raises FolderInUseError, which says who holds it, and StorageError if the folder cannot be used.
        """
        if self._lock.is_locked:
            return
        make_folder(self._folder)
        try:
            self._lock.acquire(timeout=_PATIENCE)
        except Timeout:
            raise _in_use(self._folder) from None
        except OSError as error:
            raise StorageError(
                f"The data folder {self._folder} cannot be locked: {error.strerror or error}.",
                "Make it writable, or set PAPER_RADAR_DATA_DIR to a folder on a local disk.",
            ) from error
        self._started = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            self._tell(Holder(os.getpid(), self._started))
        except BaseException:
            self._lock.release()
            raise

    def announce(self, url: str, secret: str) -> None:
        """Tell other processes of the same user where this one serves, and what opens its door.

        Raises StorageError if the folder is not held or cannot be written.
        """
        if not self._lock.is_locked:
            raise StorageError(f"The data folder {self._folder} is not held by this process.")
        self._tell(Holder(os.getpid(), self._started, url, secret))

    def release(self) -> None:
        """Give the folder back; nothing happens if it is not held."""
        if not self._lock.is_locked:
            return
        # While it is still held: afterwards the file may be the next holder's. The empty lock file itself stays, as
        # removing it under a process that just opened it would let two processes hold two locks.
        (self._folder / _HOLDER).unlink(missing_ok=True)
        self._lock.release()

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def _tell(self, holder: Holder) -> None:
        try:
            write_whole(self._folder / _HOLDER, [json.dumps(asdict(holder)).encode()], durable=False)
        except OSError as error:
            raise StorageError(
                f"The data folder {self._folder} cannot be written: {error.strerror or error}.",
                "Free some space or make the folder writable.",
            ) from error


def holder(folder: Path) -> Holder | None:
    """Who holds the folder now; None if nobody does, whatever files a killed process left there."""
    path = Path(folder) / _LOCK
    if not path.exists():
        return None
    probe = FileLock(path, thread_local=False, fallback_to_soft=False)
    try:
        with probe.acquire(blocking=False):
            return None
    except Timeout:
        return _read(Path(folder) / _HOLDER)
    except OSError as error:
        raise StorageError(
            f"The lock of the data folder {folder} cannot be read: {error.strerror or error}.",
            "The folder belongs to another user, or its disk cannot lock files.",
        ) from error


def _read(path: Path) -> Holder:
    try:
        told = json.loads(path.read_bytes())
        return Holder(int(told["pid"]), str(told["started"]), str(told["url"]), str(told["secret"]))
    except (OSError, ValueError, KeyError, TypeError):
        # Held, but not told yet by whom: the holder is between taking the lock and writing its name.
        return Holder(0, "")


def _in_use(folder: Path) -> FolderInUseError:
    found = _read(folder / _HOLDER)
    who = f"process {found.pid}" if found.pid else "another process"
    since = f" since {found.started}" if found.started else ""
    where = f", which serves at {found.url}" if found.url else ""
    return FolderInUseError(
        f"The data folder {folder} is in use by {who}{since}{where}.",
        "Use the one that runs, or stop it; to run a second one, set PAPER_RADAR_DATA_DIR (and PAPER_RADAR_PORT).",
    )
