"""What of a full text is kept where there is no room for all of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.briefs.budget import estimate_tokens
from paper_radar.briefs.full_text import fitted, parts_of
from paper_radar.briefs.full_text.fitting import CUT, cut, role_of
from paper_radar.briefs.material import Part
from tests.unit.briefs.full_text.papers import FILLER, KETTLE, PAGE

ABSTRACT = Part("Abstract", KETTLE.abstract)
WHOLE = (ABSTRACT, *parts_of(PAGE.encode(), KETTLE))
ALL_TOKENS = sum(estimate_tokens(part.text) for part in WHOLE)


def said(parts: tuple[Part, ...]) -> str:
    return "\n".join(part.text for part in parts)


def test_what_fits_stays_as_it_is():
    assert fitted(WHOLE, 100_000) == WHOLE


def test_with_less_room_claims_evidence_and_limits_come_before_what_others_did():
    kept = said(fitted(WHOLE, ALL_TOKENS * 2 // 3))
    for wanted in ("We propose the margin rule", "Our contributions", "saves 31%", "We assume a lid", "can know when"):
        assert wanted in kept
    assert "Tea came first" not in kept


def test_the_abstract_is_first_and_whole_and_the_rest_is_in_the_order_of_the_paper():
    kept = fitted(WHOLE, ALL_TOKENS // 2)
    assert kept[0] == ABSTRACT
    names = [part.name for part in WHOLE]
    assert [part.name for part in kept] == sorted((part.name for part in kept), key=names.index)


def test_words_that_the_reader_follows_bring_a_paragraph_in():
    plain = [f"{word} {FILLER}" for word in ("Iron", "Copper", "Tin", "Zinc", "Lead", "Silver")]
    parts = (ABSTRACT, Part("2 Metals", "\n\n".join(plain)))
    room = estimate_tokens(ABSTRACT.text) + 16 + estimate_tokens(plain[0]) * 2 + 10
    assert "Zinc" not in said(fitted(parts, room))
    assert "Zinc" in said(fitted(parts, room, {"zinc"}))


def test_paragraphs_with_a_gap_between_them_are_parts_of_their_own_so_that_nothing_is_quoted_over_it():
    paragraphs = [f"One. {FILLER}", f"Two. {FILLER}", f"Brass is an alloy. {FILLER}", f"Four brass kettles. {FILLER}"]
    room = estimate_tokens(FILLER) * 3 + 60
    kept = fitted((Part("2 Metals", "\n\n".join(paragraphs)),), room, {"brass", "alloy", "kettl"})
    assert [part.text.split(". ")[0] for part in kept] == ["One", "Brass is an alloy"]
    assert [part.name for part in kept] == ["2 Metals", "2 Metals"]
    assert kept[1].text == "\n\n".join(paragraphs[2:])


def test_a_paragraph_that_is_longer_than_the_room_gives_its_beginning():
    kept = fitted((ABSTRACT, Part("1 Introduction", FILLER.strip() * 20)), 400)
    assert kept[1].text.endswith(f".{CUT}")
    assert estimate_tokens(said(kept)) <= 400


def test_a_long_abstract_is_cut_rather_than_left_out():
    (kept,) = fitted((Part("Abstract", FILLER * 50), Part("1 Introduction", FILLER)), 100)
    assert kept.text.endswith(CUT)
    assert estimate_tokens(kept.text) <= 105


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("1 Introduction", "introduction"),
        ("5 Experiments › 5.3 Limitations", "limits"),
        ("5 Experiments › 5.1 Setup", "evidence"),
        ("4 Main Results", "evidence"),
        ("6 Discussion and Future Work", "limits"),
        ("VII CONCLUSIONS", "conclusion"),
        ("3 Results and Discussion", "evidence"),
        ("2 Related Work", "background"),
        ("3 The Margin Rule", "method"),
        ("", "method"),
    ],
)
def test_a_section_is_known_by_its_headings_the_innermost_first(name: str, role: str):
    assert role_of(name) == role


def test_a_text_is_cut_at_the_end_of_a_sentence():
    assert (
        cut("One is here. Two is there. Three is nowhere to be seen at all.", 9) == f"One is here. Two is there.{CUT}"
    )


PARTS = st.lists(st.builds(Part, st.text(max_size=20), st.text(min_size=1, max_size=400)), max_size=8)


@given(PARTS, st.integers(-10, 600), st.sets(st.text(max_size=5), max_size=3))
def test_whatever_is_fitted_it_is_of_the_paper_in_its_order_and_within_the_room(
    parts: list[Part], room: int, words: set[str]
):
    kept = fitted(parts, room, words)
    lines = [line for part in kept for line in part.text.split("\n")]
    every = iter([line for part in parts for line in part.text.split("\n")])
    for line in lines:
        begin = line.removesuffix(CUT)
        assert any(other.startswith(begin) for other in every)
    beside = [part for part in kept if part.name != "Abstract"]
    assert sum(estimate_tokens(part.text) for part in beside) <= max(room, 0) + 2 * len(lines)
