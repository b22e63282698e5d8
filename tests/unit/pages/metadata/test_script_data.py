"""The data in a page's own scripts: the paper that the page shows, and no other."""

import json

from hypothesis import given
from hypothesis import strategies as st

from paper_radar.pages.metadata.script_data import read
from tests.unit.pages.facts import facts

TITLE = "Entropy-driven optimization dynamics"
PAPER = {
    "displayDocTitle": TITLE,
    "authors": [{"name": "Ada Lovelace"}, {"firstName": "Alan", "lastName": "Turing"}],
    "doi": "10.1109/ICCW.2013.6649456",
    "publicationDate": "June 2013",
    "pdfPath": "/iel7/6649456.pdf",
}


def page(*scripts: str) -> object:
    return facts(title=f"{TITLE} | A Library", data=list(scripts))


def test_the_object_with_authors_and_the_title_that_the_page_shows_is_the_paper():
    found = read(page(f"var a = 1; app.document = {json.dumps({'page': [PAPER]})}; start();"))
    assert (found.title, found.authors) == (TITLE, ("Ada Lovelace", "Alan Turing"))
    assert (found.doi, found.published) == ("10.1109/iccw.2013.6649456", "2013-06")
    assert found.pdf_url == "https://example.org/iel7/6649456.pdf"
    assert found.scholarly


def test_another_papers_object_is_passed_over():
    assert read(page(f"x = {json.dumps({**PAPER, 'displayDocTitle': 'Something else entirely'})}")).title == ""


@given(st.text(max_size=300) | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(json.dumps))
def test_wild_scripts_say_nothing(script: str):
    assert read(page(f"a = {script}")).title in ("", TITLE)
