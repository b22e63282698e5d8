"""Conditional requests: what has not changed is not sent again, and no server's confusion loses a paper."""

from collections.abc import Iterator

import pytest
from tests.standins.server import Answer, Standin, tagged

from paper_radar.sources.errors import UnreadableError
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http, Response, Validators

FRIDAY = "Fri, 20 Nov 2026 01:00:00 GMT"
SATURDAY = "Sat, 21 Nov 2026 01:00:00 GMT"


@pytest.fixture
def source() -> Iterator[Standin]:
    with Standin() as standin:
        yield standin


def get(source: Standin, validators: Validators | None = None) -> Response:
    http = Http(timeouts=(5.0, 5.0), retries=2, pause=0.0)
    return http.get(f"{source.url}/feed", gate=Gate(0.0), validators=validators)


def asked(source: Standin) -> list[tuple[str, str]]:
    names = ("if-none-match", "if-modified-since")
    return [(request.headers.get(names[0], ""), request.headers.get(names[1], "")) for request in source.log]


@pytest.mark.parametrize(
    "answer",
    [
        tagged(Answer(200, b"<rss/>")),
        Answer(200, b"<rss/>", etag='W/"friday"'),
        Answer(200, b"<rss/>", modified=FRIDAY),
        Answer(200, b"<rss/>", etag='"1"', modified=FRIDAY),
        Answer(200, b"<rss/>", etag='"gzip"', coding="gzip"),
        Answer(200, b"<rss/>", etag='"of ""quotes"", commas, spaces"'),
        Answer(200, b"<rss/>", etag="unquoted"),
    ],
    ids=["arXiv's SHA-256", "weak", "Last-Modified", "both", "compressed", "odd", "unquoted"],
)
def test_what_has_not_changed_is_answered_with_304_and_an_empty_body(source: Standin, answer: Answer):
    source.route("/", lambda request: answer)
    first = get(source)
    assert (first.status, first.body, first.not_modified) == (200, b"<rss/>", False)
    second = get(source, first.validators)
    assert (second.status, second.body, second.not_modified) == (304, b"", True)
    assert asked(source) == [("", ""), (answer.etag, answer.modified)]


def test_validators_after_a_304_are_those_that_still_hold(source: Standin):
    """A 304 need not repeat them (RFC 9110 §15.4.5), and a source writes down what the last answer gave."""
    source.route("/", lambda request: Answer(304, b"", {"cache-control": "max-age=600"}))
    response = get(source, Validators('"1"', FRIDAY))
    assert response.validators == Validators('"1"', FRIDAY)
    assert response.fresh_for == 600


def test_a_304_may_bring_a_newer_date(source: Standin):
    source.route("/", lambda request: Answer(304, b"", {"last-modified": SATURDAY}))
    assert get(source, Validators("", FRIDAY)).validators == Validators("", SATURDAY)


def test_what_has_changed_comes_whole_with_new_validators(source: Standin):
    source.route("/", lambda request: Answer(200, b"<rss>new</rss>", etag='"2"'))
    response = get(source, Validators('"1"'))
    assert (response.status, response.body, response.validators.etag) == (200, b"<rss>new</rss>", '"2"')


def test_without_validators_nothing_is_conditional(source: Standin):
    source.route("/", lambda request: Answer(200, b"<rss/>"))
    assert get(source).validators == Validators()
    get(source, Validators())
    assert asked(source) == [("", ""), ("", "")]


@pytest.mark.parametrize("validators", [None, Validators()])
def test_a_304_that_nobody_asked_for_is_named(source: Standin, validators: Validators | None):
    """Taken for an answer it would be an empty feed, day after day."""
    source.route("/", lambda request: Answer(304))
    with pytest.raises(UnreadableError, match="nothing has changed since an answer that we never had"):
        get(source, validators)
    assert len(source.log) == 1


def test_a_304_of_another_version_is_asked_again_for_the_whole(source: Standin):
    """A cache on the way compares with what it holds itself: its 304 would keep that version from us for ever."""
    source.queue("/", Answer(304, b"", {"etag": '"2"'}))
    source.route("/", lambda request: Answer(200, b"<rss>new</rss>", etag='"2"'))
    response = get(source, Validators('"1"', FRIDAY))
    assert (response.status, response.body) == (200, b"<rss>new</rss>")
    assert asked(source) == [('"1"', FRIDAY), ("", "")]


def test_a_304_of_the_same_version_told_weakly_is_the_same(source: Standin):
    """Servers that compress on the way weaken the tag: Apache, nginx."""
    source.queue("/", Answer(304, b"", {"etag": 'W/"1"'}))
    assert get(source, Validators('"1"')).not_modified
    assert len(source.log) == 1


def test_a_server_that_says_304_for_ever_of_another_version_is_named(source: Standin):
    source.route("/", lambda request: Answer(304, b"", {"etag": '"2"'}))
    with pytest.raises(UnreadableError):
        get(source, Validators('"1"'))
    assert len(source.log) == 2


def test_a_server_that_says_expires_0_is_asked_for_the_whole_each_time(source: Standin):
    source.route("/", lambda request: Answer(200, b"<rss/>", {"expires": "0"}, etag='"1"'))
    get(source, get(source).validators)
    assert asked(source) == [("", ""), ("", "")]


def test_an_answer_without_a_date_has_come_now(source: Standin):
    """RFC 9110 §6.6.1; Expires is counted from there."""
    source.route("/", lambda request: Answer(200, b"", {"date": "", "expires": "Fri, 01 Jan 2100 00:00:00 GMT"}))
    assert get(source).fresh_for == 24 * 3600


def test_a_line_break_in_what_a_source_told_begins_no_header(source: Standin):
    """Validators come from the network and lie in a file meanwhile."""
    source.route("/", lambda request: Answer(200, b"<rss/>"))
    for evil in ('"1"\r\nX-Evil: 1', '"1"\nX-Evil: 1', '"é\u4e2d"', "\x00", " ", "x" * 60_000):
        response = get(source, Validators(evil, evil))
        assert response.body == b"<rss/>"
    assert not any("x-evil" in request.headers for request in source.log)
