"""How a brief is asked for as statements: of Groq, of models that know no schema, of servers of one's own."""

import json
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime

import pytest

from paper_radar.briefs.failures import WriterError
from paper_radar.briefs.prompt import schema
from paper_radar.briefs.writer import GroqWriter
from tests.standins.groq import CHAT, MODELS, GroqStandin, completion, refusal, stream, words
from tests.standins.server import Answer

MODEL = "openai/gpt-oss-20b"
STATEMENTS = json.dumps(
    {"statements": [{"section": "claim", "text": "It works.", "support": [{"paper": 1, "quote": "It works."}]}]}
)
PROSE = "Sure! Here is your brief: the paper claims that it works."
SCHEMA = schema("paper", 1)


@pytest.fixture
def groq():
    with GroqStandin(text=STATEMENTS) as standin:
        yield standin


def writer(url, model=MODEL, key="gsk_standin", **options):
    return GroqWriter(key, model, url, now=lambda: datetime(2026, 11, 21, tzinfo=UTC), pauses=(0.0, 0.0), **options)


class Reader:
    def __init__(self):
        self.text = ""
        self.stop = threading.Event()

    def take(self, text):
        self.text += text

    def read(self, writer, schema=SCHEMA):
        messages = [{"role": "system", "content": "JSON."}, {"role": "user", "content": "Data."}]
        return writer.write(messages, self.take, self.stop, max_tokens=800, schema=schema)

    def fails(self, writer):
        with pytest.raises(WriterError) as caught:
            self.read(writer)
        return caught.value


def forms(standin):
    """Of each request: whether it was streamed, and the form it asked for."""
    return [(asked.get("stream", False), asked.get("response_format", {}).get("type")) for asked in standin.asked()]


def test_groq_is_asked_for_a_stream_without_a_schema(groq):
    written = Reader().read(writer(groq.url))
    assert written.text == STATEMENTS
    assert forms(groq) == [(True, None)]


def test_prose_is_asked_for_once_more_with_the_schema(groq):
    groq.queue(CHAT, stream(words(PROSE), total_tokens=200))
    reader = Reader()
    written = reader.read(writer(groq.url))
    assert forms(groq) == [(True, None), (False, "json_schema")]
    assert groq.asked()[1]["response_format"]["json_schema"] == {"name": "brief", "strict": True, "schema": SCHEMA}
    assert written.text == STATEMENTS
    assert reader.text == f"{PROSE}\n\n{STATEMENTS}"
    assert written.tokens > 200  # both were paid for


def test_an_answer_of_nothing_is_asked_for_once_more(groq):
    groq.queue(CHAT, stream([], reasoning=["Hm."]))
    assert Reader().read(writer(groq.url)).text == STATEMENTS


def test_a_model_without_schemas_is_asked_for_json(groq):
    groq.queue(CHAT, stream(words(PROSE), model="qwen/qwen3-32b"))
    here = writer(groq.url, "qwen/qwen3-32b")
    assert Reader().read(here).text == STATEMENTS
    assert forms(groq) == [(True, None), (False, "json_schema"), (False, "json_object")]
    groq.queue(CHAT, stream(words(PROSE), model="qwen/qwen3-32b"))
    Reader().read(here)
    assert forms(groq)[3:] == [(True, None), (False, "json_object")]  # it is remembered


def test_a_model_that_writes_prose_twice_is_no_longer_streamed(groq):
    here = writer(groq.url)
    for _ in range(2):
        groq.queue(CHAT, stream(words(PROSE)))
        Reader().read(here)
    Reader().read(here)
    assert forms(groq)[4:] == [(False, "json_schema")]


def test_what_stays_unreadable_is_told_and_asked_no_third_time(groq):
    groq.text = PROSE
    reader = Reader()
    failure = reader.fails(writer(groq.url))
    assert failure.code == "groq_malformed"
    assert failure.hint
    assert reader.text.startswith(PROSE)
    assert len(groq.asked()) == 2


