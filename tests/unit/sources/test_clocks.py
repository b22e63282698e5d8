"""Whether this machine's clock is right, by what the sources say of the time."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.fakes.fast_time import FastTime
from tests.standins.server import Answer, Standin

from paper_radar.sources.clocks import Clocks
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
DATE = "Sat, 21 Nov 2026 14:00:00 GMT"


def ahead(*heard: tuple[str, str, str], now: datetime = NOW) -> float:
    clocks = Clocks()
    for site, date, age in heard:
        clocks.heard(site, date, age, now)
    return clocks.ahead


@pytest.mark.parametrize(
    ("by", "told"),
    [
        (timedelta(0), 0),
        (timedelta(seconds=119), 0),
        (timedelta(hours=3), 10800),
        (timedelta(days=-400), -400 * 86400),
    ],
)
def test_a_clock_is_right_within_two_minutes(by: timedelta, told: float):
    assert ahead(("arxiv.org", DATE, ""), now=NOW + by) == told


def test_an_answer_that_lay_in_a_cache_tells_how_long():
    assert ahead(("arxiv.org", DATE, "7200"), now=NOW + timedelta(hours=2)) == 0


@pytest.mark.parametrize(("date", "age"), [("", ""), ("yesterday", ""), (DATE, "long"), (DATE, "-5")])
def test_what_says_no_time_says_nothing(date: str, age: str):
    assert ahead(("arxiv.org", date, age)) == 0


def test_one_server_that_is_wrong_itself_is_not_believed_against_two():
    wrong = ("wrong.example.org", "Sat, 21 Nov 2020 14:00:00 GMT", "")
    assert ahead(wrong, ("arxiv.org", DATE, ""), ("huggingface.co", DATE, "")) == 0
    assert ahead(wrong) > 0


def test_only_the_sites_asked_last_count():
    wrong = [(f"old{number}.example.org", "Sat, 21 Nov 2020 14:00:00 GMT", "") for number in range(20)]
    right = [(f"new{number}.example.org", DATE, "") for number in range(9)]
    assert ahead(*wrong, *right) == 0


def test_every_answer_tells_the_time_in_passing_whatever_its_status():
    ours = FastTime(NOW + timedelta(hours=5))
    http = Http(now=ours.now, retries=0)
    with Standin() as source:
        source.now = lambda: NOW
        source.route("/", lambda request: Answer(200, b"<rss/>"))
        assert http.clock_ahead == 0
        http.get(source.url, gate=Gate(0.0))
    assert http.clock_ahead == 5 * 3600
