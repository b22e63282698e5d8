"""Groups of authors: two in common, in every spelling of their names."""

from collections.abc import Sequence

import pytest

from paper_radar.papers.model import Paper
from paper_radar.related.groups import are_one_group, groups_of, team_of


def by(*authors: str) -> Paper:
    return Paper(key="url:x", title="x", authors=authors)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (["Ann Lee", "Bo Wu"], ["Bo Wu", "Ann Lee", "Cy Poe"], True),
        (["Ann Lee", "Bo Wu"], ["Lee, Ann", "Wu, Bo", "Cy Poe"], True),
        (["Ann Lee", "Bo Wu"], ["A. Lee", "B. Wu"], True),
        (["Ann Lee", "Bo Wu"], ["ANN LEE", "Bo X. Wu"], True),
        (["Ann Lee", "Bo Wu"], ["Ann Lee", "Cy Poe"], False),
        (["Ann Lee", "Bo Wu"], ["Anna Lee", "Bob Wu"], False),
        (["Ann Lee"], ["Ann Lee", "Bo Wu"], True),
        ([], ["Ann Lee"], False),
        ([":"], [":"], False),
        ([], [], False),
    ],
)
def test_two_authors_in_common_make_a_group(one: Sequence[str], other: Sequence[str], same: bool):
    assert are_one_group(team_of(by(*one)), team_of(by(*other))) is same
    assert are_one_group(team_of(by(*other)), team_of(by(*one))) is same


def test_a_collaboration_of_thousands_is_known_by_its_first_and_last():
    names = [f"Name{at} Of{at}" for at in range(3000)]
    assert are_one_group(team_of(by(*names)), team_of(by(*names)))
    assert len(team_of(by(*names)).whole) < 20


def test_papers_are_put_in_groups():
    papers = [by("Ann Lee", "Bo Wu"), by("Cy Poe", "Di Roe"), by("Bo Wu", "Ann Lee", "Cy Poe"), by(), by()]
    first, second, third, fourth, fifth = groups_of(papers)
    assert first == third
    assert len({first, second, fourth, fifth}) == 4
