"""What a server says of time: how long an answer stays fresh, and when it may be asked again."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.sources.freshness import LONGEST_FRESH, fresh_for, moment, retry_after
from paper_radar.sources.response import Response, Validators

DATE = "Sat, 21 Nov 2026 14:00:00 GMT"
IN_AN_HOUR = "Sat, 21 Nov 2026 15:00:00 GMT"
NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
DAY = 24 * 3600


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"cache-control": "max-age=3600"}, 3600),
        ({"cache-control": "public, Max-Age = 3600, must-revalidate"}, 3600),
        ({"cache-control": 'private="set-cookie, x", max-age="60"'}, 60),
        ({"cache-control": "max-age=3600", "age": "600"}, 3000),
        ({"cache-control": "max-age=60", "age": "600"}, 0),
        ({"cache-control": "max-age=3600", "age": "old"}, 3600),
        ({"cache-control": "max-age=0"}, 0),
        ({"cache-control": "no-cache"}, 0),
        ({"cache-control": "no-store, max-age=3600"}, 0),
        ({"cache-control": 'no-cache="set-cookie", max-age=3600'}, 3600),
        ({"cache-control": "s-maxage=60"}, None),
        ({"cache-control": "s-maxage=60, max-age=3600"}, 3600),
        ({"cache-control": "max-age=60, max-age=3600"}, 60),
        ({"cache-control": "max-age=31536000"}, DAY),
        ({"cache-control": "max-age=99999999999999999999999"}, DAY),
        ({"cache-control": "max-age=-1"}, None),
        ({"cache-control": "max-age=soon"}, None),
        ({"cache-control": "max-age"}, None),
        ({"cache-control": "max-age=soon", "expires": IN_AN_HOUR, "date": DATE}, 3600),
        ({"cache-control": "max-age=60", "expires": IN_AN_HOUR, "date": DATE}, 60),
        ({"expires": IN_AN_HOUR, "date": DATE}, 3600),
        ({"expires": IN_AN_HOUR, "date": DATE, "age": "3000"}, 600),
        ({"expires": DATE, "date": IN_AN_HOUR}, 0),
        ({"expires": "0", "date": DATE}, 0),
        ({"expires": "-1", "date": DATE}, 0),
        ({"expires": "next week", "date": DATE}, None),
        ({"expires": IN_AN_HOUR, "date": "now"}, None),
        ({"expires": IN_AN_HOUR}, None),
        ({"expires": "Sat, 21 Nov 2030 15:00:00 GMT", "date": DATE}, DAY),
        ({"expires": "Saturday, 21-Nov-26 15:00:00 GMT", "date": DATE}, 3600),
        ({"expires": "Sat Nov 21 15:00:00 2026", "date": DATE}, 3600),
    ],
)
def test_how_long_an_answer_stays_fresh_is_told_by_its_headers(headers: dict[str, str], seconds: float | None):
    assert fresh_for(headers) == seconds
    assert Response(200, headers, b"", "https://example.org").fresh_for == seconds


def test_arxivs_max_age_until_its_next_midnight_is_taken_as_it_is():
    """arxiv-feed, routes.py: Cache-Control: max-age is the time until midnight in New York."""
    assert fresh_for({"cache-control": "max-age=51214", "etag": '"c0ffee"'}) == 51214


@given(st.dictionaries(st.sampled_from(["cache-control", "age", "expires", "date"]), st.text(max_size=60)))
def test_whatever_the_headers_hold_it_is_a_time_within_a_day_or_no_word(headers: dict[str, str]):
    seconds = fresh_for(headers)
    assert seconds is None or 0 <= seconds <= LONGEST_FRESH


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("١٢", None),
        (IN_AN_HOUR, 3600),
        ("Sat, 21 Nov 2026 13:00:00 GMT", 0),
        ("Sat, 21 Nov 2026 10:00:00 -0500", 3600),
    ],
)
def test_a_retry_after_is_read_in_both_forms(text: str, seconds: float | None):
    assert retry_after({"retry-after": text}, NOW) == seconds


def test_a_retry_after_as_a_date_is_read_by_the_clock_of_who_sent_it():
    """Ours may be wrong by hours: then its hour must not become none, or a day."""
    assert retry_after({"retry-after": IN_AN_HOUR, "date": DATE}, datetime(2026, 11, 22, tzinfo=UTC)) == 3600


@given(st.text(max_size=60))
def test_a_date_is_a_moment_in_utc_or_none(text: str):
    at = moment(text)
    assert at is None or at.tzinfo is UTC


def test_validators_go_back_as_they_came():
    response = Response(200, {"etag": 'W/"1"', "last-modified": DATE}, b"", "https://example.org")
    assert response.validators == Validators('W/"1"', DATE)
    assert response.validators.headers == {"if-none-match": 'W/"1"', "if-modified-since": DATE}
    assert Validators().headers == {}


def test_a_server_that_wants_no_caching_is_asked_for_the_whole_each_time():
    """miniflux takes no ETag from who says `Expires: 0`: such feeds have said 304 for ever."""
    headers = {"etag": '"1"', "last-modified": DATE, "expires": "0"}
    assert Response(200, headers, b"", "https://example.org").validators == Validators()
