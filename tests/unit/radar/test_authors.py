"""Followed authors among those of a paper: what the user said of a sighting, and the context that tells namesakes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.papers.model import Paper
from paper_radar.radar.authors import Authors
from paper_radar.radar.entries import Entry, Hit, Sighting


def entry(value: str = "Difan Zou", **more: Any) -> Entry:
    return Entry(id="1", kind="author", value=value, **more)


def paper(*authors: str, key: str = "arxiv:1", categories: tuple[str, ...] = ("cs.LG",)) -> Paper:
    return Paper(key=key, title="On names", authors=authors, categories=categories)


def find(followed: Entry, on: Paper) -> Hit | None:
    hits = Authors([followed]).find(on)
    return hits[0] if hits else None


def told(followed: Entry, on: Paper) -> tuple[str, str]:
    hit = find(followed, on)
    return (hit.level, hit.rule) if hit else ("none", "")


def sighting(text: str, *coauthors: str, key: str = "arxiv:0", categories: tuple[str, ...] = ("cs.LG",)) -> Sighting:
    return Sighting(paper=key, text=text, coauthors=coauthors, categories=categories)


# The very sighting.


def test_what_was_called_the_same_person_is_a_match_on_that_paper_whatever_the_names_say():
    followed = entry(same=(sighting("D. Zhou", key="arxiv:1"),))
    hit = find(followed, paper("D. Zhou"))
    assert hit is not None
    assert (hit.level, hit.score, hit.rule) == ("match", 100, "same-person")


def test_what_was_called_another_person_is_no_hit_on_that_paper_even_if_the_name_is_the_very_same():
    followed = entry(others=(sighting("Difan Zou", key="arxiv:1"),))
    assert find(followed, paper("Difan Zou")) is None


def test_a_sighting_is_known_again_however_the_source_writes_the_name():
    followed = entry(others=(sighting("Difan Zou", key="arxiv:1"),))
    assert find(followed, paper("Zou, Difan")) is None
    assert find(followed, paper("ZOU Di-Fan")) is None


def test_another_author_of_that_paper_is_judged_by_name():
    followed = entry(others=(sighting("D. Zou", key="arxiv:1"),))
    assert told(followed, paper("D. Zou", "Difan Zou")) == ("match", "same")


def test_the_word_of_the_user_wins_over_typed_spellings():
    followed = entry(aliases=("D. Zou",), others=(sighting("D. Zou", key="arxiv:1"),))
    assert find(followed, paper("D. Zou")) is None
    assert told(followed, paper("D. Zou", key="arxiv:2")) == ("match", "alias")


# A spelling that is not the followed name itself.


def test_a_spelling_called_another_person_hits_nowhere_else():
    followed = entry(others=(sighting("D. Zou"),))
    assert find(followed, paper("D. Zou")) is None
    assert told(followed, paper("Difan Zou")) == ("match", "same")


def test_it_hits_again_beside_a_known_coauthor():
    followed = entry(coauthors=("Quanquan Gu",), others=(sighting("D. Zou", "Klaus Meyer"),))
    assert told(followed, paper("D. Zou", "Quanquan Gu")) == ("match", "coauthor")
    assert find(followed, paper("D. Zou", "Yuan Cao")) is None


def test_a_spelling_confirmed_on_another_paper_is_possible_where_the_names_say_nothing():
    followed = entry(same=(sighting("D. Zhou"),))
    assert told(followed, paper("D. Zhou")) == ("possible", "confirmed-spelling")


def test_a_confirmed_spelling_is_likelier_than_one_that_nobody_confirmed():
    plain, confirmed = (find(one, paper("D. Zou")) for one in (entry(), entry(same=(sighting("D. Zou"),))))
    assert plain is not None
    assert confirmed is not None
    assert (plain.level, confirmed.level) == ("possible", "possible")
    assert confirmed.score > plain.score


# Two people of one name.

NAMESAKES = entry(
    "Wei Wang",
    same=(sighting("Wei Wang", "Quanquan Gu", "Ondrej Bohdal", key="arxiv:10", categories=("cs.LG", "stat.ML")),),
    others=(sighting("Wei Wang", "Hongyuan Mei", key="arxiv:11", categories=("cs.RO",)),),
)


@pytest.mark.parametrize(
    ("on", "level", "rule"),
    [
        (paper("Wei Wang", "Quanquan Gu", categories=("cs.RO",)), "match", "coauthor"),
        (paper("Wei Wang", "O. Bohdal", categories=("cs.RO",)), "match", "coauthor"),
        (paper("Wei Wang", "Hongyuan Mei", categories=("cs.LG",)), "none", ""),
        (paper("Wei Wang", "Ann Other", categories=("stat.ML",)), "match", "same"),
        (paper("Wei Wang", "Ann Other", categories=("cs.RO",)), "possible", "namesake"),
        (paper("Wei Wang", "Ann Other", categories=("cs.RO", "cs.LG")), "possible", "namesake"),
        (paper("Wei Wang", "Ann Other", categories=("math.CO",)), "possible", "namesake"),
        (paper("Wei Wang", "Ann Other", categories=()), "possible", "namesake"),
        (paper("Wang, Wei", "Hongyuan Mei"), "none", ""),
    ],
)
def test_of_two_people_of_one_name_the_context_decides(on: Paper, level: str, rule: str):
    assert told(NAMESAKES, on) == (level, rule)


def test_without_a_namesake_the_full_name_needs_no_context():
    assert told(entry("Wei Wang"), paper("Wei Wang", categories=("math.CO",))) == ("match", "same")


def test_a_coauthor_of_the_namesake_lets_no_initials_hit():
    assert find(NAMESAKES, paper("W. Wang", "Hongyuan Mei")) is None
    assert told(NAMESAKES, paper("W. Wang", "Ann Other"))[0] == "possible"


def test_where_both_circles_meet_the_larger_share_decides():
    assert told(NAMESAKES, paper("Wei Wang", "Quanquan Gu", "Hongyuan Mei")) == ("match", "coauthor")
    more = entry(
        "Wei Wang",
        same=(sighting("Wei Wang", "Quanquan Gu", key="arxiv:10"),),
        others=(sighting("Wei Wang", "Hongyuan Mei", "Ondrej Bohdal", key="arxiv:11"),),
    )
    assert told(more, paper("Wei Wang", "Quanquan Gu", "Hongyuan Mei", "Ondrej Bohdal")) == ("none", "")


# Context of what is possible.


def test_coauthors_of_a_confirmed_paper_are_known_coauthors():
    followed = entry(same=(sighting("Difan Zou", "Quanquan Gu"),))
    assert told(followed, paper("D. Zou", "Quanquan Gu")) == ("match", "coauthor")
    assert told(followed, paper("D. Zou", "Gu, Quanquan")) == ("match", "coauthor")


def test_a_coauthors_initials_count_where_few_share_them():
    assert told(entry(coauthors=("Ondrej Bohdal",)), paper("D. Zou", "O. Bohdal")) == ("match", "coauthor")
    assert told(entry(coauthors=("Wei Wang",)), paper("D. Zou", "W. Wang")) == ("possible", "initials")


def test_of_a_common_name_one_shared_coauthor_is_not_enough_and_two_are():
    followed = entry("Wei Wang", coauthors=("Ondrej Bohdal", "Quanquan Gu", "Ayush Goel"))
    assert told(followed, paper("W. Wang", "Ondrej Bohdal")) == ("possible", "initials")
    assert told(followed, paper("W. Wang", "Ondrej Bohdal", "Quanquan Gu", "Ayush Goel")) == ("match", "coauthor")


def test_the_author_is_no_coauthor_of_their_own():
    assert told(entry(coauthors=("Difan Zou",)), paper("D. Zou", "Zou, Difan"))[0] == "match"
    assert told(entry(coauthors=("D. Zou", "Difan Zou")), paper("D. Zou")) == ("possible", "initials")


def test_a_paper_that_hundreds_signed_says_nothing_of_who_works_with_whom():
    crowd = [f"Person Number{chr(97 + at % 26)}{chr(97 + at // 26)}" for at in range(200)]
    assert told(entry(coauthors=tuple(crowd)), paper("D. Zou", *crowd)) == ("possible", "initials")


def test_an_adopted_forename_is_possible_in_their_field_only():
    plain = entry("Philip Huo")
    of_field = entry("Philip Huo", categories=("cs.LG",))
    assert told(plain, paper("Dong Huo", categories=("hep-th",))) == ("possible", "other-forename")
    assert told(of_field, paper("Dong Huo", categories=("cs.LG",))) == ("possible", "other-forename")
    assert find(of_field, paper("Dong Huo", categories=("hep-th",))) is None


# Typed spellings, and whatever else comes.


def test_a_typed_spelling_called_another_person_is_nobody():
    assert find(entry(rejected=("Zou, D.",)), paper("D. Zou")) is None


def test_a_typed_spelling_of_a_namesake_is_told_apart_too():
    followed = entry("Wei Wang", aliases=("W. Wang",), others=(sighting("Wei Wang", "Hongyuan Mei"),))
    assert find(followed, paper("W. Wang", "Hongyuan Mei", categories=("cs.RO",))) is None


TEXTS = st.sampled_from(
    ["Wei Wang", "W. Wang", "Wang, Wei", "王伟", "", " ", "ATLAS Collaboration", "Quanquan Gu", "§"]
)


@given(
    st.lists(TEXTS, max_size=4),
    st.lists(st.builds(sighting, TEXTS, TEXTS), max_size=3),
    st.lists(st.builds(sighting, TEXTS, TEXTS), max_size=3),
)
def test_any_sightings_and_any_authors_can_be_judged(authors: list[str], same: list[Sighting], others: list[Sighting]):
    for hit in Authors([entry("Wei Wang", same=tuple(same), others=tuple(others))]).find(paper(*authors)):
        assert 60 <= hit.score <= 100
        assert authors[hit.index][hit.start : hit.end] == hit.text
