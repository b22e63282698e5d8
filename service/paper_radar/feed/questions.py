"""What the reader looks at: a tab and filters, and which rows these leave."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from typing import Literal

from paper_radar.feed.index import Index, union
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


def selected(question: Question, index: Index, world: World) -> list[Judged]:
    """The rows that the question leaves, in their order; of what trends in its own."""
    found = index.at(reduce(and_, _asked(question, index, world).values(), _of_tab(question, index, world)))
    if question.tab == "trending":
        place = {key: at for at, key in enumerate(world.trending)}
        found.sort(key=lambda each: place[each.key])
    return found


def facets(question: Question, index: Index, world: World) -> Facets:
    """The counts of every filter."""
    asked, base = _asked(question, index, world), _of_tab(question, index, world)

    def under_others(kind: str) -> int:
        return reduce(and_, (places for name, places in asked.items() if name != kind), base)

    places = under_others("entries")
    entries = {
        entry.id: count
        for at, entry in enumerate(world.entries)
        if (count := (places & (index.entries.get(at, 0) | index.muting.get(at, 0))).bit_count())
    }
    return Facets(
        total=reduce(and_, asked.values(), base).bit_count(),
        code=(under_others("code") & index.code).bit_count(),
        unread=(under_others("unread") & ~index.of_keys(world.read)).bit_count(),
        entries=_most_first(entries.items()),
        sources=_counts(index.sources, under_others("sources")),
        categories=dict(list(_counts(index.categories, under_others("categories")).items())[:MOST_CATEGORIES]),
    )


def _asked(question: Question, index: Index, world: World) -> dict[str, int]:
    """The places that each kind of filter leaves, by its name; only of kinds that are asked for."""
    asked: dict[str, int] = {}
    if question.entries:
        chosen = _chosen(question, world)
        asked["entries"] = union(index.entries.get(at, 0) | index.muting.get(at, 0) for at in chosen)
    if question.sources:
        asked["sources"] = union(index.sources.get(name, 0) for name in question.sources)
    if question.categories:
        asked["categories"] = union(index.categories.get(name, 0) for name in question.categories)
    if question.code:
        asked["code"] = index.code
    if question.unread:
        asked["unread"] = index.all & ~index.of_keys(world.read)
    return asked


def _of_tab(question: Question, index: Index, world: World) -> int:
    """The places of the tab; without those muted, but for those that an entry mutes that was asked for."""
    if question.tab == "radar":
        places = index.hit | index.muted
    elif question.tab == "trending":
        places = index.of_keys(world.trending)
    else:
        places = union(index.categories[name] for name in _wanted(world.categories, index.categories))
    meant = union(index.muting.get(at, 0) for at in _chosen(question, world))
    return places & ~(index.muted & ~meant) & ~index.of_keys(world.dismissed)


def _chosen(question: Question, world: World) -> list[int]:
    if not question.entries:
        return []
    return [at for at, entry in enumerate(world.entries) if entry.id in question.entries]


def _wanted(categories: Collection[str], among: Iterable[str]) -> list[str]:
    """Those among the names that are meant: an archive ("math", "math.*") holds all of its own."""
    names = {each.strip().lower().removesuffix(".*") for each in categories}
    return [name for name in among if names & {name.lower(), name.lower().partition(".")[0]}]


def _counts(index: Mapping[str, int], places: int) -> dict[str, int]:
    return _most_first((name, count) for name, found in index.items() if (count := (found & places).bit_count()))


def _most_first(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    return dict(sorted(counts, key=lambda each: (-each[1], each[0])))
