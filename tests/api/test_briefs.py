"""A brief asked for, read as it comes, and kept."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from paper_radar.api.pairing import issue_token
from paper_radar.api.services import Services
from paper_radar.app import create_app, create_services
from paper_radar.papers.model import Paper
from tests.api.conftest import EXTENSION, Api, Clock
from tests.standins.groq import GroqStandin

PAPER = Paper(
    key="arxiv:2602.11557",
    title="The Implicit Bias of Steepest Descent",
    abstract="We study steepest descent. We show that it converges to the maximum margin. This needs full batches.",
)
ASKED = {"keys": [PAPER.key]}


def events(api: Api, id: str) -> list[tuple[str, Any]]:
    """Every event of the stream, to its end."""
    text = api.get(f"/briefs/{id}/events").get_data(as_text=True)
    read = []
    for block in text.strip().split("\n\n"):
        lines = dict(line.partition(": ")[::2] for line in block.splitlines())
        if "event" in lines:
            read.append((lines["event"], json.loads(lines["data"])))
    return read


@pytest.fixture
def groq() -> Iterator[GroqStandin]:
    with GroqStandin() as standin:
        yield standin


@pytest.fixture
def with_key(services: Services, groq: GroqStandin, clock: Clock) -> Iterator[Api]:
    """The service of a reader who has a Groq key."""
    folder = services.settings.data_dir.with_name("with-key")
    settings = replace(services.settings, data_dir=folder, groq_api_key="gsk_test", groq_base_url=groq.url)
    opened = create_services(settings, clock)
    opened.pool.add([PAPER], seen_at="2026-06-19T08:00:00+00:00")
    app = create_app(opened, validate_answers=True)
    yield Api(app.test_client(), issue_token(opened.workspace, EXTENSION, "2026-06-19T09:00:00+00:00"))
    opened.close()


def test_without_a_key_the_brief_is_sentences_of_the_abstract_and_says_so(api: Api, services: Services) -> None:
    services.pool.add([PAPER], seen_at="2026-06-19T08:00:00+00:00")
    answer = api.post("/briefs", ASKED)
    brief = answer.get_json()
    assert (answer.status_code, brief["state"], brief["origin"], brief["model"]) == (202, "done", "extractive", "")
    sentences = [line for line in brief["text"].splitlines() if not line.startswith("## ")]
    assert sentences
    assert all(sentence in PAPER.abstract for sentence in sentences)


def test_a_brief_is_streamed_as_it_is_written_and_then_kept(with_key: Api, groq: GroqStandin) -> None:
    brief = with_key.post("/briefs", ASKED).get_json()
    seen = events(with_key, brief["id"])
    streamed = "".join(data["text"] for name, data in seen if name == "text")
    name, last = seen[-1]
    assert name == "done"
    assert streamed == last["brief"]["text"]
    kept = with_key.post("/briefs", ASKED).get_json()
    assert (kept["state"], kept["text"], kept["origin"]) == ("done", streamed, "groq")
    assert len(groq.asked()) == 1


def test_the_page_of_the_paper_knows_of_its_brief(with_key: Api) -> None:
    brief = with_key.post("/briefs", ASKED).get_json()
    events(with_key, brief["id"])
    facts = {"url": "https://arxiv.org/abs/2602.11557"}
    assert with_key.post("/match", {"facts": facts}).get_json()["brief"] == {"id": brief["id"], "state": "done"}


def test_a_paper_of_the_last_page_can_be_briefed_before_any_source_brought_it(api: Api) -> None:
    meta = [["citation_title", PAPER.title], ["citation_abstract", PAPER.abstract]]
    api.post("/match", {"facts": {"url": "https://arxiv.org/abs/2602.11557", "meta": meta}})
    assert api.post("/briefs", ASKED).status_code == 202


def test_what_cannot_be_briefed_is_told(api: Api) -> None:
    assert api.post("/briefs", {"keys": ["arxiv:2602.99999"]}).status_code == 404
    assert api.post("/briefs", {"keys": []}).status_code == 422
    assert api.post("/briefs", {**ASKED, "language": "tlh"}).status_code == 422
    assert api.get("/briefs/nobody").status_code == 404
    assert api.get("/briefs/nobody/events").status_code == 404
    assert api.delete("/briefs/nobody").status_code == 404
