"""What we write, as the parsers of others read it: bibtexparser with its own decoding of LaTeX, rispy, csv, json."""

import csv
import io
import json
from dataclasses import replace

import bibtexparser
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, MonthIntMiddleware
from hypothesis import given, settings
from hypothesis import strategies as st

from paper_radar.library.export import FORMATS
from tests.unit.library.papers import HIGGS, LORA, MUON, lines, names, saved

# Titles and abstracts as feeds and readers bring them: math, braces, several scripts, line ends of all kinds.
_PIECES = st.sampled_from(
    [
        "$H^{p,q}(\\mathbb{R}^n)$",
        "{",
        "}",
        "\\",
        "深度学习",
        "기계",
        "\n",
        "\r\n",
        "\t",
        "@article{x,",
        "TY  - JOUR",
        "ER  - ",
    ]
)
wild = st.lists(_PIECES | lines, min_size=1, max_size=8).map(" ".join).filter(lambda text: bool(text.strip()))
papers = st.builds(
    replace,
    st.sampled_from([MUON, LORA, HIGGS]),
    title=wild,
    authors=st.lists(names, min_size=1, max_size=3).map(tuple),
    abstract=wild,
)
libraries = st.lists(papers, min_size=1, max_size=3).map(lambda found: [saved(paper) for paper in found])


quick = settings(deadline=None, max_examples=20)
# pylatexenc, by which bibtexparser decodes, does not know their names in LaTeX (or has others for them).
_NOT_DECODED = str.maketrans("", "", "{}<>^ˆ")


def one_line(text: str) -> str:
    return " ".join(text.split())


def decoded(text: str) -> str:
    return one_line(text.translate(_NOT_DECODED))


@quick
@given(libraries)
def test_bibtexparser_reads_the_same_papers(items):
    text = FORMATS["bibtex"].write(items)
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware(), MonthIntMiddleware()])
    assert library.failed_blocks == []
    assert len(library.entries) == len(items)
    for item, entry in zip(items, library.entries, strict=True):
        fields = {field.key: str(field.value) for field in entry.fields}
        assert decoded(fields["title"]) == decoded(item.paper.title)
        assert decoded(fields["abstract"]) == decoded(item.paper.abstract)
        assert fields["year"] == item.paper.published[:4]
        assert len(fields["author"].split(" and ")) == len(item.paper.authors)
        assert fields["url"] == item.paper.url


@quick
@given(libraries)
def test_rispy_reads_the_same_papers(items):
    records = rispy.loads(FORMATS["ris"].write(items))
    assert len(records) == len(items)
    for item, record in zip(items, records, strict=True):
        assert record["title"] == one_line(item.paper.title)
        assert record["abstract"] == one_line(item.paper.abstract)
        assert len(record["authors"]) == len(item.paper.authors)
        assert record["urls"] == [item.paper.url]


@quick
@given(libraries)
def test_csv_and_json_are_read_by_anybody(items):
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"].write(items).removeprefix("\ufeff"), newline="")))
    assert [row["doi"] for row in rows] == [item.paper.doi for item in items]
    records = json.loads(FORMATS["csl-json"].write(items))
    assert [record["title"] for record in records] == [item.paper.title for item in items]


@quick
@given(libraries)
def test_each_format_gives_back_each_paper(items):
    for name in ("bibtex", "ris", "csl-json", "csv", "jsonl"):
        read = FORMATS[name].read(FORMATS[name].write(items))
        assert read.skipped == ()
        for item, found in zip(items, read.items, strict=True):
            assert found.paper.key == item.paper.key
            assert one_line(found.paper.title) == one_line(item.paper.title)
            assert one_line(found.paper.abstract) == one_line(item.paper.abstract)
            assert found.paper.authors == item.paper.authors


@quick
@given(libraries)
def test_a_paper_has_one_citation_key_in_all_formats(items):
    keys = [f"key{place}" for place in range(len(items))]
    written = {name: FORMATS[name].write(items, keys) for name in ("bibtex", "ris", "csl-json", "csv")}
    assert [entry.key for entry in bibtexparser.parse_string(written["bibtex"]).entries] == keys
    assert [record["id"] for record in rispy.loads(written["ris"])] == keys
    assert [record["id"] for record in json.loads(written["csl-json"])] == keys
    assert all(list(FORMATS[name].read(text).keys) == keys for name, text in written.items())
