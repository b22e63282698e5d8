"""Sentences of abstracts as spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.briefs.sentences import sentences


def texts(text):
    return [sentence.text for sentence in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "We follow Dallard et al. and show more.",
        "We follow J. Smith and A. B. Jones here.",
        "It holds for all methods, e.g. Adam, i.e. Muon, cf. Fig. 3 and Eq. 7.",
        "The gain is 2.5 dB at 0.1 W.",
        "We compare it w.r.t. SGD vs. Adam in the U.S. market.",
        "Version 2.0 improves on No. 5.",
    ],
)
def test_abbreviations_initials_and_numbers_end_no_sentence(text):
    assert texts(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two? Three! Four", ["One.", "Two?", "Three!", "Four"]),
        ('He said "yes." Then no.', ['He said "yes."', "Then no."]),
        ("It holds in type I. We show it.", ["It holds in type I.", "We show it."]),
        ("Classes of land cover.TerraFM achieves more.", ["Classes of land cover.", "TerraFM achieves more."]),
        (
            "It reaches 48. 3D models follow. $O(n)$ is best.",
            ["It reaches 48.", "3D models follow.", "$O(n)$ is best."],
        ),
        ("本文提出新方法。实验表明有效！很好", ["本文提出新方法。", "实验表明有效！", "很好"]),
        ("A title\n\nA paragraph", ["A title", "A paragraph"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_are_found(text, parts):
    assert texts(text) == parts


@given(st.text(alphabet="aAbB .?!。\n\"'()$0eg", max_size=300) | st.text(max_size=300))
def test_spans_hold_everything_but_blanks_in_order(text):
    end = 0
    for sentence in sentences(text):
        assert text[end : sentence.start].strip() == ""
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip() != ""
        end = sentence.end
    assert text[end:].strip() == ""


def test_hostile_text_takes_no_time_to_speak_of():
    assert len(sentences("." * 200_000)) == 1
    assert len(sentences("a" * 200_000 + ". B")) == 2
    assert len(sentences("A. " * 50_000)) >= 1
