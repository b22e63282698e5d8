"""Papers embedded in the back by a real model, and what a request reads of it."""

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from paper_radar.errors import StorageError
from paper_radar.papers.model import Paper
from paper_radar.semantic.embedder import Embedder
from paper_radar.semantic.encoder import Encoder
from paper_radar.storage.vectors import SqliteVectors
from tests.fakes.pool import FakePool
from tests.fakes.tiny_model import MEANINGS, write_model
from tests.shared import ROOT
from tests.unit.semantic.until_killed import papers

SEEN = "2026-06-17T00:00:00+00:00"
PAGE = Paper(key="arxiv:1", title="Descent", abstract="momentum")
NEAR = Paper(key="arxiv:2", title="Optimizer", abstract="steps")
FAR = Paper(key="arxiv:3", title="Protein", abstract="folding")
PAPERS = (PAGE, NEAR, FAR)


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)


class Loaded:
    """Opens models, and notes every model opened and every text that one was asked for."""

    def __init__(self) -> None:
        self.models: list[str] = []
        self.texts: list[str] = []
        self.refused = ""
        self.gate = threading.Event()
        self.gate.set()

    def __call__(self, folder: Path) -> Encoder:
        loaded = self

        class Noting(Encoder):
            def encode(self, text: str) -> bytes:
                if not hasattr(self, "width"):
                    return super().encode(text)
                loaded.gate.wait(20)
                loaded.texts.append(text)
                if text == loaded.refused:
                    raise RuntimeError("no")
                return super().encode(text)

        encoder = Noting(folder)
        self.models.append(encoder.name)
        return encoder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_model(tmp_path / "tiny")


@contextmanager
def embedding(
    folder: Path, pool: FakePool, file: Path, loaded: Loaded | None = None, idle: float = 60.0
) -> Iterator[Embedder]:
    embedder = Embedder(folder, pool, SqliteVectors(file), load=loaded or Encoder, pause=0.0, idle=idle)
    embedder.start()
    try:
        yield embedder
    finally:
        embedder.close()


def ready(embedder: Embedder) -> None:
    until(lambda: embedder.progress.state == "ready")


def near(embedder: Embedder, page: Paper, *papers: Paper) -> list[float | None]:
    nearness = embedder.nearness(page)
    assert nearness is not None
    return [None if value is None else round(value, 2) for value in nearness(papers)]


def test_the_pool_is_embedded_and_papers_of_one_meaning_are_near(folder: Path, tmp_path: Path) -> None:
    with embedding(folder, FakePool(PAPERS), tmp_path / "vectors.sqlite") as embedder:
        ready(embedder)
        assert near(embedder, PAGE, NEAR, FAR) == [1.0, 0.0]
        told = embedder.progress
        assert (told.model, told.embedded, told.papers, told.error) == ("tiny", 3, 3, "")


def test_papers_that_arrive_are_embedded_and_changed_ones_anew(folder: Path, tmp_path: Path) -> None:
    pool, loaded = FakePool([PAGE]), Loaded()
    with embedding(folder, pool, tmp_path / "vectors.sqlite", loaded) as embedder:
        ready(embedder)
        assert near(embedder, PAGE, NEAR) == [None]
        pool.add([NEAR], seen_at=SEEN)
        embedder.arrived([NEAR.key, PAGE.key, "arxiv:gone"])
        until(lambda: near(embedder, PAGE, NEAR) == [1.0])
        pool.papers[NEAR.key] = replace(NEAR, title="Enzyme", abstract="folding")
        embedder.arrived([NEAR.key])
        until(lambda: near(embedder, PAGE, NEAR) == [0.0])
    assert loaded.texts == ["Descent\nmomentum", "Optimizer\nsteps", "Enzyme\nfolding"]


def test_so_many_papers_at_once_that_the_pool_is_looked_through_instead(folder: Path, tmp_path: Path) -> None:
    pool = FakePool([PAGE])
    with embedding(folder, pool, tmp_path / "vectors.sqlite") as embedder:
        ready(embedder)
        pool.add([NEAR], seen_at=SEEN)
        embedder.arrived([f"arxiv:{number}" for number in range(30_000)])
        until(lambda: near(embedder, PAGE, NEAR) == [1.0])


