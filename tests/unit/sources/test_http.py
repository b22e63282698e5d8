"""Requests to a source: real HTTP with a stand-in on loopback that behaves as badly as sources do."""

import gzip
import itertools
import threading
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest
from tests.standins.raw import raw_server
from tests.standins.server import Answer, Request, Standin

from paper_radar import __version__
from paper_radar.errors import RateLimitedError, SourceError
from paper_radar.sources.errors import RefusedError, TooLargeError, UnreachableError, UnreadableError
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import DEADLINE, MOST_BYTES, RETRIES, TIMEOUTS, Http, Response, user_agent


@pytest.fixture
def source() -> Iterator[Standin]:
    with Standin() as standin:
        yield standin


def answering(*answers: Answer) -> Callable[[Request], Answer]:
    """One answer after the other, the last one for ever."""
    left = list(answers)
    return lambda request: left.pop(0) if len(left) > 1 else left[0]


def quick(**changes: object) -> Http:
    return Http(**{"timeouts": (1.0, 0.3), "pause": 0.01, **changes})


def open_gate() -> Gate:
    return Gate(0.0, patience=2.0)


def test_an_answer_comes_with_status_headers_body_and_address(source: Standin):
    source.route("/feed", answering(Answer(200, b"<rss/>", {"ETag": '"1"', "content-type": "text/xml"})))
    response = quick().get(f"{source.url}/feed", gate=open_gate(), params={"q": "a b&c"})
    assert (response.status, response.body, response.headers["etag"]) == (200, b"<rss/>", '"1"')
    assert response.url == f"{source.url}/feed?q=a+b%26c"
    assert source.log[0].query == {"q": "a b&c"}


def test_the_limits_are_those_that_were_promised():
    assert (TIMEOUTS, DEADLINE, MOST_BYTES, RETRIES) == ((3.05, 20.0), 60.0, 15 * 1024 * 1024, 2)


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        ("difan@example.org", f"paper-radar/{__version__} (+mailto:difan@example.org)"),
        ("https://example.org/radar", f"paper-radar/{__version__} (+https://example.org/radar)"),
        ("", f"paper-radar/{__version__} (+Paper Radar, a reader's own service)"),
        ("me@example.org\r\nX-Evil: 1", f"paper-radar/{__version__} (+mailto:me@example.org X-Evil: 1)"),
    ],
)
def test_we_say_who_we_are_and_how_to_reach_us(source: Standin, contact: str, told: str):
    source.route("/", answering(Answer()))
    assert user_agent(contact) == told
    quick(contact=contact).get(source.url, gate=open_gate())
    assert source.log[0].headers["user-agent"] == told


def test_cookies_are_not_kept(source: Standin):
    source.route("/", answering(Answer(200, b"", {"set-cookie": "reader=me; Path=/"})))
    http = quick()
    for _ in range(2):
        http.get(source.url, gate=open_gate())
    assert "cookie" not in source.log[1].headers


def test_a_compressed_answer_is_unpacked(source: Standin):
    source.route("/", answering(Answer(200, gzip.compress(b"<rss/>" * 1000), {"content-encoding": "gzip"})))
    assert quick().get(source.url, gate=open_gate()).body == b"<rss/>" * 1000
    assert source.log[0].headers["accept-encoding"] == "gzip"


def test_an_answer_of_exactly_the_limit_is_taken_and_one_byte_more_is_not(source: Standin):
    source.route("/full", answering(Answer(200, b"x" * 100_000)))
    source.route("/over", answering(Answer(200, b"x" * 100_001)))
    http = quick(most_bytes=100_000)
    assert len(http.get(f"{source.url}/full", gate=open_gate()).body) == 100_000
    with pytest.raises(TooLargeError, match="more than"):
        http.get(f"{source.url}/over", gate=open_gate())


def test_a_gzip_bomb_is_dropped_at_the_limit(source: Standin):
    bomb = gzip.compress(bytes(64 * 1024 * 1024), compresslevel=9)
    assert len(bomb) < 250_000
    source.route("/", answering(Answer(200, bomb, {"content-encoding": "gzip"})))
    with _traced_memory() as peak:
        with pytest.raises(TooLargeError):
            quick(timeouts=(1.0, 5.0)).get(source.url, gate=open_gate())
        assert peak() < 3 * MOST_BYTES
    assert len(source.log) == 1  # a bomb is not asked for again


def test_a_bomb_of_deflate_is_dropped_too(source: Standin):
    bomb = zlib.compress(bytes(50 * 1024 * 1024), 9)
    source.route("/", answering(Answer(200, bomb, {"content-encoding": "deflate"})))
    with pytest.raises(TooLargeError):
        quick(timeouts=(1.0, 5.0)).get(source.url, gate=open_gate())


