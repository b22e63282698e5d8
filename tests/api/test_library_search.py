"""The library asked by words, filters and orders, over the API."""

from typing import Any
from urllib.parse import urlencode

import pytest

from tests.api.conftest import Api

MUON = {
    "key": "arxiv:2602.11557",
    "title": "The Implicit Bias of Steepest Descent",
    "authors": ["Difan Zou"],
    "arxiv_id": "2602.11557",
    "published": "2026-02-12",
    "source": "arxiv",
}
HIGGS = {
    "key": "doi:10.1000/higgs",
    "title": "A Higgs boson",
    "authors": ["Gérard 't Hooft"],
    "doi": "10.1000/higgs",
    "published": "2012",
    "source": "web",
}
BLOG = {"key": "url:https://blog.example/muon", "title": "“Muon”, explained", "source": "web"}


@pytest.fixture(autouse=True)
def library(api: Api) -> None:
    api.post("/library", {"paper": MUON, "tags": ["optimisers", "muon"], "stars": 4, "status": "read"})
    api.post("/library", {"paper": HIGGS, "tags": ["physics"], "note": "ask Ada"})
    api.post("/library", {"paper": BLOG, "tags": ["Muon"], "stars": 2})


def found(api: Api, **query: Any) -> list[str]:
    answer = api.get(f"/library?{urlencode(query, doseq=True)}").get_json()
    assert answer["total"] == len(answer["items"])
    return [item["paper"]["title"][:6].strip("“”") for item in answer["items"]]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"q": "gerard HOOFT"}, ["A Higg"]),
        ({"q": '"implicit bias"'}, ["The Im"]),
        ({"q": "muon -explained"}, ["The Im"]),
        ({"tag": "muon"}, ["Muon", "The Im"]),
        ({"tag": ["muon", "optimisers"]}, ["The Im"]),
        ({"tag": "mu"}, []),
        ({"status": "read"}, ["The Im"]),
        ({"source": "arxiv"}, ["The Im"]),
        ({"source": "journal"}, ["A Higg"]),
        ({"source": "web"}, ["Muon"]),
        ({"source": "import"}, []),
        ({"year": "2012"}, ["A Higg"]),
        ({"status": "to_read", "tag": "physics", "year": "2012", "q": "ada"}, ["A Higg"]),
        ({"sort": "-saved"}, ["The Im", "A Higg", "Muon"]),
        ({"sort": "published"}, ["The Im", "A Higg", "Muon"]),
        ({"sort": "-published"}, ["A Higg", "The Im", "Muon"]),
        ({"sort": "title"}, ["A Higg", "Muon", "The Im"]),
        ({"sort": "-title"}, ["The Im", "Muon", "A Higg"]),
        ({"sort": "author"}, ["A Higg", "The Im", "Muon"]),
        ({"sort": "stars"}, ["The Im", "Muon", "A Higg"]),
        ({"sort": "-stars"}, ["A Higg", "Muon", "The Im"]),
    ],
)
def test_the_library_answers_with_what_was_asked_in_the_order_asked_for(
    api: Api, query: dict[str, Any], titles: list[str]
) -> None:
    assert found(api, **query) == titles


def test_what_was_edited_last_is_the_latest_updated(api: Api, clock: Any) -> None:
    clock.forward(minutes=1)
    api.patch("/library/arxiv%3A2602.11557", {"note": "read §3"})
    assert found(api, sort="updated")[0] == "The Im"


@pytest.mark.parametrize(
    "query", ["sort=size", "sort=--title", "status=done", "source=nature", "year=26", "limit=201", "offset=-1", "foo=1"]
)
def test_what_cannot_be_asked_is_refused_with_the_field_that_is_wrong(api: Api, query: str) -> None:
    answer = api.get(f"/library?{query}")
    assert answer.status_code == 422
    error = answer.get_json()["error"]
    assert error["code"] == "invalid" and query.partition("=")[0] in error["message"]


def test_facets_say_what_each_further_choice_would_show(api: Api) -> None:
    assert (
        api.get("/library/facets").get_json()
        == {
            "total": 3,
            "tags": [{"tag": "muon", "count": 2}, {"tag": "optimisers", "count": 1}, {"tag": "physics", "count": 1}],
            "statuses": {"to_read": 2, "reading": 0, "read": 1},
            "sources": {"arxiv": 1, "huggingface": 0, "journal": 1, "web": 1, "import": 0},
            "years": [{"year": "2026", "count": 1}, {"year": "2012", "count": 1}],
        }
        or api.get("/library/facets").get_json()["tags"][0]["tag"] == "Muon"
    )


def test_of_a_filter_that_is_set_the_facets_tell_what_another_choice_of_it_would_show(api: Api) -> None:
    answer = api.get("/library/facets?status=read").get_json()
    assert answer["total"] == 1
    assert answer["statuses"] == {"to_read": 2, "reading": 0, "read": 1}
    assert answer["sources"]["arxiv"] == 1 and answer["sources"]["web"] == 0
    assert [one["tag"] for one in answer["tags"]] == ["muon", "optimisers"]
    assert answer["years"] == [{"year": "2026", "count": 1}]


def test_what_a_brief_says_leads_to_its_saved_paper(api: Api):
    paper = {**MUON, "key": "arxiv:2602.11558", "arxiv_id": "2602.11558", "title": "On Quokkas"}
    api.post("/library", {"paper": {**paper, "abstract": "We show that quokkas smile at every visitor they meet."}})
    id = api.post("/briefs", {"keys": ["arxiv:2602.11558"]}).get_json()["id"]
    brief = api.post(f"/briefs/{id}/remove").get_json()
    brief["statements"][0]["text"] = "Marsupials are friendly."
    assert found(api, q="friendly") == []
    assert api.post("/briefs/restore", {"brief": brief}).status_code == 200
    assert found(api, q="marsupials smile") == ["On Quo"]
    text = api.post("/library/export", {"format": "markdown"}).get_data(as_text=True)
    assert "  - Claim: Marsupials are friendly.\n" in text
