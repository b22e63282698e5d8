"""Likeness of words and nearness of meanings in one score."""

from hypothesis import given
from hypothesis import strategies as st

from paper_radar.related.blend import blended

likenesses = st.lists(st.floats(0, 10), max_size=12)
nearnesses = st.lists(st.none() | st.floats(-1, 1), min_size=12, max_size=12)


def _order(scores: list[float]) -> list[int]:
    return sorted(range(len(scores)), key=lambda place: -scores[place])


def test_the_nearest_in_meaning_comes_first_among_those_of_like_words() -> None:
    assert _order(blended([0.5, 0.4, 0.45], [0.1, 0.9, 0.5])) == [1, 2, 0]


def test_what_words_and_meanings_agree_on_stays() -> None:
    assert blended([3.0, 2.0, 1.0], [0.8, 0.5, 0.2]) == [3.0, 2.0, 1.0]


def test_what_stands_out_by_its_words_stays_first_whatever_its_meaning() -> None:
    assert _order(blended([6.0, 1.2, 1.1, 1.0, 1.0, 0.9], [0.1, 0.8, 0.7, 0.6, 0.5, 0.4]))[0] == 0


def test_a_paper_without_a_vector_keeps_the_place_of_its_words() -> None:
    assert _order(blended([0.9, 0.5, 0.4, 0.1], [0.9, None, 0.4, 0.1])) == [0, 1, 2, 3]


def test_without_two_vectors_the_words_alone_decide() -> None:
    assert blended([0.1, 0.9], [None, None]) == [0.1, 0.9]
    assert blended([0.1, 0.9], [0.9, None]) == [0.1, 0.9]
    assert blended([], []) == []


@given(likenesses, nearnesses)
def test_the_scores_are_the_likenesses_dealt_out_anew(likenesses: list[float], nearnesses: list[float | None]) -> None:
    scores = blended(likenesses, nearnesses[: len(likenesses)])
    assert sorted(scores) == sorted(likenesses)
