"""Ids of authors, as arXiv and ORCID write them and as people paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.radar.author_ids import parse_author_id


@pytest.mark.parametrize(
    ("text", "author_id"),
    [
        ("zou_d_1", "zou_d_1"),
        (" Zou_D_1 ", "zou_d_1"),
        ("lopez-ruiz_r_12", "lopez-ruiz_r_12"),
        ("van_der_berg_j_1", "van_der_berg_j_1"),
        ("https://arxiv.org/a/zou_d_1", "zou_d_1"),
        ("arxiv.org/a/zou_d_1.html", "zou_d_1"),
        ("http://www.arxiv.org/a/zou_d_1.atom2?x=1", "zou_d_1"),
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("0000000218250097", "0000-0002-1825-0097"),
        ("https://orcid.org/0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("https://arxiv.org/a/0000-0002-1825-0097.atom2", "0000-0002-1825-0097"),
        ("ORCID: 0000-0002-1825-0097", "0000-0002-1825-0097"),
    ],
)
def test_an_id_is_read_in_every_form(text: str, author_id: str):
    assert parse_author_id(text) == author_id


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Difan Zou",
        "zou_d",
        "zou_d_0",
        "zou_1",
        "zou_d_1/../x",
        "zou_d_1 x",
        "../a/zou_d_1",
        "https://example.org/a/zou_d_1",
        "0000-0002-1825-0098",  # the last character is wrong
        "0000-0002-1825-009",
        "0000-0002-1825-00977",
        "２０００-0002-1825-0097",
        "2602.11557",
    ],
)
def test_what_is_no_id_is_none(text: str):
    assert parse_author_id(text) == ""


@given(st.text(max_size=400))
def test_any_text_gives_an_id_that_stays_itself_and_is_safe_in_an_address(text: str):
    author_id = parse_author_id(text)
    assert parse_author_id(author_id) == author_id
    assert all(character.isascii() and (character.isalnum() or character in "_-'") for character in author_id)


@given(st.integers(0, 10**15 - 1), st.integers(0, 15), st.integers(1, 9))
def test_one_wrong_digit_is_no_orcid(number: int, place: int, by: int):
    digits = f"{number:015}"
    whole = next(f"{digits}{last}" for last in "0123456789X" if parse_author_id(f"{digits}{last}"))
    if whole[place] != "X":
        wrong = whole[:place] + str((int(whole[place]) + by) % 10) + whole[place + 1 :]
        assert parse_author_id(wrong) == ""
