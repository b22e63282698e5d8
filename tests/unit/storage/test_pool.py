"""The pool in one SQLite file."""

import math
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paper_radar.errors import StorageError
from paper_radar.papers.model import Paper
from paper_radar.papers.text import terms
from paper_radar.radar.lookups import Lookup
from paper_radar.storage import pool_index
from paper_radar.storage.base import Added, Fetch
from paper_radar.storage.pool import SqlitePool
from tests.unit.storage.papers import MUON, SEEN, numbered

LATER = "2026-03-01T06:00:00+00:00"
FETCH = Fetch(source="arxiv", started="2026-02-13T06:00:00Z", finished="2026-02-13T06:00:09Z", new=3, note="Friday's")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "pool.sqlite"


@pytest.fixture
def pool(path: Path) -> Iterator[SqlitePool]:
    opened = SqlitePool(path)
    yield opened
    opened.close()


def test_a_paper_comes_back_as_it_went_in(pool: SqlitePool):
    bare = Paper(key="url:https://example.org/a", title="A")
    full = replace(
        MUON, upvotes=0, comments=3, abstract='Łojasiewicz\n"深度学习" \x00 \' β', code_url="https://x.org/y"
    )
    assert pool.add([bare, full], seen_at=SEEN) == Added(new=2)
    assert pool.get(bare.key) == bare
    assert pool.get(full.key) == full
    assert pool.get("arxiv:none") is None


def test_a_paper_seen_twice_is_one_record(pool: SqlitePool):
    seen_on_huggingface = Paper(key=MUON.key, title=MUON.title, upvotes=12, source="huggingface")
    pool.add([MUON], seen_at=SEEN)
    assert pool.add([seen_on_huggingface], seen_at=LATER) == Added(updated=1)
    assert pool.add([seen_on_huggingface], seen_at=LATER) == Added(unchanged=1)
    assert pool.get(MUON.key) == replace(MUON, upvotes=12)
    assert pool.count() == 1
    assert pool.first_seen([MUON.key, "arxiv:none"]) == {MUON.key: SEEN}


def test_a_paper_twice_in_one_batch_is_one_record(pool: SqlitePool):
    assert pool.add([MUON, replace(MUON, version=2, title="Muon, revised"), MUON], seen_at=SEEN) == Added(
        new=1, updated=1, unchanged=1
    )
    found = pool.get(MUON.key)
    assert found is not None and (found.title, found.version) == ("Muon, revised", 2)
    assert pool.frequencies(["revis", "implicit", "bias"]) == {"revis": 1, "implicit": 1, "bias": 1}


@pytest.mark.parametrize(
    "wrong",
    [
        replace(MUON, key="arxiv:2", title="half a pair \ud83d"),
        replace(MUON, key="arxiv:2", title=""),
        replace(MUON, key=""),
        replace(MUON, key="arxiv:2", version="two"),  # type: ignore[arg-type]
        replace(MUON, key="arxiv:2", authors=("Fan", None)),  # type: ignore[arg-type]
        replace(MUON, key="arxiv:2", abstract=None, title=None),  # type: ignore[arg-type]
        None,
        "arxiv:2",
    ],
    ids=repr,
)
def test_one_paper_that_cannot_be_kept_costs_none_of_the_others(pool: SqlitePool, wrong: Any):
    assert pool.add([numbered(1), wrong, numbered(2)], seen_at=SEEN) == Added(new=2, skipped=1)
    assert pool.count() == 2
    assert set(pool.get_many([numbered(1).key, numbered(2).key])) == {numbered(1).key, numbered(2).key}


def test_a_source_that_fails_half_way_leaves_the_pool_whole(pool: SqlitePool):
    def papers() -> Iterator[Paper]:
        yield from (numbered(number) for number in range(500))
        raise ConnectionError

    with pytest.raises(ConnectionError):
        pool.add(papers(), seen_at=SEEN)
    assert pool.count() == pool.frequencies(["paper"])["paper"] == 400
    assert pool.add(map(numbered, range(500)), seen_at=SEEN) == Added(new=100, unchanged=400)


def test_many_papers_are_given_by_key_in_the_order_asked(pool: SqlitePool):
    pool.add(map(numbered, range(3000)), seen_at=SEEN)
    asked = [numbered(number).key for number in (2999, 7, 1500, 7)]
    assert list(pool.get_many([*asked, "arxiv:none"])) == asked[:3]
    assert pool.get_many([]) == {}


