"""The radar over a paper: authors, topics and categories, the order of the hits, muting, and what the user decided."""

from dataclasses import replace
from typing import Any

from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry, Hit
from paper_radar.radar.matcher import Radar

PAPER = Paper(
    key="arxiv:2602.11557",
    title="The Implicit Bias of Steepest Descent with Mini-batch Stochastic Gradient",
    abstract="Methods like SignSGD and Muon are instances of steepest descent.",
    authors=("Jichu Li", "Xuan Tang", "Difan Zou"),
    categories=("cs.LG", "math.OC"),
    primary_category="cs.LG",
)


def author(value: str, **more: Any) -> Entry:
    return Entry(id=f"a-{value}", kind="author", value=value, **more)


def topic(value: str, **more: Any) -> Entry:
    return Entry(id=f"t-{value}", kind="topic", value=value, **more)


def category(value: str, **more: Any) -> Entry:
    return Entry(id=f"c-{value}", kind="category", value=value, **more)


def match(*entries: Entry, paper: Paper = PAPER) -> list[Hit]:
    return Radar(entries).match(paper)


def test_an_author_is_found_with_the_place_of_the_name():
    (hit,) = match(author("Zou, Difan"))
    assert (hit.field, hit.index, hit.text, hit.level) == ("authors", 2, "Difan Zou", "match")
    assert PAPER.authors[hit.index][hit.start : hit.end] == hit.text


def test_spaces_around_a_name_are_not_part_of_the_evidence():
    (hit,) = match(author("Difan Zou"), paper=replace(PAPER, authors=("  Difan Zou ",)))
    assert (hit.start, hit.end, hit.text) == (2, 11, "Difan Zou")


def test_of_two_names_that_hit_the_better_one_is_told():
    (hit,) = match(author("Difan Zou"), paper=replace(PAPER, authors=("D. Zou", "Difan Zou")))
    assert (hit.index, hit.level) == (1, "match")


def test_matches_come_before_what_is_possible_and_the_sure_before_the_less_sure():
    paper = replace(PAPER, authors=("D. Zou", "Jichu Li"))
    found = match(author("Difan Zou"), topic("Muon"), topic("implicit bias"), author("Jichu Li"), paper=paper)
    assert [hit.value for hit in found] == ["Jichu Li", "implicit bias", "Muon", "Difan Zou"]
    assert [hit.level for hit in found] == ["match", "match", "match", "possible"]


def test_an_entry_hits_once_however_often_it_is_found():
    assert len(match(topic("steepest descent", aliases=("Muon",)))) == 1


def test_a_paused_entry_hits_nothing():
    assert match(author("Difan Zou", paused=True), topic("Muon", paused=True)) == []


def test_a_negative_entry_mutes_the_papers_it_hits_and_is_no_hit():
    radar = Radar([author("Difan Zou"), topic("Muon", negative=True)])
    assert radar.muted(PAPER)
    assert [hit.value for hit in radar.muting(PAPER)] == ["Muon"]
    assert [hit.value for hit in radar.match(PAPER)] == ["Difan Zou"]


def test_what_is_only_possible_mutes_nothing():
    radar = Radar([author("D. Zou", negative=True)])
    assert not radar.muted(PAPER)


def test_a_paper_without_a_negative_hit_is_not_muted():
    assert not Radar([topic("proteins", negative=True)]).muted(PAPER)


def test_a_category_hits_as_primary_or_cross_listed():
    assert [(hit.text, hit.rule) for hit in match(category("cs.LG"), category("math.OC"))] == [
        ("cs.LG", "primary"),
        ("math.OC", "cross-listed"),
    ]


def test_a_category_followed_without_cross_lists_hits_as_primary_only():
    assert match(category("math.OC", cross_listed=False)) == []
    assert len(match(category("cs.LG", cross_listed=False))) == 1


def test_an_archive_hits_each_of_its_categories():
    (hit,) = match(category("math"))
    assert (hit.text, hit.index) == ("math.OC", 1)
    assert match(category("mat")) == []


def test_a_name_called_the_same_person_is_a_match_from_then_on():
    paper = replace(PAPER, authors=("D. Zou",))
    (hit,) = match(author("Difan Zou", aliases=("D. Zou",)), paper=paper)
    assert (hit.level, hit.score, hit.rule) == ("match", 100, "alias")


def test_a_name_called_another_person_is_nobody_from_then_on():
    paper = replace(PAPER, authors=("D. Zou",))
    assert match(author("Difan Zou", rejected=("Zou, D.",)), paper=paper) == []
    assert len(match(author("Difan Zou", rejected=("Zou, D.",)))) == 1


def test_a_coauthor_of_theirs_on_the_paper_makes_possible_a_match():
    paper = replace(PAPER, authors=("Jichu Li", "D. Zou"))
    (hit,) = match(author("Difan Zou", coauthors=("Jichu Li",)), paper=paper)
    assert (hit.level, hit.rule) == ("match", "coauthor")
    (alone,) = match(author("Difan Zou", coauthors=("Quanquan Gu",)), paper=paper)
    assert alone.level == "possible"


def test_their_category_makes_possible_likelier_and_no_match():
    paper = replace(PAPER, authors=("D. Zou",))
    (plain,) = match(author("Difan Zou"), paper=paper)
    (likelier,) = match(author("Difan Zou", categories=("cs.LG",)), paper=paper)
    assert plain.score < likelier.score
    assert likelier.level == "possible"


def test_organisations_and_names_in_their_own_script_are_found():
    paper = replace(PAPER, authors=("The ATLAS Collaboration", "王伟"))
    assert {hit.text for hit in match(author("ATLAS Collaboration"), author("王伟"), paper=paper)} == set(paper.authors)


def test_an_empty_radar_finds_nothing():
    assert match() == []
    assert not Radar([]).muted(PAPER)


def test_a_paper_of_a_title_alone_can_be_matched():
    assert match(author("Difan Zou"), topic("Muon"), category("cs.LG"), paper=Paper(key="url:x", title="Muon")) != []


def test_entries_that_say_nothing_hit_nothing():
    assert match(author(" "), author(":"), topic(" "), topic("..."), topic("-"), category(" ")) == []


def test_the_same_radar_gives_the_same_hits_in_the_same_order():
    entries = [author("Difan Zou"), topic("Muon"), topic("implicit bias"), topic("steepest descent"), category("cs.LG")]
    assert match(*entries) == match(*reversed(entries))
