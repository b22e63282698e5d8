"""How alike texts are: shared rare terms and pairs count, length does not."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.related.terms import Profile, Text, length, rarity

RARITIES = {
    "muon": rarity(2, 1000),
    "descent": rarity(50, 1000),
    "method": rarity(600, 1000),
    "other": rarity(20, 1000),
}


def text(words: str) -> Text:
    terms = tuple(words.split())
    return Text(terms, length(Counter(terms), RARITIES))


def scores(page: str, *others: str) -> list[float]:
    found = Profile(page.split(), RARITIES).likenesses([text(other) for other in others], 1000)
    return [likeness.score for likeness in found]


def test_a_rare_term_tells_more_than_a_common_one():
    rare, common = scores("muon method", "muon other", "method other")
    assert rare > common > 0


def test_texts_without_a_common_term_are_not_alike():
    assert scores("muon", "other") == [0]


def test_neighbours_in_both_texts_count_more_than_the_same_terms_apart():
    together, apart = scores("muon descent", "muon descent other", "descent other muon")
    assert together > apart


def test_a_longer_text_is_not_more_alike_for_its_length():
    short, long = scores("muon descent", "muon descent", "muon descent other method other method other method")
    assert short > long


def test_likeness_tells_what_each_term_gives_and_which_stand_there_more_than_once():
    (likeness,) = Profile(["muon", "method"], RARITIES).likenesses([text("muon muon method")], 1000)
    assert likeness.terms["muon"] > likeness.terms["method"]
    assert likeness.pairs.keys() == {("muon", "method")}
    assert likeness.repeated == {"muon"}
    assert likeness.score == pytest.approx(sum(likeness.terms.values()) + sum(likeness.pairs.values()))


def test_a_term_of_all_papers_or_of_none_weighs_nothing():
    assert rarity(0, 100) == 0
    assert rarity(101, 100) == 0
    assert rarity(1, 100) > rarity(2, 100) > 0


def test_an_empty_text_has_a_length_that_can_be_divided_by():
    assert length({}, {}) == 1


@given(
    st.lists(st.sampled_from(sorted(RARITIES)), max_size=200), st.lists(st.sampled_from(sorted(RARITIES)), max_size=200)
)
def test_a_likeness_is_never_negative(page: list[str], other: list[str]):
    (found,) = Profile(page, RARITIES).likenesses([text(" ".join(other))], 1000)
    assert found.score >= 0
    assert (found.score > 0) == (not {term for term in page if RARITIES[term]}.isdisjoint(other))
