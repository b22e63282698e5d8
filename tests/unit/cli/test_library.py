"""Files of other programs into the library, and the library into files, from the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from paper_radar.cli import main
from paper_radar.cli.library import text_of
from paper_radar.errors import BadInputError

TWO = """@misc{a, title={Über Muon}, eprint={2606.00001}}
@misc{b, title={Another}, eprint={2606.00002}}
@misc{c, year={1}}"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"PAPER_RADAR_DATA_DIR": str(tmp_path / "data"), "PAPER_RADAR_REFRESH_MINUTES": "0", "GROQ_API_KEY": ""}


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, env=environment, catch_exceptions=False)


def test_a_library_is_imported_after_a_preview_and_exported_whole_or_in_part(
    environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "zotero.bib"
    file.write_text(TWO, encoding="utf-16")
    seen = run(environment, "import-library", "--preview", str(file))
    assert seen.stdout == (
        "3 records of bibtex: 2 would be new, 0 would be merged into papers that were there, 0 were known, 1 skipped\n"
    )
    assert seen.stderr == "c (line 3): there is no title\n"
    assert run(environment, "export", "--format", "jsonl").stdout == ""
    assert json.loads(run(environment, "--json", "import-library", str(file)).stdout)["added"] == 2
    assert run(environment, "export").stdout.count("@misc{") == 2
    part = run(environment, "export", "--format", "markdown", "arxiv:2606.00001").stdout
    assert "[Über Muon](https://arxiv.org/abs/2606.00001)" in part
    assert "Another" not in part
    assert run(environment, "export", "arxiv:0000.00000").exit_code == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_say_what_they_are_are_sure(encoding: str) -> None:
    assert text_of("Jörg 周".encode(encoding)) == ("Jörg 周", False)


def test_latin_1_is_a_guess_and_half_a_letter_of_utf_16_an_error() -> None:
    assert text_of("Jörg".encode("latin-1")) == ("Jörg", True)
    with pytest.raises(BadInputError, match="breaks off"):
        text_of("Jörg".encode("utf-16")[:-1])
