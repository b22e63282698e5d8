"""A service with 100,000 papers and a radar of 1,000, every paper matched: made once a run, a copy for each part."""

import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path

from paper_radar.client import Client, connect
from paper_radar.config import Settings
from paper_radar.papers.model import to_json
from tests.benchmarks.papers import made
from tests.benchmarks.service import entries
from tests.e2e.service import Service

PAPERS = 100_000
RADAR = 1_000
# The last day on which the papers were announced (see `papers`).
LAST_DAY = date(2026, 11, 20)
_made: dict[int, tempfile.TemporaryDirectory[str]] = {}


def template(papers: int = PAPERS) -> Path:
    """A data folder with so many papers, moved so that the last day is today. Not to be written to: copy it."""
    if papers not in _made:
        _made[papers] = tempfile.TemporaryDirectory()
        root = Path(_made[papers].name)
        file = root / "papers.jsonl"
        later = date.today() - LAST_DAY
        followed = []
        with file.open("w", encoding="utf-8") as lines:
            for number, paper in enumerate(islice(made(), papers)):
                record = to_json(paper)
                if number < 20_000:
                    followed.append(paper)
                day = (date.fromisoformat(paper.announced) + later).isoformat()
                lines.write(json.dumps({**record, "announced": day, "published": day}) + "\n")
        service = Service(root / "data")
        service.command("import", str(file), patience=1_200)
        file.unlink()
        service.start()
        try:
            with connect(Settings(data_dir=service.folder)) as client:
                for entry in entries(followed, RADAR):
                    client.ask("POST", "/radar", entry)
                while not client.ask("GET", "/feed?limit=0")["settled"]:
                    time.sleep(0.5)
        finally:
            service.stop()
    return Path(_made[papers].name) / "data"


@contextmanager
def served(papers: int = PAPERS) -> Iterator[tuple[Service, Client]]:
    """A service over a copy of that folder, and who asks it."""
    source = template(papers)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(source, data)
        service = Service(data).start()
        try:
            with connect(Settings(data_dir=data)) as client:
                yield service, client
        finally:
            service.stop()
