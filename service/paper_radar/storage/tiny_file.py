"""The file under TinyDB: replaced whole at every write, with a last good copy beside it."""

import json
import math
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from paper_radar.errors import BadInputError, StorageError
from paper_radar.storage.base import Document
from paper_radar.storage.files import keep_former, make_folder, remove_unfinished, set_aside, write_whole

_Kept = dict[str, dict[str, "Line"]]


class Line:
    """A document as its line of the file. It is kept so, and read anew whenever it is asked for: as Python's own
    objects, a library of 10,000 papers takes three times the memory, and would have to be copied for whoever asks. A
    write encodes what changed and joins the rest.
    """

    __slots__ = ("_begin", "content")

    def __init__(self, content: bytes, begin: int) -> None:
        """The line, and where in it, behind the id, the document begins."""
        self.content = content
        self._begin = begin

    @classmethod
    def of(cls, id: str, document: Document) -> "Line":
        """Raises BadInputError if the document is no JSON."""
        name = _json(id) + b": "
        return cls(name + _json(document), len(name))

    def document(self) -> Document:
        """A document of the caller's own."""
        document: Document = json.loads(self.content[self._begin :])
        return document


class WholeFileStorage(Storage):
    """A storage for TinyDB that survives kill -9 and the loss of power at any moment.

    Memory holds what the disk holds: a write that fails changes neither. `read` gives the documents as `Line`s, `write`
    takes such and plain JSON. `notices` tells the user what happened to the file.
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

    def read(self) -> dict[str, dict[str, Any]] | None:
        # TinyDB replaces tables in the dictionary that it is given, before it writes: never in ours.
        return dict(self._kept) or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        kept: _Kept = {
            name: {id: each if isinstance(each, Line) else Line.of(id, each) for id, each in table.items()}
            for name, table in data.items()
        }
        try:
            # The former file becomes the copy at the price of a name; `close` and the next opening renew it in full.
            keep_former(self.path, self._copy)
            write_whole(self.path, _content(kept))
        except OSError as error:
            raise self._refused(error) from error
        self._kept = kept

    def close(self) -> None:
        """Renew the copy, so that it lacks nothing."""
        if self._kept:
            self._keep_copy(_content(self._kept))

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
    if (kept := _by_lines(content)) is not None:
        return kept
    try:
        tables = _parsed(content)
        if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
            raise ValueError("it holds no tables")
        kept = {}
        for name, table in tables.items():
            if not all(isinstance(document, dict) for document in table.values()):
                raise ValueError(f"its table {name} holds something else than documents")
            kept[name] = {id: Line.of(id, document) for id, document in table.items()}
        return kept
    except RecursionError:
        raise ValueError("it is nested without end") from None


class _NotOursError(ValueError):
    """The file is not as we write it."""


def _by_lines(content: bytes) -> _Kept | None:
    """As `_understood`, of a file that is just as we write it (see `_content`), with one document at a time in memory;
    None if it is not, because a person or another program was at it.
    """
    try:
        return _tables_in(_lines(content))
    except (ValueError, RecursionError):
        return None


def _lines(content: bytes) -> Iterator[bytes]:
    """The lines without the braces around all of them."""
    if not content.startswith(b"{") or not content.endswith(b"\n}}\n"):
        raise _NotOursError
    begin, end = 1, len(content) - 2
    while begin < end:
        stop = content.find(b"\n", begin, end)
        stop = end if stop < 0 else stop
        yield content[begin:stop]
        begin = stop + 1


def _tables_in(lines: Iterator[bytes]) -> _Kept:
    kept: _Kept = {}
    for header in lines:
        text = header.decode()
        name, at = _DECODER.raw_decode(text)
        if not isinstance(name, str) or name in kept or text[at:] != ": {":
            raise _NotOursError
        table = kept[name] = {}
        more, end = False, b""
        for line in lines:
            if line in (b"}", b"},"):
                end = line
                break
            if table and not more:
                raise _NotOursError
            more = line.endswith(b",")
            _keep(table, line.removesuffix(b",") if more else line)
        if not end or more:
            raise _NotOursError
        if end == b"}":
            # The last table: nothing may stand behind it.
            if next(lines, None) is not None:
                raise _NotOursError
            return kept
    raise _NotOursError


def _keep(table: dict[str, Line], line: bytes) -> None:
    text = line.decode()
    id, at = _DECODER.raw_decode(text)
    if not isinstance(id, str) or id in table or not text.startswith(": {", at):
        raise _NotOursError
    begin = at + 2 if text.isascii() else len(text[: at + 2].encode())
    _parsed(line[begin:])
    table[id] = Line(line, begin)


def _parsed(content: bytes) -> Any:
    """Strictly JSON: Python would take NaN, and numbers that no float holds."""
    return json.loads(content, parse_constant=_finite, parse_float=_finite)


def _finite(text: str) -> float:
    if not math.isfinite(number := float(text)):
        raise ValueError(f"{text:.40} is no number of JSON")
    return number


_DECODER = json.JSONDecoder()


def _content(kept: _Kept) -> Iterator[bytes]:
    """The file in pieces, one document a line, so that a person can read, compare and mend it.

    In pieces because joining them costs more than writing them: 16 ms of a write of 1,000 documents.
    """
    yield b"{"
    for number, (name, table) in enumerate(kept.items()):
        yield (b",\n" if number else b"") + _json(name) + b": {"
        for row, line in enumerate(table.values()):
            yield b",\n" if row else b"\n"
            yield line.content
        yield b"\n}"
    yield b"}\n"


def _json(value: Any) -> bytes:
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        try:
            return text.encode()
        except UnicodeEncodeError:  # half a surrogate pair, as hostile pages have: JSON can spell it, UTF-8 cannot
            return json.dumps(value, allow_nan=False).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise BadInputError(f"this is no JSON: {error}") from error
