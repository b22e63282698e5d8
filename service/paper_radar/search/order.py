"""What a search found, in an order that stands still while it is walked through; the last are kept under tokens."""

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from secrets import token_urlsafe
from threading import Lock

from paper_radar.search.language import Query

# A place takes 8 bytes: some 4 MB in all.
_MOST_PLACES = 500_000
_MOST_ORDERS = 32


@dataclass(frozen=True, slots=True)
class Order:
    """`places` are ids of papers in the pool, and below 0 those that only the library has: -1 is the first of
    `elsewhere`, which are their keys. `nearly`: no paper holds all that was asked, these hold most of its words.

    `said` are the keys of papers of which a brief was found, `briefs` the ids of those, the newest first. `saved`
    counts the papers of the library among all. `state` is that of what was searched.
    """

    query: Query
    places: "array[int]"
    elsewhere: tuple[str, ...] = ()
    nearly: bool = False
    briefs: tuple[str, ...] = ()
    said: frozenset[str] = frozenset()
    saved: int = 0
    state: tuple[object, ...] = ()
    token: str = field(default_factory=lambda: token_urlsafe(9))

    @property
    def pooled(self) -> int:
        """How many of the papers are in the pool."""
        return len(self.places) - len(self.elsewhere)

    def slice(self, offset: int, limit: int) -> Sequence[int | str]:
        """Ids of the pool and keys of the library, in their order."""
        return [id if id >= 0 else self.elsewhere[-1 - id] for id in self.places[offset : offset + limit]]


class Orders:
    """The last orders; those that were asked for least lately are forgotten. Safe from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[str, Order] = OrderedDict()

    def get(self, token: str, query: Query) -> Order | None:
        """The order under this token, unless it is forgotten or one of another query."""
        with self._lock:
            order = self._kept.get(token)
            if order is None or order.query != query:
                return None
            self._kept.move_to_end(token)
            return order

    def same(self, query: Query, state: tuple[object, ...]) -> Order | None:
        """An order of this query over this very state: who asks twice walks through one."""
        with self._lock:
            return next((each for each in self._kept.values() if each.query == query and each.state == state), None)

    def put(self, order: Order) -> None:
        with self._lock:
            self._kept[order.token] = order
            while len(self._kept) > 1 and (
                len(self._kept) > _MOST_ORDERS or sum(len(each.places) for each in self._kept.values()) > _MOST_PLACES
            ):
                self._kept.popitem(last=False)
