"""A pool that says what came into it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paper_radar.papers.model import Paper
from paper_radar.semantic.arrivals import WatchedPool

SEEN = "2026-06-17T00:00:00+00:00"


def test_the_papers_of_every_add_are_told_once_they_are_there(tmp_path: Path) -> None:
    found: list[list[str]] = []

    def arrived(keys: Sequence[str]) -> None:
        found.append(list(pool.get_many(keys)))

    pool = WatchedPool(tmp_path / "pool.sqlite", lambda: datetime(2026, 6, 17, tzinfo=UTC), arrived)
    added = pool.add(
        [Paper(key="arxiv:1", title="Descent"), "no paper", Paper(key="arxiv:2", title="Galaxy")],  # type: ignore[list-item]
        seen_at=SEEN,
    )
    assert (added.new, added.skipped) == (2, 1)
    assert found == [["arxiv:1", "arxiv:2"]]
    pool.close()


def test_a_source_that_breaks_off_does_not_hide_what_came_before(tmp_path: Path) -> None:
    told: list[str] = []
    pool = WatchedPool(tmp_path / "pool.sqlite", lambda: datetime(2026, 6, 17, tzinfo=UTC), told.extend)

    def broken() -> object:
        yield Paper(key="arxiv:1", title="Descent")
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        pool.add(broken(), seen_at=SEEN)  # type: ignore[arg-type]
    assert told == ["arxiv:1"]
    pool.close()
