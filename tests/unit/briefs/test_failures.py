"""What a person is told when the model cannot be had."""

import json
from datetime import UTC, datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.briefs.failures import Code, Refusal, describe, read_refusal
from tests.shared import DATA, ROOT, needs_shared

NOW = datetime(2026, 11, 21, 23, 55, 0, tzinfo=UTC)
ANYTHING = st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.dictionaries(st.text(), inner))


def told(status, message="", code="", headers=None, **options):
    body = {"error": {"message": message, "code": code}}
    return describe(read_refusal(status, body, headers or {}), model="m", now=NOW, **options)


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "groq_refused"),
        (401, "groq_key"),
        (403, "groq_key"),
        (404, "groq_model"),
        (413, "groq_too_large"),
        (422, "groq_refused"),
        (429, "groq_rate_limit"),
        (498, "groq_busy"),
        (500, "groq_busy"),
        (503, "groq_busy"),
    ],
)
def test_each_status_has_its_word_and_says_what_to_do(status, code):
    error = told(status)
    assert error.code == code
    assert error.message
    assert error.hint


def test_a_refused_key_says_where_to_put_one():
    assert "GROQ_API_KEY" in told(401, "Invalid API Key").hint


def test_a_model_that_is_gone_offers_those_that_are_there():
    error = told(404, code="model_not_found", models=["openai/gpt-oss-120b", "qwen/qwen3-32b"])
    assert "openai/gpt-oss-120b, qwen/qwen3-32b" in error.message
    assert told(400, code="model_decommissioned").code == "groq_model"


def test_a_used_up_limit_says_until_when():
    error = told(429, "tokens per day (TPD): Limit 100000, Used 97050, Requested 3619. Please try again in 9m38.016s.")
    assert error.until == "2026-11-22T00:04:39+00:00"
    assert "day" in error.message
    assert "00:04 UTC on 2026-11-22" in error.message
    assert error.hint == "Try again in 10 minutes."


def test_a_limit_that_does_not_say_until_when_still_says_what_to_do():
    error = told(429)
    assert error.until == ""
    assert error.hint


def test_a_request_that_never_fits_tells_the_limit_and_is_not_worth_waiting_for():
    message = "on tokens per minute (TPM): Limit 7000, Used 0, Requested ~12903. Please try again in 50.6s."
    for status in (413, 429):
        refusal = read_refusal(status, {"error": {"message": message}}, {})
        assert not refusal.passing
        assert describe(refusal, model="m", now=NOW).tokens_per_minute == 7000


def test_the_account_is_not_told_on():
    error = told(400, "in organization `org_01jp8byqwpfx9sp1m0dbhb6a1e` service tier")
    assert "org_" not in error.message


@pytest.mark.parametrize("body", [None, "<html>502</html>", b"x", [], {"error": "overloaded"}, {"error": {"code": 5}}])
def test_a_body_of_any_shape_is_read(body):
    assert isinstance(read_refusal(502, body, {}), Refusal)
    assert describe(read_refusal(502, body, {}), model="m", now=NOW).code == "groq_busy"


@given(st.integers(400, 599), ANYTHING, st.dictionaries(st.text(), st.text()))
def test_no_refusal_goes_without_a_sentence(status, body, headers):
    error = describe(read_refusal(status, body, headers), model="m", now=NOW)
    assert error.message
    assert error.hint


@needs_shared
def test_every_recorded_error_is_understood():
    expected = {400: "groq_refused", 401: "groq_key", 413: "groq_too_large", 429: "groq_rate_limit", 498: "groq_busy"}
    lines = (DATA / "groq" / "errors.jsonl").read_text(encoding="utf-8").splitlines()
    seen = set()
    for line in filter(None, lines):
        record = json.loads(line)
        if "status" not in record:
            continue
        body = record.get("body") or {"error": {"message": record.get("message_only", "")}}
        refusal = read_refusal(record["status"], body, record.get("headers", {}))
        error = describe(refusal, model="m", now=NOW)
        never_fits = "Used 0, Requested ~12903" in refusal.message
        assert error.code == ("groq_too_large" if never_fits else expected[record["status"]])
        if error.code == "groq_too_large":
            assert error.tokens_per_minute in (6000, 7000, 8000)
        if error.code == "groq_rate_limit":
            assert error.until
        assert "org_" not in error.message
        seen.add(record["status"])
    assert seen == set(expected)


@pytest.mark.parametrize(
    "message, code",
    [
        ("This model's maximum context length is 4096 tokens. However, you requested 6000 tokens", ""),
        ("the request exceeds the available context size, try increasing it", ""),
        ("Too long.", "context_length_exceeded"),
    ],
)
def test_a_context_that_is_too_small_is_a_request_too_large(message, code):
    assert told(400, message, code=code).code == "groq_too_large"


def test_credit_that_is_used_up_is_no_wait():
    refusal = read_refusal(429, {"error": {"message": "You exceeded your quota.", "code": "insufficient_quota"}}, {})
    assert not refusal.passing
    assert "credit" in describe(refusal, model="m", now=NOW, server="models.example").message


def test_a_limit_without_a_wait_is_read_from_the_headers():
    headers = {
        "X-RateLimit-Remaining-Requests": "0",
        "X-RateLimit-Reset-Requests": "1h",
        "X-RateLimit-Remaining-Tokens": "70",
        "X-RateLimit-Reset-Tokens": "5s",
    }
    assert read_refusal(429, None, headers).wait == 3600


def test_another_server_is_named_as_such():
    assert told(503, "", server="localhost:11434").message.startswith("localhost:11434 ")
    assert "console.groq.com" not in told(401, "", server="models.example").hint


def test_every_code_stands_in_the_table_of_failures():
    table = (ROOT / "docs" / "briefs.md").read_text(encoding="utf-8")
    assert [code for code in get_args(Code) if f"`{code}`" not in table] == []
