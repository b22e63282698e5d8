"""The wiring: what only shows when all parts stand together on one data folder."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from paper_radar.api.services import Services
from paper_radar.app import create_services
from paper_radar.config import Settings
from tests.standins.arxiv import ArxivStandin
from tests.standins.huggingface import HuggingFaceStandin
from tests.standins.server import Answer


class Clock:
    """Time that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 6, 19, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def arxiv() -> Iterator[ArxivStandin]:
    with ArxivStandin() as standin:
        yield standin


@pytest.fixture
def huggingface() -> Iterator[HuggingFaceStandin]:
    with HuggingFaceStandin() as standin:
        yield standin


class TestHoldsOutliveARestart:
    """What arXiv asked of the service before, it is granted by the service after."""

    @pytest.fixture
    def clock(self) -> Clock:
        return Clock()

    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path, arxiv: ArxivStandin, huggingface: HuggingFaceStandin, clock: Clock) -> None:
        self._clock = clock
        self._settings = Settings(
            data_dir=tmp_path,
            arxiv_api_url=arxiv.api_url,
            arxiv_rss_url=arxiv.rss_url,
            arxiv_authors_url=f"{arxiv.url}/a",
            arxiv_html_url=f"{arxiv.url}/html",
            ar5iv_url=f"{arxiv.url}/ar5iv/html",
            hf_url=huggingface.url,
            arxiv_interval=0.0,
        )

    def started(self) -> Services:
        return create_services(self._settings, self._clock)

    def refreshed(self) -> Any:
        services = self.started()
        try:
            return next(fetch for fetch in services.refresher.run() if fetch.source == "arxiv")
        finally:
            services.close()

    def test_nothing_of_arxiv_is_asked_before_the_end_of_a_hold(self, arxiv: ArxivStandin):
        arxiv.queue("/", Answer(429))
        first = self.refreshed()
        assert (first.code, first.until) == ("rate_limited", "2026-06-19T09:15:00+00:00")
        asked = len(arxiv.log)
        services = self.started()
        try:
            services.lookups.ask("2604.00001")
            services.refresher.run()
        finally:
            services.close()
        assert len(arxiv.log) == asked == 1

    def test_the_holds_go_on_growing_over_restarts_and_an_answer_ends_that(self, arxiv: ArxivStandin, clock: Clock):
        held = []
        arxiv.queue("/", *[Answer(429)] * 4)
        for _ in range(4):
            fetch = self.refreshed()
            held.append(str(datetime.fromisoformat(fetch.until) - clock.time))
            clock.time = datetime.fromisoformat(fetch.until)
        assert held == ["0:15:00", "1:00:00", "6:00:00", "6:00:00"]
        assert self.refreshed().error == ""
        clock.time += timedelta(hours=3)
        arxiv.queue("/", Answer(503))
        assert datetime.fromisoformat(self.refreshed().until) - clock.time == timedelta(minutes=15)


def test_all_parts_of_the_service_share_one_gate_before_arxiv(tmp_path: Path, arxiv: ArxivStandin):
    """A refresh, and papers that visited pages need, at the same moment: each part would keep the interval alone."""
    settings = Settings(
        data_dir=tmp_path,
        arxiv_api_url=arxiv.api_url,
        arxiv_rss_url=arxiv.rss_url,
        arxiv_authors_url=arxiv.authors_url,
        arxiv_html_url=arxiv.html_url,
        ar5iv_url=arxiv.ar5iv_url,
        hf_url=arxiv.url,
        arxiv_interval=0.2,
    )
    services = create_services(settings)
    try:
        for number in range(1, 5):
            services.lookups.ask(f"2604.0000{number}")
        services.refresher.run(only=["arxiv"])
        while any(services.lookups.ask(f"2604.0000{number}")[0] for number in range(1, 5)):
            time.sleep(0.05)
    finally:
        services.close()
    assert {request.path.split("/")[1] for request in arxiv.log} >= {"rss", "api"}
    assert min(later.at - earlier.at for earlier, later in pairwise(arxiv.log)) >= 0.2
    assert arxiv.most_open == 1
