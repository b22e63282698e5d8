"""CSV that a spreadsheet may open without fear, and reads back."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.errors import BadInputError
from paper_radar.library.export import FORMATS, comma_separated
from tests.unit.library.papers import HIGGS, LORA, MUON, patient, saved, wild_saved


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_excel_is_told_that_it_is_utf_8_and_there_is_a_header():
    text = FORMATS["csv"].write([saved(MUON)])
    assert text.startswith("\ufefftitle,authors,published,")
    assert cells(text)[1][:3] == [MUON.title, "Jichu Li; Xuan Tang; Difan Zou", "2026-02-12"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe(start):
    text = FORMATS["csv"].write([saved(MUON, note=f"{start}HYPERLINK(1)")])
    assert cells(text)[1][11] == f"'{start}HYPERLINK(1)"


@patient
@given(st.lists(wild_saved, max_size=3))
def test_no_cell_of_any_library_would_be_run(items):
    rows = cells(FORMATS["csv"].write(items))
    assert len(rows) == len(items) + 1
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for row in rows for cell in row)


@pytest.mark.parametrize("note", ["=1+1", "'=1+1", "''=1", "'quoted'", "-"])
def test_what_was_escaped_comes_back_as_it_was(note):
    (item,) = comma_separated.read(FORMATS["csv"].write([saved(MUON, note=note)])).items
    assert item.note == note


def test_status_stars_and_times_come_back():
    before = saved(HIGGS, status="reading", stars=4)
    (item,) = comma_separated.read(FORMATS["csv"].write([before])).items
    assert (item.status, item.stars, item.saved_at) == ("reading", 4, before.saved_at)


def test_columns_may_stand_in_any_order_and_be_few():
    read = comma_separated.read("URL,Unknown,Title\nhttps://a.example,x,First\n\n,,\nhttps://b.example,x,Second\n")
    assert [(item.paper.title, item.paper.key) for item in read.items] == [
        ("First", "url:https://a.example"),
        ("Second", "url:https://b.example"),
    ]


def test_a_row_that_cannot_be_is_skipped_with_its_line():
    read = comma_separated.read('title,stars,note\nFirst,5,"two\nlines"\nSecond,9,\n,,no title\nFourth,,\n')
    assert [item.paper.title for item in read.items] == ["First", "Fourth"]
    assert [place for place, _ in read.skipped] == ["line 4", "line 5"]


def test_a_cell_too_large_for_the_reader_ends_no_import():
    read = comma_separated.read(f"title\n{'x' * 200_000}\nSecond\n")
    assert [item.paper.title for item in read.items] == ["Second"]
    assert read.skipped[0][0] == "line 2"


def test_a_file_without_a_column_of_titles_is_refused():
    with pytest.raises(BadInputError, match="title"):
        comma_separated.read("name,year\nMuon,2026\n")


def test_a_paper_without_authors_has_none():
    (item,) = comma_separated.read(FORMATS["csv"].write([saved(replace(LORA, authors=()))])).items
    assert item.paper.authors == ()
