"""Full briefs from the full text: what they read, what their statements rest on, and what is told of it."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from paper_radar.api.services import Services
from tests.api.conftest import Api, Clock, keyed
from tests.standins.arxiv import ArxivStandin
from tests.standins.groq import GroqStandin
from tests.standins.groq_answers import dumped, said
from tests.standins.server import Answer, Request
from tests.unit.briefs.full_text.papers import KETTLE, PAGE

ASKED = {"keys": [KETTLE.key], "extractive": True}


def brief_of(api: Api, **asked: Any) -> dict[str, Any]:
    """The brief when it has ended."""
    brief = api.post("/briefs", {**ASKED, **asked}).get_json()
    api.get(f"/briefs/{brief['id']}/events").get_data()
    answer: dict[str, Any] = api.get(f"/briefs/{brief['id']}").get_json()
    return answer


def parts_of(brief: dict[str, Any]) -> set[str]:
    return {passage["part"] for statement in brief["statements"] for passage in statement["passages"]}


QUOTED = [
    said("claim", "They propose the margin rule.", (1, "We propose the margin rule, which stops early.")),
    said("method", "It stops after t₀=90 seconds.", (1, "Brewer et al. (2024) stop after t₀=90 seconds.")),
    said("limits", "A lid is assumed.", (1, "We assume a lid; kettles without one lose heat")),
    said("evidence", "The ablation is one of 77 kettles.", (1, "Without the margin, 12 of 40 kettles boil over.")),
]


@pytest.fixture
def groq() -> Iterator[GroqStandin]:
    with GroqStandin(text=dumped(QUOTED)) as standin:
        yield standin


@pytest.fixture
def with_key(services: Services, groq: GroqStandin, clock: Clock) -> Iterator[Api]:
    """The service of a reader who has a Groq key."""
    with keyed(services, groq, clock, KETTLE) as api:
        yield api


def test_a_model_is_given_the_sections_and_what_it_quotes_of_them_is_found_there(
    with_key: Api, groq: GroqStandin, arxiv: ArxivStandin
) -> None:
    arxiv.pages["2602.11557v2"] = PAGE
    brief = brief_of(with_key, length="full", extractive=False)
    assert 'Section "6 Limitations": We assume a lid' in groq.asked()[0]["messages"][-1]["content"]
    assert (brief["state"], brief["origin"], brief["read"]) == ("done", "groq", {KETTLE.key: "html"})
    assert [(one["section"], one["passages"][0]["part"], bool(one["problems"])) for one in brief["statements"]] == [
        ("claim", "1 Introduction", False),
        ("method", "1 Introduction", False),
        ("limits", "6 Limitations", False),
        ("evidence", "4 Experiments › 4.2 Ablations", True),
    ]


def test_where_arxiv_has_none_ar5iv_s_is_read(api: Api, services: Services, arxiv: ArxivStandin) -> None:
    services.pool.add([KETTLE], seen_at="2026-06-19T08:00:00+00:00")
    arxiv.ar5iv_pages["2602.11557"] = PAGE
    assert brief_of(api, length="full")["read"] == {KETTLE.key: "ar5iv"}


def test_where_nobody_has_one_or_the_brief_is_short_it_is_made_from_the_abstract_and_says_so(
    api: Api, services: Services, arxiv: ArxivStandin
) -> None:
    services.pool.add([KETTLE], seen_at="2026-06-19T08:00:00+00:00")
    full = brief_of(api, length="full")
    assert (full["state"], full["read"]) == ("done", {KETTLE.key: "abstract"})
    arxiv.pages["2602.11557v2"] = PAGE
    short = brief_of(api, length="short")
    assert (short["read"], parts_of(short)) == ({KETTLE.key: "abstract"}, {"Abstract"})
    assert len(arxiv.requests("/html/")) == 1


def test_a_brief_that_is_cancelled_while_its_text_is_fetched_is_not_written(
    with_key: Api, groq: GroqStandin, arxiv: ArxivStandin
) -> None:
    asked, leave = threading.Event(), threading.Event()

    def slow(_: Request) -> Answer:
        asked.set()
        leave.wait(60)
        return Answer(404)

    arxiv.route("/html/", slow)
    id = with_key.post("/briefs", {**ASKED, "length": "full", "extractive": False}).get_json()["id"]
    assert asked.wait(30)
    assert with_key.delete(f"/briefs/{id}").get_json()["state"] == "cancelled"
    for thread in threading.enumerate():
        if thread.name == "briefs":
            thread.join(30)  # while the page is still awaited
    leave.set()
    assert groq.asked() == []