def test_the_newest_come_first_in_one_stable_order_batch_by_batch(pool: SqlitePool):
    days = ["2026-01-02", "2026-01-03T00:00:00-05:00", "2026-01-01", "2026-01-03"]
    pool.add([numbered(number, announced=days[number % 4]) for number in range(40, 0, -1)], seen_at=SEEN)
    everything = pool.newest(limit=100)
    order = sorted(everything, key=lambda paper: paper.key)
    order.sort(key=lambda paper: paper.announced[:10], reverse=True)
    assert everything == order and len(everything) == 40
    assert [paper for offset in range(0, 40, 7) for paper in pool.newest(limit=7, offset=offset)] == everything
    assert pool.newest(limit=100, since="2026-01-02") == everything[:30]
    assert pool.newest(limit=100, since="2026-01-03T18:00:00Z") == everything[:20]
    assert (pool.count(), pool.count(since="2026-01-02"), pool.count(since="2026-01-04")) == (40, 30, 0)
    assert pool.newest(limit=0) == pool.newest(limit=5, offset=40) == []


def test_a_paper_never_announced_counts_by_its_publication_else_by_its_first_sight(pool: SqlitePool):
    old = replace(numbered(1), announced="", published="2019-05-01T17:00:00Z")
    unknown = replace(numbered(2), announced="")
    nonsense = replace(numbered(3), announced="Fri, 13 Feb", published="")
    pool.add([old, unknown, nonsense], seen_at=SEEN)
    assert pool.newest(limit=9) == [unknown, nonsense, old]
    assert pool.count(since="2026-02-13") == 2


def test_the_count_follows_every_change(pool: SqlitePool):
    counted = [pool.count()]
    for number in range(3):
        pool.add([numbered(number)], seen_at=SEEN)
        counted.append(pool.count())
    assert counted == [0, 1, 2, 3]


def test_the_revision_grows_with_every_change_and_with_nothing_else(pool: SqlitePool):
    seen = [pool.revision()]
    for paper in (MUON, replace(MUON, upvotes=1), numbered(1)):
        pool.add([paper], seen_at=SEEN)
        seen.append(pool.revision())
    assert seen == sorted(set(seen))
    pool.add([MUON, numbered(1)], seen_at=LATER)
    pool.add([], seen_at=LATER)
    pool.get(MUON.key)
    assert pool.revision() == seen[-1]


def test_frequencies_count_papers_not_words(pool: SqlitePool):
    pool.add([numbered(1, title="Muon, muon and Muon"), numbered(2, abstract="Muon"), numbered(3)], seen_at=SEEN)
    assert pool.frequencies(["muon", "paper", "unheard"]) == {"muon": 2, "paper": 2, "unheard": 0}
    assert pool.frequencies([]) == {}


def test_the_terms_of_a_paper_come_back_in_their_order(pool: SqlitePool):
    wordless = replace(numbered(2), title="—", abstract="")
    pool.add([MUON, wordless], seen_at=SEEN)
    found = pool.index_terms([MUON.key, wordless.key, "arxiv:2602.99999"])
    assert found == {MUON.key: terms(f"{MUON.title}\n{MUON.abstract}"), wordless.key: []}


def test_the_terms_of_a_rewritten_paper_are_those_of_its_new_text(pool: SqlitePool):
    pool.add([MUON], seen_at=SEEN)
    pool.add([replace(MUON, version=9, title="Weather", abstract="Rain.")], seen_at=LATER)
    assert pool.index_terms([MUON.key]) == {MUON.key: terms("Weather\nRain.")}
    assert pool.frequencies(["muon", "rain"]) == {"muon": 0, "rain": 1}


def test_index_and_query_agree_on_every_kind_of_term(pool: SqlitePool):
    text = "Low-rank pre-training of GPT-4o; Łojasiewicz's β-VAE, naïve C++ 深度学习 and Ⅷ ²H \"quoted\" don't ĳ ﬁne"
    pool.add([numbered(1, title=text)], seen_at=SEEN)
    held = terms(text)
    assert len(held) > 15
    assert pool.frequencies(held) == dict.fromkeys(held, 1)
    for term in held:
        assert [paper.title for paper in pool.candidates([term], limit=5)] == [text], term


