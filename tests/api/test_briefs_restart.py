"""A real service process that is stopped or killed while it writes a brief, and started again."""

import json
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.service import Service
from tests.fakes.writer import statement
from tests.standins.groq import CHAT, GroqStandin, chunks, event
from tests.standins.server import Answer

KEYS = ["arxiv:2602.11557", "arxiv:2602.20001"]
SENTENCE = "We show that steepest descent has an implicit bias towards the maximum margin."
PATIENCE = 30.0  # seconds after which what is waited for will not come


@pytest.fixture
def released() -> Iterator[threading.Event]:
    """Set, the model that stammers says no more."""
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture
def groq(released: threading.Event) -> Iterator[GroqStandin]:
    """A model that says one statement and begins a second one, which has no end; asked again, it answers as ever."""

    def stammering() -> Iterator[bytes]:
        said = [statement("It shows an implicit bias.", SENTENCE), '{"section": "method", "text": "']
        yield from map(event, chunks(said, finish=None))
        while not released.wait(0.1):
            *_, more = chunks(["and "], finish=None)
            yield event(more)

    with GroqStandin() as standin:
        standin.queue(CHAT, Answer(200, headers={"content-type": "text/event-stream"}, chunks=stammering()))
        yield standin


@pytest.fixture
def service(groq: GroqStandin, tmp_path: Path) -> Iterator[Service]:
    records = [{"id": key.removeprefix("arxiv:"), "title": f"Paper {key}", "abstract": SENTENCE} for key in KEYS]
    (tmp_path / "papers.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    service = Service(tmp_path / "data", {"GROQ_API_KEY": "gsk_x", "GROQ_BASE_URL": groq.url})
    service.command("import", str(tmp_path / "papers.jsonl"))
    with service:
        yield service


def kept(service: Service, id: str) -> dict:
    """The brief as it stands in the file."""
    document: dict = json.loads((service.folder / "workspace.json").read_bytes())["briefs"][id]
    return document


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL], ids=["stopped", "killed"])
def test_what_was_being_written_is_interrupted_with_what_there_is_and_what_was_queued_is_written(
    service: Service, how: signal.Signals
) -> None:
    running, queued = (service.ask("POST", "/briefs", {"keys": [key]})["id"] for key in KEYS)
    deadline = time.monotonic() + PATIENCE
    while not kept(service, running)["statements"]:
        assert time.monotonic() < deadline, "the statement is not kept"
        time.sleep(0.05)
    service.stop(how)
    service.start()
    interrupted = service.ask("GET", f"/briefs/{running}")
    assert (interrupted["state"], interrupted["error"]["code"]) == ("interrupted", "interrupted")
    assert [said["text"] for said in interrupted["statements"]] == ["It shows an implicit bias."]
    while (written := service.ask("GET", f"/briefs/{queued}"))["state"] in ("queued", "running"):
        assert time.monotonic() < deadline + PATIENCE, "the queued brief is not written"
        time.sleep(0.05)
    assert (written["state"], written["origin"]) == ("done", "groq")
    again = service.ask("POST", "/briefs", {"keys": KEYS[:1]})
    assert (again["id"], again["state"]) == (running, "queued")
