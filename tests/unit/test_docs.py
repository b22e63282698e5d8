"""Every setting and every command stands in the README; every test that the docs name is there."""

import re

from paper_radar.cli import main
from paper_radar.config import VARIABLES
from tests.shared import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_environment_variable_is_documented() -> None:
    missing = [variable for variable in VARIABLES if f"`{variable}`" not in README]
    assert missing == []


def test_every_command_is_documented() -> None:
    missing = [command for command in main.commands if f"paper-radar {command}" not in README]
    assert missing == []


def test_every_dependency_is_named_with_its_reason() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = [
        *project["dependencies"],
        *project["optional-dependencies"]["test"],
        *project["optional-dependencies"]["dev"],
    ]
    names = {re.split(r"[<>=\[]", requirement)[0] for requirement in listed} - {"paper-radar"}
    missing = [name for name in sorted(names) if f"**{name}**" not in README]
    assert missing == []


def test_every_test_named_for_a_quirk_of_the_sources_is_there() -> None:
    named = re.findall(r"`([\w/]+\.py)(?:::(\w+))?`", (ROOT / "docs" / "sources.md").read_text(encoding="utf-8"))
    assert len(named) > 100
    missing = []
    for path, name in named:
        file = ROOT / "tests" / path.removeprefix("tests/")
        kind = "class" if name.startswith("Test") else "def"
        if not file.is_file() or (name and f"{kind} {name}" not in file.read_text(encoding="utf-8")):
            missing.append(f"{path}::{name}")
    assert missing == []
