"""arXiv's author line, taken apart as arXiv itself does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.sources.arxiv.authors import author_name, split_authors


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Michael Cooper, Samuel Cooper", ["Michael Cooper", "Samuel Cooper"]),
        ("Difan Zou", ["Difan Zou"]),
        ("", []),
        # Mononyms leave double spaces, collaborations a leading one.
        ("Ratna Kandala,  Deepti, Sheza Munir", ["Ratna Kandala", "Deepti", "Sheza Munir"]),
        (" HESS Collaboration, A. Abramowski", ["HESS Collaboration", "A. Abramowski"]),
        ("B. N. Barlow, MUCHFUSS collaboration", ["B. N. Barlow", "MUCHFUSS collaboration"]),
        ("ATLAS Collaboration: G. Aad, B. Abbott", ["ATLAS Collaboration", "G. Aad", "B. Abbott"]),
        # Affiliations hold commas, brackets and whole sentences.
        ("Mark Vogelsberger (MPA, Harvard/CfA), Simon D. M. White (MPA)", ["Mark Vogelsberger", "Simon D. M. White"]),
        ("A. One (Inst. (Dept. X, Y), Z), B. Two", ["A. One", "B. Two"]),
        ("Valerio Bozza (Eds.), Luigi Mancini (Eds.)", ["Valerio Bozza", "Luigi Mancini"]),
        ("Lun Zhang (with an appendix by Q. R. Stone), Pablo Rey", ["Lun Zhang", "Pablo Rey"]),
        ("A. One ((1) MIT, (2) ETH), B. Two", ["A. One", "B. Two"]),
        ("A. One (never closed, B. Two", ["A. One"]),
        ("A. One) and B. Two", ["A. One", "B. Two"]),
        # Who signs for a collaboration stands before it; it is a name by itself.
        ("A. One for the ATLAS Collaboration", ["A. One", "ATLAS Collaboration"]),
        ("A. One, on behalf of the CMS Collaboration", ["A. One", "CMS Collaboration"]),
        ("A. One (for the Z Collaboration)", ["A. One"]),
        (
            "The LIGO Collaboration, the Virgo Collaboration: R. Abbott",
            ["The LIGO Collaboration", "the Virgo Collaboration", "R. Abbott"],
        ),
        ("R. Forward", ["R. Forward"]),
        # Marks of affiliations, as they stand in a paper's own head.
        ("John Doe$^{1,2}$, B. Two$^2$, G. Pedaletti1", ["John Doe", "B. Two", "G. Pedaletti"]),
        ("A. One*, B. Two†, C. Three [MIT, Cambridge]", ["A. One", "B. Two", "C. Three"]),
        # Other separators.
        ("Naihong Hu, Dong Liu, and Linsheng Zhu", ["Naihong Hu", "Dong Liu", "Linsheng Zhu"]),
        ("A. One and B. Two & C. Three", ["A. One", "B. Two", "C. Three"]),
        ("Sandy Anderson, Andy Sand", ["Sandy Anderson", "Andy Sand"]),
        ("A. One,, B. Two, :", ["A. One", "B. Two"]),
        ("A. One, et al.", ["A. One"]),
        ("A. One et al.", ["A. One"]),
        # Suffixes belong to the name before them.
        (
            "Thomas N. Gautier III, John Doe, Jr., C. Three, III",
            ["Thomas N. Gautier III", "John Doe Jr.", "C. Three III"],
        ),
        ("L. -M. Chounet, Y. -H. Chu, J-F. Olive", ["L.-M. Chounet", "Y.-H. Chu", "J-F. Olive"]),
        ("<a href='http://arxiv.org/find'>Lei Chang</a>, <b>Shu-Sheng Xu</b>", ["Lei Chang", "Shu-Sheng Xu"]),
    ],
)
def test_an_author_line_gives_its_names_in_order(line: str, names: list[str]):
    assert split_authors(line) == tuple(names)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (r"Paulo Andr\'e Lima de Castro", ["Paulo André Lima de Castro"]),
        (r"Jos\'e A. Mu\~noz, J. Bil\'ikov\`a", ["José A. Muñoz", "J. Bilíkovà"]),
        (r"K. Bernl\"ohr, Marie-No\"elle C\'el\'erier", ["K. Bernlöhr", "Marie-Noëlle Célérier"]),
        (r"R. H. {\O}stensen, {\L}. Stawarz, J{\o}rgen Hald", ["R. H. Østensen", "Ł. Stawarz", "Jørgen Hald"]),
        (r"\'S. R. Gal, J. K\k{e}dra, Gordan \v{Z}itkovi\'c", ["Ś. R. Gal", "J. Kędra", "Gordan Žitković"]),
        (r"M. F\"u{\ss}ling, Stanis{\l}awa Kanas", ["M. Füßling", "Stanisława Kanas"]),
        (r"S. Coelho (Universidade de S\~ao Paulo), L. O'C. Drury", ["S. Coelho", "L. O'C. Drury"]),
    ],
)
def test_tex_accents_in_names_become_letters(line: str, names: list[str]):
    assert split_authors(line) == tuple(names)


@pytest.mark.parametrize("nobody", [":", "", "  ", "-", "123", "et al."])
def test_what_holds_no_name_is_nobody(nobody: str):
    assert split_authors(nobody) == ()


def test_a_single_name_is_not_split():
    assert author_name("Zhang, Difan") == "Zhang, Difan"


@given(st.text(max_size=300))
def test_any_line_gives_clean_names(line: str):
    for name in split_authors(line):
        assert name == " ".join(name.split())
        assert any(character.isalpha() for character in name)


@given(st.lists(st.from_regex(r"[A-Z][a-z]{1,8} [A-Z][a-z]{2,10}", fullmatch=True), max_size=8))
def test_plain_names_come_back_as_they_were(names: list[str]):
    assert list(split_authors(", ".join(names))) == names


@given(
    st.lists(st.from_regex(r"[A-Z][a-z]{1,8} [A-Z][a-z]{2,10}", fullmatch=True), min_size=1, max_size=6),
    st.sampled_from(["MIT", "MIT, Cambridge", "Inst. (Dept. X, Y), Z", "1, 2", "for the X Collaboration", "Eds."]),
)
def test_affiliations_in_brackets_never_become_people(names: list[str], affiliation: str):
    line = ", ".join(f"{name} ({affiliation})" for name in names)
    assert list(split_authors(line)) == names


@pytest.mark.parametrize("piece", ["for ", "for the ", " and ", "(", ")", "[", "$^", "et al. ", ", ", "\\'", ". -"])
def test_a_hostile_line_is_read_in_a_time_that_grows_with_its_length_only(piece: str):
    split_authors(piece * 20_000)
