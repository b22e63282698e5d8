"""What the `arxiv` package sends its requests with: our Http, with a check of every answer before it is read."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import requests
from requests.adapters import BaseAdapter

from paper_radar.errors import BadInputError
from paper_radar.papers.text import plain
from paper_radar.sources.errors import UnreachableError, UnreadableError
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http

TRY_LATER = "Try again in some minutes."
_ERROR_ENTRY = re.compile(rb"<id>[^<]*/api/errors[^<]*</id>.*?<summary[^>]*>([^<]*)</summary>", re.DOTALL)
_TOTAL = re.compile(rb"<opensearch:totalResults[^>]*>\s*(\d+)")
_START = re.compile(r"[?&]start=(\d+)")
_ENTRY = re.compile(rb"<entry[\s>]")
_DATE = re.compile(rb"<(published|updated)>([^<]*)</\1>")


class EmptyPageError(UnreachableError):
    """A page that by arXiv's own count holds papers came without any, and did so again."""

    def __init__(self) -> None:
        super().__init__("arXiv found papers but sent an empty page, twice.", TRY_LATER)


class QueryRefusedError(BadInputError):
    """arXiv does not take the query, or one of the ids; its own words are in the message."""


class EnoughError(Exception):
    """The package wants one more page than it was allowed."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What arXiv said of a page: the papers there are in all, and the entries it sent. Neither is to be relied on."""

    total: int
    entries: int


class GatedAdapter(BaseAdapter):
    """For one search. Our gate, time-outs, limits and User-Agent are in `http`.

    The package looks at no more than the status and tells neither a web page nor arXiv's error entries from papers,
    so both are named here. `answered` holds what was said of each page that came.
    """

    def __init__(self, http: Http, gate: Gate, *, most_pages: int = 0) -> None:
        """Raises EnoughError when asked for more than `most_pages` (0: any number)."""
        super().__init__()
        self._http = http
        self._gate = gate
        self._most_pages = most_pages
        self.answered: list[Answered] = []

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        if self._most_pages and len(self.answered) >= self._most_pages:
            raise EnoughError
        url = str(request.url)
        body, answered = self._page(url)
        if _lost_its_entries(answered, url):
            # "Sporadically, due to brittleness in the underlying arXiv API" (arxiv.py #83, #119, #129).
            body, answered = self._page(url)
            if _lost_its_entries(answered, url):
                raise EmptyPageError
        self.answered.append(answered)
        response = requests.Response()
        response.status_code = 200
        response._content = body
        response.url = url
        response.request = request
        return response

    def close(self) -> None:
        pass

    def _page(self, url: str) -> tuple[bytes, Answered]:
        response = self._http.get(url, gate=self._gate, answers=(200, 400))
        body = response.body
        if error := _ERROR_ENTRY.search(body):
            told = plain(error.group(1).decode(errors="replace"))
            raise QueryRefusedError(f"arXiv refused the query: {told:.200}")
        if response.is_html or b"<feed" not in body[:2000]:
            raise UnreadableError(
                "arXiv answered with something that is no list of papers.",
                "A proxy or a network sign-in page may stand in between: open export.arxiv.org in a browser to see it.",
            )
        # The package's parser mends what is cut, and would give half an abstract for a whole one.
        if not body.rstrip().endswith(b"</feed>"):
            raise UnreadableError("arXiv's answer is cut off in the middle.", TRY_LATER)
        if response.status != 200:
            raise QueryRefusedError(f"arXiv refused the query with HTTP {response.status}.")
        total = _TOTAL.search(body)
        entries = len(_ENTRY.findall(body))
        return _DATE.sub(_dated, body), Answered(int(total.group(1)) if total else 0, entries)


def _dated(match: re.Match[bytes]) -> bytes:
    """Without the date if it is none: the package passes over an entry that lacks one, but breaks off at a bad one."""
    try:
        datetime.fromisoformat(match.group(2).decode().strip())
    except ValueError:
        return b""
    return match.group()


def _lost_its_entries(answered: Answered, url: str) -> bool:
    start = _START.search(url)
    return not answered.entries and answered.total > (int(start.group(1)) if start else 0)
