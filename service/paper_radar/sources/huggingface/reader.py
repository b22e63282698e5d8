"""A paper as Hugging Face writes it, in any of its lists or alone; all of it optional, and written by others."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from paper_radar.papers.identity import arxiv_pdf_url, canonical_url, key_of, parse_arxiv_id
from paper_radar.papers.model import Paper
from paper_radar.papers.text import plain
from paper_radar.sources.arxiv.authors import author_name
from paper_radar.sources.moments import iso_of

# Far beyond anything that was recorded: 16 to 312 letters for a summary, 31 keywords of 69 letters at most.
LONGEST_TITLE = 1_000
LONGEST_ABSTRACT = 20_000
LONGEST_SUMMARY = 600
LONGEST_KEYWORD = 100
LONGEST_NAME = 300
LONGEST_ADDRESS = 2_000
MOST_KEYWORDS = 40
MOST_AUTHORS = 10_000
MOST_COUNTED = 10**9
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


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
    title = _plain(item, "title", LONGEST_TITLE) or _plain(paper, "title", LONGEST_TITLE)
    if identity is None or not title:
        return None
    key = key_of(arxiv_id=identity.id)
    comments = _count(item.get("numComments"))
    return Paper(
        key=key,
        title=title,
        authors=_authors(paper.get("authors")),
        abstract=_plain(paper, "summary", LONGEST_ABSTRACT) or _plain(item, "summary", LONGEST_ABSTRACT),
        published=_moment(_text(paper, "publishedAt")),
        announced=_moment(_text(paper, "submittedOnDailyAt"))[:10] or listed_on,
        arxiv_id=identity.id,
        url=canonical_url(key),
        pdf_url=arxiv_pdf_url(identity.id),
        source="huggingface",
        upvotes=_count(paper.get("upvotes")),
        comments=_count(paper.get("numComments")) if comments is None else comments,
        code_url=_web_address(_text(paper, "githubRepo")),
        keywords=_keywords(paper.get("ai_keywords")),
        summary=_plain(paper, "ai_summary", LONGEST_SUMMARY),
        project_url=_web_address(_text(paper, "projectPage")),
    )


def _authors(authors: object) -> tuple[str, ...]:
    # Those marked "hidden" are authors all the same (2504.11703 hides its first one).
    listed = authors[:MOST_AUTHORS] if isinstance(authors, list) else []
    names = (author_name(_text(author, "name")[:LONGEST_NAME]) for author in listed if isinstance(author, Mapping))
    return tuple(name for name in names if name)


def _keywords(keywords: object) -> tuple[str, ...]:
    listed = keywords[:MOST_KEYWORDS] if isinstance(keywords, list) else []
    words = (plain(word) for word in listed if isinstance(word, str) and len(word) <= LONGEST_KEYWORD)
    return tuple(dict.fromkeys(word for word in words if word))


def _text(record: Mapping[Any, Any], name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""


def _plain(record: Mapping[Any, Any], name: str, longest: int) -> str:
    text = plain(_text(record, name)[: 2 * longest])
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _count(value: object) -> int | None:
    told = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_COUNTED
    return value if told and isinstance(value, int) else None


def _moment(text: str) -> str:
    """The day alone if that is all that is told, else the moment; "" for what is no date."""
    if not _DAY.fullmatch(text):
        return iso_of(text)
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _web_address(text: str) -> str:
    """The address of a web page, else ""; one with a user's name in it leads elsewhere than it seems to."""
    # As browsers do (WHATWG URL §4.4): one recorded address goes on in the next line.
    text = re.sub(r"[\t\r\n]", "", text).strip()
    try:
        parts = urlsplit(text)
        web = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
    except ValueError:
        return ""
    return text if web and len(text) <= LONGEST_ADDRESS and not re.search(r"[\s\x00-\x1f]", text) else ""
