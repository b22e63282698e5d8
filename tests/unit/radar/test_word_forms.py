"""Words of topics: what is one word in another form, and what is another word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.papers.spelling import american
from paper_radar.radar.word_forms import word_key


@pytest.mark.parametrize(
    "forms",
    [
        "network networks",
        "policy policies",
        "analysis analyses",
        "matrix matrices",
        "behavior behaviour behaviors behaviours",
        "optimization optimisation optimizing optimised optimize",
        "quantization quantize quantized quantising",
        "modeling modelling model models",
        "label labelled labeling",
        "center centre centers centres",
        "robust robustness",
        "convolution convolutional",
        "llm llms",
    ],
)
def test_forms_of_one_word_have_one_key(forms: str):
    assert len({word_key(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("optimizer", "optimization"),
        ("optimal", "optimization"),
        ("transformer", "transformation"),
        ("operator", "operation"),
        ("generative", "generation"),
        ("regular", "regularization"),
        ("neural", "neuron"),
        ("appearance", "appear"),
        ("controllability", "control"),
        ("policy", "police"),
        ("four", "for"),
    ],
)
def test_other_words_of_one_root_have_other_keys(word: str, other: str):
    assert word_key(word) != word_key(other)


@pytest.mark.parametrize("word", ["noise", "precise", "supervise", "four", "hour", "exercise", "bases", "selling"])
def test_words_that_only_look_british_stay(word: str):
    assert american(word) == word


@given(st.text(max_size=30))
def test_any_word_has_a_key(word: str):
    assert word_key(word) or not word
