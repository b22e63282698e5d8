"""The file under TinyDB: replaced whole at every write, with a last good copy beside it."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from paper_radar.errors import BadInputError, StorageError
from paper_radar.storage.base import Document
from paper_radar.storage.files import keep_former, make_folder, remove_unfinished, set_aside, write_whole

_Tables = dict[str, dict[str, Document]]
# Each document with its line of the file: a write encodes what changed and joins the rest.
_Kept = dict[str, dict[str, tuple[Document, bytes]]]


class WholeFileStorage(Storage):
    """A storage for TinyDB that survives kill -9 and the loss of power at any moment.

    Memory holds what the disk holds: a write that fails changes neither. Documents handed to `write` must be plain
    JSON and never be changed afterwards. `notices` tells the user what happened to the file.
    """

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        """Read the file, or the last good copy if it cannot be read. Raises StorageError if the disk refuses."""
        self.path = path
        self.notices: list[str] = []
        self._copy = path.with_name(path.name + ".copy")
        make_folder(path.parent)
        try:
            self._kept = self._open(now)
        except OSError as error:
            raise self._refused(error) from error
        self._tables = _tables_of(self._kept)

    def read(self) -> _Tables | None:
        # TinyDB replaces tables in the dictionary that it is given, before it writes: never in ours.
        return dict(self._tables) or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        kept: _Kept = {name: self._encoded(name, table) for name, table in data.items()}
        try:
            # The former file becomes the copy at the price of a name; `close` and the next opening renew it in full.
            keep_former(self.path, self._copy)
            write_whole(self.path, _content(kept))
        except OSError as error:
            raise self._refused(error) from error
        self._kept, self._tables = kept, _tables_of(kept)

    def close(self) -> None:
        """Renew the copy, so that it lacks nothing."""
        if self._kept:
            self._keep_copy(_content(self._kept))

    def _encoded(self, name: str, table: dict[str, Document]) -> dict[str, tuple[Document, bytes]]:
        former = self._kept.get(name, {})
        unchanged = {id: held for id, document in table.items() if (held := former.get(id)) and held[0] is document}
        return {id: unchanged.get(id) or (document, _line(id, document)) for id, document in table.items()}

    def _open(self, now: Callable[[], datetime]) -> _Kept:
        remove_unfinished(self.path)
        remove_unfinished(self._copy)
        content, copy = _content_of(self.path), _content_of(self._copy)
        if content is None and copy is None:
            return {}
        trouble = "is missing"
        if content is not None:
            try:
                kept = _understood(content)
            except ValueError as error:
                trouble = f"could not be read ({error}) and was set aside as {set_aside(self.path, now).name}"
            else:
                if copy != content:
                    self._keep_copy([content])
                return kept
        return self._from_copy(copy, f"{self.path.name} {trouble}", now)

    def _from_copy(self, copy: bytes | None, trouble: str, now: Callable[[], datetime]) -> _Kept:
        if copy is None:
            self.notices.append(f"{trouble}. There is no copy of it: the workspace begins anew.")
            return {}
        try:
            kept = _understood(copy)
        except ValueError as error:
            aside = set_aside(self._copy, now).name
            self.notices.append(
                f"{trouble}. Its copy could not be read either ({error}) and was set aside as {aside}: the workspace"
                " begins anew."
            )
            return {}
        written = datetime.fromtimestamp(self._copy.stat().st_mtime, UTC)
        write_whole(self.path, [copy])
        self.notices.append(f"{trouble}. The last good copy was taken, written on {written:%Y-%m-%d at %H:%M} UTC.")
        return kept

    def _keep_copy(self, content: Iterable[bytes]) -> None:
        # The file itself is good and on the disk: that it cannot be copied is told, and hinders nothing.
        try:
            write_whole(self._copy, content, durable=False)
        except OSError as error:
            notice = f"No second copy of {self.path.name} can be kept: {error.strerror or error}."
            if notice not in self.notices:
                self.notices.append(notice)

    def _refused(self, error: OSError) -> StorageError:
        return StorageError(
            f"The workspace {self.path} cannot be used: {error.strerror or error}. What was saved before is kept.",
            "Free some space on the disk, or make the data folder writable.",
        )


def _content_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _understood(content: bytes) -> _Kept:
    """What the file says. Raises ValueError if it is no file of a workspace."""
    try:
        tables = json.loads(content)
        if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
            raise ValueError("it holds no tables")
        kept: _Kept = {}
        for name, table in tables.items():
            if not all(isinstance(document, dict) for document in table.values()):
                raise ValueError(f"its table {name} holds something else than documents")
            kept[name] = {id: (document, _line(id, document)) for id, document in table.items()}
        return kept
    except RecursionError:
        raise ValueError("it is nested without end") from None
    except BadInputError as error:  # a number such as NaN, which the file of a workspace never holds
        raise ValueError(error.message) from None


def _content(kept: _Kept) -> Iterator[bytes]:
    """The file in pieces, one document a line, so that a person can read, compare and mend it.

    In pieces because joining them costs more than writing them: 16 ms of a write of 1,000 documents.
    """
    yield b"{"
    for number, (name, table) in enumerate(kept.items()):
        yield (b",\n" if number else b"") + _json(name) + b": {"
        for row, (_, line) in enumerate(table.values()):
            yield b",\n" if row else b"\n"
            yield line
        yield b"\n}"
    yield b"}\n"


def _line(id: str, document: Document) -> bytes:
    return _json(id) + b": " + _json(document)


def _json(value: Any) -> bytes:
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        try:
            return text.encode()
        except UnicodeEncodeError:  # half a surrogate pair, as hostile pages have: JSON can spell it, UTF-8 cannot
            return json.dumps(value, allow_nan=False).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise BadInputError(f"this is no JSON: {error}") from error


def _tables_of(kept: _Kept) -> _Tables:
    return {name: {id: document for id, (document, _) in table.items()} for name, table in kept.items()}
