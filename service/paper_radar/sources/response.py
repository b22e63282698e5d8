"""An answer of a source as it came, and what it says of the next one: validators, how long it stays fresh."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from paper_radar.sources.freshness import fresh_for

# Printable, in Latin-1, and short enough that no server refuses the request for it.
_HEADER = re.compile(r"[\x21-\x7e\xa1-\xff](?:[\x20-\x7e\xa0-\xff]{0,1998}[\x21-\x7e\xa1-\xff])?")


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a server knows again what it sent: its ETag and Last-Modified as they came, "" where it sent none."""

    etag: str = ""
    modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """What to send, so that the server may answer 304 (RFC 9110 §13.1); nothing that no header can hold."""
        asked = {"if-none-match": self.etag, "if-modified-since": self.modified}
        return {name: value for name, value in asked.items() if _HEADER.fullmatch(value)}


@dataclass(frozen=True, slots=True)
class Response:
    """An answer that came whole. `headers` have names in lower case; `url` is where it came from in the end."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str

    @property
    def not_modified(self) -> bool:
        """Nothing has changed since the answer whose validators were sent; the body is empty."""
        return self.status == 304

    @property
    def fresh_for(self) -> float | None:
        """Seconds for which there can be nothing new by the server's own word (at most a day); None if it says none."""
        return fresh_for(self.headers)

    @property
    def validators(self) -> Validators:
        """To be sent with the next request for the same; after a 304, those that still hold.

        None from a server that says `Expires: 0`, as miniflux: it wants to be asked for the whole each time.
        """
        if self.headers.get("expires", "").strip() == "0":
            return Validators()
        return Validators(self.headers.get("etag", ""), self.headers.get("last-modified", ""))

    @property
    def is_html(self) -> bool:
        """Is it a web page, whatever the source was asked for? A sign-in page, a challenge, an error page."""
        start = self.body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        if start.startswith((b"<!doctype html", b"<html")):
            return True
        # Feeds have been served as text/html by careless servers; what they are shows in their first characters.
        told = "text/html" in self.headers.get("content-type", "").lower()
        return told and not start.startswith((b"<?xml", b"<rss", b"<feed", b"{", b"["))
