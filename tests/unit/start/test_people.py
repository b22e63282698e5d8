"""Who of the authors of some papers is suggested, and under which name."""

import string

from hypothesis import given
from hypothesis import strategies as st

from paper_radar.papers.model import Paper
from paper_radar.start.people import people_of, shared_name


def _papers(*authors: tuple[str, ...]) -> list[Paper]:
    return [Paper(key=f"arxiv:{n}", title=f"Paper {n}", authors=names) for n, names in enumerate(authors)]


def _told(papers: list[Paper], limit: int = 10) -> list[tuple[str, int]]:
    return [(author.name, author.papers) for author in people_of(papers, limit=limit)]


def test_who_is_on_most_papers_is_first_and_of_equals_who_leads_them() -> None:
    papers = _papers(("Ada Lovelace", "Mary Somerville", "Difan Zou"), ("Emmy Noether", "Difan Zou"))
    assert [name for name, _ in _told(papers)] == ["Difan Zou", "Ada Lovelace", "Emmy Noether", "Mary Somerville"]


def test_the_forms_of_one_name_are_one_person_under_the_usual_one() -> None:
    papers = _papers(("Zou, Difan",), ("DIFAN ZOU",), ("Difan Zou",), ("D. Zou", "Ada Lovelace"))
    assert _told(papers)[0] == ("Difan Zou", 4)


def test_initials_that_fit_two_people_count_for_neither_and_are_nobody_themselves() -> None:
    papers = _papers(("Difan Zou",), ("Dongmian Zou",), ("D. Zou", "Ada Lovelace"))
    assert sorted(_told(papers)) == [("Ada Lovelace", 1), ("Difan Zou", 1), ("Dongmian Zou", 1)]


def test_collaborations_single_words_and_what_stands_for_others_are_nobody() -> None:
    papers = _papers(("The ATLAS Collaboration", "others", "Anonymous", "et al.", "Ada Lovelace"), ("Plato",))
    assert _told(papers) == [("Ada Lovelace", 1)]


def test_of_a_paper_by_hundreds_the_first_and_the_last_are_asked_for() -> None:
    letters = string.ascii_lowercase
    crowd = tuple(f"An{one}a Sur{one}{two}name" for one in letters for two in letters)
    assert len(_told(_papers(crowd, crowd), limit=500)) == 11


def test_names_in_chinese_are_people() -> None:
    assert _told(_papers(("周志华", "李 明"), ("周志华",)))[0] == ("周志华", 2)


def test_the_person_of_an_id_is_found_among_those_who_always_write_with_them() -> None:
    papers = _papers(("Ada Lovelace", "Difan Zou"), ("Ada Lovelace", "D. Zou"))
    assert shared_name(papers, "zou_d_1") == "Difan Zou"
    assert shared_name(papers[:1], "lovelace_a_1") == "Ada Lovelace"


def test_of_an_orcid_it_is_who_is_on_most_papers_and_nobody_where_two_are() -> None:
    papers = _papers(("Ada Lovelace", "Difan Zou"), ("Emmy Noether", "Difan Zou"))
    assert shared_name(papers, "0000-0002-1825-0097") == "Difan Zou"
    assert shared_name(papers[:1], "0000-0002-1825-0097") == ""
    assert shared_name([], "zou_d_1") == ""


@given(st.lists(st.lists(st.text(max_size=40), max_size=5).map(tuple), max_size=6), st.integers(0, 5))
def test_whatever_stands_for_names_no_more_are_told_than_asked_for(authors: list[tuple[str, ...]], limit: int) -> None:
    found = people_of(_papers(*authors), limit=limit)
    assert len(found) <= limit
    assert all(1 <= one.papers <= len(authors) and one.name.strip() for one in found)
