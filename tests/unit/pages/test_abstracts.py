"""Abstracts: what stands in their place on pages, and is none."""

import pytest

from paper_radar.pages.abstracts import as_abstract, is_abstract, without_label

WORK = "Patterns are woven by the engine just as flowers and leaves are woven by the loom, and we show how. " * 2


@pytest.mark.parametrize(
    "text",
    [
        "Homeostasis of cells. " + WORK,
        "Home care is given by nurses. " + WORK,
        "HTTP cookies are used to follow readers. " + WORK,
        "JavaScript is the language of browsers. " + WORK,
    ],
)
def test_a_subject_that_banners_speak_of_is_a_subject(text: str):
    assert is_abstract(text)


@pytest.mark.parametrize(
    "text",
    [
        "This website uses cookies to give you what you came for. " + WORK,
        "Please enable JavaScript in your browser to go on. " + WORK,
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit. " + WORK,
        WORK + "as others found… Expand",
        "Evidence-Based Engines\nVolume 2013 (2013), Article ID 429706, 10 pages, which is a long line of an issue\n"
        "http://dx.doi.org/10.1155/2013/429706",
        "Too short.",
    ],
)
def test_banners_fillers_teasers_and_lines_of_the_issue_are_no_abstract(text: str):
    assert not is_abstract(text)
    assert as_abstract([text, WORK], "A title") == WORK.strip()


def test_a_label_is_left_out_and_a_sentence_that_begins_like_one_is_kept():
    assert without_label("Abstract: Patterns") == without_label("SummaryPatterns") == "Patterns"
    assert without_label("Summary of association tests") == "Summary of association tests"
