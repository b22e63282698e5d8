"""Briefs, measured: what the service adds to the model's own time until the first text, and the parts that check and
choose sentences. `make bench` has them as its part "briefs".
"""

import json
import os
import tempfile
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from tests.benchmarks import extractive, grounding
from tests.benchmarks.bars import Bar
from tests.e2e.papers import OWN, own
from tests.e2e.service import Service, folder_with
from tests.standins.groq import CHAT, RATES, GroqStandin, chunks, event
from tests.standins.server import Answer

_RUNS = 40
_THINKS = 0.15  # seconds until the first word of the model


def bars() -> Iterator[Bar]:
    """Overhead, and whatever the other parts of a brief measure."""
    yield from overhead()
    for kind, took in extractive.milliseconds().items():
        yield Bar(f"extractive brief of 10 papers, {kind} (95th percentile)", 200, "ms", took, "processor time")
    for what, took in grounding.worst().items():
        yield Bar(f"grounding of a full brief, {what} (95th percentile)", 50, "ms", took, "processor time")


def overhead() -> Iterator[Bar]:
    """From the click (POST /briefs) to the first text at the reader (SSE), less what the model took for it."""
    keys = [paper.key for paper in own().values() if paper.abstract]
    with tempfile.TemporaryDirectory() as folder, GroqStandin() as groq:
        environment = {"GROQ_BASE_URL": groq.url, "GROQ_API_KEY": "gsk_a_key_of_the_benchmark"}
        with Service(folder_with(OWN, Path(folder) / "data"), environment) as service:
            first = _one(service, groq, keys[0], "short")
            yield Bar("first text, over the model's, right after the start", None, "ms", first)
            before = _processor(service.pid)
            took = sorted(_one(service, groq, keys[run % len(keys)], "short") for run in range(_RUNS))
            used = (_processor(service.pid) - before) / _RUNS * 1000
    note = f"median {took[len(took) // 2]:.1f}, worst {took[-1]:.1f}; {used:.0f} ms of processor time a brief"
    yield Bar("first text, over the model's (95th percentile)", 50, "ms", took[int(len(took) * 0.95)], note)


def _processor(pid: int) -> float:
    """Seconds of processor time that the process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _one(service: Service, groq: GroqStandin, key: str, length: str) -> float:
    spoke: list[float] = []

    def said() -> Iterator[bytes]:
        head, *rest = chunks(['{"statements": [{"section": "claim", "text": "We show', " that", ' it works."}]}'])
        yield event(head)
        time.sleep(_THINKS)
        spoke.append(time.monotonic())
        for chunk in rest:
            yield event(chunk)
        yield b"data: [DONE]\n\n"

    groq.queue(CHAT, Answer(200, headers={"content-type": "text/event-stream", **RATES}, chunks=said()))
    seen = len(groq.log)
    began = time.monotonic()
    heard = _first_text(service, {"keys": [key], "length": length, "force": True})
    return (heard - began - (spoke[0] - groq.log[seen].at)) * 1000


def _first_text(service: Service, asked: dict[str, object]) -> float:
    secret = json.loads((service.folder / "paper-radar.lock.json").read_text())["secret"]
    headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
    line = HTTPConnection(urlsplit(service.url).netloc, timeout=30)
    line.request("POST", "/api/v1/briefs", json.dumps(asked), headers)
    brief = json.loads(line.getresponse().read())
    line.request("GET", f"/api/v1/briefs/{brief['id']}/events", headers=headers)
    heard = 0.0
    for told in line.getresponse():
        if not heard and told.strip() in (b"event: draft", b"event: statement"):
            heard = time.monotonic()
    line.close()  # the next one is asked for when this one has ended
    assert heard, f"no text came: {service.said}"
    return heard


def main() -> None:
    for bar in bars():
        print(bar.line(), flush=True)


if __name__ == "__main__":
    main()
