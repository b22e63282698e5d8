"""The people behind a followed name, and the reader's word on them."""

from typing import Any

import pytest

from paper_radar.api.services import Services
from paper_radar.papers.model import Paper
from tests.api.conftest import Api


def paper(number: int, category: str, *authors: str) -> Paper:
    return Paper(
        key=f"arxiv:2606.{number:05}",
        title=f"Paper {number}",
        authors=authors,
        categories=(category,),
        primary_category=category,
        announced=f"2026-06-{number:02}",
    )


LEARNING = [
    paper(1, "cs.LG", "Wei Wang", "Sonya Kovalevskaya"),
    paper(2, "cs.LG", "Sonya Kovalevskaya", "Wei Wang", "Emmy Noether"),
    paper(3, "cs.LG", "Emmy Noether", "Wei Wang"),
]
STARS = [
    paper(4, "astro-ph.GA", "Vera Rubin", "Wei Wang"),
    paper(5, "astro-ph.GA", "Vera Rubin", "Wei Wang"),
]


@pytest.fixture(autouse=True)
def pool(services: Services) -> None:
    services.pool.add([*LEARNING, *STARS, paper(6, "cs.LG", "Ada Lovelace")], seen_at="2026-06-19T09:00:00+00:00")


@pytest.fixture
def author(api: Api) -> str:
    return str(api.post("/radar", {"kind": "author", "value": "Wei Wang"}).get_json()["id"])


def people(api: Api, id: str) -> Any:
    answer = api.get(f"/radar/{id}/people")
    assert answer.status_code == 200
    return answer.get_json()


def say(api: Api, id: str, person: Any, same: bool | None) -> None:
    answer = api.post(f"/radar/{id}/sightings", {"sightings": person["sightings"], "same": same})
    assert answer.status_code == 200


def test_two_people_of_one_name_are_told_apart_by_company_and_field(api: Api, author: str) -> None:
    answer = people(api, author)
    assert (answer["told"], answer["count"], answer["more"]) == ("several", 5, 0)
    learning, stars = answer["people"]
    assert learning["coauthors"] == ["Emmy Noether", "Sonya Kovalevskaya"]
    assert learning["categories"] == ["cs.LG"]
    assert [shown["title"] for shown in learning["papers"]] == ["Paper 3", "Paper 2", "Paper 1"]
    assert (stars["coauthors"], stars["categories"], stars["count"]) == (["Vera Rubin"], ["astro-ph.GA"], 2)
    assert {person["verdict"] for person in answer["people"]} == {""}


def test_the_word_on_a_person_is_shown_and_can_be_taken_back(api: Api, author: str) -> None:
    before = people(api, author)
    say(api, author, before["people"][0], same=True)
    say(api, author, before["people"][1], same=False)
    after = people(api, author)
    assert [(person["verdict"], person["count"]) for person in after["people"]] == [("same", 3), ("other", 2)]
    for person in after["people"]:
        say(api, author, person, same=None)
    assert people(api, author) == before


def test_the_papers_of_another_person_hit_no_more(api: Api, author: str) -> None:
    say(api, author, people(api, author)["people"][1], same=False)
    answer = api.get("/feed?since=2026-06-01").get_json()
    assert {item["title"] for item in answer["items"]} == {"Paper 1", "Paper 2", "Paper 3"}


def test_a_name_that_one_person_bears_is_one_person(api: Api) -> None:
    id = api.post("/radar", {"kind": "author", "value": "Emmy Noether"}).get_json()["id"]
    answer = people(api, id)
    assert (answer["told"], len(answer["people"]), answer["count"]) == ("one", 1, 2)


def test_a_name_on_no_paper_has_nobody_behind_it(api: Api) -> None:
    id = api.post("/radar", {"kind": "author", "value": "Nobody Inparticular"}).get_json()["id"]
    assert people(api, id) == {"told": "one", "settled": True, "count": 0, "more": 0, "people": []}


def test_a_person_takes_few_of_the_sightings_that_an_entry_holds(api: Api, services: Services) -> None:
    many = [paper(number % 28 + 1, "cs.LG", "Difan Zou", "Ada Lovelace") for number in range(28)]
    services.pool.add(many, seen_at="2026-06-19T09:00:00+00:00")
    id = api.post("/radar", {"kind": "author", "value": "Difan Zou"}).get_json()["id"]
    (person,) = people(api, id)["people"]
    assert person["count"] > len(person["sightings"]) == 12


def test_a_topic_has_no_people_and_the_answer_says_what_to_ask_for(api: Api) -> None:
    id = api.post("/radar", {"kind": "topic", "value": "Muon"}).get_json()["id"]
    answer = api.get(f"/radar/{id}/people")
    assert answer.status_code == 400
    assert answer.get_json()["error"]["hint"]


def test_an_entry_that_is_not_there_is_a_404(api: Api) -> None:
    assert api.get("/radar/abc/people").status_code == 404


def test_once_the_reader_says_who_is_meant_the_other_person_is_no_match(api: Api, author: str) -> None:
    say(api, author, people(api, author)["people"][0], same=True)
    answer = api.get("/feed?since=2026-06-01").get_json()
    found = {item["title"]: (item["hits"][0]["level"], item["hits"][0]["rule"]) for item in answer["items"]}
    assert {found[f"Paper {number}"] for number in (1, 2, 3)} == {("match", "same-person")}
    assert {found[f"Paper {number}"] for number in (4, 5)} == {("possible", "namesake")}
