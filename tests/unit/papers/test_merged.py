"""One paper, one record, whichever source saw it first."""

from dataclasses import fields, replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.papers.model import Paper, from_json, merged, to_json

ARXIV = Paper(
    key="arxiv:2611.00042",
    title="Sparse Muon",
    authors=("Jingyuan Liu", "Difan Zou"),
    abstract="On sparse Muon.",
    categories=("cs.LG", "stat.ML"),
    primary_category="cs.LG",
    published="2026-11-02T17:59:00Z",
    announced="2026-11-03",
    version=1,
    arxiv_id="2611.00042",
    source="arxiv",
    announce_type="new",
)
HUB = Paper(
    key="arxiv:2611.00042",
    title="Sparse Muon!",
    authors=("Jingyuan Liu", "NVIDIA"),
    abstract="On sparse Muon,\nas the hub has it.",
    published="2026-11-02",
    announced="2026-11-09",
    arxiv_id="2611.00042",
    source="huggingface",
    upvotes=35,
    comments=2,
    code_url="https://github.com/x/y",
    keywords=("Muon",),
    summary="Muon, sparse.",
    project_url="https://x.github.io",
)
JOURNAL = Paper(
    key="arxiv:2611.00042",
    title="Sparse Muon, published",
    authors=("J. Liu", "D. Zou"),
    published="2027-03-01",
    announced="2027-03-02",
    venue="JMLR",
    doi="10.5555/1",
    source="feed:jmlr",
)
SECOND = replace(ARXIV, version=2, title="Sparse Muon II", updated="2026-11-12", announced="", announce_type="replace")


def in_turn(*sightings: Paper) -> Paper:
    record, *later = sightings
    for sighting in later:
        record = merged(record, sighting)
    return record


@pytest.mark.parametrize("order", list(permutations([ARXIV, HUB, JOURNAL, SECOND])))
def test_the_record_is_the_same_in_any_order(order: tuple[Paper, ...]):
    assert in_turn(*order) == replace(
        SECOND,
        announced="2026-11-03",
        venue="JMLR",
        doi="10.5555/1",
        upvotes=35,
        comments=2,
        code_url=HUB.code_url,
        keywords=HUB.keywords,
        summary=HUB.summary,
        project_url=HUB.project_url,
    )


@pytest.mark.parametrize("order", list(permutations([ARXIV, HUB])))
def test_hugging_faces_list_makes_no_paper_new_that_arxiv_announced_before(order: tuple[Paper, ...]):
    assert in_turn(*order).announced == "2026-11-03"


@pytest.mark.parametrize("order", list(permutations([replace(ARXIV, announced="", published="2025-02-24"), HUB])))
def test_hugging_faces_list_makes_no_paper_new_that_arxiv_has_had_for_long(order: tuple[Paper, ...]):
    record = in_turn(*order)
    assert (record.announced, record.published) == ("", "2025-02-24")


@pytest.mark.parametrize("order", list(permutations([replace(ARXIV, announced="2026-11-10"), HUB])))
def test_arxivs_day_stands_even_where_hugging_face_was_earlier(order: tuple[Paper, ...]):
    assert in_turn(*order).announced == "2026-11-10"


def test_a_paper_that_only_hugging_face_has_is_as_new_as_its_list():
    assert merged(HUB, replace(HUB, announced="2026-11-12", upvotes=36)) == replace(HUB, upvotes=36)


@pytest.mark.parametrize("order", list(permutations([ARXIV, SECOND])))
def test_a_replacement_never_takes_the_day_away(order: tuple[Paper, ...]):
    assert (in_turn(*order).announced, in_turn(*order).announce_type) == ("2026-11-03", "replace")


def test_a_cross_list_of_a_later_day_does_not_make_the_paper_new_again():
    later = replace(ARXIV, announced="2026-11-05", announce_type="cross")
    assert [in_turn(*order).announced for order in permutations([ARXIV, later])] == ["2026-11-03"] * 2


@pytest.mark.parametrize("order", list(permutations([ARXIV, replace(SECOND, withdrawn=True), HUB])))
def test_a_withdrawn_version_marks_the_paper(order: tuple[Paper, ...]):
    assert in_turn(*order).withdrawn


@pytest.mark.parametrize(
    "order", list(permutations([ARXIV, replace(SECOND, withdrawn=True), replace(SECOND, version=3)]))
)
def test_a_later_version_that_is_not_withdrawn_unmarks_it(order: tuple[Paper, ...]):
    assert not in_turn(*order).withdrawn


