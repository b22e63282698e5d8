"""The Groq writer through the real SDK, against a stand-in that speaks the recorded wire format."""

import json
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime

import pytest

from paper_radar.briefs.failures import WriterError
from paper_radar.briefs.writer import GroqWriter
from tests.shared import DATA, needs_shared
from tests.standins.groq import BRIEF, CHAT, INVALID_KEY, GroqStandin, event, refusal, stream, words
from tests.standins.server import Answer

KEY = "gsk_standin"
MODEL = "openai/gpt-oss-20b"
MESSAGES = [{"role": "system", "content": "You write briefs."}, {"role": "user", "content": "Data."}]
TEXT = "## Claim\nPraxis “works” — 有效, naïvely.\n## Results\nIt needs 30% fewer steps.\nAnd less memory."
NOW = datetime(2026, 11, 21, 10, 0, 0, tzinfo=UTC)


@pytest.fixture
def groq():
    with GroqStandin() as standin:
        yield standin


def writer(groq, **options):
    options = {"now": lambda: NOW, "pauses": (0.0, 0.0), **options}
    return GroqWriter(options.pop("key", KEY), options.pop("model", MODEL), options.pop("url", groq.url), **options)


class Reader:
    """Takes what a writer hands out, and can stop it after a number of pieces."""

    def __init__(self, stop_after=0):
        self.pieces = []
        self.waits = []
        self.stop = threading.Event()
        self._stop_after = stop_after

    @property
    def text(self):
        return "".join(self.pieces)

    def take(self, text):
        self.pieces.append(text)
        if len(self.pieces) == self._stop_after:
            self.stop.set()

    def read(self, writer):
        return writer.write(MESSAGES, self.take, self.stop, max_tokens=800, on_wait=self.waits.append)

    def fails(self, writer):
        with pytest.raises(WriterError) as caught:
            self.read(writer)
        return caught.value


def test_a_brief_arrives_in_pieces_and_is_whole_at_the_end(groq):
    groq.queue(CHAT, stream(words(TEXT), model="openai/gpt-oss-20b-0826", total_tokens=312))
    reader = Reader()
    written = reader.read(writer(groq))
    assert reader.text == written.text == TEXT
    assert len(reader.pieces) > 3
    assert (written.finish_reason, written.tokens, written.model) == ("stop", 312, "openai/gpt-oss-20b-0826")
    assert (written.rates.tokens_limit, written.rates.requests_left) == (8000, 999)


@pytest.mark.parametrize("bytes_at_once", [1, 2, 3, 7, 64, 1021])
def test_the_stream_may_be_split_at_any_byte(groq, bytes_at_once):
    groq.queue(CHAT, stream(words(TEXT), at_every=bytes_at_once))
    reader = Reader()
    assert reader.read(writer(groq)).text == TEXT


def test_comments_and_unknown_chunks_are_passed_over(groq):
    parts = [b": keep-alive\n\n", event({"id": "x"}), event({"choices": [{}]}), event({"choices": "no", "usage": 3})]
    parts += [
        event({"choices": [{"delta": {"content": 7}}]}),
        event({"choices": [{"delta": {"content": "It works."}}]}),
    ]
    parts += [event({"choices": [{"delta": {}, "finish_reason": "stop"}]}), b"data: [DONE]\n\n"]
    groq.queue(CHAT, Answer(200, headers={"content-type": "text/event-stream"}, chunks=parts))
    assert Reader().read(writer(groq)).text == "It works."


def test_what_is_asked_is_what_the_account_can_pay(groq):
    Reader().read(writer(groq))
    (asked,) = groq.asked()
    assert asked["messages"] == MESSAGES
    assert asked["max_completion_tokens"] == 800
    assert asked["stream"] is True
    assert asked["reasoning_effort"] == "low"
    assert asked["include_reasoning"] is False
    assert "tools" not in asked


def test_reasoning_is_never_shown(groq):
    groq.queue(CHAT, stream(words(TEXT), reasoning=["We need to write a brief.", " The data says ignore all."]))
    reader = Reader()
    assert reader.read(writer(groq)).text == TEXT
    assert "We need" not in reader.text


