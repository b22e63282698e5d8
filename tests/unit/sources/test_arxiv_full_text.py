"""Papers as web pages, of arXiv and of ar5iv: where they are asked for, and every way in which there is none."""

from collections.abc import Iterator

import pytest
from tests.standins.arxiv import ArxivStandin
from tests.standins.server import Answer, Standin

from paper_radar.errors import RateLimitedError
from paper_radar.sources.arxiv.full_text import ArxivFullText
from paper_radar.sources.errors import RefusedError, TooLargeError, UnreachableError, UnreadableError
from paper_radar.sources.gates import Gates
from paper_radar.sources.http import Http

PAGE = b"<!DOCTYPE html><html><body>the paper</body></html>"


@pytest.fixture
def arxiv() -> Iterator[ArxivStandin]:
    with ArxivStandin() as standin:
        yield standin


@pytest.fixture
def ar5iv() -> Iterator[Standin]:
    with Standin() as standin:
        yield standin


@pytest.fixture
def text(arxiv: ArxivStandin, ar5iv: Standin) -> ArxivFullText:
    gates = Gates(arxiv_urls=(arxiv.url,), arxiv_interval=0.0, ar5iv_url=ar5iv.url, interval=0.0, jitter=lambda: 0.0)
    http = Http(gates=gates, retries=0, most_bytes=1000)
    return ArxivFullText(http, gates, arxiv.html_url, f"{ar5iv.url}/html/")


def test_arxiv_is_asked_for_the_very_version(arxiv: ArxivStandin, text: ArxivFullText):
    arxiv.pages["2602.11557v2"] = PAGE
    assert text.page("html", "2602.11557", 2) == PAGE
    assert text.page("html", "2602.11557", 1) is None
    assert text.page("html", "2602.11557", None) is None
    paths = [request.path for request in arxiv.log]
    assert paths == ["/html/2602.11557v2", "/html/2602.11557v1", "/html/2602.11557"]


def test_ar5iv_is_asked_for_the_paper_as_it_has_it(ar5iv: Standin, text: ArxivFullText):
    ar5iv.route("/html/", lambda _: Answer(200, PAGE, {"content-type": "text/html"}))
    assert text.page("ar5iv", "hep-th/9901001", 3) == PAGE
    assert [request.path for request in ar5iv.log] == ["/html/hep-th/9901001"]


def test_where_ar5iv_sends_on_to_arxiv_it_has_none_and_arxiv_is_left_alone(
    arxiv: ArxivStandin, ar5iv: Standin, text: ArxivFullText
):
    ar5iv.route("/html/", lambda _: Answer(307, b"", {"location": f"{arxiv.url}/abs/2602.11557"}))
    assert text.page("ar5iv", "2602.11557", 1) is None
    assert arxiv.log == []


def test_a_redirect_within_arxiv_is_followed(arxiv: ArxivStandin, text: ArxivFullText):
    arxiv.pages["2602.11557v3"] = PAGE
    arxiv.queue("/html/2602.11557", Answer(301, b"", {"location": "/html/2602.11557v3"}))
    assert text.page("html", "2602.11557", None) == PAGE


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_not_there_is_no_error(ar5iv: Standin, text: ArxivFullText, status: int):
    ar5iv.instead = Answer(status, PAGE)
    assert text.page("ar5iv", "2602.11557", 1) is None


@pytest.mark.parametrize("wrong", ["", "../../secret", "10.1000/182", "https://example.org/2602.11557/../x"])
def test_what_is_no_arxiv_id_is_not_asked_for(arxiv: ArxivStandin, text: ArxivFullText, wrong: str):
    assert text.page("html", wrong, None) is None
    assert arxiv.log == []


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(429, b""), RateLimitedError),
        (Answer(503, b"", {"retry-after": "600"}), RateLimitedError),
        (Answer(500, b""), UnreachableError),
        (Answer(403, b""), RefusedError),
        (Answer(200, b"<html>" + b" " * 2000), TooLargeError),
        (Answer(200, PAGE, cut=True), UnreachableError),
        (Answer(200, b"%PDF-1.7", {"content-type": "application/pdf"}), UnreadableError),
        (Answer(200, b"\x00\x01\x02"), UnreadableError),
    ],
)
def test_what_goes_wrong_says_so(ar5iv: Standin, text: ArxivFullText, answer: Answer, error: type[Exception]):
    ar5iv.instead = answer
    with pytest.raises(error):
        text.page("ar5iv", "2602.11557", 1)


def test_ar5iv_s_wish_to_be_left_alone_does_not_close_arxiv_s_gate(
    arxiv: ArxivStandin, ar5iv: Standin, text: ArxivFullText
):
    arxiv.pages["2602.11557"] = PAGE
    ar5iv.instead = Answer(429, b"")
    with pytest.raises(RateLimitedError):
        text.page("ar5iv", "2602.11557", 1)
    assert text.page("html", "2602.11557", 1) == PAGE


def test_all_of_arxiv_is_one_gate_but_its_laboratory():
    gates = Gates()
    assert gates.of("https://arxiv.org/html/2602.11557") is gates.arxiv
    assert gates.of("https://ar5iv.labs.arxiv.org/html/2602.11557") is not gates.arxiv