def test_a_compressed_answer_is_held_to_the_limit_before_it_is_unpacked_too(source: Standin):
    """Empty members of gzip: megabytes to read and nothing to unpack."""
    source.route("/", answering(Answer(200, gzip.compress(b"") * 10_000, {"content-encoding": "gzip"})))
    with pytest.raises(TooLargeError):
        quick(most_bytes=100_000).get(source.url, gate=open_gate())


@pytest.mark.parametrize("coding", ["br", "gzip, gzip", "zstd"])
def test_what_is_compressed_otherwise_or_twice_is_refused_by_name(source: Standin, coding: str):
    """A bomb within a bomb passes a limit on either alone."""
    bomb = gzip.compress(gzip.compress(bytes(1024 * 1024)))
    source.route("/", answering(Answer(200, bomb, {"content-encoding": coding})))
    with pytest.raises(UnreadableError, match=coding):
        quick().get(source.url, gate=open_gate())
    assert len(source.log) == 1


def test_an_endless_answer_is_dropped_at_the_limit(source: Standin):
    def endless() -> Iterator[bytes]:
        while True:
            yield b"x" * 10_000

    source.route("/", lambda request: Answer(200, chunks=endless()))
    with pytest.raises(TooLargeError):
        quick(most_bytes=100_000).get(source.url, gate=open_gate())


def test_a_silent_source_is_given_up_after_the_time_out(source: Standin):
    source.route("/", answering(Answer(200, b"late", wait=1.0)))
    with pytest.raises(UnreachableError, match=r"127\.0\.0\.1 fell silent for 0\.1 s"):
        quick(timeouts=(1.0, 0.1), retries=0).get(source.url, gate=open_gate())


def test_silence_in_the_middle_of_an_answer_is_given_up_too(source: Standin):
    source.route("/", lambda request: Answer(200, chunks=[b"begin", b"end"], pause=1.0))
    with pytest.raises(UnreachableError, match="fell silent"):
        quick(timeouts=(1.0, 0.1), retries=0).get(source.url, gate=open_gate())


def test_an_answer_that_drips_for_ever_meets_the_deadline(source: Standin):
    source.route("/", lambda request: Answer(200, chunks=[b"x"] * 1000, pause=0.02))
    with pytest.raises(UnreachableError, match=r"did not finish its answer within 0\.2 s"):
        quick(deadline=0.2, retries=0).get(source.url, gate=open_gate())


def test_an_answer_of_a_promised_length_that_drips_meets_the_deadline_too():
    def drip() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n"
        yield from itertools.repeat(b"x", 1000)

    with raw_server(drip, pause=0.01) as (address, sent):
        with pytest.raises(UnreachableError, match="did not finish"):
            quick(deadline=0.2, retries=0).get(address, gate=open_gate())
        assert sent[0] < 1000


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, b"<rss><channel>", cut=True),
        Answer(200, chunks=[b"<rss>", b"<channel>"], cut=True),
        Answer(200, gzip.compress(b"<rss/>" * 1000)[:30], {"content-encoding": "gzip"}, cut=True),
        Answer(200, gzip.compress(b"<rss/>" * 1000)[:30], {"content-encoding": "gzip"}),
        Answer(200, zlib.compress(b"<rss/>" * 1000)[:-1], {"content-encoding": "deflate"}),
    ],
    ids=["by length", "by chunks", "in its compression", "in its compression alone", "of deflate"],
)
def test_a_cut_answer_is_never_taken_for_a_whole_one(source: Standin, answer: Answer):
    source.route("/", answering(answer))
    with pytest.raises(UnreachableError, match="stopped in the middle"):
        quick(retries=0).get(source.url, gate=open_gate())


def test_an_answer_that_is_not_compressed_as_it_says_is_refused(source: Standin):
    source.route("/", answering(Answer(200, b"no gzip at all", {"content-encoding": "gzip"})))
    with pytest.raises(UnreachableError, match="does not decompress"):
        quick(retries=0).get(source.url, gate=open_gate())


def test_a_source_that_recovers_is_asked_again(source: Standin):
    source.route("/", answering(Answer(500), Answer(200, b"cut", cut=True), Answer(200, b"well")))
    assert quick().get(source.url, gate=open_gate()).body == b"well"
    assert len(source.log) == 3


def test_a_source_that_does_not_recover_is_given_up_after_three_requests_further_and_further_apart(source: Standin):
    source.route("/", answering(Answer(502)))
    slept: list[float] = []
    with pytest.raises(UnreachableError, match="HTTP 502"):
        Http(sleep=slept.append).get(source.url, gate=open_gate())
    assert len(source.log) == 3
    assert slept == [2.0, 4.0]


def test_a_source_that_is_not_there_says_so():
    with Standin() as gone:
        address = gone.url
    with pytest.raises(UnreachableError, match="cannot be reached") as caught:
        quick().get(address, gate=open_gate())
    assert caught.value.hint