def test_a_feed_that_does_not_tell_of_a_withdrawal_does_not_undo_it():
    told = replace(SECOND, withdrawn=True)
    assert [in_turn(*order).withdrawn for order in permutations([told, SECOND])] == [True, True]


def test_an_earlier_version_fills_blanks_and_overwrites_nothing():
    old, new = replace(ARXIV, venue="A workshop"), replace(SECOND, abstract="")
    for order in permutations([old, new]):
        record = in_turn(*order)
        assert (record.version, record.title, record.abstract) == (2, SECOND.title, ARXIV.abstract)
        assert record.venue == "A workshop"


def test_counts_are_always_the_newer():
    for known in (HUB, merged(ARXIV, HUB), in_turn(HUB, SECOND)):
        assert merged(known, replace(HUB, upvotes=1, comments=0)).upvotes == 1
        assert merged(known, replace(HUB, upvotes=1, comments=0)).comments == 0
        assert merged(known, replace(HUB, upvotes=None)).upvotes == 35


def test_two_works_are_never_one_record():
    with pytest.raises(ValueError, match="two papers"):
        merged(ARXIV, replace(HUB, key="arxiv:2611.00043"))


COUNTS = {"upvotes", "comments", "code_url", "keywords", "summary", "project_url"}
DAYS = st.sampled_from(["", "2026-11-03", "2026-11-09", "2026-11-10"])
TEXTS = st.sampled_from(["", "a", "b", "c"])


def sightings_by(source: str) -> st.SearchStrategy[Paper]:
    """Of versions only arXiv knows."""
    return st.builds(
        Paper,
        key=st.just("arxiv:2611.00042"),
        title=st.sampled_from("abc"),
        abstract=TEXTS,
        published=DAYS,
        announced=DAYS,
        version=st.none() | st.integers(1, 3) if source == "arxiv" else st.none(),
        venue=TEXTS,
        source=st.just(source),
        upvotes=st.none() | st.integers(0, 3),
        code_url=TEXTS,
        announce_type=st.sampled_from(["", "new", "replace"]),
        withdrawn=st.booleans(),
        keywords=st.lists(st.sampled_from("ab"), max_size=2).map(tuple),
    )


SIGHTINGS = st.one_of(*map(sightings_by, ["arxiv", "arxiv", "huggingface", "feed:jmlr", "web"]))
NAMES = [field.name for field in fields(Paper)]


def strength(paper: Paper) -> tuple[int, int]:
    rank = {"arxiv": 0, "huggingface": 1}.get(paper.source, 2)
    return (paper.version or 0, -rank)


@given(st.lists(SIGHTINGS, min_size=3, max_size=3, unique_by=strength))
def test_in_any_order_the_strongest_says_what_it_knows_and_nothing_is_lost(sightings: list[Paper]):
    records = [in_turn(*order) for order in permutations(sightings)]
    strongest = max(sightings, key=strength)
    blank: tuple[object, ...] = ("", (), None)
    for name in set(NAMES) - COUNTS - {"source", "announced", "withdrawn"}:
        told = {getattr(each, name) for each in sightings} - set(blank)
        values = {getattr(record, name) for record in records}
        if getattr(strongest, name) not in blank:
            assert values == {getattr(strongest, name)}
        else:
            assert values <= told if told else values == {getattr(strongest, name)}
    assert len({(record.withdrawn, record.version) for record in records}) == 1
    assert len({strength(replace(record, version=None)) for record in records}) == 1


@given(st.lists(SIGHTINGS, min_size=3, max_size=3, unique_by=strength))
def test_in_any_order_the_day_is_that_of_the_source(sightings: list[Paper]):
    of_arxiv = [each.announced for each in sightings if each.source == "arxiv"]
    asked = of_arxiv or [each.announced for each in sightings]
    day = min(filter(None, asked), default="")
    assert {in_turn(*order).announced for order in permutations(sightings)} == {day}


@given(st.lists(SIGHTINGS, min_size=1, max_size=4))
def test_what_the_community_says_is_always_the_newest_that_is_known(sightings: list[Paper]):
    record = in_turn(*sightings)
    for name in ("upvotes", "code_url", "keywords"):
        told = [value for each in sightings if (value := getattr(each, name)) not in ("", (), None)]
        assert getattr(record, name) == (told[-1] if told else getattr(sightings[0], name))


@given(SIGHTINGS, SIGHTINGS)
def test_seeing_the_same_again_changes_nothing(one: Paper, other: Paper):
    record = merged(one, other)
    assert merged(one, one) == one
    assert merged(record, record) == record


@given(SIGHTINGS)
def test_a_record_is_read_back_as_it_was_written(paper: Paper):
    assert from_json(to_json(paper)) == paper
