"""What a query finds in the pool, the library and the briefs, in one order."""

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

from paper_radar.briefs.shelf import Shelf
from paper_radar.library.row import Row
from paper_radar.library.saved import Library
from paper_radar.papers.model import Paper
from paper_radar.search import expressions, saved
from paper_radar.search.identities import key_named
from paper_radar.search.language import Clause, Query
from paper_radar.search.nearly import most_of
from paper_radar.search.order import Order, Orders
from paper_radar.search.ranking import ranked, tiers
from paper_radar.search.timeline import Papers, Timeline
from paper_radar.search.tokens import sequence

_MOST_BRIEFS = 1_000
# The last word may be half typed where the query finds fewer papers than this, and as its beginning so many times as
# many; not where this many papers have the word as it is.
_FEW = 50
_TIMES = 10
_COMMON = 200


class Index(Protocol):
    """The pool as the search sees it: papers by ids. See `storage.searching.SqliteSearch`."""

    def timeline(self) -> Timeline: ...

    def matching(self, expression: str) -> list[int]:
        """The papers for which an FTS5 expression holds, in no order."""
        ...

    def under_keys(self, expression: str) -> list[int]:
        """The papers under keys of names (see `radar.lookups`), in no order."""
        ...

    def read(self, ids: Sequence[int]) -> dict[int, Paper]: ...

    def ids(self, keys: Collection[str]) -> dict[str, int]: ...

    def counts(self, stems: Sequence[str]) -> dict[str, int]: ...


@dataclass(frozen=True, slots=True)
class _Shelved:
    """The library beside the pool: the `ids` there of saved papers, by their rows' ids, and the rows in which more may
    be found than the pool's index tells.
    """

    ids: Mapping[str, int]
    rows: Sequence[Row]


