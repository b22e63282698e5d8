"""Keys of names: whoever is compared as the same person was found under a common key."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.radar.name_keys import followed_keys, seen_keys, seen_whole_key, whole_key
from paper_radar.radar.name_parts import read_name
from paper_radar.radar.names import compare
from tests.shared import DATA, needs_shared
from tests.unit.radar.test_names import POSSIBLE, SAME


def meet(followed: str, seen: str) -> bool:
    name = read_name(followed)
    if whole := whole_key(name):
        return whole == seen_whole_key(seen)
    return not followed_keys(name).isdisjoint(seen_keys(seen))


@pytest.mark.parametrize(("followed", "seen", "rule"), SAME + POSSIBLE)
def test_spellings_of_one_person_meet_under_a_key(followed: str, seen: str, rule: str):
    assert meet(followed, seen)
    assert meet(seen, followed)


@pytest.mark.parametrize("seen", ["James Zou", "Difan Zhou", "Xin Li", "Zou"])
def test_most_strangers_are_never_compared(seen: str):
    assert not meet("Difan Zou", seen)


@given(st.text(max_size=60))
def test_any_text_has_keys(text: str):
    assert followed_keys(read_name(text)) is not None
    assert all(isinstance(key, str) for key in seen_keys(text))


@needs_shared
def test_of_the_recorded_pairs_nearly_all_that_compare_meet():
    path = DATA / "gold" / "author_pairs.tsv"
    with path.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    pairs = [(row["followed"], row["seen"], compare(row["followed"], row["seen"]).level) for row in rows]
    # A slip in the first two letters is the price of short lists of candidates; it never costs a match.
    assert [pair for pair in pairs if pair[2] == "match" and not meet(*pair[:2])] == []
    assert len([pair for pair in pairs if pair[2] == "possible" and not meet(*pair[:2])]) <= 5
