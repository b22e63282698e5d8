"""Pieces of text become lines, and lines a text."""

import pytest

from paper_radar.pages.pdf.lines import GAP, Run, joined, lines_of


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["a first non-", "asymptotic rate"], "a first nonasymptotic rate"),
        (["a state-of-the-", "art method"], "a state-of-the-art method"),
        (["Rényi-", "Ulam games"], "Rényi-Ulam games"),
        (["from 1990-", "2000 on"], "from 1990- 2000 on"),
        (["深度学习", "方法"], "深度学习方法"),
        (["用 LoRA", "方法"], "用 LoRA 方法"),
        ([f"Ada{GAP}Lovelace", ""], "Ada Lovelace"),
        ([], ""),
    ],
)
def test_lines_are_joined_as_a_reader_does(lines: list[str], text: str) -> None:
    assert joined(lines) == text


def test_pieces_at_one_height_are_a_line_and_those_below_another() -> None:
    runs = [Run("Deep ", 50, 700, 12), Run("Learning", 80, 700, 12), Run("by Ada", 50, 680, 12)]
    assert [line.text for line in lines_of(runs)] == ["Deep Learning", "by Ada"]


def test_a_mark_that_is_set_high_belongs_to_the_text_and_not_to_the_name() -> None:
    [line] = lines_of([Run("Ada Lovelace", 50, 700, 12), Run("1,*", 118, 704.5, 8), Run(", Alan Turing", 126, 700, 12)])
    assert line.bare == "Ada Lovelace, Alan Turing"
    assert "¹,*" in line.text


def test_an_exponent_stays() -> None:
    [line] = lines_of([Run("Sums of n", 50, 700, 12), Run("2", 98, 704.5, 8), Run(" squares", 103, 700, 12)])
    assert line.text == "Sums of n² squares"


def test_ligatures_are_letters() -> None:
    [line] = lines_of([Run("eﬃcient ﬁnding of ﬂows", 50, 700, 12)])
    assert line.text == "efficient finding of flows"
