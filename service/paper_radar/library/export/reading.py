"""What reading a file gives, and the paper that the fields of a foreign record amount to."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from paper_radar.errors import BadInputError
from paper_radar.library.record import Saved
from paper_radar.papers.identity import arxiv_pdf_url, canonical_url, identify, key_of, parse_arxiv_id, parse_doi
from paper_radar.papers.model import Paper
from paper_radar.papers.text import plain

_ARXIV_IN_TEXT = re.compile(r"arxiv[:\s]\s*((?:[a-z-]+(?:\.[a-z]{2})?/\d{7}|\d{4}\.\d{4,5})(?:v\d+)?)", re.IGNORECASE)
_NO_VENUE = re.compile(r"^(?:arxiv|corr\b)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_CITATION_KEY = re.compile(r"[A-Za-z0-9][\w:.+-]{0,99}", re.ASCII)
_KEPT_FOR_PROGRAMS = re.compile(
    r"arxiv:\s*\S+(?: \[[\w.-]+\])?$|(?:citation key|bibtex|pmid|pmcid|doi|issn|isbn|tex\.[\w.-]+)\s*[:=]\s*\S",
    re.IGNORECASE,
)
_HTML_NOTE = re.compile(r"</(?:p|div|h[1-6]|li|ul|ol|strong|em|span|blockquote)>|<br\s*/?>", re.IGNORECASE)
_BLOCK_END = re.compile(r"</(?:p|div|h[1-6]|li|blockquote)>|<br\s*/?>", re.IGNORECASE)
_DATE = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2}))?(?:[-/.]([0-9]{1,2}))?")


@dataclass(frozen=True, slots=True)
class Read:
    """The records of a file, and those passed over as (place in the file, reason). `keys` are the citation keys that
    the records bear there, one for each, "" where it is none; without any it may be empty.
    """

    items: tuple[Saved, ...]
    skipped: tuple[tuple[str, str], ...] = ()
    keys: tuple[str, ...] = ()


CUT_OFF = "the file ends within this record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What a foreign record says of a paper, as text for people. `identifiers` may hold an arXiv id in any form."""

    title: str
    authors: Sequence[str] = ()
    abstract: str = ""
    published: str = ""
    venue: str = ""
    doi: str = ""
    urls: Sequence[str] = ()
    identifiers: Sequence[str] = ()
    categories: Sequence[str] = ()
    pdf_url: str = ""
    code_url: str = ""


def paper_from(fields: Fields) -> Paper:
    """The paper of a record from another program. Raises BadInputError when it has no title.

    A work without arXiv id, DOI and address gets a name of its own, made of title and first author, so that the book
    or the old paper of a bibliography is kept too, and is the same one when the file is read again.
    """
    if not fields.title:
        raise BadInputError("there is no title")
    addresses = [match.group() for url in fields.urls if (match := _ADDRESS.search(url))]
    known = [found for url in addresses if (found := identify(url))]
    arxiv_id = _arxiv_id(fields) or next((found.arxiv_id for found in known if found.arxiv_id), "")
    doi = parse_doi(fields.doi) or next((found.doi for found in known if found.doi), "")
    url = next(iter(addresses), "")
    key = key_of(arxiv_id=arxiv_id, doi=doi, url=url)
    if not key:
        name = "\n".join((fields.title, *fields.authors[:1])).casefold()
        key = f"url:{uuid.uuid5(uuid.NAMESPACE_URL, name).urn}"
    return Paper(
        key=key,
        title=fields.title,
        authors=tuple(fields.authors),
        abstract=fields.abstract,
        categories=tuple(fields.categories),
        primary_category=next(iter(fields.categories), ""),
        published=date(fields.published),
        venue="" if _NO_VENUE.match(fields.venue) else fields.venue,
        doi=doi,
        arxiv_id=arxiv_id,
        url=url or (canonical_url(key) if arxiv_id or doi else ""),
        pdf_url=fields.pdf_url or (arxiv_pdf_url(arxiv_id) if arxiv_id else ""),
        code_url=fields.code_url,
        source="import",
    )


def _arxiv_id(fields: Fields) -> str:
    for text in (*fields.identifiers, fields.doi):
        found = parse_arxiv_id(text.strip())
        if found:
            return found.id
    # Google Scholar has it in the name of the journal: "arXiv preprint arXiv:2602.11557".
    for text in (fields.venue, *fields.identifiers):
        named = _ARXIV_IN_TEXT.search(text)
        found = parse_arxiv_id(named.group(1)) if named else None
        if found:
            return found.id
    return ""


def date(text: str) -> str:
    """ "2026/2/12/" and "2026-02-12T…" as "2026-02-12"; as precise as the text is, "" when it holds no year."""
    match = _DATE.match(text.strip())
    if match is None:
        return ""
    year, month, day = match.groups()
    if not month or not 1 <= int(month) <= 12:
        return year
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day and 1 <= int(day) <= 31 else "")


def key_given(text: object) -> str:
    """The citation key that another program gave, if every program takes it, else "".

    Zotero's addresses of items and numbers are none.
    """
    return text if isinstance(text, str) and _CITATION_KEY.fullmatch(text) and not text.isdecimal() else ""


def moment(text: str) -> str:
    """A time as programs write it ("2026-02-12 10:22:33", "2026-02-12T10:22:33Z") as ISO 8601 UTC; "" if it is none."""
    try:
        found = datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d)", "", text.strip()[:40]))
    except ValueError:
        return ""
    try:
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="milliseconds")
    except OverflowError:  # the first or the last day of all time
        return ""


def own_note(text: str) -> str:
    """What of a note the reader wrote: without the lines in which programs keep identifiers ("arXiv:2602.11557 [cs]",
    "Citation Key: zou2026", "tex.ids= …").
    """
    return "\n".join(line for line in text.split("\n") if not _KEPT_FOR_PROGRAMS.match(line.strip())).strip()


def text_of_html(text: str) -> str:
    """A note as Zotero exports it, "<p>One</p><p>Two</p>", as lines of text; any other text as it is."""
    if not _HTML_NOTE.search(text):
        return text
    lines = _BLOCK_END.sub("\n", text).split("\n")
    return "\n".join(filter(None, (plain(line) for line in lines)))


def one_line(text: str) -> str:
    """The text in one line, without the lone surrogates that no file takes."""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