def test_what_groq_refuses_to_hand_out_as_json_is_read_all_the_same(groq):
    told = {"message": "Failed to generate JSON.", "code": "json_validate_failed", "failed_generation": STATEMENTS}
    groq.queue(CHAT, stream(words(PROSE)), Answer(400, json.dumps({"error": told}).encode()))
    assert Reader().read(writer(groq.url)).text == STATEMENTS


def test_an_answer_that_ended_in_thoughts_at_the_limit_is_not_asked_for_again(groq):
    groq.queue(CHAT, stream(words("<think>Let me see, the paper"), finish="length"))
    failure = Reader().fails(writer(groq.url))
    assert failure.code == "groq_empty"
    assert "reasoning" in failure.message
    assert len(groq.asked()) == 1


def test_prose_that_ended_at_the_limit_is_asked_for_again(groq):
    groq.queue(CHAT, stream(words(f"<think>Hm.</think>{PROSE}"), finish="length"))
    assert Reader().read(writer(groq.url)).text == STATEMENTS


def test_statements_cut_at_the_limit_are_kept(groq):
    groq.queue(CHAT, stream(words(STATEMENTS[:-2] + ', {"section": "meth'), finish="length"))
    written = Reader().read(writer(groq.url))
    assert written.finish_reason == "length"
    assert len(groq.asked()) == 1


def test_a_stream_cut_in_the_middle_is_not_asked_for_again(groq):
    groq.queue(CHAT, stream(words(PROSE), finish=None, end=b"", cut=True))
    assert Reader().fails(writer(groq.url)).code == "groq_cut"
    assert len(groq.asked()) == 1


def test_stop_ends_an_answer_that_is_not_streamed(groq):
    groq.queue(CHAT, stream(words(PROSE)), Answer(200, wait=30.0))
    reader = Reader()
    results = []
    thread = threading.Thread(target=lambda: results.append(reader.read(writer(groq.url))))
    thread.start()
    while len(groq.asked()) < 2:
        threading.Event().wait(0.01)
    reader.stop.set()
    thread.join(10)
    assert results[0].finish_reason == "stopped"


def test_without_a_schema_any_answer_will_do(groq):
    groq.text = PROSE
    assert Reader().read(writer(groq.url), schema=None).text == PROSE
    assert len(groq.asked()) == 1


# -- servers of one's own


@pytest.fixture
def local():
    with GroqStandin(text=STATEMENTS, local=True, path="/v1", models=("llama3.2",)) as standin:
        yield standin


def test_a_server_of_ones_own_is_asked_without_a_key_and_with_the_schema_in_the_stream(local):
    assert Reader().read(writer(f"{local.url}/v1", "llama3.2", key="none")).text == STATEMENTS
    assert forms(local) == [(True, "json_schema")]
    (request,) = local.requests()
    assert request.path == "/v1/chat/completions"
    assert "authorization" not in request.headers


