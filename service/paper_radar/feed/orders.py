"""Orders of papers that stand still while they are walked through, kept under tokens."""

from array import array
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from secrets import token_urlsafe
from threading import Lock
from typing import Generic, TypeVar

from paper_radar.feed.sections import Name, Section

# A place takes 16 bytes, but where the radar has moved on and nobody else keeps its key: then some 80.
_PLACES = 300_000
_ORDERS = 64


@dataclass(frozen=True, slots=True)
class Order:
    """Papers in an order: their numbers in the pool (`ids`) and the keys that they had when it was made. It holds its
    papers whatever comes, goes, is read or dismissed meanwhile.
    """

    ids: "array[int]"
    keys: tuple[str, ...]
    sections: tuple[Section, ...] = ()
    token: str = field(default_factory=lambda: token_urlsafe(9))

    def section_at(self, place: int) -> Name | None:
        """The section in which the paper at this place stands."""
        return next((each.name for each in self.sections if each.first <= place < each.first + each.total), None)


def order_of(ids: Iterable[int], keys: Iterable[str], sections: tuple[Section, ...] = ()) -> Order:
    """The order of these papers, given by their numbers and keys."""
    return Order(array("q", ids), tuple(keys), sections)


Made = TypeVar("Made")


class KeptOrders(Generic[Made]):
    """The last orders, each with what it was made from. Of many, or of very long ones, those that were asked for least
    lately are forgotten. Safe from any thread.
    """

    def __init__(self, places: int = _PLACES, orders: int = _ORDERS) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[str, tuple[Order, Made]] = OrderedDict()
        self._most = (places, orders)

    def get(self, token: str) -> tuple[Order, Made] | None:
        """The order under this token, unless it is forgotten."""
        with self._lock:
            found = self._kept.get(token)
            if found is not None:
                self._kept.move_to_end(token)
            return found

    def put(self, order: Order, made: Made) -> None:
        places, orders = self._most
        with self._lock:
            self._kept[order.token] = (order, made)
            # Never the one that somebody is about to walk through.
            while len(self._kept) > 1 and (len(self._kept) > orders or self._places() > places):
                self._kept.popitem(last=False)

    def forget(self, token: str) -> None:
        with self._lock:
            self._kept.pop(token, None)

    def _places(self) -> int:
        return sum(len(order.keys) for order, _ in self._kept.values())
