"""What the reader's corrections say of a site: which of its words to believe, field by field."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from paper_radar.library.record import BY_READER, CORRECTABLE, Saved
from paper_radar.papers.model import Paper
from paper_radar.storage.base import Workspace

_DOCUMENT = "corrections"
_MOST_HOSTS = 500

Said = Mapping[str, Mapping[str, Any]]
"""What each extractor said on a page, by field: {"title": {"opengraph": "Lab | Muon", "page": "Muon"}}."""


@dataclass(frozen=True, slots=True)
class Correction:
    """On this host the reader put what the extractor `preferred` says in the place of what `instead_of` said."""

    host: str
    field: str
    preferred: str
    instead_of: str
    at: str = ""


def host_of(url: str) -> str:
    """The site of an address, as corrections are kept for it: "" for what is no address."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def learned(corrections: Iterable[Correction], host: str) -> dict[str, str]:
    """For each field that was corrected on this host, the extractor to ask first: of several corrections the last."""
    return {one.field: one.preferred for one in corrections if one.host == host}


def corrections_in(before: Saved, after: Saved, host: str, said: Said) -> tuple[Correction, ...]:
    """The corrections between two states of a record that make a field equal to what another extractor said of it.

    Any other correction is this paper's alone: a typing mistake of a page says nothing of the next one.
    """
    found = []
    for name in sorted(CORRECTABLE):
        value, origin = _value(after.paper, name), before.origins.get(name, "")
        if after.origins.get(name) != BY_READER or value == _value(before.paper, name) or not host:
            continue
        others = said.get(name, {}).items()
        preferred = next((other for other, text in others if other != origin and _plain(text) == value), "")
        if preferred:
            found.append(Correction(host, name, preferred, origin))
    return tuple(found)


class Corrections:
    """The corrections of a workspace, of the 500 hosts corrected last. Safe from any thread."""

    def __init__(self, workspace: Workspace, now: Callable[[], datetime]) -> None:
        self._workspace = workspace
        self._now = now

    def all(self) -> tuple[Correction, ...]:
        """Every correction, those of the host that was corrected last at the end."""
        return tuple(_read(self._workspace.get("settings", _DOCUMENT)))

    def preferred(self, url: str) -> dict[str, str]:
        """The extractor to ask first on this page, by field."""
        return learned(self.all(), host_of(url))

    def add(self, new: Iterable[Correction]) -> None:
        """Remember corrections, each in the place of a former one of the same field."""
        at = self._now().isoformat(timespec="seconds")
        for one in new:
            self._workspace.change("settings", _DOCUMENT, partial(_with, {**asdict(one), "at": at}))

    def forget(self, host: str) -> tuple[Correction, ...]:
        """Forget what was corrected on this host; what it was, () if nothing."""
        gone = tuple(one for one in self.all() if one.host == host)
        if gone:
            self._workspace.change("settings", _DOCUMENT, lambda document: _without(document, host))
        return gone


def _with(correction: Mapping[str, str], document: Mapping[str, Any] | None) -> dict[str, Any]:
    hosts = dict(document or {})
    fields = dict(hosts.pop(correction["host"], {}))
    fields[correction["field"]] = dict(correction)
    return dict([*hosts.items(), (correction["host"], fields)][-_MOST_HOSTS:])


def _without(document: Mapping[str, Any] | None, host: str) -> dict[str, Any]:
    return {name: fields for name, fields in (document or {}).items() if name != host}


def _read(document: Mapping[str, Any] | None) -> Iterable[Correction]:
    for fields in (document or {}).values():
        for one in fields.values():
            yield Correction(**{name: str(one.get(name, "")) for name in Correction.__slots__})


def _value(paper: Paper, name: str) -> object:
    return _plain(getattr(paper, name))


def _plain(value: object) -> object:
    if isinstance(value, str):
        return " ".join(value.split())
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
