"""Authors' names in tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.pages.names import name_list, natural, person


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Abu-Shammala, Wael", "Wael Abu-Shammala"),
        ("Gähler Jr, Franz", "Franz Gähler Jr"),
        ("King, Martin Luther, Jr.", "Martin Luther King Jr."),
        ("King, Jr., Martin Luther", "Martin Luther King Jr."),
        ("Wael Abu-Shammala", "Wael Abu-Shammala"),
        ('G{\\"o}del, Kurt', "Kurt Gödel"),
    ],
)
def test_a_name_is_put_in_the_order_in_which_it_is_spoken(written, spoken):
    assert natural(written) == spoken


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Rachida Ghailane,†", "Rachida Ghailane"),
        ("Jean Paul Malrieu,*,‡ and", "Jean Paul Malrieu"),
        ("Daniel Maynau‡", "Daniel Maynau"),
        ("Dudek, Danuce Marcele [UNESP]", "Danuce Marcele Dudek"),
        ("Jane Doe, PhD", "Jane Doe"),
        ("Sylvain BERNARD", "Sylvain Bernard"),
        ("DIFAN ZOU", "Difan Zou"),
        ("LIGO Scientific Collaboration", "LIGO Scientific Collaboration"),
        ("C. S. Lewis", "C. S. Lewis"),
    ],
)
def test_what_is_no_part_of_the_name_is_left_out(written, shown):
    assert person(written) == shown


@pytest.mark.parametrize(
    "written",
    [
        "hwadmin",
        "https://www.facebook.com/page",
        "Hindawi Publishing Corporation",
        "FIRST_AUTHOR_LAST, FIRST",
        "",
        "†",
        ":",
        "jane@example.org",
        "Unknown",
        "et al.",
    ],
)
def test_nobody_is_nobody(written):
    assert person(written) == ""


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        (["Zou, Difan", "Abu-Shammala, Wael"], ("Difan Zou", "Wael Abu-Shammala")),
        (["Zou, Difan; Abu-Shammala, Wael"], ("Difan Zou", "Wael Abu-Shammala")),
        (["Difan Zou|Wael Abu-Shammala"], ("Difan Zou", "Wael Abu-Shammala")),
        (["Difan Zou, Wael Abu-Shammala, and Kurt Gödel"], ("Difan Zou", "Wael Abu-Shammala", "Kurt Gödel")),
        (["Difan Zou and Kurt Gödel"], ("Difan Zou", "Kurt Gödel")),
        (["García García, Antonio"], ("Antonio García García",)),
        (["Difan Zou", "Difan Zou"], ("Difan Zou",)),
        ([], ()),
    ],
)
def test_lists_of_names_are_taken_apart(tags, names):
    assert name_list(tags) == names


@given(st.lists(st.text(max_size=60), max_size=5))
def test_any_tags_give_names_with_letters_each_once(tags):
    names = name_list(tags)

    assert len(set(names)) == len(names)
    assert all(any(letter.isalpha() for letter in name) for name in names)
