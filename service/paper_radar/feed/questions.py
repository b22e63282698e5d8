"""What the reader looks at: a tab and filters, and which rows these leave."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal

from paper_radar.feed.judging import Judged
from paper_radar.radar.entries import Entry

Tab = Literal["radar", "trending", "categories"]
# A reader narrows them by typing; behind these stand those of a paper or two.
MOST_CATEGORIES = 200


@dataclass(frozen=True, slots=True)
class Question:
    """Filters of one kind widen one another, those of different kinds narrow: by an author or a topic (`entries`, by
    id), and from one of the `sources`, and in one of the `categories`, and with `code`, and `unread`.
    """

    tab: Tab = "radar"
    entries: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    code: bool = False
    unread: bool = False


@dataclass(frozen=True, slots=True)
class World:
    """What decides beside the rows themselves: the entries by their places in the rows, keys of papers dismissed and
    read, the categories of the tab of that name, and what trends, most first.
    """

    entries: Sequence[Entry] = ()
    dismissed: Collection[str] = frozenset()
    read: Collection[str] = frozenset()
    categories: frozenset[str] = frozenset()
    trending: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Facets:
    """How many papers each filter would leave, under the filters of the other kinds; `total` under all of them."""

    total: int = 0
    code: int = 0
    unread: int = 0
    entries: Mapping[str, int] = field(default_factory=dict)
    sources: Mapping[str, int] = field(default_factory=dict)
    categories: Mapping[str, int] = field(default_factory=dict)


def selected(question: Question, rows: Sequence[Judged], world: World) -> list[Judged]:
    """The rows that the question leaves, in their order; of what trends in its own."""
    tests = [test for test in _tests(question, world) if test is not None]
    found = [each for each in _of_tab(question, rows, world) if all(test(each) for test in tests)]
    if question.tab == "trending":
        place = {key: at for at, key in enumerate(world.trending)}
        found.sort(key=lambda each: place[each.row.key])
    return found


def facets(question: Question, rows: Sequence[Judged], world: World) -> Facets:
    """The counts of every filter."""
    by_entry, by_source, by_category, by_code, by_unread = tests = _tests(question, world)
    read = world.read
    total = code = unread = 0
    entries: list[Sequence[int]] = []
    sources: list[Sequence[str]] = []
    categories: list[Sequence[str]] = []
    asked = [test for test in tests if test is not None]
    for each in _of_tab(question, rows, world):
        row = each.row
        failed = [test for test in asked if not test(each)]
        if len(failed) > 1:
            continue
        only = failed[0] if failed else None
        if only is None:
            total += 1
        if only is None or only is by_entry:
            entries.append((*each.entries, *each.muting))
        if only is None or only is by_source:
            sources.append(row.sources)
        if only is None or only is by_category:
            categories.append(row.categories)
        if row.code and (only is None or only is by_code):
            code += 1
        if row.key not in read and (only is None or only is by_unread):
            unread += 1
    of_entries = Counter(chain.from_iterable(entries))
    return Facets(
        total=total,
        code=code,
        unread=unread,
        entries={world.entries[place].id: count for place, count in of_entries.most_common()},
        sources=dict(Counter(chain.from_iterable(sources)).most_common()),
        categories=dict(Counter(chain.from_iterable(categories)).most_common(MOST_CATEGORIES)),
    )


_Test = Callable[[Judged], bool] | None


def _tests(question: Question, world: World) -> tuple[_Test, _Test, _Test, _Test, _Test]:
    """One test a kind of filter, in the order of `Question`; None where nothing is asked."""
    places = frozenset(place for place, entry in enumerate(world.entries) if entry.id in question.entries)
    sources, categories, read = question.sources, question.categories, world.read
    return (
        (lambda each: not (places.isdisjoint(each.entries) and places.isdisjoint(each.muting)))
        if question.entries
        else None,
        (lambda each: not sources.isdisjoint(each.row.sources)) if sources else None,
        (lambda each: not categories.isdisjoint(each.row.categories)) if categories else None,
        (lambda each: each.row.code) if question.code else None,
        (lambda each: each.row.key not in read) if question.unread else None,
    )


def _of_tab(question: Question, rows: Sequence[Judged], world: World) -> Iterator[Judged]:
    """The rows of the tab; without those muted, but for those that an entry mutes that was asked for."""
    dismissed, wanted = world.dismissed, _Wanted(world.categories)
    trending = frozenset(world.trending)
    places = frozenset(place for place, entry in enumerate(world.entries) if entry.id in question.entries)
    for each in rows:
        if each.row.key in dismissed or (each.muting and places.isdisjoint(each.muting)):
            continue
        if question.tab == "radar":
            if not each.entries and not each.muting:
                continue
        elif question.tab == "trending":
            if each.row.key not in trending:
                continue
        elif not wanted.has(each.row.categories):
            continue
        yield each


class _Wanted:
    """Categories, of which an archive ("math", "math.*") holds all of its own. Thousands of papers ask for the few."""

    def __init__(self, categories: Collection[str]) -> None:
        self._names = frozenset(name.strip().lower().removesuffix(".*") for name in categories)
        self._known: dict[tuple[str, ...], bool] = {}

    def has(self, categories: tuple[str, ...]) -> bool:
        known = self._known.get(categories)
        if known is None:
            names = [name.lower() for name in categories]
            known = self._known[categories] = not self._names.isdisjoint(
                [*names, *(name.partition(".")[0] for name in names)]
            )
        return known
