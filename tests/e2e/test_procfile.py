"""The Procfile's own line, run as a host runs it."""

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from tests.shared import ROOT


def test_the_procfile_serves_with_one_worker_process(tmp_path: Path) -> None:
    kind, _, command = (ROOT / "Procfile").read_text().strip().partition(": ")
    assert (kind, "--workers 1 --threads 8" in command) == ("web", True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        # WEB_CONCURRENCY is how such hosts raise the number of workers; the Procfile must win.
        "WEB_CONCURRENCY": "4",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PORT": str(port),
        "PAPER_RADAR_HOST": "127.0.0.1",
        "PAPER_RADAR_DATA_DIR": str(tmp_path),
        "PAPER_RADAR_REFRESH_MINUTES": "0",
    }
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(["/bin/sh", "-c", f"exec {command}"], env=environment, stdout=log, stderr=log)
        try:
            deadline = time.monotonic() + 30
            while True:
                try:
                    with urlopen(f"http://127.0.0.1:{port}/api/v1/health", timeout=2) as answer:
                        assert json.load(answer)["name"] == "paper-radar"
                    break
                except OSError:
                    assert process.poll() is None, (tmp_path / "log").read_text()
                    assert time.monotonic() < deadline, (tmp_path / "log").read_text()
                    time.sleep(0.05)
            workers = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True)
            assert len(workers.stdout.split()) == 1
        finally:
            process.terminate()
            process.wait(timeout=30)
