"""What a journal's feed says, read from bytes: RSS 0.9 to 2.0, RDF and Atom, as publishers write them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

import feedparser

from paper_radar.papers.identity import arxiv_pdf_url, canonical_url, key_of
from paper_radar.papers.model import Paper
from paper_radar.papers.text import plain
from paper_radar.sources.errors import TooLargeError, UnreadableError
from paper_radar.sources.journals.abstracts import abstract_of, texts_of
from paper_radar.sources.journals.authors import authors_of, names_and_proceedings
from paper_radar.sources.journals.catalogue import Journal
from paper_radar.sources.journals.dates import day_of
from paper_radar.sources.journals.dois import arxiv_id_of, doi_of
from paper_radar.sources.journals.kinds import kind_of, without_section
from paper_radar.sources.journals.refused import NoFeedError, require_document, require_whole
from paper_radar.sources.journals.rhythm import Rhythm, rhythm_of

MOST_ITEMS = 2000
# Of those items; a month of bioRxiv has 3 MB. What is broken is read at 150 kB a second.
MOST_BYTES = 5 * 1024 * 1024
_ITEM = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]")
# feedparser looks for an e-mail address in every author's name, in a time that grows with the square of a word.
_ENDLESS_WORD = re.compile(rb"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1000,}")
_TRY_LATER = "Try it again later, and write to the journal if this goes on."
_DATES = ("published", "prism_publicationdate", "updated", "dc_date", "created")
_SAID_DATE = re.compile(r"Publication date\s*:\s*(?:Available online\s*)?([^<]{4,60})", re.IGNORECASE)
# By these, publishers learn that a reader came by a feed: ScienceDirect, Wiley and T&F, Cambridge, OUP, PubMed.
_TRACKING = re.compile(r"dgcid|af|rft_dat|rss|utm_\w+", re.ASCII)
# What publishers put around the journal's name in the title of its feed.
_AROUND = re.compile(
    r"^(?:Wiley|tandf|SAGE Publications|ScienceDirect Publication|AAAS|Recent Articles in|Latest articles from)\b[:\s]*"
    r"|(?:[:\s-]+(?:Table of Contents|Current Issue|Advance Access|Latest Results|RSS(?: feed)?|CNKI))+$",
    re.IGNORECASE,
)
_VERSION = re.compile(r"/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8}v(\d{1,3})\b")


@dataclass(frozen=True, slots=True)
class JournalRead:
    """`items` counts what was read of the feed: `papers`, each once, `left_out` that are news or corrections, and
    `skipped` that could not be read; `beyond` are the items behind the first MOST_ITEMS, which were not read. `name` is
    the journal's as the feed tells it, `day` the latest on which it says it changed.
    """

    papers: tuple[Paper, ...]
    items: int
    skipped: int
    left_out: int
    beyond: int
    name: str
    day: str
    rhythm: Rhythm


def read_journal(
    body: bytes, content_type: str, journal: Journal, *, url: str = "", today: date | None = None
) -> JournalRead:
    """The feed in these bytes, which came from `url` (that of the journal unless told). A bad item is counted and
    passed over; what is dated later than `today` was announced today at the latest.

    Raises ChallengeError, NoFeedError or UnreadableError if the bytes are no feed, or only the beginning of one, and
    TooLargeError if there is more text in its items than journals have.
    """
    require_document(body, journal.name)
    require_whole(body, journal.name)
    shortened, beyond = _shortened(body)
    if len(shortened) > MOST_BYTES:
        raise TooLargeError(f"The feed of {journal.name} is larger than 5 MB; it was not read.", "Check the address.")
    parsed = _parsed(shortened, content_type, journal.name)
    base = url or journal.url
    # Plain dictionaries: feedparser's own answer for one field with another, with a warning.
    head = dict(parsed.feed)
    venue = _venue(journal, head)
    papers: dict[str, Paper] = {}
    left_out = skipped = 0
    entries = parsed.entries
    for entry in entries:
        try:
            found = _paper(dict(entry), journal, venue, base)
        except (ValueError, TypeError, AttributeError, KeyError):  # wild input in one item must not cost the others
            found = None
        if found is None:
            skipped += 1
        elif isinstance(found, str):
            left_out += 1
        else:
            papers.setdefault(found.key, _announced(found, today))
    day = day_of(_texts(head, ("updated", "published", "dc_date")))
    return JournalRead(
        tuple(papers.values()), len(entries), skipped, left_out, beyond, name_of(head), day, rhythm_of(head, body)
    )


def _parsed(body: bytes, content_type: str, name: str) -> Any:
    # Bytes in a file-like object, never a text: feedparser would open one that looks like a path or an address. Its
    # sanitiser is off because it reads "$a<b$" as a tag, and looks at summaries only; `plain` is for every field.
    try:
        parsed = feedparser.parse(
            BytesIO(_ENDLESS_WORD.sub(b" ", body)),
            response_headers={"content-type": content_type or "application/xml"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # feedparser 6.0.14 ends in a UnicodeDecodeError on a bad encoding declaration, and more
        raise UnreadableError(f"The feed of {name} cannot be read ({type(error).__name__}).", _TRY_LATER) from error
    if not parsed.get("version"):
        raise NoFeedError(f"{name} answered with something that is no feed.", _TRY_LATER)
    return parsed


def _shortened(body: bytes) -> tuple[bytes, int]:
    """The document with its first MOST_ITEMS items, and how many were cut off: reading 50,000 takes 8 s."""
    starts = [match.start() for match in _ITEM.finditer(body)]
    if len(starts) <= MOST_ITEMS:
        return body, 0
    end = b"</channel></rss>" if b"<rss" in body[:2000] else b"</feed>" if b"<feed" in body[:2000] else b"</rdf:RDF>"
    return body[: starts[MOST_ITEMS]] + end, len(starts) - MOST_ITEMS


def _paper(entry: Mapping[str, Any], journal: Journal, venue: str, base: str) -> Paper | str | None:
    """The paper, or the kind of an item that is none; None for an item without a title or a place."""
    title, section = without_section(plain(_text(entry, "title")))
    link = _link(entry, base)
    if not journal.custom:  # every publisher of the catalogue has TLS, and its pages are known by that address
        link = re.sub(r"^http:", "https:", link)
    texts = texts_of(entry)
    arxiv_id = arxiv_id_of(entry, link)
    doi = doi_of(entry, link, texts)
    key = key_of(arxiv_id=arxiv_id, doi=doi, url=link)
    if not title or not key:
        return None
    kind = kind_of(title, (section, *_sections(entry)), (link, doi))
    if kind != "paper":
        return kind
    version = _VERSION.search(link)
    published = day_of(_texts(entry, _DATES)) or day_of(_SAID_DATE.findall(" ".join(texts)[:5000]))
    return Paper(
        key=key,
        title=title[:2000],
        authors=authors_of(entry, texts),
        abstract=abstract_of(texts, title),
        published=published,
        # The day on which the feed had it, where it says so; a month is that of the issue, which may be yet to come.
        announced=published if len(published) == 10 else "",
        version=int(version[1]) if version and doi else None,
        venue=_item_venue(entry, link) or venue,
        doi=doi,
        arxiv_id=arxiv_id,
        url=canonical_url(key),
        pdf_url=arxiv_pdf_url(arxiv_id) if arxiv_id else "",
        source=journal.source,
    )


def _announced(paper: Paper, today: date | None) -> Paper:
    """A paper of next month's issue, or of a wrong clock, was announced today at the latest."""
    if today is None or (paper.announced or paper.published) <= today.isoformat():
        return paper
    return replace(paper, announced=today.isoformat())


