"""A PDF as a paper: what its address, arXiv's stamp, its metadata and its first page say, field by field."""

import re
from collections.abc import Sequence

from paper_radar.pages.dates import iso_date
from paper_radar.pages.pdf import Lack, Origins, address, head, people, told
from paper_radar.pages.pdf.lines import Line
from paper_radar.pages.pdf.sheets import Sheets, read_sheets
from paper_radar.pages.pdf.stamp import Stamp, read_stamp
from paper_radar.papers.identity import Identity, arxiv_pdf_url, canonical_url, date_of_doi, identify, key_of
from paper_radar.papers.model import Paper
from paper_radar.papers.text import plain

_DOI_SIGN = re.compile(
    r"(?:\bdoi\b\s*[:.]?\s*(?:https?://\S{0,30}?)?|doi\.org/)(10\.\d{4,9}/[^\s\"<>]+)", re.IGNORECASE
)
_PUBLISHED = re.compile(
    r"\b(?:first published|published online|published|publication date|posted)\b(?: on| in)?\s*:?\s*(?=\d|[A-Z])",
    re.IGNORECASE,
)
_TITLE_LINES = 8
_HEAD_HEIGHT = 260  # points in which authors stand where no abstract ends them
_FORM = 4  # fields
_EMPTY = 40  # letters on the first two sheets, below which they are pictures


def read(data: bytes, url: str) -> tuple[Paper | None, Origins, Lack]:
    """See `read_with_lack`."""
    sheets = read_sheets(data)
    lines = sheets.sheets[0]
    stamp = read_stamp(lines)
    identity = _identity(url)
    if lack := _lack(sheets, known=bool(identity or stamp)):
        return None, {}, lack
    found, origins = _shown(sheets)
    title = found.title
    if not title:
        return None, {}, "untitled"
    return _paper(found, origins, stamp, identity, url)


def _identity(url: str) -> Identity | None:
    if found := identify(url):
        return found
    doi = address.doi_of(url)
    return identify(f"https://doi.org/{doi}") if doi else None


def _lack(sheets: Sheets, *, known: bool) -> Lack:
    text = sum(len(line.text) for lines in sheets.sheets for line in lines)
    if text < _EMPTY:
        return "scan"
    abstracts = sum(map(head.has_abstract, sheets.sheets))
    if sheets.width > 1.1 * sheets.height and not known:
        return "slides"
    if sheets.fields >= _FORM and not known and not abstracts:
        return "form"
    return "several" if abstracts > 2 or _is_collection(sheets) else ""


_COLLECTION = re.compile(
    r"^(?:proceedings of|conference proceedings|book of abstracts|table of contents)\b", re.IGNORECASE
)


def _is_collection(sheets: Sheets) -> bool:
    """A volume of many pages whose cover says what it is, and which begins with no paper of its own."""
    named = any(_COLLECTION.match(line.text) and line.words < 20 for line in sheets.sheets[0])
    return named and sheets.pages > 40 and not any(map(head.has_abstract, sheets.sheets))


def _shown(sheets: Sheets) -> tuple[Paper, Origins]:
    """What the first page shows, and of what the file tells that which it bears out; the key is not known yet."""
    lines = sheets.sheets[0]
    page = told.squeezed("".join(line.text for line in lines if line.upright))
    origins: Origins = {}
    heading = head.heading_of(lines, sheets.height)
    shown = plain(heading.text) if heading else ""
    title, origins["title"] = told.title(sheets, page)
    # A file's title may lack the second line of the page's; it never holds more than the paper.
    if shown and (not title or told.squeezed(shown).startswith(told.squeezed(title))):
        longer = len(told.squeezed(shown)) > len(told.squeezed(title))
        title, origins["title"] = (shown, "page") if longer or not title else (title, origins["title"])
    authors, origins["authors"] = _authors(sheets, lines, title, page)
    abstract = next((text for sheet in sheets.sheets if (text := head.abstract_of(sheet))), "")
    doi, origins["doi"] = told.doi(sheets)
    if not doi:
        doi, origins["doi"] = _doi(head.before_references(lines)), "page"
    published, origins["published"] = told.published(sheets), "xmp"
    if not published:
        published, origins["published"] = _published(head.before_references(lines)), "page"
    origins |= {"abstract": "page", "venue": "xmp"}
    return (
        Paper(
            key="",
            title=title,
            authors=authors,
            abstract=plain(abstract),
            published=published,
            venue=told.venue(sheets),
            doi=doi,
        ),
        origins,
    )


