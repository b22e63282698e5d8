"""The commands, on a folder of their own and on one that a running service holds."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from paper_radar.cli import main
from paper_radar.client import connect
from paper_radar.config import from_environment
from tests.e2e.service import Service
from tests.standins.arxiv import ArxivStandin

RECORD = {
    "id": "2602.11557",
    "title": "The Implicit Bias of Steepest Descent with $p$-norms",
    "abstract": "We show that steepest descent has an implicit bias towards the maximum margin. This is a limit.",
    "authors": ["Difan Zou", ":"],
    "categories": ["cs.LG", "stat.ML"],
    "announced": "2026-06-17",
}
OTHER = {**RECORD, "id": "2606.00001", "title": "Steepest descent and Muon", "authors": ["Ada Lovelace"]}
KEY = "arxiv:2602.11557"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"PAPER_RADAR_DATA_DIR": str(tmp_path / "data"), "PAPER_RADAR_REFRESH_MINUTES": "0", "GROQ_API_KEY": ""}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    file = tmp_path / "papers.jsonl.gz"
    lines = [json.dumps(RECORD), "no json", json.dumps({"id": "x"}), "", json.dumps(OTHER)]
    file.write_bytes(gzip.compress("\n".join(lines).encode()))
    return file


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, env=environment, catch_exceptions=False)


def test_import_counts_what_it_took_and_names_the_lines_it_could_not(environment: dict[str, str], corpus: Path) -> None:
    result = run(environment, "--json", "import", str(corpus))
    told = json.loads(result.stdout)
    assert (told["new"], told["skipped"]) == (2, 2)
    assert [fault.split(":")[0] for fault in told["faults"]] == ["line 2", "line 3"]
    again = json.loads(run(environment, "--json", "import", str(corpus)).stdout)
    assert (again["new"], again["unchanged"]) == (0, 2)


def test_match_shows_the_paper_and_the_related_ones_with_reasons(environment: dict[str, str], corpus: Path) -> None:
    run(environment, "import", str(corpus))
    answer = json.loads(run(environment, "--json", "match", "https://huggingface.co/papers/2602.11557").stdout)
    assert answer["papers"][0]["title"] == "The Implicit Bias of Steepest Descent with p-norms"
    assert answer["papers"][0]["authors"] == ["Difan Zou"]
    shown = run(environment, "match", "https://arxiv.org/abs/2602.11557v1")
    assert "01. Steepest descent and Muon" in shown.stdout


def test_match_explains_each_hit_by_a_sentence_and_the_words_where_they_stand(
    environment: dict[str, str], corpus: Path
) -> None:
    run(environment, "import", str(corpus))
    with connect(from_environment(environment)) as client:
        for kind, value in (("author", "D. Zou"), ("topic", "maximum margins"), ("topic", "Muon")):
            client.ask("POST", "/radar", {"kind": kind, "value": value})
    shown = run({**environment, "COLUMNS": "80"}, "match", "https://arxiv.org/abs/2602.11557", "--explain").stdout
    assert "author D. Zou: possible, among the authors\n    “Difan Zou” may be D. Zou: the surname is" in shown
    assert "    | «Difan Zou»\n" in shown
    assert "“maximum margin” is your topic maximum margins in another form." in shown
    assert "    | We show that steepest descent has an implicit bias towards the «maximum\n    | margin».\n" in shown
    assert "    | Steepest descent and «Muon»\n" in shown
    assert "  as the page, in cs.LG, stat.ML\n" in shown
    assert "\x1b" not in shown
    answer = json.loads(run(environment, "--json", "match", "https://arxiv.org/abs/2602.11557", "--explain").stdout)
    assert answer["papers"][0]["hits"][0]["text"] == "maximum margin"


def test_related_by_key(environment: dict[str, str], corpus: Path) -> None:
    run(environment, "import", str(corpus))
    assert [item["key"] for item in json.loads(run(environment, "--json", "related", KEY).stdout)["items"]] == [
        "arxiv:2606.00001"
    ]


def test_a_paper_that_the_pool_lacks_is_asked_of_arxiv(environment: dict[str, str]) -> None:
    with ArxivStandin() as arxiv:
        asked = {
            **environment,
            "PAPER_RADAR_ARXIV_API_URL": f"{arxiv.url}/api/query",
            "PAPER_RADAR_ARXIV_INTERVAL": "0",
        }
        result = run(asked, "match", "https://arxiv.org/abs/2602.99999")
        assert result.exit_code == 1
        assert "arXiv has no paper 2602.99999" in result.stderr
        assert len(arxiv.requests("/api/query")) == 1


def test_an_error_is_one_line_with_a_hint_and_no_trace(environment: dict[str, str], tmp_path: Path) -> None:
    result = run(environment, "import", str(tmp_path / "absent.jsonl"))
    assert result.exit_code == 1
    assert "absent.jsonl cannot be read" in result.stderr
    assert "Traceback" not in result.stderr
    told = json.loads(run(environment, "--json", "import", str(tmp_path / "absent.jsonl")).stdout)
    assert told["error"]["code"] == "bad_input"


def test_a_broken_gzip_file_is_named(environment: dict[str, str], corpus: Path) -> None:
    corpus.write_bytes(corpus.read_bytes()[:60])
    assert run(environment, "import", str(corpus)).exit_code == 1


def test_export_of_an_empty_library_is_an_empty_file(environment: dict[str, str]) -> None:
    assert run(environment, "export", "--format", "jsonl").stdout == ""
    assert run(environment, "export", "--format", "docx").exit_code == 2


def test_pair_says_that_the_service_must_run(environment: dict[str, str]) -> None:
    result = run(environment, "pair")
    assert result.exit_code == 1
    assert "paper-radar serve --open" in result.stderr


def test_doctor_finds_a_fresh_machine_well_and_says_what_is_missing(environment: dict[str, str]) -> None:
    result = run(environment, "doctor")
    assert result.exit_code == 0
    assert "Run `paper-radar refresh`." in result.stdout
    assert "Set GROQ_API_KEY." in result.stdout


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with Service(tmp_path / "served") as running:
        yield running


def test_a_command_asks_the_service_that_holds_the_folder(service: Service, corpus: Path) -> None:
    service.command("import", str(corpus))
    assert "Steepest descent and Muon" in service.command("related", KEY)
    assert f"runs at {service.url}" in service.command("doctor")
    assert "/pair#" in service.command("pair")
    assert json.loads(service.command("--json", "refresh"))["running"] is False


def test_two_services_do_not_share_a_folder(service: Service, tmp_path: Path) -> None:
    second = Service(tmp_path / "served")
    with pytest.raises(AssertionError, match=f"{service.pid}"):
        second.start()


def test_a_port_that_is_taken_is_told(service: Service, tmp_path: Path) -> None:
    second = Service(tmp_path / "second", {"PAPER_RADAR_PORT": str(service.port)})
    with pytest.raises(AssertionError, match="PAPER_RADAR_PORT"):
        second.command("serve")
