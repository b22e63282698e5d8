"""Tokens, limits and waits, as Groq words them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.briefs.budget import (
    Rates,
    broken_limit,
    duration,
    estimate_tokens,
    prompt_tokens,
    rates_of,
    room_for_prompt,
    utc_after,
    wait_of,
)
from tests.standins.groq import RATES


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2m59.56s", 179.56),
        ("7.66s", 7.66),
        ("130ms", 0.13),
        ("9m38.016s", 578.016),
        ("1h2m3s", 3723),
        ("6s", 6),
        ("2", 2),
        ("1m", 60),
        ("0", 0),
    ],
)
def test_go_durations_are_read(text, seconds):
    assert duration(text) == pytest.approx(seconds)


@pytest.mark.parametrize("text", ["", "soon", "Wed, 21 Oct 2026 07:28:00 GMT", "-3", "nan", "inf", "s", "3s2m"])
def test_what_is_no_duration_is_none(text):
    assert duration(text) is None


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_a_duration(text):
    assert duration(text) is None or duration(text) >= 0


def test_the_header_wins_over_the_words():
    words = "Rate limit reached ... Please try again in 9m38.016s. Need more tokens?"
    assert wait_of({"retry-after": "2"}, words) == 2
    assert wait_of({}, words) == pytest.approx(578.016)
    assert wait_of({}, "Please try again in 50.597142857s.") == pytest.approx(50.597142857)
    assert wait_of({"retry-after": "tomorrow"}, "no") is None


def test_a_request_that_never_fits_is_told_from_one_that_must_wait():
    assert broken_limit("tokens per minute (TPM): Limit 6000, Requested 14810, please reduce") == 6000
    assert broken_limit("Limit 7000, Used 0, Requested ~12903. Please try again in 50.6s.") == 7000
    assert broken_limit("Limit 6000, Used 5914, Requested 1822. Please try again in 17.359s.") is None
    assert broken_limit("no numbers") is None


def test_rate_headers_are_read_and_nonsense_is_silence():
    assert rates_of(RATES) == Rates(1000, 999, pytest.approx(86.4), 8000, 7200, pytest.approx(0.13))
    assert rates_of({}) == Rates()
    assert rates_of({"x-ratelimit-limit-tokens": "many", "x-ratelimit-reset-tokens": "x"}) == Rates()


def test_chinese_costs_a_token_a_character():
    assert estimate_tokens("字" * 100) == 100
    assert estimate_tokens("word" * 100) == 115


def test_every_sign_of_a_formula_costs_a_token():
    assert estimate_tokens(r"$\frac{a}{b}$") == 10
    assert estimate_tokens("∀ε>0 ∃δ") == 6


def test_prompt_and_completion_fit_the_minute():
    assert room_for_prompt(8000, "short") == 6800
    assert room_for_prompt(8000, "full") == 6000
    assert room_for_prompt(100, "full") == 0
    assert prompt_tokens([{"role": "user", "content": "x" * 35}]) == 18


def test_times_are_utc_and_never_too_early():
    now = datetime(2026, 11, 21, 10, 0, 0, tzinfo=UTC)
    assert utc_after(now, 0) == "2026-11-21T10:00:00+00:00"
    assert utc_after(now, 0.2) == "2026-11-21T10:00:01+00:00"