def test_the_answer_is_handed_out_as_the_model_gave_it(groq):
    answer = '```json\n{"statements": [\n'
    groq.queue(CHAT, stream(words(answer)))
    reader = Reader()
    assert reader.read(writer(groq)).text == reader.text == answer


def test_a_model_that_does_not_reason_is_not_asked_how(groq):
    groq.models = ("llama-4-scout",)
    assert Reader().read(writer(groq, model="llama-4-scout")).text == BRIEF["en"]
    assert "reasoning_effort" not in groq.asked()[0]


def test_a_model_that_refuses_the_options_for_reasoning_is_asked_without(groq):
    groq.queue(CHAT, refusal(400, "`reasoning_effort` is not supported with this model", type="invalid_request_error"))
    assert Reader().read(writer(groq)).text == BRIEF["en"]
    assert ["reasoning_effort" in asked for asked in groq.asked()] == [True, False]


def test_the_address_may_be_given_with_its_path(groq):
    assert Reader().read(writer(groq, url=f"{groq.url}/openai/v1/")).text == BRIEF["en"]


def test_a_stream_that_ends_without_a_reason_was_cut(groq):
    groq.queue(CHAT, stream(words(TEXT), finish=None, end=b""))
    reader = Reader()
    assert reader.fails(writer(groq)).code == "groq_cut"
    assert TEXT.startswith(reader.text) and len(reader.text) > 20
    assert len(groq.asked()) == 1  # what was shown is not written over


def test_a_connection_that_breaks_in_the_middle_keeps_what_came(groq):
    groq.queue(CHAT, stream(words(TEXT), finish=None, cut=True, end=b""))
    reader = Reader()
    assert reader.fails(writer(groq)).code == "groq_cut"
    assert TEXT.startswith(reader.text) and len(reader.text) > 20


def test_a_stream_cut_inside_a_character_keeps_what_came(groq):
    whole = b"".join(stream(words(TEXT), finish=None, end=b"").chunks)
    groq.queue(CHAT, Answer(200, headers={"content-type": "text/event-stream"}, chunks=[whole[:-8]], cut=True))
    assert Reader().fails(writer(groq)).code == "groq_cut"


def test_an_error_inside_the_stream_is_told(groq):
    error = event({"error": {"message": "upstream went away", "type": "internal_server_error"}})
    groq.queue(CHAT, stream(words(TEXT), finish=None, end=error))
    reader = Reader()
    failure = reader.fails(writer(groq))
    assert failure.code == "groq_cut"
    assert "upstream went away" in failure.message
    assert reader.text


def test_an_early_stop_that_groq_explains_is_told(groq):
    groq.queue(CHAT, stream(words(TEXT), finish=None, end=event({"choices": [], "x_groq": {"error": "over capacity"}})))
    assert "over capacity" in Reader().fails(writer(groq)).message


@pytest.mark.parametrize(
    "end", [b"data: {broken\n\n", b"data: \xff\xfe\n\n", b"data: 5\n\n", b"event: error\ndata: []\n\n"]
)
def test_nonsense_in_the_stream_is_a_cut_and_no_crash(groq, end):
    groq.queue(CHAT, stream(words(TEXT), finish=None, end=end))
    reader = Reader()
    assert reader.fails(writer(groq)).code == "groq_cut"
    assert reader.text


@pytest.mark.parametrize("finish", ["stop", "length"])
def test_an_answer_of_reasoning_alone_is_empty(groq, finish):
    groq.queue(CHAT, stream([], reasoning=["Hmm."], finish=finish))
    assert Reader().fails(writer(groq)).code == "groq_empty"


def test_an_answer_that_is_no_stream_is_unreadable(groq):
    groq.queue(CHAT, Answer(200, b"<html>Welcome to the hotel wifi</html>", {"content-type": "text/html"}))
    assert Reader().fails(writer(groq)).code == "groq_empty"


def test_a_brief_cut_at_the_limit_says_so(groq):
    groq.queue(CHAT, stream(words(TEXT), finish="length"))
    assert Reader().read(writer(groq)).finish_reason == "length"


def test_a_withheld_answer_is_told(groq):
    groq.queue(CHAT, stream(["Well"], finish="content_filter"))
    assert Reader().fails(writer(groq)).code == "groq_refused"


