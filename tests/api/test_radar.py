"""Following and unfollowing."""

from dataclasses import replace

import pytest

from paper_radar.api.services import Services
from paper_radar.matching.rows import fingerprint_of
from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry
from tests.api.conftest import Api
from tests.standins.arxiv import ArxivStandin

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


@pytest.mark.parametrize(
    ("text", "author_id"),
    [
        ("zou_d_1", "zou_d_1"),
        ("https://arxiv.org/a/zou_d_1.atom2", "zou_d_1"),
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
    ],
)
def test_an_author_is_followed_by_id_however_the_id_is_given(api: Api, text: str, author_id: str) -> None:
    entry = api.post("/radar", {"kind": "author", "value": "Difan Zou", "author_id": text}).get_json()
    assert entry["author_id"] == author_id
    assert api.post("/radar", api.delete(f"/radar/{entry['id']}").get_json()).get_json() == entry


@pytest.mark.parametrize(
    "text", ["Difan Zou", "0000-0002-1825-0098", "zou_d", "../zou_d_1", "https://e.test/a/zou_d_1"]
)
def test_what_is_no_author_id_is_refused_with_a_hint(api: Api, text: str) -> None:
    answer = api.post("/radar", {"kind": "author", "value": "Difan Zou", "author_id": text})
    assert answer.status_code == 400
    assert "zou_d_1" in answer.get_json()["error"]["hint"]


def test_only_an_author_has_an_author_id(api: Api) -> None:
    assert api.post("/radar", {"kind": "topic", "value": "LoRA", "author_id": "zou_d_1"}).status_code == 400


def test_following_by_id_who_is_followed_already_adds_the_id(api: Api) -> None:
    first = api.post("/radar", {"kind": "author", "value": "Difan Zou"}).get_json()
    again = api.post("/radar", {"kind": "author", "value": "Difan Zou", "author_id": "zou_d_1"})
    assert (again.status_code, again.get_json()) == (200, {**first, "author_id": "zou_d_1"})
    assert api.post("/radar", {"kind": "author", "value": "difan zou"}).get_json() == again.get_json()


def test_two_people_of_one_name_are_followed_by_their_ids(api: Api) -> None:
    for author_id in ("li_j_1", "li_j_2"):
        body = {"kind": "author", "value": "Jun Li", "author_id": author_id}
        assert api.post("/radar", body).status_code == 201
    assert len(api.get("/radar").get_json()["entries"]) == 2


def test_an_author_id_is_changed_and_taken_away_with_what_it_confirmed(api: Api, services: Services) -> None:
    own = {"paper": "arxiv:2602.00001", "text": "D. Zou", "coauthors": [], "categories": [], "by": ""}
    by_id = {**own, "paper": PAPER.key, "by": "zou_d_1"}
    body = {"kind": "author", "value": "Difan Zou", "author_id": "zou_d_1", "same": [own, by_id]}
    id = api.post("/radar", body).get_json()["id"]
    kept = api.patch(f"/radar/{id}", {"author_id": "https://arxiv.org/a/zou_d_1"}).get_json()
    assert kept["same"] == [own, by_id]
    changed = api.patch(f"/radar/{id}", {"author_id": "zou_d_2"}).get_json()
    assert (changed["author_id"], changed["same"]) == ("zou_d_2", [own])
    assert api.patch(f"/radar/{id}", {"author_id": ""}).get_json()["author_id"] == ""
    assert api.patch(f"/radar/{id}", {"author_id": "zou_d"}).status_code == 400


def test_an_author_followed_by_id_is_found_on_their_papers_and_on_no_namesakes(
    api: Api, services: Services, arxiv: ArxivStandin
) -> None:
    theirs = replace(PAPER, authors=("Ada Lovelace", "J. Li"), arxiv_id="2602.11557", primary_category="cs.LG")
    other = replace(theirs, key="arxiv:2602.11558", arxiv_id="2602.11558", title="Spin glasses", authors=("J. Li",))
    arxiv.papers[:] = [theirs, other]
    arxiv.authors["li_j_7"] = [theirs.key]
    body = {"kind": "author", "value": "Jun Li", "author_id": "li_j_7"}
    id = api.post("/radar", body).get_json()["id"]
    (fetch,) = services.refresher.run(only=["arxiv-authors"])
    assert (fetch.new, fetch.error) == (1, "")
    (entry,) = api.get("/radar").get_json()["entries"]
    assert [(sighting["paper"], sighting["text"], sighting["by"]) for sighting in entry["same"]] == [
        (theirs.key, "J. Li", "li_j_7")
    ]
    services.pool.add([other], seen_at="2026-06-19T09:00:00+00:00")
    seen = services.reading.see([theirs, other])
    assert [[(hit.entry_id, hit.level) for hit in each.hits] for each in seen] == [[(id, "match")], [(id, "possible")]]


def test_an_author_id_alone_makes_no_hit_stale() -> None:
    entry = Entry(id="1", kind="author", value="Jun Li")
    assert fingerprint_of(replace(entry, author_id="li_j_7")) == fingerprint_of(entry)
