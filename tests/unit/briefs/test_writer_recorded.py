"""Answers of Groq as others recorded them (../shared/data/groq), through the real SDK."""

import json
import re
import threading
from datetime import UTC, datetime

import pytest

from paper_radar.briefs.writer import GroqWriter
from tests.shared import DATA, needs_shared
from tests.standins.groq import CHAT, GroqStandin
from tests.standins.server import Answer

FOLDER = DATA / "groq"
pytestmark = needs_shared


@pytest.fixture
def groq():
    with GroqStandin() as standin:
        yield standin


def read(writer):
    pieces = []
    messages = [{"role": "user", "content": "Data."}]
    return writer.write(messages, pieces.append, threading.Event(), max_tokens=800), pieces


def writer(groq):
    return GroqWriter("gsk_standin", "m", groq.url, now=lambda: datetime(2025, 2, 19, 6, 55, 45, tzinfo=UTC))


def recorded_stream():
    """Body and headers of the recorded answer: YAML's folding undone, where an empty line more is a line's end."""
    text = (FOLDER / "stream_with_headers.yaml").read_text(encoding="utf-8").partition("  response:")[2]
    found = re.search(r"string: '(.*?)'\n    headers:\n(.*?)\n    status:", text, re.DOTALL)
    lines = [line.strip() for line in found[1].replace("''", "'").split("\n")]
    folded = re.sub(r"\n(\n*)", lambda ends: ends[1] or " ", "\n".join(lines))
    headers = dict(re.findall(r"^      (x-ratelimit-[\w-]+):\n      - '?([^'\n]+)'?$", found[2], re.MULTILINE))
    return folded.encode(), headers


@pytest.mark.parametrize("bytes_at_once", [1, 61, 1009, 1_000_000])
def test_the_stream_with_its_headers_is_read(groq, bytes_at_once):
    body, headers = recorded_stream()
    parts = [body[at : at + bytes_at_once] for at in range(0, len(body), bytes_at_once)]
    groq.queue(CHAT, Answer(200, headers={"content-type": "text/event-stream", **headers}, chunks=parts))
    here = writer(groq)
    written, pieces = read(here)
    assert written.text == "".join(pieces)
    assert written.text.endswith("a smile on your face!)")
    assert (written.tokens, written.finish_reason, written.model) == (91, "stop", "llama3-8b-8192")
    rates = here.rates
    assert (rates.requests_limit, rates.requests_left, rates.requests_reset) == (14400, 14399, 6)
    assert (rates.tokens_limit, rates.tokens_left, rates.tokens_reset) == (6000, 5987, 0.13)
    assert rates.at == "2025-02-19T06:55:45+00:00"


@pytest.mark.parametrize("name", ["groq-text.json", "groq-reasoning.json"])
def test_a_whole_answer_is_read_and_its_reasoning_is_not(groq, name):
    body = (FOLDER / name).read_bytes()
    message = json.loads(body)["choices"][0]["message"]
    groq.queue(CHAT, Answer(200, body, {"content-type": "application/json"}))
    written, _ = read(writer(groq))
    assert written.text == message["content"]
    assert written.tokens == json.loads(body)["usage"]["total_tokens"]
    if "reasoning" in message:
        assert message["reasoning"][:40] not in written.text
