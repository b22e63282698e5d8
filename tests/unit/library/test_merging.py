"""Two records of one work as one, what is told of it, and the two again."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from paper_radar.library.editing import edited
from paper_radar.library.merging import Merge, Outcome, merge, outcome, parted
from paper_radar.library.record import clean_tags
from paper_radar.papers.model import Paper
from tests.unit.library.papers import HIGGS, MUON, patient, saved, wild_saved

PAGE = Paper(
    key="url:https://lab.example/muon",
    title="The Implicit Bias of Steepest Descent — our page",
    authors=("Jichu Li",),
    abstract="Ours.",
    venue="ICML",
    url="https://lab.example/muon",
    source="web",
)


def test_merging_keeps_the_tags_notes_stars_and_status_of_both():
    here = saved(MUON, tags=("muon", "theory"), note="Read §4.", stars=0, status="to_read")
    again = saved(MUON, tags=("theory", "bias"), note="Ask Difan.", stars=4, status="reading")
    merged = merge(here, again)
    assert merged.tags == ("muon", "theory", "bias")
    assert merged.note == "Read §4.\n\nAsk Difan."
    assert (merged.stars, merged.status) == (4, "reading")


def test_what_the_reader_decided_here_stands_against_a_file():
    here, file = saved(MUON, stars=2, status="read"), saved(MUON, stars=5, status="reading")
    assert (merge(here, file).stars, merge(here, file).status) == (2, "read")


def test_the_first_time_of_saving_stands():
    earlier = "2025-01-01T00:00:00+00:00"
    assert merge(saved(MUON), saved(MUON, saved_at=earlier)).saved_at == earlier
    assert merge(saved(MUON), saved(MUON, saved_at="")).saved_at == saved(MUON).saved_at


@patient
@given(wild_saved)
def test_merging_a_record_with_itself_repeats_nothing(item):
    item = replace(item, tags=clean_tags(item.tags))
    merged = merge(item, item)
    assert (merged.tags, merged.note, merged.stars) == (item.tags, item.note, item.stars)


def test_a_page_fills_the_blanks_of_what_arxiv_said_and_overwrites_nothing():
    merged = merge(saved(MUON), saved(PAGE)).paper
    assert merged == replace(MUON, venue="ICML")


def test_arxiv_overwrites_what_a_page_said_and_gives_its_key():
    merged = merge(saved(PAGE), saved(MUON))
    assert merged.paper.key == "arxiv:2602.11557"
    assert (merged.paper.title, merged.paper.abstract) == (MUON.title, MUON.abstract)
    assert merged.paper.venue == "ICML"
    assert merged.also == (PAGE.key,)


def test_a_doi_gives_its_key_to_a_record_that_had_an_address_only():
    assert merge(saved(PAGE), saved(HIGGS)).paper.key == HIGGS.key


def test_a_field_that_the_reader_corrected_is_never_overwritten():
    corrected = saved(replace(PAGE, title="My own title"), origins={"title": "reader", "abstract": "highwire"})
    merged = merge(corrected, saved(MUON))
    assert merged.paper.title == "My own title"
    assert merged.paper.abstract == MUON.abstract
    assert merged.origins["title"] == "reader"


def test_origins_follow_the_values_that_stayed():
    page = saved(PAGE, origins={"title": "jsonld", "venue": "highwire"})
    merged = merge(page, saved(MUON, origins={"title": "arxiv"}))
    assert merged.origins == {"title": "arxiv", "venue": "highwire"}


def test_a_journals_doi_gives_the_key_whichever_of_preprint_and_publication_was_saved_first():
    preprint = saved(replace(HIGGS, key="doi:10.1101/2021.08.03.454978", doi="10.1101/2021.08.03.454978", venue=""))
    for merged in (merge(preprint, saved(HIGGS)), merge(saved(HIGGS), preprint)):
        assert (merged.paper.key, merged.paper.doi) == (HIGGS.key, HIGGS.doi)
        assert merged.also == (preprint.paper.key,)


# Sightings of one work: its preprint in two versions, its publication, a page; with what the reader wrote of each.
sightings = st.builds(
    lambda paper, title, origins, **own: saved(replace(paper, title=title or paper.title), origins=origins, **own),
    st.sampled_from(
        [
            MUON,
            replace(MUON, version=2, abstract="Second.", doi="10.1000/muon"),
            replace(MUON, key="doi:10.1000/muon", arxiv_id="", version=None, doi="10.1000/muon", venue="ICML"),
            PAGE,
        ]
    ),
    st.sampled_from(["", "My title", "Another title"]),
    st.sampled_from([{}, {"title": "reader"}, {"title": "highwire"}]),
    tags=st.lists(st.sampled_from(["muon", "Muon", "bias", "强化学习"]), max_size=3).map(clean_tags),
    note=st.sampled_from(["", "Read §4.", "Ask Difan."]),
    status=st.sampled_from(["to_read", "reading", "read"]),
    stars=st.integers(0, 5),
)


def written(*items):
    """What the reader wrote, as sets: the tags, and the notes' lines."""
    tags = {tag.casefold() for item in items for tag in item.tags}
    return tags, {line for item in items for line in item.note.split("\n\n") if line}


