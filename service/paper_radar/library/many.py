"""Changes to many saved papers at once: one write each, and each can be undone."""

from collections.abc import Callable, Iterable, Iterator, Sequence
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
    """What a saved paper has of the reader's, of that which many get at once."""

    tags: tuple[str, ...]
    status: Status
    stars: int


@dataclass(frozen=True, slots=True)
class Changed:
    """What the paper of this key had `before` a change, and had `after` it."""

    key: str
    before: Own
    after: Own


def change(library: Library, keys: Iterable[str], change: Change) -> list[Changed]:
    """Those papers that changed. Keys of no saved paper are passed over.

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


def change_back(library: Library, changes: Iterable[Changed]) -> list[Changed]:
    """Undo a change, but for what the reader changed since; what it answers undoes that again.

    Raises BadInputError, with nothing written.
    """

    def put_back(made: Changed) -> Callable[[Saved], Saved]:
        before, after = made.before, made.after

        def undone(saved: Saved) -> Saved:
            status = before.status if saved.status == after.status else saved.status
            stars = before.stars if saved.stars == after.stars else saved.stars
            return edited(saved, {"tags": tuple(_tags_back(made, saved.tags)), "status": status, "stars": stars})

        return undone

    return _each(library, [(made.key, put_back(made)) for made in changes])


def _tags_back(made: Changed, now: tuple[str, ...]) -> Iterator[str]:
    """The tags without those that the change brought, and with those that it took."""
    before, after = made.before.tags, made.after.tags
    if now == after:
        # In the order in which they stood.
        yield from before
        return
    had, has, there = ({folded(tag) for tag in tags} for tags in (before, after, now))
    yield from (tag for tag in now if folded(tag) in had or folded(tag) not in has)
    yield from (tag for tag in before if folded(tag) not in has | there)


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


def _own(saved: Saved) -> Own:
    return Own(saved.tags, saved.status, saved.stars)


def _each(library: Library, changes: Sequence[tuple[str, Callable[[Saved], Saved]]]) -> list[Changed]:
    def step(draft: Draft) -> list[Changed]:
        told: dict[str, Changed] = {}
        now = library.time()
        for key, changed in changes:
            row = draft.index.by_key(key)
            if row is None or row.id in told:
                continue
            former = row.saved
            try:
                after = changed(former)
            except BadInputError as error:
                raise BadInputError(f"{former.paper.title:.80}: {error.message}", error.hint) from error
            if after != former:
                told[row.id] = Changed(former.paper.key, _own(former), _own(after))
                draft.put(renewed(row, replace(after, updated_at=now)))
        return list(told.values())

    return library.rewrite(step)
