"""A saved paper as JSON, and two records of one work as one."""

import pytest
from hypothesis import given

from paper_radar.errors import BadInputError
from paper_radar.library.record import clean_tags, from_json, to_json
from tests.unit.library.papers import MUON, patient, saved, wild_saved


@patient
@given(wild_saved)
def test_what_to_json_writes_from_json_reads(item):
    assert from_json(to_json(item)) == item


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("paper", None),
        ("paper", {"key": "arxiv:1"}),
        ("status", "done"),
        ("stars", 6),
        ("stars", True),
        ("stars", "3"),
        ("tags", "muon"),
        ("tags", [1]),
        ("note", 3),
        ("saved_at", "yesterday"),
        ("origins", {"title": 1}),
    ],
)
def test_a_wrong_field_is_refused_by_name(field, value):
    with pytest.raises(BadInputError, match="paper" if field == "paper" else field):
        from_json({**to_json(saved(MUON)), field: value})


def test_a_field_of_a_newer_version_is_passed_over():
    assert from_json({**to_json(saved(MUON)), "mood": "good"}) == saved(MUON)


def test_tags_are_cleaned_of_white_space_and_repeats():
    assert clean_tags([" steepest \n descent", "muon", "", "muon"]) == ("steepest descent", "muon")


def test_tags_that_differ_in_case_alone_are_one_as_it_was_first_written():
    assert clean_tags(["Muon", "MUON", "强化学习", "e\u0301tude", "étude"]) == ("Muon", "强化学习", "étude")
