"""The papers of a page that shows several."""

import json

from hypothesis import given
from hypothesis import strategies as st

from paper_radar.pages.metadata import read_whole
from paper_radar.pages.metadata.several import Offered, papers_on_page
from tests.unit.pages.facts import facts, row

BODY = """
<h1>Publications</h1><ul>
<li><a href="https://arxiv.org/abs/2602.11557v2">The Implicit Bias of Steepest Descent</a>, J. Li, D. Zou</li>
<li><a href="https://doi.org/10.1000/muon">Muon is not only for hidden layers</a></li>
<li><a href="https://doi.org/10.1000/muon">10.1000/muon</a> <a href="/cv.pdf">A link that leads to no paper</a></li>
<li><a href="https://doi.org/10.1000/three">PDF</a></li>
<li><a href="https://doi.org/10.1000/zh">深度学习的隐式偏差研究</a></li>
</ul>"""


def coin(title, doi):
    return f"ctx_ver=Z39.88-2004&amp;rft.atitle={title}&amp;rft_id=info:doi/{doi}"


def test_links_whose_words_are_a_title_are_papers_each_once():
    assert papers_on_page(facts("https://lab.example/publications", body=BODY)) == (
        Offered("The Implicit Bias of Steepest Descent", "arxiv:2602.11557", "https://arxiv.org/abs/2602.11557v2"),
        Offered("Muon is not only for hidden layers", "doi:10.1000/muon", "https://doi.org/10.1000/muon"),
        Offered("深度学习的隐式偏差研究", "doi:10.1000/zh", "https://doi.org/10.1000/zh"),
    )


def test_several_coins_are_papers():
    page = facts("https://lab.example/list", coins=[coin("On+Margins", "10.1000/a"), coin("On+Descent", "10.1000/b")])
    assert [(one.title, one.key) for one in papers_on_page(page)] == [
        ("On Margins", "doi:10.1000/a"),
        ("On Descent", "doi:10.1000/b"),
    ]


def test_a_list_in_json_ld_is_papers_where_its_items_are_works():
    items = [
        {
            "@type": "ListItem",
            "item": {"@type": "ScholarlyArticle", "name": "On Margins", "url": "https://j.example/1"},
        },
        {"@type": "ScholarlyArticle", "headline": "On Descent", "identifier": "https://doi.org/10.1000/b"},
        {"@type": "Product", "name": "A mug for researchers", "url": "https://j.example/mug"},
    ]
    page = facts("https://j.example/issue", jsonld=[json.dumps({"@type": "ItemList", "itemListElement": items})])
    assert [one.key for one in papers_on_page(page)] == ["url:https://j.example/1", "doi:10.1000/b"]
    crumbs = json.dumps({"@type": "BreadcrumbList", "itemListElement": items})
    assert papers_on_page(facts("https://j.example/issue", jsonld=[crumbs])) == ()


def test_one_paper_is_not_several_and_fifty_are_enough():
    assert papers_on_page(facts(coins=[coin("On+Margins", "10.1000/a")])) == ()
    assert len(papers_on_page(facts(coins=[coin(f"Part+{n}", f"10.1000/{n}") for n in range(80)]))) == 50


def test_the_references_of_a_paper_are_not_offered():
    tags = [("citation_title", "On Margins"), ("citation_doi", "10.1000/own")]
    assert read_whole(facts("https://j.example/7", tags, body=BODY)).papers == ()
    assert len(read_whole(facts("https://lab.example/publications", title="Publications", body=BODY)).papers) == 3


def test_a_page_says_why_it_holds_no_single_paper():
    wiki = facts("https://en.wikipedia.org/wiki/Muon", [("generator", "MediaWiki 1.46")], title="Muon", body=BODY)
    assert (read_whole(wiki).nothing, len(read_whole(wiki).papers)) == ("no_paper", 3)
    blocked = read_whole(facts("https://j.example/7", title="Just a moment...", body=BODY))
    assert (blocked.nothing, blocked.papers) == ("challenge", ())
    home = read_whole(facts("https://lab.example/", title="The lab", body=BODY))
    assert (home.nothing, len(home.papers)) == ("home", 3)
    listing = read_whole(facts("https://arxiv.org/list/cs.LG/new", items=[row(1)]))
    assert (listing.nothing, listing.papers) == ("no_paper", ())
    assert read_whole(facts("https://example.org/empty")).nothing == "no_paper"
    assert read_whole(facts(title="A post on margins")).nothing == ""


def test_what_the_reader_prefers_on_a_site_is_asked_first():
    page = facts(
        "https://lab.example/muon",
        [("og:title", "Muon | The lab"), ("og:site_name", "Else")],
        title="The Implicit Bias of Muon",
        headings=["The Implicit Bias of Muon"],
        body="<h1>The Implicit Bias of Muon</h1><p>By Jichu Li and Difan Zou</p>",
    )
    usual = read_whole(page)
    assert usual.paper and usual.origins["title"] == "opengraph"
    extractor = next(iter(usual.said.get("title", {}).keys() - {"opengraph"}), "page")
    chosen = read_whole(page, {"title": extractor, "venue": "jsonld"})
    assert chosen.paper and chosen.origins["title"] in (extractor, "opengraph")


def test_the_tags_authors_stand_where_the_reader_prefers_them():
    tags = [("citation_title", "On Margins"), ("citation_author", "Difan Zou"), ("citation_author", "Jichu Li")]
    page = facts("https://j.example/7", tags, byline="Jichu Li, Difan Zou")
    assert read_whole(page).origins["authors"] == "page"
    assert read_whole(page).said["authors"] == {
        "highwire": ("Difan Zou", "Jichu Li"),
        "page": ("Jichu Li", "Difan Zou"),
    }
    chosen = read_whole(page, {"authors": "highwire"})
    assert chosen.paper and chosen.paper.authors == ("Difan Zou", "Jichu Li")


VALUES = st.recursive(
    st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["@type", "itemListElement", "item", "url", "name"]), inner, max_size=4)
    ),
    max_leaves=10,
)


@given(st.lists(st.text(max_size=40), max_size=3), VALUES, st.text(max_size=80), st.text(max_size=30))
def test_no_page_is_too_wild(coins, data, body, href):
    body = f'{body}<a href="{href}">{body} and four words more</a>'
    page = facts("https://lab.example/list", coins=coins, jsonld=[json.dumps(data)], body=body)
    assert len({one.key for one in papers_on_page(page)}) != 1
