"""What every format keeps, and the table of formats."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.errors import BadInputError
from paper_radar.library.export import FORMATS, format_named
from tests.unit.library.papers import HIGGS, LORA, MUON, bibliographic_papers, patient, saved, wild_saved

BIBLIOGRAPHIC = ["bibtex", "ris", "csl-json", "csv"]
EVERY = [*BIBLIOGRAPHIC, "jsonl"]


def test_there_are_these_formats_with_their_extensions():
    assert {form.name: form.extension for form in FORMATS.values()} == {
        "bibtex": "bib",
        "ris": "ris",
        "csl-json": "json",
        "csv": "csv",
        "markdown": "md",
        "jsonl": "jsonl",
        "paper-memory": "json",
    }


def test_an_unknown_format_is_refused_with_the_names_of_those_there_are():
    with pytest.raises(BadInputError) as refused:
        format_named("endnote")
    assert "endnote" in refused.value.message
    assert all(name in refused.value.hint for name in FORMATS)


@pytest.mark.parametrize("name", EVERY)
def test_an_empty_library_is_a_file_without_records(name):
    form = format_named(name)
    read = form.read(form.write([]))
    assert (read.items, read.skipped) == ((), ())


@pytest.mark.parametrize("name", BIBLIOGRAPHIC)
@patient
@given(papers=st.lists(bibliographic_papers, min_size=1, max_size=3))
def test_key_fields_come_back_as_they_went(name, papers):
    form = format_named(name)
    read = form.read(form.write([saved(paper) for paper in papers]))
    assert read.skipped == ()
    for paper, item in zip(papers, read.items, strict=True):
        for field in ("key", "title", "authors", "doi", "arxiv_id", "url", "abstract"):
            assert getattr(item.paper, field) == getattr(paper, field), field
        assert item.paper.published[:4] == paper.published[:4]


@pytest.mark.parametrize("name", BIBLIOGRAPHIC)
@patient
@given(items=st.lists(wild_saved, max_size=3))
def test_whatever_is_saved_can_be_written_read_and_sent(name, items):
    form = format_named(name)
    text = form.write(items)
    text.encode()
    read = form.read(text)
    assert len(read.items) + len(read.skipped) == len(items)


@pytest.mark.parametrize("name", EVERY)
@patient
@given(text=st.text(max_size=300))
def test_any_text_is_read_or_refused_and_never_breaks(name, text):
    try:
        format_named(name).read(text)
    except BadInputError as refused:
        assert refused.message


@pytest.mark.parametrize("name", BIBLIOGRAPHIC)
def test_tags_and_the_note_go_along(name):
    form = format_named(name)
    (item,) = form.read(form.write([saved(MUON, tags=("steepest descent", "muon"), note="Read § 4 & 5.")])).items
    assert (item.tags, item.note) == (("steepest descent", "muon"), "Read § 4 & 5.")


@pytest.mark.parametrize("name", EVERY)
def test_the_venue_and_the_names_of_organisations_come_back(name):
    form = format_named(name)
    (item,) = form.read(form.write([saved(HIGGS)])).items
    assert (item.paper.venue, item.paper.authors) == ("Physics Letters B", ("The ATLAS Collaboration",))


@pytest.mark.parametrize("name", BIBLIOGRAPHIC)
def test_a_byte_order_mark_and_windows_line_ends_are_no_trouble(name):
    form = format_named(name)
    text = form.write([saved(MUON), saved(LORA)])
    windows = "\ufeff" + text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\n", "\r\n")
    assert form.read(windows) == form.read(text)


@pytest.mark.parametrize("name", BIBLIOGRAPHIC)
def test_a_paper_without_any_identifier_is_kept_and_is_the_same_one_each_time(name):
    form = format_named(name)
    book = replace(MUON, key="url:urn:x", arxiv_id="", url="", pdf_url="", title="A book of 1950", published="1950")
    text = form.write([saved(book)])
    (once,), (again,) = form.read(text).items, form.read(text).items
    assert once.paper.title == "A book of 1950"
    assert once.paper.key == again.paper.key
    assert once.paper.url == ""