def test_no_proxy_is_asked_for_a_server_on_this_machine(local, monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert Reader().read(writer(f"{local.url}/v1", "llama3.2", key="none")).text == STATEMENTS


def test_a_key_goes_to_a_server_of_ones_own_if_there_is_one(local):
    Reader().read(writer(f"{local.url}/v1", "llama3.2", key="sk-mine"))
    assert local.requests()[0].headers["authorization"] == "Bearer sk-mine"


def test_a_bare_address_finds_the_path_and_keeps_to_it(local):
    here = writer(local.url, "llama3.2", key="none")
    Reader().read(here)
    Reader().read(here)
    assert [request.path for request in local.requests()] == [
        "/openai/v1/chat/completions",
        "/v1/chat/completions",
        "/v1/chat/completions",
    ]


def test_a_model_that_is_not_there_offers_those_of_the_server(local):
    failure = Reader().fails(writer(f"{local.url}/v1", "mistral", key="none"))
    assert failure.code == "groq_model"
    assert "llama3.2" in failure.message
    assert len(local.asked()) == 1


def test_a_schema_that_the_server_refuses_is_left_out_from_then_on(local):
    local.queue(local.chat, refusal(400, "Failed to parse grammar"))
    here = writer(f"{local.url}/v1", "llama3.2", key="none")
    Reader().read(here)
    Reader().read(here)
    assert forms(local) == [(True, "json_schema"), (True, None), (True, None)]


def test_a_prompt_longer_than_the_context_is_too_large(local):
    told = "the request exceeds the available context size, try increasing it"
    local.queue(local.chat, refusal(400, told, type="exceed_context_size_error"))
    assert Reader().fails(writer(f"{local.url}/v1", "llama3.2", key="none")).code == "groq_too_large"


def test_who_does_not_answer_is_named_by_address():
    failure = Reader().fails(writer("http://127.0.0.1:9/v1", key="none"))
    assert failure.code == "groq_unreachable"
    assert "127.0.0.1:9" in failure.message
    assert "runs" in failure.hint


def test_a_key_that_a_refusal_repeats_is_not_shown(local):
    local.queue(local.chat, refusal(400, "Incorrect API key provided: sk-mine-and-secret"))
    failure = Reader().fails(writer(f"{local.url}/v1", "llama3.2", key="sk-mine-and-secret"))
    assert "sk-mine" not in failure.message + failure.hint


def test_a_server_that_answers_whole_where_a_stream_was_asked_for_is_read(local):
    local.queue(local.chat, completion(STATEMENTS, total_tokens=55))
    reader = Reader()
    written = reader.read(writer(f"{local.url}/v1", "llama3.2", key="none"))
    assert (written.text, reader.text, written.tokens) == (STATEMENTS, STATEMENTS, 55)


@pytest.mark.parametrize(
    "body", [b"{}", b"[]", b"5", b"{broken", b'{"choices": [7]}', b'{"error": {"message": "Out"}}']
)
def test_json_that_is_no_answer_is_told(local, body):
    local.queue(local.chat, Answer(200, body, {"content-type": "application/json"}))
    failure = Reader().fails(writer(f"{local.url}/v1", "llama3.2", key="none"))
    assert failure.code == "groq_empty"
    assert ("Out" in failure.message) == (b"Out" in body)


def test_rates_are_learnt_from_refusals_too_and_a_server_without_limits_has_none(groq, local):
    here = writer(groq.url)
    groq.queue(CHAT, refusal(401, "Invalid API Key"))
    assert here.rates is None
    Reader().fails(here)
    assert (here.rates.tokens_left, here.rates.at) == (7200, "2026-11-21T00:00:00+00:00")
    without = writer(f"{local.url}/v1", "llama3.2", key="none")
    local.queue(
        local.chat, Answer(200, b"".join(stream(words(STATEMENTS)).chunks), {"content-type": "text/event-stream"})
    )
    Reader().read(without)
    assert without.rates is None


def test_the_models_that_can_write_are_listed(groq, local):
    assert writer(groq.url).models() == ["openai/gpt-oss-120b", "openai/gpt-oss-20b", "qwen/qwen3-32b"]
    assert writer(local.url, key="none").models() == ["llama3.2"]  # at a bare address, too


@pytest.mark.parametrize("body", [b"{}", b'{"data": 7}', b'{"data": [1, {"id": 2}]}'])
def test_a_list_of_models_that_is_none_is_empty(groq, body):
    groq.queue(MODELS, Answer(200, body, {"content-type": "application/json"}))
    assert writer(groq.url).models() == []


def test_a_list_that_cannot_be_had_is_told(groq):
    groq.queue(MODELS, refusal(401, "Invalid API Key"))
    with pytest.raises(WriterError) as caught:
        writer(groq.url).models()
    assert caught.value.code == "groq_key"
    with pytest.raises(WriterError) as caught:
        writer("http://127.0.0.1:9/v1").models()
    assert caught.value.code == "groq_unreachable"


@pytest.mark.parametrize("proxy", ["", "ftp://nowhere"])
def test_what_the_first_brief_needs_is_loaded_before_whatever_the_surroundings(proxy):
    program = (
        "import sys; from paper_radar.briefs.writer import warm; warm(); "
        "print('groq' in sys.modules, 'groq.resources.chat.completions' in sys.modules)"
    )
    environment = {**os.environ, "ALL_PROXY": proxy}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", str(not proxy)]