@given(st.text(st.characters(codec="utf-8"), max_size=60))
@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_term_of_any_text_finds_its_paper(pool: SqlitePool, text: str):
    paper = numbered(1, title="first", abstract="")
    pool.add([paper], seen_at=SEEN)
    known = pool.get(paper.key)
    assert known is not None
    # A later version with another text each time: what the one before left in the index would show.
    latest = replace(known, version=(known.version or 0) + 1, abstract=f"word {text}")
    pool.add([latest], seen_at=SEEN)
    for term in terms(f"{latest.title}\n{latest.abstract}"):
        assert pool.frequencies([term]) == {term: 1}
        assert pool.candidates([term], limit=5) == [latest]


def test_what_no_index_term_is_finds_nothing_and_breaks_nothing(pool: SqlitePool):
    pool.add([MUON], seen_at=SEEN)
    for odd in ("steepest descent", '"', "", "*", "a OR b", "steep*", "NEAR(a b)", "terms:steepest", "half \ud83d"):
        assert pool.frequencies([odd]) == {odd: 0}
        assert pool.candidates([odd], limit=5) == []
    assert pool.candidates([], limit=5) == pool.candidates(["bias"], limit=0) == []


def test_a_revised_paper_is_found_by_its_new_words_only(pool: SqlitePool):
    pool.add([MUON], seen_at=SEEN)
    pool.add([replace(MUON, version=2, title="Spectral optimisers", abstract="Polar decomposition")], seen_at=LATER)
    assert pool.candidates(["steepest"], limit=5) == []
    assert [paper.key for paper in pool.candidates(["polar"], limit=5)] == [MUON.key]
    assert pool.frequencies(["steepest", "polar"]) == {"steepest": 0, "polar": 1}


WORDS = ["muon", "bias", "descent", "margin", "kernel"]


@given(st.lists(st.sets(st.sampled_from(WORDS), min_size=1), min_size=1, max_size=30), st.integers(1, 12))
@settings(deadline=None, max_examples=40)
def test_candidates_with_more_and_rarer_terms_come_first(tmp_path_factory: Any, papers: list[set[str]], limit: int):
    pool = SqlitePool(tmp_path_factory.mktemp("pool") / "pool.sqlite")
    pool.add([numbered(n, title="x", abstract=" ".join(sorted(held))) for n, held in enumerate(papers)], seen_at=SEEN)
    asked = WORDS[:4]
    weight = {word: math.log1p(len(papers) / max(1, sum(word in held for held in papers))) for word in asked}
    scores = {numbered(n).key: sum(weight[word] for word in asked if word in held) for n, held in enumerate(papers)}
    found = [scores[paper.key] for paper in pool.candidates(asked, limit=limit)]
    wanted = sorted((score for score in scores.values() if score), reverse=True)[:limit]
    assert found == pytest.approx(wanted)
    pool.close()


def test_where_terms_are_too_common_the_rarest_are_searched(pool: SqlitePool):
    assert pool_index.affordable({"rare": 10, "common": 39_000, "commoner": 90_000, "none": 0}) == {
        "rare": 10,
        "common": 39_000,
    }
    assert pool_index.affordable({"everywhere": 90_000}) == {"everywhere": 90_000}
    assert pool_index.affordable({"none": 0}) == {}


def test_an_index_made_by_other_terms_is_made_anew(pool: SqlitePool, path: Path):
    pool.add([MUON, *map(numbered, range(1200))], seen_at=SEEN)
    pool.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE term_version SET fingerprint = 'older'")
        connection.execute("UPDATE term_counts SET papers = 7")
        connection.execute("INSERT INTO term_index (rowid, terms) VALUES (1, 'other')")
    connection.close()
    rebuilt = SqlitePool(path)
    assert rebuilt.frequencies(["muon", "paper", "other"]) == {"muon": 1, "paper": 1200, "other": 0}
    assert [paper.key for paper in rebuilt.candidates(["muon"], limit=5)] == [MUON.key]
    assert rebuilt.candidates(["other"], limit=5) == []
    rebuilt.close()


