"""Searching the rows of one revision: found by a look at each, in an order made once. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from threading import Lock
from typing import Any, TypeVar

from paper_radar.library.query import ORIGINS, Facets, Query, Sort, Terms, sort_of, terms
from paper_radar.library.record import STATUSES
from paper_radar.library.row import Row
from paper_radar.library.tags import counted, folded

# The list, its facets and its next slice ask for the same; who types asks for what came before once more.
_KEPT = 8
_MOST_TAGS = 200


class Search:
    """Over rows in the order in which they were written. Safe from any thread."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = tuple(rows)
        self._said: Mapping[str, bytes] = {}
        self._lock = Lock()
        self._orders: dict[Sort, tuple[Row, ...]] = {}
        self._texts: dict[Terms, frozenset[str]] = {}
        self._facets: dict[Query, Facets] = {}

    def beside(self, said: Mapping[str, bytes]) -> "Search":
        """The same, in which words are also found in what is `said` of a row elsewhere, by its id, as `searchable`."""
        other = Search(self._rows)
        other._said, other._orders, other._lock = said, self._orders, self._lock
        return other

    def found(self, query: Query) -> list[Row]:
        """The rows that the query asks for, in its order. Raises KeyError if there is no such order."""
        sort, backwards = sort_of(query.sort)
        found = list(_under(self._holding(query, sort), query))
        return _reversed(found, sort) if backwards else found

    def facets(self, query: Query) -> Facets:
        """How many papers each choice would show. Of status, source and year, which exclude one another, the counts
        are those without that very filter: what choosing another one would show. Tags add up, so theirs are of what
        was found.
        """
        asked = replace(query, sort="saved")
        with self._lock:
            kept = self._facets.get(asked)
        if kept is None:
            kept = self._counted(asked)
            with self._lock:
                _keep(self._facets, asked, kept)
        return kept

    def _counted(self, query: Query) -> Facets:
        rows = self._holding(query, "saved")
        here = _under(rows, query)
        statuses = Counter([row.saved.status for row in _under(rows, replace(query, status=""))])
        sources = Counter([row.origin for row in _under(rows, replace(query, source=""))])
        years = Counter([row.year for row in _under(rows, replace(query, year="")) if row.year])
        return Facets(
            total=len(here),
            tags=tuple(counted([row.saved.tags for row in here], limit=_MOST_TAGS)),
            statuses={name: statuses[name] for name in STATUSES},
            sources={name: sources[name] for name in ORIGINS},
            years=tuple(sorted(years.items(), reverse=True)),
        )

    def _holding(self, query: Query, sort: Sort) -> Sequence[Row]:
        """Rows that hold the words and the tags of the query, in this order."""
        rows = self._worded(query.text, sort)
        for tag in {folded(tag) for tag in query.tags}:
            spellings = {other for other in self._tags if folded(other) == tag}
            rows = [row for row in rows if not spellings.isdisjoint(row.saved.tags)]
        return rows

    @cached_property
    def _tags(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(row.saved.tags for row in self._rows))

    def _worded(self, text: str, sort: Sort) -> Sequence[Row]:
        asked = terms(text)
        if not asked.wanted and not asked.unwanted:
            return self._ordered(sort)
        with self._lock:
            found = self._texts.get(asked)
        if found is None:
            # In the order in which they lie in memory, which is twice as fast as in any other.
            found = frozenset(row.id for row in _hold(self._within(asked), asked, self._said))
            with self._lock:
                _keep(self._texts, asked, found)
        return [row for row in self._ordered(sort) if row.id in found]

    def _within(self, asked: Terms) -> Sequence[Row]:
        """Where to look: who types "impl" finds it among what held "imp" a moment ago."""
        with self._lock:
            held = [found for former, found in self._texts.items() if _is_narrower(asked, former)]
        if not held:
            return self._rows
        fewest = min(held, key=len)
        return [row for row in self._rows if row.id in fewest]

    def _ordered(self, sort: Sort) -> tuple[Row, ...]:
        with self._lock:
            kept = self._orders.get(sort)
        if kept is None:
            # Of those saved at one moment, the one written last stands first: sorting keeps the order of equals.
            newest = list(self._rows[::-1])
            newest.sort(key=lambda row: row.saved.saved_at, reverse=True)
            key = _KEYS.get(sort)
            kept = tuple(_sorted(newest, key, latest_first=sort not in _FROM_A_TO_Z) if key else newest)
            with self._lock:
                self._orders[sort] = kept
        return kept


_Asked = TypeVar("_Asked")
_Found = TypeVar("_Found")


def _keep(kept: dict[_Asked, _Found], asked: _Asked, found: _Found) -> None:
    kept[asked] = found
    while len(kept) > _KEPT:
        del kept[next(iter(kept))]


def _hold(rows: Sequence[Row], asked: Terms, said: Mapping[str, bytes]) -> list[Row]:
    found = list(rows)
    for row in found:
        if not row.haystack:
            row.fold()
    for wanted in asked.wanted:
        also = {id for id, words in said.items() if wanted in words}
        # A look at each of ten thousand ids is spared where it can be.
        if also:
            found = [row for row in found if wanted in row.haystack or row.id in also]
        else:
            found = [row for row in found if wanted in row.haystack]
    for unwanted in asked.unwanted:
        also = {id for id, words in said.items() if unwanted in words}
        found = [row for row in found if unwanted not in row.haystack and row.id not in also]
    return found


def _is_narrower(asked: Terms, former: Terms) -> bool:
    """Whether all that holds what is asked held what was asked formerly."""
    wanted = all(any(term in other for other in asked.wanted) for term in former.wanted)
    return wanted and set(former.unwanted) <= set(asked.unwanted)


def _under(rows: Sequence[Row], query: Query) -> Sequence[Row]:
    """Those of the rows that the filters let through."""
    if query.status:
        rows = [row for row in rows if row.saved.status == query.status]
    if query.source:
        rows = [row for row in rows if row.origin == query.source]
    if query.year:
        rows = [row for row in rows if row.year == query.year]
    return rows


_Key = Callable[[Row], Any]
_FROM_A_TO_Z: frozenset[Sort] = frozenset({"title", "author"})


_KEYS: dict[Sort, _Key] = {
    "published": lambda row: row.saved.paper.published,
    "title": lambda row: row.title,
    "author": lambda row: row.author,
    "stars": lambda row: row.saved.stars,
    "updated": lambda row: row.saved.updated_at,
}


def _sorted(rows: Sequence[Row], key: _Key, *, latest_first: bool) -> list[Row]:
    """What is not known of a paper stands at the end."""
    known = sorted((row for row in rows if key(row)), key=key, reverse=latest_first)
    return known + [row for row in rows if not key(row)]


def _reversed(rows: list[Row], sort: Sort) -> list[Row]:
    """Backwards, but what is not known still at the end, and the papers without stars at the beginning."""
    key = _KEYS.get(sort)
    if key is None or sort == "stars":
        return rows[::-1]
    known = [row for row in rows if key(row)]
    return known[::-1] + rows[len(known) :]
