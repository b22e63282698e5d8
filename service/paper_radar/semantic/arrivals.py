"""A pool that says which papers came into it and which went, so that only these are looked at and not all of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from paper_radar.papers.model import Paper
from paper_radar.storage.base import Added
from paper_radar.storage.pool import SqlitePool


class WatchedPool(SqlitePool):
    """As `SqlitePool`. `arrived` is given the keys of the papers after every `add`, of unchanged ones too; `gone` the
    keys under which no record stands any more.
    """

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        arrived: Callable[[Sequence[str]], object],
        gone: Callable[[Sequence[str]], object] = lambda _: None,
        pause: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(path, now, pause)
        self._arrived = arrived
        self._told_gone = gone

    def _gone(self, keys: tuple[str, ...]) -> None:
        self._told_gone(keys)

    def add(self, papers: Iterable[Paper], *, seen_at: str) -> Added:
        keys: list[str] = []

        def noted() -> Iterator[Paper]:
            for paper in papers:
                if isinstance(paper, Paper):  # what is none, the pool counts and passes over
                    keys.append(paper.key)
                yield paper

        try:
            return super().add(noted(), seen_at=seen_at)
        finally:
            # If it raised, whole transactions may be in all the same.
            self._arrived(keys)
