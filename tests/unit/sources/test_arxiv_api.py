"""The arXiv API through the `arxiv` package: our HTTP under it, its pages, lists and errors as they are."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.standins.arxiv import ArxivStandin, api_error, api_feed, atom_answer
from tests.standins.server import Answer, Standin

from paper_radar.errors import BadInputError, RateLimitedError, SourceError
from paper_radar.papers.model import Paper
from paper_radar.sources.arxiv import ArxivApi
from paper_radar.sources.arxiv.adapter import EmptyPageError
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


def test_an_id_that_arxiv_counts_and_does_not_list_is_none(arxiv: ArxivStandin):
    arxiv.queue("/api/query", *[atom_answer(api_feed([], total=1))] * 2)
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


class TestPages:
    """Page by page, whatever arXiv says of how many there are."""

    def test_a_page_says_where_the_next_begins_and_how_many_there_are(self, arxiv: ArxivStandin):
        page = api_of(arxiv).page("cat:cs.LG OR cat:hep-th", size=1)
        assert (page.total, page.next, page.last, page.skipped) == (2, 1, False, 0)
        last = api_of(arxiv).page("cat:cs.LG OR cat:hep-th", start=1, size=1)
        assert (last.next, last.last) == (2, True)
        assert {page.papers[0].key, last.papers[0].key} == {MUON.key, OLD.key}

    def test_it_is_one_request_however_short_the_answer(self, arxiv: ArxivStandin):
        arxiv.queue("/api/query", atom_answer(api_feed([MUON], total=900)))
        page = api_of(arxiv).page("cat:cs.LG", size=500)
        assert (page.next, page.last, len(arxiv.log)) == (1, False, 1)

    def test_nothing_found_is_a_last_page_without_papers(self, arxiv: ArxivStandin):
        page = api_of(arxiv).page("cat:math.OC", size=10)
        assert (page.papers, page.total, page.last) == ((), 0, True)

    def test_an_empty_page_where_papers_should_be_is_asked_for_once_more_and_named(self, arxiv: ArxivStandin):
        arxiv.queue("/api/query", *[atom_answer(api_feed([], total=900, start=500))] * 2)
        with pytest.raises(EmptyPageError):
            api_of(arxiv).page("cat:cs.LG", start=500, size=100)
        assert len(arxiv.log) == 2

    def test_a_total_that_is_too_small_is_what_came(self, arxiv: ArxivStandin):
        arxiv.queue("/api/query", atom_answer(api_feed([MUON, OLD], total=1)))
        assert api_of(arxiv).page("cat:cs.LG", size=10).total == 2

    def test_a_paper_with_a_date_that_is_none_is_counted_and_passed_over(self, arxiv: ArxivStandin):
        broken = api_feed([MUON, OLD], total=2).replace(MUON.published, "last Tuesday", 1)
        arxiv.queue("/api/query", atom_answer(broken))
        page = api_of(arxiv).page("cat:cs.LG", size=10)
        assert (page.papers, page.skipped, page.next) == ((OLD,), 1, 2)

    @pytest.mark.parametrize(
        "query", ['au:"zou', "ti:bias AND AND ti:margin", "(cat:cs.LG", "submittedDate:[2026 TO 2027]", "au:Müller"]
    )
    def test_a_query_that_arxiv_cannot_parse_is_refused_by_its_words(self, arxiv: ArxivStandin, query: str):
        with pytest.raises(BadInputError, match="arXiv refused the query"):
            api_of(arxiv).page(query, size=10)


class TestLists:
    """Many papers by their ids."""

    def test_what_arxiv_does_not_have_drops_out_and_the_others_come(self, arxiv: ArxivStandin):
        papers = api_of(arxiv).papers(["2502.16982v1", "2602.11557", "hep-th/9901001", "2502.16982"])
        assert {paper.key for paper in papers} == {MUON.key, OLD.key}
        assert [request.query["id_list"] for request in arxiv.log] == ["2502.16982,2602.11557,hep-th/9901001"]

    def test_what_is_no_id_is_not_asked_for(self, arxiv: ArxivStandin):
        assert api_of(arxiv).papers(["abc", "", "2502.1698", "../x"]) == []
        assert arxiv.log == []

    def test_one_that_arxiv_calls_malformed_does_not_keep_the_others_away(self, arxiv: ArxivStandin):
        arxiv.queue("/api/query", atom_answer(api_error("incorrect id format for 2602.11557"), status=400))
        assert api_of(arxiv).papers(["2602.11557", "2502.16982"]) == [MUON]
        assert arxiv.log[1].query["id_list"] == "2502.16982"

    def test_a_refusal_that_names_none_of_them_is_an_error(self, arxiv: ArxivStandin):
        arxiv.queue("/api/query", atom_answer(api_error("incorrect id format for abc"), status=400))
        with pytest.raises(BadInputError):
            api_of(arxiv).papers(["2502.16982"])

    def test_a_hundred_are_one_request_and_more_are_more(self, arxiv: ArxivStandin):
        api_of(arxiv).papers(f"2601.{number:05}" for number in range(1, 251))
        assert [len(request.query["id_list"].split(",")) for request in arxiv.log] == [100, 100, 50]

    def test_old_ids_are_so_few_a_request_that_the_address_stays_short(self, arxiv: ArxivStandin):
        api_of(arxiv).papers(f"cond-mat/99010{number:02}" for number in range(1, 100))
        assert len(arxiv.log) == 2
        assert all(len(request.query["id_list"]) < 1500 for request in arxiv.log)


class TestTheCrossCheck:
    """What the API has of the days that a feed failed to tell."""

    SINCE = datetime(2025, 2, 24, tzinfo=UTC)

    def check(self, arxiv: ArxivStandin, *categories: str) -> list[Paper]:
        pages = list(api_of(arxiv).cross_check(categories, self.SINCE))
        assert [page.last for page in pages] == [*[False] * (len(pages) - 1), True][: len(pages)]
        return [paper for page in pages for paper in page.papers]

    def test_papers_of_the_categories_since_then_come_by_one_query(self, arxiv: ArxivStandin):
        eve = "2025-02-23T23:59:00Z"
        before = replace(MUON, key="arxiv:2502.00001", arxiv_id="2502.00001", published=eve, updated=eve)
        arxiv.papers = [MUON, OLD, before]
        assert self.check(arxiv, "cs.LG", "stat.ML", "no category!") == [MUON]
        (request,) = arxiv.log
        assert request.query["search_query"] == "cat:cs.LG OR cat:stat.ML"
        assert request.query["sortBy"] == "lastUpdatedDate"

    def test_an_older_paper_that_was_replaced_since_then_comes_too(self, arxiv: ArxivStandin):
        arxiv.papers = [replace(MUON, published="2024-01-08T10:00:00Z", version=3)]
        assert [paper.version for paper in self.check(arxiv, "cs.LG")] == [3]

    def test_without_a_category_of_valid_form_nothing_is_asked(self, arxiv: ArxivStandin):
        assert self.check(arxiv, "Deep Learning", "") == []
        assert arxiv.log == []

    def test_a_gap_of_many_days_is_brought_whole(self, arxiv: ArxivStandin):
        arxiv.queue("/api/query", atom_answer(api_feed([MUON], total=2)))
        arxiv.queue("/api/query", atom_answer(api_feed([OLD], total=2, start=1)))
        assert self.check(arxiv, "cs.LG") == [MUON, OLD]


def test_a_paper_that_was_taken_back_is_marked(arxiv: ArxivStandin):
    arxiv.papers = [replace(MUON, withdrawn=True, version=2)]
    paper = api_of(arxiv).paper("2502.16982")
    assert paper is not None
    assert paper.withdrawn


def test_an_announcement_day_is_never_guessed(arxiv: ArxivStandin):
    assert {paper.announced for paper in api_of(arxiv).search("cat:cs.LG")} == {""}
