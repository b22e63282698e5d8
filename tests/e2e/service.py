"""A real `paper-radar serve` process on loopback, with its own data folder and nothing but stand-ins upstream."""

import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

# Nobody listens there, so an upstream that is not stood in for fails at once. The ports below 1024 at which nobody
# listens are those that sources refuse to ask.
NOWHERE = "http://127.0.0.1:65535"

# Until a process that hangs counts as hanging. One that ends is seen at once, so that a machine that is busy, on which
# all of it takes ten times as long, may have its time.
_PATIENCE = 120.0
# Systems give out local ends of connections above these, so no stranger's takes a port between two lives of a service.
_PORTS = range(20_000, 32_000)

_PAIRING = re.compile(r"http://127\.0\.0\.1:\d+/pair#\S+")


class Service:
    """One process. `environment` is all it gets beside a path and a language: none of the machine's own settings."""

    def __init__(self, folder: Path, environment: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._environment = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "PYTHONUNBUFFERED": "1",
            "PAPER_RADAR_DATA_DIR": str(folder),
            "PAPER_RADAR_PORT": str(self.port),
            "PAPER_RADAR_ARXIV_API_URL": f"{NOWHERE}/api/query",
            "PAPER_RADAR_ARXIV_AUTHORS_URL": f"{NOWHERE}/a",
            "PAPER_RADAR_ARXIV_HTML_URL": f"{NOWHERE}/html",
            "PAPER_RADAR_AR5IV_URL": f"{NOWHERE}/ar5iv/html",
            "PAPER_RADAR_ARXIV_RSS_URL": f"{NOWHERE}/rss",
            "PAPER_RADAR_ARXIV_INTERVAL": "0.01",
            "PAPER_RADAR_HF_URL": NOWHERE,
            "GROQ_BASE_URL": NOWHERE,
            "PAPER_RADAR_REFRESH_MINUTES": "0",
            **(environment or {}),
        }
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None

    # -- the process

    def command(self, *arguments: str, patience: float = 600) -> str:
        """What `paper-radar …` prints, with this service's settings. Raises AssertionError with its error text."""
        done = subprocess.run(
            [_program(), *arguments], env=self._environment, capture_output=True, text=True, timeout=patience
        )
        assert done.returncode == 0, f"paper-radar {' '.join(arguments)}: {done.stderr or done.stdout}"
        return done.stdout

    def begin(self, *arguments: str) -> subprocess.Popen[str]:
        """`paper-radar …` as it runs, for cases that look at it meanwhile."""
        return subprocess.Popen(
            [_program(), *arguments], env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def start(self) -> "Service":
        """Begin to serve on the same port as ever, and wait until it answers."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._log = (self.folder / "serve.log").open("wb")
        self._process = subprocess.Popen(
            [_program(), "serve"], env=self._environment, stdout=self._log, stderr=subprocess.STDOUT
        )
        deadline = time.monotonic() + _PATIENCE
        while not self._answers():
            assert self._process.poll() is None, f"serve ended by itself:\n{self.said}"
            assert time.monotonic() < deadline, f"serve does not answer:\n{self.said}"
            time.sleep(0.02)
        return self

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(timeout=_PATIENCE)
            self._process = None
        if self._log is not None:
            self._log.close()
            self._log = None

    @property
    def runs(self) -> bool:
        return self._process is not None

    @property
    def pid(self) -> int:
        assert self._process is not None, "the service does not run"
        return self._process.pid

    @property
    def said(self) -> str:
        """What it has printed since it started."""
        return (self.folder / "serve.log").read_text(errors="replace")

    @property
    def pairing_page(self) -> str:
        """The address with the code that `serve` printed."""
        deadline = time.monotonic() + _PATIENCE
        while not (found := _PAIRING.search(self.said)):
            assert time.monotonic() < deadline, f"serve printed no pairing address:\n{self.said}"
            time.sleep(0.02)
        return found.group()

    def new_pairing_page(self) -> str:
        """A new one from `paper-radar pair`, asked of the running service."""
        found = _PAIRING.search(self.command("pair"))
        assert found, "paper-radar pair printed no pairing address"
        return found.group()

    def __enter__(self) -> "Service":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    # -- its API, for arranging a case and for looking behind the interface

    def request(
        self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, Any]:
        """Status and JSON (None if there is none) of one request."""
        sent = {"Content-Type": "application/json", **(headers or {})}
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self.url}{path}", data=data, method=method, headers=sent)
        try:
            with urlopen(request, timeout=_PATIENCE) as answer:
                return answer.status, _json(answer.read())
        except HTTPError as error:
            return error.code, _json(error.read())

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """The JSON of a request to /api/v1 that must go well, asked as the commands ask: with the folder's secret."""
        secret = json.loads((self.folder / "paper-radar.lock.json").read_text())["secret"]
        status, answer = self.request(method, f"/api/v1{path}", body, {"Authorization": f"Bearer {secret}"})
        assert status < 400, f"{method} {path}: {status} {answer}"
        return answer

    def follow(self, kind: str, value: str, **more: Any) -> dict[str, Any]:
        entry: dict[str, Any] = self.ask("POST", "/radar", {"kind": kind, "value": value, **more})
        return entry

    def followed(self) -> list[str]:
        return [entry["value"] for entry in self.ask("GET", "/radar")["entries"]]

    def saved(self) -> list[str]:
        """Keys of the library."""
        return [item["paper"]["key"] for item in self.ask("GET", "/library?limit=100")["items"]]

    def forget_everything(self) -> None:
        """An empty radar, an empty library, no briefs and nothing dismissed, as on the first day."""
        for entry in self.ask("GET", "/radar")["entries"]:
            self.ask("DELETE", f"/radar/{entry['id']}")
        if keys := self.ask("GET", "/library/keys")["keys"]:
            self.ask("POST", "/library/remove", {"keys": keys})
        # The list leaves out those that failed with nothing to read; their papers' pages would show them all the same.
        workspace = json.loads((self.folder / "workspace.json").read_bytes())
        for id in workspace.get("briefs", {}):
            self.ask("POST", f"/briefs/{id}/remove", {})
        for key in workspace.get("feedback", {}):
            self.ask("DELETE", f"/feedback/{quote(key, safe='')}")

    def _answers(self) -> bool:
        try:
            return self.request("GET", "/api/v1/health")[0] == 200
        except (URLError, OSError):
            return False


def folder_with(papers: Path, folder: Path) -> Path:
    """A data folder whose pool holds the papers of a JSONL file, made by `paper-radar import`."""
    folder.mkdir(parents=True, exist_ok=True)
    Service(folder).command("import", str(papers))
    return folder


def copied(template: Path, folder: Path) -> Path:
    """A data folder of one's own, begun as `template`, which no process may hold."""
    shutil.copytree(template, folder, dirs_exist_ok=True)
    return folder


def _program() -> str:
    return str(Path(sys.executable).with_name("paper-radar"))


def _free_port() -> int:
    """One that nobody holds. Those who test side by side draw from so many that they do not meet."""
    while True:
        port = random.choice(_PORTS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def _json(text: bytes) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
