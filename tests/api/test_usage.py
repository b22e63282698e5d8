"""What briefs cost today, and the budget of a day."""

from collections.abc import Iterator

import pytest

from paper_radar.api.services import Services
from tests.api.conftest import Api, Clock, keyed
from tests.api.test_briefs import ASKED, PAPER, events
from tests.standins.groq import INVALID_KEY, MODELS, GroqStandin


@pytest.fixture
def with_key(services: Services, groq: GroqStandin, clock: Clock) -> Iterator[Api]:
    """The service of a reader who has a Groq key."""
    with keyed(services, groq, clock, PAPER) as api:
        yield api


def test_without_a_key_nothing_was_used(api: Api) -> None:
    told = api.get("/briefs/usage").get_json()
    assert (told["today"]["tokens"], told["today"]["briefs"], told["daily_tokens"], told["rates"]) == (0, 0, 0, None)


def test_a_brief_counts_and_tells_what_is_left(with_key: Api) -> None:
    brief = with_key.post("/briefs", ASKED).get_json()
    _, last = events(with_key, brief["id"])[-1]
    told = with_key.get("/briefs/usage").get_json()
    assert told["today"]["tokens"] == last["brief"]["tokens"] > 0
    assert told["today"]["briefs"] == 1
    assert (told["rates"]["requests_left"], told["rates"]["tokens_left"]) == (999, 7200)
    assert told["rates"]["tokens_reset"] > told["rates"]["at"]


def test_a_budget_that_is_used_up_leaves_the_brief_without_a_model(with_key: Api, groq: GroqStandin) -> None:
    assert with_key.patch("/settings", {"daily_tokens": 100}).get_json()["daily_tokens"] == 100
    events(with_key, with_key.post("/briefs", ASKED).get_json()["id"])
    again = with_key.post("/briefs", {**ASKED, "language": "zh_CN"}).get_json()
    name, last = events(with_key, again["id"])[-1]
    assert (name, last["brief"]["error"]["code"]) == ("error", "brief_budget")
    assert len(groq.asked()) == 1
    without = with_key.post("/briefs", {**ASKED, "language": "zh_CN", "extractive": True}).get_json()
    assert (without["state"], without["origin"]) == ("done", "extractive")
    with_key.patch("/settings", {"daily_tokens": 0})
    with_key.post("/briefs", {**ASKED, "language": "zh_CN"})
    assert events(with_key, again["id"])[-1][0] == "done"


def test_a_budget_is_a_number_of_tokens(api: Api) -> None:
    for wrong in (-1, "100", 1.5, True, 10**9):
        assert api.patch("/settings", {"daily_tokens": wrong}).status_code == 422, wrong
    assert api.patch("/settings", {"daily_tokens": 50_000}).get_json()["daily_tokens"] == 50_000


def test_the_options_know_who_would_be_asked(api: Api, with_key: Api, groq: GroqStandin) -> None:
    assert api.get("/settings").get_json()["groq_server"] == "Groq"
    assert with_key.get("/settings").get_json()["groq_server"] == "Groq"  # a bare address stands for Groq


def test_the_models_that_can_write_are_listed_for_the_options(with_key: Api, api: Api) -> None:
    assert "openai/gpt-oss-120b" in with_key.get("/briefs/models").get_json()["models"]
    assert api.get("/briefs/models").status_code == 404  # nobody to ask


def test_a_key_that_is_not_taken_is_told(with_key: Api, groq: GroqStandin) -> None:
    groq.queue(MODELS, INVALID_KEY)
    answer = with_key.get("/briefs/models")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (502, "groq_key")
