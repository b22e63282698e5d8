"""The reader's word on what was found in a paper: same person, another person, a topic muted there; and its undo."""

from typing import Any

import pytest

from paper_radar.api import sightings
from paper_radar.api.services import Services
from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry, from_json
from tests.api.conftest import Api

PAPER = Paper(
    key="arxiv:2602.11557",
    title="The Implicit Bias of Steepest Descent",
    authors=("Ada Lovelace", "D. Zou", "Sonya Kovalevskaya"),
    categories=("cs.LG", "stat.ML"),
)
HERE = {"paper": PAPER.key, "text": "D. Zou"}
CONTEXT = {"coauthors": ["Ada Lovelace", "Sonya Kovalevskaya"], "categories": ["cs.LG", "stat.ML"]}
SIGHTING = {**HERE, **CONTEXT, "by": ""}


@pytest.fixture(autouse=True)
def pool(services: Services) -> None:
    more = [Paper(key=f"arxiv:2606.{n:05}", title="Muon", authors=("D. Zou",)) for n in range(101)]
    services.pool.add([PAPER, *more], seen_at="2026-06-19T09:00:00+00:00")


@pytest.fixture
def author(api: Api) -> str:
    return str(api.post("/radar", {"kind": "author", "value": "Difan Zou"}).get_json()["id"])


@pytest.fixture
def topic(api: Api) -> str:
    return str(api.post("/radar", {"kind": "topic", "value": "implicit bias"}).get_json()["id"])


def say(api: Api, id: str, same: bool | None, *sightings: dict[str, str]) -> Any:
    return api.post(f"/radar/{id}/sightings", {"sightings": list(sightings or [HERE]), "same": same})


def test_the_word_is_kept_with_the_company_and_the_field_of_the_paper(api: Api, author: str) -> None:
    entry = say(api, author, same=True).get_json()
    assert (entry["same"], entry["others"]) == ([SIGHTING], [])
    assert api.get("/radar").get_json()["entries"] == [entry]


def test_a_sighting_is_the_same_person_or_another_but_never_both(api: Api, author: str) -> None:
    say(api, author, same=True)
    entry = say(api, author, same=False).get_json()
    assert (entry["same"], entry["others"]) == ([], [SIGHTING])
    entry = say(api, author, True, {**HERE, "text": "D.  ZOU"}).get_json()
    assert ([sighting["text"] for sighting in entry["same"]], entry["others"]) == (["D. ZOU"], [])


def test_null_takes_the_word_back_although_the_paper_is_forgotten(api: Api, author: str) -> None:
    before = say(api, author, same=None).get_json()
    say(api, author, same=False)
    assert say(api, author, same=None).get_json() == before
    assert say(api, author, None, {"paper": "arxiv:2699.00001", "text": "D. Zou"}).status_code == 200


def test_two_names_on_one_paper_are_two_sightings(api: Api, author: str) -> None:
    say(api, author, same=True)
    entry = say(api, author, False, {**HERE, "text": "Ada Lovelace"}).get_json()
    assert [len(entry["same"]), len(entry["others"])] == [1, 1]


def test_a_topic_is_muted_on_the_paper_whichever_of_its_words_stand_there(api: Api, topic: str) -> None:
    say(api, topic, False, {"paper": PAPER.key, "text": "Implicit Bias"})
    entry = say(api, topic, False, {"paper": PAPER.key, "text": "implicit biases"}).get_json()
    assert [sighting["text"] for sighting in entry["others"]] == ["implicit biases"]
    assert say(api, topic, None, {"paper": PAPER.key, "text": "bias"}).get_json()["others"] == []


def test_many_sightings_are_judged_at_once_and_removing_the_entry_is_undone_with_them(api: Api, author: str) -> None:
    many = [{"paper": f"arxiv:2606.{n:05}", "text": "D. Zou"} for n in range(100)]
    assert len(say(api, author, False, *many).get_json()["others"]) == 100
    removed = api.delete(f"/radar/{author}").get_json()
    assert api.post("/radar", removed).get_json() == removed


