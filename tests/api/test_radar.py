"""Following and unfollowing."""

import pytest

from paper_radar.api.services import Services
from paper_radar.papers.model import Paper
from tests.api.conftest import Api

PAPER = Paper(
    key="arxiv:2602.11557",
    title="The Implicit Bias of Steepest Descent",
    authors=("Ada Lovelace", "Difan Zou", "Sonya Kovalevskaya"),
    categories=("cs.LG", "stat.ML"),
)


def test_an_author_followed_on_a_paper_keeps_the_company_and_the_field(api: Api, services: Services) -> None:
    services.pool.add([PAPER], seen_at="2026-06-19T09:00:00+00:00")
    answer = api.post("/radar", {"kind": "author", "value": "Difan Zou", "paper": PAPER.key})
    assert answer.status_code == 201
    assert answer.get_json()["coauthors"] == ["Ada Lovelace", "Sonya Kovalevskaya"]
    assert answer.get_json()["categories"] == ["cs.LG", "stat.ML"]


def test_following_twice_is_one_entry(api: Api) -> None:
    first = api.post("/radar", {"kind": "topic", "value": "Implicit bias"})
    second = api.post("/radar", {"kind": "topic", "value": "implicit  BIAS"})
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.get_json() == first.get_json()


def test_removing_is_undone_by_posting_the_answer_back(api: Api) -> None:
    entry = api.post("/radar", {"kind": "topic", "value": "LoRA", "aliases": ["low-rank adaptation"]}).get_json()
    removed = api.delete(f"/radar/{entry['id']}").get_json()
    assert api.get("/radar").get_json()["entries"] == []
    assert api.post("/radar", removed).status_code == 201
    assert api.get("/radar").get_json()["entries"] == [entry]


def test_an_entry_can_be_edited_and_paused(api: Api) -> None:
    entry = api.post("/radar", {"kind": "topic", "value": "LoRA"}).get_json()
    changed = api.patch(f"/radar/{entry['id']}", {"paused": True, "aliases": ["low-rank adaptation", " "]}).get_json()
    assert changed == {**entry, "paused": True, "aliases": ["low-rank adaptation"]}


def test_a_category_is_written_as_arxiv_writes_it(api: Api) -> None:
    assert api.post("/radar", {"kind": "category", "value": "CS.lg"}).get_json()["value"] == "cs.LG"
    assert (
        api.post("/radar", {"kind": "category", "value": "cond-mat.stat-mech"}).get_json()["value"]
        == "cond-mat.stat-mech"
    )
    assert api.post("/radar", {"kind": "category", "value": "Hep-TH"}).get_json()["value"] == "hep-th"


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "planet", "value": "Mars"},
        {"kind": "topic", "value": ""},
        {"kind": "topic", "value": "—"},
        {"kind": "topic", "value": "x" * 201},
        {"kind": "topic", "value": "x", "colour": "red"},
        {"kind": "topic", "value": 7},
        {"value": "x"},
        [],
    ],
)
def test_what_cannot_be_followed_is_refused_with_the_reason(api: Api, body: object) -> None:
    answer = api.post("/radar", body)
    assert answer.status_code in (400, 422)
    assert answer.get_json()["error"]["message"]
    assert api.get("/radar").get_json()["entries"] == []


def test_an_entry_that_is_not_there_is_a_404(api: Api) -> None:
    assert api.delete("/radar/abc").status_code == 404
    assert api.patch("/radar/abc", {"paused": True}).status_code == 404
