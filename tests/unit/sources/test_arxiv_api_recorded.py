"""What the arXiv API really sent, played back over HTTP: every recorded answer, in all formats since 2019."""

import json
import re
from collections.abc import Iterator
from types import MappingProxyType

import pytest
from tests.shared import DATA, needs_shared
from tests.standins.arxiv import ArxivStandin
from tests.standins.server import Answer

from paper_radar.errors import BadInputError
from paper_radar.papers.model import Paper
from paper_radar.sources.arxiv import ArxivApi
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http

pytestmark = needs_shared


@pytest.fixture
def arxiv() -> Iterator[ArxivStandin]:
    with ArxivStandin() as standin:
        yield standin


def api_of(arxiv: ArxivStandin) -> ArxivApi:
    return ArxivApi(Http(retries=0), Gate(0.0), arxiv.api_url)


def played_back(name: str) -> Answer:
    path = DATA / "arxiv" / "api" / name
    headers = {"content-type": "application/atom+xml; charset=utf-8"}
    if path.suffix == ".xml":
        return Answer(200, path.read_bytes(), headers)
    record = json.loads(path.read_text())
    return Answer(record["status_code"], record["body"].encode("latin-1"), headers)


# What each of them holds; 400s are told apart below.
ENTRIES = MappingProxyType(
    {
        "ewan-m_all_science_oldformat_2019-08-10.xml": 10,
        "james-akl_xiv_arxiv_response_oldformat_2025-10-17.xml": 2,
        "sotawhat_all_transformer_2026-06-14.xml": 5,
        "id_0000.0000_s0_m100_8b51d9633a68.json": 0,
        "id_0808.05394_s0_m100_7b0c7d0a7cdd.json": 0,
        "id_0808.05394_1707.08567_s0_m100_42e5aa0ec3af.json": 1,
    }
)


def test_every_recorded_answer_is_read_whole(arxiv: ArxivStandin):
    names = sorted(path.name for path in (DATA / "arxiv" / "api").iterdir())
    assert len(names) >= 22
    for name in names:
        size = int(found.group(1)) if (found := re.match(r"q_testing_s\d+_m(\d+)_", name)) else 1
        played = played_back(name)
        if played.status != 200:
            continue
        arxiv.queue("/api/query", played)
        page = api_of(arxiv).page("testing", size=2000)
        assert (name, len(page.papers), page.skipped) == (name, ENTRIES.get(name, size), 0)
        for paper in page.papers:
            assert paper.title, name
            assert paper.abstract, name
            assert paper.authors, name
            assert paper.published, name
            assert paper.version, name
            assert paper.categories[0] == paper.primary_category, name
            assert not paper.withdrawn, name


def test_pages_recorded_one_after_the_other_say_where_the_next_begins(arxiv: ArxivStandin):
    seen: list[str] = []
    for name in (
        "q_testing_s0_m10_bc5a6c384fe9.json",
        "q_testing_s10_m10_34e56e15aaac.json",
        "q_testing_s20_m10_348a237fecab.json",
    ):
        arxiv.queue("/api/query", played_back(name))
        page = api_of(arxiv).page("testing", start=len(seen), size=10)
        seen += [paper.key for paper in page.papers]
        assert (page.total, page.next, page.last) == (214_881, len(seen), False)
    assert len(set(seen)) == 30


def search(arxiv: ArxivStandin, name: str) -> list[Paper]:
    arxiv.queue("/api/query", played_back(name))
    return api_of(arxiv).search("testing", limit=100)


def test_the_format_of_2026(arxiv: ArxivStandin):
    papers = search(arxiv, "sotawhat_all_transformer_2026-06-14.xml")
    assert len(papers) == 5
    first = papers[0]
    assert (first.key, first.version) == ("arxiv:2606.13677", 1)
    assert first.authors == ("Zhao-Heng Yin", "Guanya Shi", "Pieter Abbeel", "C. Karen Liu")
    assert (first.primary_category, first.categories[0]) == ("cs.RO", "cs.RO")
    assert first.published == "2026-06-11T17:59:49Z"
    assert first.pdf_url.startswith("https://")


def test_an_abstract_that_starts_with_spaces_and_authors_with_affiliations(arxiv: ArxivStandin):
    (paper,) = search(arxiv, "id_astro-ph_0601001_s0_m100_3150dca9dc76.json")
    assert paper.abstract.startswith("We derive the frequencies")
    assert paper.authors == ("Andrew Gould", "Susan Dorsher", "B. Scott Gaudi", "Andrzej Udalski")
    assert (paper.arxiv_id, paper.venue) == ("astro-ph/0601001", "ActaAstron.56:1-50,2006")


@pytest.mark.parametrize(
    "name", ["ewan-m_all_science_oldformat_2019-08-10.xml", "james-akl_xiv_arxiv_response_oldformat_2025-10-17.xml"]
)
def test_the_old_format_with_wrapped_titles(arxiv: ArxivStandin, name: str):
    papers = search(arxiv, name)
    assert papers
    assert not any("\n" in text or "  " in text for paper in papers for text in (paper.title, paper.abstract))
    assert all(paper.authors and paper.published and paper.arxiv_id for paper in papers)


def test_an_id_that_does_not_exist(arxiv: ArxivStandin):
    assert search(arxiv, "id_0808.05394_s0_m100_7b0c7d0a7cdd.json") == []


def test_a_mixed_list_drops_what_does_not_exist(arxiv: ArxivStandin):
    papers = search(arxiv, "id_0808.05394_1707.08567_s0_m100_42e5aa0ec3af.json")
    assert [paper.arxiv_id for paper in papers] == ["1707.08567"]


def test_a_malformed_id(arxiv: ArxivStandin):
    with pytest.raises(BadInputError, match="incorrect id format for abc"):
        search(arxiv, "id_abc_s0_m100_b79c8dcf6bc3.json")


def test_a_hundred_papers(arxiv: ArxivStandin):
    papers = search(arxiv, "q_testing_s0_m100_cfe7536492ca.json")
    assert len(papers) == 100
    assert not any("\\" in name or not name for paper in papers for name in paper.authors)
