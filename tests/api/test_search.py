"""GET /search and /search/ask."""

from typing import Any
from urllib.parse import quote

from paper_radar.api.services import Services
from paper_radar.storage import search_index
from paper_radar.storage.search_filling import SearchFilling
from tests.api.conftest import Api, Clock
from tests.standins.arxiv import ArxivStandin
from tests.standins.huggingface import HuggingFaceStandin
from tests.standins.server import Answer
from tests.unit.search.papers import MUON, PAPERS, SAMPLING, SEEN, SURVEY, paper


def search(api: Api, q: str, more: str = "") -> Any:
    answer = api.get(f"/search?q={quote(q)}{more}")
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()


def titles(answer: Any) -> list[str]:
    return [item["title"] for item in answer["items"]]


def asked(api: Api, services: Services, q: str) -> Any:
    """Ask the sources, and how far they are at the end."""
    answer = api.post("/search/ask", {"q": q})
    assert answer.status_code == 202
    for thread in services.asks._threads.values():
        thread.submit(lambda: None).result(10)
    return api.get(f"/search/ask/{answer.get_json()['id']}").get_json()


def test_a_search_tells_what_was_understood_what_was_left_out_and_where_papers_are(
    api: Api, services: Services
) -> None:
    services.pool.add(PAPERS, seen_at=SEEN)
    services.library.save(SAMPLING)
    answer = search(api, "diffusion -graphs after:32 before:2027")
    assert titles(answer) == [SAMPLING.title, SURVEY.title]
    assert answer["understood"] == [
        {"kind": "word", "value": "diffusion"},
        {"kind": "not", "value": "graphs"},
        {"kind": "before", "value": "2027-01-01"},
    ]
    assert answer["problems"] == [{"kind": "after", "value": "32", "why": "date"}]
    assert [item["places"] for item in answer["items"]] == [["pool", "library"], ["pool"]]
    assert answer["places"] == {"pool": 2, "library": 1, "briefs": 0}
    assert (answer["looked_at"], answer["sections"], answer["nearly"]) == (4, [], False)


def test_a_pool_that_is_being_made_ready_is_searched_as_far_as_it_is_and_says_so(api: Api, services: Services) -> None:
    services.pool.add([paper(number, f"Muon {number}") for number in range(150)], seen_at=SEEN)
    with services.pool._database.writing() as connection:
        search_index.begin(connection)
    services.pool.filling = SearchFilling(services.pool._database)
    assert [(answer["total"], answer["settled"]) for answer in [search(api, "muon")]] == [(0, False)]
    assert services.pool.filling.step()
    first = search(api, "muon")
    assert 0 < first["total"] < 150 and not first["settled"]
    while services.pool.filling.step():
        pass
    then = search(api, "muon", f"&order={first['order']}")
    assert (then["total"], then["total"] + then["arrived"], then["settled"]) == (first["total"], 150, True)


def test_slices_of_one_order_neither_repeat_nor_lose_a_paper_while_others_come(api: Api, services: Services) -> None:
    services.pool.add([paper(number, f"Muon {number}") for number in range(30)], seen_at=SEEN)
    first = search(api, "muon", "&limit=12")
    services.pool.add([paper(number, f"Muon {number}") for number in range(30, 40)], seen_at=SEEN)
    rest = [search(api, "muon", f"&limit=12&offset={at}&order={first['order']}") for at in (12, 24)]
    assert {answer["order"] for answer in rest} == {first["order"]}
    walked = titles(first) + titles(rest[0]) + titles(rest[1])
    assert len(walked) == len(set(walked)) == 30
    assert rest[0]["arrived"] == 10 and search(api, "muon", "&limit=0")["total"] == 40


def test_a_forgotten_order_is_made_anew_and_its_new_token_told(api: Api, services: Services) -> None:
    services.pool.add(PAPERS, seen_at=SEEN)
    answer = search(api, "diffusion", "&order=forgotten")
    assert answer["order"] != "forgotten" and answer["total"] == 2


