"""What a source is to the refresher: a name, and papers when asked, in one step or in many."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from paper_radar.papers.model import Paper

# What a source wants to be told at its next fetch, as plain JSON values: validators of its addresses, how far a
# back-fill has come. Kept in the transaction after its papers, so that what it says was brought is in the pool.
Memory = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """What one step of a fetch brought. `skipped` counts items that could not be read; `note` tells a person what is
    unusual; `memory` takes the place of the source's former one (None: that stays).

    `done` of `total` steps are made with this one, as far as is known; `doing` says in a few words what the next one
    does ("days back to 9 April"). `status` is that of the HTTP answer, 304 where nothing had changed. `fresh_until`
    (ISO 8601 UTC, "" if untold) is the source's own word on when there can be something new: max-age, TTL, skipDays.
    """

    papers: tuple[Paper, ...] = ()
    note: str = ""
    skipped: int = 0
    memory: Memory | None = None
    done: int = 1
    total: int = 1
    doing: str = ""
    status: int = 200
    fresh_until: str = ""


class Source(Protocol):
    """Where papers come from. `name` stays the same for ever: fetches are recorded under it.

    A source may also have a `title` to be shown in its place, and a `url` where it can be looked at.
    """

    @property
    def name(self) -> str: ...

    def fetch(self, memory: Memory) -> Iterator[Batch]:
        """What there is now, step by step; each step's papers are in the pool before the next is asked for, and the
        fetch may end after any of them. Raises SourceError if the source did not give them.
        """
        ...
