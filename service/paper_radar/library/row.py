"""One document of the library's table, with what is computed of it once."""

from collections.abc import Mapping
from dataclasses import InitVar, dataclass, field
from typing import Any

from paper_radar.errors import BadInputError
from paper_radar.library.merging import Merge
from paper_radar.library.query import Origin, origin, searchable, year
from paper_radar.library.record import Saved, from_json, to_json
from paper_radar.papers.works import Likeness, blocks, likeness

_MOST_SAVES_REMEMBERED = 20


@dataclass(frozen=True, slots=True)
class Row:
    """The saved paper, and the idempotency keys of the saves that went into it.

    Its `id` is the key under which the paper was first saved. It stays when the paper later gets a stronger key.
    """

    id: str
    saved: Saved
    saves: tuple[str, ...] = ()
    merge: Merge | None = None
    page: Mapping[str, Any] = field(default_factory=dict)
    """The page from which it was saved last: its `host`, and what it `said` (see `corrections.Said`)."""
    former: InitVar["Row | None"] = None
    """The row in whose place this one comes: of the same paper, nothing is computed twice."""
    likeness: Likeness = field(init=False)
    blocks: tuple[int, ...] = field(init=False)
    haystack: bytes = field(init=False)
    """What is searched (see `query.searchable`), a line for each field."""
    paper_ends: int = field(init=False)
    """Where in it the paper's own text ends and the reader's begins."""
    keys: tuple[str, ...] = field(init=False)
    """Every key by which a page may name this work, the paper's own first."""
    origin: Origin = field(init=False)
    year: str = field(init=False)

    def __post_init__(self, former: "Row | None") -> None:
        paper = self.saved.paper
        if former is not None and (paper is former.saved.paper or paper == former.saved.paper):
            met, found, text = former.likeness, former.blocks, former.haystack[: former.paper_ends]
        else:
            met, found = likeness(paper), blocks(paper)
            text = b"\n".join(map(searchable, (paper.title, " · ".join(paper.authors), paper.abstract)))
        keys = [paper.key, self.id, *self.saved.also]
        if met.arxiv_id:
            keys.append(f"arxiv:{met.arxiv_id}")
        if met.doi:
            keys.append(f"doi:{met.doi}")
        computed = {
            "likeness": met,
            "blocks": found,
            "haystack": b"\n".join((text, *map(searchable, (*self.saved.tags, self.saved.note)))),
            "paper_ends": len(text),
            "keys": tuple(dict.fromkeys(keys)),
            "origin": origin(self.saved),
            "year": year(self.saved),
        }
        for name, value in computed.items():
            object.__setattr__(self, name, value)


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