def _link(entry: Mapping[str, Any], base: str) -> str:
    """The item's page: an address of the web, a relative one made whole; "" for any other ("javascript:")."""
    links = entry.get("links")
    found = [_text(entry, "link")]
    found += [_text(one, "href") for one in links if isinstance(one, Mapping)] if isinstance(links, list) else []
    if entry.get("guidislink"):
        found.append(_text(entry, "id"))
    for href in found:
        try:
            address = urljoin(base, href.strip()) if href.strip() else ""
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname and len(address) <= 2000:
            query = "&".join(pair for pair in parts.query.split("&") if not _TRACKING.fullmatch(pair.partition("=")[0]))
            return urlunsplit((parts.scheme, parts.netloc, parts.path, query, parts.fragment))
    return ""


def _sections(entry: Mapping[str, Any]) -> list[str]:
    tags = entry.get("tags")
    terms = [str(tag.get("term") or "") for tag in tags if isinstance(tag, Mapping)] if isinstance(tags, list) else []
    return [*terms[:50], *_texts(entry, ("prism_section", "dc_type", "prism_genre", "articletype"))]


def _venue(journal: Journal, feed: Mapping[str, Any]) -> str:
    if journal.publisher == "openRxiv":
        return journal.name.partition(":")[0]
    if not journal.custom:
        return journal.name
    return plain(_text(feed, "prism_publicationname"))[:120] or name_of(feed) or journal.name


def name_of(feed: Mapping[str, Any]) -> str:
    """What the feed calls itself, without what publishers put around the name of the journal."""
    title = plain(_text(feed, "title"))
    return " ".join((_AROUND.sub("", title) or title).split())[:120]


def _item_venue(entry: Mapping[str, Any], link: str) -> str:
    """PubMed's feeds are searches over all journals, ACL's is of all proceedings: each item names its own."""
    if "//pubmed.ncbi.nlm.nih.gov/" in link:
        return plain(_text(entry, "dc_source"))[:200]
    return plain(names_and_proceedings(_text(entry, "summary"))[1])[:200]


def _texts(element: Mapping[str, Any], names: tuple[str, ...]) -> list[str]:
    return [text for name in names if (text := _text(element, name))]


def _text(element: Mapping[str, Any], name: str) -> str:
    value = element.get(name)
    return value if isinstance(value, str) else ""
