"""`paper-radar doctor`: what is wrong on this machine, and how to mend it."""

import shutil
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import requests

from paper_radar.client import connect
from paper_radar.config import Settings
from paper_radar.errors import PaperRadarError
from paper_radar.semantic.encoder import INSTALL, Encoder, SemanticError, installed
from paper_radar.storage.lock import holder

LOW_SPACE = 500_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `state` well, note or wrong; `mend` says what to do about the latter two."""

    what: str
    state: Literal["well", "note", "wrong"]
    told: str
    mend: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at everything, one finding after the other; nothing is changed and no source is asked."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding(
        "Python", "well" if sys.version_info >= (3, 11) else "wrong", version, "Install Python 3.11 or later."
    )
    yield from _folder(settings)
    yield from _service(settings)
    yield from _data(settings)
    if settings.groq_api_key:
        yield Finding("Groq", "well", f"a key is set; model {settings.groq_model}")
    else:
        yield Finding("Groq", "note", "no key: briefs are sentences taken from the abstract", "Set GROQ_API_KEY.")
    yield from _semantic(settings)
    if not settings.contact:
        yield Finding("Contact", "note", "arXiv is told no e-mail address", "Set PAPER_RADAR_CONTACT.")


def _semantic(settings: Settings) -> Iterator[Finding]:
    if not settings.semantic_model:
        mend = "Set PAPER_RADAR_SEMANTIC_MODEL to the folder of a model."
        if not installed():
            mend = f"{INSTALL} {mend}"
        yield Finding("Meaning", "note", "off: related papers are found by their words", mend)
        return
    try:
        model = Encoder(Path(settings.semantic_model).expanduser())
    except SemanticError as error:
        yield Finding("Meaning", "wrong", error.message, error.hint)
    else:
        yield Finding("Meaning", "well", f"model {model.name.partition(':')[0]}, {model.width} bytes a paper")


def _folder(settings: Settings) -> Iterator[Finding]:
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".doctor"
        probe.write_text("")
        probe.unlink()
        free = shutil.disk_usage(folder).free
    except OSError as error:
        yield Finding(
            "Data folder", "wrong", f"{folder}: {error.strerror}", "Make it writable or set PAPER_RADAR_DATA_DIR."
        )
        return
    yield Finding("Data folder", "well", str(folder))
    if free < LOW_SPACE:
        yield Finding("Disk", "wrong", f"{free // 1_000_000} MB free", "Free some space: a full disk stops every save.")


def _service(settings: Settings) -> Iterator[Finding]:
    running = holder(settings.data_dir)
    if running is not None and running.url:
        yield Finding("Service", "well", f"runs at {running.url} (process {running.pid}, since {running.started})")
        return
    if running is not None:
        yield Finding(
            "Service", "note", f"process {running.pid} works on the folder without serving", "Wait until it has ended."
        )
        return
    address = f"{settings.host}:{settings.port}"
    try:
        name = requests.get(f"http://{address}/api/v1/health", timeout=2).headers.get("X-Paper-Radar")
        told = f"another Paper Radar answers at {address}, on another data folder" if name else ""
    except requests.RequestException:
        told = ""
    if told:
        yield Finding("Service", "wrong", told, "Stop it, or set PAPER_RADAR_PORT here and the address in the options.")
        return
    with socket.socket() as probe:
        probe.settimeout(2)
        taken = probe.connect_ex((settings.host, settings.port)) == 0
    if taken:
        yield Finding("Service", "wrong", f"another program listens at {address}", "Stop it, or set PAPER_RADAR_PORT.")
    else:
        yield Finding("Service", "note", "is not running", "Run `paper-radar serve`.")


def _data(settings: Settings) -> Iterator[Finding]:
    try:
        with connect(settings) as client:
            match = client.ask("POST", "/match", {"facts": {"url": "about:blank"}, "limit": 0})
            refresh = client.ask("GET", "/refresh")
            semantic = client.ask("GET", "/settings")["semantic"]
    except PaperRadarError as error:
        yield Finding("Data", "wrong", error.message, error.hint)
        return
    counts = match["counts"]
    for notice in match["notices"]:
        yield Finding("Data", "note", notice)
    if counts["papers"]:
        yield Finding("Pool", "well", f"{counts['papers']:,} papers, {counts['week']:,} of this week")
    else:
        yield Finding("Pool", "note", "is empty", "Run `paper-radar refresh`.")
    if counts["radar"]:
        yield Finding("Radar", "well", f"{counts['radar']:,} entries")
    else:
        yield Finding("Radar", "note", "is empty", "Follow an author or a topic in the popup or the options.")
    if semantic["state"] in ("loading", "working", "ready"):
        told = f"{semantic['embedded']:,} of {semantic['papers']:,} papers, {semantic['state']}"
        yield Finding("Vectors", "well", told)
    elif semantic["error"]:
        yield Finding("Vectors", "wrong", semantic["error"], semantic["hint"])
    yield Finding("Library", "well", f"{counts['library']:,} papers")
    for source in refresh["sources"]:
        if source["error"]:
            yield Finding("Source", "wrong", f"{source['source']}: {source['error']}", source["note"])
