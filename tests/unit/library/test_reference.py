"""A reference in a line of text."""

from dataclasses import replace

import pytest
from hypothesis import given

from paper_radar.library.export.reference import reference
from tests.unit.library.papers import HIGGS, LORA, MUON, patient, wild_papers


def test_a_preprint_a_paper_of_an_organisation_and_one_with_an_initial():
    assert reference(replace(MUON, title="Why?")) == (
        "Li, J., Tang, X., & Zou, D. (2026). Why? arXiv. https://arxiv.org/abs/2602.11557"
    )
    assert reference(HIGGS).startswith("The ATLAS Collaboration. (2012). Observation of a new particle")
    assert reference(HIGGS).endswith(" Physics Letters B. https://doi.org/10.1016/j.physletb.2012.08.020")
    assert reference(LORA).startswith("Hu, E. J., Shen, Y., & Wang, L. (2021). LoRA:")


@pytest.mark.parametrize(
    ("author", "written"),
    [
        ("Wei-Ning O'Brien", "O'Brien, W.-N."),
        ("Ludwig van Beethoven", "van Beethoven, L."),
        ("Martin Luther King Jr.", "King, M. L., Jr."),
        ("周 志华", "周, 志华."),
        ("周志华", "周志华."),
        ("OpenAI", "OpenAI."),
    ],
)
def test_a_name_is_given_with_initials_where_it_has_any(author, written):
    assert reference(replace(MUON, authors=(author,))).startswith(f"{written} (2026).")


def test_a_long_list_of_authors_is_cut_before_the_last():
    text = reference(replace(MUON, authors=tuple(f"Ada Author{chr(65 + n)}" for n in range(25))))
    assert "AuthorS, A., … AuthorY, A. (2026)" in text
    assert "AuthorT" not in text


def test_a_paper_without_authors_and_date_has_its_title_first():
    assert reference(replace(MUON, authors=(), published="")).startswith("The Implicit Bias")
    assert " (n.d.). " in reference(replace(MUON, authors=(), published=""))


@patient
@given(wild_papers)
def test_it_is_one_line_whatever_the_paper(paper):
    assert "\n" not in reference(paper)
