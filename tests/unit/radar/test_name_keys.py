"""Keys of names: whoever is compared as the same person was found under a common key."""

import csv
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paper_radar.radar.name_keys import followed_keys, seen_keys, seen_whole_key, whole_key
from paper_radar.radar.name_parts import read_name
from paper_radar.radar.names import compare
from tests.shared import DATA, needs_shared
from tests.unit.radar.test_names import POSSIBLE, SAME


def meet(followed: str, seen: str) -> bool:
    name = read_name(followed)
    whole = whole_key(name)
    return (whole != "" and whole == seen_whole_key(seen)) or not followed_keys(name).isdisjoint(seen_keys(seen))


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


WORDS = """
    Difan Zou Wei Ming Wang Zhang Jinghao Jhao Jackie Tony Wilson Wenxuan Huang Huo Kong Lyu Lv Lu Chow Zhou Kim Sangwoo
    Bryan Dazhong Shen Sehn Dingming Dinging Edgar Schoenfeld Schonfeld Müller Mueller Oelzner Olzner Alexander Alex
    Aleksandr Sasha Syarif Siarif Mohammad Mohammed bin van der de la María José García Márquez Vila-Suero Al-Batah
    O'Brien K. J S.-K. YH Nguyen Van Nam Haigh Haig Ji-An Jian Yu Feng Kovalevskaya Kovalevskaia Kumar Nilay
"""


@st.composite
def two_names(draw: st.DrawFn) -> tuple[str, str]:
    """Two names of a few words in common, each as some source writes it."""
    words = draw(st.lists(st.sampled_from(WORDS.split()), min_size=2, max_size=5))
    names = []
    for _ in range(2):
        *given_names, surname = draw(st.lists(st.sampled_from(words), min_size=1, max_size=4))
        forms = [" ".join([*given_names, surname]), ", ".join([surname, *given_names])]
        forms += [forms[0] + " Jr.", forms[0].upper(), " ".join([*(word[0] for word in given_names), surname])]
        names.append(draw(st.sampled_from(forms)))
    return names[0], names[1]


@settings(max_examples=400)
@given(two_names())
def test_whoever_is_not_nobody_has_a_key_in_common(names: tuple[str, str]):
    if compare(*names).level != "none":
        assert meet(*names)


@given(st.sampled_from(SAME + POSSIBLE), st.sampled_from([str, str.upper, str.lower]))
def test_keys_do_not_mind_capitals(pair: tuple[str, str, str], write: Callable[[str], str]):
    followed, seen = pair[0], write(pair[1])
    if compare(followed, seen).level != "none":
        assert meet(followed, seen)


@pytest.mark.parametrize("seen", ["Difan Zou", "Zhejian Lai", "Geoffrey E. Hinton"])
def test_a_name_on_a_paper_has_few_keys(seen: str):
    assert len(seen_keys(seen)) <= 14


@needs_shared
def test_of_the_recorded_pairs_all_that_compare_meet():
    path = DATA / "gold" / "author_pairs.tsv"
    with path.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    pairs = [(row["followed"], row["seen"], compare(row["followed"], row["seen"]).level) for row in rows]
    assert [pair for pair in pairs if pair[2] != "none" and not meet(*pair[:2])] == []
