"""The words that papers share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.briefs.extractive.cues import opener
from paper_radar.briefs.extractive.phrases import keys_of, shared, telling


def words(*texts):
    return [phrase.words for phrase in shared([("", text) for text in texts])]


def test_the_longest_of_what_is_shared_is_told_once():
    assert words("We study optimal transport plans.", "On optimal transport plans of measures.") == [
        "optimal transport plans"
    ]


def test_a_plural_and_a_hyphen_change_nothing():
    assert words("A fine-tuned diffusion model.", "Finetuned diffusion models!") == ["fine-tuned diffusion model"]


def test_words_of_every_paper_say_nothing():
    assert words("Our novel method achieves significant results.", "A novel method with significant results.") == []


def test_a_phrase_does_not_cross_a_mark_or_a_stop_word():
    assert words("spectral, norm of a graph", "spectral norm and the graph") == []


def test_a_single_word_must_stand_in_a_title():
    texts = ("We sleep on a mattress.", "The mattress ages.")
    assert words(*texts) == []
    (found,) = shared([("The mattress", texts[0]), ("", texts[1])])
    assert (found.words, found.papers) == ("mattress", {0, 1})


def test_an_acronym_is_not_the_word_it_looks_like():
    assert shared([("MOVE: a data set", ""), ("How cells move", "")]) == []


def test_an_acronym_and_its_words_are_told_once():
    text = "On stochastic gradient descent (SGD)"
    assert [one.words for one in telling(shared([(text, ""), (text, "")]), 3)] == ["stochastic gradient descent"]


def test_a_word_of_another_stem_family_is_another_word():
    assert shared([("Public transportation", ""), ("Optimal transport", "")]) == []


@given(st.lists(st.tuples(st.text(max_size=80), st.text(max_size=200)), max_size=5))
def test_what_is_shared_stands_in_each_of_the_texts(texts):
    for phrase in shared(texts):
        assert len(phrase.papers) > 1
        assert all(any(phrase.key in keys_of(text) for text in texts[index]) for index in phrase.papers)


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("To address these challenges, we propose X.", "we propose X."),
        ("To close the remaining gap, we propose X.", "we propose X."),
        ("Furthermore, in this paper, we prove Y.", "we prove Y."),
        ("In this paper we prove Y.", "we prove Y."),
        ("2) We then present Z.", "We then present Z."),
        ("Inspired by this, we do W.", "we do W."),
        ("However, it fails.", "However, it fails."),
        ("Here lies the proof.", "Here lies the proof."),
        ("Finally, ", "Finally, "),
        ("To improve accuracy, we train longer.", "To improve accuracy, we train longer."),
    ],
)
def test_an_opening_that_only_ties_sentences_together_is_known(sentence, rest):
    assert sentence[opener(sentence) :] == rest
