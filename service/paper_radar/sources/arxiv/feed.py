"""What an arXiv RSS, Atom or RDF document says, read from bytes: papers, the day, or arXiv's own error."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

from paper_radar.papers.identity import arxiv_pdf_url, canonical_url, key_of, parse_arxiv_id, parse_doi
from paper_radar.papers.model import Paper
from paper_radar.papers.text import plain
from paper_radar.sources.arxiv.days import EASTERN
from paper_radar.sources.arxiv.items import Fields
from paper_radar.sources.arxiv.withdrawn import is_withdrawn
from paper_radar.sources.errors import UnreadableError
from paper_radar.sources.xml import name_of, read_xml, text_of

# "arXiv:2604.21935v1 Announce Type: new \nAbstract: …"; some readers fold it to one line.
_PREFIX = re.compile(r"\s*arXiv:\S+\s+Announce Type:\s*(\S+)\s*(?:Abstract:\s*)?")
# The feeds of before 2024 have all that in the title: "Hybrid Mesons. (arXiv:1805.06430v2 [nucl-th] UPDATED)".
_OLD_SUFFIX = re.compile(r"\(arXiv:(\S+)\s+\[([^\]]*)\]([^)]*)\)")
_OLD_KINDS = {"": "new", "UPDATED": "replace", "CROSS LISTED": "cross"}
_ITEM = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]")
_ITEMS_BEFORE_A_PAUSE = 5
_FEED_ERROR = "Feed error for query"
_TRY_LATER = "It is tried again at the next refresh."
_NEW = frozenset({"new", "cross"})
KINDS = ("new", "cross", "replace", "replace-cross")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = ("pubDate", "published", "date", "lastBuildDate", "updated")


@dataclass(frozen=True, slots=True)
class Feed:
    """`items` counts what the feed listed, `skipped` what of it could not be read; `day` is the announcement day.

    `skip_days` are the days of the week (0 is Monday) on which nothing new comes, by the feed's own word.
    """

    papers: tuple[Paper, ...]
    items: int
    skipped: int
    day: date | None
    error: str = ""
    skip_days: frozenset[int] = frozenset()


def read_feed(body: bytes, pause: Callable[[], None] = lambda: None) -> Feed:
    """The feed in these bytes. A bad item is counted and passed over. `pause` is called after every few items: a day
    of 1,500 holds the interpreter for 0.2 s, and requests go first.

    A feed in which arXiv reports an error gives no papers and the error's text. Raises UnreadableError if the bytes are
    no feed, only the beginning of one, or a bomb.
    """
    document = read_xml(body, of="arXiv's feed")
    if name_of(document.root) not in ("rss", "RDF", "feed"):
        raise UnreadableError("arXiv answered with something that is no feed.", _TRY_LATER)
    if not body.rstrip().endswith((b"</rss>", b"</feed>", b"</rdf:RDF>")):
        raise UnreadableError("arXiv's feed is cut off in the middle.", _TRY_LATER)
    told = Fields(next((part for part in document.root if name_of(part) == "channel"), document.root))
    day = _day(told)
    if told.text("title").startswith(_FEED_ERROR):
        return Feed((), 0, 0, day, plain(told.text("description") or told.text("subtitle")) or _FEED_ERROR)
    found: list[Paper | None] = []
    for item in document.root.iter("{*}item", "{*}entry"):
        found.append(_paper(Fields(item), day))
        if not len(found) % _ITEMS_BEFORE_A_PAUSE:
            pause()
    papers = tuple(paper for paper in found if paper is not None)
    # A mended document may have lost an item without a trace.
    items = len(found) if document.whole else max(len(found), len(_ITEM.findall(body)))
    return Feed(papers, items, items - len(papers), day, skip_days=frozenset(_skip_days(told)))


def _paper(item: Fields, feed_day: date | None) -> Paper | None:
    raw_title = item.text("title")
    old = _OLD_SUFFIX.fullmatch(raw_title, max(raw_title.rfind("(arXiv:"), 0))
    identity = item.identity
    if old and (identity is None or identity.version is None):
        identity = parse_arxiv_id(old.group(1)) or identity
    title = plain(raw_title[: old.start()].rstrip().removesuffix(".") if old else raw_title)
    if identity is None or not title:
        return None
    summary = item.text("description", "summary")
    prefix = _PREFIX.match(summary)
    kind = _kind(item, prefix, old)
    # An item of the old form has no day of its own.
    day = _day(item) or (feed_day if old else None)
    categories = item.categories or ((old.group(2).strip(),) if old and old.group(2).strip() else ())
    abstract = plain(summary[prefix.end() :] if prefix else summary)
    key = key_of(arxiv_id=identity.id)
    return Paper(
        key=key,
        title=title,
        authors=item.authors,
        abstract=abstract,
        categories=categories,
        primary_category=categories[0] if categories else "",
        # pubDate is the day of the announcement. A replacement was announced long before, on a day not told here.
        announced=day.isoformat() if day and kind in _NEW else "",
        updated=day.isoformat() if day and kind not in _NEW else "",
        version=identity.version,
        venue=plain(item.text("journal_reference", "journal_ref")),
        doi=parse_doi(item.text("DOI", "doi")) or "",
        arxiv_id=identity.id,
        url=canonical_url(key),
        pdf_url=arxiv_pdf_url(identity.id),
        source="arxiv",
        announce_type=kind if kind in KINDS else "",
        withdrawn=kind != "new" and is_withdrawn(abstract, plain(item.text("comment")), identity.version),
    )


def _kind(item: Fields, prefix: re.Match[str] | None, old: re.Match[str] | None) -> str:
    told = item.text("announce_type") or (prefix.group(1) if prefix else "")
    return told or (_OLD_KINDS.get(old.group(3).strip(), "replace") if old else "new")


def _skip_days(told: Fields) -> Iterator[int]:
    for day in (day for skipped in told.all("skipDays") for day in skipped):
        name = text_of(day).strip().lower()
        if name in _WEEKDAYS:
            yield _WEEKDAYS.index(name)


def _day(element: Fields) -> date | None:
    return next((day for name in _DAYS if (text := element.text(name)) and (day := _read_day(text))), None)


@lru_cache(maxsize=256)
def _read_day(text: str) -> date | None:
    """The day as arXiv names it, midnight in New York: never as that moment is called elsewhere."""
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    try:
        moment = datetime.fromisoformat(text)
        # The Atom form tells when it was made, in UTC.
        return moment.astimezone(EASTERN).date() if moment.tzinfo and not moment.utcoffset() else moment.date()
    except (ValueError, OverflowError):
        pass
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