def test_more_than_a_hundred_are_refused_and_none_is_forgotten(api: Api, author: str) -> None:
    many = [{"paper": f"arxiv:2606.{n:05}", "text": "D. Zou"} for n in range(100)]
    say(api, author, False, *many)
    refused = say(api, author, same=True)
    assert refused.status_code == 409
    assert "fuller form" in refused.get_json()["error"]["hint"]
    assert say(api, author, True, many[0]).status_code == 200  # it stood in the other list
    (entry,) = api.get("/radar").get_json()["entries"]
    assert [len(entry["same"]), len(entry["others"])] == [1, 99]


def test_a_paper_that_nobody_knows_is_a_404_with_a_hint(api: Api, author: str) -> None:
    refused = say(api, author, True, HERE, {"paper": "arxiv:2699.00001", "text": "D. Zou"})
    assert refused.status_code == 404
    assert "Open its page" in refused.get_json()["error"]["hint"]
    assert api.get("/radar").get_json()["entries"][0]["same"] == []


def test_a_paper_of_the_last_pages_is_known(api: Api, services: Services, author: str) -> None:
    services.visited.add([Paper(key="doi:10.1/x", title="On a page", authors=("D. Zou", "Emmy Noether"))])
    entry = say(api, author, True, {"paper": "doi:10.1/x", "text": "D. Zou"}).get_json()
    assert entry["same"][0]["coauthors"] == ["Emmy Noether"]


def test_an_entry_that_is_not_there_is_a_404(api: Api) -> None:
    assert say(api, "abc", same=True).status_code == 404


def test_what_makes_no_sense_is_refused(api: Api, author: str, topic: str) -> None:
    category = api.post("/radar", {"kind": "category", "value": "cs.LG"}).get_json()["id"]
    assert say(api, topic, same=True).status_code == 400
    assert say(api, category, same=False).status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        {"sightings": [], "same": True},
        {"sightings": [HERE] * 101, "same": True},
        {"sightings": [HERE]},
        {"sightings": [{"paper": PAPER.key, "text": ""}], "same": True},
        {"sightings": [{"paper": "", "text": "D. Zou"}], "same": True},
        {"sightings": [HERE], "same": "perhaps"},
        {"sightings": [HERE], "same": True, "colour": "red"},
        [],
    ],
)
def test_a_body_out_of_bounds_is_refused(api: Api, author: str, body: object) -> None:
    assert api.post(f"/radar/{author}/sightings", body).status_code == 422


def confirmed(services: Services, author: str, *papers: Paper) -> Entry:
    sightings.confirm(services.workspace, author, papers)
    return from_json(services.workspace.get("radar", author) or {})


def test_what_the_authors_own_feed_lists_is_theirs_for_certain(api: Api, services: Services) -> None:
    entry = api.post("/radar", {"kind": "author", "value": "Difan Zou", "author_id": "zou_d_1"}).get_json()
    assert [sighting.by for sighting in confirmed(services, entry["id"], PAPER).same] == ["zou_d_1"]
    (hit,) = services.reading.see([PAPER])[0].hits
    assert (hit.level, hit.rule, hit.text) == ("match", "same-person", "D. Zou")


def test_what_is_confirmed_leaves_the_reader_room_for_their_own_words(api: Api, services: Services) -> None:
    id = api.post("/radar", {"kind": "author", "value": "Difan Zou", "author_id": "zou_d_1"}).get_json()["id"]
    papers = [Paper(key=f"arxiv:2606.{n:05}", title="Muon", authors=("D. Zou",)) for n in range(101)]
    assert len(confirmed(services, id, *papers).same) == 100
    assert say(api, id, same=False).status_code == 200


def test_an_entry_that_is_gone_is_confirmed_in_nothing(services: Services) -> None:
    sightings.confirm(services.workspace, "0123456789ab", [PAPER])
    assert services.workspace.all("radar") == {}


def test_nothing_is_written_where_nothing_is_new(api: Api, services: Services, author: str) -> None:
    confirmed(services, author, PAPER)
    revision = services.workspace.revision("radar")
    confirmed(services, author, PAPER)
    assert services.workspace.revision("radar") == revision
