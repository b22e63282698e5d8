"""Trying an address that the reader pasted: is a journal's feed there, or a page that names one?"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from html.parser import HTMLParser
from urllib.parse import urljoin

from paper_radar.sources.addresses import host_of, web_address
from paper_radar.sources.batch import Batch
from paper_radar.sources.gates import Gates
from paper_radar.sources.http import Http, Response
from paper_radar.sources.journals.catalogue import Journal
from paper_radar.sources.journals.choice import own
from paper_radar.sources.journals.refused import NoFeedError
from paper_radar.sources.journals.source import batch_of, read

_FEED_TYPES = frozenset(["application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"])
_SCHEME = re.compile(r"feed:(?://)?(?=https?:)|feed:(?://)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tried:
    """A feed that was found: the journal under which to keep it, and what it holds now. `note` says what was done on
    the way to it.
    """

    journal: Journal
    batch: Batch
    note: str


def try_address(text: str, http: Http, gates: Gates, now: Callable[[], datetime]) -> Tried:
    """What is at the address. A web page that names a feed of its own leads there, once.

    Raises RefusedError for what is no address, NoFeedError or UnreadableError for what is no feed, and what `Http.get`
    raises.
    """
    url = typed_address(text)
    response = http.get(url, gate=gates.of(url), public_only=True)
    journal = own(url, host_of(url))
    note = ""
    try:
        found = read(response, journal, now())
    except NoFeedError:
        named = feed_link(response)
        if not named:
            raise
        note = f"The page names its feed, {named}: that one was taken."
        url, journal = named, own(named, host_of(named))
        response = http.get(named, gate=gates.of(named), public_only=True)
        found = read(response, journal, now())
    # The reader asked for this address: a redirect may be of today only, so it is not the one to keep.
    journal = replace(journal, name=found.name or journal.name)
    return Tried(journal, batch_of(response, found, journal, now()), note)


def typed_address(text: str) -> str:
    """The address as a person types it: without its scheme, or with that of feed readers. Raises RefusedError."""
    text = _SCHEME.sub("", text.strip(), count=1).lstrip("/")
    return web_address(text if re.match(r"[a-z][a-z0-9+.-]*:(?!\d)", text, re.IGNORECASE) else f"https://{text}")


def feed_link(response: Response) -> str:
    """The address of the feed that a web page names in its head; "" if it names none."""
    if not response.is_html:
        return ""
    parser = _Links()
    parser.feed(response.body[:500_000].decode("utf-8", "replace"))
    found = urljoin(response.url, parser.base or "")
    return web_address(parser.found[0], base=found) if parser.found else ""


class _Links(HTMLParser):
    """Collects <link rel="alternate" type="application/rss+xml" href="…">."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.base = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: (value or "").strip() for name, value in attrs}
        if tag == "base" and not self.base:
            self.base = told.get("href", "")
        if tag != "link" or "alternate" not in told.get("rel", "").lower().split() or not told.get("href"):
            return
        # A blog names the feed of its comments beside its own.
        if told.get("type", "").lower() in _FEED_TYPES - {"application/feed+json"} and "comments" not in told["href"]:
            self.found.append(told["href"])
