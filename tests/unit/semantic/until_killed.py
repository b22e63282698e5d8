"""Embeds papers until it is killed: `python -m tests.unit.semantic.until_killed MODEL_FOLDER VECTORS_FILE COUNT`."""

import sys
import time
from pathlib import Path

from paper_radar.papers.model import Paper
from paper_radar.semantic.embedder import Embedder
from paper_radar.storage.vectors import SqliteVectors
from tests.fakes.pool import FakePool


def papers(count: int) -> list[Paper]:
    return [Paper(key=f"arxiv:{number}", title=f"Descent {number}") for number in range(count)]


if __name__ == "__main__":
    vectors = SqliteVectors(Path(sys.argv[2]))
    embedder = Embedder(Path(sys.argv[1]), FakePool(papers(int(sys.argv[3]))), vectors, pause=0.01)
    embedder.start()
    while True:
        print(embedder.progress.embedded, flush=True)
        time.sleep(0.02)
