"""A preprint and what a journal made of it are one record of the pool, found by all its keys."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paper_radar.papers.model import Paper
from paper_radar.radar.lookups import Lookup
from paper_radar.storage.base import Added
from paper_radar.storage.pool import SqlitePool
from tests.fakes.pool import FakePool
from tests.unit.storage.papers import MUON, SEEN, numbered

LATER = "2026-03-01T06:00:00+00:00"
JOURNAL = Paper(
    key="doi:10.1038/s41586-026-1",
    title="Implicit bias of Muon and steepest descent",
    authors=("Fan, C.", "Schmidt, M.", "Thrampoulidis, C."),
    venue="Nature",
    doi="10.1038/s41586-026-1",
    published="2026-02-20",
    announced="2026-02-20",
    url="https://www.nature.com/articles/s41586-026-1",
    source="feed:nature",
)
JOINED = replace(MUON, venue="Nature", doi=JOURNAL.doi, published="2026-02-20")


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[SqlitePool]:
    opened = SqlitePool(tmp_path / "pool.sqlite")
    yield opened
    opened.close()


def test_a_journal_s_paper_joins_the_record_of_its_preprint(pool: SqlitePool):
    pool.add([MUON], seen_at=SEEN)
    assert pool.add([JOURNAL], seen_at=LATER) == Added(updated=1)
    assert pool.count() == 1
    assert pool.get(MUON.key) == pool.get(JOURNAL.key) == JOINED
    assert pool.get_many([JOURNAL.key, MUON.key]) == {JOURNAL.key: JOINED, MUON.key: JOINED}
    assert pool.origins(MUON.key) == dict.fromkeys(("venue", "doi", "published"), "feed:nature")
    assert pool.aliases([JOURNAL.key, MUON.key, "doi:10.1/none"]) == {JOURNAL.key: MUON.key}
    assert pool.other_keys(MUON.key) == pool.other_keys(JOURNAL.key) == (JOURNAL.key,)
    assert pool.first_seen([JOURNAL.key]) == {JOURNAL.key: SEEN}
    assert pool.last_seen([JOURNAL.key]) == {JOURNAL.key: "2026-03-01"}


def test_a_preprint_takes_the_record_of_its_journal_over(pool: SqlitePool):
    pool.add([JOURNAL], seen_at=SEEN)
    assert pool.add([MUON], seen_at=LATER) == Added(updated=1)
    assert pool.count() == pool.frequencies(["muon"])["muon"] == 1
    assert pool.get(JOURNAL.key) == pool.get(MUON.key) == JOINED
    assert pool.newest(limit=9) == [JOINED]
    assert [paper.key for paper in pool.candidates(["separ"], limit=5)] == [MUON.key]
    assert pool.first_seen([MUON.key]) == {MUON.key: SEEN}
    found = pool.hits.look([Lookup(keys=("c/cs.lg",))])
    assert [paper for _, _, paper in pool.hits.read(sorted(found))] == [JOINED]


def test_the_number_of_joins_tells_when_other_keys_lead_elsewhere(pool: SqlitePool):
    joins = pool.joins()
    pool.add([MUON, *(numbered(number) for number in range(3))], seen_at=SEEN)
    pool.add([replace(MUON, version=2)], seen_at=SEEN)
    assert pool.joins() == joins
    pool.add([JOURNAL], seen_at=SEEN)
    joined = pool.joins()
    assert joined > joins
    pool.add([JOURNAL, MUON], seen_at=LATER)
    assert pool.joins() == joined
    pool.prune(before="2026-12-31", keep=())
    assert pool.aliases([JOURNAL.key]) == {}
    assert pool.joins() > joined


def test_what_was_joined_stays_joined_at_the_next_refresh(pool: SqlitePool):
    pool.add([MUON, JOURNAL], seen_at=SEEN)
    revision = pool.revision()
    assert pool.add([JOURNAL, MUON], seen_at=LATER) == Added(unchanged=2)
    assert pool.revision() == revision
    assert pool.add([replace(JOURNAL, title="Renamed by the journal", authors=())], seen_at=LATER) == Added(unchanged=1)
    assert pool.get(MUON.key) == JOINED


@pytest.mark.parametrize("together", [True, False], ids=["in one batch", "one after the other"])
@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_in_whatever_order_three_sources_come_there_is_one_record(
    pool: SqlitePool, order: tuple[int, ...], together: bool
):
    page = replace(JOURNAL, key="url:https://lab.example/muon", doi="", venue="", source="feed:lab", published="")
    papers = [(MUON, JOURNAL, page)[place] for place in order]
    fake = FakePool()
    for into in (pool, fake):
        batches = [papers] if together else [[paper] for paper in papers]
        told = [into.add(batch, seen_at=SEEN) for batch in batches]
        assert sum(added.new for added in told) == into.count() == 1
        assert {paper.key for paper in into.get_many([paper.key for paper in papers]).values()} == {MUON.key}
        assert into.get(MUON.key) == JOINED
        assert into.other_keys(MUON.key) == (JOURNAL.key, page.key)


def test_a_later_version_that_names_its_doi_joins_the_journal_s_record(pool: SqlitePool):
    renamed = replace(JOURNAL, title="A wholly other title by the editor")
    pool.add([MUON, numbered(1)], seen_at=SEEN)
    page = replace(renamed, key="url:https://lab.example/a", doi="", authors=renamed.authors)
    pool.add([renamed], seen_at=LATER)
    pool.add([page], seen_at=LATER)
    assert pool.count() == 3
    assert pool.add([replace(MUON, version=2, doi=JOURNAL.doi)], seen_at=LATER) == Added(updated=1)
    assert pool.count() == pool.frequencies(["muon"])["muon"] + 1 == 2
    assert pool.other_keys(MUON.key) == (JOURNAL.key, page.key)
    assert pool.frequencies(["editor"]) == {"editor": 0}
    assert pool.hits.count_waiting() == 2
    found = pool.get(page.key)
    assert found is not None and (found.key, found.version, found.venue) == (MUON.key, 2, "Nature")


def test_two_journals_records_of_one_work_do_not_take_turns(pool: SqlitePool):
    preprint = replace(
        JOURNAL, key="doi:10.1101/2026.01.02.7", doi="10.1101/2026.01.02.7", venue="bioRxiv", source="feed:biorxiv"
    )
    pool.add([preprint], seen_at=SEEN)
    pool.add([JOURNAL], seen_at=SEEN)
    kept = pool.get(preprint.key)
    assert kept is not None and kept.key == preprint.key == pool.aliases([JOURNAL.key])[JOURNAL.key]
    for _ in range(3):
        assert pool.add([JOURNAL], seen_at=LATER) == Added(unchanged=1)
        assert pool.add([preprint], seen_at=LATER) == Added(unchanged=1)


def test_two_preprints_of_one_title_are_two_papers(pool: SqlitePool):
    assert pool.add([MUON, replace(MUON, key="arxiv:2602.99999", arxiv_id="2602.99999")], seen_at=SEEN).new == 2


def test_a_correction_is_a_paper_of_its_own(pool: SqlitePool):
    correction = replace(JOURNAL, key="doi:10.1038/c", doi="10.1038/c", title=f"Author Correction: {JOURNAL.title}")
    pool.add([MUON, JOURNAL, correction], seen_at=SEEN)
    assert pool.count() == 2


def test_the_day_on_which_a_paper_was_last_delivered_moves_on(pool: SqlitePool):
    pool.add([MUON, numbered(1)], seen_at=SEEN)
    pool.add([MUON], seen_at=LATER)
    pool.add([MUON], seen_at="2026-02-20T06:00:00+00:00")
    assert pool.last_seen([MUON.key, numbered(1).key]) == {MUON.key: "2026-03-01", numbered(1).key: "2026-02-13"}


WORKS = [
    replace(numbered(work), title=f"Of the many long titles the one with the word {word}", authors=("Ada Lovelace",))
    for work, word in enumerate(("apple", "bridge", "candle"))
]
SIGHTINGS = [
    sighting
    for work, paper in enumerate(WORKS)
    for sighting in (
        paper,
        replace(paper, key=f"doi:10.1/{work}", doi=f"10.1/{work}", version=None, arxiv_id=""),
        replace(paper, key=f"url:https://x.example/{work}", version=None, authors=("Lovelace, A.",)),
    )
]


@given(st.lists(st.lists(st.sampled_from(SIGHTINGS), max_size=4), max_size=6))
@settings(deadline=None, max_examples=60)
def test_however_sightings_come_each_work_is_there_once_and_under_every_key(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[Paper]]
):
    pool = SqlitePool(tmp_path_factory.mktemp("pool") / "pool.sqlite")
    fake = FakePool()
    for batch in batches:
        told = pool.add(batch, seen_at=SEEN)
        assert fake.add(batch, seen_at=SEEN) == told
    seen = [paper for batch in batches for paper in batch]
    works = {paper.title for paper in seen}
    assert pool.count() == len(works)
    for paper in seen:
        found = pool.get(paper.key)
        assert found is not None and found.title == paper.title
        assert found == fake.get(paper.key)
        assert pool.other_keys(found.key) == fake.other_keys(found.key)
    assert all(pool.frequencies([word])[word] == any(word in title for title in works) for word in ("appl", "candl"))
    pool.close()
