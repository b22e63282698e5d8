"""The source `arxiv-backfill`: the last 30 days of categories and topics that are new to the reader, from the API.

Papers come without the day of their announcement, which the API does not tell (see `entries`). Authors have a source
of their own, which looks 30 days back for one who is new: `followed`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from paper_radar.radar.entries import Entry
from paper_radar.sources.arxiv import days
from paper_radar.sources.arxiv.adapter import EmptyPageError, QueryRefusedError
from paper_radar.sources.arxiv.api import ArxivApi
from paper_radar.sources.arxiv.wanted import (
    MOST_TRIES,
    PAGE_SIZE,
    Item,
    Kept,
    Order,
    from_memory,
    items,
    missing,
    order_of,
    orders,
    smaller,
    to_memory,
    tried,
    turned,
)
from paper_radar.sources.batch import Batch, Memory

# One and a half minutes at the pace that arXiv asks for; the rest comes at the next refresh.
MOST_REQUESTS = 30


@dataclass(frozen=True, slots=True)
class ArxivBackfill:
    """`categories` and `followed` are asked anew at every fetch: entries of all kinds, of which the topics count here.

    `now` gives the present; `most_requests` is for one fetch.
    """

    api: ArxivApi
    categories: Callable[[], Sequence[str]]
    followed: Callable[[], Sequence[Entry]]
    now: Callable[[], datetime]
    most_requests: int = MOST_REQUESTS
    page_size: int = PAGE_SIZE
    name: str = "arxiv-backfill"
    title: str = "arXiv, the last 30 days"
    url: str = "https://info.arxiv.org/help/api/index.html"

    def fetch(self, memory: Memory) -> Iterator[Batch]:
        """A page a step, newest papers first, from where the last fetch ended.

        An item that arXiv refuses is given up with a note. Raises SourceError; RateLimitedError at once, and the next
        fetch goes on from there.
        """
        yield from _Run(self, from_memory(memory)).steps()


class _Run:
    """One fetch."""

    def __init__(self, source: ArxivBackfill, kept: Kept) -> None:
        self._source = source
        self._now = source.now()
        self._today = days.day_of(self._now)
        wanted = items(source.categories(), source.followed())
        self._waiting, done = missing(wanted, kept, self._now)
        self._changed = done != kept.done or kept.at != self._today
        self._done = done
        self._requests = 0
        self._stopped = False
        self._notes: list[str] = []
        waiting = {item.key: item for item in self._waiting}
        self._orders: list[Order] = []
        if kept.order and any(key in waiting for key in kept.order.keys):
            # What was begun goes on, also where some of it is no longer wanted: its pages are numbered by its query.
            self._orders.append(kept.order)
        begun = {key for order in self._orders for key in order.keys}
        rest = [item for item in self._waiting if item.key not in begun]
        self._give_up([item for item in rest if not item.clauses])
        self._orders += orders(rest, source.page_size)
        self._items: dict[str, Item] = waiting

    def steps(self) -> Iterator[Batch]:
        if not self._orders:
            yield Batch(note=self._note(), memory=self._memory() if self._changed else None, status=0)
            return
        while self._orders and not self._ended:
            yield self._step()

    @property
    def _ended(self) -> bool:
        return self._stopped or self._requests >= self._source.most_requests

    def _step(self) -> Batch:
        order = self._orders[0]
        self._requests += 1
        try:
            page = self._source.api.page(order.query, start=order.start, size=order.size)
        except QueryRefusedError as error:
            self._refused(order, error.message)
            return self._batch()
        except EmptyPageError:
            self._empty(order)
            return self._batch()
        if page.total > order.most and self._split(order):
            # A broad topic must not crowd out the narrow ones that were asked for together with it.
            return replace(self._batch(), papers=page.papers, skipped=page.skipped)
        reached = turned(order, page.next, page.total)
        ended = page.last or reached.start >= reached.most
        if ended and reached.left == 0 and reached.total > reached.most:
            self._notes.append(
                f"{reached.total:,} papers of the last 30 days have to do with {reached.name};"
                f" only the newest {reached.most:,} were brought."
            )
        self._go_on(None if ended else reached)
        return replace(self._batch(), papers=page.papers, skipped=page.skipped)

    def _go_on(self, order: Order | None) -> None:
        if order is not None:
            self._orders[0] = order
        else:
            self._end(self._orders.pop(0).keys)

    def _empty(self, order: Order) -> None:
        if parts := smaller(order, self._source.page_size):
            self._go_on(parts)
        elif order.empty >= MOST_TRIES:
            self._notes.append(f"arXiv counts {order.total:,} papers of {order.name} and lists fewer.")
            self._go_on(None)
        else:
            after = tried(order)
            self._go_on(after)
            if after.empty < MOST_TRIES:
                self._stopped = True
                self._notes.append("arXiv sent an empty page where papers should be; it may want us to pause.")

    def _refused(self, order: Order, told: str) -> None:
        if self._split(order):
            # One of them is to blame; the others are not to suffer for it.
            return
        self._orders.pop(0)
        self._notes.append(f"{order.name} could not be asked for. {told}")
        self._end(order.keys)

    def _split(self, order: Order) -> bool:
        """In place of the order one for each of its items, if it has several."""
        if len(order.keys) < 2:
            return False
        together = [item for key in order.keys if (item := self._items.get(key))]
        self._orders[:1] = [order_of([item], self._source.page_size) for item in together]
        return True

    def _give_up(self, unaskable: Sequence[Item]) -> None:
        if unaskable:
            names = ", ".join(f"“{item.name:.40}”" for item in unaskable)
            self._notes.append(f"arXiv's search cannot be asked for {names}; new papers are matched as they come.")
            self._end([item.key for item in unaskable])

    def _end(self, keys: Sequence[str]) -> None:
        self._done = {**self._done, **dict.fromkeys(keys, self._today)}
        self._changed = True

    def _memory(self) -> Memory:
        begun = self._orders[0] if self._orders and (self._orders[0].total or self._orders[0].empty) else None
        return to_memory(Kept(self._done, self._today, begun))

    def _batch(self) -> Batch:
        pages = sum(order.last_page - order.page + 1 for order in self._orders)
        ending = not self._orders or self._ended
        return Batch(
            note=self._note() if ending else "",
            memory=self._memory(),
            done=self._requests,
            total=self._requests if ending else self._requests + pages,
            doing=_doing(self._orders[0]) if self._orders else "",
        )

    def _note(self) -> str:
        notes = self._notes
        if self._orders:
            left = sum(order.left for order in self._orders)
            unknown = any(not order.total for order in self._orders)
            papers = f"{left:,} papers and more" if left and unknown else f"{left:,} papers" if left else "More"
            names = ", ".join(order.name for order in self._orders)
            are = "is" if papers == "More" else "are"
            notes = [*notes, f"{papers} of {names} {are} still to come; the next refresh goes on with them."]
        return " ".join(notes)


def _doing(order: Order) -> str:
    if not order.total:
        return f"{order.name}, the first page"
    return f"{order.name}, page {order.page} of {order.last_page}"
