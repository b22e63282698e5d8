"""The paper on any page, field by field, with where each came from."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.pages.metadata import read_paper, read_whole
from tests.unit.pages.facts import abs_page, facts, row

ABSTRACT = (
    "We study the implicit bias of steepest descent on separable data and prove that it maximises the margin. " * 2
)
HIGHWIRE = [
    ("citation_title", "Implicit bias of <i>steepest</i> descent"),
    ("citation_author", "Zou, Difan"),
    ("citation_author", "Gödel, Kurt"),
    ("citation_publication_date", "2024/05/17"),
    ("citation_journal_title", "Journal of Bias"),
    ("citation_doi", "doi:10.1234/JB.5"),
    ("citation_pdf_url", "/pdf/5.pdf"),
    ("citation_abstract", ABSTRACT),
]
WORK = {
    "@context": "https://schema.org",
    "@type": "ScholarlyArticle",
    "headline": "Implicit bias of steepest descent",
    "author": [
        {"@type": "Person", "name": "Difan Zou"},
        {"@type": "Person", "givenName": "Kurt", "familyName": "Gödel"},
    ],
    "datePublished": "2024-05-17",
    "isPartOf": {"@type": "PublicationIssue", "isPartOf": {"@type": "Periodical", "name": "Journal of Bias"}},
    "sameAs": "https://doi.org/10.1234/jb.5",
    "description": ABSTRACT,
}


def jsonld(*works: object) -> list[str]:
    return [json.dumps(work) for work in works]


def test_citation_tags_give_the_paper():
    paper, origins = read_paper(facts(meta=HIGHWIRE))

    assert paper is not None
    assert (paper.key, paper.title) == ("doi:10.1234/jb.5", "Implicit bias of steepest descent")
    assert (paper.authors, paper.published) == (("Difan Zou", "Kurt Gödel"), "2024-05-17")
    assert (paper.venue, paper.pdf_url) == ("Journal of Bias", "https://example.org/pdf/5.pdf")
    assert set(origins.values()) == {"highwire"}


def test_structured_data_alone_gives_the_same_paper():
    from_tags, _ = read_paper(facts(meta=HIGHWIRE[:-2]))
    from_data, origins = read_paper(facts(jsonld=jsonld({"@graph": [WORK]})))

    assert from_tags and from_data
    names = ("key", "title", "authors", "published", "venue", "doi")
    assert [getattr(from_data, name) for name in names] == [getattr(from_tags, name) for name in names]
    assert origins["title"] == "jsonld"


def test_each_field_comes_from_the_best_that_has_it():
    paper, origins = read_paper(
        facts(
            meta=[
                *HIGHWIRE[:1],
                ("DC.Creator", "Zou, Difan"),
                ("og:title", "Home"),
                ("prism.publicationName", "J. Bias"),
            ],
            jsonld=jsonld({"@type": "ScholarlyArticle", "headline": "Implicit bias", "datePublished": "2024"}),
        )
    )

    assert paper is not None
    assert (paper.title, paper.authors, paper.published) == (
        "Implicit bias of steepest descent",
        ("Difan Zou",),
        "2024",
    )
    assert (origins["title"], origins["authors"], origins["published"]) == ("highwire", "dublin_core", "jsonld")


def test_of_two_works_in_the_structured_data_the_pages_own_is_taken():
    other = {**WORK, "headline": "A related work", "sameAs": "https://doi.org/10.9999/other"}

    paper, _ = read_paper(facts(jsonld=jsonld(other, WORK), title="Implicit bias of steepest descent | Journal"))

    assert paper and paper.doi == "10.1234/jb.5"


def test_the_address_beats_everything_in_the_page():
    page = facts("https://www.biorxiv.org/content/10.1101/2020.03.22.002386v3", HIGHWIRE)

    paper, origins = read_paper(page)

    assert paper is not None
    assert (paper.key, paper.version, origins["doi"]) == ("doi:10.1101/2020.03.22.002386", 3, "url")


def test_a_dummy_date_is_not_believed():
    meta = [("citation_title", "x y"), ("citation_publication_date", "2020/01/01"), ("citation_date", "2020-03-27")]

    paper, _ = read_paper(facts(meta=meta))

    assert paper and paper.published == "2020-03-27"


def test_a_digitisation_is_not_the_publication():
    meta = [("citation_title", "Quantisierung"), ("citation_online_date", "2006/03/16"), ("citation_year", "1926")]

    paper, _ = read_paper(facts(meta=meta))

    assert paper and paper.published == "1926"


def test_of_two_sets_of_tags_the_fuller_one_is_taken():
    terse = [("citation_title", "implicit bias."), ("citation_author", "Zou D")]

    paper, _ = read_paper(facts(meta=[*terse, *HIGHWIRE]))

    assert paper and (paper.title, paper.authors[0]) == ("Implicit bias of steepest descent", "Difan Zou")


def test_a_doi_with_and_without_its_prefix_is_one_key():
    papers = [
        read_paper(facts(meta=[*HIGHWIRE[:2], ("citation_doi", doi)]))[0]
        for doi in ("10.1234/JB.5", "https://doi.org/10.1234/jb.5")
    ]

    assert {paper.key for paper in papers if paper} == {"doi:10.1234/jb.5"}


def test_a_blog_post_is_saved_under_its_address_and_not_as_a_work_it_links():
    post = {"@type": "BlogPosting", "headline": "On margins", "author": {"@type": "Person", "name": "Jane Doe"}}

    paper, _ = read_paper(
        facts("https://blog.example.org/margins?utm_source=x", jsonld=jsonld(post), dois=["10.1234/jb.5"])
    )

    assert paper and (paper.key, paper.doi) == ("url:https://blog.example.org/margins", "")
    assert paper.authors == ("Jane Doe",)


def test_coins_of_references_are_not_the_page():
    coin = "ctx_ver=Z39.88-2004&amp;rft.atitle=Cited+work&amp;rft.au=Somebody+Else&amp;rft.date=1999"

    cited, _ = read_paper(facts(coins=[coin], title="My own paper"))
    own, _ = read_paper(facts(coins=[coin], title="Cited work - Repository"))

    assert cited and (cited.title, cited.authors) == ("My own paper", ())
    assert own and (own.title, own.authors, own.published) == ("Cited work", ("Somebody Else",), "1999")


@pytest.mark.parametrize(
    "page",
    [
        facts("https://arxiv.org/list/cs.LG/new", items=[row(1)]),
        facts("https://www.science.org/doi/10.1126/science.1", title="Just a moment..."),
        facts("https://example.org/x", title="Access Denied"),
        facts("https://example.org/", title="Example Lab", meta=[("og:title", "Example Lab")]),
        facts("https://github.com/a/b", [("og:type", "object"), ("og:title", "GitHub - a/b")], title="a/b"),
        facts("https://example.org/template", [("citation_title", "PAPER_TITLE"), ("citation_author", "LAST, FIRST")]),
        facts("https://example.org/empty"),
    ],
    ids=lambda page: page.title or page.url,
)
def test_what_is_clearly_no_paper_gives_none(page):
    assert read_paper(page) == (None, {})


def test_an_encyclopedias_article_has_a_title_and_nothing_of_the_works_it_cites():
    whole = read_whole(
        facts(
            "https://en.wikipedia.org/wiki/Muon",
            [("generator", "MediaWiki 1.46"), ("author", "Contributors to Wikimedia projects")],
            title="Muon - Wikipedia",
            dois=["10.1000/cited"],
            coins=["ctx_ver=Z39.88-2004&rft.atitle=Muon&rft.au=Somebody+Else"],
        )
    )
    assert whole.paper and (whole.paper.title, whole.paper.authors, whole.paper.doi) == ("Muon", (), "")
    assert whole.nothing == "no_paper"


@pytest.mark.parametrize(
    ("shown", "title"),
    [
        ("Rivers that remember their floods | Example | Journal of Floods", "Rivers that remember their floods"),
        ("Floods | Free Full-Text | Rivers that remember their floods | HTML", "Rivers that remember their floods"),
        ("Example — Rivers that remember their floods", "Rivers that remember their floods"),
        ("Rivers - that remember - their floods", "Rivers - that remember - their floods"),
        ("Rivers remember | Floods remember too", "Rivers remember | Floods remember too"),
    ],
)
def test_a_title_is_freed_of_the_names_of_journal_and_site_around_it(shown: str, title: str):
    paper, _ = read_paper(facts("https://www.example.org/a/1", title=shown))
    assert paper and paper.title == title


def test_an_arxiv_page_gives_its_arxiv_key_here_too():
    paper, origins = read_paper(abs_page())

    assert paper and (paper.key, paper.version, origins["arxiv_id"]) == ("arxiv:0704.0149", 2, "url")


texts = st.text(max_size=60)
names = st.sampled_from(
    ["citation_title", "citation_author", "citation_doi", "citation_date", "dc.creator", "og:title", "DC.Date"]
)


def objects(deeper):
    keys = st.sampled_from(
        ["@type", "@graph", "@id", "headline", "name", "author", "isPartOf", "url", "identifier", "encoding"]
    )
    return st.dictionaries(keys, deeper | st.sampled_from(["ScholarlyArticle", "Person"]), max_size=4)


values = st.recursive(
    st.none() | st.integers() | texts, lambda deeper: st.lists(deeper, max_size=3) | objects(deeper), max_leaves=8
)


@given(
    st.lists(st.tuples(names | texts, texts), max_size=6), st.lists(objects(values), max_size=2), texts, texts, texts
)
def test_no_facts_are_too_wild_to_be_read(meta, data, url, title, coin):
    page = facts(
        url, meta, jsonld=[*jsonld(*data), title], title=title, coins=[coin], canonical=url, dois=[title], byline=coin
    )

    paper, origins = read_paper(page)

    assert (paper is None) <= (origins == {})
    if paper:
        assert paper.title
        assert all(getattr(paper, field) for field in origins)


def test_deeply_nested_data_does_not_exhaust_anything():
    assert read_paper(facts(jsonld=["[" * 50_000, '{"@graph":' * 20_000], title="A paper"))[0] is not None
