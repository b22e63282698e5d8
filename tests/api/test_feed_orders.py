"""The feed page's list: one order in sections that stands still, what has come since, what was read, and the counts."""

import pytest

from paper_radar.api.services import Services
from paper_radar.papers.model import Paper
from tests.api.conftest import Api, Clock

TODAY = "2026-06-19"


def paper(number: int, title: str = "Implicit bias", announced: str = "2026-06-18", **more: object) -> Paper:
    return Paper(key=f"arxiv:2606.{number:05}", title=title, announced=announced, **more)  # type: ignore[arg-type]


def come(services: Services, *papers: Paper) -> None:
    services.pool.add(papers, seen_at=services.now().isoformat(timespec="seconds"))
    services.reading.matching.settle(seconds=5)


@pytest.fixture
def entry(api: Api, services: Services) -> str:
    come(services, *(paper(number) for number in range(1, 8)))
    return str(api.post("/radar", {"kind": "topic", "value": "implicit bias"}).get_json()["id"])


def numbers(answer: dict) -> list[int]:  # type: ignore[type-arg]
    return [int(item["key"][-5:]) for item in answer["items"]]


def ask(api: Api, query: str = "") -> dict:  # type: ignore[type-arg]
    answer = api.get(f"/feed?today={TODAY}{query}")
    assert answer.status_code == 200, answer.text
    return answer.get_json()  # type: ignore[no-any-return]


def test_batches_of_one_order_are_all_papers_once_whatever_comes_meanwhile(
    api: Api, services: Services, entry: str
) -> None:
    first = ask(api, "&limit=3")
    order = f"&limit=3&order={first['order']}"
    come(services, paper(0), paper(9, announced=TODAY), paper(5, title="Implicit bias of Adam"))
    api.post("/feedback", {"key": "arxiv:2606.00004"})
    api.post("/radar", {"kind": "topic", "value": "Adam", "negative": True})
    batches = [first, ask(api, f"{order}&offset=3"), ask(api, f"{order}&offset=6")]
    assert [number for batch in batches for number in numbers(batch)] == [1, 2, 3, 4, 5, 6, 7]
    assert [batch["order"] for batch in batches] == [first["order"]] * 3
    assert [batch["total"] for batch in batches] == [7, 7, 7]
    assert [item["dismissed"] for item in batches[1]["items"]] == [True, False, False]
    assert [item["muted"] for item in batches[1]["items"]] == [False, True, False]
    assert [batch["arrived"] for batch in batches] == [0, 2, 2]
    assert numbers(ask(api)) == [9, 0, 1, 2, 3, 6, 7]


def test_what_came_since_the_order_seen_so_far_goes_first(api: Api, services: Services, entry: str) -> None:
    former = ask(api)["order"]
    come(services, paper(9, announced="2026-06-01"))
    answer = ask(api, f"&former={former}&limit=2")
    assert numbers(answer) == [9, 1] and [item["section"] for item in answer["items"]] == ["looked", "week"]
    assert numbers(ask(api, f"&order={answer['order']}&offset=1&limit=1")) == [1]
    assert numbers(ask(api))[-1] == 9


def test_what_comes_back_from_being_dismissed_has_not_arrived(api: Api, entry: str) -> None:
    api.post("/feedback", {"key": "arxiv:2606.00004"})
    order = ask(api)["order"]
    api.delete("/feedback/arxiv:2606.00004")
    answer = ask(api, f"&order={order}")
    assert (answer["arrived"], answer["total"]) == (0, 6)
    assert ask(api)["total"] == 7


def test_asked_again_with_nothing_changed_it_is_the_same_order(api: Api, entry: str) -> None:
    order = ask(api)["order"]
    assert ask(api)["order"] == order
    assert ask(api, "&code=1")["order"] != order
    api.post("/feed/read", {"keys": ["arxiv:2606.00004"]})
    assert ask(api)["order"] == order


def test_an_order_that_nobody_knows_is_made_anew(api: Api, entry: str) -> None:
    answer = ask(api, "&order=of-another-life&offset=5")
    assert numbers(answer) == [6, 7] and answer["order"] not in ("", "of-another-life")
    kept = ask(api)["order"]
    assert ask(api, f"&order={kept}&unread=1")["order"] != kept, "the order of another question"


