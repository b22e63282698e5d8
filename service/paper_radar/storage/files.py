"""Files of the data folder: opened for their owner only, written whole or not at all, set aside when damaged."""

import errno
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from paper_radar.errors import StorageError

_OWNER_ONLY = 0o600
# What file systems without hard links (FAT, some network drives) answer.
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS})


def make_folder(folder: Path) -> None:
    """Make the folder (0700) if it is not there. Raises StorageError if it cannot be made."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"The data folder {folder} cannot be made: {error.strerror or error}.",
            "Make the folder above it writable, or set PAPER_RADAR_DATA_DIR to another one.",
        ) from error


def make_file(path: Path) -> None:
    """Make an empty file (0600) if there is none, so that whoever opens it later writes where only the owner reads."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, _OWNER_ONLY))


def write_whole(path: Path, content: Iterable[bytes], *, durable: bool = True) -> None:
    """Put the pieces of `content` at `path` (0600) so that a reader finds either all of the old or all of the new.

    When it returns, the new content survives the death of the process and, if `durable`, the loss of power. Raises
    OSError (disk full, folder gone), with the old content untouched.
    """
    beside = _beside(path)
    beside.unlink(missing_ok=True)
    try:
        # O_EXCL: a file that somebody else put there, or a link, is never written through.
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "wb") as file:
            file.writelines(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)


def keep_former(path: Path, copy: Path) -> None:
    """Give the file at `path`, if there is one, the second name `copy`, where the next `write_whole` leaves it.

    Raises OSError if the disk refuses.
    """
    beside = _beside(copy)
    beside.unlink(missing_ok=True)
    try:
        os.link(path, beside)
    except FileNotFoundError:
        return
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        write_whole(copy, [path.read_bytes()], durable=False)
        return
    beside.replace(copy)


def remove_unfinished(path: Path) -> None:
    """Remove what a `write_whole` to `path` left behind when its process was killed. It was never acknowledged."""
    _beside(path).unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".writing")


def sync_folder(folder: Path) -> None:
    """Make the names in the folder durable: a rename is on the disk only when its folder is."""
    if os.name == "nt":  # Windows cannot open a folder, and its file systems journal names by themselves
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def set_aside(path: Path, now: Callable[[], datetime], *, beside: tuple[str, ...] = ()) -> Path:
    """Rename a damaged file to `<name>.unreadable-<UTC time>` and return that path. Nothing is ever overwritten.

    `beside` names the endings of the files that belong to it ("-wal") and go with it. `now` gives the present in UTC.
    """
    stem = f"{path.name}.unreadable-{now():%Y%m%dT%H%M%SZ}"
    aside, number = path.with_name(stem), 1
    while any(path.with_name(aside.name + ending).exists() for ending in ("", *beside)):
        number += 1
        aside = path.with_name(f"{stem}-{number}")
    for ending in beside:
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(path.with_name(aside.name + ending))
    path.rename(aside)
    sync_folder(path.parent)
    return aside
