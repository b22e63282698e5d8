"""Reading a name: which of its words may be the surname, which are initials."""

import pytest

from paper_radar.radar.name_parts import is_pinyin, is_syllable, read_name


def surnames(text: str) -> set[str]:
    return {key for reading in read_name(text).readings for key in reading.surnames}


def test_a_comma_leaves_no_doubt_about_the_surname():
    name = read_name("García Márquez, Gabriel")
    assert [reading.order for reading in name.readings] == ["comma"]
    assert name.readings[0].surnames == {"garciamarquez"}


def test_without_a_comma_each_end_may_be_the_surname():
    assert surnames("Difan Zou") == {"zou", "difan"}


def test_particles_belong_to_the_surname_or_are_left_out():
    assert {"vandermaaten", "dermaaten", "maaten"} <= surnames("Laurens van der Maaten")


def test_an_umlaut_has_two_spellings_and_a_plain_vowel_has_one():
    assert {"muller", "mueller"} <= surnames("Jürgen Müller")
    assert "xu" not in surnames("Wei Xue")


@pytest.mark.parametrize(("text", "initials"), [("AJ.Zhou", "aj"), ("yh-wang", "yh"), ("Marco AF Pimentel", "af")])
def test_two_letters_that_are_no_syllable_are_initials(text: str, initials: str):
    assert "".join(part.text for part in read_name(text).parts if part.initial) == initials


@pytest.mark.parametrize("text", ["Andrew Ng", "XU Wei", "Ly Tran"])
def test_short_surnames_are_no_initials(text: str):
    assert not any(part.initial for part in read_name(text).parts)


def test_the_mark_of_a_team_is_no_name():
    assert [part.text for part in read_name("SII-Hangyu Liu").parts] == ["hangyu", "liu"]


def test_a_surname_in_capitals_is_known_for_one():
    assert "capitals" in [reading.order for reading in read_name("ZOU Difan").readings]


@pytest.mark.parametrize("word", ["zou", "difan", "xiangsheng", "nv", "er"])
def test_pinyin_is_recognised(word: str):
    assert is_pinyin(word)


@pytest.mark.parametrize("word", ["smith", "cab", "sehn", "x", ""])
def test_other_words_are_no_pinyin(word: str):
    assert not is_pinyin(word)


def test_one_syllable_is_told_from_two():
    assert is_syllable("hua")
    assert not is_syllable("zhihua")
