"""Highwire Press tags (citation_*), those of Google Scholar: the best most publishers and repositories give.

https://scholar.google.com/intl/en/scholar/inclusion.html#indexing; the order of dates is that of Zotero's translator.
"""

import re

from paper_radar.pages.abstracts import as_abstract
from paper_radar.pages.addresses import as_address
from paper_radar.pages.dates import iso_date
from paper_radar.pages.facts import PageFacts
from paper_radar.pages.metadata.record import Record, Tags
from paper_radar.pages.names import name_list
from paper_radar.papers.identity import parse_arxiv_id, parse_doi

_VENUES = (
    "journal.title",
    "conference.title",
    "conference",
    "inbook.title",
    "book.title",
    "dissertation.institution",
    "technical.report.institution",
    "journal.abbrev",
)
_SUFFIX = re.compile(r"(?:^|[.:_])citation[._](?P<field>.+)$")
# bioRxiv's tag of papers of 2020 that has no meaning.
_DUMMY_DATE = "2020-01-01"


def read(facts: PageFacts) -> Record:
    """What the citation_* tags say, also those with a prefix (bepress_citation_title)."""
    tags = Tags(facts.model_copy(update={"meta": _best_set(facts.meta)}))

    def name(field: str) -> str:
        return f"citation.{field}"

    title = tags.first(name("title"))
    return Record(
        title=title,
        authors=_authors(tags),
        abstract=as_abstract(tags.all(name("abstract")), title),
        published=_published(tags),
        venue=tags.first(*map(name, _VENUES)),
        doi=parse_doi(tags.first(name("doi"))) or "",
        arxiv_id=_arxiv_id(tags),
        pdf_url=_pdf_url(tags, facts.url),
        scholarly=bool(title) or bool(parse_doi(tags.first(name("doi")))),
    )


def _best_set(meta: list[list[str]]) -> list[list[str]]:
    """The citation_* tags without prefix. Some pages carry two sets, a terse one first: the one that says more."""
    sets: list[list[list[str]]] = [[]]
    for names, content in meta:
        match = _SUFFIX.search(names.lower())
        if not match:
            continue
        # A second title before any author is the same one in another language.
        whole = any("author" in tag for tag, _ in sets[-1])
        if match["field"] == "title" and whole and any(tag == "citation_title" for tag, _ in sets[-1]):
            sets.append([])
        sets[-1].append([f"citation_{match['field']}", content])
    return max(sets, key=lambda tags: sum(len(content) for tag, content in tags if "author" in tag))


def _authors(tags: Tags) -> tuple[str, ...]:
    each, together = name_list(tags.all("citation.author")), name_list(tags.all("citation.authors"))
    return each if len(each) >= len(together) else together


def _published(tags: Tags) -> str:
    dates = [iso_date(content) for content in _contents(tags, "publication.date", "cover.date", "date")]
    known = [date for date in dates if date and date != _DUMMY_DATE]
    online, year = iso_date(tags.first("citation.online.date")), iso_date(tags.first("citation.year"))
    if known:
        return known[0]
    # An online date after the year of publication is that of a digitisation.
    return year if year and online[:4] != year else online


def _contents(tags: Tags, *fields: str) -> list[str]:
    return [content for field in fields for content in tags.all(f"citation.{field}")]


def _arxiv_id(tags: Tags) -> str:
    found = parse_arxiv_id(tags.first("citation.arxiv.id"))
    return found.id if found else ""


def _pdf_url(tags: Tags, base: str) -> str:
    addresses = (as_address(link, base) for link in tags.all("citation.pdf.url"))
    return next((address for address in addresses if address and not _is_resolver(address)), "")


def _is_resolver(address: str) -> bool:
    """Whether the address is a DOI resolver's, which is never that of a PDF."""
    return re.match(r"https?://(?:dx\.)?doi\.org/", address) is not None
