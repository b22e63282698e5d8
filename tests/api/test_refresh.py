"""Refreshing over the API, from the stand-ins into the pool."""

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from paper_radar.api.pairing import issue_token
from paper_radar.api.services import Services
from paper_radar.app import create_app, create_services
from paper_radar.config import Settings
from paper_radar.papers.model import Paper
from tests.api.conftest import EXTENSION, Api, Clock
from tests.standins.arxiv import ArxivStandin
from tests.standins.huggingface import HuggingFaceStandin
from tests.standins.server import Answer


def refreshed(api: Api, only: list[str] | None = None) -> dict[str, Any]:
    """The state when the refresh that is started here has ended."""
    assert api.post("/refresh", {"sources": only} if only else {}).status_code == 202
    while (state := api.get("/refresh").get_json())["running"]:
        time.sleep(0.02)
    sources: dict[str, Any] = {source["source"]: source for source in state["sources"]}
    return sources


def until_ended(services: Services) -> None:
    while services.refresher.running:
        time.sleep(0.01)


def paper(id: str, title: str) -> Paper:
    return Paper(
        key=f"arxiv:{id}",
        arxiv_id=id,
        title=title,
        authors=("Ada Lovelace",),
        abstract="We compute.",
        categories=("cs.LG",),
        primary_category="cs.LG",
        published="2026-06-17",
        version=1,
    )


def test_one_paper_in_two_sources_is_one_record(
    api: Api, services: Services, arxiv: ArxivStandin, huggingface: HuggingFaceStandin
) -> None:
    arxiv.papers[:] = [paper("2606.00001", "One"), paper("2606.00002", "Two")]
    huggingface.papers[:] = [paper("2606.00002", "Two"), paper("2606.00003", "Three")]
    sources = refreshed(api)
    assert (sources["arxiv"]["new"], sources["huggingface"]["new"]) == (2, 1)
    assert services.pool.count() == 3
    again = refreshed(api)
    assert (again["arxiv"]["new"], again["huggingface"]["new"]) == (0, 0)
    assert services.pool.count() == 3


def test_a_source_that_fails_says_why_and_the_others_go_on(
    api: Api, arxiv: ArxivStandin, huggingface: HuggingFaceStandin
) -> None:
    huggingface.papers[:] = [paper("2606.00003", "Three")]
    arxiv.queue("/rss", Answer(404, b"gone"))
    sources = refreshed(api)
    assert "404" in sources["arxiv"]["error"]
    assert sources["arxiv"]["last_success"] == ""
    assert (sources["huggingface"]["error"], sources["huggingface"]["new"]) == ("", 1)