def test_hits_of_the_radar_are_told_of_what_is_found(api: Api, services: Services) -> None:
    services.pool.add(PAPERS, seen_at=SEEN)
    api.post("/radar", {"kind": "author", "value": "Difan Zou"})
    (item,) = search(api, "muon")["items"]
    assert [hit["value"] for hit in item["hits"]] == ["Difan Zou"]


def test_a_saved_paper_that_the_pool_does_not_have_is_found(api: Api, services: Services) -> None:
    services.library.save(MUON)
    answer = search(api, "steepest descent")
    assert titles(answer) == [MUON.title] and answer["items"][0]["places"] == ["library"]
    services.library.remove(MUON.key)
    # Its place in the order stays empty.
    again = search(api, "steepest descent", f"&order={answer['order']}")
    assert (again["total"], again["items"]) == (1, [])


def test_a_slip_is_suggested_otherwise(api: Api, services: Services) -> None:
    services.pool.add([paper(number, "On transformers") for number in range(5)], seen_at=SEEN)
    assert search(api, "transfomers")["suggestions"] == [{"text": "transformers", "q": "transformers"}]


def test_nothing_that_is_typed_is_an_error(api: Api, services: Services) -> None:
    services.pool.add(PAPERS, seen_at=SEEN)
    for q in (
        "",
        " ",
        '"',
        "-",
        "author:",
        'a" OR "b',
        "NEAR(x y)",
        "title : x*",
        "^muon",
        "{title}:x",
        "%00",
        "x\x00y",
        "category:_",
        "category:\x00_ -category:__",
        "扩",
    ):
        assert search(api, q)["total"] >= 0
    assert api.get(f"/search?q={'x' * 1001}").status_code == 422
    assert api.get("/search?q=x&limit=101").status_code == 422
    assert api.get("/search").status_code == 422


def test_the_sources_are_asked_and_what_they_send_is_found(
    api: Api, services: Services, arxiv: ArxivStandin, huggingface: HuggingFaceStandin
) -> None:
    arxiv.papers, huggingface.papers = [MUON, SURVEY], [SAMPLING]
    state = asked(api, services, "muon")
    assert state["state"] == "done"
    assert [(each["source"], each["state"], each["found"], each["new"]) for each in state["sources"]] == [
        ("arxiv", "done", 1, 1),
        ("huggingface", "done", 0, 0),
    ]
    assert titles(search(api, "muon")) == [MUON.title]
    (request,) = arxiv.requests("/api/query")
    assert request.query["search_query"] == '(all:"muon")' and request.query["sortBy"] == "relevance"
    # Nobody knows when it was announced: it is no news of today.
    (item,) = search(api, "muon")["items"]
    assert item["announced"] == "" and item["published"].startswith("2026-02-12")
    # Nobody is asked twice for the same.
    asked(api, services, "muon")
    assert len(arxiv.requests("/api/query")) == 1


def test_an_id_is_asked_for_as_an_id(api: Api, services: Services, arxiv: ArxivStandin) -> None:
    arxiv.papers = [MUON]
    asked(api, services, "arxiv:2606.00001")
    assert titles(search(api, "arxiv:2606.00001")) == [MUON.title]
    assert [request.query["id_list"] for request in arxiv.requests("/api/query")] == ["2606.00001"]


def test_a_source_that_fails_is_told_with_what_to_do(
    api: Api, services: Services, arxiv: ArxivStandin, huggingface: HuggingFaceStandin, clock: Clock
) -> None:
    arxiv.queue("/api/query", Answer(429, b"slow down", {"retry-after": "900"}))
    huggingface.queue("/api/papers/search", Answer(200, b"<html>", {"content-type": "text/html"}))
    first, second = asked(api, services, "muon")["sources"]
    assert (first["state"], first["code"], bool(first["hint"])) == ("failed", "rate_limited", True)
    assert first["until"] > clock().isoformat()
    assert (second["state"], second["code"], second["until"]) == ("failed", "source_unreadable", "")
    assert second["hint"] == "Ask again in a few minutes."


def test_an_unknown_asking_is_not_found_and_an_empty_one_refused(api: Api) -> None:
    assert api.get("/search/ask/none").status_code == 404
    assert api.delete("/search/ask/none").status_code == 404
    assert api.post("/search/ask", {"q": "after:32"}).status_code == 400
