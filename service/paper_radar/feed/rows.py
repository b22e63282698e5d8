"""What of a paper in the pool decides whether and where it stands in the feed: kept in memory for every paper of the
window, so that a filter is one walk through a list.
"""

from collections.abc import Iterable
from sys import intern
from typing import Any, NamedTuple

HUGGING_FACE = "huggingface"


class Row(NamedTuple):
    """A paper of the window. `id` is its number in the pool; `day` and `first_seen` are ISO 8601; `sources` are the one
    it is from, and Hugging Face where it stands on one of its lists; `hits` are two times the number of a definition
    (see `storage.base`), one more if it is a match.
    """

    id: int
    key: str
    day: str
    first_seen: str
    sources: tuple[str, ...]
    categories: tuple[str, ...]
    primary: str
    code: bool
    upvotes: int
    hits: tuple[int, ...]


class Kinds:
    """Makes rows. The few texts and lists that most papers share are kept once: of 100,000 papers, 20 MB less."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, ...], tuple[str, ...]] = {}

    def row(self, given: Iterable[Any]) -> Row:
        """The row of what `HitStore.feed_rows` reads: id, key, day, first seen, [source, categories, primary category,
        code, upvotes], hits. What is missing there is None.
        """
        id, key, day, first_seen, (source, categories, primary, code, upvotes), hits = given
        sources = (source or "", HUGGING_FACE) if upvotes is not None and source != HUGGING_FACE else (source or "",)
        listed = tuple(categories or ())
        return Row(
            id,
            key,
            intern(day),
            intern(first_seen),
            self._once(sources),
            self._once(listed),
            intern(primary or (listed[0] if listed else "")),
            bool(code),
            upvotes or 0,
            tuple(hits),
        )

    def _once(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        return self._lists.setdefault(texts, texts)
