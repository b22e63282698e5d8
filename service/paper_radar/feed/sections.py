"""The sections of the feed, in which the papers of the radar stand one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from paper_radar.feed.judging import Judged
from paper_radar.feed.rows import Row

Name = Literal["looked", "today", "week", "earlier"]
NAMES: tuple[Name, ...] = ("looked", "today", "week", "earlier")
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Section:
    """`total` papers from the place `first` on."""

    name: Name
    first: int
    total: int


def sectioned(
    rows: Sequence[Judged], *, today: str, looked_since: str, arrived: Sequence[Judged] = ()
) -> tuple[list[Judged], tuple[Section, ...]]:
    """The rows in the order of their sections, each in the first that it belongs to, within one as they came; and the
    sections that hold any. `today` is the reader's day (ISO 8601), `looked_since` when they last looked ("": never).
    Those that have `arrived`, which are none of the rows, came since whatever was seen: they go first.
    """
    week = (date.fromisoformat(today) - _WEEK).isoformat()
    piles: dict[Name, list[Judged]] = {name: [] for name in NAMES}
    piles["looked"] += arrived
    for each in rows:
        piles[_section(each.row, today, week, looked_since)].append(each)
    ordered: list[Judged] = []
    sections: list[Section] = []
    for name, pile in piles.items():
        if pile:
            sections.append(Section(name, len(ordered), len(pile)))
            ordered += pile
    return ordered, tuple(sections)


def _section(row: Row, today: str, week: str, looked_since: str) -> Name:
    if looked_since and row.first_seen > looked_since:
        return "looked"
    if row.day >= today:
        return "today"
    return "week" if row.day >= week else "earlier"
