"""Saving, undoing, importing and exporting over the API."""

import pytest

from paper_radar.api.services import Services
from paper_radar.papers.model import Paper
from tests.api.conftest import Api

KEY = "arxiv:2602.11557"
PAPER = {
    "key": KEY,
    "title": "The Implicit Bias of Steepest Descent",
    "authors": ["Difan Zou"],
    "arxiv_id": "2602.11557",
}


def saved_keys(api: Api) -> list[str]:
    return [item["paper"]["key"] for item in api.get("/library").get_json()["items"]]


def test_a_paper_of_the_pool_is_saved_by_its_key(api: Api, services: Services) -> None:
    services.pool.add([Paper(key=KEY, title="T", abstract="A")], seen_at="2026-06-19T08:00:00+00:00")
    answer = api.post("/library", {"key": KEY})
    assert (answer.status_code, answer.get_json()["paper"]["abstract"]) == (201, "A")
    assert api.post("/library", {"key": KEY}).status_code == 200
    assert saved_keys(api) == [KEY]


def test_a_page_is_saved_from_its_facts(api: Api) -> None:
    facts = {"url": "https://j.example/7", "meta": [["citation_title", "On Margins"], ["citation_doi", "10.1234/abc"]]}
    answer = api.post("/library", {"facts": facts})
    assert answer.status_code == 201
    assert answer.get_json()["paper"]["key"] == "doi:10.1234/abc"
    assert answer.get_json()["origins"]["title"]


def test_an_idempotency_key_saves_once_even_after_a_removal(api: Api) -> None:
    body = {"paper": PAPER, "idempotency_key": "7f3a"}
    api.post("/library", body)
    api.delete(f"/library/{KEY}")
    api.post("/library", body)
    assert saved_keys(api) == []


@pytest.mark.parametrize(
    "key", [KEY, "arxiv:hep-th/9901001", "url:https://blog.example//post?a=1", "doi:10.1000/x%y#z"]
)
def test_unsaving_is_undone_with_tags_and_note(api: Api, key: str) -> None:
    from urllib.parse import quote

    api.post("/library", {"paper": {**PAPER, "key": key}, "tags": ["margins"]})
    path = f"/library/{quote(key, safe='')}"
    assert api.patch(path, {"note": "read §3", "stars": 4, "status": "reading"}).status_code == 200
    removed = api.delete(path).get_json()
    assert saved_keys(api) == []
    assert api.post("/library", {"saved": removed}).status_code == 201
    [item] = api.get("/library").get_json()["items"]
    assert (item["note"], item["stars"], item["status"], item["tags"]) == ("read §3", 4, "reading", ["margins"])


def test_the_library_is_searched(api: Api) -> None:
    api.post("/library", {"paper": PAPER})
    api.post("/library", {"paper": {"key": "arxiv:2606.00001", "title": "Muon"}, "note": "ask Ada"})
    assert [i["paper"]["title"] for i in api.get("/library?q=ada").get_json()["items"]] == ["Muon"]
    assert api.get("/library?q=steepest&limit=0").get_json() == {"total": 1, "items": []}


@pytest.mark.parametrize("body", [{}, {"key": KEY, "paper": PAPER}, {"paper": {"title": "no key"}}, {"key": KEY}])
def test_what_cannot_be_saved_is_refused(api: Api, body: dict[str, object]) -> None:
    assert api.post("/library", body).status_code in (400, 404, 422)
    assert saved_keys(api) == []


def test_a_page_without_a_paper_is_not_saved_as_one(api: Api) -> None:
    facts = {"url": "https://arxiv.org/list/cs.LG/recent", "items": [{"href": "/abs/2606.00001", "title": "One"}]}
    assert api.post("/library", {"facts": facts}).status_code == 400
