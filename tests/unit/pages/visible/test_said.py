"""What a page shows beside title and authors: its date, DOI, arXiv id, abstract and PDF, or nothing."""

import pytest

from paper_radar.pages.visible import said
from paper_radar.pages.visible.bibtex import bibtex_of
from paper_radar.pages.visible.blocks import Block, read_blocks
from paper_radar.pages.visible.head import before_references, head_of, title_of

TITLE = "A note on the analytical engine"
ABSTRACT = "The engine weaves algebraical patterns just as the loom weaves flowers and leaves, and we show how. " * 2


def page(body: str) -> tuple[tuple[Block, ...], list[Block]]:
    blocks = read_blocks(body)
    return blocks, list(head_of(blocks, TITLE))


@pytest.mark.parametrize(
    ("body", "date"),
    [
        ("<dl><dt>Date issued</dt><dd>1943-10-08</dd></dl>", "1943-10-08"),
        ("<table><tr><td>dc.date.accessioned</td><td>2015-06-17</td></tr>"
         "<tr><td>dc.date.issued</td><td>2014-03-31</td></tr></table>", "2014-03-31"),
        ("<p>Received: 5 July 2013 / Accepted: 23 September 2013 / Published online: 2 October 2013</p>", "2013-10-02"),
        ("<p>Received 5 July 2013</p>", ""),
        ("<time datetime='2024-05-17T10:00:00Z'>May 17th</time>", "2024-05-17"),
        ("<p>Posted <time datetime='2024-05-17T10:00:00Z'>May 17th</time></p>", "2024-05-17"),
        ("<p class=pubdate>17 May 2024</p>", "2024-05-17"),
        ("<p>Last updated 17 May 2024</p>", ""),
    ],
)  # fmt: skip
def test_the_date_of_publication_is_told_from_other_dates(body: str, date: str):
    assert said.published(*page(f"<h1>{TITLE}</h1>{body}")) == date


def test_the_year_stands_in_the_line_of_the_issue_above_the_title():
    blocks, _ = page(f"<p>Acta Biochim Pol. 2005;52(4):789-96.</p><h1>{TITLE}</h1>")
    assert said.cited_year(blocks, TITLE, "") == "2005"


def test_a_doi_is_the_papers_own_below_the_title_and_not_among_the_references():
    mine, other = "doi:10.4202/app.01105.2023", "https://doi.org/10.1000/other"
    references = f"<h2>References</h2><p>{other}</p>"
    assert said.doi_of(*page(f"<h1>{TITLE}</h1><p>68 (4): 709-718 {mine}</p>{references}")) == (
        "10.4202/app.01105.2023",
        True,
    )
    assert said.doi_of(*page(f"<h1>{TITLE}</h1><h2>Introduction</h2><p>text</p>{references}")) == ("", False)


def test_the_line_of_the_issue_above_the_title_tells_doi_and_day():
    blocks, head = page(f"<p>Front. Eng., 15 January 1943 | doi: 10.3389/eng.1943.01582</p><h1>{TITLE}</h1>")
    assert said.doi_of(blocks, head, TITLE) == ("10.3389/eng.1943.01582", True)
    assert said.cited_year(blocks, TITLE, "10.3389/eng.1943.01582") == "1943-01-15"


def test_how_the_page_cites_itself_tells_its_doi_wherever_that_stands():
    cite = f"<p>Lovelace A. {TITLE}. Engines 1943, 3:190 (doi: 10.1000/mine)</p>"
    references = "<h2>References</h2><p>doi:10.1000/one</p><p>doi:10.1000/two</p>"
    blocks, head = page(f"<h1>{TITLE}</h1><h2>Introduction</h2>{references}{cite}")
    assert said.doi_of(blocks, head, TITLE) == ("10.1000/mine", True)


def test_a_labelled_doi_counts_behind_the_references_too():
    references = "<h2>References</h2><p class=doi>10.1000/one</p><p class=doi>10.1000/two</p>"
    side = "<dl><dt>doi:</dt><dd>10.1099/mine.1 Engines November 1943</dd></dl>"
    assert said.doi_of(*page(f"<h1>{TITLE}</h1><h2>Introduction</h2>{references}{side}")) == ("10.1099/mine.1", True)


def test_of_two_dois_in_the_text_neither_is_taken():
    body = f"<h1>{TITLE}</h1><h2>Introduction</h2><p>see doi:10.1000/one</p><p>and doi:10.1000/two</p>"
    assert said.doi_of(*page(body)) == ("", False)


