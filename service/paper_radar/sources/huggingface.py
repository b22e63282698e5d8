"""Hugging Face papers: the day's list, one paper, a search; its readers add upvotes, comments and code links."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from paper_radar.errors import BadInputError
from paper_radar.papers.identity import arxiv_pdf_url, canonical_url, key_of, parse_arxiv_id
from paper_radar.papers.model import Paper
from paper_radar.papers.text import plain
from paper_radar.sources.arxiv.authors import author_name
from paper_radar.sources.batch import Batch
from paper_radar.sources.errors import UnreadableError
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http, Response

# 500 calls in five minutes are free to anybody (hub-docs, rate-limits.md); this stays well below.
INTERVAL = 1.0
BACK_OFF = (5 * 60.0, 15 * 60.0, 60 * 60.0)
# The default of 50 cuts busy days.
MOST_A_DAY = 100
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class HuggingFace:
    """Below `base_url` (https://huggingface.co). Asks for the JSON only: visiting a paper's page indexes it."""

    def __init__(self, http: Http, base_url: str, gate: Gate | None = None) -> None:
        self._http = http
        self._base_url = base_url.rstrip("/")
        self._gate = gate or Gate(INTERVAL, name="Hugging Face", back_off=BACK_OFF)

    def daily(self, day: date | None = None) -> Batch:
        """The papers of one day there, of its latest day without `day`. Raises SourceError."""
        params = {"limit": str(MOST_A_DAY)} | ({"date": day.isoformat()} if day else {})
        response = self._http.get(f"{self._base_url}/api/daily_papers", gate=self._gate, params=params)
        items = _list(response)
        papers = _papers(items, listed_on=day.isoformat() if day else "")
        note = ""
        if not items:
            note = f"Hugging Face lists no papers{f' on {day:%A}, {day.isoformat()}' if day else ''}."
        return Batch(papers, note, skipped=len(items) - len(papers))

    def paper(self, arxiv_id: str) -> Paper | None:
        """One paper, None if nobody has brought it to Hugging Face yet. Raises BadInputError, SourceError."""
        identity = parse_arxiv_id(arxiv_id)
        if identity is None:
            raise BadInputError(
                f"{arxiv_id!r:.60} is no arXiv id.", "An arXiv id looks like 2602.11557 or hep-th/9901001."
            )
        url = f"{self._base_url}/api/papers/{quote(identity.id)}"
        response = self._http.get(url, gate=self._gate, answers=(200, 404))
        if response.status == 404:
            return None
        return read_item(_json(response))

    def search(self, query: str) -> list[Paper]:
        """Papers for a query in plain words, best first. Raises SourceError."""
        response = self._http.get(f"{self._base_url}/api/papers/search", gate=self._gate, params={"q": query})
        return list(_papers(_list(response)))


def read_item(item: object, listed_on: str = "") -> Paper | None:
    """The paper in an item of any of the lists, which is a paper or holds one under `paper`; None if it is neither.

    `listed_on` is the day (ISO) for items that do not say when they were listed, as those before 2025.
    """
    if not isinstance(item, Mapping):
        return None
    held = item.get("paper")
    paper = held if isinstance(held, Mapping) else item
    identity = parse_arxiv_id(_text(paper, "id"))
    # The list's own title keeps the TeX ("L$^2$M") that the paper's has lost in some ("L^2M").
    title = plain(_text(item, "title")) or plain(_text(paper, "title"))
    if identity is None or not title:
        return None
    key = key_of(arxiv_id=identity.id)
    return Paper(
        key=key,
        title=title,
        authors=_authors(paper.get("authors")),
        abstract=plain(_text(paper, "summary") or _text(item, "summary")),
        published=_moment(_text(paper, "publishedAt")),
        announced=_moment(_text(paper, "submittedOnDailyAt"))[:10] or listed_on,
        arxiv_id=identity.id,
        url=canonical_url(key),
        pdf_url=arxiv_pdf_url(identity.id),
        source="huggingface",
        upvotes=_count(paper.get("upvotes")),
        comments=_count(item.get("numComments")),
        code_url=_web_address(_text(paper, "githubRepo")),
    )


def _papers(items: Iterable[object], listed_on: str = "") -> tuple[Paper, ...]:
    found = (read_item(item, listed_on) for item in items)
    return tuple({paper.key: paper for paper in found if paper is not None}.values())


def _authors(authors: object) -> tuple[str, ...]:
    # Those marked "hidden" are authors all the same (2504.11703 hides its first one).
    listed = authors if isinstance(authors, list) else []
    names = (author_name(_text(author, "name")) for author in listed if isinstance(author, Mapping))
    return tuple(name for name in names if name)


def _json(response: Response) -> Any:
    if response.is_html:
        raise UnreadableError(
            "Hugging Face answered with a web page in place of its data.",
            "A proxy or a network sign-in page may stand in between: open huggingface.co in a browser to see it.",
        )
    try:
        return json.loads(response.body)
    except (ValueError, RecursionError):
        hint = "It is tried again at the next refresh."
        raise UnreadableError("Hugging Face's answer is cut off or damaged.", hint) from None


def _list(response: Response) -> list[Any]:
    found = _json(response)
    if not isinstance(found, list):
        said = found.get("error", "") if isinstance(found, dict) else ""
        raise UnreadableError(
            f"Hugging Face sent no list of papers. {said!s:.200}".strip(), "Its API may have changed."
        )
    return found


def _text(record: Mapping[Any, Any], name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _moment(text: str) -> str:
    """The ISO time to the second, in UTC; the day alone if that is all; "" for what is no date."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text).isoformat()
        at = datetime.fromisoformat(text)
    except ValueError:
        return ""
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _web_address(text: str) -> str:
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return ""
    return text.strip() if parts.scheme in ("http", "https") and parts.hostname else ""
