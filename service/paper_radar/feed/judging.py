"""What the radar says of the rows: which entries each hits, whether it is muted, and how strongly it hits."""

from collections.abc import Mapping
from typing import NamedTuple

from paper_radar.feed.rows import Row
from paper_radar.matching.followed import FollowedRadar
from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry
from paper_radar.radar.matcher import Radar
from paper_radar.storage.base import Definition

_NONE: tuple[int, ...] = ()
# Twelve bits each: who follows four thousand topics that stand in one paper finds it among those of authors.
_POSSIBLE, _TOPIC, _AUTHOR = 1 << 12, 1 << 24, 1 << 36
_MOST_UPVOTES = 65_535


class Judged(NamedTuple):
    """A row as the radar sees it. In the order of `rank` and `key`, and so of these tuples: the newer day first, then
    the stronger. `entries` are those that it hits, `muting` those that mute it, by their places in
    `FollowedRadar.entries`.
    """

    rank: int
    key: str
    row: Row
    entries: tuple[int, ...]
    muting: tuple[int, ...]


class Judge:
    """The radar of one moment, over rows. Not for several threads at once."""

    def __init__(self, followed: FollowedRadar, definitions: Mapping[str, Definition]) -> None:
        """`definitions` are those under which hits are kept, by their fingerprints."""
        self.followed = followed
        self._places = {entry.id: place for place, entry in enumerate(followed.entries)}
        # By a hit as a row has it: which entries it is of, which it lets mute, and how much it weighs.
        self._meanings: dict[int, tuple[tuple[int, ...], tuple[int, ...], int]] = {}
        for name, entries in followed.by_fingerprint.items():
            if name in definitions:
                self._mean(definitions[name].id, entries)
        self._categories = Radar(followed.categories)
        self._known: dict[tuple[tuple[str, ...], str], tuple[tuple[int, ...], tuple[int, ...]]] = {}
        self._days: dict[str, int] = {}

    def judge(self, row: Row) -> Judged:
        """What the radar says of it."""
        found, muting = self._of_categories(row)
        strength = len(found)
        for hit in row.hits:
            meaning = self._meanings.get(hit)
            if meaning is not None:
                positive, negative, weight = meaning
                found += positive
                muting += negative
                strength += weight
        day = self._days.get(row.day)
        if day is None:
            # Of 2026-06 the 0th.
            day = self._days[row.day] = int(row.day.replace("-", "").ljust(8, "0")) << 64
        rank = day + (strength << 16) + max(0, min(row.upvotes, _MOST_UPVOTES))
        return Judged(-rank, row.key, row, found, muting)

    def _mean(self, definition: int, entries: list[Entry]) -> None:
        positive = tuple(self._places[entry.id] for entry in entries if not entry.negative)
        negative = tuple(self._places[entry.id] for entry in entries if entry.negative)
        sure = (_AUTHOR if entries[0].kind == "author" else _TOPIC) if positive else 0
        # What is possible mutes nothing.
        self._meanings[2 * definition] = (positive, _NONE, _POSSIBLE if positive else 0)
        self._meanings[2 * definition + 1] = (positive, negative, sure)

    def _of_categories(self, row: Row) -> tuple[tuple[int, ...], tuple[int, ...]]:
        if not self.followed.categories:
            return _NONE, _NONE
        # Thousands of papers have the same few categories.
        of = (row.categories, row.primary)
        known = self._known.get(of)
        if known is None:
            paper = Paper(key="arxiv:", title="", categories=row.categories, primary_category=row.primary)
            hits = tuple(self._places[hit.entry_id] for hit in self._categories.match(paper))
            muting = tuple(self._places[hit.entry_id] for hit in self._categories.muting(paper))
            known = self._known[of] = (hits, muting)
        return known
