"""`paper-radar library`: saved papers on the terminal."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from paper_radar.cli import main, saved
from paper_radar.library.news import News
from paper_radar.library.query import ORIGINS, SORTS
from paper_radar.library.record import STATUSES, Saved
from paper_radar.library.saved import Library
from paper_radar.storage.tiny import TinyWorkspace
from tests.unit.library.papers import HIGGS, MUON, Clock


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    workspace = TinyWorkspace(tmp_path / "data" / "workspace.json")
    news = (News("version", "2026-06-19T09:00:00+00:00", version=2),)
    muon = Saved(paper=MUON, tags=("optimisers",), note="Read §4.\nThen §5.", stars=4, status="reading", news=news)
    Library(workspace, Clock()).add_many([muon, Saved(paper=replace(HIGGS, source="web"), tags=("physics",))])
    workspace.close()
    return {"PAPER_RADAR_DATA_DIR": str(tmp_path / "data"), "PAPER_RADAR_REFRESH_MINUTES": "0"}


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, env=environment, catch_exceptions=False)


def test_a_saved_paper_is_shown_with_what_the_reader_made_of_it_and_what_is_new(environment: dict[str, str]) -> None:
    shown = run(environment, "library", "steepest", "DESCENT")
    assert MUON.title in shown.stdout and MUON.key in shown.stdout and HIGGS.title not in shown.stdout
    assert "reading · ★★★★ · #optimisers" in shown.stdout
    assert "  | Read §4.\n  | Then §5.\n  new: version 2\n" in shown.stdout
    assert shown.stderr == "1 paper\n"


def test_what_is_asked_is_what_the_service_is_asked(environment: dict[str, str]) -> None:
    asked = ("--tag", "Physics", "--status", "to_read", "--sort", "-title")
    answer = json.loads(run(environment, "--json", "library", *asked).stdout)
    assert [item["paper"]["title"] for item in answer["items"]] == [HIGGS.title]
    assert run(environment, "library", "--limit", "1").stderr == "1 of 2 papers\n"
    assert run(environment, "library", "--", "-steepest").stderr == "1 paper\n"
    assert run(environment, "library", "--sort", "size").exit_code == 2


def test_what_can_be_chosen_is_what_the_library_knows() -> None:
    assert (saved.STATUSES, saved.ORIGINS, saved.SORTS) == (STATUSES, ORIGINS, SORTS)