def _authors(sheets: Sheets, lines: Sequence[Line], title: str, page: str) -> tuple[tuple[str, ...], str]:
    """Those below the title; those that the file tells where it names these and more, whom the page shows as well."""
    found = people.authors(_below(lines, title))
    names, origin = told.authors(sheets, page)
    if set(map(told.squeezed, found)) < set(map(told.squeezed, names)):
        return names, origin
    return found, "page"


def _below(lines: Sequence[Line], title: str) -> Sequence[Line]:
    """The lines below the one that ends the title, above the abstract."""
    wanted = told.squeezed(title)
    upright = [line for line in lines if line.upright]
    place = next((end for begin in range(len(upright)) if (end := _end(upright, begin, wanted)) >= 0), -1)
    if place < 0:
        return ()
    last, rest = upright[place], upright[:place] + upright[place + 1 :]
    top = head.abstract_place(rest)
    floor = rest[top].y if top < len(rest) else last.y - _HEAD_HEIGHT
    return [line for line in rest[:top] if floor < line.y < last.y]


def _end(lines: Sequence[Line], begin: int, wanted: str) -> int:
    """The place of the line with which the title ends that begins at the other; -1 if none begins there."""
    shown = bare = ""
    for place in range(begin, min(begin + _TITLE_LINES, len(lines))):
        shown += told.squeezed(head.unmarked(lines[place].text))
        bare += told.squeezed(lines[place].bare)
        if wanted in (shown, bare):
            return place
        if not wanted.startswith((shown, bare)):
            return -1
    return -1


def _doi(lines: Sequence[Line]) -> str:
    """The only DOI that the page names before its references."""
    found = {doi for line in lines for match in _DOI_SIGN.finditer(line.text) if (doi := told.own_doi(match[1]))}
    return found.pop() if len(found) == 1 else ""


def _published(lines: Sequence[Line]) -> str:
    for line in lines:
        said = _PUBLISHED.search(line.text) if len(line.text) < 300 else None
        if said and (date := iso_date(line.text[said.end() : said.end() + 30])):
            return date
    return ""


def _paper(
    found: Paper, origins: Origins, stamp: Stamp | None, identity: Identity | None, url: str
) -> tuple[Paper | None, Origins, Lack]:
    """Under its one key: what the address says of its identity beats the stamp, and that beats everything else."""
    arxiv_id, doi, published = "", found.doi, found.published
    version, updated, category = identity.version if identity else None, "", ""
    if identity and identity.arxiv_id:
        arxiv_id, origins["arxiv_id"] = identity.arxiv_id, "url"
    elif stamp and not (identity and identity.doi):
        arxiv_id, origins["arxiv_id"] = stamp.arxiv_id, "stamp"
    if identity and identity.doi:
        doi, origins["doi"] = identity.doi, "url"
    if stamp and stamp.arxiv_id == arxiv_id:
        version, category = version or stamp.version, stamp.category
        origins |= dict.fromkeys(("version", "categories", "primary_category", "updated"), "stamp")
        if stamp.version == 1:
            published, origins["published"] = stamp.date, "stamp"
        else:
            updated = stamp.date
    if not published and (published := date_of_doi(doi)):
        origins["published"] = origins["doi"]
    page = address.page_of(url)
    own = identity.key if identity and not identity.doi and not identity.arxiv_id and not doi and not arxiv_id else ""
    key = own or key_of(arxiv_id=arxiv_id, doi=doi, url=page)
    if not key:
        return None, {}, "local"
    web = url if url.lower().startswith(("http://", "https://")) else ""
    if identity and identity.version:
        origins["version"] = "url"
    origins |= dict.fromkeys(("url", "pdf_url"), origins["arxiv_id"] if arxiv_id else "url")
    paper = Paper(
        key=key,
        title=found.title,
        authors=found.authors,
        abstract=found.abstract,
        categories=(category,) if category else (),
        primary_category=category,
        published=published,
        updated=updated,
        version=version,
        venue=found.venue,
        doi=doi,
        arxiv_id=arxiv_id,
        url=canonical_url(key) if arxiv_id or own or not web else plain(page),
        pdf_url=arxiv_pdf_url(arxiv_id) if arxiv_id else plain(web),
        source="web",
    )
    return paper, {field: origin for field, origin in origins.items() if getattr(paper, field)}, ""