@patient
@given(sightings, sightings)
def test_nothing_of_the_readers_is_lost_in_either_order(one, other):
    for here, again in ((one, other), (other, one)):
        merged = merge(here, again)
        assert written(merged) == written(one, other)
        assert (merged.status == "to_read") == (one.status == other.status == "to_read")
        assert (merged.stars == 0) == (one.stars == other.stars == 0)
        theirs = [item.paper.title for item in (here, again) if item.origins.get("title") == "reader"]
        assert merged.paper.title == theirs[0] if theirs else True
        assert {merged.paper.key, *merged.also} >= {one.paper.key, other.paper.key}


@patient
@given(sightings, sightings)
def test_the_order_decides_neither_the_key_nor_the_identity(one, other):
    first, second = merge(one, other), merge(other, one)
    assert (first.paper.key, first.also) == (second.paper.key, second.also)
    assert (first.paper.arxiv_id, first.paper.doi, first.paper.version) == (
        second.paper.arxiv_id,
        second.paper.doi,
        second.paper.version,
    )


@patient
@given(sightings, sightings)
def test_merging_the_same_again_changes_nothing(one, other):
    merged = merge(one, other)
    assert merge(merged, other) == merged
    assert outcome(merged, other, merge(merged, other)).what == "known"


@patient
@given(sightings, sightings)
def test_parting_gives_back_what_was_before(one, other):
    assert parted(merge(one, other), Merge(one, other)) == one


@patient
@given(sightings, sightings)
def test_parting_keeps_what_the_reader_wrote_since(one, other):
    later = edited(merge(one, other), {"note": "Written since.", "stars": 5, "venue": "A venue of mine"})
    apart = parted(later, Merge(one, other))
    assert (apart.note, apart.paper.venue, apart.origins["venue"]) == ("Written since.", "A venue of mine", "reader")
    assert (apart.paper.title, apart.tags) == (one.paper.title, one.tags)


def test_what_happened_is_told():
    journal = replace(MUON, key="doi:10.1000/muon", arxiv_id="", version=None, doi="10.1000/muon", venue="ICML")

    def told(here, again):
        return outcome(here, again, merge(here, again))

    published = told(saved(MUON), saved(journal, tags=("bias",)))
    assert (published.what, published.since) == ("merged", "2026-03-01T09:00:00.000+00:00")
    assert (published.news, published.changed) == (("published", "tags"), ("venue", "doi"))
    assert "preprint" in told(saved(journal), saved(MUON)).news
    assert told(saved(MUON), saved(replace(MUON, version=2))).news == ("version",)
    assert told(saved(replace(MUON, abstract="")), saved(MUON)).news == ("details",)
    assert told(saved(MUON), saved(MUON, stars=3, status="read", note="N")).news == ("note", "status", "stars")
    assert told(saved(MUON), saved(MUON)) == Outcome("known", "2026-03-01T09:00:00.000+00:00")


def test_where_the_readers_earlier_words_stood_is_told():
    mine, other = (
        saved(replace(MUON, title=title), origins={"title": "reader"}) for title in ("My title", "Another title")
    )
    merged = merge(mine, other)
    assert merged.paper.title == "My title"
    assert outcome(mine, other, merged).kept == ("title",)
