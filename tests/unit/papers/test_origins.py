"""Where each field of a record came from."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from paper_radar.papers.model import Paper, merged
from paper_radar.papers.origins import origins
from tests.unit.papers.test_merged import ARXIV, HUB, JOURNAL, SECOND, SIGHTINGS


def of(*sightings: Paper) -> tuple[Paper, dict[str, str]]:
    record, known = sightings[0], origins({}, None, sightings[0], sightings[0])
    for sighting in sightings[1:]:
        latest = merged(record, sighting)
        record, known = latest, origins(known, record, latest, sighting)
    return record, known


def test_what_one_source_has_told_needs_no_words():
    assert of(ARXIV)[1] == {}
    assert of(ARXIV, SECOND)[1] == {}


def test_what_hugging_face_adds_is_its_own():
    names = ("upvotes", "comments", "code_url", "keywords", "summary", "project_url")
    assert of(ARXIV, HUB)[1] == dict.fromkeys(names, "huggingface")
    assert of(HUB, ARXIV)[1] == dict.fromkeys(names, "huggingface")


def test_what_a_journal_adds_is_its_own_and_stays_so():
    told = of(ARXIV, JOURNAL, HUB, SECOND)[1]
    assert (told["venue"], told["doi"], told["upvotes"]) == ("feed:jmlr", "feed:jmlr", "huggingface")
    assert "title" not in told


def test_what_the_source_itself_says_later_is_no_others_any_more():
    bare = replace(ARXIV, abstract="")
    assert of(bare, HUB)[1]["abstract"] == "huggingface"
    assert "abstract" not in of(bare, HUB, ARXIV)[1]


def test_no_votes_are_a_fact_too():
    assert of(ARXIV, replace(HUB, upvotes=0))[1]["upvotes"] == "huggingface"


@given(st.lists(SIGHTINGS, min_size=1, max_size=4))
def test_who_is_named_has_told_it_and_who_is_not_is_the_source(sightings: list[Paper]):
    record, told = of(*sightings)
    for name, source in told.items():
        assert source != record.source
        assert any(each.source == source and getattr(each, name) == getattr(record, name) for each in sightings)
    for name in ("title", "abstract", "venue", "published"):
        if getattr(record, name) and name not in told:
            tellers = {each.source for each in sightings if getattr(each, name) == getattr(record, name)}
            assert record.source in tellers
