"""The library as it is at one revision, arranged for the questions that every page asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from paper_radar.errors import BadInputError
from paper_radar.library.record import Saved, from_json, to_json
from paper_radar.papers.model import Paper
from paper_radar.papers.text import fold
from paper_radar.papers.works import Likeness, alike, likeness

_MOST_SAVES_REMEMBERED = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One document of the table: the saved paper, and the idempotency keys of the saves that went into it.

    Its `id` is the key under which the paper was first saved. It stays when the paper later gets a stronger key.
    """

    id: str
    saved: Saved
    saves: tuple[str, ...] = ()
    likeness: Likeness = field(init=False)
    haystack: str = field(init=False)
    keys: tuple[str, ...] = field(init=False)
    """Every key by which a page may name this work, the paper's own first."""

    def __post_init__(self) -> None:
        paper, met = self.saved.paper, likeness(self.saved.paper)
        texts = (paper.title, *paper.authors, paper.abstract, *self.saved.tags, self.saved.note)
        keys = [paper.key, self.id, *self.saved.also]
        if met.arxiv_id:
            keys.append(f"arxiv:{met.arxiv_id}")
        if met.doi:
            keys.append(f"doi:{met.doi}")
        # Computed once: the index is put together anew after every write.
        object.__setattr__(self, "likeness", met)
        object.__setattr__(self, "haystack", fold("\n".join(texts)))
        object.__setattr__(self, "keys", tuple(dict.fromkeys(keys)))


def row_to_document(row: Row) -> dict[str, Any]:
    """The row as the workspace keeps it."""
    return {**to_json(row.saved), "saves": list(row.saves[-_MOST_SAVES_REMEMBERED:])}


def row_from_document(id: str, document: Mapping[str, Any]) -> Row:
    """The row that `row_to_document` wrote. Raises BadInputError."""
    return Row(id, from_json(document), tuple(document.get("saves", ())))


class Index:
    """Rows by every key and every save, as they were at a `revision` of the workspace. Replaced, never changed."""

    def __init__(self, rows: Iterable[Row], revision: int, unreadable: int = 0) -> None:
        self.rows = {row.id: row for row in rows}
        self.revision = revision
        self.unreadable = unreadable
        self._by_key: dict[str, Row] = {row.saved.paper.key: row for row in self.rows.values()}
        self._by_save: dict[str, Row] = {}
        self._by_author: dict[str, list[Row]] = {}
        for row in self.rows.values():
            for key in row.keys:
                self._by_key.setdefault(key, row)
            for save in row.saves:
                self._by_save[save] = row
            for word in set(row.likeness.first_author):
                self._by_author.setdefault(word, []).append(row)
        self.keys = frozenset(self._by_key)

    @classmethod
    def read(cls, documents: Mapping[str, Mapping[str, Any]], revision: int) -> "Index":
        """The index of the workspace's documents; one that cannot be read is counted, and left where it is."""
        rows, unreadable = [], 0
        for id, document in documents.items():
            try:
                rows.append(row_from_document(id, document))
            except BadInputError:
                unreadable += 1
        return cls(rows, revision, unreadable)

    def with_row(self, row: Row, revision: int) -> "Index":
        """The index after the row was written."""
        return Index({**self.rows, row.id: row}.values(), revision, self.unreadable)

    def without(self, id: str, revision: int) -> "Index":
        """The index after the row was removed."""
        return Index((row for row in self.rows.values() if row.id != id), revision, self.unreadable)

    def by_key(self, key: str) -> Row | None:
        """The row of the work that this key names."""
        return self._by_key.get(key)

    def by_save(self, idempotency_key: str) -> Row | None:
        """The row into which this save went."""
        return self._by_save.get(idempotency_key)

    def of_work(self, paper: Paper, also: Iterable[str] = ()) -> Row | None:
        """The row of the same work as this paper, if there is one."""
        met = likeness(paper)
        keys = [paper.key, f"arxiv:{met.arxiv_id}", *also, f"doi:{met.doi}"]
        for row in filter(None, map(self._by_key.get, keys)):
            # One DOI on two arXiv papers is a slip of a page, not one work.
            if not (met.arxiv_id and row.likeness.arxiv_id) or met.arxiv_id == row.likeness.arxiv_id:
                return row
        likely = (row for word in met.first_author for row in self._by_author.get(word, ()))
        return next((row for row in likely if alike(met, row.likeness)), None)

    def newest_first(self, query: str = "") -> list[Row]:
        """Rows that hold every word of the query, the latest saved first."""
        words = fold(query).split()
        found = [row for row in self.rows.values() if all(word in row.haystack for word in words)]
        # Of those saved at one moment, the one written last stands first: sorting keeps the order of equals.
        found.reverse()
        found.sort(key=lambda row: row.saved.saved_at, reverse=True)
        return found