def test_an_order_whose_papers_were_pruned_is_made_anew(api: Api, services: Services, entry: str) -> None:
    first = ask(api, "&limit=3")
    services.pool.prune(before="9999-01-01", keep=[f"arxiv:2606.{number:05}" for number in (1, 2, 3, 5, 6, 7)])
    second = ask(api, f"&limit=3&offset=3&order={first['order']}")
    assert second["order"] != first["order"]
    assert (second["total"], numbers(second)) == (6, [5, 6, 7])


def test_a_paper_that_became_one_record_with_its_preprint_is_not_shown_twice(
    api: Api, services: Services, entry: str
) -> None:
    text = {"authors": ("Ada Lovelace", "Emmy Noether"), "abstract": "We show what steepest descent prefers. " * 8}
    title = "Implicit bias of steepest descent on separable data"
    journal = Paper(key="doi:10.1/abc", title=title, announced=TODAY, source="feed:nature", doi="10.1/abc", **text)  # type: ignore[arg-type]
    come(services, journal)
    order = ask(api)["order"]
    come(services, paper(9, title=title, announced=TODAY, source="arxiv", doi="10.1/abc", **text))
    answer = ask(api, f"&order={order}")
    assert [item["key"] for item in answer["items"]].count("arxiv:2606.00009") == 1
    assert "doi:10.1/abc" not in [item["key"] for item in answer["items"]]


def test_sections_hold_what_came_since_the_last_look_then_today_then_the_week(
    api: Api, services: Services, clock: Clock, entry: str
) -> None:
    come(services, paper(20, announced=TODAY), paper(21, announced="2026-05-29"))
    assert ask(api)["sections"] == [
        {"name": "today", "from": 0, "total": 1},
        {"name": "week", "from": 1, "total": 7},
        {"name": "earlier", "from": 8, "total": 1},
    ]
    assert not any(item["new"] for item in ask(api)["items"])
    api.post("/looked")
    clock.forward(days=1)
    come(services, paper(30, announced="2026-06-05"))
    answer = api.get("/feed?today=2026-06-20").get_json()
    assert answer["sections"] == [
        {"name": "looked", "from": 0, "total": 1},
        {"name": "week", "from": 1, "total": 8},
        {"name": "earlier", "from": 9, "total": 1},
    ]
    assert [(item["section"], item["new"]) for item in answer["items"][:2]] == [("looked", True), ("week", False)]


def test_the_day_is_the_readers(api: Api, services: Services, entry: str) -> None:
    assert api.get("/feed?today=2026-06-18").get_json()["sections"] == [{"name": "today", "from": 0, "total": 7}]
    assert api.get("/feed?today=2026-06-31").status_code == 422
    for day in ("tomorrow", "0001-01-01", "20260619", "٢٠٢٦-٠٦-١٩"):
        assert api.get(f"/feed?today={day}").status_code == 422


def test_what_was_read_is_marked_and_can_be_left_out(api: Api, services: Services, clock: Clock, entry: str) -> None:
    order = ask(api, "&unread=1")["order"]
    assert api.post("/feed/read", {"keys": ["arxiv:2606.00002", "arxiv:2606.00002"]}).get_json() == {"read": 1}
    assert [item["read"] for item in ask(api)["items"]] == [False, True, *[False] * 5]
    assert ask(api, f"&unread=1&order={order}")["total"] == 7, "the order stays"
    assert numbers(ask(api, "&unread=1")) == [1, 3, 4, 5, 6, 7]
    written = services.workspace.revision("reads")
    api.post("/feed/read", {"keys": ["arxiv:2606.00002"]})
    assert services.workspace.revision("reads") == written
    clock.forward(days=61)
    assert api.post("/feed/read", {"keys": ["arxiv:2606.00003"]}).get_json() == {"read": 1}
    assert api.post("/feed/read", {"keys": [f"arxiv:{number}" for number in range(101)]}).status_code == 422


