"""The forms in which repositories, journals and blogs write down one and the same paper, each read to its end."""

import json
from typing import Any

import pytest

from paper_radar.pages.metadata import read_paper
from tests.unit.pages.facts import facts

TITLE = "Seasonal floods in braided rivers"
AUTHORS = ("Ada Lovelace", "Alan Turing")
DOI = "10.1234/abc.5"
CITED = (("citation_title", TITLE), ("citation_author", AUTHORS[0]), ("citation_author", AUTHORS[1]))
PEOPLE = [{"@type": "Person", "name": "Ada Lovelace"}, {"@type": "Person", "givenName": "Alan", "familyName": "Turing"}]
WORK = {"@type": "ScholarlyArticle", "headline": TITLE, "author": PEOPLE, "datePublished": "2021", "sameAs": DOI}


def dc(*tags: tuple[str, str]) -> dict[str, Any]:
    return {"meta": [(f"DC.{name}", content) for name, content in tags]}


def ld(**work: Any) -> dict[str, Any]:
    return {"jsonld": [json.dumps({"@context": "https://schema.org", **work})]}


@pytest.mark.parametrize(
    "page",
    [
        dc(("Title", TITLE), ("Creator.PersonalName", "Ada Lovelace"), ("Creator.PersonalName", "Alan Turing"),
           ("Date.modified", "2022-01-01"), ("Date.issued", "2021"), ("Identifier", "5"), ("Identifier.DOI", DOI)),
        dc(("Title", TITLE), ("Creator", "Lovelace, Ada; Turing, Alan"), ("Date.Available", "2021-02-03"),
           ("Identifier", f"doi:{DOI}")),
        {"meta": [("eprints.creators_name", "Lovelace, Ada"), ("eprints.creators_name", "Turing, Alan"),
                  ("eprints.title", TITLE), ("eprints.date", "2021-03"), ("eprints.id_number", f"doi:{DOI}")]},
        {"meta": [("dc:title", TITLE), ("dcterms:creator", AUTHORS[0]), ("dcterms:creator", AUTHORS[1]),
                  ("dcterms:created", "2021-02-02"), ("dcterms:identifier", f"https://doi.org/{DOI}")]},
        {"meta": [("citation_title", TITLE), ("citation_title", "Crues saisonnières"), *CITED[1:],
                  ("citation_date", "2021"), ("citation_doi", f"info:doi/{DOI}")]},
        {"meta": [("citation_title", TITLE), ("citation_author", "LOVELACE, ADA"), ("citation_author", "TURING, ALAN"),
                  ("citation_date", "4 de março de 2021"), ("citation_doi", f"{DOI} ")]},
        {"meta": [*CITED, ("citation_date", "2021")],
         "links": [{"rel": "cite-as", "href": f"https://doi.org/{DOI}"}]},
        {"meta": [("headline", TITLE), ("author", AUTHORS[0]), ("author", AUTHORS[1]),
                  ("datePublished", "2021-02-02"), ("citation_doi", DOI)]},
        ld(**{**WORK, "@type": "CreativeWork"}),
        ld(**{**WORK, "@type": "Article", "author": list(AUTHORS)}),
        {"jsonld": [f"//<![CDATA[\n{json.dumps(WORK)}\n//]]>"]},
        {"jsonld": [json.dumps(WORK | {"abstract": "a b"}).replace("a b", "a\nb").replace("}]", "},]")[:-1] + ",}"]},
        {"data": [json.dumps({"paper": {"title": {"text": TITLE}, "authors": [
            {"author": {"name": "Ada Lovelace"}}, {"first_name": "Alan", "last_name": "Turing"}],
            "externalIds": {"DOI": DOI}, "published_at": "2021-03-02T00:00:00"}})]},
    ],
)  # fmt: skip
def test_every_form_gives_the_same_paper(page: dict[str, Any]):
    paper, _ = read_paper(facts("https://example.org/5", title=TITLE, **page))
    assert paper and (paper.title, paper.authors, paper.published[:4], paper.doi) == (TITLE, AUTHORS, "2021", DOI)


@pytest.mark.parametrize(
    ("authors", "read"),
    [
        ("张三, 李四", ("张三", "李四")),
        ("张三；李四", ("张三", "李四")),
        ("张三、李四", ("张三", "李四")),
        ("Иванов, Пётр", ("Пётр Иванов",)),
    ],
)
def test_names_in_other_signs_stand_between_separators_of_their_own(authors: str, read: tuple[str, ...]):
    paper, _ = read_paper(facts(meta=[("citation_title", TITLE), ("citation_authors", authors)]))
    assert paper and paper.authors == read


@pytest.mark.parametrize(
    ("source", "venue"),
    [
        ("Journal of Floods; Vol. 5 No. 2 (2021); 1-10", "Journal of Floods"),
        ("Journal of Floods: Vol 5, No 2", "Journal of Floods"),
        ("https://example.org/journal", ""),
    ],
)
def test_a_source_names_its_journal_before_the_issue(source: str, venue: str):
    paper, _ = read_paper(facts(**dc(("title", TITLE), ("creator", "Lovelace, Ada"), ("source", source))))
    assert paper and paper.venue == venue


def test_of_several_pdfs_that_the_head_links_none_is_taken():
    def pdf_of(*files: str) -> str:
        links = [{"rel": "alternate", "href": file, "type": "application/pdf"} for file in files]
        paper, _ = read_paper(facts(meta=CITED, links=links))
        return paper.pdf_url if paper else "no paper"

    assert pdf_of("https://example.org/5.pdf") == "https://example.org/5.pdf"
    assert pdf_of("https://example.org/5.pdf", "https://example.org/6.pdf") == ""
