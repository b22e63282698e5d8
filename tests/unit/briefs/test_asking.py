"""What goes into a request, and what is left out once it was refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.briefs.asking import Asking
from paper_radar.briefs.failures import Refusal

MESSAGES = [{"role": "user", "content": "Data."}]
SCHEMA = {"type": "object"}
GPT = "openai/gpt-oss-20b"


def request(asking, *, stream=True, is_groq=True, schema=SCHEMA):
    return asking.request(MESSAGES, 800, schema, stream=stream, is_groq=is_groq)


def learn(asking, message, *, status=400, code="", **asked):
    return asking.learn(Refusal(status, message, code), request(asking, **asked))


def form(asking, **asked):
    return request(asking, **asked).get("response_format", {}).get("type")


def test_groq_is_never_asked_for_a_schema_in_a_stream():
    assert form(Asking(GPT)) is None
    assert form(Asking(GPT), stream=False) == "json_schema"
    assert form(Asking(GPT), stream=False, schema=None) is None


@pytest.mark.parametrize("model, strict", [(GPT, True), ("qwen/qwen3-32b", False)])
def test_on_groq_only_gpt_oss_is_held_to_the_schema(model, strict):
    asked = request(Asking(model), stream=False)["response_format"]["json_schema"]
    assert (asked["strict"], asked["schema"]) == (strict, SCHEMA)


def test_other_servers_are_asked_for_the_schema_in_the_stream_and_for_usage():
    asked = request(Asking("llama3.2"), is_groq=False)
    assert asked["response_format"]["type"] == "json_schema"
    assert asked["stream_options"] == {"include_usage": True}
    assert asked["max_tokens"] > 800
    assert "max_completion_tokens" not in asked


def test_a_schema_that_is_refused_in_a_stream_may_still_be_asked_for_without():
    asking = Asking("llama3.2")
    assert learn(asking, "response_format does not support streaming", is_groq=False)
    assert form(asking, is_groq=False) is None
    assert form(asking, is_groq=False, stream=False) == "json_schema"


def test_a_model_that_knows_no_schema_is_asked_for_json_and_then_for_nothing():
    asking = Asking("qwen/qwen3-32b")
    assert learn(asking, "This model does not support response format `json_schema`", stream=False)
    assert form(asking, stream=False) == "json_object"
    assert learn(asking, "'response_format.type' : value is not one of the allowed values", stream=False)
    assert form(asking, stream=False) is None


@pytest.mark.parametrize(
    "message, left_out",
    [
        ("`reasoning_effort` is not supported with this model", "reasoning_effort"),
        ("Unsupported value: 'temperature' does not support 0.2 with this model.", "temperature"),
        ("Unknown parameter: stream_options", "stream_options"),
    ],
)
def test_what_is_refused_by_name_is_left_out(message, left_out):
    asking = Asking(GPT)
    assert learn(asking, message, is_groq=False)
    asked = request(asking, is_groq=False)
    assert left_out not in asked
    assert "max_tokens" in asked


def test_reasoning_that_is_refused_in_other_words_is_left_out():
    asking = Asking(GPT)
    assert learn(asking, "this model has no Reasoning mode")
    assert not [name for name in request(asking) if "reasoning" in name]


def test_who_wants_the_limit_under_its_newer_name_gets_it():
    asking = Asking("gpt-5.4-mini")
    told = "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
    assert learn(asking, told, is_groq=False)
    asked = request(asking, is_groq=False)
    assert "max_tokens" not in asked
    assert asked["max_completion_tokens"] > 800


@pytest.mark.parametrize(
    "status, message", [(400, "Your prompt is rude."), (401, "temperature"), (429, "temperature"), (500, "schema")]
)
def test_other_refusals_teach_nothing(status, message):
    assert not learn(Asking(GPT), message, status=status)


def test_an_answer_that_did_not_fit_the_schema_is_no_refusal_of_the_schema():
    told = "Failed to generate JSON that fits the schema. See 'failed_generation'."
    assert not learn(Asking(GPT), told, code="json_validate_failed", stream=False)


def test_two_unreadable_answers_in_a_row_end_the_streaming():
    asking = Asking(GPT)
    asking.note(readable=False)
    asking.note(readable=True)
    asking.note(readable=False)
    assert asking.is_streamed
    asking.note(readable=False)
    assert not asking.is_streamed


@given(st.lists(st.sampled_from(["temperature", "max_tokens", "max_completion_tokens", "schema", "reasoning", "json"])))
def test_learning_ends(words):
    asking, learnt = Asking(GPT), 0
    for stream in (True, False):
        for is_groq in (True, False):
            while learn(asking, " ".join(words), stream=stream, is_groq=is_groq):
                learnt += 1
                assert learnt < 20