def test_entries_chosen_together_widen(api: Api, services: Services, entry: str) -> None:
    come(services, paper(9, title="LoRA", authors=("Difan Zou",)))
    other = api.post("/radar", {"kind": "author", "value": "Difan Zou"}).get_json()["id"]
    assert numbers(ask(api, f"&entry={other}")) == [9]
    assert ask(api, f"&entry={other}&entry={entry}")["total"] == 8
    assert api.get(f"/feed?today={TODAY}&entry=nobody").status_code == 404


def test_an_order_can_be_walked_through_when_its_entry_is_followed_no_more(api: Api, entry: str) -> None:
    order = ask(api, f"&entry={entry}&limit=2")["order"]
    api.delete(f"/radar/{entry}")
    assert numbers(ask(api, f"&entry={entry}&limit=2&offset=2&order={order}")) == [3, 4]
    assert api.get(f"/feed?today={TODAY}&entry={entry}").status_code == 404
    assert api.get(f"/feed/facets?entry={entry}").get_json()["total"] == 0


def test_the_counts_say_what_each_filter_leaves(api: Api, services: Services, entry: str) -> None:
    come(
        services,
        paper(9, title="LoRA", authors=("Difan Zou",), source="arxiv", categories=("cs.LG",), code_url="https://x.org"),
        paper(10, title="Weather", authors=("James Zou",)),
    )
    zou = api.post("/radar", {"kind": "author", "value": "Difan Zou"}).get_json()["id"]
    nothing = api.post("/radar", {"kind": "topic", "value": "gravity"}).get_json()["id"]
    facets = api.get(f"/feed/facets?today={TODAY}").get_json()
    assert [(one["id"], one["kind"], one["count"]) for one in facets["entries"]] == [
        (entry, "topic", 7),
        (zou, "author", 1),
    ]
    assert facets["categories"] == [{"name": "cs.LG", "count": 1}]
    assert (facets["code"], facets["unread"], facets["total"]) == (1, 8, 8)
    chosen = api.get(f"/feed/facets?entry={nothing}&source=huggingface").get_json()
    assert [one["count"] for one in chosen["entries"]] == [0] and chosen["total"] == 0
    assert {"name": "huggingface", "count": 0} in chosen["sources"]


def test_every_key_of_an_order_is_told_in_its_order(api: Api, services: Services, entry: str) -> None:
    order = ask(api, "&limit=2")["order"]
    come(services, paper(9, announced=TODAY))
    answer = api.get(f"/feed/keys?order={order}").get_json()
    assert answer == {"order": order, "keys": [f"arxiv:2606.{number:05}" for number in range(1, 8)]}
    assert len(api.get("/feed/keys").get_json()["keys"]) == 8


def test_what_trends_is_shown_however_old_and_whether_it_hits_or_not(api: Api, services: Services, entry: str) -> None:
    come(services, paper(9, title="Weather", announced="2024-01-01"))
    services.pool.remember("huggingface", {"trending": ["arxiv:2606.00009", "arxiv:9999.00001", "arxiv:2606.00003"]})
    answer = ask(api, "&tab=trending")
    assert numbers(answer) == [9, 3] and answer["sections"] == []
    assert numbers(ask(api, f"&tab=trending&entry={entry}")) == [3]


def test_everything_new_in_the_categories_is_shown(api: Api, services: Services, entry: str) -> None:
    come(services, paper(9, title="Weather", categories=("cs.LG",)), paper(10, title="Cells", categories=("q-bio.BM",)))
    assert numbers(ask(api, "&tab=categories")) == [9]
    api.post("/radar", {"kind": "category", "value": "q-bio"})
    assert numbers(ask(api, "&tab=categories")) == [10, 9]


def test_a_new_entry_is_in_the_next_answer(api: Api, services: Services, entry: str) -> None:
    come(services, paper(9, title="Weather"))
    order = ask(api)["order"]
    api.post("/radar", {"kind": "topic", "value": "weather"})
    assert numbers(ask(api))[-1] == 9
    assert ask(api, f"&order={order}")["arrived"] == 1


def test_an_empty_pool_and_an_empty_radar_are_an_empty_feed(api: Api) -> None:
    answer = ask(api)
    assert (answer["total"], answer["items"], answer["sections"], answer["arrived"]) == (0, [], [], 0)
    assert api.get("/feed/facets").get_json()["entries"] == []
    assert api.get("/feed/keys").get_json()["keys"] == []
