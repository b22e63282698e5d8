"""One document of the library's table, with what is computed of it once."""

from collections.abc import Iterator, Mapping
from typing import Any

from paper_radar.errors import BadInputError
from paper_radar.library.merging import Merge
from paper_radar.library.query import Origin, origin, searchable, year
from paper_radar.library.record import Saved, from_json, to_json
from paper_radar.papers.text import fold
from paper_radar.papers.works import Likeness, blocks, likeness

_MOST_SAVES_REMEMBERED = 20
_NO_PAGE: Mapping[str, Any] = {}


class Row:
    """The saved paper, and the idempotency keys of the saves that went into it. Never changed.

    Its `id` is the key under which the paper was first saved. It stays when the paper later gets a stronger key.
    `merge` is the latest merge, which can be undone; `page` that from which it was saved last: its `host`, and what it
    `said` (see `corrections.Said`). `keys` are all by which a page may name this work, the paper's own first.

    The rest is computed when it is first asked for: a library of 10,000 is to be there at once after a start.
    """

    __slots__ = (
        "_author", "_blocks", "_likeness", "_paper_ends", "_title",
        "haystack", "id", "keys", "merge", "origin", "page", "saved", "saves", "year",
    )  # fmt: skip

    def __init__(
        self,
        id: str,
        saved: Saved,
        saves: tuple[str, ...] = (),
        merge: Merge | None = None,
        page: Mapping[str, Any] = _NO_PAGE,
        former: "Row | None" = None,
    ) -> None:
        """`former` is the row in whose place this one comes: of the same paper, nothing is computed twice."""
        self.id, self.saved, self.saves, self.merge, self.page = id, saved, saves, merge, page or _NO_PAGE
        paper = saved.paper
        kind, _, name = paper.key.partition(":")
        arxiv_id = paper.arxiv_id or (name if kind == "arxiv" else "")
        doi = (paper.doi or (name if kind == "doi" else "")).lower()
        ids = ((f"arxiv:{arxiv_id}",) if arxiv_id else ()) + ((f"doi:{doi}",) if doi else ())
        self.keys = tuple(dict.fromkeys((paper.key, id, *saved.also, *ids)))
        self.origin: Origin = origin(saved)
        self.year = year(saved)
        same = former if former is not None and paper == former.saved.paper else None
        self._likeness: Likeness | None = same._likeness if same else None
        self._blocks: tuple[int, ...] | None = same._blocks if same else None
        self.haystack = b""
        self._paper_ends = 0
        if same and same.haystack:
            self._fold(same.haystack[: same._paper_ends])
        self._title: str | None = same._title if same else None
        self._author: tuple[str, ...] | None = same._author if same else None

    @property
    def likeness(self) -> Likeness:
        """What is compared of the paper."""
        if self._likeness is None:
            self._likeness = likeness(self.saved.paper)
        return self._likeness

    @property
    def blocks(self) -> tuple[int, ...]:
        """See `works.blocks`."""
        if self._blocks is None:
            self._blocks = blocks(self.saved.paper)
        return self._blocks

    def prepare(self) -> None:
        """Compute all that a search or an order asks for."""
        self.fold()
        self.title  # noqa: B018 - kept by being asked for
        self.author  # noqa: B018

    def fold(self) -> None:
        """Make the haystack: what is searched (see `query.searchable`), a line for each field; b"" until then."""
        if not self.haystack:
            paper = self.saved.paper
            self._fold(b"\n".join(map(searchable, (paper.title, " · ".join(paper.authors), paper.abstract))))

    def _fold(self, paper: bytes) -> None:
        self._paper_ends = len(paper)
        self.haystack = b"\n".join((paper, *map(searchable, (*self.saved.tags, self.saved.note))))

    @property
    def title(self) -> str:
        """By what titles are sorted: quotes and brackets before the first word are no letters of the alphabet."""
        if self._title is None:
            self._title = fold(self.saved.paper.title).lstrip(" \"'([{«“‘¿¡$-–—*#")
        return self._title

    @property
    def author(self) -> tuple[str, ...]:
        """By what first authors are sorted: the last name, then the others; () if there is none."""
        if self._author is None:
            # Without keeping the likeness, of which little else is asked.
            name = (self._likeness or likeness(self.saved.paper)).first_author
            self._author = (*name[-1:], *name[:-1])
        return self._author


def renewed(row: Row, saved: Saved) -> Row:
    """The row with its record changed."""
    return Row(row.id, saved, row.saves, row.merge, row.page, former=row)


def row_to_document(row: Row) -> dict[str, Any]:
    """The row as the workspace keeps it."""
    document = {**to_json(row.saved), "saves": list(row.saves[-_MOST_SAVES_REMEMBERED:])}
    if row.merge:
        both = {"before": to_json(row.merge.before), "asked": to_json(row.merge.asked)}
        others = {id: to_json(saved) for id, saved in row.merge.others}
        document["merge"] = {**both, "save": row.merge.save, "others": others}
    return {**document, "page": dict(row.page)} if row.page else document


class Documents(Mapping[str, dict[str, Any] | None]):
    """The documents of rows by id (None: removed), each made when it is asked for."""

    def __init__(self, rows: Mapping[str, Row | None]) -> None:
        self._rows = rows

    def __getitem__(self, id: str) -> dict[str, Any] | None:
        row = self._rows[id]
        return row_to_document(row) if row else None

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def row_from_document(id: str, document: Mapping[str, Any]) -> Row:
    """The row that `row_to_document` wrote. Raises BadInputError."""
    saves = tuple(document.get("saves", ()))
    return Row(id, from_json(document), saves, _merge(document.get("merge")), document.get("page") or {})


def _merge(document: Mapping[str, Any] | None) -> Merge | None:
    try:
        both = document or {}
        others = tuple((id, from_json(one)) for id, one in both.get("others", {}).items())
        return Merge(from_json(both["before"]), from_json(both["asked"]), str(both.get("save", "")), others)
    except (KeyError, BadInputError):
        # What cannot be read cannot be undone; the record itself is none the worse.
        return None
