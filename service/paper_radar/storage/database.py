"""A SQLite file that many threads use: one writes at a time, readers never wait for it, a damaged file is set aside."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import Condition, RLock

from paper_radar.errors import StorageError
from paper_radar.storage.files import make_file, make_folder, set_aside

# In larger pages than SQLite's 4 kB fewer bytes are lost behind records of 2 kB.
_PAGE_BYTES = 8192
_READER_CACHE_KB = 2_000
_WRITER_CACHE_KB = 8_000
# A reader more than these is closed after use: what is kept is bounded, whatever number of threads comes at once.
_IDLE_READERS = 4
_LOG_BYTES = 32_000_000
_BESIDE = ("-wal", "-shm")
# For another process that looks into the file (sqlite3, a backup); our own threads never wait for one another here.
_BUSY_SECONDS = 10.0
# sqlite3 lets the second through where the damage is in the names of tables.
_Trouble = sqlite3.Error | UnicodeDecodeError
_TROUBLES = (sqlite3.Error, UnicodeDecodeError)


class DamageError(sqlite3.DatabaseError):
    """What was read cannot have been written: raised within a block, it has the file set aside like damage that SQLite
    sees itself."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT


class Database:
    """Connections to the file at `path`, which `create` fills when it is empty.

    What a `writing` block did is on the disk when the block ends, or not at all. `notices` tells the user that a
    damaged file was set aside (`<name>.unreadable-<UTC time>`) and begun anew.
    """

    def __init__(
        self,
        path: Path,
        *,
        version: int,
        create: Callable[[sqlite3.Connection], None],
        check: Callable[[sqlite3.Connection], None],
        now: Callable[[], datetime],
        migrate: Callable[[sqlite3.Connection, int], None] | None = None,
    ) -> None:
        """Open the file. `version` is that of the schema (PRAGMA user_version); `check` reads a little of every table,
        so that damage shows; `now` gives the present in UTC. `migrate` is given a file of an older version, which it
        makes today's in one transaction: who is killed in it finds the file as it was.

        Raises StorageError if the disk refuses or the file was written by a newer Paper Radar.
        """
        self.notices: list[str] = []
        self._path, self._version, self._create, self._check, self._now = path, version, create, check, now
        self._migrate = migrate
        self._writing = RLock()
        self._readers = Condition()
        self._idle: list[sqlite3.Connection] = []
        self._in_use = 0
        self._generation = 0
        self._mending = False
        self._closed = False
        make_folder(path.parent)
        self._writer = self._open()

    @property
    def generation(self) -> int:
        """How often a damaged file was begun anew since it was opened."""
        return self._generation

    @property
    def idle(self) -> int:
        """How many connections wait for a reader."""
        return len(self._idle)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection of one's own for some SELECTs. Raises StorageError for whatever the disk answers."""
        connection, generation = self._borrow()
        trouble: _Trouble | None = None
        try:
            yield connection
        except _TROUBLES as error:
            trouble = error
        finally:
            self._give_back(connection)
        if trouble is not None:
            raise self._understood(trouble, generation) from trouble

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The one transaction that writes: done as a whole when the block ends, undone if it raises.

        Raises StorageError for whatever the disk answers.
        """
        with self._writing:
            self._must_be_open()
            connection, generation = self._writer, self._generation
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            except BaseException as error:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                if isinstance(error, _TROUBLES):
                    raise self._understood(error, generation) from error
                raise

    def close(self) -> None:
        """Close every connection; those in use are closed when they come back."""
        with self._writing, self._readers:
            self._closed = True
            for connection in (*self._idle, self._writer):
                connection.close()
            self._idle.clear()

    def _open(self) -> sqlite3.Connection:
        try:
            return self._opened()
        except _TROUBLES as error:
            if _is_refusal(error):
                raise self._refusal(error) from error
            return self._anew(error)
        except OSError as error:
            raise self._refusal(error) from error

    def _opened(self) -> sqlite3.Connection:
        make_file(self._path)
        connection = self._connect(_WRITER_CACHE_KB)
        try:
            connection.execute(f"PRAGMA page_size={_PAGE_BYTES}")
            connection.execute("PRAGMA journal_mode=WAL")
            # FULL, not NORMAL: both survive kill -9, but after a loss of power NORMAL may lack the last commits. A
            # commit holds up to 1,000 papers, so its fsync costs nothing that anyone sees, and what arXiv announced on
            # which day, and when we first saw it, cannot be fetched again.
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA secure_delete=OFF")  # some builds overwrite every freed page; papers are public
            connection.execute(f"PRAGMA journal_size_limit={_LOG_BYTES}")
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version > self._version:
                raise StorageError(
                    f"{self._path} was written by a newer Paper Radar.", "Update Paper Radar, or move the file away."
                )
            if version == 0:
                if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                    raise StorageError(f"{self._path} is another program's file.", "Move it away.")
                connection.execute("BEGIN IMMEDIATE")
                self._create(connection)
                connection.execute(f"PRAGMA user_version={self._version}")
                connection.execute("COMMIT")
            elif version < self._version and self._migrate is not None:
                connection.execute("BEGIN IMMEDIATE")
                self._migrate(connection, version)
                connection.execute(f"PRAGMA user_version={self._version}")
                connection.execute("COMMIT")
            self._check(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _connect(self, cache_kb: int) -> sqlite3.Connection:
        # No memory mapping: mapped pages count as the memory of the process.
        connection = sqlite3.connect(
            self._path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=32
        )
        connection.execute(f"PRAGMA cache_size=-{cache_kb}")
        return connection

    def _borrow(self) -> tuple[sqlite3.Connection, int]:
        with self._readers:
            self._readers.wait_for(lambda: not self._mending)
            self._must_be_open()
            try:
                connection = self._idle.pop() if self._idle else self._connect(_READER_CACHE_KB)
            except sqlite3.Error as error:
                raise self._refusal(error) from error
            self._in_use += 1
            return connection, self._generation

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._readers:
            self._in_use -= 1
            if self._closed or self._mending or len(self._idle) >= _IDLE_READERS:
                connection.close()
            else:
                self._idle.append(connection)
            self._readers.notify_all()

    def _must_be_open(self) -> None:
        if self._closed:
            raise StorageError(f"{self._path} is closed.")

    def _understood(self, error: _Trouble, generation: int) -> StorageError:
        """What to tell of the error; a damaged file has been replaced by an empty one by then."""
        if not _is_damage(error):
            return self._refusal(error)
        with self._writing:
            if generation == self._generation and not self._closed:
                self._mend(error)
        return StorageError(
            f"{self._path} was damaged ({error}) and has been set aside; it begins anew.",
            "Refresh, and the papers come back.",
        )

    def _mend(self, error: _Trouble) -> None:
        with self._readers:
            self._mending = True
            try:
                # A connection to the old file that closes after the renaming would remove the new file's log by its
                # name (https://www.sqlite.org/howtocorrupt.html, 2.4), so all must be closed before.
                self._readers.wait_for(lambda: not self._in_use)
                for connection in (*self._idle, self._writer):
                    connection.close()
                self._idle.clear()
                self._generation += 1
                self._writer = self._anew(error)
            finally:
                self._mending = False
                self._readers.notify_all()

    def _anew(self, error: _Trouble) -> sqlite3.Connection:
        try:
            aside = set_aside(self._path, self._now, beside=_BESIDE)
            connection = self._opened()
        except (sqlite3.Error, OSError) as refusal:
            raise self._refusal(refusal) from refusal
        self.notices.append(
            f"{self._path.name} was damaged ({error}). It was set aside as {aside.name} and begun anew: the next"
            " refresh brings the papers of the day back."
        )
        return connection

    def _refusal(self, error: Exception) -> StorageError:
        return StorageError(
            f"{self._path} cannot be used: {error}.",
            "Free some space on the disk, or make the data folder and its files writable.",
        )


def _is_damage(error: _Trouble) -> bool:
    """Whether the bytes of the file are wrong, and not the disk, a permission or a statement of ours."""
    if isinstance(error, UnicodeDecodeError) or str(error).startswith("Could not decode to UTF-8"):
        return True
    return _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _is_refusal(error: _Trouble) -> bool:
    """Whether a file could not be opened for a reason outside it. If not, it is damaged: a table that is missing (its
    name has changed) is no error of ours in statements that every opening makes.
    """
    return not _is_damage(error) and _code(error) != sqlite3.SQLITE_ERROR


def _code(error: _Trouble) -> int:
    # The low byte is the primary code, https://www.sqlite.org/rescode.html
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