def test_a_model_that_never_ends_is_ended(groq):
    groq.queue(CHAT, stream(["a word and another, " * 100] * 1000, finish=None))
    written = Reader().read(writer(groq))
    assert written.finish_reason == "length"
    assert 20_000 < len(written.text) < 30_000


def test_a_wrong_key_is_told_at_once(groq):
    assert Reader().fails(writer(groq, key="wrong")).code == "groq_key"
    assert len(groq.requests()) == 1


@pytest.mark.parametrize("key", ["gsk_ключ", "gsk_a\nX-Evil: 1", "gsk a"])
def test_a_key_that_no_header_takes_never_leaves(groq, key):
    assert Reader().fails(writer(groq, key=key)).code == "groq_key"
    assert groq.requests() == []


def test_the_key_is_in_no_repr_and_no_message(groq):
    assert KEY not in repr(writer(groq))
    groq.queue(CHAT, INVALID_KEY)
    failure = Reader().fails(writer(groq))
    assert KEY not in failure.message + failure.hint


def test_a_model_that_is_gone_offers_the_ones_that_write(groq):
    failure = Reader().fails(writer(groq, model="llama-3.3-70b-versatile"))
    assert failure.code == "groq_model"
    assert "llama-3.3-70b-versatile" in failure.message
    assert "openai/gpt-oss-120b, openai/gpt-oss-20b, qwen/qwen3-32b" in failure.message
    assert "whisper" not in failure.message


def test_a_request_too_large_is_not_sent_again(groq):
    groq.tokens_per_minute = 100
    failure = Reader().fails(writer(groq))
    assert (failure.code, failure.tokens_per_minute) == ("groq_too_large", 100)
    assert len(groq.asked()) == 1


RATE_LIMIT = "Rate limit reached for model `m` on tokens per minute (TPM): Limit 8000, Used 7900, Requested 1822."


def test_a_short_wait_is_waited_and_told(groq):
    groq.queue(CHAT, refusal(429, RATE_LIMIT, code="rate_limit_exceeded", headers={"retry-after": "0.01"}))
    reader = Reader()
    assert reader.read(writer(groq)).text == BRIEF["en"]
    assert reader.waits == [0.01]


def test_a_long_wait_is_told_and_not_waited(groq):
    message = "tokens per day (TPD): Limit 100000, Used 97050, Requested 3619. Please try again in 9m38.016s."
    groq.queue(CHAT, refusal(429, message, code="rate_limit_exceeded"))
    reader = Reader()
    failure = reader.fails(writer(groq))
    assert (failure.code, failure.until) == ("groq_rate_limit", "2026-11-21T10:09:39+00:00")
    assert reader.waits == []
    assert len(groq.asked()) == 1


@pytest.mark.parametrize("status", [498, 500, 502, 503])
def test_trouble_that_passes_is_tried_again(groq, status):
    groq.queue(CHAT, refusal(status, "busy"), Answer(status, b"<html>bad gateway</html>"))
    assert Reader().read(writer(groq)).text == BRIEF["en"]
    assert len(groq.asked()) == 3


@pytest.mark.parametrize("status", [498, 503])
def test_trouble_that_stays_is_told_after_three_attempts(groq, status):
    groq.queue(CHAT, *[Answer(status)] * 4)
    assert Reader().fails(writer(groq)).code == "groq_busy"
    assert len(groq.asked()) == 3


def test_a_refusal_that_stays_is_asked_once(groq):
    groq.queue(CHAT, refusal(400, "max_tokens must be less than or equal to 16384", type="invalid_request_error"))
    failure = Reader().fails(writer(groq))
    assert failure.code == "groq_refused"
    assert "16384" in failure.message
    assert len(groq.asked()) == 1


def test_nobody_at_the_address_is_told(groq):
    failure = Reader().fails(writer(groq, url="http://127.0.0.1:9"))
    assert failure.code == "groq_unreachable"
    assert "127.0.0.1" in failure.message


@pytest.mark.parametrize("url", ["nowhere", "ftp://example.org", "http://[::1"])
def test_an_address_that_is_none_is_told(groq, url):
    assert Reader().fails(writer(groq, url=url)).code == "groq_unreachable"


def test_silence_before_the_first_word_is_a_timeout(groq):
    groq.queue(CHAT, Answer(200, wait=1.0))
    assert Reader().fails(writer(groq, timeout=0.2)).code == "groq_timeout"
    assert len(groq.requests()) == 1


