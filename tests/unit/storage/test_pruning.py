"""Papers that no source delivers any more leave the pool, and nothing of them stays; those to keep stay."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paper_radar.papers.model import Paper
from paper_radar.papers.text import terms
from paper_radar.radar.lookups import Lookup
from paper_radar.storage.base import HitRow
from paper_radar.storage.pool import SqlitePool
from tests.fakes.pool import FakePool
from tests.unit.storage.papers import MUON, SEEN, numbered

OLD = "2025-10-01T06:00:00+00:00"
BEFORE = "2026-01-01"
JOURNAL = replace(MUON, key="doi:10.1/muon", doi="10.1/muon", arxiv_id="", version=None, source="feed:j")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pool.sqlite"


@pytest.fixture
def pool(path: Path) -> Iterator[SqlitePool]:
    opened = SqlitePool(path)
    yield opened
    opened.close()


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that is about papers, but for the shadow tables of FTS5."""
    tables = ("papers", "provenance", "works", "aliases", "term_counts", "term_texts", "contents", "hits")
    with closing(sqlite3.connect(path)) as connection:
        return {table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall()) for table in tables}


def test_what_was_not_seen_since_goes_and_the_rest_stays(pool: SqlitePool):
    pool.add([numbered(1), numbered(2), MUON], seen_at=OLD)
    pool.add([numbered(2), numbered(3)], seen_at=SEEN)
    revision = pool.revision()
    assert pool.prune(before=BEFORE, keep=()) == 2
    assert pool.prune(before=BEFORE, keep=()) == 0
    assert [paper.key for paper in pool.newest(limit=9)] == [numbered(2).key, numbered(3).key]
    assert pool.get(MUON.key) is None
    assert (pool.count(), pool.frequencies(["paper", "muon"])) == (2, {"paper": 2, "muon": 0})
    assert pool.revision() == revision + 1
    assert pool.candidates(["muon"], limit=5) == []


def test_what_was_last_seen_on_the_very_day_stays(pool: SqlitePool):
    pool.add([MUON], seen_at="2026-01-01T00:00:01+00:00")
    assert pool.prune(before="2026-01-01T23:00:00+00:00", keep=()) == 0
    assert pool.prune(before="2026-01-02", keep=()) == 1


@pytest.mark.parametrize("kept", [MUON.key, JOURNAL.key])
def test_what_the_reader_keeps_stays_whichever_of_its_keys_they_know(pool: SqlitePool, kept: str):
    pool.add([MUON, JOURNAL, numbered(1)], seen_at=OLD)
    assert pool.prune(before=BEFORE, keep={kept, "doi:10.1/none"}) == 1
    assert pool.get(MUON.key) == pool.get(JOURNAL.key) is not None


def test_so_many_at_a_time(pool: SqlitePool):
    pool.add(map(numbered, range(25)), seen_at=OLD)
    assert [pool.prune(before=BEFORE, keep=(), limit=10) for _ in range(4)] == [10, 10, 5, 0]


def test_a_paper_that_comes_back_is_new(pool: SqlitePool):
    pool.add([MUON, JOURNAL], seen_at=OLD)
    pool.prune(before=BEFORE, keep=())
    assert pool.get(JOURNAL.key) is None
    assert pool.aliases([JOURNAL.key]) == {}
    assert pool.add([MUON], seen_at=SEEN).new == 1
    assert pool.first_seen([MUON.key]) == {MUON.key: SEEN}
    assert pool.add([JOURNAL], seen_at=SEEN).updated == 1


def test_hits_found_in_a_paper_that_went_meanwhile_are_passed_over(pool: SqlitePool, path: Path):
    pool.add([MUON], seen_at=OLD)
    pool.hits.define(["followed"])
    ((id, turn, _),) = pool.hits.read([1])
    row = HitRow(1, 1, 100, 0, 0, 0, 4, "exact")
    pool.prune(before=BEFORE, keep=())
    pool.hits.put([(id, turn, [row])], waited=True)
    assert rows(path)["hits"] == []
    # A paper that comes later may get the same number: it waits for its own hits.
    pool.add([numbered(2)], seen_at=SEEN)
    assert pool.hits.count_waiting() == 1


