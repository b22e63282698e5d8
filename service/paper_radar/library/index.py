"""The library as it is at one revision, arranged for the questions that every page asks."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from paper_radar.errors import BadInputError
from paper_radar.library.merging import may_be_one
from paper_radar.library.row import Row, row_from_document
from paper_radar.library.search import Search
from paper_radar.papers.model import Paper
from paper_radar.papers.works import alike, blocks, likeness


class Index:
    """Rows by every key and every save, as they were at a `revision` of the workspace. Of the caches, nobody changes
    one that others see: they `copy` it, and `put` rows into the copy.
    """

    def __init__(self, rows: Iterable[Row], revision: int, unreadable: int = 0) -> None:
        self.rows: dict[str, Row] = {}
        self.revision = revision
        self.unreadable = unreadable
        # The ids of rows. What a row was before a merge leads to it still: it is the same work.
        self._by_key: dict[str, str] = {}
        self._by_save: dict[str, str] = {}
        # None until a work is first looked for otherwise than by its keys: it costs a second of 10,000 papers.
        self._blocks: dict[int, tuple[str, ...]] | None = None
        for row in rows:
            self.put(row)

    def put(self, row: Row) -> None:
        """Set the row in its place among the others."""
        self.rows[row.id] = row
        self._by_key[row.saved.paper.key] = row.id
        for key in row.keys:
            if self._by_key.get(key, "") not in self.rows:
                self._by_key[key] = row.id
        for save in row.saves:
            self._by_save[save] = row.id
        if self._blocks is not None:
            _place(self._blocks, row)

    def drop(self, id: str) -> None:
        """Take out a row, all of whose keys another one will bear."""
        self.rows.pop(id, None)

    def copy(self, revision: int) -> "Index":
        """Another index that holds the same."""
        other = Index((), revision, self.unreadable)
        other.rows = dict(self.rows)
        other._by_key, other._by_save = dict(self._by_key), dict(self._by_save)
        other._blocks = None if self._blocks is None else dict(self._blocks)
        return other

    @cached_property
    def search(self) -> Search:
        """What finds rows by words and filters."""
        return Search(self.rows.values())

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every key that names a saved work."""
        return frozenset(self._by_key)

    @classmethod
    def read(cls, documents: Iterable[tuple[str, Mapping[str, Any] | None]], revision: int) -> "Index":
        """The index of the workspace's documents by id (None: it was removed meanwhile); one that cannot be read is
        counted, and left where it is.
        """
        rows, unreadable = [], 0
        for id, document in documents:
            try:
                rows += [] if document is None else [row_from_document(id, document)]
            except BadInputError:
                unreadable += 1
        return cls(rows, revision, unreadable)

    def with_row(self, row: Row, revision: int) -> "Index":
        """The index after the row was written."""
        other = self.copy(revision)
        other.put(row)
        return other

    def without(self, ids: Collection[str], revision: int) -> "Index":
        """The index after rows were removed, with all their keys."""
        return Index((row for row in self.rows.values() if row.id not in ids), revision, self.unreadable)

    def by_key(self, key: str) -> Row | None:
        """The row of the work that this key names."""
        return self.rows.get(self._by_key.get(key, ""))

    def by_save(self, idempotency_key: str) -> Row | None:
        """The row into which this save went."""
        return self.rows.get(self._by_save.get(idempotency_key, ""))

    def _by_block(self) -> dict[int, tuple[str, ...]]:
        if self._blocks is None:
            placed: dict[int, tuple[str, ...]] = {}
            for row in self.rows.values():
                _place(placed, row)
            self._blocks = placed
        return self._blocks

    def row_of(self, paper: Paper, key: str) -> Row | None:
        """The row of a paper that a source tells of, which was asked for by this key: the surest one."""
        return self.by_key(key) or self.by_key(paper.key) or next(iter(self.of_work(paper)), None)

    def of_work(self, paper: Paper, also: Iterable[str] = (), apart: Iterable[str] = ()) -> list[Row]:
        """The row of the same work as this paper, and others that this paper shows to be of it too; `apart` are keys
        of works that are none.
        """
        found: list[Row] = []
        for row in self._likely(paper, also, apart):
            if row not in found and all(_are_one(row, other) for other in found):
                found.append(row)
        return found

    def _likely(self, paper: Paper, also: Iterable[str], apart: Iterable[str]) -> Iterator[Row]:
        met, other = likeness(paper), frozenset(apart)
        own = {paper.key, *also}
        keys = [paper.key, f"arxiv:{met.arxiv_id}", *also, f"doi:{met.doi}"]
        for row in filter(None, map(self.by_key, keys)):
            # One DOI on two arXiv papers is a slip of a page, not one work.
            same_id = not (met.arxiv_id and row.likeness.arxiv_id) or met.arxiv_id == row.likeness.arxiv_id
            if same_id and not _parted(row, own, other):
                yield row
        ids = dict.fromkeys(id for block in blocks(paper) for id in self._by_block().get(block, ()))
        likely = (self.rows[id] for id in ids if id in self.rows)
        yield from (row for row in likely if alike(met, row.likeness) and not _parted(row, own, other))


def _place(placed: dict[int, tuple[str, ...]], row: Row) -> None:
    for block in row.blocks:
        there = placed.get(block, ())
        if row.id not in there:
            placed[block] = (*there, row.id)


def _are_one(row: Row, other: Row) -> bool:
    parted = _parted(row, set(other.keys), frozenset(other.saved.apart))
    return not parted and may_be_one(row.saved.paper, other.saved.paper)


def _parted(row: Row, keys: set[str], apart: frozenset[str]) -> bool:
    return not keys.isdisjoint(row.saved.apart) or not apart.isdisjoint(row.keys)


class Draft:
    """What a batch of changes will leave: an index to look into, and what is to be written (None: removed)."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.written: dict[str, Row | None] = {}
        self._removed = False

    def put(self, row: Row) -> None:
        """Write the row."""
        self.index.put(row)
        self.written[row.id] = row

    def join(self, id: str) -> None:
        """Take out a row, all of whose keys another one bears from now on."""
        self.index.drop(id)
        self.written[id] = None

    def remove(self, id: str) -> None:
        """Take out a row with its keys."""
        self.join(id)
        self._removed = True

    def whole(self, revision: int) -> Index:
        """The index after all of it was written."""
        return self.index.without((), revision) if self._removed else self.index
