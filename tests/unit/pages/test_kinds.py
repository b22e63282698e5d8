"""What a page is, and which papers it shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.pages.facts import Item
from paper_radar.pages.kinds import read_page
from tests.unit.pages.facts import abs_page, facts, row


def test_an_abs_page_shows_one_paper():
    page = read_page(abs_page())
    (paper,) = page.papers

    assert (page.kind, page.site, page.key, page.version) == ("paper", "arxiv", "arxiv:0704.0149", 2)
    assert paper.title == "Construction of initial data for 3+1 numerical relativity"
    assert paper.authors == ("Eric Gourgoulhon", "Franz Gähler Jr", "The Meudon Collaboration")
    assert (paper.categories, paper.primary_category) == (("gr-qc", "math-ph"), "gr-qc")
    assert (paper.published, paper.updated) == ("2007-04-02", "2007-11-07")
    assert (paper.doi, paper.arxiv_id) == ("10.1088/1742-6596/91/1/012001", "0704.0149")
    assert paper.pdf_url == "https://arxiv.org/pdf/0704.0149"


def test_the_version_comes_from_the_tags_where_the_address_has_none():
    assert read_page(abs_page("https://arxiv.org/abs/0704.0149")).version == 2


def test_the_body_speaks_where_the_tags_are_silent():
    page = read_page(abs_page().model_copy(update={"meta": []}))
    (paper,) = page.papers

    assert paper.authors[0] == "Eric Gourgoulhon"
    assert paper.published == "2007-04-02"
    assert paper.abstract.startswith("This lecture")


def test_tags_of_another_paper_are_not_taken_for_this_one():
    page = read_page(abs_page("https://arxiv.org/abs/1706.03762"))

    assert (page.key, page.papers) == ("arxiv:1706.03762", ())


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/pdf/1706.03762v5",
        "https://arxiv.org/html/1706.03762v5",
        "https://www.alphaxiv.org/abs/1706.03762v5",
    ],
)
def test_a_page_without_a_title_of_its_own_still_has_its_key(url):
    page = read_page(facts(url, title="Sharelatex Example"))

    assert (page.kind, page.key, page.version, page.papers) == ("paper", "arxiv:1706.03762", 5, ())


def test_a_listing_shows_its_rows():
    page = read_page(facts("https://arxiv.org/list/cs.LG/new", items=[row(1, abstract="Abstract: We show."), row(2)]))
    first, second = page.papers

    assert (page.kind, page.rows, page.understood, page.places) == ("listing", 2, 2, (0, 1))
    assert (first.title, first.abstract) == ("Steepest descent, part 1", "We show.")
    assert second.authors == ("Difan Zou", "Łukasz Øster")
    assert second.categories == ("cs.LG", "math.OC")


def test_a_broken_row_is_counted_and_costs_nothing_else():
    broken = [
        {"href": ""},
        {"href": "javascript:alert(1)", "title": "x"},
        row(3, title=" "),
        {"href": "http://[", "title": "x"},
    ]

    page = read_page(facts("https://arxiv.org/list/cs.LG/new", items=[broken[0], row(1), *broken[1:], row(2)]))

    assert (page.rows, page.understood, page.places) == (6, 2, (1, 5))


def test_a_search_shows_versions_and_dates():
    found = row(1, href="https://arxiv.org/abs/1601.00123v1", title="Fast timing")
    found |= {"date": "Submitted 12 January, 2016; v1 submitted 1 January, 2016; originally announced January 2016."}
    found |= {"abstract": "The current state. △ Less", "subjects": "physics.ins-det (physics.ins-det); hep-ex (hep-ex)"}

    (paper,) = read_page(facts("https://arxiv.org/search/?query=timing", items=[found])).papers

    assert (paper.version, paper.published, paper.abstract) == (1, "2016-01-12", "The current state.")
    assert paper.categories == ("physics.ins-det", "hep-ex")


@pytest.mark.parametrize(
    ("url", "kind", "site"),
    [
        ("https://arxiv.org/list/cs.LG/new", "listing", "arxiv"),
        ("https://arxiv.org/catchup/cs/2026-02-12", "listing", "arxiv"),
        ("https://arxiv.org/search/?query=x", "listing", "arxiv"),
        ("https://arxiv.org/", "other", "arxiv"),
        ("https://arxiv.org/help/api", "other", "arxiv"),
        ("https://huggingface.co/papers", "listing", "huggingface"),
        ("https://huggingface.co/papers/date/2026-02-12", "listing", "huggingface"),
        ("https://huggingface.co/papers?q=muon", "listing", "huggingface"),
        ("https://huggingface.co/google/gemma-2b", "other", "huggingface"),
        ("https://www.nature.com/articles/s41586-021-03819-2", "other", ""),
        ("no address", "other", ""),
    ],
)
def test_the_address_tells_the_kind(url, kind, site):
    page = read_page(facts(url))

    assert (page.kind, page.site) == (kind, site)


def test_cards_of_hugging_face_are_papers_with_their_counts():
    card = {
        "href": "https://huggingface.co/papers/2408.00714",
        "title": "SAM 2:\nSegment Anything",
        "authors": ["Nikhila Ravi"],
    }
    card |= {"abstract": "We present.", "date": "2024-08-01T17:00:00.000Z", "upvotes": 111, "comments": 6}

    page = read_page(facts("https://huggingface.co/papers/date/2024-08-02", items=[card]))
    (paper,) = page.papers

    assert (page.kind, paper.key, paper.title) == ("listing", "arxiv:2408.00714", "SAM 2: Segment Anything")
    assert (paper.upvotes, paper.comments, paper.published) == (111, 6, "2024-08-01")


def test_a_paper_page_of_hugging_face_never_shows_a_card_left_behind():
    stale = {"href": "https://huggingface.co/papers/2408.00001", "title": "Another"}
    own = {"href": "https://huggingface.co/papers/2408.00714", "title": "SAM 2"}

    page = read_page(facts("https://huggingface.co/papers/2408.00714#community", items=[stale, own]))

    assert [paper.title for paper in page.papers] == ["SAM 2"]


texts = st.text(max_size=40)
items = st.builds(
    Item, href=texts | st.just("https://arxiv.org/abs/1706.03762"), title=texts, subjects=texts, date=texts
)
urls = st.sampled_from(
    ["https://arxiv.org/list/cs/new", "https://arxiv.org/abs/1706.03762", "https://huggingface.co/papers"]
)


@given(urls | texts, st.lists(items, max_size=5), st.lists(st.tuples(texts, texts), max_size=5))
def test_no_page_is_too_wild_to_be_read(url, found, meta):
    page = read_page(facts(url, meta).model_copy(update={"items": found}))

    assert page.understood == len(page.papers) == len(page.places) <= max(page.rows, 1)
    assert all(paper.key.startswith("arxiv:") and paper.title for paper in page.papers)
