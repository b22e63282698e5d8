"""A server in place of Groq that answers without end, or says what nobody should read."""

import json

import httpx
import pytest

from paper_radar.briefs.attempts import Attempts
from paper_radar.briefs.failures import WriterError
from paper_radar.briefs.line import bounded
from tests.standins.groq import CHAT, GroqStandin, event, stream
from tests.standins.server import Answer
from tests.unit.briefs.test_writer import KEY, Reader, writer

SSE = {"content-type": "text/event-stream"}


@pytest.fixture
def groq():
    with GroqStandin() as standin:
        yield standin


def whole(**fields):
    message = {"role": "assistant", "content": fields.pop("content", "Text.")}
    body = {"choices": [{"index": 0, "message": message, "finish_reason": "stop"}], **fields}
    return Answer(200, json.dumps(body).encode(), {"content-type": "application/json"})


@pytest.mark.parametrize("endless", [b": still thinking\n\n" * 60_000, b"data: " + b"x" * 1_000_000])
def test_a_stream_of_comments_or_of_one_line_is_left(groq, endless):
    groq.queue(CHAT, Answer(200, b"", SSE, chunks=[endless] * 30))
    error = Reader().fails(writer(groq))
    assert (error.code, error.message) == ("groq_cut", "The answer has no end.")


def test_an_answer_that_takes_too_long_is_left_although_only_comments_come(monkeypatch):
    times = iter([0.0, 1.0, 299.0, 301.0])
    monkeypatch.setattr("paper_radar.briefs.line.time.monotonic", lambda: next(times))
    response = httpx.Response(200, stream=httpx.ByteStream(b""))
    response.stream = httpx.Response(200, content=iter([b": a\n", b": b\n", b": c\n", b": d\n"])).stream
    bounded(response)
    pieces = response.iter_raw()
    assert [next(pieces), next(pieces)] == [b": a\n", b": b\n"]
    with pytest.raises(WriterError) as caught:
        next(pieces)
    assert caught.value.code == "groq_timeout"


@pytest.mark.parametrize(
    "answer",
    [
        lambda text: whole(content=text),
        lambda text: Answer(200, event({"choices": [{"delta": {"content": text}}]}), SSE),
    ],
)
def test_a_text_that_comes_in_one_piece_is_cut_as_any_other(groq, answer):
    groq.queue(CHAT, answer("word " * 100_000))
    reader = Reader()
    written = reader.read(writer(groq))
    assert written.finish_reason == "length"
    assert len(reader.text) == len(written.text) < 25_000


def test_a_model_is_called_by_no_name_without_end(groq):
    groq.queue(CHAT, whole(model="m" * 100_000))
    assert len(Reader().read(writer(groq)).model) < 100


@pytest.mark.parametrize(
    "answer",
    [
        stream(["Te"], end=event({"x_groq": {"error": f"no such key: {KEY}"}}), finish=None),
        whole(error={"message": f"no such key: {KEY}"}),
    ],
)
def test_a_failure_that_repeats_the_key_is_told_without_it(groq, answer):
    groq.queue(CHAT, answer)
    error = Reader().fails(writer(groq))
    assert "no such key" in error.message
    assert KEY not in f"{error.message} {error.hint} {error!r}"


def test_nothing_of_a_writer_shows_its_key(groq):
    made = writer(groq)
    attempts = Attempts(**{**dict.fromkeys(Attempts.__dataclass_fields__), "secret": KEY})
    assert KEY not in f"{made!r} {attempts!r}"
