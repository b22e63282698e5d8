"""Without the packages of the extra, everything else goes on, and one line says what to install."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.e2e.service import NOWHERE, Service
from tests.fakes.tiny_model import write_model
from tests.shared import ROOT

WITHOUT = (sys.executable, "-m", "tests.unit.semantic.without")
NOT_INSTALLED = "The packages of nearness by meaning are not installed."
INSTALL = "pip install 'paper-radar[semantic]'"


def environment(folder: Path, port: int, model: str = "") -> dict[str, str]:
    return {
        "HOME": str(folder),
        "PAPER_RADAR_DATA_DIR": str(folder / "data"),
        "PAPER_RADAR_PORT": str(port),
        "PAPER_RADAR_REFRESH_MINUTES": "0",
        "PAPER_RADAR_ARXIV_API_URL": f"{NOWHERE}/api/query",
        "PAPER_RADAR_SEMANTIC_MODEL": model,
    }


def told(environment: dict[str, str]) -> str:
    done = subprocess.run([*WITHOUT, "doctor"], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120)
    return done.stdout + done.stderr


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[str]:
    """The log so far can be read in `serve.log` of the home folder."""
    log = Path(environment["HOME"]) / "serve.log"
    url = f"http://127.0.0.1:{environment['PAPER_RADAR_PORT']}/api/v1/health"
    with (
        log.open("wb") as file,
        subprocess.Popen([*WITHOUT, "serve"], env=environment, cwd=ROOT, stdout=file, stderr=subprocess.STDOUT) as run,
    ):
        try:
            end = time.monotonic() + 30
            while True:
                assert run.poll() is None and time.monotonic() < end, log.read_text()
                try:
                    yield urlopen(url, timeout=2).read().decode()
                    return
                except URLError:
                    time.sleep(0.05)
        finally:
            run.terminate()


def test_by_default_nothing_is_missed(tmp_path: Path) -> None:
    settings = environment(tmp_path, Service(tmp_path).port)
    with serving(settings) as health:
        assert json.loads(health)["name"] == "paper-radar"
        said = told(settings)
    assert "off: related papers are found by their words" in said
    assert INSTALL in said
    assert NOT_INSTALLED not in said
    assert "onnxruntime" not in (tmp_path / "serve.log").read_text()


def test_a_model_that_is_set_is_told_to_need_the_extra_and_the_service_runs(tmp_path: Path) -> None:
    settings = environment(tmp_path, Service(tmp_path).port, str(write_model(tmp_path / "tiny")))
    with serving(settings) as health:
        assert json.loads(health)["name"] == "paper-radar"
        said = told(settings)
    assert NOT_INSTALLED in said
    assert INSTALL in said
    log = (tmp_path / "serve.log").read_text()
    assert NOT_INSTALLED in log
    assert "Traceback" not in log
