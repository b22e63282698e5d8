"""The real service process before stand-ins of every source: what is new is in the pool, and /refresh tells it all."""

import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from paper_radar.papers.model import Paper
from paper_radar.sources.arxiv.wanted import PAGE_SIZE
from tests.e2e.service import Service
from tests.standins.arxiv import ArxivStandin
from tests.standins.huggingface import HuggingFaceStandin
from tests.standins.journals import Item, JournalsStandin
from tests.standins.server import Answer

CAPTCHA = b"<!doctype html><html><head><title>Just a moment...</title></head><body>Are you a human?</body></html>"


def paper(id: str, title: str, days_ago: int, author: str = "Ada Lovelace", category: str = "cs.LG") -> Paper:
    day = (datetime.now(UTC) - timedelta(days=days_ago)).date().isoformat()
    return Paper(
        key=f"arxiv:{id}",
        arxiv_id=id,
        title=title,
        authors=(author,),
        abstract=f"We study {title.lower()}.",
        categories=(category,),
        primary_category=category,
        published=f"{day}T12:00:00Z",
        version=1,
    )


TODAY = paper("2611.00001", "Optimisers of today", 1)
ELSEWHERE = paper("2611.00002", "Topology of followed authors", 5, author="Difan Zou", category="math.AT")
EARLIER = paper("2611.00003", "Steepest descent of last week", 9)
LISTED = paper("2611.00004", "Agents that readers like", 1)


@pytest.fixture
def arxiv() -> Iterator[ArxivStandin]:
    with ArxivStandin([TODAY, ELSEWHERE, EARLIER], announced=[TODAY.key]) as standin:
        day = datetime.now(UTC).date()
        while day.weekday() > 4:
            day -= timedelta(days=1)
        standin.day = day
        yield standin


@pytest.fixture
def huggingface() -> Iterator[HuggingFaceStandin]:
    with HuggingFaceStandin([LISTED, TODAY]) as standin:
        yield standin


@pytest.fixture
def journals() -> Iterator[JournalsStandin]:
    with JournalsStandin() as standin:
        item = Item("Muon in nature", doi="10.1038/s41586-026-00001-1", authors=("Marie Curie",))
        standin.publish("nature", item, title="Nature of Today")
        standin.publish("closed", item)
        standin.queue("/closed", *[Answer(200, CAPTCHA, {"content-type": "text/html"})] * 9)
        yield standin


@pytest.fixture
def service(
    tmp_path: Path, arxiv: ArxivStandin, huggingface: HuggingFaceStandin, journals: JournalsStandin
) -> Iterator[Service]:
    environment = {
        "PAPER_RADAR_ARXIV_API_URL": arxiv.api_url,
        "PAPER_RADAR_ARXIV_RSS_URL": arxiv.rss_url,
        "PAPER_RADAR_ARXIV_AUTHORS_URL": arxiv.authors_url,
        "PAPER_RADAR_HF_URL": huggingface.url,
        "PAPER_RADAR_CATEGORIES": "cs.LG",
        "PAPER_RADAR_FEEDS": f"{journals.url}/nature.xml,{journals.url}/closed.xml",
        "PAPER_RADAR_PRIVATE_FEEDS": "1",
    }
    with Service(tmp_path / "data", environment) as running:
        yield running


def refreshed(service: Service, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """The state once the refresh that is begun here has ended."""
    state = service.ask("POST", "/refresh", body or {})
    deadline = time.monotonic() + 60
    while state["running"]:
        assert time.monotonic() < deadline, state
        time.sleep(0.1)
        state = service.ask("GET", "/refresh")
    return state


def by_source(state: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {source["source"]: source for source in state["sources"]}


def test_one_refresh_brings_in_what_every_source_has_and_the_next_brings_nothing_twice(service: Service) -> None:
    service.ask("POST", "/radar", {"kind": "author", "value": "Difan Zou"})
    service.ask("POST", "/radar", {"kind": "topic", "value": "steepest descent"})
    state = refreshed(service)
    sources = by_source(state)

    closed, nature = (
        next(source for source in state["sources"] if source["url"].endswith(f"/{name}.xml"))
        for name in ("closed", "nature")
    )
    assert closed["code"] == "source_challenge"
    assert [
        (name, source["error"]) for name, source in sources.items() if source is not closed and source["error"]
    ] == []
    assert {source["kind"] for source in state["sources"]} == {"arxiv", "huggingface", "journal"}
    assert all(source["name"] and source["next_try"] == "" for source in state["sources"])

    assert sources["arxiv"]["new"] == 1
    assert sources["huggingface"]["new"] == 1
    assert sources["arxiv-followed"]["new"] == 1
    assert sources["arxiv-backfill"]["new"] == 1
    assert (nature["kind"], nature["new"]) == ("journal", 1)
    assert state["new"] == 5
    assert service.ask("POST", "/match", {"facts": {"url": "about:blank"}, "limit": 0})["counts"]["papers"] == 5

    again = refreshed(service)
    assert again["new"] == 0
    told = by_source(again)
    assert (told["arxiv"]["status"], told[nature["source"]]["status"]) == (304, 304)
    assert told[closed["source"]]["failures"] == 2
    fetches = service.ask("GET", "/sources/arxiv/fetches")["fetches"]
    assert [(fetch["new"], fetch["status"]) for fetch in fetches] == [(0, 304), (1, 200)]


def test_a_source_is_paused_over_the_api_and_left_alone_until_it_is_resumed(
    service: Service, huggingface: HuggingFaceStandin
) -> None:
    assert service.ask("PATCH", "/sources/huggingface", {"paused": True})["paused"] is True
    state = refreshed(service)
    assert "huggingface" not in state["asked"]
    assert huggingface.log == []
    service.ask("PATCH", "/sources/huggingface", {"paused": False})
    while service.ask("GET", "/refresh")["running"]:
        time.sleep(0.05)
    assert huggingface.log != []


def test_a_back_fill_that_is_killed_goes_on_with_the_page_that_it_lacks(tmp_path: Path) -> None:
    many = [paper(f"2611.1{at:04}", f"Optimisers {at}", 2) for at in range(PAGE_SIZE + 50)]
    with ArxivStandin(many, announced=[]) as arxiv:
        addresses = {
            "PAPER_RADAR_ARXIV_API_URL": arxiv.api_url,
            "PAPER_RADAR_ARXIV_RSS_URL": arxiv.rss_url,
            "PAPER_RADAR_CATEGORIES": "cs.LG",
        }
        first = Service(tmp_path / "data", {**addresses, "PAPER_RADAR_ARXIV_INTERVAL": "3600"}).start()
        state = first.ask("POST", "/refresh", {"sources": ["arxiv-backfill"]})
        deadline = time.monotonic() + 30
        while state["step"] < 1:
            assert time.monotonic() < deadline, state
            time.sleep(0.05)
            state = first.ask("GET", "/refresh")
        first.stop(signal.SIGKILL)
        with Service(tmp_path / "data", addresses) as second:
            state = refreshed(second, {"sources": ["arxiv-backfill"]})
            assert state["new"] == 50
        starts = [request.query["start"] for request in arxiv.requests("/api/query")]
    assert starts == ["0", str(PAGE_SIZE)]
