"""What the radar says of the rows: which entries each hits, whether it is muted, and how strongly it hits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from paper_radar.feed.rows import Row
from paper_radar.matching.followed import FollowedRadar
from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry
from paper_radar.radar.matcher import Radar
from paper_radar.storage.base import Definition

_NONE: tuple[int, ...] = ()
# More hits of one kind than these are as many as these.
_MOST = 255
_MOST_UPVOTES = 65_535


class Judged(NamedTuple):
    """A row as the radar sees it. `entries` are those that it hits, `muting` those that mute it, by their places in
    `FollowedRadar.entries`. `rank` orders: the newer day first, then the stronger.
    """

    row: Row
    entries: tuple[int, ...]
    muting: tuple[int, ...]
    rank: int


@dataclass(frozen=True, slots=True)
class _Of:
    """The entries that a definition stands for."""

    positive: tuple[int, ...]
    negative: tuple[int, ...]
    author: bool


class Judge:
    """The radar of one moment, over rows. Not for several threads at once."""

    def __init__(self, followed: FollowedRadar, definitions: Mapping[str, Definition]) -> None:
        """`definitions` are those under which hits are kept, by their fingerprints."""
        self.followed = followed
        self._places = {entry.id: place for place, entry in enumerate(followed.entries)}
        self._of = {
            definitions[name].id: self._entries_of(entries)
            for name, entries in followed.by_fingerprint.items()
            if name in definitions
        }
        self._categories = Radar(followed.categories)
        self._known: dict[tuple[tuple[str, ...], str], tuple[tuple[int, ...], tuple[int, ...]]] = {}

    def judge(self, row: Row) -> Judged:
        """What the radar says of it."""
        authors = topics = possible = 0
        found: list[int] = []
        muting: list[int] = []
        for hit in row.hits:
            of = self._of.get(hit >> 1)
            if of is None:
                continue
            if hit & 1:
                muting += of.negative
            if of.positive:
                found += of.positive
                if not hit & 1:
                    possible += 1
                elif of.author:
                    authors += 1
                else:
                    topics += 1
        categories, muted = self._of_categories(row)
        strength = (min(authors, _MOST), min(topics, _MOST), min(possible, _MOST), min(len(categories), _MOST))
        return Judged(row, (*found, *categories), (*muting, *muted), _rank(row, strength))

    def _entries_of(self, entries: list[Entry]) -> _Of:
        positive = tuple(self._places[entry.id] for entry in entries if not entry.negative)
        negative = tuple(self._places[entry.id] for entry in entries if entry.negative)
        return _Of(positive, negative, entries[0].kind == "author")

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


def _rank(row: Row, strength: tuple[int, int, int, int]) -> int:
    """One number, so that a list of them is sorted in no time: the day (of 2026-06 the 0th), then authors over topics
    over people who may be those followed over categories, then upvotes.
    """
    number = int(row.day.replace("-", "").ljust(8, "0") or 0)
    for part in strength:
        number = number << 8 | part
    return number << 16 | max(0, min(row.upvotes, _MOST_UPVOTES))
