"""Heads of answers that are no heads, or have no end: each is named, and none holds the refresh up."""

import itertools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.standins.raw import raw_server
from tests.standins.server import Answer, Standin

from paper_radar.errors import SourceError
from paper_radar.sources.errors import UnreachableError, UnreadableError
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http, Response


def get(address: str, **changes: Any) -> Response:
    http = Http(**{"timeouts": (5.0, 5.0), "retries": 0, "pause": 0.0, **changes})
    return http.get(address, gate=Gate(0.0))


@pytest.fixture
def source() -> Iterator[Standin]:
    with Standin() as standin:
        yield standin


def once(*pieces: bytes) -> Callable[[], Iterable[bytes]]:
    return lambda: pieces


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\n" + b"x-more: 1\r\n" * 200 + b"\r\n<rss/>",
        b"HTTP/1.1 200 OK\r\nx-long: " + b"x" * 100_000 + b"\r\n\r\n<rss/>",
        b"HTTP/1.1 " + b"2" * 100_000,
        b"SSH-2.0-OpenSSH_9.2p1\r\n",
        b"\x15\x03\x03\x00\x02\x02\x16",
        b"<html><title>It works</title>",
        b"HTTP/1.1 twohundred OK\r\n\r\n",
    ],
    ids=["too many lines", "a line too long", "a status too long", "SSH", "TLS", "a page without a head", "no status"],
)
def test_a_head_that_is_none_is_named_and_not_asked_for_again(head: bytes):
    with raw_server(once(head)) as (address, sent):
        with pytest.raises(UnreadableError, match=r"127\.0\.0\.1 answered in a form that is no HTTP") as caught:
            get(address, retries=2)
        assert sent == [1]
    assert caught.value.hint


def test_a_server_that_closes_without_a_word_is_unreachable():
    with raw_server(once()) as (address, _), pytest.raises(UnreachableError, match="cannot be reached"):
        get(address)


def test_a_head_that_drips_meets_the_deadline():
    """Each byte comes within the time-out of the socket, which alone would wait here for minutes."""
    head = b"HTTP/1.1 200 OK\r\nx-slow: " + b"x" * 10_000
    with raw_server(lambda: (bytes([byte]) for byte in head), pause=0.02) as (address, sent):
        with pytest.raises(UnreachableError, match="fell silent"):
            get(address, deadline=0.3)
        assert sent[0] < 100


def test_a_head_that_was_cut_off_by_us_is_never_taken_for_a_whole_one():
    """What had come when we hung up would pass for a head without a body."""
    lines = itertools.chain([b"HTTP/1.1 200 OK\r\n"], itertools.repeat(b"x-a: 1\r\n"))
    with raw_server(lambda: lines, pause=0.02) as (address, _), pytest.raises(UnreachableError):
        get(address, deadline=0.3)


def test_continue_again_and_again_meets_the_deadline():
    lines = itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n")
    with raw_server(lambda: lines, pause=0.02) as (address, _), pytest.raises(UnreachableError, match="fell silent"):
        get(address, deadline=0.3)


def test_a_word_before_the_answer_does_no_harm():
    answer = b"HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n<rss/>"
    with raw_server(once(answer)) as (address, _):
        try:
            assert get(address).body == b"<rss/>"
        except SourceError as error:  # http.client knows 100 alone, and takes another for the answer
            assert "HTTP 103" in error.message


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.0 200 OK\r\n\r\n",
        b"HTTP/1.1 200\r\nconnection: close\r\n\r\n",
        b"HTTP/1.1 200 OK\ncontent-length: 6\n\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\nx-latin: caf\xe9\r\n\r\n",
    ],
    ids=["HTTP/1.0 without a length", "no reason", "bare line feeds", "Latin-1 in a header"],
)
def test_old_and_careless_servers_are_understood(head: bytes):
    with raw_server(once(head + b"<rss/>")) as (address, _):
        assert get(address).body == b"<rss/>"


@pytest.mark.parametrize("length", [b"-1", b"six", b"6, 7", b"99999999999999999999"])
def test_a_length_that_is_none_gives_an_answer_or_a_named_trouble(length: bytes):
    head = b"HTTP/1.1 200 OK\r\ncontent-length: " + length + b"\r\n\r\n"
    with raw_server(once(head + b"<rss/>")) as (address, _):
        try:
            assert get(address).body == b"<rss/>"
        except SourceError as error:
            assert error.message.startswith("127.0.0.1 ")


def test_a_chunk_of_no_size_is_a_cut_answer():
    answer = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n6\r\n<rss/>\r\nzz\r\n"
    with raw_server(once(answer)) as (address, _), pytest.raises(UnreachableError, match="stopped in the middle"):
        get(address)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ('<?xml version="1.0" encoding="utf-16"?><rss/>'.encode("utf-16"), "application/rss+xml"),
        ("<?xml version='1.0' encoding='gb18030'?><rss>论文</rss>".encode("gb18030"), "text/xml; charset=utf-8"),
        (b"\x00\x01\x02", "application/octet-stream"),
        (b"<rss/>", "image/png"),
        (b"<rss/>", ""),
    ],
)
def test_the_body_is_handed_over_as_bytes_whatever_it_says_to_be(source: Standin, body: bytes, content_type: str):
    source.route("/", lambda request: Answer(200, body, {"content-type": content_type}))
    response = get(source.url)
    assert response.body == body
    assert response.headers["content-type"] == content_type


def test_passwords_that_this_machine_keeps_for_a_host_are_not_sent_there(
    source: Standin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login reader password secret\ndefault login reader password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    source.route("/", lambda request: Answer(200, b"<rss/>"))
    get(source.url)
    assert "authorization" not in source.log[0].headers


def test_no_connection_is_kept_open(source: Standin):
    """arXiv asks for a single connection at a time, over all of its hosts."""
    source.route("/", lambda request: Answer(200, b"<rss/>"))
    http = Http()
    for _ in range(3):
        http.get(source.url, gate=Gate(0.0))
    assert {request.headers["connection"] for request in source.log} == {"close"}
    assert source.most_open == 1
