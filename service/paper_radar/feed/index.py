"""Which rows hit an entry, are from a source, in a category: as sets of their places, so that a filter is found by a
handful of operations on whole numbers, and the counts of a thousand filters in a few milliseconds.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress

from paper_radar.feed.judging import Judged

# A set of places is a whole number, with a bit for each row. Written in the digits 0 and 1 it selects rows.
_BITS = bytes.maketrans(b"01", b"\x00\x01")


class Index:
    """Of rows in an order. Immutable."""

    def __init__(self, rows: Sequence[Judged]) -> None:
        """The rows: of 17,000 with 100,000 hits, in 30 ms."""
        self.rows = rows
        size = (len(rows) + 7) // 8
        entries: dict[int, bytearray] = defaultdict(lambda: bytearray(size))
        muting: dict[int, bytearray] = defaultdict(lambda: bytearray(size))
        sources: dict[tuple[str, ...], bytearray] = defaultdict(lambda: bytearray(size))
        categories: dict[tuple[str, ...], bytearray] = defaultdict(lambda: bytearray(size))
        code, hit, muted = bytearray(size), bytearray(size), bytearray(size)
        for place, (_, _, row, found, against) in enumerate(rows):
            byte, bit = place >> 3, 1 << (place & 7)
            for entry in found:
                entries[entry][byte] |= bit
            if found:
                hit[byte] |= bit
            if against:
                muted[byte] |= bit
                for entry in against:
                    muting[entry][byte] |= bit
            sources[row.sources][byte] |= bit
            categories[row.categories][byte] |= bit
            if row.code:
                code[byte] |= bit
        self.entries = {entry: _number(places) for entry, places in entries.items()}
        self.muting = {entry: _number(places) for entry, places in muting.items()}
        self.sources = _by_each(sources)
        self.categories = _by_each(categories)
        self.code, self.hit, self.muted = _number(code), _number(hit), _number(muted)
        self.all = (1 << len(rows)) - 1
        self._places = {each.key: place for place, each in enumerate(rows)}

    def of_keys(self, keys: Iterable[str]) -> int:
        """The places of these papers, as far as they are among the rows."""
        found = bytearray((len(self.rows) + 7) // 8)
        for key in keys:
            place = self._places.get(key)
            if place is not None:
                found[place >> 3] |= 1 << (place & 7)
        return _number(found)

    def at(self, places: int) -> list[Judged]:
        """The rows at these places, in their order."""
        digits = f"{places:b}"[::-1].encode().translate(_BITS)
        return list(compress(self.rows, digits))


def union(sets: Iterable[int]) -> int:
    """The places that are in any of the sets."""
    found = 0
    for each in sets:
        found |= each
    return found


def _number(places: bytearray) -> int:
    return int.from_bytes(places, "little")


def _by_each(lists: Mapping[tuple[str, ...], bytearray]) -> dict[str, int]:
    """From the places of each list of names to those of each name."""
    found: dict[str, int] = defaultdict(int)
    for names, places in lists.items():
        number = _number(places)
        for name in names:
            found[name] |= number
    return dict(found)