def test_what_was_embedded_is_not_embedded_again_after_a_start(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "vectors.sqlite"
    with embedding(folder, FakePool(PAPERS[:2]), file) as embedder:
        ready(embedder)
    loaded = Loaded()
    with embedding(folder, FakePool(PAPERS), file, loaded) as embedder:
        ready(embedder)
        assert near(embedder, PAGE, NEAR, FAR) == [1.0, 0.0]
    assert loaded.texts == ["Protein\nfolding"]


def test_another_model_embeds_everything_anew(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "vectors.sqlite"
    with embedding(folder, FakePool(PAPERS), file) as embedder:
        ready(embedder)
    write_model(folder, [sum(MEANINGS, ())])
    with embedding(folder, FakePool(PAPERS), file) as embedder:
        ready(embedder)
        assert near(embedder, PAGE, NEAR, FAR) == [1.0, 1.0]
        assert embedder.progress.embedded == 3


def test_a_page_that_is_not_in_the_pool_is_embedded_for_the_next_look_and_leaves_no_trace(
    folder: Path, tmp_path: Path
) -> None:
    visited = Paper(key="arxiv:9", title="Telescope", abstract="")
    other = Paper(key="arxiv:4", title="Galaxy", abstract="")
    with embedding(folder, FakePool([other, FAR]), tmp_path / "vectors.sqlite") as embedder:
        ready(embedder)
        assert embedder.nearness(visited) is None
        until(lambda: embedder.nearness(visited) is not None)
        assert near(embedder, visited, other, FAR) == [1.0, 0.0]
        # Seen in another version, it is near by the former one until the new one is embedded.
        changed = replace(visited, title="Enzyme")
        assert embedder.nearness(changed) is not None
        until(lambda: near(embedder, changed, other, FAR) == [0.0, 1.0])
        assert embedder.progress.embedded == 2


def test_a_page_visited_comes_before_the_papers_that_wait(folder: Path, tmp_path: Path) -> None:
    loaded = Loaded()
    loaded.gate.clear()
    papers = [Paper(key=f"arxiv:{number}", title=f"Galaxy {number}") for number in range(100)]
    with embedding(folder, FakePool(papers), tmp_path / "vectors.sqlite", loaded) as embedder:
        until(lambda: embedder.progress.state == "working")
        assert embedder.nearness(PAGE) is None
        loaded.gate.set()
        ready(embedder)
    assert loaded.texts.index("Descent\nmomentum") <= 1


def test_a_page_visited_is_not_embedded_again_when_it_comes_into_the_pool(folder: Path, tmp_path: Path) -> None:
    pool, loaded = FakePool([FAR]), Loaded()
    with embedding(folder, pool, tmp_path / "vectors.sqlite", loaded) as embedder:
        ready(embedder)
        embedder.nearness(PAGE)
        until(lambda: embedder.nearness(PAGE) is not None)
        pool.add([PAGE], seen_at=SEEN)
        embedder.arrived([PAGE.key])
        until(lambda: embedder.progress.embedded == 2)
    assert loaded.texts == ["Protein\nfolding", "Descent\nmomentum"]


def test_no_request_waits_for_the_model(folder: Path, tmp_path: Path) -> None:
    loaded = Loaded()
    loaded.gate.clear()
    with embedding(folder, FakePool(PAPERS), tmp_path / "vectors.sqlite", loaded) as embedder:
        assert embedder.nearness(PAGE) is None
        until(lambda: embedder.progress.state == "working")
        assert embedder.nearness(PAGE) is None
        loaded.gate.set()


def test_a_text_on_which_the_model_fails_has_no_vector_and_stops_nothing(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    loaded = Loaded()
    loaded.refused = "Optimizer\nsteps"
    with embedding(folder, FakePool(PAPERS), tmp_path / "vectors.sqlite", loaded) as embedder:
        ready(embedder)
        assert near(embedder, PAGE, NEAR, FAR) == [None, 0.0]
        assert embedder.nearness(NEAR) is None
    assert "no vector of arxiv:2" in caplog.text


def test_a_model_that_nobody_needs_is_let_go_and_comes_back(folder: Path, tmp_path: Path) -> None:
    pool, loaded = FakePool([PAGE]), Loaded()
    with embedding(folder, pool, tmp_path / "vectors.sqlite", loaded, idle=0.01) as embedder:
        ready(embedder)
        until(lambda: embedder._encoder is None)
        # Nothing to do for the model: it stays away.
        embedder.arrived([PAGE.key])
        until(lambda: not embedder._waiting._arrived)
        assert len(loaded.models) == 1
        pool.add([NEAR], seen_at=SEEN)
        embedder.arrived([NEAR.key])
        until(lambda: near(embedder, PAGE, NEAR) == [1.0])
    assert len(loaded.models) == 2


def test_a_wrong_folder_is_told_and_nothing_else_is_touched(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with embedding(tmp_path / "nowhere", FakePool(PAPERS), tmp_path / "vectors.sqlite") as embedder:
        until(lambda: embedder.progress.state == "wrong")
        assert "There is no model.onnx" in embedder.progress.error
        assert "PAPER_RADAR_SEMANTIC_MODEL" in embedder.progress.hint
        assert embedder.nearness(PAGE) is None
    assert "There is no model.onnx" in caplog.text


def test_a_disk_that_refuses_ends_nothing(folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    vectors = SqliteVectors(tmp_path / "vectors.sqlite")
    embedder = Embedder(folder, FakePool(PAPERS), vectors, pause=0.0)
    embedder.start()
    ready(embedder)
    nearness = embedder.nearness(PAGE)
    vectors.close()
    assert nearness is not None and nearness(PAPERS) == [None, None, None]
    assert embedder.nearness(PAGE) is None
    assert embedder.progress.state == "wrong"
    embedder.arrived([PAGE.key])
    until(lambda: isinstance(embedder._trouble, StorageError))
    embedder.close()
    embedder.close()


def test_before_a_start_there_is_no_nearness(folder: Path, tmp_path: Path) -> None:
    embedder = Embedder(folder, FakePool(PAPERS), SqliteVectors(tmp_path / "vectors.sqlite"))
    assert embedder.nearness(PAGE) is None
    assert embedder.progress.state == "stopped"
    embedder.close()


def test_after_a_kill_it_goes_on_where_the_kill_came(folder: Path, tmp_path: Path) -> None:
    file, count = tmp_path / "vectors.sqlite", 400
    command = [sys.executable, "-m", "tests.unit.semantic.until_killed", str(folder), str(file), str(count)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        told = next(number for line in process.stdout if (number := int(line)) > 0)
        process.kill()
    loaded = Loaded()
    with embedding(folder, FakePool(papers(count)), file, loaded) as embedder:
        ready(embedder)
        assert embedder.progress.embedded == count
    assert 0 < len(loaded.texts) <= count - told
