"""Citation keys: readable, stable, unique."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.library.export.citation import citation_keys
from tests.unit.library.papers import HIGGS, LORA, MUON, patient, saved, wild_saved


def test_a_key_is_surname_year_and_the_first_telling_word():
    assert citation_keys([saved(MUON), saved(LORA), saved(HIGGS)]) == [
        "li2026implicit",
        "hu2021lora",
        "theatlascollaboration2012observation",
    ]


@pytest.mark.parametrize(
    ("author", "key"),
    [
        ("Łukasz Kaiser", "kaiser2026implicit"),
        ("Jörg Müller", "muller2026implicit"),
        ("Ludwig van Beethoven", "vanbeethoven2026implicit"),
        ("Martin Luther King Jr.", "king2026implicit"),
        ("Zou, Difan", "zou2026implicit"),
        ("周志华", "paper2026implicit"),
    ],
)
def test_a_key_is_in_plain_letters(author, key):
    assert citation_keys([saved(replace(MUON, authors=(author,)))]) == [key]


def test_papers_of_one_name_get_letters_in_the_order_of_saving():
    second = saved(replace(MUON, key="arxiv:2"), saved_at="2026-03-02T00:00:00+00:00")
    third = saved(replace(MUON, key="arxiv:3"), saved_at="2026-03-03T00:00:00+00:00")
    assert citation_keys([third, saved(MUON), second]) == ["li2026implicitb", "li2026implicit", "li2026implicita"]


def test_saving_one_more_paper_renames_none():
    items = [saved(replace(MUON, key=f"arxiv:{n}"), saved_at=f"2026-03-{n:02}T00:00:00+00:00") for n in range(1, 31)]
    keys = citation_keys(items)
    assert keys[26:28] == ["li2026implicitz", "li2026implicitaa"]
    assert citation_keys([*items, saved(MUON, saved_at="2026-04-01T00:00:00+00:00")])[:30] == keys


@patient
@given(st.lists(wild_saved, max_size=8))
def test_keys_are_unique_and_plain_whatever_the_papers(items):
    keys = citation_keys(items)
    assert len(set(keys)) == len(items)
    assert all(re.fullmatch("[a-z0-9]+", key) for key in keys)
