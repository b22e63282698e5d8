"""What a back-fill has brought and what it still wants, as kept in the source's memory. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from paper_radar.radar.entries import Entry
from paper_radar.sources.arxiv import days
from paper_radar.sources.arxiv.queries import any_of, category_clause, fitting, groups, submitted, topic_clauses

WINDOW = timedelta(days=30)
# From submission to announcement: a weekend, a holiday, and moderation on top.
UNSURE = timedelta(days=5)
PAGE_SIZE = 500
# What stays empty at its full size is asked for in fifths, before any of it is given up.
_SMALLER = 5
# In so many fetches a page is asked for that stays empty, before it is passed over; the next such page is the end.
MOST_TRIES = 3
# arXiv itself ends at 30,000. A topic that is in so many papers of a month is one that the reader narrows down.
MOST_OF_CATEGORIES = 20_000
MOST_OF_TOPICS = 3_000


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be brought: its key stays the same as long as it asks for the same papers; `since` when the papers
    wanted of it begin. Without `clauses` there is no way to ask arXiv for it.
    """

    key: str
    name: str
    clauses: tuple[str, ...]
    since: date

    @property
    def topic(self) -> bool:
        return self.key.startswith("topic:")


@dataclass(frozen=True, slots=True)
class Order:
    """One query for several items, and how far it has come: the next page begins at `start`.

    `empty` counts the fetches in which the page at `start` came without papers. `total` is what arXiv counts, 0 if not
    asked yet.
    """

    keys: tuple[str, ...]
    name: str
    query: str
    start: int = 0
    total: int = 0
    size: int = PAGE_SIZE
    empty: int = 0

    @property
    def most(self) -> int:
        return MOST_OF_TOPICS if any(key.startswith("topic:") for key in self.keys) else MOST_OF_CATEGORIES

    @property
    def last_page(self) -> int:
        """The number of the last page, as far as is known."""
        return self.page + max(-(-(min(self.total, self.most) - self.start) // self.size) - 1, 0)

    @property
    def page(self) -> int:
        """The number of the next page."""
        return self.start // self.size + 1

    @property
    def left(self) -> int:
        """How many papers are still to come, as far as is known."""
        return max(min(self.total, self.most) - self.start, 0)


@dataclass(frozen=True, slots=True)
class Kept:
    """The source's memory. `done` has for each item that was brought the last day on which it was wanted, `at` is that
    of the last fetch: what was not wanted then was not asked of RSS either. `order` is what a fetch broke off in.
    """

    done: Mapping[str, date]
    at: date | None = None
    order: Order | None = None


def items(categories: Sequence[str], followed: Iterable[Entry]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Key, name and clauses of all that is wanted: chosen categories, and topics that are followed and not paused.

    Topics first: they are a few papers each, and what a reader has just added is looked for at once.
    """
    wanted = []
    for entry in followed:
        if entry.kind == "topic" and not entry.negative and not entry.paused:
            wanted.append((topic_key(entry), entry.value, tuple(topic_clauses(entry))))
    for category in dict.fromkeys(name.strip() for name in categories if name.strip()):
        clause = category_clause(category)
        wanted.append((f"category:{category}", category, (clause,) if clause else ()))
    return list({key: (key, name, clauses) for key, name, clauses in wanted}.values())


def topic_key(entry: Entry) -> str:
    """Of what the topic asks arXiv for: another value or alias asks anew, the same words in another entry do not."""
    said = "\n".join(sorted(topic_clauses(entry))) or entry.value
    return f"topic:{sha256(said.encode()).hexdigest()[:16]}"


def missing(
    wanted: Iterable[tuple[str, str, tuple[str, ...]]], kept: Kept, now: datetime
) -> tuple[list[Item], dict[str, date]]:
    """What of it is still to be brought, and the `done` of the memory as of today.

    A category that was brought is brought again only after a time in which it was not wanted, and only from then on.
    The days on which nobody asked, RSS makes good itself. What was not wanted for the whole window is forgotten.
    """
    today = days.day_of(now)
    begin = today - WINDOW
    waiting: list[Item] = []
    done = {key: day for key, day in kept.done.items() if day >= begin}
    for key, name, clauses in wanted:
        last = done.get(key)
        if last is not None and (key.startswith("topic:") or last == kept.at):
            done[key] = today
        else:
            waiting.append(Item(key, name, clauses, begin if last is None else max(begin, last - UNSURE)))
    return waiting, done


def orders(waiting: Sequence[Item], size: int = PAGE_SIZE) -> list[Order]:
    """One query for as many items as go into one: papers that several of them share then come once. `size` papers a
    page.
    """
    made: list[Order] = []
    askable = [item for item in waiting if item.clauses]
    for topic in (True, False):
        for since in sorted({item.since for item in askable if item.topic == topic}, reverse=True):
            alike = [item for item in askable if item.topic == topic and item.since == since]
            made += [
                order_of([alike[place] for place in group], size) for group in groups([each.clauses for each in alike])
            ]
    return made


def order_of(together: Sequence[Item], size: int = PAGE_SIZE) -> Order:
    """The query for these items."""
    since = datetime.combine(min(item.since for item in together), time(), days.EASTERN)
    clauses = dict.fromkeys(clause for item in together for clause in fitting(item.clauses))
    names = [item.name if not item.topic else f"“{item.name:.40}”" for item in together]
    return Order(
        keys=tuple(item.key for item in together),
        name=", ".join(names) if len(names) < 4 else f"{', '.join(names[:2])} and {len(names) - 2} more",
        query=submitted(any_of(clauses), since=since),
        size=size,
    )


def to_memory(kept: Kept) -> dict[str, Any]:
    """As plain JSON values."""
    memory: dict[str, Any] = {"done": {key: day.isoformat() for key, day in sorted(kept.done.items())}}
    if kept.at:
        memory["at"] = kept.at.isoformat()
    if order := kept.order:
        memory["order"] = {
            "keys": list(order.keys),
            "name": order.name,
            "query": order.query,
            "start": order.start,
            "total": order.total,
            "size": order.size,
            "empty": order.empty,
        }
    return memory


def from_memory(memory: Mapping[str, Any]) -> Kept:
    """What `to_memory` wrote; what cannot be read is forgotten, and brought again."""
    told = memory.get("done")
    read = {str(key): _date(day) for key, day in told.items()} if isinstance(told, dict) else {}
    order = memory.get("order")
    try:
        kept = Order(**{**order, "keys": tuple(order["keys"])}) if isinstance(order, dict) else None
        if kept and not (kept.query and kept.keys and min(kept.start, kept.total, kept.empty) >= 0 and kept.size > 0):
            kept = None
    except (TypeError, KeyError):
        kept = None
    return Kept({key: day for key, day in read.items() if day}, _date(memory.get("at")), kept)


def _date(text: Any) -> date | None:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return None


def turned(order: Order, page_next: int, total: int) -> Order:
    """After a page with papers."""
    return replace(order, start=page_next, total=max(total, page_next), empty=0)


def smaller(order: Order, full: int) -> Order | None:
    """The same from there on in smaller pages, where they are of full size."""
    size = max(full // _SMALLER, 1)
    return replace(order, size=size) if order.size > size else None


def tried(order: Order) -> Order:
    """After a fetch in which the page stayed empty. For a while, arXiv sends empty pages to all who asked for many
    (arxiv.py #158), so it is no proof that a page is out of reach; that comes only with the last of MOST_TRIES.
    """
    past = order.empty + 1 >= MOST_TRIES
    return replace(order, empty=order.empty + 1, start=order.start + (order.size if past else 0))