def test_the_latest_attempt_and_the_latest_success_of_each_source_are_kept(pool: SqlitePool, path: Path):
    failed = replace(FETCH, finished="2026-02-14T06:00:00Z", error="too many requests", until="2026-02-14T07:00:00Z")
    unanswered = replace(FETCH, source="huggingface", error="no answer")
    assert (pool.last_fetches(), pool.last_success("arxiv")) == ({}, "")
    pool.record_fetch(unanswered)
    pool.record_fetch(FETCH)
    assert pool.last_success("arxiv") == FETCH.finished
    pool.record_fetch(failed)
    pool.close()
    again = SqlitePool(path)
    assert again.last_fetches() == {"arxiv": failed, "huggingface": unanswered}
    assert (again.last_success("arxiv"), again.last_success("huggingface")) == (FETCH.finished, "")
    again.close()


def test_eight_threads_lose_nothing(pool: SqlitePool):
    shared = [numbered(90_000 + number) for number in range(200)]
    told: list[Added] = []

    def write(thread: int) -> None:
        for number in range(200):
            told.append(pool.add([numbered(thread * 1000 + number), shared[number]], seen_at=SEEN))
            assert pool.get(numbered(thread * 1000 + number).key) is not None

    threads = [Thread(target=write, args=(thread,)) for thread in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 1600
    assert sum(added.new for added in told) == pool.count() == pool.frequencies(["paper"])["paper"] == 1800
    assert len(pool.candidates(["paper"], limit=9999)) == 1800


def test_the_file_is_for_its_owner_only(pool: SqlitePool, path: Path):
    pool.add([MUON], seen_at=SEEN)
    modes = {found.name: stat.S_IMODE(found.stat().st_mode) for found in path.parent.iterdir()}
    assert modes == {"pool.sqlite": 0o600, "pool.sqlite-wal": 0o600, "pool.sqlite-shm": 0o600}


def test_a_closed_pool_says_so(pool: SqlitePool):
    pool.close()
    pool.close()
    with pytest.raises(StorageError, match="closed"):
        pool.get(MUON.key)
    with pytest.raises(StorageError, match="closed"):
        pool.add([MUON], seen_at=SEEN)


def test_a_pool_of_the_days_before_hits_were_kept_is_brought_up_to_date(path: Path):
    SqlitePool(path).close()
    pool = SqlitePool(path)
    pool.add([MUON], seen_at=SEEN)
    pool.close()
    with sqlite3.connect(path) as connection:
        for table in ("hits", "contents", "definitions", "hits_version", "key_index", "key_version"):
            connection.execute(f"DROP TABLE {table}")
    connection.close()
    pool = SqlitePool(path)
    assert pool.notices == ()
    assert pool.get(MUON.key) == MUON
    found = pool.hits.look([Lookup(keys=("n/schmidt_ma",))])
    assert [paper for _, _, paper in pool.hits.read(sorted(found))] == [MUON]
    _, kept = pool.hits.kept([MUON.key])
    assert set(kept) == {MUON.key}
    pool.close()


def test_papers_are_looked_for_by_terms_and_by_keys(pool: SqlitePool):
    other = replace(MUON, key="arxiv:2", title="Weather", abstract="", authors=("Chen Fan",), categories=("math.OC",))
    pool.add([MUON, other], seen_at=SEEN)
    ids = {paper.key: id for id, _, paper in pool.hits.read([1, 2])}

    def looked(**lookup: tuple[object, ...]) -> set[str]:
        found = pool.hits.look([Lookup(**lookup)])  # type: ignore[arg-type]
        return {key for key, id in ids.items() if id in found}

    assert looked(terms=(frozenset({"implicit", "bias"}),)) == {MUON.key}
    assert looked(terms=(frozenset({"implicit", "weather"}),)) == set()
    assert looked(terms=(frozenset({"implicit"}), frozenset({"weather"}))) == {MUON.key, other.key}
    assert looked(keys=("c/math", "n/nobody_at")) == {other.key}
    assert looked(keys=(*(f"n/nobody_{n}" for n in range(2_000)), "n/fan_ch")) == {MUON.key, other.key}
    pool.add([replace(other, version=2, authors=("Ada Lovelace",))], seen_at=LATER)
    assert looked(keys=("n/fan_ch",)) == {MUON.key}
    assert looked(keys=("n/lovelace_ad",)) == {other.key}
