"""The library: papers that the reader saved, each work once, with tags, note, status and stars."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import RLock
from typing import Any, TypeVar

from paper_radar.briefs.shelf import Shelf
from paper_radar.errors import BadInputError, ConflictError, NotFoundError
from paper_radar.library.briefed import Briefed, Briefs
from paper_radar.library.editing import edited
from paper_radar.library.index import Draft, Index
from paper_radar.library.merging import Merge, Outcome, outcome, parted
from paper_radar.library.query import Facets, Query
from paper_radar.library.record import Saved, clean_tags, from_json, to_json
from paper_radar.library.row import Documents, Row, renewed, row_from_document, row_to_document
from paper_radar.library.search import Search
from paper_radar.papers.model import Paper
from paper_radar.papers.works import is_arxiv
from paper_radar.storage.base import Document, Workspace

__all__ = ["Library", "Saved", "from_json", "to_json"]

_REMOVED = "removed-saves"
_MOST_REMOVED_REMEMBERED = 500
_Told = TypeVar("_Told")


@dataclass(frozen=True, slots=True)
class Taken:
    """The record that a save went into, and what became of it there."""

    saved: Saved
    outcome: Outcome


class Library:
    """The saved papers of a workspace. Safe from any thread; a workspace has one.

    Every `key` may be any by which the work was ever met: its arXiv id, its DOI, the address it was saved from.
    """

    def __init__(self, workspace: Workspace, now: Callable[[], datetime], briefs: Shelf | None = None) -> None:
        self._workspace = workspace
        self._now = now
        # Finding the record of the same work and writing to it are one step, whichever key each thread knows it by.
        self._writing = RLock()
        self._cached = Index((), revision=-1)
        self.briefed = Briefed(briefs or Shelf(workspace))
        # The search with what briefs say, and of which index and words it is. Replaced whole, by any thread.
        self._searching: tuple[Index, Mapping[str, bytes], Search] | None = None

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

        What the reader wrote is kept as it is: `take` is for that which may be wrong.
        """
        asked = Saved(paper=paper, tags=clean_tags(tags), note=note, origins=dict(origins or {}))
        taken = self.take(asked, idempotency_key=idempotency_key)
        return taken.saved, taken.outcome.what == "saved"

    def take(self, asked: Saved, *, idempotency_key: str = "", page: Mapping[str, Any] | None = None) -> Taken:
        """Take the record with everything it says, or merge it into the one of the same work. `page`: see `Row`.

        A save repeated under its idempotency key changes nothing. If the paper was removed in the meantime it stays
        removed; what is returned then is the paper as it would have been saved.
        """
        with self._writing:
            if idempotency_key:
                done, row = self._already(idempotency_key)
                if done:
                    there = row.saved if row else self._dated(asked)
                    return Taken(there, Outcome("repeated", there.saved_at))
            known = self._index().of_work(asked.paper, asked.also, asked.apart)
            if len(known) > 1:
                row, became = self._joined(known, asked, idempotency_key, page)
                self._put({row.id: row, **dict.fromkeys(other.id for other in known[1:])})
                return Taken(row.saved, became)
            told: list[Outcome] = []

            def change(there: Row | None) -> Row:
                row, became = self._joined([there] if there else [], asked, idempotency_key, page)
                told.append(became)
                return row

            row = self._write(known[0].id if known else asked.paper.key, change)
            return Taken(row.saved, told[-1])

    def add(self, saved: Saved) -> tuple[Saved, bool]:
        """Take a record from a file with everything it says, or merge it. The bool is True when it is new."""
        taken = self.take(saved)
        return taken.saved, taken.outcome.what == "saved"

    def add_many(self, records: Iterable[Saved]) -> list[Outcome | BadInputError]:
        """As `add` for each of them in their order, at the price of one write: all are on the disk then, or none. One
        whose place a document holds that this version cannot read is not taken.
        """
        return self.rewrite(lambda draft: self._take_all(draft, records))

    def foresee(self, records: Iterable[Saved]) -> list[Outcome | BadInputError]:
        """What `add_many` would come to now, with nothing written."""
        return self._take_all(Draft(self._index().copy(-1)), records)

    def rewrite(self, step: Callable[[Draft], _Told]) -> _Told:
        """Let the step make many changes at the price of one write: all of them are on the disk then, or none. Nobody
        else writes meanwhile. Raises what the step raises, with nothing written.
        """
        with self._writing:
            before = self._workspace.revision("library")
            draft = Draft(self._index().copy(before + 1))
            told = step(draft)
            if draft.written:
                self._put(draft.written)
                self._advance(before, lambda _, revision: draft.whole(revision))
            return told

    def unmerge(self, key: str, *, keep: bool) -> tuple[Saved, ...]:
        """Undo the latest merge of a record: it is again as it was, with what the reader wrote into it since.

        With `keep`, what was merged into it becomes a record of its own, and the two are never merged again. Raises
        NotFoundError if there is no such record or merge, ConflictError if the two have one key.
        """
        with self._writing:
            row = self._row(key)
            merged = row.merge
            if merged is None:
                raise NotFoundError(f"{key} was not merged with anything.", "Only the latest merge can be undone.")
            former, other = self._touched(parted(row.saved, merged)), self._dated(merged.asked)
            if not keep:
                written: dict[str, Row | None] = {row.id: Row(row.id, former, row.saves, page=row.page)}
            elif other.paper.key in (row.id, former.paper.key, *former.also):
                raise ConflictError("Both have the same key: they are one paper.", "Undo the merge without keeping it.")
            else:
                saves = tuple(save for save in row.saves if save != merged.save)
                former = replace(former, apart=(*former.apart, other.paper.key))
                other = replace(other, apart=(*other.apart, former.paper.key))
                split = Row(other.paper.key, other, (merged.save,) if merged.save else ())
                written = {row.id: Row(row.id, former, saves, page=row.page), split.id: split}
            written |= {id: Row(id, other) for id, other in merged.others}
            self._put(written)
            return tuple(one.saved for one in written.values() if one)

    def page(self, key: str) -> Mapping[str, Any]:
        """What is kept of the page from which the paper was saved last, {} if nothing (see `Row`)."""
        row = self._index().by_key(key)
        return row.page if row else {}

    def tags(self) -> list[tuple[str, ...]]:
        """The tags of each saved paper, the latest saved first."""
        return [row.saved.tags for row in self._index().search.found(Query())]

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
            edited(row.saved, changes)
            return self._write(row.id, lambda there: self._edit(there or row, changes)).saved

    def remove(self, key: str) -> Saved:
        """Take a paper out and return it, so that `restore` can undo it. Raises NotFoundError."""
        with self._writing:
            return self.remove_many([self._row(key).id])[0]

    def remove_many(self, keys: Iterable[str]) -> list[Saved]:
        """Take papers out with one write and return them, so that `add_many` can undo it; unknown keys are nothing."""

        def take_out(draft: Draft) -> list[Saved]:
            found = {row.id: row for key in keys if (row := draft.index.by_key(key))}
            rows = sorted(found.values(), key=lambda row: row.saved.saved_at)
            if any(row.saves for row in rows):
                # First the memory of their saves, then the removal: a crash in between leaves papers too many, and
                # never lets a repeated save bring back what was removed.
                self._workspace.change("settings", _REMOVED, lambda document: _remember(document, rows))
            for row in rows:
                draft.remove(row.id)
            return [row.saved for row in found.values()]

        return self.rewrite(take_out)

    def get(self, key: str) -> Saved | None:
        """The saved paper that this key names."""
        row = self._index().by_key(key)
        return row.saved if row else None

    def prepare(self, pause: Callable[[], None]) -> None:
        """Compute in the back what the first search would wait for; `pause` is called between any two papers."""
        for row in list(self._index().rows.values()):
            pause()
            row.prepare()
        self.briefed.words()

    def row_of(self, paper: Paper, key: str) -> Row | None:
        """See `Index.row_of`."""
        return self._index().row_of(paper, key)

    def arxiv_ids(self) -> list[str]:
        """The ids of all saved papers that are on arXiv."""
        keys = (next((key for key in row.keys if is_arxiv(key)), "") for row in self._index().rows.values())
        return [key.removeprefix("arxiv:") for key in keys if key]

    def keys(self) -> frozenset[str]:
        """Every key that names a saved work; a work may have several (see `count`). Cached: every page asks."""
        return self._index().keys

    def count(self) -> int:
        """How many works are saved."""
        return len(self._index().rows)

    def find(self, query: Query | str = "", limit: int | None = 50, offset: int = 0) -> tuple[int, list[Saved]]:
        """How many papers the query asks for (see `library.query`; a text alone is its words, which briefs may say),
        and a slice of them in its order, by itself the latest saved first; without a `limit` all that follow.
        """
        asked = Query(query) if isinstance(query, str) else query
        found = self._search(asked).found(asked)
        begin = max(offset, 0)
        end = len(found) if limit is None else begin + max(limit, 0)
        return len(found), [row.saved for row in found[begin:end]]

    def holding(self, text: str) -> list[Row]:
        """The rows that hold the words, which a brief may say (see `query.terms`), the latest saved first."""
        asked = Query(text)
        return self._search(asked).found(asked)

    def revision(self) -> int:
        """A number that grows with every write."""
        return self._workspace.revision("library")

    def facets(self, query: Query) -> Facets:
        """How many papers each further choice would show (see `Search.facets`)."""
        return self._search(query).facets(query)

    def briefs_of(self, items: Iterable[Saved]) -> Briefs:
        """What is kept of briefs that are done, by the key of the paper, whichever of its keys they were made under."""
        return self.briefed.of({saved.paper.key: (saved.paper.key, *saved.also) for saved in items})

    def _take_all(self, draft: Draft, records: Iterable[Saved]) -> list[Outcome | BadInputError]:
        told: list[Outcome | BadInputError] = []
        for asked in records:
            known = draft.index.of_work(asked.paper, asked.also, asked.apart)
            if not known and self._workspace.get("library", asked.paper.key) is not None:
                told.append(BadInputError("What is saved of it cannot be read by this version."))
                continue
            row, became = self._joined(known, asked)
            told.append(became)
            if became.what != "known":
                for other in known[1:]:
                    draft.join(other.id)
                draft.put(row)
        return told

    def _index(self) -> Index:
        cached = self._cached
        if cached.revision == self._workspace.revision("library"):
            return cached
        # Read once for all threads that ask, and not at all where one of them is just carrying it over its own write.
        with self._writing:
            revision = self._workspace.revision("library")
            if self._cached.revision != revision:
                # One document after the other: all at once are as much memory again as the index itself.
                ids = self._workspace.ids("library")
                documents = ((id, self._workspace.get("library", id)) for id in ids)
                self._cached = Index.read(documents, revision)
            return self._cached

    def _search(self, query: Query) -> Search:
        index = self._index()
        if not query.text.strip():
            return index.search
        words = self.briefed.words()
        there = self._searching
        if there is None or there[0] is not index or there[1] is not words:
            said: dict[str, bytes] = {}
            for key, lines in words.items():
                if row := index.by_key(key):
                    said[row.id] = b"\n".join(filter(None, (said.get(row.id), lines)))
            there = self._searching = (index, words, index.search.beside(said))
        return there[2]

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

    def _put(self, rows: Mapping[str, Row | None]) -> None:
        self._workspace.put_many("library", Documents(rows))

    def _joined(
        self, known: Sequence[Row], asked: Saved, save: str = "", page: Mapping[str, Any] | None = None
    ) -> tuple[Row, Outcome]:
        """The first row with the others and what was asked in it, and what became of that."""
        saves = (save,) if save else ()
        if not known:
            new = self._dated(asked)
            return Row(asked.paper.key, new, saves, page=page or {}), Outcome("saved", new.saved_at)
        there, *others = known
        both = Merge(there.saved, asked, save, tuple((other.id, other.saved) for other in others))
        told = outcome(there.saved, asked, both.whole)
        merged, undo = (self._touched(both.whole), both) if told.what == "merged" else (there.saved, there.merge)
        saves = (*(key for row in known for key in row.saves), *saves)
        return Row(there.id, merged, saves, undo, page or there.page), told

    def _edit(self, there: Row, changes: Mapping[str, Any]) -> Row:
        return renewed(there, self._touched(edited(there.saved, changes)))

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

    def time(self) -> str:
        """The present as it is written into records: ISO 8601 UTC, in milliseconds."""
        return self._now().astimezone(UTC).isoformat(timespec="milliseconds")

    def _dated(self, saved: Saved) -> Saved:
        time = self.time()
        return replace(saved, saved_at=saved.saved_at or time, updated_at=saved.updated_at or time)

    def _touched(self, saved: Saved) -> Saved:
        return replace(saved, updated_at=self.time())


def _remember(document: Document | None, rows: Iterable[Row]) -> Document:
    saves = {**(document or {}), **{save: row.saved.paper.key for row in rows for save in row.saves}}
    return dict(list(saves.items())[-_MOST_REMOVED_REMEMBERED:])
