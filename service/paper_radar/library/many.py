"""Changes to many saved papers at once: one write each, and each can be undone."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from paper_radar.errors import BadInputError
from paper_radar.library.editing import edited
from paper_radar.library.index import Draft
from paper_radar.library.merging import Outcome
from paper_radar.library.record import Saved, Status
from paper_radar.library.row import renewed
from paper_radar.library.saved import Library
from paper_radar.library.tags import folded


@dataclass(frozen=True, slots=True)
class Change:
    """Tags to be added and taken away (in whatever case and accents they stand there); None leaves as it is."""

    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    status: Status | None = None
    stars: int | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """What a saved paper had of the reader's before a change."""

    key: str
    tags: tuple[str, ...]
    status: Status
    stars: int


def change(library: Library, keys: Iterable[str], change: Change) -> list[Own]:
    """What those papers that changed had before. Keys of no saved paper are passed over.

    Raises BadInputError if one of them would get more tags than a paper may have, with nothing written.
    """
    gone = {folded(tag) for tag in change.remove_tags} - {folded(tag) for tag in change.add_tags}

    def changed(saved: Saved) -> Saved:
        # A tag that is there stays as it is written there, as at a save.
        tags = (*(tag for tag in saved.tags if folded(tag) not in gone), *change.add_tags)
        status = saved.status if change.status is None else change.status
        stars = saved.stars if change.stars is None else change.stars
        return edited(saved, {"tags": tags, "status": status, "stars": stars})

    return _each(library, [(key, changed) for key in keys])


def change_back(library: Library, before: Iterable[Own]) -> list[Own]:
    """Undo a change; what they had until now undoes that. Raises BadInputError, with nothing written."""

    def put(own: Own) -> Callable[[Saved], Saved]:
        return lambda saved: edited(saved, {"tags": own.tags, "status": own.status, "stars": own.stars})

    return _each(library, [(own.key, put(own)) for own in before])


def restore(library: Library, removed: Sequence[Saved]) -> int:
    """Undo a removal. How many papers are new or other than they were."""
    told = library.add_many(removed)
    return sum(isinstance(became, Outcome) and became.what != "known" for became in told)


def seen(library: Library, keys: Iterable[str]) -> int:
    """The reader has seen the news of these papers. How many had some."""

    def read(draft: Draft) -> int:
        rows = {row.id: row for key in keys if (row := draft.index.by_key(key)) and row.saved.news}
        for row in rows.values():
            draft.put(renewed(row, replace(row.saved, news=())))
        return len(rows)

    return library.rewrite(read)


def _each(library: Library, changes: Sequence[tuple[str, Callable[[Saved], Saved]]]) -> list[Own]:
    def step(draft: Draft) -> list[Own]:
        before: dict[str, Own] = {}
        now = library.time()
        for key, changed in changes:
            row = draft.index.by_key(key)
            if row is None or row.id in before:
                continue
            former = row.saved
            try:
                after = changed(former)
            except BadInputError as error:
                raise BadInputError(f"{former.paper.title:.80}: {error.message}", error.hint) from error
            if after != former:
                before[row.id] = Own(former.paper.key, former.tags, former.status, former.stars)
                draft.put(renewed(row, replace(after, updated_at=now)))
        return list(before.values())

    return library.rewrite(step)
