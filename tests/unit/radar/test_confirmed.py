"""Papers that an author's own feed lists are theirs for certain, whoever else bears the name."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from paper_radar.papers.model import Paper
from paper_radar.radar.confirmed import MOST_CONFIRMED, with_confirmed, without_confirmed
from paper_radar.radar.entries import Entry, Sighting
from paper_radar.radar.matcher import Radar

ZOU = Entry(id="1", kind="author", value="Jun Li", author_id="li_j_7")


def paper(number: int, *authors: str) -> Paper:
    return Paper(
        key=f"arxiv:2602.{number:05}",
        title=f"Paper {number}",
        authors=authors or ("Ada Lovelace", "J. Li"),
        categories=("cs.LG",),
    )


def test_each_paper_becomes_a_sighting_with_its_company_and_its_id():
    entry = with_confirmed(ZOU, [paper(1)])
    assert entry.same == (
        Sighting(
            paper="arxiv:2602.00001", text="J. Li", coauthors=("Ada Lovelace",), categories=("cs.LG",), by="li_j_7"
        ),
    )


def test_a_confirmed_paper_is_a_match_although_initials_alone_would_not_be():
    (before,) = Radar([ZOU]).match(paper(1))
    (after,) = Radar([with_confirmed(ZOU, [paper(1)])]).match(paper(1))
    assert (before.level, after.level, after.rule) == ("possible", "match", "same-person")


def test_the_readers_word_is_stronger_in_both_directions():
    same = Sighting(paper=paper(1).key, text="Jun Li")
    other = Sighting(paper=paper(2).key, text="J. Li")
    entry = replace(ZOU, same=(same,), others=(other,))
    assert with_confirmed(entry, [paper(1), paper(2)]) is entry


def test_a_paper_on_which_nobody_or_two_people_bear_the_name_is_passed_over():
    assert with_confirmed(ZOU, [paper(1, "Ada Lovelace"), paper(2, "J. Li", "J. Li"), paper(3, "")]) is ZOU


def test_the_newest_are_confirmed_and_the_oldest_give_way():
    first = with_confirmed(ZOU, [paper(number) for number in range(MOST_CONFIRMED + 5, 5, -1)])
    later = with_confirmed(first, [paper(number) for number in range(MOST_CONFIRMED + 8, 5, -1)])
    assert len(later.same) == MOST_CONFIRMED
    assert later.same[-1].paper == paper(MOST_CONFIRMED + 8).key
    assert paper(6).key not in {sighting.paper for sighting in later.same}


def test_a_collaboration_is_not_kept_in_full():
    crowd = [f"Person{number} Name{number}" for number in range(3000)]
    (sighting,) = with_confirmed(ZOU, [paper(1, "Jun Li", *crowd)]).same
    assert len(sighting.coauthors) == 30


def test_what_another_id_confirmed_goes_and_the_readers_words_stay():
    own = Sighting(paper="arxiv:2601.00001", text="J. Li")
    entry = with_confirmed(replace(ZOU, same=(own,)), [paper(1)])
    assert without_confirmed(entry).same == (own,)
    again = with_confirmed(replace(entry, author_id="li_j_8"), [paper(1)])
    assert [sighting.by for sighting in again.same] == ["", "li_j_8"]


@given(st.lists(st.integers(0, 300), unique=True, max_size=130), st.sets(st.integers(0, 300), max_size=20))
def test_confirming_twice_changes_nothing_more(numbers: list[int], refused: set[int]):
    others = tuple(Sighting(paper=paper(number).key, text="J. Li") for number in refused)
    papers = [paper(number) for number in numbers]
    entry = with_confirmed(replace(ZOU, others=others), papers)
    assert with_confirmed(entry, papers) is entry
    assert not {sighting.paper for sighting in entry.same} & {sighting.paper for sighting in others}
