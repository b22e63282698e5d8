"""Zotero's and Paper Memory's exports come in with what the reader wrote; a file that is cut off says so."""

import pytest

from paper_radar.errors import BadInputError
from paper_radar.library.export import FORMATS
from paper_radar.library.recognising import recognised
from tests.unit.library import foreign
from tests.unit.library.papers import LORA, MUON, saved

ZOTERO = {
    "better bibtex": ("bibtex", foreign.BETTER_BIBTEX),
    "bibtex": ("bibtex", foreign.PLAIN_BIBTEX),
    "ris": ("ris", foreign.RIS),
    "csl-json": ("csl-json", foreign.CSL_JSON),
    "csv": ("csv", foreign.CSV),
}


def read(form: str, text: str):
    assert recognised(text) == form
    return FORMATS[form].read(text)


@pytest.mark.parametrize(("form", "text"), ZOTERO.values(), ids=ZOTERO)
def test_a_preprint_of_zotero_is_the_paper_on_arxiv(form, text):
    paper = read(form, text).items[0].paper
    assert (paper.key, paper.venue, paper.published[:7]) == ("arxiv:2110.01234", "", "2021-10")
    assert paper.title.startswith("Notes on the Analytical Engine: LoRA")
    assert paper.authors == ("Ada Lovelace", "The Engine Collaboration")
    assert paper.abstract.startswith("An engine")
    assert "<" not in paper.title + paper.abstract


@pytest.mark.parametrize("name", ["better bibtex", "ris", "csl-json", "csv"])
def test_an_article_of_zotero_has_its_journal_and_doi(name):
    paper = read(*ZOTERO[name]).items[1].paper
    assert (paper.key, paper.venue) == ("doi:10.1000/engine.1837", "Journal of Engines")
    assert (paper.published, paper.authors) == ("1837-12", ("Charles Babbage",))


@pytest.mark.parametrize("name", ["better bibtex", "bibtex", "ris", "csv"])
def test_tags_and_notes_of_zotero_come_along_without_what_it_keeps_for_itself(name):
    item = read(*ZOTERO[name]).items[0]
    assert set(item.tags) == {"engines", "to-read"}
    assert item.note.splitlines()[0].startswith("Read ")
    assert "<p>" not in item.note
    assert "2110.01234" not in item.note


def test_notes_of_several_paragraphs_stay_several():
    assert read("ris", foreign.RIS).items[0].note == "Read §4 again.\nAnd & §5."


@pytest.mark.parametrize("name", ["better bibtex", "csv"])
def test_when_a_paper_came_into_zotero_is_when_it_was_saved(name):
    assert read(*ZOTERO[name]).items[0].saved_at == "2026-11-02T10:22:33.000+00:00"


def test_citation_keys_of_zotero_are_read_and_its_addresses_are_none():
    assert read("bibtex", foreign.BETTER_BIBTEX).keys == ("lovelaceNotesAnalyticalEngine2021", "babbage1837")
    assert read("csl-json", foreign.CSL_JSON).keys == ("", "babbage1837")


def test_a_file_in_zoteros_table_is_no_paper():
    assert read("csv", foreign.CSV).skipped == (("line 4", "it is a note or a file, not a paper"),)


def test_paper_memorys_papers_come_with_tags_note_star_code_and_dates():
    result = read("paper-memory", foreign.PAPER_MEMORY)
    notes, powers = result.items
    assert (notes.paper.key, notes.paper.url) == ("arxiv:2110.01234", "https://arxiv.org/abs/2110.01234")
    assert (notes.paper.authors, notes.paper.venue) == (("Ada Lovelace", "Charles Babbage"), "NeurIPS")
    assert notes.paper.code_url == "https://github.com/lovelace/engine"
    assert (notes.tags, notes.note, notes.stars) == (("engines", "to-read"), "Read §4 again.", 5)
    assert (notes.saved_at[:10], notes.updated_at[:10]) == ("2025-11-02", "2025-12-24")
    assert (powers.paper.key, powers.paper.pdf_url) == ("doi:10.1000/engine.1837", "https://journal.example/engine.pdf")
    assert (powers.stars, powers.paper.authors) == (0, ("Charles Babbage",))
    assert result.skipped == (("broken", "it is not an object"),)
    assert result.keys == ("lovelace2021notes", "babbage1837")


@pytest.mark.parametrize("name", ["bibtex", "ris", "csl-json", "csv", "jsonl"])
def test_of_a_file_that_is_cut_off_the_whole_records_are_read_and_the_cut_is_told(name):
    text = FORMATS[name].write([saved(MUON), saved(LORA, note="the end of it")])
    result = FORMATS[name].read(text[: text.index("We propose") + 20])
    assert [item.paper.title for item in result.items] == [MUON.title]
    assert len(result.skipped) == 1


def test_a_cut_through_paper_memorys_file_is_told():
    with pytest.raises(BadInputError, match="the file ends too early") as refused:
        FORMATS["paper-memory"].read(foreign.PAPER_MEMORY[:900])
    assert refused.value.code == "broken_file"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("%PDF-1.7", "a PDF"),
        ("PK\x03\x04rest", "ZIP"),
        ("<!DOCTYPE html><p>@misc", "a web page"),
        ("<html><body>", "a web page"),
        ('<?xml version="1.0"?><rdf:RDF>', "XML"),
        ("Dear diary", "not known"),
        ("name,year\nMuon,2026\n", "not known"),
    ],
)
def test_what_no_reader_is_for_is_called_by_its_name(text, what):
    with pytest.raises(BadInputError, match=what) as refused:
        recognised(text)
    assert refused.value.code == "unknown_format"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("% a comment\n\n@Article (x, title = {y})", "bibtex"),
        ("\ufeff\r\nTY  - JOUR\r\nER  - ", "ris"),
        ('{"items": []}', "csl-json"),
        ('{"type": "book", "title": "x"}', "csl-json"),
        ("[]", "csl-json"),
        ("[{", "csl-json"),
        ('{"paper": {"key": "arxiv:1"}}\n{"paper": {}}', "jsonl"),
        ('{"key": "arxiv:1", "title": "x"}', "jsonl"),
        ('{"__dataVersion": 1}', "paper-memory"),
        ('{"A-1": {"pdfLink": "https', "paper-memory"),
        ("Title;Authors\nx;y", "csv"),
        ("Authors\ttitle\nx\ty", "csv"),
    ],
)
def test_a_format_is_recognised_by_the_text(text, form):
    assert recognised(text) == form
