"""A fresh application on a fresh data folder for every test, its answers checked against the OpenAPI models."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from paper_radar.api.pairing import issue_token
from paper_radar.api.services import Services
from paper_radar.app import create_app, create_services
from paper_radar.config import Settings
from paper_radar.papers.model import Paper
from tests.standins.arxiv import ArxivStandin
from tests.standins.groq import GroqStandin
from tests.standins.huggingface import HuggingFaceStandin

EXTENSION = "chrome-extension://" + "a" * 32
HOST = "127.0.0.1:23180"


class Clock:
    """Time that stands still until it is moved; `meanwhile` happens whenever a request asks for it."""

    def __init__(self) -> None:
        self.time = datetime(2026, 6, 19, 9, 0, tzinfo=UTC)
        self.meanwhile: Callable[[], None] | None = None
        self._requests = threading.current_thread()

    def __call__(self) -> datetime:
        if self.meanwhile and threading.current_thread() is self._requests:
            self.meanwhile()
        return self.time

    def forward(self, **by: float) -> None:
        self.time += timedelta(**by)


@dataclass
class Api:
    """Asks as the paired extension does."""

    client: FlaskClient
    token: str

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        sent = {"Host": HOST, "Authorization": f"Bearer {self.token}", "Origin": EXTENSION, **headers}
        if body is None and method in ("GET", "DELETE"):
            return self.client.open(f"/api/v1{path}", method=method, headers=sent)
        return self.client.open(f"/api/v1{path}", method=method, json=body if body is not None else {}, headers=sent)

    def get(self, path: str) -> Any:
        return self.ask("GET", path)

    def post(self, path: str, body: Any = None) -> Any:
        return self.ask("POST", path, body)

    def patch(self, path: str, body: Any) -> Any:
        return self.ask("PATCH", path, body)

    def delete(self, path: str) -> Any:
        return self.ask("DELETE", path)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def arxiv() -> Iterator[ArxivStandin]:
    with ArxivStandin() as standin:
        yield standin


@pytest.fixture
def huggingface() -> Iterator[HuggingFaceStandin]:
    with HuggingFaceStandin() as standin:
        yield standin


@pytest.fixture
def services(tmp_path: Path, clock: Clock, arxiv: ArxivStandin, huggingface: HuggingFaceStandin) -> Iterator[Services]:
    settings = Settings(
        data_dir=tmp_path / "data",
        arxiv_api_url=f"{arxiv.url}/api/query",
        arxiv_rss_url=f"{arxiv.url}/rss",
        arxiv_authors_url=arxiv.authors_url,
        arxiv_html_url=arxiv.html_url,
        ar5iv_url=arxiv.ar5iv_url,
        hf_url=huggingface.url,
        arxiv_interval=0.0,
        private_feeds=True,
    )
    opened = create_services(settings, clock)
    yield opened
    opened.close()


@pytest.fixture
def client(services: Services) -> FlaskClient:
    return create_app(services, validate_answers=True).test_client()


@pytest.fixture
def api(client: FlaskClient, services: Services) -> Api:
    return Api(client, issue_token(services.workspace, EXTENSION, "2026-06-19T09:00:00+00:00"))


@pytest.fixture
def groq() -> Iterator[GroqStandin]:
    with GroqStandin() as standin:
        yield standin


@contextmanager
def keyed(services: Services, groq: GroqStandin, clock: Clock, paper: Paper) -> Iterator[Api]:
    """The service of a reader who has a Groq key, and this paper in the pool."""
    folder = services.settings.data_dir.with_name("with-key")
    settings = replace(services.settings, data_dir=folder, groq_api_key="gsk_test", groq_base_url=groq.url)
    opened = create_services(settings, clock)
    opened.pool.add([paper], seen_at="2026-06-19T08:00:00+00:00")
    app = create_app(opened, validate_answers=True)
    yield Api(app.test_client(), issue_token(opened.workspace, EXTENSION, "2026-06-19T09:00:00+00:00"))
    opened.close()
