"""The papers of the pool by their days, the latest first: what is newer than what, without asking for it. Pure."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, compress

# A set of papers: the byte at the place of each of them is 1. Of 100,000 papers, two are joined or cut in microseconds.
Papers = int
_BITS = 8
_MANY = 20


class Timeline:
    """Of 100,000 papers it holds 1.6 MB, and puts half of them in order in 10 ms."""

    def __init__(self, ids: Sequence[int], days: Iterable[tuple[str, int]]) -> None:
        """The ids of all papers, the latest day first, and each day (ISO 8601, the latest first) with its number."""
        self.ids = array("q", ids)
        # Of an id its place; of one that is none, the place beyond the last.
        self._places = array("q", [len(self.ids)]) * (max(self.ids, default=-1) + 1)
        for place, id in enumerate(self.ids):
            self._places[id] = place
        counted = list(days)
        self._days = [day for day, _ in reversed(counted)]
        ends = list(accumulate(papers for _, papers in counted))
        self._begins = [0, *ends][:-1][::-1]

    def __len__(self) -> int:
        return len(self.ids)

    def papers(self, ids: Iterable[int]) -> Papers:
        """These papers; without those that came after this was made, and those that are gone."""
        marks = bytearray(len(self.ids) + 1)
        try:
            for place in map(self._places.__getitem__, ids):
                marks[place] = 1
        except IndexError:
            known = len(self._places)
            return self.papers([id for id in ids if id < known])
        marks[-1] = 0
        return int.from_bytes(marks, "little")

    def every(self) -> Papers:
        """All of them."""
        return int.from_bytes(b"\1" * len(self.ids), "little")

    def since(self, day: str, papers: Papers) -> Papers:
        """Those of the day (ISO 8601) or later."""
        return papers & ((1 << _BITS * self.before(day)) - 1)

    def until(self, day: str, papers: Papers) -> Papers:
        """Those of an earlier day."""
        return papers & ~((1 << _BITS * self.before(day)) - 1)

    def newest(self, papers: Papers) -> list[int]:
        """Their ids, the latest day first."""
        marks = papers.to_bytes(len(self.ids), "little")
        if papers.bit_count() > len(marks) // _MANY:
            return list(compress(self.ids, marks))
        # A few are found without a look at each of the others.
        found: list[int] = []
        at = marks.find(1)
        while at >= 0:
            found.append(self.ids[at])
            at = marks.find(1, at + 1)
        return found

    def place(self, id: int) -> int:
        """How many papers stand before this one."""
        return self._places[id]

    def before(self, day: str) -> int:
        """The first place of a paper of an earlier day than this; the papers of the day and later stand before it."""
        at = bisect_left(self._days, day)
        return self._begins[at - 1] if at else len(self.ids)
