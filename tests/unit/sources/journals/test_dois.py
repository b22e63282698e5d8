"""DOIs and arXiv ids of items, wherever feeds put them."""

import pytest
from tests.unit.sources.journals.documents import paper_of, read, rss

from paper_radar.sources.journals.catalogue import catalogue

FOUND = {
    "<prism:doi>10.1103/jtn1-wzyl</prism:doi>": "10.1103/jtn1-wzyl",
    "<dc:identifier>doi:10.1101/743294</dc:identifier>": "10.1101/743294",
    "<dc:identifier>10.1080/09397140.2021.1992837</dc:identifier>": "10.1080/09397140.2021.1992837",
    '<guid isPermaLink="false">10.1002/TAX.12650</guid>': "10.1002/tax.12650",
    '<guid isPermaLink="false">http://doi.org/10.1093/zoolinnean/zlab078</guid>': "10.1093/zoolinnean/zlab078",
    "<description>J. Ex. 3 (2026), DOI: 10.1021/jacs.6c00001</description>": "10.1021/jacs.6c00001",
    "<description>&lt;a href='https://doi.org/10.1000/xyz'&gt;here&lt;/a&gt;</description>": "10.1000/xyz",
    # the field counts before all others
    "<prism:doi>10.1/a</prism:doi><prism:doi>10.1000/field</prism:doi><guid>10.1000/guid</guid>": "10.1000/field",
    "<dc:identifier>pmid:34929406</dc:identifier><description>see doi 10.1000/x</description>": "10.1000/x",
}


@pytest.mark.parametrize("rest", FOUND)
def test_the_doi_is_found_where_it_is(rest: str) -> None:
    paper = paper_of(rest)
    assert (paper.doi, paper.key) == (FOUND[rest], f"doi:{FOUND[rest]}")


LINKS = {
    "https://www.science.org/doi/abs/10.1126/science.aeg5507?af=R": "10.1126/science.aeg5507",
    "https://www.tandfonline.com/doi/full/10.1080/09397140.2021.1992835?af=R": "10.1080/09397140.2021.1992835",
    "https://dx.doi.org/10.4039/tce.2021.38?rft_dat=source%3Ddrss": "10.4039/tce.2021.38",
    "http://link.aps.org/doi/10.1103/jtn1-wzyl": "10.1103/jtn1-wzyl",
    "https://www.frontiersin.org/articles/10.3389/fnins.2026.123456/full": "10.3389/fnins.2026.123456",
    "https://www.frontiersin.org/journals/x/articles/10.3389/fx.2026.1/abstract": "10.3389/fx.2026.1",
    "https://iopscience.iop.org/article/10.1088/1367-2630/ab1234/meta": "10.1088/1367-2630/ab1234",
    "https://www.biorxiv.org/content/10.1101/2024.01.01.123456v2?rss=1": "10.1101/2024.01.01.123456",
    "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0123456": "10.1371/journal.pone.0123456",
    "https://link.springer.com/10.1007/s10994-026-00001-1": "10.1007/s10994-026-00001-1",
}


@pytest.mark.parametrize("link", LINKS)
def test_the_doi_is_read_from_the_address_without_what_stands_behind_it(link: str) -> None:
    assert paper_of("", link=link).doi == LINKS[link]


WRONG = (
    # a comment names the paper that it is about, beside its own
    "<description>Reply to doi:10.1000/one and doi:10.1000/two</description>",
    # a number that only looks like one
    "<description>The ratio was 10.1234/5 in all cases.</description>",
    "<dc:identifier>https://journal.example/a/1</dc:identifier>",
    '<guid isPermaLink="false">S1055790321002906</guid>',
)


@pytest.mark.parametrize("rest", WRONG)
def test_none_is_better_than_a_wrong_one(rest: str) -> None:
    paper = paper_of(rest)
    assert (paper.doi, paper.key) == ("", "url:https://journal.example/a/1")


ARXIV = (
    ("https://arxiv.org/abs/2504.09784v2", ""),
    ("https://doi.org/10.48550/arXiv.2504.09784", ""),
    ("https://journal.example/a/1", "<dc:identifier>doi:10.48550/arXiv.2504.09784</dc:identifier>"),
    ("https://journal.example/a/1", '<guid isPermaLink="false">oai:arXiv.org:2504.09784v1</guid>'),
)


@pytest.mark.parametrize(("link", "rest"), ARXIV)
def test_a_paper_of_arxiv_is_arxivs(link: str, rest: str) -> None:
    paper = paper_of(rest, link=link)
    assert (paper.key, paper.arxiv_id, paper.doi) == ("arxiv:2504.09784", "2504.09784", "")
    assert paper.pdf_url == "https://arxiv.org/pdf/2504.09784"


def test_a_journal_of_the_catalogue_is_known_by_its_address_with_tls() -> None:
    jmlr = catalogue().get("jmlr")
    assert jmlr is not None
    (paper,) = read(rss("<title>A</title><link>http://jmlr.org/papers/v26/1.html</link>"), jmlr).papers
    assert paper.key == "url:https://jmlr.org/papers/v26/1.html"


def test_tracking_is_no_part_of_an_address() -> None:
    paper = paper_of("", link="https://www.sciencedirect.com/science/article/pii/S1?dgcid=rss_sd_all&x=1")
    assert paper.key == "url:https://www.sciencedirect.com/science/article/pii/S1?x=1"


def test_the_same_paper_twice_in_a_feed_is_one() -> None:
    twice = "<title>A</title><link>https://a.example/1</link><prism:doi>10.1000/a</prism:doi>"
    assert len(read(rss(twice, twice.replace("example/1", "example/2"))).papers) == 1
