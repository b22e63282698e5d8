"""Nothing is said of a page that does not say it; and no page, however hostile, raises or takes for ever."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paper_radar.pages.metadata import read_paper, read_whole
from tests.unit.pages.facts import facts

TITLE = "A note on the analytical engine"
SLOGAN = "Founded in 1843, the AEI is a private organisation that is dedicated to engines and who turn them. " * 2


@pytest.mark.parametrize(
    "page",
    [
        facts("https://github.com/a/b", title="a/b: engines"),
        facts("https://code.example.org/a/b", [("go-import", "code.example.org/a/b git https://x")], title="a/b"),
        facts(title="PAPER_TITLE - AUTHOR_NAMES | Academic Research", body="<h1>Academic Project Page</h1>"),
    ],
)
def test_code_and_unfilled_templates_are_no_paper(page):
    assert read_whole(page).nothing == "no_paper"


@pytest.mark.parametrize("browser", ["PAPER_TITLE", "undefined", "COVID_19 in Italy"])
def test_a_page_whose_tags_are_filled_is_a_paper_whatever_the_browser_shows(browser: str):
    page = facts(meta=[("citation_title", TITLE), ("og:title", "null")], title=browser)
    paper, _ = read_paper(page)
    assert paper and paper.title == TITLE


def test_a_title_may_begin_with_a_sign():
    paper, _ = read_paper(facts(meta=[("citation_title", "COVID_19 in Italy")]))
    assert paper and paper.title == "COVID_19 in Italy"


def test_a_site_that_describes_itself_gives_no_abstract():
    paper, _ = read_paper(facts(meta=[("description", SLOGAN)], title=f"{TITLE} | AEI"))
    assert paper and paper.abstract == ""


def test_some_of_the_authors_are_not_the_authors():
    body = f"<h1>{TITLE}</h1><p class=authors><a>Ada Lovelace</a> <button class=authors>+6 authors</button></p>"
    paper, _ = read_paper(facts(body=body, title=TITLE))
    assert paper and paper.authors == ()


def test_a_list_of_authors_longer_than_the_head_is_read_to_its_end():
    letters = [chr(97 + at) for at in range(26)]
    names = [f"Ada L{one}{two}" for one in letters[:4] for two in letters]
    listed = "".join(f"<li class=author><a href=x>{name}</a></li>" for name in names)
    paper, _ = read_paper(facts(body=f"<h1>{TITLE}</h1><ul>{listed}</ul>", title=TITLE))
    assert paper and list(paper.authors) == names


def test_an_initial_without_a_point_is_part_of_a_name():
    paper, _ = read_paper(facts(body=f"<h1>{TITLE}</h1><p>Dennis A Benson, Karen E Clark</p>", title=TITLE))
    assert paper and paper.authors == ("Dennis A Benson", "Karen E Clark")


def test_how_to_cite_is_not_where_the_authors_stand():
    named = "<span class=author>Lovelace A.</span> <span class=author>Turing A.</span>"
    cite = f"<p class=howToCite>{named} (1843). {TITLE}.</p>"
    body = f"<h1>{TITLE}</h1><p>Ada Lovelace, Alan Turing</p>{cite}"
    paper, _ = read_paper(facts(body=body, title=TITLE))
    assert paper and paper.authors == ("Ada Lovelace", "Alan Turing")


def test_a_form_of_another_site_that_the_text_links_is_not_the_papers_pdf():
    text = "<h2>Introduction</h2><p>See the <a href='https://forms.example.com/coi.pdf'>form</a></p>"
    paper, _ = read_paper(facts(body=f"<h1>{TITLE}</h1>{text}", title=TITLE))
    assert paper and paper.pdf_url == ""


PIECES = st.sampled_from(
    ["<p class=author>", "<h1>", "</h1>", "<a href='http://[x.pdf'>PDF</a>", "<a href='javascript:x.pdf'>", "Abstract ",
     "@article{x, title={", "Ada Lovelace, ", "<br>", "<dt>Author</dt><dd>", "doi:10.1234/a ", "2012, ", "[", "(", "\n",
     "<span class=author>Ada</span>", TITLE, " | ", "1999 by Ada Lovelace", "\x00", "+6 authors"]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=30), st.lists(PIECES, max_size=3), st.lists(st.tuples(PIECES, PIECES), max_size=4))
def test_no_page_raises(body, title, meta):
    page = facts(meta=meta, body="".join(body), title="".join(title), byline="".join(title))
    paper, _ = read_paper(page)
    assert paper is None or paper.pdf_url == "" or paper.pdf_url.startswith("https://")


# What grew with the square of the page's length would take minutes here, and be seen without a clock.
@pytest.mark.parametrize(
    "piece", ["<span class=author>Ada L{}</span> ", "Ada Lovelace<br>", "title={{", "[", "Abstract \n", " | ", "<b>"]
)
def test_a_hostile_page_of_400_kb_is_read_to_its_end(piece: str):
    digits = str.maketrans("0123456789", "abcdefghij")
    body = "".join(piece.format(str(at).translate(digits)) for at in range(400_000 // len(piece)))[:390_000]
    whole = read_whole(facts(body=f"<h1>{TITLE}</h1><p>@article{{x, {body}", title=TITLE))
    assert whole.paper is None or whole.paper.title == TITLE
