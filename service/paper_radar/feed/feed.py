"""The feed of one workspace: orders that stand still, counts of filters, and what has come since."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock

from paper_radar.errors import PaperRadarError
from paper_radar.feed.board import Board, Boards
from paper_radar.feed.index import Index
from paper_radar.feed.judging import Judged
from paper_radar.feed.orders import KeptOrders, Order, order_of
from paper_radar.feed.questions import Facets, Question, Tab, World, facets, selected
from paper_radar.feed.sections import Section, sectioned
from paper_radar.matching.followed import FollowedRadar

_REMEMBERED = 100


@dataclass(frozen=True, slots=True)
class Made:
    """What an order was made from: the question, the reader's day and last visit, the state of the papers (`stamp`),
    and the papers that were dismissed then.
    """

    question: Question
    today: str
    looked_since: str
    since: str
    stamp: int
    dismissed: frozenset[str]


class Feed:
    """Safe from any thread.

    An order is made once and then walked through by its token. What comes, is read, dismissed, muted or followed later
    changes nothing in it: a dismissed paper keeps its place (whoever shows it leaves the row out or marks it), one that
    came back from being dismissed is in the next order. What would be in an order made now, and is in the kept one
    not, is told as `arrived`.
    """

    def __init__(
        self,
        boards: Boards,
        world: Callable[[FollowedRadar, Tab], World],
        looked_since: Callable[[], str],
    ) -> None:
        """`world` gives what the reader did and chose; `looked_since` when their last visit ended, "" if never."""
        self._boards, self._world, self._looked_since = boards, world, looked_since
        self._orders: KeptOrders[Made] = KeptOrders()
        self._lock = Lock()
        # States by their hashes: as they are, each would keep all keys that were read until then.
        self._latest: dict[int, str] = {}
        self._arrived: dict[str, tuple[int, int]] = {}

    def board(self) -> Board:
        """The papers of the window as they are now."""
        return self._boards.now()

    def warm(self) -> None:
        """Make the board ready for the first who asks. What hinders it is told to whoever asks."""
        with suppress(PaperRadarError):
            _ = self._boards.now().index

    def kept(self, token: str, question: Question) -> tuple[Order, Made] | None:
        """The order under this token, if it is one of this question and not forgotten."""
        found = self._orders.get(token)
        return found if found and found[1].question == question else None

    def order(self, question: Question, *, today: str, former: str = "") -> tuple[Order, Made]:
        """The order of the question as of now; `today` is the reader's day (ISO 8601). What has arrived since the
        `former` order of the question, if that is kept, goes first; but trends, which keep their own order.
        """
        # One at a time: a page asks for several slices at once, and they must be of one order.
        with self._lock:
            board = self._boards.now()
            world = self._world(board.followed, question.tab)
            made = Made(question, today, self._looked_since(), board.since, board.stamp, frozenset(world.dismissed))
            # Asked again with nothing changed, as by a page that is opened twice: the same order.
            read = frozenset(world.read) if question.unread else None
            state = hash((made, world.categories, tuple(world.trending), read, former))
            known = self._orders.get(self._latest.get(state, ""))
            if known is not None:
                return known
            rows = selected(question, self._index(board, question.tab, world), world)
            sections: tuple[Section, ...] = ()
            arrived: list[Judged] = []
            if question.tab != "trending" and (before := self.kept(former, question)):
                arrived, rows = _arrived_since(rows, *before)
            if question.tab == "radar":
                rows, sections = sectioned(rows, today=today, looked_since=made.looked_since, arrived=arrived)
            else:
                rows = arrived + rows
            order = order_of([each.row.id for each in rows], [each.key for each in rows], sections)
            self._orders.put(order, made)
            if len(self._latest) > _REMEMBERED:
                self._latest.clear()
            self._latest[state] = order.token
            return order, made

    def arrived(self, order: Order, made: Made) -> int:
        """How many papers an order made now would hold that this one does not."""
        board = self._boards.now()
        world = self._world(board.followed, made.question.tab)
        state = hash((board.stamp, frozenset(world.dismissed), world.categories, tuple(world.trending)))
        if made.question.tab != "trending" and (made.stamp, made.dismissed) == (board.stamp, world.dismissed):
            return 0
        with self._lock:
            known = self._arrived.get(order.token)
        if known is not None and known[0] == state:
            return known[1]
        rows = selected(made.question, self._index(board, made.question.tab, world), world)
        count = len(_arrived_since(rows, order, made)[0])
        with self._lock:
            if len(self._arrived) > _REMEMBERED:
                self._arrived.clear()
            self._arrived[order.token] = (state, count)
        return count

    def facets(self, question: Question) -> Facets:
        """How many papers each filter would leave now."""
        board = self._boards.now()
        world = self._world(board.followed, question.tab)
        return facets(question, self._index(board, question.tab, world), world)

    def forget(self, order: Order) -> None:
        """Keep the order no longer: papers of it are gone."""
        self._orders.forget(order.token)

    def _index(self, board: Board, tab: Tab, world: World) -> Index:
        # Old papers trend, too.
        return Index(self._boards.of(world.trending)) if tab == "trending" else board.index


def _arrived_since(rows: list[Judged], order: Order, made: Made) -> tuple[list[Judged], list[Judged]]:
    """Those of the rows that the order might have held had they been there, and all others."""
    held = made.dismissed.union(order.keys)
    return [each for each in rows if each.key not in held], [each for each in rows if each.key in held]
