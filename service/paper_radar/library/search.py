"""Searching the rows of one revision: found by a look at each, in an order made once. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from threading import Lock
from typing import Any

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
        self._lock = Lock()
        self._orders: dict[Sort, tuple[Row, ...]] = {}
        self._texts: dict[Terms, frozenset[str]] = {}

    def found(self, query: Query) -> list[Row]:
        """The rows that the query asks for, in its order. Raises KeyError if there is no such order."""
        sort, backwards = sort_of(query.sort)
        found = [row for row in self._holding(query, sort) if _fits(row, query)]
        return _reversed(found, sort) if backwards else found

    def facets(self, query: Query) -> Facets:
        """How many papers each choice would show. Of status, source and year, which exclude one another, the counts
        are those without that very filter: what choosing another one would show. Tags add up, so theirs are of what
        was found.
        """
        rows = self._holding(query, "saved")

        def under(wider: Query) -> Sequence[Row]:
            return [row for row in rows if _fits(row, wider)] if wider.status or wider.source or wider.year else rows

        here = under(query)
        statuses = Counter([row.saved.status for row in under(replace(query, status=""))])
        sources = Counter([row.origin for row in under(replace(query, source=""))])
        years = Counter([row.year for row in under(replace(query, year="")) if row.year])
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
            rows = [row for row in rows if any(folded(other) == tag for other in row.saved.tags)]
        return rows

    def _worded(self, text: str, sort: Sort) -> Sequence[Row]:
        asked = terms(text)
        if not asked.wanted and not asked.unwanted:
            return self._ordered(sort)
        with self._lock:
            found = self._texts.get(asked)
        if found is None:
            # In the order in which they lie in memory, which is twice as fast as in any other.
            found = frozenset(row.id for row in _hold(self._rows, asked))
            with self._lock:
                self._texts[asked] = found
                while len(self._texts) > _KEPT:
                    del self._texts[next(iter(self._texts))]
        return [row for row in self._ordered(sort) if row.id in found]

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


def _hold(rows: Sequence[Row], asked: Terms) -> list[Row]:
    found = list(rows)
    for row in found:
        if not row.haystack:
            row.fold()
    for wanted in asked.wanted:
        found = [row for row in found if wanted in row.haystack]
    for unwanted in asked.unwanted:
        found = [row for row in found if unwanted not in row.haystack]
    return found


def _fits(row: Row, query: Query) -> bool:
    return (
        (not query.status or row.saved.status == query.status)
        and (not query.source or row.origin == query.source)
        and (not query.year or row.year == query.year)
    )


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