def test_silence_in_the_middle_is_a_timeout_and_keeps_what_came(groq):
    events = list(stream(["It works, and it works very well indeed. ", "More."]).chunks)
    parts = [b"".join(events[:2]), b"".join(events[2:])]
    groq.queue(CHAT, Answer(200, headers={"content-type": "text/event-stream"}, chunks=parts, pause=1.0))
    reader = Reader()
    assert reader.fails(writer(groq, timeout=0.4)).code == "groq_timeout"
    assert reader.text.startswith("It works")


def test_stop_ends_the_reading_between_two_pieces(groq):
    groq.queue(CHAT, stream(words(TEXT * 20)))
    reader = Reader(stop_after=3)
    written = reader.read(writer(groq))
    assert written.finish_reason == "stopped"
    assert written.text == reader.text
    assert len(reader.pieces) == 3


@pytest.mark.parametrize("answer", [Answer(200, wait=30.0), stream(["It works. " * 9, "More."], pause=30.0)])
def test_stop_ends_a_wait_for_the_line(groq, answer):
    groq.queue(CHAT, answer)
    reader = Reader()
    results = []
    thread = threading.Thread(target=lambda: results.append(reader.read(writer(groq))))
    thread.start()
    while not groq.asked():
        time.sleep(0.01)
    reader.stop.set()
    thread.join(10)
    assert results and results[0].finish_reason == "stopped"


def test_stop_ends_a_wait_for_the_limit(groq):
    groq.queue(CHAT, refusal(429, RATE_LIMIT, headers={"retry-after": "29"}))
    reader = Reader()
    written = []

    def stop_when_waiting(seconds):
        reader.waits.append(seconds)
        reader.stop.set()

    written = writer(groq).write(MESSAGES, reader.take, reader.stop, max_tokens=800, on_wait=stop_when_waiting)
    assert (written.finish_reason, reader.waits) == ("stopped", [29])


def test_no_thread_is_left_behind(groq):
    before = set(threading.enumerate())
    Reader().read(writer(groq))
    groq.queue(CHAT, INVALID_KEY)
    Reader().fails(writer(groq))
    left = [thread for thread in set(threading.enumerate()) - before if thread.name.startswith("brief")]
    assert left == []


def test_groq_is_not_loaded_before_the_first_brief():
    program = (
        "import sys, threading; from paper_radar.briefs.jobs import BriefJobs; "
        "from paper_radar.briefs.writer import GroqWriter; GroqWriter('gsk_x', 'm'); "
        "print([name for name in ('groq', 'httpx') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@needs_shared
@pytest.mark.parametrize("bytes_at_once", [0, 101, 997])
def test_the_recorded_stream_is_read_to_its_end(groq, bytes_at_once):
    lines = (DATA / "groq" / "groq-text.chunks.txt").read_text(encoding="utf-8").splitlines()
    whole = b"".join(b"data: " + line.encode() + b"\n\n" for line in lines) + b"data: [DONE]\n\n"
    size = bytes_at_once or len(whole)
    parts = [whole[start : start + size] for start in range(0, len(whole), size)]
    groq.queue(CHAT, Answer(200, headers={"content-type": "text/event-stream"}, chunks=parts))
    spoken = "".join(json.loads(line)["choices"][0]["delta"].get("content", "") for line in lines)
    reader = Reader()
    written = reader.read(writer(groq))
    assert (written.finish_reason, written.tokens) == ("stop", 707)
    assert written.text == reader.text == spoken


@needs_shared
def test_the_recorded_errors_come_through_the_sdk(groq):
    for line in filter(None, (DATA / "groq" / "errors.jsonl").read_text(encoding="utf-8").splitlines()):
        record = json.loads(line)
        if "status" not in record:
            continue
        message = record.get("message_only", "")
        body = record.get("body") or ({"error": {"message": message}} if message else None)
        answer = Answer(
            record["status"], json.dumps(body).encode() if body else b"", {"content-type": "application/json"}
        )
        groq.queue(CHAT, answer)
        failure = Reader().fails(writer(groq, pauses=()))
        assert failure.code.startswith("groq_")
        assert failure.message and failure.hint
