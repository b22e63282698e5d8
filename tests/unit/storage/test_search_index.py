"""The index of the search stands by the papers of the pool, whatever becomes of them."""

import sqlite3
from dataclasses import replace
from pathlib import Path

from paper_radar.papers.model import Paper
from paper_radar.storage import search_index
from paper_radar.storage.pool import SqlitePool
from tests.unit.storage.papers import MUON, SEEN, numbered


def found(pool: SqlitePool, expression: str) -> list[str]:
    return sorted(paper.key for paper in pool.search.read(pool.search.matching(expression)).values())


def test_an_index_made_by_other_rules_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "pool.sqlite"
    pool = SqlitePool(path)
    pool.add([MUON], seen_at=SEEN)
    pool.close()
    with sqlite3.connect(path) as connection:
        search_index.remove(connection, [(1, MUON)])
        connection.execute("UPDATE search_version SET fingerprint = 'older'")
    connection.close()
    pool = SqlitePool(path)
    assert found(pool, '"@schmidt"') == [] and pool.filling.step()
    assert found(pool, '"@schmidt"') == [MUON.key] and not pool.filling.step()
    pool.close()


def test_what_changes_is_found_by_what_it_is_now_and_what_goes_is_found_no_more(tmp_path: Path) -> None:
    pool = SqlitePool(tmp_path / "pool.sqlite")
    pool.add([MUON, numbered(1, title="Other words")], seen_at=SEEN)
    pool.add([replace(MUON, title="Spectral descent", authors=("Jane Roe",), version=2)], seen_at=SEEN)
    assert found(pool, 'title : "muon"') == found(pool, '"@schmidt"') == []
    assert found(pool, 'title : "spectral"') == found(pool, '"@roe"') == [MUON.key]
    assert pool.prune(before="2027-01-01", keep=[MUON.key]) == 1
    assert found(pool, '"word"') == []
    pool.close()


def test_a_preprint_and_its_publication_are_found_once_under_either_key(tmp_path: Path) -> None:
    pool = SqlitePool(tmp_path / "pool.sqlite")
    journal = Paper(key="doi:10.1000/muon", title=MUON.title, authors=MUON.authors, doi="10.1000/muon", source="feed:j")
    pool.add([MUON, journal], seen_at=SEEN)
    (id,) = pool.search.matching('title : "muon"')
    assert pool.search.ids([MUON.key, journal.key, "arxiv:none"]) == {MUON.key: id, journal.key: id}
    pool.close()


def test_hostile_papers_are_indexed_and_taken_out_again(tmp_path: Path) -> None:
    pool = SqlitePool(tmp_path / "pool.sqlite")
    wild = replace(
        MUON,
        title='"; DROP TABLE papers; -- NEAR(a b) ^ * ' + "x" * 5_000,
        authors=("0between0", "@| | | |", "a" * 5_000, "", "名" * 500),
        abstract="- ' -- '' l'a-b'c --- \x00 " * 50,
        categories=("cs.LG\x00", "a b", '"', ""),
    )
    pool.add([wild], seen_at=SEEN)
    assert found(pool, 'title : "drop tabl"') == [MUON.key]
    assert pool.prune(before="2027-01-01", keep=()) == 1
    assert found(pool, '"drop"') == []
    pool.close()
