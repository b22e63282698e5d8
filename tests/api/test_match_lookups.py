"""POST /match: what a page shows and the pool lacks is asked of arXiv in the back, and hits the next time."""

from dataclasses import replace

from paper_radar.api.services import Services
from tests.api.conftest import Api, Clock
from tests.api.test_match import match, paper
from tests.standins.arxiv import ArxivStandin
from tests.standins.server import Answer

LISTING = "https://arxiv.org/list/cs.LG/recent"


def listing(*numbers: int, url: str = LISTING, abstract: str = "") -> dict[str, object]:
    rows = [
        {"href": f"https://arxiv.org/abs/2606.{number:05}", "title": f"Paper {number}", "abstract": abstract}
        for number in numbers
    ]
    return {"url": url, "items": rows}


def settled(services: Services) -> None:
    services.lookups._thread.submit(lambda: None).result(5)


def test_abstracts_of_a_listing_come_in_the_back_and_topics_hit_in_them(
    api: Api, services: Services, arxiv: ArxivStandin
) -> None:
    api.post("/radar", {"kind": "topic", "value": "steepest descent"})
    arxiv.papers = [paper(number, f"Paper {number}") for number in range(1, 41)]
    first = match(api, listing(*range(1, 41)))
    assert (first["papers"], first["page"]["pending"]) == ([], True)
    settled(services)
    second = match(api, listing(*range(1, 41)))
    assert len(second["papers"]) == 40
    assert second["page"]["pending"] is False
    assert second["papers"][0]["hits"][0]["field"] == "abstract"
    assert len([request for request in arxiv.requests("/api/query") if request.query["id_list"]]) == 1


def test_the_answer_does_not_wait_for_arxiv(api: Api, services: Services, arxiv: ArxivStandin) -> None:
    arxiv.queue("/api/query", Answer(200, b"", wait=0.5))
    answer = match(api, listing(1, 2, 3))
    assert answer["page"]["pending"] is True
    assert arxiv.requests("/rss") == []
    assert services.pool.count() == 0


def test_rows_with_their_abstract_and_rows_of_the_pool_are_not_asked_for(
    api: Api, services: Services, arxiv: ArxivStandin
) -> None:
    services.pool.add([paper(1, "One")], seen_at="2026-06-19T08:00:00+00:00")
    assert match(api, listing(1))["page"]["pending"] is False
    assert match(api, listing(2, 3, abstract="On steepest descent."))["page"]["pending"] is False
    settled(services)
    assert arxiv.log == []


def test_what_arxiv_does_not_have_is_asked_for_once(api: Api, services: Services, arxiv: ArxivStandin) -> None:
    for url in (LISTING, f"{LISTING}?skip=50", LISTING):
        match(api, listing(1, 2, url=url))
        settled(services)
    assert len(arxiv.log) == 1


def test_a_page_is_asked_for_once_an_hour_wherever_on_it_the_reader_is(
    api: Api, services: Services, arxiv: ArxivStandin, clock: Clock
) -> None:
    arxiv.papers = [paper(number, f"Paper {number}") for number in range(1, 301)]
    for fragment in ("", "#item7"):
        match(api, listing(*range(1, 301), url=LISTING + fragment))
        settled(services)
    assert [len(request.query["id_list"].split(",")) for request in arxiv.log] == [100]
    assert services.pool.get("arxiv:2606.00300")
    clock.forward(hours=1)
    match(api, listing(*range(1, 301)))
    settled(services)
    assert len(arxiv.log) == 2
    assert services.pool.count() == 200


def test_arxiv_that_is_away_leaves_the_listing_as_it_is(api: Api, services: Services, arxiv: ArxivStandin) -> None:
    arxiv.queue("/api/query", Answer(429))
    api.post("/radar", {"kind": "author", "value": "Difan Zou"})
    facts = listing(1, 2)
    facts["items"][0]["authors"] = ["Difan Zou"]  # type: ignore[index]
    match(api, facts)
    settled(services)
    answer = match(api, facts)
    assert [shown["key"] for shown in answer["papers"]] == ["arxiv:2606.00001"]
    assert answer["page"]["pending"] is False
    assert answer["notices"] == []


def test_a_paper_page_that_shows_nothing_is_fetched_with_its_abstract(
    api: Api, services: Services, arxiv: ArxivStandin
) -> None:
    arxiv.papers = [replace(paper(1, "Implicit bias of Muon"), announced="")]
    facts: dict[str, object] = {"url": "https://arxiv.org/pdf/2606.00001"}
    assert match(api, facts)["page"]["pending"] is True
    settled(services)
    answer = match(api, facts)
    assert answer["page"]["pending"] is False
    assert answer["papers"][0]["abstract"].startswith("We study")
