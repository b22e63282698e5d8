"""Names in parts, and back."""

import pytest
from hypothesis import given

from paper_radar.library.export.names import Name, is_whole, split_name
from tests.unit.library.papers import names, patient


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Difan Zou", Name("Zou", "Difan")),
        ("Zou, Difan", Name("Zou", "Difan")),
        ("Edward J. Hu", Name("Hu", "Edward J.")),
        ("Ludwig van Beethoven", Name("van Beethoven", "Ludwig")),
        ("Jean de la Fontaine", Name("de la Fontaine", "Jean")),
        ("Martin Luther King Jr.", Name("King", "Martin Luther", "Jr.")),
        ("King, Jr., Martin Luther", Name("King", "Martin Luther", "Jr.")),
        ("King, Martin Luther, Jr.", Name("King", "Martin Luther", "Jr.")),
        ("周 志华", Name("周", "志华")),
        ("OpenAI", Name("OpenAI")),
        ("The ATLAS Collaboration", Name("The ATLAS Collaboration")),
    ],
)
def test_a_name_has_these_parts(name, parts):
    assert split_name(name) == parts


@patient
@given(names)
def test_the_parts_make_the_name_again(name):
    assert str(split_name(name)) == name


def test_an_organisation_is_not_taken_apart():
    assert is_whole(split_name("The ATLAS Collaboration"))
    assert is_whole(split_name("Simon and Schuster"))
    assert not is_whole(split_name("Difan Zou"))
    assert not is_whole(split_name("Plato"))