@pytest.mark.parametrize("status", [401, 403, 404, 410, 418])
def test_a_status_nobody_expects_is_an_error_with_a_hint_and_is_not_asked_again(source: Standin, status: int):
    source.route("/", answering(Answer(status, b"no")))
    with pytest.raises(RefusedError, match=f"HTTP {status}") as caught:
        quick().get(source.url, gate=open_gate())
    assert caught.value.hint
    assert len(source.log) == 1


def test_a_status_that_the_caller_reads_is_handed_over(source: Standin):
    source.route("/", answering(Answer(400, b"Feed error")))
    response = quick().get(source.url, gate=open_gate(), answers=(200, 400))
    assert (response.status, response.body) == (400, b"Feed error")


def test_a_short_retry_after_is_obeyed_and_the_answer_comes_then(source: Standin):
    source.route("/", answering(Answer(429, b"", {"retry-after": "1"}), Answer(200, b"here")))
    assert quick().get(source.url, gate=open_gate()).body == b"here"
    first, second = source.log
    assert second.at - first.at >= 1.0


def test_a_retry_after_as_a_date_is_obeyed(source: Standin):
    later = datetime.now(UTC) + timedelta(hours=2)
    source.route("/", answering(Answer(503, b"", {"retry-after": format_datetime(later, usegmt=True)})))
    with pytest.raises(RateLimitedError) as caught:
        quick().get(source.url, gate=open_gate())
    assert abs(datetime.fromisoformat(caught.value.until) - later) < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("status", "headers"), [(429, {"retry-after": "3600"}), (429, {}), (503, {"retry-after": "soon"})]
)
def test_after_a_refusal_nothing_is_asked_until_the_hold_ends(source: Standin, status: int, headers: dict[str, str]):
    source.route("/", answering(Answer(status, b"", headers)))
    http, gate = quick(), open_gate()
    for _ in range(3):
        with pytest.raises(RateLimitedError) as caught:
            http.get(source.url, gate=gate)
        assert datetime.fromisoformat(caught.value.until) > datetime.now(UTC) + timedelta(minutes=14)
    assert len(source.log) == 1


def test_a_source_that_refuses_again_and_again_is_not_asked_for_ever(source: Standin):
    source.route("/", answering(Answer(429, b"", {"retry-after": "0"})))
    with pytest.raises(RateLimitedError):
        quick().get(source.url, gate=open_gate())
    assert len(source.log) == 3


def test_an_answer_between_two_refusals_makes_the_second_a_first_one_again(source: Standin):
    source.route("/", answering(Answer(429), Answer(200, b"well"), Answer(429), Answer(200, b"well again")))
    gate = Gate(0.0, back_off=(0.0, 3600.0))
    assert quick().get(source.url, gate=gate).body == b"well"
    assert quick().get(source.url, gate=gate).body == b"well again"


def test_trouble_between_two_refusals_is_no_answer(source: Standin):
    """An overloaded server says 429 and 500 by turns."""
    source.route("/", answering(Answer(429), Answer(500), Answer(429), Answer(200, b"well")))
    gate = Gate(0.0, back_off=(0.0, 3600.0))
    with pytest.raises(RateLimitedError):
        quick().get(source.url, gate=gate)
    assert len(source.log) == 3


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "/etc/passwd", "", "data:text/plain,x", "http://", "http://[::1"]
)
def test_only_web_addresses_are_fetched(address: str):
    with pytest.raises(SourceError):
        quick().get(address, gate=open_gate())


def test_eight_threads_never_ask_twice_within_the_interval(source: Standin):
    source.route("/", answering(Answer(200, b"x")))
    http, gate = quick(), Gate(0.05)
    threads = [threading.Thread(target=http.get, args=(source.url,), kwargs={"gate": gate}) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    arrivals = [request.at for request in source.log]
    assert len(arrivals) == 8
    assert all(later - earlier >= 0.05 for earlier, later in pairwise(arrivals))


@pytest.mark.parametrize(
    ("body", "content_type", "is_html"),
    [
        (b"<!DOCTYPE html><title>Sign in</title>", "text/html", True),
        (b"\xef\xbb\xbf\n <HTML>", "application/xml", True),
        (b"<head><title>Just a moment...</title>", "text/html; charset=utf-8", True),
        (b"<?xml version='1.0'?><rss/>", "text/html", False),
        (b"[{}]", "application/json", False),
        (b"", "", False),
    ],
)
def test_a_web_page_is_told_from_data(body: bytes, content_type: str, is_html: bool):
    assert Response(200, {"content-type": content_type}, body, "https://example.org").is_html is is_html


@contextmanager
def _traced_memory() -> Iterator[Callable[[], int]]:
    tracemalloc.start()
    try:
        yield lambda: tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
