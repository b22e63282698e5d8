"""`paper-radar refresh` and `sources`, on a folder of their own and on one that a running service holds."""

import json
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from click.testing import CliRunner, Result

from paper_radar.cli import main
from paper_radar.papers.model import Paper
from tests.e2e.service import Service
from tests.standins.arxiv import ArxivStandin
from tests.standins.huggingface import HuggingFaceStandin
from tests.standins.server import Answer

MUON = Paper(
    key="arxiv:2502.16982",
    title="Muon is Scalable for LLM Training",
    authors=("Jingyuan Liu",),
    abstract="We train.",
    arxiv_id="2502.16982",
    version=1,
    categories=("cs.LG",),
    primary_category="cs.LG",
)


@pytest.fixture
def arxiv() -> Iterator[ArxivStandin]:
    with ArxivStandin([MUON]) as standin:
        yield standin


@pytest.fixture
def huggingface() -> Iterator[HuggingFaceStandin]:
    with HuggingFaceStandin() as standin:
        yield standin


@pytest.fixture
def environment(tmp_path: Path, arxiv: ArxivStandin, huggingface: HuggingFaceStandin) -> dict[str, str]:
    return {
        "PAPER_RADAR_DATA_DIR": str(tmp_path / "data"),
        "PAPER_RADAR_CATEGORIES": "cs.LG",
        "PAPER_RADAR_FEEDS": "",
        "PAPER_RADAR_REFRESH_MINUTES": "180",
        "PAPER_RADAR_ARXIV_INTERVAL": "0",
        "PAPER_RADAR_ARXIV_API_URL": arxiv.api_url,
        "PAPER_RADAR_ARXIV_RSS_URL": arxiv.rss_url,
        "PAPER_RADAR_ARXIV_AUTHORS_URL": f"{arxiv.url}/a",
        "PAPER_RADAR_HF_URL": huggingface.url,
        "GROQ_API_KEY": "",
    }


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, env=environment, catch_exceptions=False)


def test_the_table_tells_what_each_source_brought_and_when_it_is_asked_next(environment: dict[str, str]) -> None:
    result = run(environment, "refresh", "--source", "arxiv")
    head, row = result.stdout.splitlines()[:2]
    assert head.split()[:3] == ["Source", "New", "Updated"]
    assert row.split()[:5] == ["arXiv", "1", "0", "0", "ok"]
    assert "Hugging Face" not in result.stdout
    assert result.exit_code == 0


def test_a_source_that_fails_is_red_below_and_only_if_all_fail_the_command_fails(
    environment: dict[str, str], arxiv: ArxivStandin
) -> None:
    arxiv.queue("/rss/", *[Answer(404, b"gone")] * 9)
    result = run(environment, "refresh", "--source", "arxiv", "--source", "huggingface")
    assert "failed" in next(line for line in result.stdout.splitlines() if line.startswith("arXiv"))
    assert "answered with HTTP 404" in result.stderr
    assert result.exit_code == 0
    assert run(environment, "refresh", "--source", "arxiv").exit_code == 1


def test_json_is_the_state_and_nothing_else(environment: dict[str, str]) -> None:
    told = json.loads(run(environment, "--json", "refresh", "--source", "arxiv").stdout)
    assert (told["running"], told["new"]) == (False, 1)


def test_a_source_that_there_is_not_is_named(environment: dict[str, str]) -> None:
    result = run(environment, "refresh", "--source", "viXra")
    assert (result.exit_code, "There is no source 'viXra'." in result.stderr) == (1, True)


def test_sources_tells_how_each_stands_and_pauses_and_resumes_one(environment: dict[str, str]) -> None:
    assert "never" in run(environment, "sources").stdout
    assert "paused by you" in run(environment, "sources", "pause", "arxiv").stdout
    assert json.loads(run(environment, "--json", "sources").stdout)[0]["paused"] is True
    shown = run(environment, "refresh").stdout
    assert "paused by you" in next(line for line in shown.splitlines() if line.startswith("arXiv"))
    told = json.loads(run(environment, "--json", "sources", "resume", "arxiv").stdout)
    assert [(one["paused"], one["new"], one["error"]) for one in told] == [(False, 1, "")]
    assert run(environment, "sources", "pause", "viXra").exit_code == 1


class TestWithOthers:
    """One refresh at a time, whoever asks for it."""

    def test_two_commands_at_once_on_a_folder_without_a_service_do_not_both_fetch(
        self, environment: dict[str, str], arxiv: ArxivStandin
    ) -> None:
        service = Service(Path(environment["PAPER_RADAR_DATA_DIR"]), environment)
        over = Event()
        arxiv.queue("/rss/", Answer(404, b"later", held=over))
        first = service.begin("refresh", "--source", "arxiv")
        while not arxiv.log:
            time.sleep(0.02)
        second = run(environment, "refresh", "--source", "arxiv")
        over.set()
        assert (second.exit_code, f"process {first.pid}" in second.stderr) == (1, True)
        first.communicate(timeout=60)
        assert len(arxiv.log) == 1

    def test_commands_share_the_refresh_of_the_service_that_runs(
        self, environment: dict[str, str], arxiv: ArxivStandin
    ) -> None:
        served = {**environment, "PAPER_RADAR_REFRESH_MINUTES": "0"}
        with Service(Path(environment["PAPER_RADAR_DATA_DIR"]), served) as service:
            arxiv.queue("/rss/", Answer(404, b"later", wait=6))  # by then the other has begun, too
            both = [service.begin("--json", "refresh") for _ in range(2)]
            told = [json.loads(process.communicate(timeout=60)[0]) for process in both]
        assert [state["running"] for state in told] == [False, False]
        assert len(arxiv.requests("/rss/")) == 1

    def test_ctrl_c_cancels_the_refresh_and_says_what_came(
        self, environment: dict[str, str], arxiv: ArxivStandin
    ) -> None:
        # The second of the two is asked alone after arXiv refused the first, and waits an hour for its turn.
        slow = {**environment, "PAPER_RADAR_ARXIV_INTERVAL": "3600", "PAPER_RADAR_CATEGORIES": "cs.XX,cs.LG"}
        service = Service(Path(environment["PAPER_RADAR_DATA_DIR"]), slow)
        process = service.begin("refresh")
        while not arxiv.log:
            time.sleep(0.02)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=60)
        assert (process.returncode, "Cancelled: 0 new papers came" in stdout) == (130, True), stdout + stderr
        assert "broken off" in stdout
