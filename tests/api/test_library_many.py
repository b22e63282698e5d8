"""Many saved papers changed, removed and brought back at once, over the API."""

import json
from typing import Any

import pytest

from paper_radar.api.services import Services
from paper_radar.library.record import Saved
from paper_radar.papers.model import Paper
from tests.api.conftest import Api

KEYS = [f"arxiv:2602.{number:05}" for number in range(1, 6)]


@pytest.fixture(autouse=True)
def library(api: Api) -> None:
    for number, key in enumerate(KEYS):
        paper = {"key": key, "arxiv_id": key[6:], "title": f"Paper number {number}", "authors": ["Ada Lovelace"]}
        api.post("/library", {"paper": paper, "tags": ["Muon"] if number < 2 else [], "stars": number})


def items(api: Api) -> dict[str, dict[str, Any]]:
    return {item["paper"]["key"]: item for item in api.get("/library").get_json()["items"]}


def own(api: Api) -> dict[str, Any]:
    return {key: (item["tags"], item["status"], item["stars"]) for key, item in items(api).items()}


def test_tags_status_and_stars_of_many_are_changed_and_changed_back(api: Api, services: Services) -> None:
    before, revision = own(api), services.workspace.revision("library")
    body = {"keys": KEYS, "add_tags": ["to discuss"], "remove_tags": ["muon"], "status": "reading"}
    answer = api.post("/library/bulk", body).get_json()
    assert answer["changed"] == 5
    assert own(api) == {key: (["to discuss"], "reading", number) for number, key in enumerate(KEYS)}
    undone = api.post("/library/bulk/restore", {"items": answer["before"]}).get_json()
    assert own(api) == before
    assert services.workspace.revision("library") == revision + 2
    api.post("/library/bulk/restore", {"items": undone["before"]})
    assert own(api)[KEYS[0]] == (["to discuss"], "reading", 0)


def test_the_undo_of_a_change_keeps_what_was_edited_since(api: Api) -> None:
    answer = api.post("/library/bulk", {"keys": KEYS, "add_tags": ["to discuss"], "status": "reading"}).get_json()
    api.patch(f"/library/{KEYS[0]}", {"tags": ["Muon", "to discuss", "mine"], "status": "read"})
    api.post("/library/bulk/restore", {"items": answer["before"]})
    assert own(api)[KEYS[0]] == (["Muon", "mine"], "read", 0)
    assert own(api)[KEYS[1]] == (["Muon"], "to_read", 1)


def test_a_change_that_changes_nothing_writes_nothing(api: Api, services: Services) -> None:
    revision = services.workspace.revision("library")
    answer = api.post("/library/bulk", {"keys": [*KEYS, "arxiv:9999.00001"], "remove_tags": ["none of them"]})
    assert answer.get_json() == {"changed": 0, "before": []}
    assert services.workspace.revision("library") == revision


def test_one_paper_with_too_many_tags_keeps_all_of_them_as_they_were(api: Api) -> None:
    api.post("/library/bulk", {"keys": KEYS[:1], "add_tags": [f"tag {number}" for number in range(49)]})
    before = own(api)
    answer = api.post("/library/bulk", {"keys": KEYS, "add_tags": ["one more"]})
    assert answer.status_code == 400 and "Paper number 0" in answer.get_json()["error"]["message"]
    assert own(api) == before


def test_many_are_removed_and_brought_back_as_they_were(api: Api, services: Services) -> None:
    before, revision = items(api), services.workspace.revision("library")
    removed = api.post("/library/remove", {"keys": [*KEYS[:3], KEYS[0], "doi:10.1/none"]}).get_json()["removed"]
    assert [saved["paper"]["key"] for saved in removed] == KEYS[:3]
    assert [*items(api)] == [KEYS[4], KEYS[3]]
    assert services.library.keys() == frozenset(KEYS[3:])
    assert api.post("/library/restore", {"items": removed}).get_json() == {"changed": 3}
    assert items(api) == before
    assert services.workspace.revision("library") == revision + 2


def test_a_save_repeated_after_a_removal_of_many_brings_nothing_back(api: Api) -> None:
    body = {"paper": {"key": "arxiv:2602.00009", "title": "Saved under a key"}, "idempotency_key": "7f3a"}
    api.post("/library", body)
    api.post("/library/remove", {"keys": [*KEYS, "arxiv:2602.00009"]})
    api.post("/library", body)
    assert items(api) == {}


def test_the_removal_of_a_whole_library_is_undone_however_large_it_is(api: Api, services: Services) -> None:
    text = "A sentence of an abstract, one among many others. " * 40
    papers = [
        Saved(paper=Paper(key=f"arxiv:2603.{number:05}", title=f"Paper {number}", abstract=text), note="Mine.")
        for number in range(1_500)
    ]
    services.library.add_many(papers)
    removed = api.post("/library/remove", {"keys": [saved.paper.key for saved in papers]}).get_json()["removed"]
    assert len(json.dumps(removed)) > 2_000_000 and services.library.count() == 5
    assert api.post("/library/restore", {"items": removed}).get_json() == {"changed": 1_500}
    assert services.library.count() == 1_505


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("bulk", {"keys": KEYS, "stars": 6}),
        ("bulk", {"keys": []}),
        ("bulk", {"keys": KEYS, "status": "done"}),
        ("bulk", {"keys": KEYS, "note": "for all"}),
        ("remove", {"keys": "all"}),
        ("restore", {"items": [{"paper": {"title": "no key"}}]}),
        ("seen", {}),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(api: Api, path: str, body: dict[str, Any]) -> None:
    before = items(api)
    assert api.post(f"/library/{path}", body).status_code in (400, 422)
    assert items(api) == before


def test_the_keys_of_all_that_is_found_come_in_its_order(api: Api) -> None:
    assert api.get("/library/keys?sort=stars").get_json() == {"keys": KEYS[::-1]}
    assert api.get("/library/keys?tag=muon&sort=-stars").get_json() == {"keys": KEYS[:2]}
    assert api.get("/library/keys?q=nothing+so+named").get_json() == {"keys": []}


def test_news_are_told_with_the_paper_until_they_were_seen(api: Api, services: Services) -> None:
    news = {"what": "version", "at": "2026-06-19T09:00:00+00:00", "version": 2, "venue": "", "doi": ""}
    [removed] = api.post("/library/remove", {"keys": KEYS[:1]}).get_json()["removed"]
    api.post("/library/restore", {"items": [{**removed, "news": [news]}]})
    assert items(api)[KEYS[0]]["news"] == [news]
    assert api.post("/library/seen", {"keys": KEYS}).get_json() == {"changed": 1}
    assert items(api)[KEYS[0]]["news"] == []
    assert api.post("/library/seen", {"keys": KEYS}).get_json() == {"changed": 0}