class TestSources:
    """Every source that there is, by its name, kind and state; one can be asked alone, paused, and looked back upon."""

    def test_a_source_never_asked_is_there_with_its_name_and_kind(self, api: Api) -> None:
        state = api.get("/refresh").get_json()
        told = {source["source"]: source for source in state["sources"]}
        assert (told["arxiv"]["name"], told["arxiv"]["kind"]) == ("arXiv", "arxiv")
        assert (told["huggingface"]["name"], told["huggingface"]["kind"]) == ("Hugging Face", "huggingface")
        assert (told["arxiv"]["started"], told["arxiv"]["next_why"], told["arxiv"]["paused"]) == ("", "due", False)
        assert (state["stale"], state["note"], state["asked"]) == (True, "", [])

    def test_only_the_sources_that_are_named_are_asked(self, api: Api, huggingface: HuggingFaceStandin) -> None:
        sources = refreshed(api, ["arxiv"])
        assert sources["arxiv"]["finished"] != ""
        assert sources["huggingface"]["finished"] == ""
        assert huggingface.log == []
        assert api.get("/refresh").get_json()["asked"] == ["arxiv"]

    def test_a_name_that_is_no_source_s_is_refused_and_nothing_is_asked(self, api: Api, arxiv: ArxivStandin) -> None:
        answer = api.post("/refresh", {"sources": ["arxiv", "viXra"]})
        assert (answer.status_code, answer.get_json()["error"]["code"]) == (404, "not_found")
        assert arxiv.log == []
        for wrong in ([], [""], ["a"] * 301, "arxiv", [7]):
            assert api.post("/refresh", {"sources": wrong}).status_code == 422, wrong
        assert api.get("/sources/viXra/fetches").status_code == 404
        assert api.patch("/sources/viXra", {"paused": True}).status_code == 404
        assert api.patch("/sources/arxiv", {"paused": "yes please"}).status_code == 422

    def test_fetches_are_told_newest_first(self, api: Api, arxiv: ArxivStandin) -> None:
        arxiv.queue("/rss", Answer(404, b"gone"))
        refreshed(api, ["arxiv"])
        arxiv.papers[:] = [paper("2606.00001", "One")]
        refreshed(api, ["arxiv"])
        fetches = api.get("/sources/arxiv/fetches").get_json()["fetches"]
        assert [(fetch["new"], bool(fetch["error"]), fetch["failures"]) for fetch in fetches] == [
            (1, False, 0),
            (0, True, 1),
        ]

    def test_one_that_fails_three_times_is_paused_and_says_why_and_since_when(
        self, api: Api, arxiv: ArxivStandin, clock: Clock
    ) -> None:
        began = clock().isoformat(timespec="seconds")
        for _ in range(3):
            arxiv.queue("/rss", Answer(404, b"gone"))
            told = refreshed(api, ["arxiv"])["arxiv"]
            clock.forward(minutes=1)
        assert (told["failures"], told["next_why"], told["failing_since"]) == (3, "paused", began)
        assert "404" in told["error"]
        assert told["next_try"] > (clock() + timedelta(hours=5)).isoformat()
        told = refreshed(api, ["arxiv"])["arxiv"]
        assert (told["failures"], told["next_why"], told["failing_since"]) == (0, "due", "")

    def test_one_that_made_us_wait_is_not_asked_before_even_by_name(
        self, api: Api, arxiv: ArxivStandin, clock: Clock
    ) -> None:
        arxiv.queue("/rss", Answer(429, b"slow down", {"retry-after": "900"}))
        told = refreshed(api, ["arxiv"])["arxiv"]
        assert (told["code"], told["next_why"], told["next_try"]) == ("rate_limited", "limited", told["until"])
        asked = len(arxiv.log)
        clock.forward(minutes=10)
        refreshed(api, ["arxiv"])
        assert len(arxiv.log) == asked

    def test_one_that_the_reader_paused_is_asked_only_by_its_name(
        self, api: Api, arxiv: ArxivStandin, services: Services
    ) -> None:
        paused = api.patch("/sources/arxiv", {"paused": True}).get_json()
        assert (paused["source"], paused["paused"], paused["next_try"], paused["next_why"]) == (
            "arxiv",
            True,
            "",
            "off",
        )
        assert services.refresher.due(180)[0] != "arxiv"
        refreshed(api)
        assert arxiv.requests("/rss") == []
        refreshed(api, ["arxiv"])
        assert len(arxiv.requests("/rss")) == 1
        assert api.patch("/sources/arxiv", {"paused": False}).get_json()["paused"] is False
        services.refresher.close()

    def test_a_weekend_explains_itself_once(self, api: Api, arxiv: ArxivStandin, clock: Clock) -> None:
        clock.time = datetime(2026, 6, 20, 9, 0, tzinfo=UTC)
        arxiv.day = clock.time.date()
        refreshed(api, ["arxiv"])
        note = api.get("/refresh").get_json()["note"]
        assert "arXiv announces nothing on Saturday and Sunday" in note


class TestEnding:
    """DELETE /refresh ends it; what came stays."""

    def test_a_refresh_that_waits_is_ended(self, slow: Api, arxiv: ArxivStandin) -> None:
        slow.post("/refresh", {"sources": ["arxiv"]})
        while not arxiv.log:
            time.sleep(0.01)
        assert slow.delete("/refresh").status_code == 200
        while (state := slow.get("/refresh").get_json())["running"]:
            time.sleep(0.01)
        told = {source["source"]: source for source in state["sources"]}["arxiv"]
        assert (state["cancelled"], told["cancelled"], told["error"]) == (True, True, "")

    def test_one_that_ends_while_its_state_is_read_is_never_told_as_over_without_what_came_of_it(
        self, services: Services, api: Api, arxiv: ArxivStandin, clock: Clock
    ) -> None:
        may_end = threading.Event()

        def when_it_may() -> Iterator[bytes]:
            may_end.wait(10)
            yield b"gone"

        def the_rest() -> None:
            may_end.set()
            until_ended(services)

        arxiv.queue("/rss", Answer(404, chunks=when_it_may()))
        api.post("/refresh", {"sources": ["arxiv"]})
        # The clock is read after what the sources did last.
        clock.meanwhile = the_rest
        state = api.get("/refresh").get_json()
        assert state["running"]
        clock.meanwhile = None
        state = api.get("/refresh").get_json()
        assert (state["running"], "404" in state["sources"][0]["error"]) == (False, True)

    def test_nothing_happens_where_none_runs(self, api: Api) -> None:
        state = api.delete("/refresh").get_json()
        assert (state["running"], state["cancelled"]) == (False, False)


@pytest.fixture
def slow(tmp_path: Path, arxiv: ArxivStandin, huggingface: HuggingFaceStandin) -> Iterator[Api]:
    """An hour between two requests to arXiv, of which two are needed: it knows one of the categories no more."""
    settings = Settings(
        data_dir=tmp_path / "slow",
        arxiv_api_url=arxiv.api_url,
        arxiv_rss_url=arxiv.rss_url,
        hf_url=huggingface.url,
        arxiv_interval=3600.0,
        categories=("cs.XX", "cs.LG"),
    )
    opened = create_services(settings)
    yield Api(create_app(opened).test_client(), issue_token(opened.workspace, EXTENSION, "now"))
    opened.close()
