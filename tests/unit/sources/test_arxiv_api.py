"""The arXiv API through the `arxiv` package: our HTTP under it, its errors named, real recorded answers read."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.shared import DATA, needs_shared
from tests.standins.arxiv import ArxivStandin, api_error, api_feed, atom_answer
from tests.standins.server import Answer, Standin

from paper_radar.errors import BadInputError, RateLimitedError, SourceError
from paper_radar.papers.model import Paper
from paper_radar.sources.arxiv import ArxivApi
from paper_radar.sources.errors import TooLargeError, UnreachableError, UnreadableError
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http, user_agent

MUON = Paper(
    key="arxiv:2502.16982",
    title="Muon is Scalable for LLM Training",
    authors=("Jingyuan Liu", "Jianlin Su"),
    abstract="The Muon optimizer based on matrix orthogonalization.",
    categories=("cs.LG", "cs.CL"),
    primary_category="cs.LG",
    published="2025-02-24T09:12:29Z",
    updated="2025-02-24T09:12:29Z",
    version=1,
    venue="J. Opt. 1, 2",
    doi="10.1000/muon.1",
    arxiv_id="2502.16982",
    url="https://arxiv.org/abs/2502.16982",
    pdf_url="https://arxiv.org/pdf/2502.16982",
    source="arxiv",
)
OLD = replace(
    MUON,
    key="arxiv:hep-th/9901001",
    arxiv_id="hep-th/9901001",
    url="https://arxiv.org/abs/hep-th/9901001",
    pdf_url="https://arxiv.org/pdf/hep-th/9901001",
    title="Brane Worlds",
    abstract="Gravity on a brane.",
    authors=("Ruth Gregory",),
    categories=("hep-th",),
    primary_category="hep-th",
)


@pytest.fixture
def arxiv() -> Iterator[ArxivStandin]:
    with ArxivStandin([MUON, OLD]) as standin:
        yield standin


def api_of(arxiv: ArxivStandin, **changes: object) -> ArxivApi:
    return ArxivApi(Http("me@example.org", **{"pause": 0.01, "retries": 0, **changes}), Gate(0.0), arxiv.api_url)


def test_a_paper_is_found_by_its_id_with_all_its_fields(arxiv: ArxivStandin):
    assert api_of(arxiv).paper("2502.16982") == MUON


@pytest.mark.parametrize("text", ["arXiv:2502.16982v1", "2502.16982v1"])
def test_a_version_asked_for_is_asked_of_arxiv(arxiv: ArxivStandin, text: str):
    assert api_of(arxiv).paper(text) == MUON
    assert arxiv.log[0].query["id_list"] == "2502.16982v1"


def test_an_old_id_is_found(arxiv: ArxivStandin):
    assert api_of(arxiv).paper("hep-th/9901001") == OLD


def test_a_paper_that_arxiv_does_not_have_is_none(arxiv: ArxivStandin):
    assert api_of(arxiv).paper("2602.11557") is None


def test_what_is_no_id_is_refused_without_asking(arxiv: ArxivStandin):
    with pytest.raises(BadInputError, match="no arXiv id"):
        api_of(arxiv).paper("abc")
    assert arxiv.log == []


def test_a_search_gives_papers_up_to_the_limit_in_one_request(arxiv: ArxivStandin):
    papers = api_of(arxiv).search('ti:"muon is scalable" AND cat:cs.LG', limit=1)
    assert [paper.key for paper in papers] == [MUON.key]
    (request,) = arxiv.log
    assert (request.query["max_results"], request.query["sortBy"]) == ("1", "submittedDate")


def test_a_search_for_nothing_is_refused_without_asking(arxiv: ArxivStandin):
    for query, limit in (("  ", 10), ("cat:cs.LG", 0)):
        with pytest.raises(BadInputError):
            api_of(arxiv).search(query, limit)
    assert arxiv.log == []


def test_our_name_is_told_and_not_that_of_the_package(arxiv: ArxivStandin):
    api_of(arxiv).paper("2502.16982")
    assert arxiv.log[0].headers["user-agent"] == user_agent("me@example.org")


@pytest.mark.parametrize("status", [400, 200])
def test_an_entry_titled_error_is_an_error_whatever_the_status(arxiv: ArxivStandin, status: int):
    arxiv.queue("/api/query", atom_answer(api_error("incorrect id format for abc"), status=status))
    with pytest.raises(BadInputError, match="incorrect id format for abc"):
        api_of(arxiv).search("id:abc")
    assert len(arxiv.log) == 1


def test_a_page_that_lost_its_entries_is_asked_for_once_more(arxiv: ArxivStandin):
    arxiv.queue("/api/query", atom_answer(api_feed([], total=1)))
    assert api_of(arxiv).search("all:muon") == [MUON]
    assert len(arxiv.log) == 2


def test_a_page_that_stays_empty_is_named(arxiv: ArxivStandin):
    arxiv.queue("/api/query", *[atom_answer(api_feed([], total=7))] * 2)
    with pytest.raises(UnreachableError, match="empty page"):
        api_of(arxiv).search("all:muon")


@pytest.mark.parametrize(("total", "starts"), [(7, ["0", "1", "1"]), (0, ["0", "1"])])
def test_a_later_page_that_stays_empty_ends_the_search_with_what_came(
    arxiv: ArxivStandin, total: int, starts: list[str]
):
    empty = atom_answer(api_feed([], total=total))
    arxiv.queue("/api/query", atom_answer(api_feed([MUON], total=7)), *[empty] * 9)
    assert api_of(arxiv).search("all:muon", limit=5) == [MUON]
    assert [request.query["start"] for request in arxiv.log] == starts


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, b"<html><body>Sign in</body></html>", {"content-type": "text/html"}),
        Answer(200, b"", {"content-type": "application/atom+xml"}),
        Answer(200, b"\x00garbage", {"content-type": "application/atom+xml"}),
        Answer(200, api_feed([MUON], total=1).encode()[:-40], {"content-type": "application/atom+xml"}),
        Answer(200, api_feed([MUON], total=1).replace(MUON.published, "last Tuesday").encode()),
    ],
    ids=["a web page", "nothing", "garbage", "half a document", "a date that is none"],
)
def test_what_is_no_list_of_papers_is_named(arxiv: ArxivStandin, answer: Answer):
    arxiv.queue("/api/query", answer)
    with pytest.raises(UnreadableError):
        api_of(arxiv).paper("2502.16982")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(429, b"", {"retry-after": "900"}), RateLimitedError),
        (Answer(503), RateLimitedError),
        (Answer(500), UnreachableError),
        (Answer(200, b"<feed", wait=1.0), UnreachableError),
        (Answer(200, b"<feed", cut=True), UnreachableError),
        (Answer(200, b"<feed" + b" " * 70_000), TooLargeError),
        (Answer(403), SourceError),
    ],
    ids=["429", "503", "500", "silence", "cut", "too large", "403"],
)
def test_our_own_errors_come_through_the_package_and_are_not_retried_by_it(
    arxiv: ArxivStandin, answer: Answer, error: type[Exception]
):
    arxiv.queue("/api/query", answer)
    with pytest.raises(error):
        api_of(arxiv, timeouts=(1.0, 0.2), most_bytes=60_000).paper("2502.16982")
    assert len(arxiv.log) == 1


def test_an_entry_without_an_id_is_passed_over(arxiv: ArxivStandin):
    broken = api_feed([MUON, OLD], total=2).replace("http://arxiv.org/abs/2502.16982v1", "http://example.org/")
    arxiv.queue("/api/query", atom_answer(broken))
    assert api_of(arxiv).search("all:x") == [OLD]


def test_braces_in_the_address_of_the_api_are_only_braces():
    with Standin() as standin:
        standin.route("/", lambda request: atom_answer(api_feed([MUON], total=1)))
        api = ArxivApi(Http(retries=0), Gate(0.0), f"{standin.url}/{{mirror}}/query")
        assert api.paper("2502.16982") == MUON
        assert standin.log[0].path in ("/{mirror}/query", "/%7Bmirror%7D/query")


@needs_shared
class TestRecordedAnswers:
    """What the API really sent, played back over HTTP."""

    @staticmethod
    def played_back(name: str) -> Answer:
        path = DATA / "arxiv" / "api" / name
        headers = {"content-type": "application/atom+xml; charset=utf-8"}
        if path.suffix == ".xml":
            return Answer(200, path.read_bytes(), headers)
        record = json.loads(path.read_text())
        return Answer(record["status_code"], record["body"].encode("latin-1"), headers)

    def search(self, arxiv: ArxivStandin, name: str) -> list[Paper]:
        arxiv.queue("/api/query", self.played_back(name))
        return api_of(arxiv).search("testing", limit=100)

    def test_the_format_of_2026(self, arxiv: ArxivStandin):
        papers = self.search(arxiv, "sotawhat_all_transformer_2026-06-14.xml")
        assert len(papers) == 5
        first = papers[0]
        assert (first.key, first.version) == ("arxiv:2606.13677", 1)
        assert first.authors == ("Zhao-Heng Yin", "Guanya Shi", "Pieter Abbeel", "C. Karen Liu")
        assert (first.primary_category, first.categories[0]) == ("cs.RO", "cs.RO")
        assert first.published == "2026-06-11T17:59:49Z"
        assert first.pdf_url.startswith("https://")

    def test_an_abstract_that_starts_with_spaces_and_authors_with_affiliations(self, arxiv: ArxivStandin):
        (paper,) = self.search(arxiv, "id_astro-ph_0601001_s0_m100_3150dca9dc76.json")
        assert paper.abstract.startswith("We derive the frequencies")
        assert paper.authors == ("Andrew Gould", "Susan Dorsher", "B. Scott Gaudi", "Andrzej Udalski")
        assert (paper.arxiv_id, paper.venue) == ("astro-ph/0601001", "ActaAstron.56:1-50,2006")

    @pytest.mark.parametrize(
        "name", ["ewan-m_all_science_oldformat_2019-08-10.xml", "james-akl_xiv_arxiv_response_oldformat_2025-10-17.xml"]
    )
    def test_the_old_format_with_wrapped_titles(self, arxiv: ArxivStandin, name: str):
        papers = self.search(arxiv, name)
        assert papers
        assert not any("\n" in text or "  " in text for paper in papers for text in (paper.title, paper.abstract))
        assert all(paper.authors and paper.published and paper.arxiv_id for paper in papers)

    def test_an_id_that_does_not_exist(self, arxiv: ArxivStandin):
        assert self.search(arxiv, "id_0808.05394_s0_m100_7b0c7d0a7cdd.json") == []

    def test_a_mixed_list_drops_what_does_not_exist(self, arxiv: ArxivStandin):
        papers = self.search(arxiv, "id_0808.05394_1707.08567_s0_m100_42e5aa0ec3af.json")
        assert [paper.arxiv_id for paper in papers] == ["1707.08567"]

    def test_a_malformed_id(self, arxiv: ArxivStandin):
        with pytest.raises(BadInputError, match="incorrect id format for abc"):
            self.search(arxiv, "id_abc_s0_m100_b79c8dcf6bc3.json")

    def test_a_hundred_papers(self, arxiv: ArxivStandin):
        papers = self.search(arxiv, "q_testing_s0_m100_cfe7536492ca.json")
        assert len(papers) == 100
        assert not any("\\" in name or not name for paper in papers for name in paper.authors)
