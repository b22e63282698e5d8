"""The library: papers that the reader saved, each work once, with tags, note, status and stars."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from threading import RLock
from typing import Any

from paper_radar.errors import BadInputError, NotFoundError
from paper_radar.library.index import Index, Row, row_from_document, row_to_document
from paper_radar.library.record import (
    BY_READER,
    CORRECTABLE,
    Saved,
    check,
    clean_tags,
    from_json,
    merge,
    to_json,
)
from paper_radar.papers import model
from paper_radar.papers.model import Paper
from paper_radar.storage.base import Document, Workspace

__all__ = ["Library", "Saved", "from_json", "to_json"]

_REMOVED = "removed-saves"
_MOST_REMOVED_REMEMBERED = 500
_LONGEST_NOTE = 20_000
_MOST_TAGS = 50
_LONGEST_TAG = 100
_EDITABLE = frozenset({"tags", "note", "status", "stars"})


class Library:
    """The saved papers of a workspace. Safe from any thread; a workspace has one.

    Every `key` may be any by which the work was ever met: its arXiv id, its DOI, the address it was saved from.
    """

    def __init__(self, workspace: Workspace, now: Callable[[], datetime]) -> None:
        self._workspace = workspace
        self._now = now
        # Finding the record of the same work and writing to it are one step, whichever key each thread knows it by.
        self._writing = RLock()
        self._cached = Index((), revision=-1)

    @property
    def notices(self) -> tuple[str, ...]:
        """What the reader must be told: saved papers that this version cannot read, and which stay in the file."""
        unreadable = self._index().unreadable
        noun = "saved paper" if unreadable == 1 else "saved papers"
        return (f"{unreadable} {noun} cannot be read by this version.",) if unreadable else ()

    def save(
        self,
        paper: Paper,
        *,
        tags: Iterable[str] = (),
        note: str = "",
        origins: Mapping[str, str] | None = None,
        idempotency_key: str = "",
    ) -> tuple[Saved, bool]:
        """Save a paper, or merge it into the record of the same work. The bool is True when it is new in the library.

        A save repeated under its idempotency key changes nothing. If the paper was removed in the meantime it stays
        removed; what is returned then is the paper as it would have been saved.
        """
        with self._writing:
            asked = Saved(paper=paper, tags=clean_tags(tags), note=note, origins=dict(origins or {}))
            if idempotency_key:
                done, row = self._already(idempotency_key)
                if done:
                    return row.saved if row else self._dated(asked), False
            return self._add(asked, idempotency_key)

    def add(self, saved: Saved) -> tuple[Saved, bool]:
        """Take a record from a file with everything it says, or merge it. The bool is True when it is new."""
        with self._writing:
            return self._add(saved)

    def restore(self, saved: Saved) -> Saved:
        """Put a removed record back as it was; if the work was saved again in between, both become one."""
        return self.add(saved)[0]

    def edit(self, key: str, **changes: Any) -> Saved:
        """Change tags, note, status or stars, or correct a field of the paper (see `CORRECTABLE`).

        A corrected field is never overwritten by a source. Raises NotFoundError; BadInputError if a value cannot be.
        """
        with self._writing:
            row = self._row(key)
            if not changes:
                return row.saved
            # Validated before the write begins, so that a wrong value leaves everything as it was.
            _edited(row.saved, changes)
            return self._write(row.id, lambda there: self._edit(there or row, changes)).saved

    def remove(self, key: str) -> Saved:
        """Take a paper out and return it, so that `restore` can undo it. Raises NotFoundError."""
        with self._writing:
            row = self._row(key)
            if row.saves:
                # First the memory of its saves, then the removal: a crash in between leaves a paper too many, and
                # never lets a repeated save bring back what was removed.
                self._workspace.change("settings", _REMOVED, lambda document: _remember(document, row))
            before = self._workspace.revision("library")
            self._workspace.delete("library", row.id)
            self._advance(before, lambda index, revision: index.without(row.id, revision))
            return row.saved

    def get(self, key: str) -> Saved | None:
        """The saved paper that this key names."""
        row = self._index().by_key(key)
        return row.saved if row else None

    def keys(self) -> frozenset[str]:
        """Every key that names a saved work; a work may have several (see `count`). Cached: every page asks."""
        return self._index().keys

    def count(self) -> int:
        """How many works are saved."""
        return len(self._index().rows)

    def find(self, query: str = "", limit: int = 50, offset: int = 0) -> tuple[int, list[Saved]]:
        """How many papers hold every word of the query in title, authors, abstract, tags or note; and a slice of them.

        The latest saved first. Words are found regardless of case and accents, and within longer words.
        """
        found = self._index().newest_first(query)
        return len(found), [row.saved for row in found[max(offset, 0) : max(offset, 0) + max(limit, 0)]]

    def _index(self) -> Index:
        revision = self._workspace.revision("library")
        if self._cached.revision != revision:
            self._cached = Index.read(self._workspace.all("library"), revision)
        return self._cached

    def _row(self, key: str) -> Row:
        row = self._index().by_key(key)
        if row is None:
            raise NotFoundError(f"{key} is not in the library.")
        return row

    def _already(self, idempotency_key: str) -> tuple[bool, Row | None]:
        index = self._index()
        row = index.by_save(idempotency_key)
        if row is not None:
            return True, row
        removed = self._workspace.get("settings", _REMOVED) or {}
        key = removed.get(idempotency_key)
        return (False, None) if key is None else (True, index.by_key(str(key)))

    def _add(self, asked: Saved, idempotency_key: str = "") -> tuple[Saved, bool]:
        known = self._index().of_work(asked.paper, asked.also)
        saves = (idempotency_key,) if idempotency_key else ()
        new = [True]

        def change(there: Row | None) -> Row:
            new[0] = there is None
            if there is None:
                return Row(asked.paper.key, self._dated(asked), saves)
            merged = merge(there.saved, asked)
            changed = merged != there.saved
            return Row(there.id, self._touched(merged) if changed else merged, (*there.saves, *saves))

        return self._write(known.id if known else asked.paper.key, change).saved, new[0]

    def _edit(self, there: Row, changes: Mapping[str, Any]) -> Row:
        return Row(there.id, self._touched(_edited(there.saved, changes)), there.saves)

    def _write(self, id: str, change: Callable[[Row | None], Row]) -> Row:
        written: list[Row] = []

        def rewrite(document: Document | None) -> Document:
            row = change(None if document is None else row_from_document(id, document))
            written.append(row)
            return row_to_document(row)

        before = self._workspace.revision("library")
        self._workspace.change("library", id, rewrite)
        self._advance(before, lambda index, revision: index.with_row(written[-1], revision))
        return written[-1]

    def _advance(self, before: int, step: Callable[[Index, int], Index]) -> None:
        """Carry the cache over our own write, unless somebody else wrote too: reading all anew is far dearer."""
        after = self._workspace.revision("library")
        if self._cached.revision == before and after == before + 1:
            self._cached = step(self._cached, after)

    def _time(self) -> str:
        return self._now().astimezone(UTC).isoformat(timespec="milliseconds")

    def _dated(self, saved: Saved) -> Saved:
        time = self._time()
        return replace(saved, saved_at=saved.saved_at or time, updated_at=saved.updated_at or time)

    def _touched(self, saved: Saved) -> Saved:
        return replace(saved, updated_at=self._time())


def _edited(saved: Saved, changes: Mapping[str, Any]) -> Saved:
    unknown = changes.keys() - _EDITABLE - CORRECTABLE
    if unknown:
        allowed = ", ".join(sorted(_EDITABLE | CORRECTABLE))
        raise BadInputError(f"{', '.join(sorted(unknown))} cannot be edited.", f"What can: {allowed}.")
    own = {name: check(name, value) for name, value in changes.items() if name in _EDITABLE}
    if "tags" in own:
        own["tags"] = clean_tags(own["tags"])
        if len(own["tags"]) > _MOST_TAGS or any(len(tag) > _LONGEST_TAG for tag in own["tags"]):
            raise BadInputError(f"A paper has at most {_MOST_TAGS} tags of at most {_LONGEST_TAG} characters.")
    if len(own.get("note", "")) > _LONGEST_NOTE:
        raise BadInputError(f"A note has at most {_LONGEST_NOTE} characters.")
    corrections = {name: value for name, value in changes.items() if name in CORRECTABLE}
    paper = model.from_json({**model.to_json(saved.paper), **corrections})
    for name in ("url", "pdf_url"):
        address = corrections.get(name)
        if address and not address.startswith(("https://", "http://")):
            raise BadInputError(f"{name} must begin with https:// or http://.")
    return replace(saved, **own, paper=paper, origins={**saved.origins, **dict.fromkeys(corrections, BY_READER)})


def _remember(document: Document | None, row: Row) -> Document:
    saves = {**(document or {}), **dict.fromkeys(row.saves, row.saved.paper.key)}
    return dict(list(saves.items())[-_MOST_REMOVED_REMEMBERED:])
