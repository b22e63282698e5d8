"""`paper-radar doctor`: what is wrong on this machine, and how to mend it."""

import shutil
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import requests

from paper_radar.briefs.address import NO_KEY, Address
from paper_radar.client import connect
from paper_radar.config import Settings
from paper_radar.errors import PaperRadarError
from paper_radar.semantic.encoder import INSTALL, Encoder, SemanticError, installed
from paper_radar.sources.http import user_agent
from paper_radar.sources.schedule import OFFLINE
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
        server = Address(settings.groq_base_url).server
        if settings.groq_api_key.strip().lower() == NO_KEY:
            yield Finding("Groq", "well", f"{server} is asked without a key; model {settings.groq_model}")
        else:
            yield Finding("Groq", "well", f"a key for {server} is set; model {settings.groq_model}")
    else:
        yield Finding("Groq", "note", "no key: briefs are sentences taken from the abstract", "Set GROQ_API_KEY.")
    yield from _semantic(settings)
    agent = user_agent(settings.contact)
    if settings.contact:
        yield Finding("Contact", "well", f"the sources see {agent}")
    else:
        mend = "Set PAPER_RADAR_CONTACT, so that whoever runs a source can write to you before they shut you out."
        yield Finding("Contact", "note", f"no e-mail address is told; the sources see {agent}", mend)


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
            "Service",
            "note",
            f"process {running.pid} works on the folder and does not serve yet",
            "Wait until it has ended, or serves: the first start after an update may take a minute.",
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
            digest = client.ask("GET", "/digest/settings")
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
    yield _digest(digest)
    yield from _sources(refresh["sources"])
    yield from _clock(refresh["clock_ahead"])


def _digest(digest: dict[str, Any]) -> Finding:
    """By no address, nor by the path of its feed: what is printed here is copied into bug reports."""
    ways = [name for name, on in (("notification", digest["notification"]), ("mail", digest["mail"]["on"])) if on]
    if not (digest["on"] and ways):
        return Finding("Digest", "well", "off")
    last = digest["mail"]["last"]
    if digest["mail"]["on"] and last["error"]:
        return Finding("Digest", "wrong", f"{last['error']} ({_when(last['at'])})", last["hint"])
    sent = f"; last mail {_when(last['at'])}" if last["at"] else ""
    zone = digest["timezone"] or "by this machine's clock"
    return Finding("Digest", "well", f"daily at {digest['hour']:02}:00 ({zone}) by {' and '.join(ways)}{sent}")


def _sources(sources: list[dict[str, Any]]) -> Iterator[Finding]:
    """One line for all that go well, and one for each that does not."""
    asked = [source for source in sources if source["last_success"]]
    if asked:
        latest = max(asked, key=lambda source: str(source["last_success"]))
        told = f"{len(asked)} of {len(sources)} were fetched; last {latest['name']}, {_when(latest['last_success'])}"
        yield Finding("Sources", "well", told)
    elif sources:
        yield Finding("Sources", "note", "none was ever fetched", "Run `paper-radar refresh`.")
    for source in sources:
        last = f"last success {_when(source['last_success'])}" if source["last_success"] else "never a success"
        again = f"Asked again {_when(source['next_try'])}." if source["next_try"] else ""
        told = f"{source['name']}: {source['error']} ({last})"
        if source["paused"]:
            yield Finding(
                "Source", "note", f"{source['name']}: paused by you ({last})", "Go on with it in the options."
            )
        elif source["next_why"] == "paused":
            told = f"{told} {source['failures']} failures in a row since {_when(source['failing_since'])}."
            mend = f"{again} Its button in the options tries it now; there you can pause it for good, too."
            yield Finding("Source", "wrong", told, mend.strip())
        elif source["error"]:
            waits = source["until"] or source["code"] == OFFLINE
            yield Finding("Source", "note" if waits else "wrong", told, again)


def _clock(ahead: int) -> Iterator[Finding]:
    if ahead:
        off = f"{timedelta(seconds=abs(ahead))} {'ahead of' if ahead > 0 else 'behind'}"
        mend = "Set it: what is new, and when a source may be asked again, is judged by it."
        yield Finding("Clock", "wrong", f"this machine's clock is {off} what the sources say", mend)


def _when(moment: str) -> str:
    """A time of the API as a person reads it, by this machine's zone."""
    return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}" if moment else "an unknown time"
