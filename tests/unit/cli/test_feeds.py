"""`paper-radar feeds`."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from paper_radar.cli import main
from tests.standins.journals import Item, JournalsStandin

PAPER = Item("A study of tests", doi="10.1000/test.1", authors=("Ada Lovelace",))


@pytest.fixture
def journals() -> Iterator[JournalsStandin]:
    with JournalsStandin() as standin:
        yield standin


def run(folder: Path, *arguments: str) -> Result:
    environment = {
        "PAPER_RADAR_DATA_DIR": str(folder),
        "PAPER_RADAR_PRIVATE_FEEDS": "1",
        "PAPER_RADAR_REFRESH_MINUTES": "0",
    }
    return CliRunner().invoke(main, arguments, env=environment, catch_exceptions=False)


def test_a_feed_is_added_listed_and_removed(tmp_path: Path, journals: JournalsStandin) -> None:
    assert "No journal is followed" in run(tmp_path, "feeds").stdout
    added = run(tmp_path, "feeds", "add", journals.publish("tests", PAPER, title="Annals of Tests"))
    assert "Annals of Tests is followed as own-" in added.stdout and "A study of tests" in added.stdout
    assert "feed:jmlr" in run(tmp_path, "feeds", "add", "jmlr").stdout
    listed = json.loads(run(tmp_path, "--json", "feeds").stdout)
    assert [one["name"] for one in listed] == ["Annals of Tests", "Journal of Machine Learning Research"]
    removed = run(tmp_path, "feeds", "remove", listed[0]["id"])
    assert "Annals of Tests is followed no more" in removed.stdout
    assert "jmlr" in run(tmp_path, "feeds").stdout


def test_the_catalogue_is_searched(tmp_path: Path) -> None:
    lines = run(tmp_path, "feeds", "catalogue", "robot").stdout.splitlines()
    assert any(line.startswith("science-robotics ") for line in lines) and len(lines) < 10
    assert "by its address" in run(tmp_path, "feeds", "catalogue", "no such journal").stdout
    assert json.loads(run(tmp_path, "--json", "feeds", "catalogue", "no such journal").stdout) == []


def test_what_is_no_feed_ends_with_a_hint(tmp_path: Path, journals: JournalsStandin) -> None:
    result = run(tmp_path, "feeds", "add", f"{journals.url}/nothing")
    assert result.exit_code == 1 and "404" in result.stderr
