"""What an arXiv RSS (or Atom) document says, read from bytes: papers, the announcement day, or arXiv's own error."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any

import feedparser

from paper_radar.papers.identity import ArxivId, arxiv_pdf_url, canonical_url, key_of, parse_arxiv_id, parse_doi
from paper_radar.papers.model import Paper
from paper_radar.papers.text import plain
from paper_radar.sources.arxiv.authors import split_authors
from paper_radar.sources.errors import UnreadableError

# "arXiv:2604.21935v1 Announce Type: new \nAbstract: …"; some readers fold it to one line.
_PREFIX = re.compile(r"\s*arXiv:\S+\s+Announce Type:\s*(\S+)\s*(?:Abstract:\s*)?")
_OLD_TITLE_SUFFIX = re.compile(r"\.?\s*\(arXiv:\S+\s+\[[^\]]*\][^)]*\)\s*$")
_FEED_ERROR = "Feed error for query"
_TRY_LATER = "It is tried again at the next refresh."
_NEW = frozenset({"new", "cross"})


@dataclass(frozen=True, slots=True)
class Feed:
    """`items` counts what the feed listed, `skipped` what of it could not be read; `day` is the announcement day."""

    papers: tuple[Paper, ...]
    items: int
    skipped: int
    day: date | None
    error: str = ""


def read_feed(body: bytes, content_type: str = "application/rss+xml") -> Feed:
    """The feed in these bytes. A bad item is counted and passed over.

    A feed in which arXiv reports an error gives no papers and the error's text. Raises UnreadableError if the bytes are
    no feed, or only the beginning of one.
    """
    # Bytes in a file-like object, never a text: feedparser would open one that looks like a path or an address. Its
    # sanitiser is off because it reads "$a<b$" as a tag, and looks at summaries only; `plain` is for every field.
    try:
        parsed = feedparser.parse(
            BytesIO(body),
            response_headers={"content-type": content_type},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # feedparser 6.0.14 ends in a UnicodeDecodeError on a bad encoding declaration, and more
        raise UnreadableError(f"arXiv's feed cannot be read ({type(error).__name__}).", _TRY_LATER) from error
    if not parsed.get("version"):
        raise UnreadableError("arXiv answered with something that is no feed.", _TRY_LATER)
    if not body.rstrip().endswith((b"</rss>", b"</feed>", b"</rdf:RDF>")):
        raise UnreadableError("arXiv's feed is cut off in the middle.", _TRY_LATER)
    day = _day(parsed.feed)
    if str(parsed.feed.get("title", "")).startswith(_FEED_ERROR):
        return Feed((), 0, 0, day, plain(str(parsed.feed.get("subtitle", ""))) or _FEED_ERROR)
    found = [_paper(entry) for entry in parsed.entries]
    papers = tuple(paper for paper in found if paper is not None)
    return Feed(papers, len(found), len(found) - len(papers), day)


def _paper(entry: Mapping[str, Any]) -> Paper | None:
    identity = _identity(entry)
    title = plain(_OLD_TITLE_SUFFIX.sub("", _text(entry, "title")))
    if identity is None or not title:
        return None
    summary = _text(entry, "summary")
    prefix = _PREFIX.match(summary)
    kind = _text(entry, "arxiv_announce_type") or (prefix.group(1) if prefix else "new")
    day = _day(entry)
    key = key_of(arxiv_id=identity.id)
    categories = _categories(entry)
    return Paper(
        key=key,
        title=title,
        authors=split_authors(_text(entry, "author")),
        abstract=plain(summary[prefix.end() :] if prefix else summary),
        categories=categories,
        primary_category=categories[0] if categories else "",
        # pubDate is the day of the announcement. A replacement was announced long before, on a day not told here.
        announced=day.isoformat() if day and kind in _NEW else "",
        updated=day.isoformat() if day and kind not in _NEW else "",
        version=identity.version,
        venue=plain(_text(entry, "arxiv_journal_reference")),
        doi=parse_doi(_text(entry, "arxiv_doi")) or "",
        arxiv_id=identity.id,
        url=canonical_url(key),
        pdf_url=arxiv_pdf_url(identity.id),
        source="arxiv",
    )


def _identity(entry: Mapping[str, Any]) -> ArxivId | None:
    # The link has no version, the guid ("oai:arXiv.org:2508.13426v1") and the description have.
    guid = _text(entry, "id").removeprefix("oai:arXiv.org:")
    return parse_arxiv_id(guid) or parse_arxiv_id(_text(entry, "link").rpartition("/abs/")[2])


def _categories(entry: Mapping[str, Any]) -> tuple[str, ...]:
    tags = entry.get("tags")
    terms = [str(tag.get("term") or "").strip() for tag in tags] if isinstance(tags, list) else []
    return tuple(dict.fromkeys(term for term in terms if term))


def _text(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""


def _day(element: Mapping[str, Any]) -> date | None:
    """The day as arXiv names it, midnight in New York; feedparser's own reading of the date is in UTC."""
    text = _text(element, "published") or _text(element, "updated")
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError):
        pass
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
