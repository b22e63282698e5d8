"""A brief asked for, read as it comes, and kept."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from paper_radar.api.briefs import MOST_READERS
from paper_radar.api.kept import KeptPapers
from paper_radar.api.services import Services
from paper_radar.papers.model import Paper
from tests.api.conftest import Api, Clock, keyed
from tests.standins.groq import GroqStandin

PAPER = Paper(
    key="arxiv:2602.11557",
    title="The Implicit Bias of Steepest Descent",
    abstract="We study steepest descent. We show that it converges to the maximum margin. This needs full batches.",
)
OTHER = Paper(
    key="arxiv:2602.20001",
    title="Margins Elsewhere",
    abstract="We propose a margin for graphs. We find that it grows with depth on all graphs that were tried.",
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
def with_key(services: Services, groq: GroqStandin, clock: Clock) -> Iterator[Api]:
    """The service of a reader who has a Groq key."""
    with keyed(services, groq, clock, PAPER) as api:
        yield api


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
    streamed = [data["statement"] for name, data in seen if name == "statement"]
    name, last = seen[-1]
    assert name == "done"
    assert streamed == last["brief"]["statements"] != []
    assert all(said["passages"][0]["quote"] in PAPER.abstract for said in streamed)
    kept = with_key.post("/briefs", ASKED).get_json()
    assert (kept["state"], kept["statements"], kept["origin"]) == ("done", streamed, "groq")
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


def test_the_model_is_told_why_the_paper_is_on_the_radar(with_key: Api, groq: GroqStandin) -> None:
    with_key.post("/radar", {"kind": "topic", "value": "steepest descent"})
    events(with_key, with_key.post("/briefs", ASKED).get_json()["id"])
    assert "topic steepest descent" in groq.asked()[0]["messages"][1]["content"]


@pytest.fixture
def two(services: Services) -> list[str]:
    services.pool.add([PAPER, OTHER], seen_at="2026-06-19T08:00:00+00:00")
    return [PAPER.key, OTHER.key]


def test_briefs_of_several_papers_are_of_their_kind(api: Api, two: list[str]) -> None:
    for kind in ("beside", "several"):
        brief = api.post("/briefs", {"keys": two, "kind": kind}).get_json()
        assert (brief["kind"], brief["state"], brief["keys"]) == (kind, "done", two)
        assert [paper["title"] for paper in brief["papers"]] == [PAPER.title, OTHER.title]
    assert api.post("/briefs", {"keys": two}).status_code == 400
    assert api.post("/briefs", {"keys": two, "kind": "duel"}).status_code == 422


def test_with_a_key_a_brief_without_a_model_can_be_had(with_key: Api, groq: GroqStandin) -> None:
    brief = with_key.post("/briefs", {**ASKED, "extractive": True}).get_json()
    assert (brief["state"], brief["origin"], groq.asked()) == ("done", "extractive", [])


def test_kept_briefs_are_found_by_words_and_by_paper_newest_first(api: Api, clock: Clock, two: list[str]) -> None:
    ids = []
    for asked in ({"keys": two[:1]}, {"keys": two[1:]}, {"keys": two, "kind": "several"}):
        clock.forward(minutes=1)
        ids.append(api.post("/briefs", asked).get_json()["id"])

    def found(query: str = "") -> tuple[int, list[int]]:
        answer = api.get(f"/briefs{query}").get_json()
        return answer["total"], [ids.index(brief["id"]) for brief in answer["items"]]

    assert found() == (3, [2, 1, 0])
    assert found("?limit=1&offset=1") == (3, [1])
    assert found("?q=STEEPEST%20bias") == (2, [2, 0])
    assert found("?q=steepest%20zebra") == (0, [])
    assert found(f"?key={OTHER.key}") == (2, [2, 1])
    assert found(f"?key={OTHER.key}&q=steepest") == (1, [2])
    assert api.get("/briefs?limit=1000").status_code == 422


def test_a_brief_is_found_under_every_key_of_its_paper(api: Api, services: Services) -> None:
    published = replace(PAPER, key="doi:10.1000/steep", doi="10.1000/steep", source="a journal")
    services.pool.add([published], seen_at="2026-06-19T08:00:00+00:00")
    brief = api.post("/briefs", {"keys": [published.key]}).get_json()
    services.pool.add([replace(PAPER, doi="10.1000/steep")], seen_at="2026-06-19T08:00:00+00:00")
    for key in (PAPER.key, published.key):
        assert [found["id"] for found in api.get(f"/briefs?key={key}").get_json()["items"]] == [brief["id"]]
    both = [published.key, PAPER.key]
    assert api.post("/briefs", {"keys": both}).get_json()["error"]["code"] == "bad_input"
    assert api.post("/briefs", {"keys": both[:1]}).get_json()["keys"] == [PAPER.key]


def test_a_brief_that_was_taken_away_is_put_back_as_it_was(api: Api, two: list[str]) -> None:
    brief = api.post("/briefs", {"keys": two, "kind": "several"}).get_json()
    removed = api.post(f"/briefs/{brief['id']}/remove").get_json()
    assert removed == brief
    assert api.get(f"/briefs/{brief['id']}").status_code == 404
    assert api.post(f"/briefs/{brief['id']}/remove").status_code == 404
    assert api.post("/briefs/restore", {"brief": removed}).get_json() == brief
    assert api.get("/briefs").get_json()["items"] == [brief]


@pytest.mark.parametrize(
    "change",
    [
        {"id": "../../etc"},
        {"keys": []},
        {"state": "running"},
        {"kind": "poem"},
        {"text": None},
        {"statements": [{"section": "praise", "text": "x", "passages": [], "problems": []}]},
        {"statements": [{"section": "claim", "text": "x" * 100_000, "passages": [], "problems": []}]},
        {"statements": [{"section": "claim", "text": "x", "passages": [{"key": "k"}], "problems": []}]},
        {"papers": [{"key": "arxiv:1"}]},
        {"papers": 7},
    ],
)
def test_what_is_no_brief_is_not_put_back(api: Api, two: list[str], change: dict[str, Any]) -> None:
    brief = api.post("/briefs", {"keys": two[:1]}).get_json()
    api.post(f"/briefs/{brief['id']}/remove")
    assert api.post("/briefs/restore", {"brief": {**brief, **change}}).status_code in (400, 422)
    assert api.get("/briefs").get_json()["total"] == 0


def test_a_brief_written_again_in_between_is_not_overwritten_by_an_undo(api: Api, two: list[str]) -> None:
    old = api.post("/briefs", {"keys": two[:1]}).get_json()
    api.post(f"/briefs/{old['id']}/remove")
    new = api.post("/briefs", {"keys": two[:1]}).get_json()
    assert api.post("/briefs/restore", {"brief": {**old, "text": "older"}}).get_json() == new


def test_a_later_version_of_a_paper_is_told(api: Api, services: Services, two: list[str]) -> None:
    services.pool.add([replace(PAPER, version=1)], seen_at="2026-06-19T08:00:00+00:00")
    brief = api.post("/briefs", ASKED).get_json()
    assert brief["newer"] == []
    services.pool.add([replace(PAPER, version=2)], seen_at="2026-06-20T08:00:00+00:00")
    newer = [{"key": PAPER.key, "version": 2}]
    assert api.get(f"/briefs/{brief['id']}").get_json()["newer"] == newer
    assert api.get("/briefs").get_json()["items"][0]["newer"] == newer
    assert api.post("/briefs", {**ASKED, "force": True}).get_json()["newer"] == []


def test_a_brief_is_to_be_had_as_markdown(api: Api, two: list[str]) -> None:
    brief = api.post("/briefs", {"keys": two, "kind": "several"}).get_json()
    answer = api.get(f"/briefs/{brief['id']}/markdown")
    assert answer.mimetype == "text/markdown"
    assert brief["statements"][0]["text"] in answer.get_data(as_text=True)
    assert api.get("/briefs/nobody/markdown").status_code == 404


def test_a_paper_of_a_brief_stays_in_the_pool(api: Api, services: Services, two: list[str]) -> None:
    api.post("/briefs", {"keys": two, "kind": "several"})
    assert set(two) <= KeptPapers(services.workspace, services.library)()


def test_what_cannot_be_briefed_is_told(api: Api) -> None:
    assert api.post("/briefs", {"keys": ["arxiv:2602.99999"]}).status_code == 404
    assert api.post("/briefs", {"keys": []}).status_code == 422
    assert api.post("/briefs", {**ASKED, "language": "tlh"}).status_code == 422
    assert api.get("/briefs/nobody").status_code == 404
    assert api.get("/briefs/nobody/events").status_code == 404
    assert api.delete("/briefs/nobody").status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"updated": "![](//a.b)"},
        {"created": "zzzz"},
        {"read": {PAPER.key: "https://evil.example"}},
        {"read": {f"arxiv:{number}": "html" for number in range(100)}},
        {"digests": {PAPER.key: "x" * 100_000}},
        {"paper_versions": {f"arxiv:{number}": 1 for number in range(100)}},
        {"tokens": -1},
        {"papers": [], "model": "\ud800"},
    ],
)
def test_what_no_brief_of_ours_holds_is_not_put_back(api: Api, two: list[str], change: dict[str, Any]) -> None:
    brief = api.post("/briefs", {"keys": two[:1]}).get_json()
    api.post(f"/briefs/{brief['id']}/remove")
    assert api.post("/briefs/restore", {"brief": {**brief, **change}}).status_code in (400, 422)
    assert api.get("/briefs").get_json()["total"] == 0


def test_readers_of_events_leave_the_server_threads_for_the_rest(api: Api, two: list[str]) -> None:
    id = api.post("/briefs", {"keys": two[:1]}).get_json()["id"]
    readers = [api.get(f"/briefs/{id}/events") for _ in range(MOST_READERS)]
    assert all(next(reader.response).startswith(b"event: state") for reader in readers)
    assert events(api, id) == []
    for reader in readers:
        reader.close()
    assert events(api, id)[-1][0] == "done"
