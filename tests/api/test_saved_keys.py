"""Which papers of pages and lists are shown as saved: under every key by which the pool knows them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paper_radar.api.reading import Reading
from paper_radar.library.saved import Library
from paper_radar.papers.model import Paper
from paper_radar.storage.pool import SqlitePool
from tests.fakes.workspace import FakeWorkspace

SEEN = "2026-06-19T06:00:00+00:00"
ARTICLE = Paper(
    key="doi:10.1038/s41586-026-1",
    doi="10.1038/s41586-026-1",
    title="Implicit bias of Muon and steepest descent",
    authors=("Chen Fan", "Mark Schmidt"),
    venue="Nature",
    source="feed:nature",
)
PREPRINT = replace(ARTICLE, key="arxiv:2602.11557", arxiv_id="2602.11557", doi="", venue="", source="arxiv")
OTHER = Paper(key="doi:10.1/other", doi="10.1/other", title="Something else", authors=("Ada Lovelace",))


class Asked(SqlitePool):
    """Notes of how many keys it was asked where they lead."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.counts: list[int] = []

    def aliases(self, keys: Iterable[str]) -> dict[str, str]:
        asked = list(keys)
        self.counts.append(len(asked))
        return super().aliases(asked)


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[Asked]:
    opened = Asked(tmp_path / "pool.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def library() -> Library:
    return Library(FakeWorkspace(), _now)


@pytest.fixture
def reading(pool: Asked, library: Library) -> Reading:
    return Reading(FakeWorkspace(), pool, library, _now, hits=pool.hits)


def _now() -> datetime:
    return datetime(2026, 6, 19, 9, tzinfo=UTC)


def test_a_saved_article_is_saved_as_its_preprint_from_the_moment_that_the_pool_joins_them(
    pool: Asked, library: Library, reading: Reading
) -> None:
    library.save(ARTICLE)
    pool.add([ARTICLE], seen_at=SEEN)
    assert reading.saved() == {ARTICLE.key}
    pool.add([PREPRINT], seen_at=SEEN)
    assert reading.saved() == {ARTICLE.key, PREPRINT.key}
    library.save(OTHER)
    assert reading.saved() == {ARTICLE.key, PREPRINT.key, OTHER.key}
    library.remove(ARTICLE.key)
    assert reading.saved() == {OTHER.key}


def test_the_pool_is_asked_only_of_new_keys_and_of_all_when_something_was_joined(
    pool: Asked, library: Library, reading: Reading
) -> None:
    for number in range(9):
        library.save(replace(OTHER, key=f"doi:10.1/{number}", doi=f"10.1/{number}", title=f"Another {number}"))
    reading.saved()
    pool.add([ARTICLE], seen_at=SEEN)
    reading.saved()
    assert pool.counts == [9]
    library.save(ARTICLE)
    reading.saved()
    assert pool.counts == [9, 1]
    pool.add([PREPRINT], seen_at=SEEN)
    reading.saved()
    assert pool.counts == [9, 1, 10]
