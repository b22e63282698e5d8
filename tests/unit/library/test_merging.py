"""Two records of one work as one, what is told of it, and the two again."""

from dataclasses import replace

from hypothesis import given

from paper_radar.library.merging import merge
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