def test_who_reads_while_papers_go_is_told_of_those_that_are_there(pool: SqlitePool):
    works = [
        replace(numbered(n), title=f"On the whole number {n} of its kind", authors=("A. Lovelace",)) for n in range(300)
    ]
    journals = [replace(paper, key=f"doi:10.1/{n}", doi=f"10.1/{n}", version=None) for n, paper in enumerate(works)]
    pool.add([*works, *journals], seen_at=OLD)

    def prune() -> None:
        while pool.prune(before=BEFORE, keep=(), limit=3):
            pass

    pruner = Thread(target=prune)
    pruner.start()
    while pruner.is_alive():
        assert all(paper in works for paper in map(undoi, pool.candidates(["number"], limit=500)))
        assert set(pool.get_many([journal.key for journal in journals])) <= {journal.key for journal in journals}
        pool.first_seen([paper.key for paper in works])
    assert pool.candidates(["number"], limit=500) == []


def undoi(paper: Paper) -> Paper:
    return replace(paper, doi="")


WORDS = ["muon", "bias", "descent", "margin", "kernel"]
PAPERS = [
    replace(
        numbered(number),
        title=f"On {WORDS[number % 5]} and {WORDS[number % 3]} of the {number % 4}th kind of networks",
        authors=(f"Ada {WORDS[number % 5].title()}", "Chen Fan"),
        categories=("cs.LG", "math.OC")[: 1 + number % 2],
    )
    for number in range(12)
]
EVERY = [*PAPERS, *(replace(p, key=f"doi:10.1/{p.key[-3:]}", doi=f"10.1/{p.key[-3:]}", version=None) for p in PAPERS)]


@given(st.sets(st.sampled_from(range(len(EVERY)))), st.sets(st.sampled_from(range(len(EVERY)))), st.integers(1, 9))
@settings(deadline=None, max_examples=40)
def test_a_pool_from_which_papers_went_is_as_one_that_never_had_them(
    tmp_path_factory: pytest.TempPathFactory, old: set[int], kept: set[int], limit: int
):
    folder = tmp_path_factory.mktemp("pool")
    pool, never, fake = SqlitePool(folder / "a.sqlite"), SqlitePool(folder / "b.sqlite"), FakePool()
    stay = {EVERY[number].title for number in kept}
    for number in sorted(kept):
        never.add([EVERY[number]], seen_at=SEEN)
    for into in (pool, fake):
        for number in sorted(old | kept):
            into.add([EVERY[number]], seen_at=SEEN if EVERY[number].title in stay and number in kept else OLD)
        while into.prune(before=BEFORE, keep=(), limit=limit):
            pass
    kept_keys = {EVERY[number].key for number in kept}
    assert pool.count() == fake.count() == never.count()
    held = [term for paper in EVERY for term in terms(f"{paper.title}\n{paper.abstract}")]
    assert pool.frequencies(held) == never.frequencies(held)
    for word in {*held}:
        assert {p.title for p in pool.candidates([word], limit=99)} == {
            p.title for p in never.candidates([word], limit=99)
        }
    for key in ("n/muon_ad", "n/fan_ch", "c/cs.lg", "c/math.oc"):
        lookup = [Lookup(keys=(key,))]
        assert len(pool.hits.look(lookup)) == len(never.hits.look(lookup))
    assert all(pool.get(key) for key in kept_keys)
    pool.close()
    never.close()
    ours, theirs = rows(folder / "a.sqlite"), rows(folder / "b.sqlite")
    assert ours["term_counts"] == theirs["term_counts"]
    for table in ("provenance", "contents", "term_texts"):
        assert len(ours[table]) == len(theirs[table])
