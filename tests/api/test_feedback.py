"""What "not for me" teaches, told at once."""

from paper_radar.api.services import Services
from tests.api.conftest import Api
from tests.api.test_taste import fill, save


def test_what_a_dismissal_taught_is_told(api: Api, services: Services) -> None:
    papers = fill(services)
    taught = [api.post("/feedback", {"key": each.key}).get_json()["learned"] for each in papers[:4]]
    assert taught[:2] == [[], []], "one may have any reason, and so may two"
    (learned,) = taught[2]
    assert (learned["kind"], learned["value"]) == ("word", "Muon") and learned["weight"] < 0
    assert [one["value"] for one in taught[3]] == ["Muon"], "it weighs more by now"
    assert taught[3][0]["weight"] < learned["weight"]


def test_what_is_forgotten_or_not_learned_is_not_told(api: Api, services: Services) -> None:
    papers = fill(services)
    for each in papers[:3]:
        api.post("/feedback", {"key": each.key})
    api.patch("/taste", {"ignore": [{"kind": "word", "value": "Muon"}]})
    assert api.post("/feedback", {"key": papers[3].key}).get_json()["learned"] == []
    api.patch("/taste", {"learning": False, "restore": [{"kind": "word", "value": "Muon"}]})
    assert api.post("/feedback", {"key": papers[4].key}).get_json()["learned"] == []


def test_to_dismiss_a_paper_twice_teaches_nothing_more(api: Api, services: Services) -> None:
    papers = fill(services)
    for each in papers[:3]:
        api.post("/feedback", {"key": each.key})
    assert api.post("/feedback", {"key": papers[2].key}).get_json()["learned"] == []


def test_what_is_learned_in_the_back_is_waited_for(api: Api, services: Services) -> None:
    papers = fill(services)
    save(services, papers[10:40])
    services.learned.wait()
    for each in papers[:3]:
        services.learned.wait()
        learned = api.post("/feedback", {"key": each.key}).get_json()["learned"]
    assert [one["value"] for one in learned] == ["Muon"]


def test_several_are_dismissed_at_once_told_what_they_taught_and_restored(api: Api, services: Services) -> None:
    keys = [each.key for each in fill(services)[:4]]
    answer = api.post("/feedback/many", {"keys": [*keys, keys[0]]}).get_json()
    assert answer["changed"] == 4
    assert [(one["kind"], one["value"]) for one in answer["learned"]] == [("word", "Muon")]
    assert api.post("/feedback/restore", {"keys": [*keys, "arxiv:1"]}).get_json() == {"changed": 4}
    assert api.get("/taste").get_json()["dismissed"] == 0


def test_no_paper_and_too_many_are_refused(api: Api) -> None:
    for keys in ([], [f"arxiv:{place}" for place in range(501)]):
        assert api.post("/feedback/many", {"keys": keys}).status_code == 422
