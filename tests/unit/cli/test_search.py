"""`paper-radar search` on the terminal."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from paper_radar.cli import main
from tests.standins.arxiv import ArxivStandin
from tests.standins.huggingface import HuggingFaceStandin
from tests.standins.server import Answer
from tests.unit.search.papers import CHINESE, MUON, SAMPLING, SURVEY, pool_of


@pytest.fixture
def sources() -> Iterator[tuple[ArxivStandin, HuggingFaceStandin]]:
    with ArxivStandin() as arxiv, HuggingFaceStandin() as huggingface:
        yield arxiv, huggingface


@pytest.fixture
def environment(tmp_path: Path, sources: tuple[ArxivStandin, HuggingFaceStandin]) -> dict[str, str]:
    arxiv, huggingface = sources
    (tmp_path / "data").mkdir()
    with pool_of(tmp_path / "data"):
        pass
    return {
        "PAPER_RADAR_DATA_DIR": str(tmp_path / "data"),
        "PAPER_RADAR_REFRESH_MINUTES": "0",
        "PAPER_RADAR_ARXIV_API_URL": arxiv.api_url,
        "PAPER_RADAR_HF_URL": huggingface.url,
        "PAPER_RADAR_ARXIV_INTERVAL": "0",
    }


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, env=environment, catch_exceptions=False)


def test_papers_are_shown_and_what_was_left_out_is_told(environment: dict[str, str]) -> None:
    shown = run(environment, "search", "diffusion", "after:32")
    assert SAMPLING.title in shown.stdout and SURVEY.title in shown.stdout and MUON.title not in shown.stdout
    assert shown.stderr == "2 papers\n“after:32” is left out: write a date as 2026, 2026-03 or 2026-03-05.\n"


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["author:Difan Zou", "muon"], MUON.title),
        (["large language models", "-survey"], MUON.title),
        (['title:"steepest descent"'], MUON.title),
        (["扩散模型"], CHINESE.title),
    ],
)
def test_what_the_shell_took_quotes_from_is_one_value_still(
    environment: dict[str, str], arguments: list[str], found: str
) -> None:
    answer = json.loads(run(environment, "--json", "search", "--", *arguments).stdout)
    assert [item["title"] for item in answer["items"]] == [found]


def test_the_sources_are_asked_first_and_what_they_send_is_found(
    environment: dict[str, str], sources: tuple[ArxivStandin, HuggingFaceStandin]
) -> None:
    arxiv, huggingface = sources
    arxiv.papers = huggingface.papers = [MUON]
    huggingface.queue("/api/papers/search", Answer(404))
    shown = run(environment, "search", "--ask", "muon")
    assert MUON.title in shown.stdout and "arXiv: 1 found, 0 new" in shown.stderr
    assert "Hugging Face: " in shown.stderr and shown.exit_code == 0


def test_it_fails_where_no_source_could_be_asked(
    environment: dict[str, str], sources: tuple[ArxivStandin, HuggingFaceStandin]
) -> None:
    for source in sources:
        source.queue("/api", Answer(404))
    shown = run(environment, "search", "--ask", "muon")
    assert shown.exit_code == 1 and MUON.title in shown.stdout
    assert "Neither arXiv nor Hugging Face could be asked." in shown.stderr