def test_the_arxiv_id_is_that_of_the_one_paper_linked_below_the_title():
    one = "<a href='https://arxiv.org/abs/2602.11557v2'>arXiv</a>"
    assert said.arxiv_id_of(*page(f"<h1>{TITLE}</h1><p>{one}</p>")) == "2602.11557"
    two = "<a href='https://arxiv.org/pdf/2602.00001'>PDF</a>"
    assert said.arxiv_id_of(*page(f"<h1>{TITLE}</h1><p>{one} {two}</p>")) == ""


@pytest.mark.parametrize(
    "body",
    [
        f"<h2>Abstract</h2><p>{ABSTRACT}</p><h2>Introduction</h2><p>{ABSTRACT[::-1]}</p>",
        f"<p><b>Abstract.</b> {ABSTRACT}</p>",
        f"<div class=abstract>{ABSTRACT}</div>",
        f"<dl><dt>Abstract</dt><dd>{ABSTRACT}</dd></dl>",
        f"<div>Summary</div><p>{ABSTRACT}</p>",
    ],
)
def test_the_abstract_stands_under_its_name(body: str):
    assert said.abstract_of(read_blocks(body)).strip() == ABSTRACT.strip()


def test_a_page_without_an_abstract_has_none():
    assert said.abstract_of(read_blocks(f"<h1>{TITLE}</h1><p>{ABSTRACT}</p>")) == ""


def test_the_pdf_is_the_papers_and_no_supplement_no_shop_and_no_text():
    body = (
        f"<h1>{TITLE}</h1><a href='/s.pdf'>Supplement</a> <a href='/cart?pdf'>Purchase PDF</a> <a href='/x.txt'>pdf</a>"
        "<p><a href='/7/download'>PDF (6299 KB)</a></p>"
    )
    assert said.pdf_of(*page(body), "https://a.org/7") == "https://a.org/7/download"


def test_the_title_is_the_longest_part_that_the_browsers_title_repeats():
    body = f"<h1>The Journal of Engines</h1><span class=title>x</span><p><b class=title>{TITLE}</b></p>"
    assert title_of(read_blocks(body), f"{TITLE} | The Journal of Engines") == TITLE


def test_a_catalogues_statement_of_responsibility_is_no_part_of_the_title():
    body = f"<table><tr><td>Title</td><td>{TITLE} / by Ada Lovelace</td></tr></table>"
    assert title_of(read_blocks(body), "Catalogue") == TITLE


def test_what_stands_behind_the_references_is_not_looked_at():
    blocks = read_blocks("<p>one</p><h2>References</h2><p>two</p>")
    assert [block.text for block in before_references(blocks)] == ["one"]


def test_a_bibtex_record_for_copying_tells_authors_and_year_of_this_title_only():
    record = (
        "@article{l, title={A Note on the {Analytical} Engine}, author={Lovelace, Ada and Turing, Alan}, year=1843}"
    )
    blocks = read_blocks(f"<pre>{record}</pre>")
    assert bibtex_of(blocks, TITLE).authors == ("Lovelace, Ada", "Turing, Alan")
    assert bibtex_of(blocks, TITLE).year == "1843"
    assert bibtex_of(blocks, "Another title altogether").year == ""
    assert bibtex_of(read_blocks(f"<pre>{record}</pre><pre>{record}</pre>"), TITLE).year == ""


@pytest.mark.parametrize(
    ("body", "browser", "title"),
    [
        (f"<h3>{TITLE}</h3>", f"Phys. Rev. Lett. 122, 145901 (2019) - {TITLE}", TITLE),
        ("<h1>GenBank</h1>", "GenBank - PMC", "GenBank"),
        ("<h1>Journal</h1><em class=title>Analytical engine</em>", f"{TITLE} which weaves | Journal", ""),
        (f"<div class=title>{TITLE}</div>", "Lovelace", TITLE),
        (f"<div class=title>{TITLE}</div><div class=title>Another of the same length</div>", "Lovelace", ""),
        (f"<div class='sidebar title'>{TITLE}</div>", "Lovelace", ""),
    ],
)
def test_the_title_is_found_in_what_the_page_calls_so_or_the_browser_repeats(body: str, browser: str, title: str):
    assert title_of(read_blocks(body), browser) == title


def test_a_title_behind_the_day_of_its_issue_begins_the_head_all_the_same():
    long = f"{TITLE} and on what it weaves with"
    blocks = read_blocks(f"<div>March/April 2014 {long}</div><div>Ada Lovelace, Alan M. Turing</div>")
    assert [block.text for block in head_of(blocks, long)] == ["Ada Lovelace, Alan M. Turing"]
