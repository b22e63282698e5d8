"""The forms in which sources write names: each kind in a table, and forms that a generator makes of one name."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.papers.text import fold
from paper_radar.radar.names import compare
from tests.unit.radar.test_name_keys import meet

MATCH = {
    "Unicode and the letters that stand for it": [
        ("Paulo André Lima de Castro", "Paulo Andre Lima de Castro"),
        ("Paulo Andre\u0301 Lima de Castro", "Paulo André Lima de Castro"),
        ("Günter Ziegler", "Guenter Ziegler"),
        ("Søren Hauberg", "Soeren Hauberg"),
        ("Łukasz Kaiser", "Lukasz Kaiser"),
        ("Đorđe Miladinović", "Dorde Miladinovic"),
        ("Yılmaz Kaya", "Yilmaz Kaya"),
        ("Conor O’Brien", "Conor O'Brien"),
        ("Difan\u00a0Zou", "Difan Zou"),
        ("Difan Zou", "Difan Zou🚀"),
    ],
    "raw TeX": [
        ("Paulo André Lima de Castro", "Paulo Andr\\'e Lima de Castro"),
        ("Günter Ziegler", 'G\\"unter Ziegler'),
        ("Günter Ziegler", 'G{\\"u}nter Ziegler'),
        ("François Bachoc", "Fran\\c{c}ois Bachoc"),
        ("Paul Erdős", "Paul Erd\\H{o}s"),
        ("Øystein Sørensen", "{\\O}ystein S{\\o}rensen"),
        ("Jiří Vomlel", "Ji\\v{r}\\'{\\i} Vomlel"),
    ],
    "surname, forenames": [
        ("Difan Zou", "Zou, Difan"),
        ("Geoffrey E. Hinton", "Hinton, Geoffrey E."),
        ("Paulo André Lima de Castro", "Lima de Castro, Paulo André"),
        ("Martin Luther King", "King, Martin Luther, Jr."),
    ],
    "family name first": [
        ("Difan Zou", "Zou Difan"),
        ("Luu Anh Tuan", "Anh Tuan Luu"),
        ("Minsu Kim", "Kim Minsu"),
        ("Minsu Kim", "Kim Min-su"),
    ],
    "capitals": [
        ("Difan Zou", "DIFAN ZOU"),
        ("Difan Zou", "difan zou"),
        ("Difan Zou", "ZOU Difan"),
        ("Difan Zou", "Difan ZOU"),
        ("Laurens van der Maaten", "Laurens VAN DER MAATEN"),
    ],
    "initials of a middle name": [
        ("Michael I. Jordan", "Michael I Jordan"),
        ("Michael I. Jordan", "Michael Irwin Jordan"),
        ("Marco A. F. Pimentel", "Marco AF Pimentel"),
        ("H. O. Ghaffari", "H.O. Ghaffari"),
        ("H. O. Ghaffari", "HO Ghaffari"),
    ],
    "hyphens": [
        ("Zhi-Hua Zhou", "Zhihua Zhou"),
        ("Zhi-Hua Zhou", "Zhi Hua Zhou"),
        ("Zhi‐Hua Zhou", "Zhi–Hua Zhou"),
        ("Jordi Pont-Tuset", "Jordi Pont Tuset"),
    ],
    "particles": [
        ("Laurens van der Maaten", "Maaten, Laurens van der"),
        ("Laurens van der Maaten", "Laurens Vandermaaten"),
        ("Ulrike von Luxburg", "Ulrike Von Luxburg"),
        ("Diego de las Casas", "Diego Las Casas"),
        ("Abdullah Al-Dujaili", "Abdullah Al Dujaili"),
    ],
    "two surnames": [
        ("Gabriel García Márquez", "García Márquez, Gabriel"),
        ("Gabriel García-Márquez", "Gabriel Garcia Marquez"),
        ("Daniel Vila-Suero", "Daniel Vila"),
    ],
    "titles and suffixes": [
        ("Martin Luther King", "Martin Luther King III"),
        ("Difan Zou", "Difan Zou, PhD"),
        ("Difan Zou", "Dr. Difan Zou"),
        ("Difan Zou", "Prof. Difan Zou"),
    ],
    "notes and handles": [
        ("Difan Zou", "Difan Zou (The University of Hong Kong)"),
        ("Difan Zou", "Difan Zou [1]"),
        ("Difan Zou", "Difan Zou1,*"),
        ("Difan Zou", "difan_zou"),
        ("Difan Zou", "difan.zou"),
        ("Difan Zou", "DifanZou"),
        ("Difan Zou", "difan-zou-2"),
        ("Difan Zou", "SII-Difan Zou"),
    ],
    "one word": [("Plato", "PLATO"), ("Sukarno", "Sukarno")],
    "Chinese script": [
        ("王伟", "王 伟"),
        ("Wei Wang", "王伟 Wei Wang"),
        ("Wei Wang", "Wei Wang (王伟)"),
        ("Wei Wang", "王伟 (Wei Wang)"),
        ("Wei Wang", "王伟（Wei Wang）"),
        ("王伟", "Wei Wang (王伟)"),
        ("王伟", "王伟 (Wei Wang)"),
        ("王伟", "王伟（清华大学）"),
    ],
    "collaborations": [
        ("ATLAS Collaboration", "The ATLAS Collaboration"),
        ("CMS Collaboration", "for the CMS team"),
        ("CMS Collaboration", "on behalf of the CMS Collaboration"),
        ("Gemini Team", "Gemini Team (Google)"),
    ],
}
POSSIBLE = {
    "initials": [
        ("Difan Zou", "D. Zou"),
        ("Difan Zou", "D Zou"),
        ("Difan Zou", "Zou, D"),
        ("Difan Zou", "ZOU D."),
        ("Zhi-Hua Zhou", "Z.-H. Zhou"),
        ("Zhi-Hua Zhou", "ZH Zhou"),
        ("Laurens van der Maaten", "L. van der Maaten"),
        ("Gabriel García Márquez", "G. García Márquez"),
        ("Günter Ziegler", 'G. Z{\\"\\i}egler'),
    ],
    "one of two surnames": [("Gabriel García Márquez", "Gabriel García"), ("Anas Filali", "Anas Filali Razzouki")],
    "a short form of the forename": [("William Held", "Bill Held"), ("Dmitry Vatolin", "Dmitrii Vatolin")],
}
NOBODY = {
    "notes": [("Difan Zou", "(Difan Zou)"), ("Tsinghua University", "王伟 (Tsinghua University)")],
    "collaborations": [("ATLAS Collaboration", "CMS Collaboration"), ("Gemini Team", "Gemini Wang")],
    "Chinese script": [("王伟", "王薇 (Wei Wang)"), ("Wei Wang", "王伟")],
    "initials alone": [("D. Z.", "Difan Zou"), ("S.-K.", "Shen K.")],
}


def pairs(table: dict[str, list[tuple[str, str]]]) -> list[tuple[str, str]]:
    return [pair for kind in table.values() for pair in kind]


@pytest.mark.parametrize(("followed", "seen"), pairs(MATCH))
def test_every_form_of_a_name_is_a_match(followed: str, seen: str):
    assert compare(followed, seen).level == compare(seen, followed).level == "match"
    assert meet(followed, seen)
    assert meet(seen, followed)


@pytest.mark.parametrize(("followed", "seen"), pairs(POSSIBLE))
def test_a_form_that_leaves_something_out_is_possible(followed: str, seen: str):
    assert compare(followed, seen).level == compare(seen, followed).level == "possible"
    assert meet(followed, seen)
    assert meet(seen, followed)


@pytest.mark.parametrize(("followed", "seen"), pairs(NOBODY))
def test_what_is_no_form_of_the_name_is_nobody(followed: str, seen: str):
    assert compare(followed, seen).level == compare(seen, followed).level == "none"


FORENAMES = ["Difan", "María", "Jürgen", "Zhihua", "Minsu", "Håkon", "Oluwaseun", "Anne-Marie", "Aleksandra", "Đorđe"]
SURNAMES = ["Zou", "Meyer", "de Sousa", "O'Brien", "García-Márquez", "van der Maaten", "Łoś", "Kim", "Ng", "Søgaard"]
NAMES = st.tuples(st.sampled_from(FORENAMES), st.sampled_from(["", "K."]), st.sampled_from(SURNAMES))
Written = tuple[str, str, str]


def plainly(name: Written) -> str:
    return " ".join(part for part in name if part)


@given(NAMES)
def test_a_name_matches_itself_in_its_plain_form_at_full_score(name: Written):
    assert compare(plainly(name), plainly(name)).score == 100


@given(NAMES)
def test_a_name_matches_itself_turned(name: Written):
    forename, middle, surname = name
    assert compare(plainly(name), f"{surname}, {forename} {middle}".strip()).level == "match"


@given(NAMES)
def test_a_name_matches_itself_in_capitals_and_without_accents(name: Written):
    for form in (plainly(name).upper(), plainly(name).lower(), fold(plainly(name))):
        assert compare(plainly(name), form).level == "match"
        assert compare(form, plainly(name)).level == "match"


@given(NAMES)
def test_a_name_matches_itself_without_its_middle_initial(name: Written):
    assert compare(plainly(name), f"{name[0]} {name[2]}").level == "match"


@given(NAMES, st.sampled_from(["{0}. {1}", "{1}, {0}.", "{0} {1}", "{1}, {0}"]))
def test_a_name_with_initials_alone_is_possible(name: Written, form: str):
    forename, _, surname = name
    found = compare(f"{forename} {surname}", form.format(forename[0], surname))
    assert (found.level, found.rule) == ("possible", "initials")


@given(NAMES, NAMES)
def test_two_names_that_differ_in_forename_and_surname_are_nobody(one: Written, other: Written):
    if one[0] != other[0] and one[2] != other[2]:
        assert compare(plainly(one), plainly(other)).level == "none"


@given(st.text(alphabet="abz .,-'王伟é\\{}\"()[]0_𝔸😀\u0301\u200f", max_size=40), st.integers())
def test_hostile_names_raise_nothing_and_match_themselves(text: str, seed: int):
    found = compare(text, text)
    assert found.level in ("match", "none")
    mixed = "".join(random.Random(seed).sample(text, len(text)))
    assert compare(text, mixed).level == compare(mixed, text).level
