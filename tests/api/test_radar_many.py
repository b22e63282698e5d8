"""Following many at once, and its undo."""

from paper_radar.api.services import Services
from tests.api.conftest import Api

WANTED = [
    {"kind": "author", "value": "Difan Zou"},
    {"kind": "topic", "value": "implicit bias"},
    {"kind": "category", "value": "CS.lg"},
]


def _values(entries: list[dict[str, str]]) -> list[str]:
    return [entry["value"] for entry in entries]


def test_many_are_followed_in_one_write(api: Api, services: Services) -> None:
    before = services.workspace.revision("radar")
    answer = api.post("/radar/many", {"entries": WANTED}).get_json()
    assert _values(answer["added"]) == ["Difan Zou", "implicit bias", "cs.LG"]
    assert services.workspace.revision("radar") == before + 1
    assert api.get("/radar").get_json()["entries"] == answer["added"]


def test_what_is_followed_already_is_told_and_not_doubled(api: Api) -> None:
    first = api.post("/radar", WANTED[1]).get_json()
    answer = api.post("/radar/many", {"entries": [*WANTED, {"kind": "topic", "value": "Implicit  Bias"}]}).get_json()
    assert answer["there"] == [first]
    assert _values(answer["added"]) == ["Difan Zou", "cs.LG"]
    assert len(api.get("/radar").get_json()["entries"]) == 3


def test_the_same_twice_in_one_list_is_one_entry(api: Api) -> None:
    answer = api.post("/radar/many", {"entries": [WANTED[0], {"kind": "author", "value": "difan zou"}]}).get_json()
    assert (_values(answer["added"]), answer["there"]) == (["Difan Zou"], [])


def test_an_id_that_came_to_be_known_goes_to_the_author_who_was_there(api: Api) -> None:
    first = api.post("/radar", WANTED[0]).get_json()
    answer = api.post("/radar/many", {"entries": [{**WANTED[0], "author_id": "zou_d_1"}]}).get_json()
    assert answer["there"] == [{**first, "author_id": "zou_d_1"}]
    assert api.get("/radar").get_json()["entries"] == answer["there"]


def test_one_that_cannot_be_followed_is_told_and_ends_nothing(api: Api) -> None:
    bad = [{"kind": "topic", "value": "—"}, {"kind": "author", "value": "Ada Lovelace", "author_id": "nonsense"}]
    answer = api.post("/radar/many", {"entries": [*bad, *WANTED]}).get_json()
    assert len(answer["added"]) == 3
    assert [one["value"] for one in answer["refused"]] == ["—", "Ada Lovelace"]
    assert all(one["why"] for one in answer["refused"])


def test_a_full_radar_takes_what_it_has_room_for(api: Api, services: Services) -> None:
    here = {f"{n:06x}": {"id": f"{n:06x}", "kind": "topic", "value": f"topic {n}"} for n in range(4999)}
    services.workspace.put_many("radar", here)
    answer = api.post("/radar/many", {"entries": WANTED}).get_json()
    assert (_values(answer["added"]), len(answer["refused"])) == (["Difan Zou"], 2)


def test_removing_many_is_one_write_and_undone_by_posting_it_back(api: Api, services: Services) -> None:
    added = api.post("/radar/many", {"entries": WANTED}).get_json()["added"]
    before = services.workspace.revision("radar")
    ids = [entry["id"] for entry in added]
    removed = api.post("/radar/many/remove", {"ids": [*ids, "0123"]}).get_json()["removed"]
    assert (removed, services.workspace.revision("radar")) == (added, before + 1)
    assert api.get("/radar").get_json()["entries"] == []
    assert api.post("/radar/many", {"entries": removed}).get_json()["added"] == added


def test_an_endless_list_is_refused(api: Api) -> None:
    assert api.post("/radar/many", {"entries": [WANTED[0]] * 501}).status_code == 422
    assert api.post("/radar/many", {"entries": []}).status_code == 422