class Finder:
    """Safe from any thread; what was found lately is kept."""

    def __init__(self, index: Index, library: Library, shelf: Shelf, state: Callable[[], tuple[object, ...]]) -> None:
        """`state` tells one state of pool, library and briefs from another."""
        self._index, self._library, self._shelf, self._state = index, library, shelf, state
        self._orders = Orders()
        self._lock = Lock()
        self._known: tuple[tuple[object, ...], _Shelved] = ((), _Shelved({}, ()))

    def order(self, query: Query, token: str = "") -> Order:
        """What the query finds: the order of the token if it is kept, else that of now."""
        kept = self._orders.get(token, query)
        if kept is not None:
            return kept
        state = self._state()
        order = self._orders.same(query, state) or self._found(query, state)
        self._orders.put(order)
        return order

    def arrived(self, order: Order) -> int:
        """How many papers the query finds by now that the order does not have."""
        state = self._state()
        if state == order.state:
            return 0
        now = self._orders.same(order.query, state) or self._found(order.query, state)
        self._orders.put(now)
        known = {*order.places, *order.elsewhere}
        return sum(each not in known for each in now.slice(0, len(now.places)))

    def _found(self, query: Query, state: tuple[object, ...]) -> Order:
        if not query.clauses:
            return Order(query, array("q"), state=state)
        timeline = self._index.timeline()
        papers = self._in_pool(query, timeline)
        begun = self._begun(query, papers)
        more = self._in_pool(begun, timeline) if begun else 0
        if more.bit_count() < _TIMES * papers.bit_count():
            more = 0
        said, briefs = self._in_briefs(query)
        shelved = self._shelved(state)
        rows = saved.found(shelved.rows, query, self._library.briefed.words(), pooled=shelved.ids)
        also = [row for row in rows if row.id not in shelved.ids]
        papers |= timeline.papers(shelved.ids[row.id] for row in rows if row.id in shelved.ids)
        more &= ~papers
        held = ((papers | more) & timeline.papers(shelved.ids.values())).bit_count() + len(also)
        order = [] if papers or more or also else most_of(query, self._index, timeline)
        nearly = bool(order)
        if not nearly:
            parts = ranked(papers, tiers(query, self._index, timeline))
            if begun and more:
                parts += ranked(more, tiers(begun, self._index, timeline))
            *first, last = map(timeline.newest, parts)
            # Those of the library alone stand by their days among those that nothing tells from one another.
            order = [id for tier in (*first, _among(last, also, timeline)) for id in tier]
        return Order(
            query,
            array("q", order),
            tuple(row.saved.paper.key for row in also),
            nearly,
            briefs,
            said,
            saved=held,
            state=state,
        )

    def _begun(self, query: Query, papers: Papers) -> Query | None:
        """The query with its last word as a beginning, where the word may be half typed: the papers are few for which
        the query holds as it stands.
        """
        begun = expressions.begun(query) if papers.bit_count() < _FEW else None
        last = query.clauses[-1]
        stems = sequence(last.value) if begun and last.kind != "author" else []
        is_whole = stems and min(self._index.counts(stems).values()) >= _COMMON
        return None if is_whole else begun

    def _in_pool(self, query: Query, timeline: Timeline) -> Papers:
        """The papers of the pool for which the query holds."""
        wanted = expressions.telling(query)
        named = self._named(wanted)
        named |= self._by_initials(wanted)
        looked_for = [each for each in wanted if each not in named and each.kind not in ("after", "before")]
        all_of = _expressions(looked_for)
        if len(all_of) < len(looked_for):
            return 0  # one says nothing that could be looked for
        none_of = _expressions([each for each in query.clauses if each.negative])
        if all_of:
            asked = " AND ".join(all_of)
            if none_of:
                asked = f"({asked}) NOT ({' OR '.join(none_of)})"
            papers = timeline.papers(self._index.matching(asked))
        else:
            papers = timeline.every()
            if none_of:
                papers &= ~timeline.papers(self._index.matching(" OR ".join(none_of)))
        for ids in named.values():
            papers &= timeline.papers(ids)
        for day in query.wanted("after"):
            papers = timeline.since(day, papers)
        for day in query.wanted("before"):
            papers = timeline.until(day, papers)
        return papers

    def _named(self, clauses: Sequence[Clause]) -> dict[Clause, set[int]]:
        """Of the words that are ids or addresses of papers of the pool, these papers."""
        keys = {each: key for each in clauses if each.kind == "word" and (key := key_named(each.value))}
        ids = self._index.ids(keys.values()) if keys else {}
        return {each: {ids[key]} for each, key in keys.items() if key in ids}

    def _by_initials(self, clauses: Sequence[Clause]) -> dict[Clause, set[int]]:
        """Of the authors of whom no more than the initials are told, the papers of all who may be meant."""
        keys = {each: key for each in clauses if each.kind == "author" and (key := expressions.initials(each.value))}
        return {
            each: {*self._index.under_keys(key), *self._index.matching(expressions.author(each.value))}
            for each, key in keys.items()
        }

    def _in_briefs(self, query: Query) -> tuple[frozenset[str], tuple[str, ...]]:
        """The papers of which a brief says all the words, and the ids of these briefs, the newest first."""
        values = query.wanted("word", "phrase", "title", "author")
        if not values or len(query.wanted("category", "after", "before")):
            return frozenset(), ()
        _, briefs = self._shelf.find(" ".join(values), (), _MOST_BRIEFS, 0)
        return frozenset(key for brief in briefs for key in brief.keys), tuple(brief.id for brief in briefs)

    def _shelved(self, state: tuple[object, ...]) -> _Shelved:
        with self._lock:
            known_at, known = self._known
        if known_at != state:
            rows, said = self._library.holding(""), self._library.briefed.words()
            found = self._index.ids(self._library.keys())
            ids = {row.id: found[key] for row in rows for key in row.keys if key in found}
            # Of a paper of the pool nothing more is to be found where the reader wrote nothing and no brief says more.
            looked_through = [row for row in rows if row.id not in ids or saved.has_own_words(row, said)]
            known = _Shelved(ids, looked_through)
            with self._lock:
                self._known = (state, known)
        return known


def _among(ids: Sequence[int], rows: Sequence[Row], timeline: Timeline) -> Sequence[int]:
    """Ids of the pool, given newest first, and those of the rows, below 0, by their days."""
    if not rows:
        return ids
    placed = [(float(timeline.place(id)), id) for id in ids]
    placed += [(timeline.before(saved.day(row)) - 0.5, -1 - number) for number, row in enumerate(rows)]
    return [id for _, id in sorted(placed, key=lambda each: each[0])]


def _expressions(clauses: Sequence[Clause]) -> list[str]:
    found = (expressions.expression(clause) for clause in clauses)
    return [f"({each})" for each in found if each]
