"""Taste: what is learned from saving and dismissing, how little it takes to learn nothing, and how far it moves."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.papers.model import Paper
from paper_radar.papers.text import terms
from paper_radar.related.taste import EACH, MOST, NO_TASTE, Taste, Weight, learn, summed, without
from paper_radar.related.terms import rarity, text_of

COMMON = {"train": 2000, "network": 3000}


def paper(at: int, title: str, authors: Sequence[str] = (), categories: Sequence[str] = ()) -> Paper:
    return Paper(
        key=f"url:{title}-{at}",
        title=title,
        abstract="We train networks.",
        authors=tuple(authors) or (f"Author{at} of{title}", f"Other{at} of{title}"),
        categories=tuple(categories),
    )


def papers(count: int, title: str, **more: Sequence[str]) -> list[Paper]:
    return [paper(at, title, **more) for at in range(count)]


def learned(saved: Sequence[Paper], dismissed: Sequence[Paper] = ()) -> Taste:
    found = {term for each in (*saved, *dismissed) for term in terms(text_of(each))}
    return learn(saved, dismissed, {term: rarity(COMMON.get(term, 3), 10_000) for term in found})


def named(taste: Taste) -> dict[str, tuple[int, int]]:
    return {weight.value: (weight.saved, weight.dismissed) for weight in taste.weights}


def test_what_the_saved_papers_are_about_is_learned_with_its_counts():
    assert named(learned(papers(3, "On Muon"))) == {"Muon": (3, 0)}


def test_one_saved_paper_and_two_dismissed_ones_teach_nothing():
    assert learned(papers(1, "On Muon"), papers(2, "On diffusion")).weights == ()


def test_three_dismissed_papers_lower_what_they_share():
    (weight,) = learned([], papers(3, "On diffusion")).weights
    assert (weight.value, weight.saved, weight.dismissed) == ("diffusion", 0, 3)
    assert -EACH["word"] < weight.weight < 0


def test_what_is_saved_as_often_as_dismissed_moves_nothing():
    assert learned(papers(4, "On diffusion"), papers(4, "For diffusion")).weights == ()


def test_a_common_word_is_no_taste():
    assert "network" not in " ".join(named(learned(papers(5, "On Muon"))))


def test_a_phrase_stands_for_its_words():
    assert set(named(learned(papers(3, "On the spectral norm")))) == {"spectral norm"}


def test_papers_of_one_group_count_once():
    assert learned(papers(4, "On Muon", authors=["Ann Lee", "Bo Wu"])).weights[0].kind == "author"
    assert "Muon" not in named(learned(papers(4, "On Muon", authors=["Ann Lee", "Bo Wu"])))


def test_an_author_is_one_in_every_order_of_the_name():
    titles = ["On Muon", "For proteins", "Of galaxies"]
    names = ["Difan Zou", "Zou, Difan", "DIFAN ZOU"]
    saved = [paper(at, title, authors=[name]) for at, (title, name) in enumerate(zip(titles, names, strict=True))]
    (weight,) = learned(saved).weights
    assert (weight.kind, weight.saved) == ("author", 3)


def test_a_category_counts_only_against_the_other_pile():
    saved = [paper(at, f"Subject{at}", categories=["cs.LG"]) for at in range(40)]
    assert learned(saved).weights == ()
    dismissed = [paper(at, f"Matter{at}", categories=["cs.CV"]) for at in range(40)]
    assert {weight.value: weight.weight > 0 for weight in learned(saved, dismissed).weights} == {
        "cs.LG": True,
        "cs.CV": False,
    }


def test_a_phrase_is_found_only_where_its_words_stand_together():
    taste = Taste((Weight("word", "spectral norm", 0.1, 3, 0, ("spectral", "norm")),))
    other = paper(1, "x")
    assert taste.found_in(other, ["the", "spectral", "norm"])
    assert not taste.found_in(other, ["spectral", "graph", "norm"])


def test_a_forgotten_weight_is_gone():
    taste = learned(papers(3, "On Muon"))
    assert without(taste, [("word", "muon")]) == NO_TASTE
    assert without(taste, [("author", "Muon")]) == taste


def test_equal_tastes_have_one_hash():
    assert hash(learned(papers(3, "On Muon"))) == hash(learned(papers(3, "On Muon")))


def test_nothing_known_moves_nothing():
    assert NO_TASTE.found_in(paper(1, "On Muon"), ["muon"]) == []
    assert summed([]) == 0


@given(st.lists(st.floats(-0.15, 0.15), max_size=40))
def test_all_weights_together_stay_within_bounds(weights: list[float]):
    found = [Weight("word", str(at), weight, 2, 0, (str(at),)) for at, weight in enumerate(weights)]
    assert abs(summed(found)) <= MOST + 1e-9


@pytest.mark.parametrize("sign", [1, -1])
def test_the_second_of_two_weights_adds_half(sign: int):
    found = [Weight("word", value, sign * 0.1, 2, 0, (value,)) for value in "ab"]
    assert summed(found) == pytest.approx(sign * 0.15)


_TEXT = st.text(alphabet="abcMZé深 -'.(){}\\", max_size=60)


@given(
    st.lists(st.builds(Paper, key=_TEXT, title=_TEXT, abstract=_TEXT, authors=st.tuples(_TEXT, _TEXT)), max_size=8),
    st.lists(st.builds(Paper, key=_TEXT, title=_TEXT, abstract=_TEXT, authors=st.tuples(_TEXT, _TEXT)), max_size=8),
)
def test_any_papers_can_be_learned_from(saved: list[Paper], dismissed: list[Paper]):
    for weight in learned(saved, dismissed).weights:
        assert weight.value
        assert 0 < abs(weight.weight) <= EACH[weight.kind]
