"""The paper on any page of the web, put together field by field from everything the page says of itself."""

import re
from collections.abc import Callable
from dataclasses import fields, replace
from urllib.parse import urlsplit

from paper_radar.pages.facts import PageFacts
from paper_radar.pages.kinds import read_page
from paper_radar.pages.metadata import coins, dublin_core, highwire, jsonld, opengraph, script_data
from paper_radar.pages.metadata import visible as visible_page
from paper_radar.pages.metadata.record import Record
from paper_radar.papers.identity import Identity, arxiv_pdf_url, canonical_url, identify, key_of
from paper_radar.papers.model import Paper
from paper_radar.papers.text import fold, plain

Origins = dict[str, str]

# Best first: what publishers write for Google Scholar, then for search engines, for libraries, for link previews.
_EXTRACTORS: tuple[tuple[str, Callable[[PageFacts], Record]], ...] = (
    ("highwire", highwire.read),
    ("jsonld", jsonld.read),
    ("dublin_core", dublin_core.read),
    ("coins", coins.read),
    ("data", script_data.read),
    ("opengraph", opengraph.read),
)
_DESCRIPTIONS = ("dublin_core", "opengraph")
_FIELDS = tuple(field.name for field in fields(Record) if field.name != "scholarly")


def read_paper(facts: PageFacts) -> tuple[Paper | None, Origins]:
    """The paper of the page and, by field, the extractor it came from ("url" for what the address itself says).

    (None, {}) where the page clearly shows no single paper: a listing, a home page, a "Just a moment…", an
    encyclopedia, a repository of code. Any other page gives at least its title and address. Pure; never raises.
    """
    if visible_page.shows_no_paper(facts) or read_page(facts).kind == "listing":
        return None, {}
    records = [(name, read(facts)) for name, read in _EXTRACTORS]
    told = next((record.title for _, record in records if record.title), "")
    records.append(("page", visible_page.read(facts, told)))
    identity = identify(facts.url) or _identity_of_canonical(facts)
    scholarly = identity is not None or any(record.scholarly for _, record in records)
    found, origins = _merged(records)
    found, origins = _as_shown(found, origins, records[-1][1])
    if not found.title:
        return None, {}
    if not scholarly:
        # A blog post that links one DOI is not that work.
        found = replace(found, doi="", arxiv_id="")
    return _paper(facts, found, origins, identity)


def _merged(records: list[tuple[str, Record]]) -> tuple[Record, Origins]:
    """For each field what the best extractor said that said anything."""
    values, origins = {}, {}
    for field in _FIELDS:
        for name, record in records:
            if value := getattr(record, field):
                values[field], origins[field] = value, name
                break
    return Record(**values), origins


def _as_shown(found: Record, origins: Origins, shown: Record) -> tuple[Record, Origins]:
    """Where the page shows the authors that its tags name, it shows them in their order and all of them: tags are
    shuffled by one publisher, alphabetical at another, and a third one gives only the last.
    """
    tagged, visible = ({fold(name) for name in names} for names in (found.authors, shown.authors))
    if tagged and tagged <= visible and found.authors != shown.authors:
        found, origins = replace(found, authors=shown.authors), {**origins, "authors": "page"}
    # A description made for search engines is a slogan, a digest or the site's; what stands under "Abstract" is none.
    if shown.abstract and origins.get("abstract") in _DESCRIPTIONS:
        found, origins = replace(found, abstract=shown.abstract), {**origins, "abstract": "page"}
    return found, origins


def _identity_of_canonical(facts: PageFacts) -> Identity | None:
    """A canonical address counts where it is the page's own site's; elsewhere it may be anything."""
    same = _host(facts.canonical) == _host(facts.url)
    return identify(facts.canonical) if same else None


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


_DATED_DOI = re.compile(r"10\.(?:1101|64898)/(\d{4})\.(\d\d)\.(\d\d)\.")


def _paper(facts: PageFacts, found: Record, origins: Origins, identity: Identity | None) -> tuple[Paper, Origins]:
    """The paper under its one key; what the address says of its identity beats everything in the page."""
    arxiv_id, doi = found.arxiv_id, found.doi
    if identity and identity.arxiv_id:
        arxiv_id, origins["arxiv_id"] = identity.arxiv_id, "url"
    if identity and identity.doi:
        doi, origins["doi"] = identity.doi, "url"
    if identity and not identity.doi and not identity.arxiv_id and not doi and not arxiv_id:
        key = identity.key
    else:
        key = key_of(arxiv_id=arxiv_id, doi=doi, url=_own_address(facts))
    published, dated = found.published, _DATED_DOI.match(doi)
    if dated and not published:
        published, origins["published"] = "-".join(dated.groups()), "url"
    paper = Paper(
        key=key or key_of(url=facts.url),
        title=found.title,
        authors=found.authors,
        abstract=found.abstract,
        published=published,
        version=identity.version if identity else None,
        venue=found.venue,
        doi=doi,
        arxiv_id=arxiv_id,
        url=canonical_url(key) if arxiv_id else plain(facts.url),
        pdf_url=found.pdf_url or (arxiv_pdf_url(arxiv_id) if arxiv_id else ""),
        source="web",
    )
    kept = {field for field in _FIELDS if getattr(paper, field)}
    return paper, {field: origin for field, origin in origins.items() if field in kept}


def _own_address(facts: PageFacts) -> str:
    """The canonical address if it is a page of the same site that is not its home, else the page's own."""
    try:
        path = urlsplit(facts.canonical).path
    except ValueError:
        return facts.url
    return facts.canonical if path.strip("/") and _host(facts.canonical) == _host(facts.url) else facts.url
