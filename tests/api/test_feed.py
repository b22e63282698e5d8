"""The feed: the pool's new papers that hit the radar."""

from paper_radar.api.services import Services
from paper_radar.papers.model import Paper
from tests.api.conftest import Api


def fill(services: Services) -> None:
    papers = [
        Paper(key=f"arxiv:2606.{n:05}", title=title, authors=(author,), announced=day)
        for n, (title, author, day) in enumerate(
            [
                ("Implicit bias of Muon", "Ada Lovelace", "2026-06-17"),
                ("Protein folding", "Difan Zou", "2026-06-18"),
                ("Implicit bias of Adam", "Emmy Noether", "2026-05-01"),
                ("Weather", "James Zou", "2026-06-18"),
            ]
        )
    ]
    services.pool.add(papers, seen_at="2026-06-19T08:00:00+00:00")


def titles(api: Api, query: str = "") -> list[str]:
    return [item["title"] for item in api.get(f"/feed{query}").get_json()["items"]]


def test_the_feed_is_what_hits_newest_first_within_thirty_days(api: Api, services: Services) -> None:
    fill(services)
    assert titles(api) == []
    api.post("/radar", {"kind": "author", "value": "Difan Zou"})
    api.post("/radar", {"kind": "topic", "value": "implicit bias"})
    assert titles(api) == ["Protein folding", "Implicit bias of Muon"]
    assert titles(api, "?since=2026-04-01") == ["Protein folding", "Implicit bias of Muon", "Implicit bias of Adam"]
    assert titles(api, "?since=2026-04-01&offset=1&limit=1") == ["Implicit bias of Muon"]


def test_dismissed_and_muted_papers_are_left_out(api: Api, services: Services) -> None:
    fill(services)
    api.post("/radar", {"kind": "topic", "value": "implicit bias"})
    api.post("/radar", {"kind": "author", "value": "Difan Zou"})
    api.post("/feedback", {"key": "arxiv:2606.00001"})
    api.post("/radar", {"kind": "topic", "value": "Muon", "negative": True})
    assert titles(api) == []
    api.delete("/feedback/arxiv:2606.00001")
    assert titles(api) == ["Protein folding"]


def test_the_papers_of_one_entry_are_shown_whatever_their_day(api: Api, services: Services) -> None:
    fill(services)
    topic = api.post("/radar", {"kind": "topic", "value": "implicit bias"}).get_json()["id"]
    author = api.post("/radar", {"kind": "author", "value": "Difan Zou"}).get_json()["id"]
    assert titles(api, f"?entry={topic}") == ["Implicit bias of Muon", "Implicit bias of Adam"]
    assert titles(api, f"?entry={author}") == ["Protein folding"]
    assert titles(api, f"?entry={topic}&since=2026-06-01") == ["Implicit bias of Muon"]
    assert api.get("/feed?entry=nobody").status_code == 404


def test_a_muting_entry_shows_what_it_mutes(api: Api, services: Services) -> None:
    fill(services)
    api.post("/radar", {"kind": "topic", "value": "implicit bias"})
    muting = api.post("/radar", {"kind": "topic", "value": "Muon", "negative": True}).get_json()["id"]
    assert titles(api, f"?entry={muting}") == ["Implicit bias of Muon"]


def test_a_followed_category_feeds_its_papers_and_a_negative_one_mutes_them(api: Api, services: Services) -> None:
    papers = [
        Paper(key=f"arxiv:2606.{n:05}", title=title, categories=categories, announced="2026-06-17")
        for n, (title, categories) in enumerate([("A", ("cs.LG",)), ("B", ("math.OC", "cs.LG")), ("C", ("q-bio.BM",))])
    ]
    services.pool.add(papers, seen_at="2026-06-19T08:00:00+00:00")
    api.post("/radar", {"kind": "category", "value": "cs.LG"})
    assert titles(api) == ["A", "B"]
    api.post("/radar", {"kind": "category", "value": "math", "negative": True})
    assert titles(api) == ["A"]


def test_the_feed_tells_how_many_papers_it_looked_at(api: Api, services: Services) -> None:
    fill(services)
    api.post("/radar", {"kind": "topic", "value": "implicit bias"})
    answer = api.get("/feed?limit=1").get_json()
    assert (answer["looked_at"], answer["total"], answer["settled"]) == (3, 1, True)


def test_every_paper_of_an_entry_is_known_to_the_parts_within(api: Api, services: Services) -> None:
    fill(services)
    id = api.post("/radar", {"kind": "author", "value": "Difan Zou", "negative": True}).get_json()["id"]
    api.post("/feedback", {"key": "arxiv:2606.00001"})
    assert [(paper.title, hit.text) for paper, hit in services.reading.hitting(id)] == [
        ("Protein folding", "Difan Zou")
    ]
    assert services.reading.hitting("nobody") == []


def test_what_makes_no_sense_is_refused(api: Api) -> None:
    assert api.get("/feed?since=yesterday").status_code == 422
    assert api.get("/feed?limit=100000").status_code == 422
    assert api.delete("/feedback/arxiv:2606.00001").status_code == 404
