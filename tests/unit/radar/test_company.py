"""What stands around a name: how many bear it, who else signed, and how near two fields are."""

import pytest

from paper_radar.papers.model import Paper
from paper_radar.radar.company import (
    COMMON,
    RARE,
    SHARED,
    arxiv_categories,
    coauthors,
    likeness,
    links,
    spread,
    subjects,
)


@pytest.mark.parametrize(
    ("name", "bearers"),
    [
        ("Difan Zou", RARE),
        ("Radu Timofte", RARE),
        ("Zou Difan", RARE),
        ("Wei J. Wang", SHARED),
        ("Yihao Wang", SHARED),
        ("Jun Zou", SHARED),
        ("D. Zou", COMMON),
        ("R. Timofte", SHARED),
        ("Rao", SHARED),
        ("王伟", SHARED),
        ("Wei Wang", COMMON),
        ("W. Wang", COMMON),
        ("Wang, Wei", COMMON),
        ("David Smith", COMMON),
        ("David T. Smith", SHARED),
        ("Elvira Smith", SHARED),
        ("ATLAS Collaboration", RARE),
        ("", SHARED),
    ],
)
def test_how_many_may_bear_a_name(name: str, bearers: int) -> None:
    assert spread(name) == bearers


def test_the_author_is_not_among_the_coauthors() -> None:
    paper = Paper(key="arxiv:1", title="x", authors=("Ada Lovelace", "Wei Wang", "Wei Wang", " "))
    assert coauthors(paper, 1) == ("Ada Lovelace", "Wei Wang")


def test_a_collaboration_tells_nothing_of_whom_one_works_with() -> None:
    assert coauthors(Paper(key="arxiv:1", title="x", authors=("Ada Lovelace",) * 51), 0) == ()


def test_a_rare_coauthor_says_more_than_a_common_one_and_a_full_name_more_than_initials() -> None:
    rare, initials = likeness("Emmy Noether", "Noether, Emmy"), likeness("Emmy Noether", "E. Noether")
    common = likeness("Yang Liu", "Yang Liu")
    assert rare == 1.0
    assert rare > initials > 0
    assert rare > common > 0
    assert likeness("Emmy Noether", "Max Noether") == 0


def test_papers_are_linked_by_each_coauthor_they_share() -> None:
    found = links([["Emmy Noether", "Yang Liu"], ["Yang Liu", "Noether, Emmy"], ["Vera Rubin"], ["Yang Liu"]])
    assert set(found) == {(0, 1), (0, 3), (1, 3)}
    assert found[0, 1] > 1 > found[0, 3]


def test_one_of_many_coauthors_says_less_than_one_of_few() -> None:
    crowd = [f"Physicist Number{letter}" for letter in "abcdefghijklmnop"]
    assert links([["Emmy Noether"], ["Emmy Noether", *crowd]])[0, 1] < links([["Emmy Noether"]] * 2)[0, 1]


def test_only_categories_of_arxiv_count_the_primary_one_first() -> None:
    paper = Paper(key="arxiv:1", title="x", categories=("stat.ML", "cs.LG", "68T05", "I.2.6"), primary_category="cs.LG")
    assert arxiv_categories(paper) == ("cs.LG", "stat.ML")
    old = Paper(key="arxiv:2", title="x", categories=("hep-th", "cond-mat.stat-mech", "math-ph"))
    assert arxiv_categories(old) == ("hep-th", "cond-mat.stat-mech", "math-ph")


def test_wide_subjects_hold_near_archives_together() -> None:
    assert subjects(["cs.LG", "stat.ML", "eess.IV"]) == subjects(["cs.CV"])
    assert subjects(["cs.LG"]).isdisjoint(subjects(["astro-ph.GA", "math.AG", "q-bio.NC"]))
    assert subjects([]) == frozenset()
