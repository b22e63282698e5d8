"""`paper-radar brief`, on a folder of its own."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paper_radar.client import connect
from paper_radar.config import from_environment
from tests.fakes.writer import statement
from tests.standins.groq import GroqStandin
from tests.unit.test_cli import KEY, OTHER, RECORD, run

OTHER_KEY = f"arxiv:{OTHER['id']}"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A data folder in which two papers are known."""
    environment = {
        "PAPER_RADAR_DATA_DIR": str(tmp_path / "data"),
        "PAPER_RADAR_REFRESH_MINUTES": "0",
        "GROQ_API_KEY": "",
    }
    file = tmp_path / "papers.jsonl"
    file.write_text("\n".join(map(json.dumps, (RECORD, OTHER))), encoding="utf-8")
    run(environment, "import", str(file))
    return environment


def test_without_a_key_it_quotes_the_abstract_and_says_so(environment: dict[str, str]) -> None:
    result = run(environment, "brief", KEY)
    assert result.exit_code == 0
    assert result.stdout.startswith("## Claim\n")
    assert "implicit bias towards the maximum margin" in result.stdout
    assert "no model" in result.stderr


def test_of_more_keys_it_is_one_of_several_papers(environment: dict[str, str]) -> None:
    told = json.loads(run(environment, "--json", "brief", KEY, OTHER_KEY, "--language", "zh_CN").stdout)
    assert (told["kind"], told["keys"], told["language"]) == ("several", [KEY, OTHER_KEY], "zh_CN")


def test_beside_compares_a_paper_with_its_related_ones(environment: dict[str, str]) -> None:
    told = json.loads(run(environment, "--json", "brief", KEY, "--kind", "beside").stdout)
    assert (told["kind"], told["keys"]) == ("beside", [KEY, OTHER_KEY])


def test_of_the_feed_it_is_of_what_is_new_on_the_radar(environment: dict[str, str], tmp_path: Path) -> None:
    empty = run(environment, "brief", "--feed")
    assert (empty.exit_code, "Nothing new" in empty.stderr) == (1, True)
    today = datetime.now(UTC).date().isoformat()
    new = [{**OTHER, "id": f"{today[2:4]}{today[5:7]}.0000{n}", "announced": today} for n in (1, 2)]
    file = tmp_path / "new.jsonl"
    file.write_text("\n".join(map(json.dumps, new)), encoding="utf-8")
    run(environment, "import", str(file))
    with connect(from_environment(environment)) as client:
        client.ask("POST", "/radar", {"kind": "topic", "value": "Muon"})
    told = json.loads(run(environment, "--json", "brief", "--feed").stdout)
    assert told["kind"] == "several"
    assert sorted(told["keys"]) == [f"arxiv:{record['id']}" for record in new]


def test_as_markdown_it_has_links(environment: dict[str, str]) -> None:
    shown = run(environment, "brief", KEY, "--markdown").stdout
    assert shown.startswith("# [The Implicit Bias of Steepest Descent with p-norms](https://arxiv.org/abs/2602.11557")
    assert "statements checked against the papers" in shown


@pytest.mark.parametrize("arguments", [[], ["--feed", KEY], [KEY, "--kind", "poem"]])
def test_a_command_without_sense_says_how_it_is_used(environment: dict[str, str], arguments: list[str]) -> None:
    assert run(environment, "brief", *arguments).exit_code == 2


def test_with_a_key_it_tells_model_and_tokens_and_failures(environment: dict[str, str]) -> None:
    with GroqStandin() as groq:
        asked = {**environment, "GROQ_API_KEY": "gsk_x", "GROQ_BASE_URL": groq.url}
        result = run(asked, "brief", KEY)
        assert " statements checked · openai/gpt-oss-20b · " in result.stderr
        groq.text = statement("It is 90% faster.", "It is 90% faster than all others.")
        failed = run(asked, "brief", OTHER_KEY)
        assert failed.exit_code == 1
        assert "Nothing of what the model wrote" in failed.stderr
        assert run(asked, "brief", OTHER_KEY, "--extractive").exit_code == 0
