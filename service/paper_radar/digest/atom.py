"""The radar as an Atom feed (RFC 4287), and the secret in its address."""

import hmac
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from lxml import etree
from lxml.builder import ElementMaker

from paper_radar.digest.choice import Found
from paper_radar.digest.rendering import clean, link
from paper_radar.digest.wording import WORDS, Spoken, reasons_in_words
from paper_radar.storage.base import Workspace

MOST = 100  # papers
_ATOM = "http://www.w3.org/2005/Atom"
_E: Any = ElementMaker(namespace=_ATOM, nsmap={None: _ATOM})
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# A name that nobody owns (RFC 6761), and the year: an id must never be that of another's (RFC 4151).
_TAG = "tag:paper-radar.invalid,2026:"
_FIRST_YEAR = 1970
_BEGINNING = "1970-01-01T00:00:00Z"
_SETTING = "digest_atom"  # in the table of settings


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper of the feed that reached the pool at `seen` (ISO 8601 UTC)."""

    found: Found
    seen: str


class AtomSecret:
    """The secret of one workspace; at most one is good. Who knows it may read the feed, and nothing else."""

    def __init__(self, workspace: Workspace, now: Callable[[], datetime]) -> None:
        self._workspace = workspace
        self._now = now

    def path(self) -> str:
        """The path of the feed, "" while there is none."""
        secret = self._secret()
        return f"/feed/{secret}.atom" if secret else ""

    def renew(self) -> str:
        """A new path; the former one is good no more."""
        secret = secrets.token_urlsafe(32)
        self._workspace.put("settings", _SETTING, {"secret": secret, "created": self._now().isoformat()})
        return self.path()

    def end(self) -> None:
        """No path is good any more."""
        self._workspace.delete("settings", _SETTING)

    def opens(self, path: str) -> bool:
        """Is it the feed's path? Compared in constant time."""
        expected = self.path()
        return bool(expected) and hmac.compare_digest(path.encode("utf-8", "replace"), expected.encode())

    def _secret(self) -> str:
        return str((self._workspace.get("settings", _SETTING) or {}).get("secret", ""))


def atom(entries: Iterable[Entry], address: str, language: Spoken) -> bytes:
    """The feed as XML, newest first as they are given. `address` is where it is found."""
    words = WORDS[language]
    made = [_entry(each, language) for each in entries]
    updated = max((updated for updated, _ in made), default=_BEGINNING)
    feed = _E.feed(
        _E.title("Paper Radar"),
        _E.subtitle(words.title),
        _E.id(f"{_TAG}feed"),
        _E.updated(updated),
        _E.link(rel="self", type="application/atom+xml", href=address),
        _E.generator("Paper Radar"),
        _E.author(_E.name("Paper Radar")),
        *(element for _, element in made),
    )
    feed.set(_XML_LANG, words.tag)
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8"))


def _entry(entry: Entry, language: Spoken) -> tuple[str, Any]:
    paper, words = entry.found.paper, WORDS[language]
    updated = max(_moment(entry.seen), _moment(paper.updated))
    element = _E.entry(_E.title(clean(paper.title)), _E.id(f"{_TAG}paper/{quote(clean(paper.key), safe=':/')}"))
    element.append(_E.updated(updated))
    if paper.published:
        element.append(_E.published(_moment(paper.published)))
    if address := link(entry.found):
        element.append(_E.link(rel="alternate", type="text/html", href=address))
    if paper.pdf_url.startswith(("https://", "http://")):
        element.append(_E.link(rel="related", type="application/pdf", href=clean(paper.pdf_url)))
    element.extend(_E.author(_E.name(clean(name))) for name in paper.authors if clean(name))
    element.extend(_E.category(term=clean(name)) for name in paper.categories if clean(name))
    why = clean(reasons_in_words(entry.found.hits, language))
    said = [words.why.format(why=why) if why else "", clean(paper.abstract)]
    element.append(_E.summary("\n\n".join(filter(None, said)), type="text"))
    return updated, element


def _moment(text: str) -> str:
    """A date or time (ISO 8601) as RFC 3339 in UTC, the beginning of time for what is none."""
    try:
        at = datetime.fromisoformat(text)
        at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return _BEGINNING
    return f"{at:%Y-%m-%dT%H:%M:%SZ}" if at.year >= _FIRST_YEAR else _BEGINNING
