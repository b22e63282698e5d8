"""What a page shows of its paper beside title and authors: date, DOI, arXiv id, abstract, and the link to its PDF."""

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from paper_radar.pages.abstracts import has_label, is_abstract, without_label
from paper_radar.pages.addresses import as_address, same_site
from paper_radar.pages.dates import iso_date
from paper_radar.pages.visible.blocks import Block
from paper_radar.pages.visible.head import above_title, before_references
from paper_radar.papers.identity import parse_arxiv_id, parse_doi
from paper_radar.papers.text import fold

_DATE_LABELS = (
    re.compile(
        r"^(?:dc\.)?date\.?issued$|^date of publication\b|^publication date\b|^(?:first )?published(?: online| on)*$",
        re.I,
    ),
    re.compile(
        r"^(?:issue |cover |publication )?(?:date|year)$|^date (?:issued|published)$|^copyright date$|^issued$", re.I
    ),
    re.compile(r"^(?:erschienen|jahr|ver[öo]ffentlicht|date de publication|data|fecha|année)\b", re.I),
)
_NOT_PUBLISHED = re.compile(
    r"access|accept|receiv|revis|submi|modif|updat|creat|download|deposit|embargo|avail|copyright|retriev|upload", re.I
)
_PUBLISHED = re.compile(
    r"\b(?:first )?(?:published|publication date|issue date|posted|erschienen)\b[^\n]{0,30}?(?=\d|[A-Z])", re.I
)
_DOI_SIGN = re.compile(r"(?:\bdoi\b\s*[:.]?\s*|doi\.org/)(10\.\d{4,9}/[^\s\"<>]+?)(?=[\s\"<>]|$|Published|Cite)", re.I)
_CITED_YEAR = re.compile(
    r"(?:\((?P<a>(?:19|20)\d\d)\)|\b(?P<b>(?:19|20)\d\d)\b\s*[;:,]\s*\d|,\s*(?P<c>(?:19|20)\d\d)\b)"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ABSTRACT = re.compile(
    r"^[\d.\s]*(?:abstract|summary|zusammenfassung|r[ée]sum[ée]|resumo|resumen|riassunto)\b[\s.:–-]*", re.I
)
_SECTION = re.compile(
    r"^(?:[\d.\s]*(?:introduction|references|keywords?|key words|methods|results|acknowledg|cite|citation))\b", re.I
)
_OTHER_PDF = re.compile(
    r"suppl|appendi|poster|slides|erratum|license|licence|policy|guide|form\b|permission|citation|cv\b|purchase|cart|buy|rent",
    re.I,
)


def published(blocks: Sequence[Block], head: Sequence[Block]) -> str:
    """The date of publication (ISO, as precise as shown), "" if the page shows none that is clearly it."""
    for labels in _DATE_LABELS:
        for block in blocks:
            if labels.match(block.label) and (date := iso_date(block.moment) or iso_date(block.text[:80])):
                return date
    for block in (*head, *before_references(blocks)):
        said = _PUBLISHED.search(block.text[:400]) if len(block.text) < 400 else None
        if said and (date := iso_date(block.text[said.end() : said.end() + 40])):
            return date
    for block in (*head, *before_references(blocks)):
        if _NOT_PUBLISHED.search(block.text[:60]) or block.within(
            "modified", "updated", "comment", "comments", "related"
        ):
            continue
        named = block.called("pubdate", "published", "issued") or (block.called("date") and not block.called("update"))
        dated = len(block.text) < 80 and (named or block.tag == "time")
        if dated and (date := iso_date(block.moment) or iso_date(block.text)):
            return date
    for block in head:
        if len(block.text) < 200 and not _NOT_PUBLISHED.search(block.text) and (date := iso_date(block.text)):
            return date
    return ""


def cited_year(blocks: Sequence[Block], title: str, doi: str) -> str:
    """The year in the line that cites the paper: with its DOI, or just above the title ("13, 1689-1712, 2013"); "" if
    there is no such line.
    """
    above = above_title(blocks, title)
    named = [block for block in before_references(blocks) if doi and doi in block.text.lower()]
    named += [block for block in _citing(blocks, title) if doi and doi in block.text.lower()]
    for block in named:
        # The line of the issue: "Front. Psychol., 15 January 2015 | doi: 10.3389/…".
        line = block.text.lower().replace(doi, " ")
        if len(line) < 200 and not _NOT_PUBLISHED.search(line) and len(set(_YEAR.findall(line))) == 1:
            return iso_date(line)
    for block in (*named, *reversed(above)):
        if len(block.text) < 400:
            years = {year for match in _CITED_YEAR.finditer(block.text) for year in match.groups() if year}
            if len(years) == 1:
                return years.pop()
    return ""


def doi_of(blocks: Sequence[Block], head: Sequence[Block], title: str = "") -> tuple[str, bool]:
    """The paper's DOI: under its label or in a part called so, in the head, in the line of the issue above the title,
    or the only one before the references; and whether the page leaves no doubt that it is its own, as with the first.
    """
    above = _dois([block for block in above_title(blocks, title) if len(block.text) < 300])
    cited = _most(_dois(_citing(blocks, title)))
    if named := _named_dois(before_references(blocks)) or _dois(head) or above[-1:] or cited:
        return named[0], True
    labelled = {doi for block in blocks if block.label == "doi" for doi in _named_dois([block])}
    if len(labelled) == 1:
        return labelled.pop(), True
    anywhere = set(_named_dois(blocks))
    if len(anywhere) == 1:
        return anywhere.pop(), True
    shown = _dois(before_references(blocks))
    own = _dois([block for block in blocks if block.label.startswith(("published", "publication", "journal"))])
    return (shown[0], bool(own)) if len(set(shown)) == 1 else ("", False)


def _most(found: list[str]) -> list[str]:
    """The one that stands there more often than any other."""
    counted = Counter(found).most_common(2)
    return [counted[0][0]] if counted and (len(counted) == 1 or counted[0][1] > counted[1][1]) else []


def _citing(blocks: Sequence[Block], title: str) -> list[Block]:
    """The blocks that cite the paper itself, for readers to copy: its title within a longer text."""
    wanted = fold(title)[:100]
    if len(wanted) < 20:
        return []
    texts = [(block, fold(block.text)) for block in blocks if len(wanted) + 20 < len(block.text) < 1_500]
    return [block for block, text in texts if wanted in text]


def _named_dois(blocks: Sequence[Block]) -> list[str]:
    """Those under the label "DOI", or in a part that the page calls so."""
    found: list[str] = []
    for block in blocks:
        if block.label == "doi" or block.called("doi"):
            said = _dois([block])
            # "10.1099/ijs.0.056440-0 IJSEM November 2013": the number stands first.
            other = parse_doi(unquote(block.text[:200])) or parse_doi(block.href)
            other = other or (parse_doi(block.text.split(None, 1)[0]) if block.label == "doi" else None)
            found += said or ([other] if other else [])
    return found


def _dois(blocks: Sequence[Block]) -> list[str]:
    found = []
    for block in blocks:
        for text in (block.text, unquote(block.href) if "doi.org/" in block.href else ""):
            found += [doi for match in _DOI_SIGN.finditer(text) if (doi := parse_doi(match[1].rstrip(".,;)")))]
    return found


def arxiv_id_of(blocks: Sequence[Block], head: Sequence[Block]) -> str:
    """The id of the arXiv paper that the head links, or the only one that is linked before the references."""
    for part in (head, before_references(blocks)):
        found = {
            identity.id
            for block in part
            if "arxiv.org/" in block.href and (identity := parse_arxiv_id(_arxiv_path(block.href)))
        }
        if len(found) == 1:
            return found.pop()
    return ""


def _arxiv_path(href: str) -> str:
    try:
        path = urlsplit(href).path
    except ValueError:
        return ""
    return re.sub(r"^/(?:abs|pdf|html)/|\.pdf$", "", path)


def abstract_of(blocks: Sequence[Block]) -> str:
    """What stands under "Abstract", in a part called so or under a label; "" if nothing does."""
    labelled = [block.text for block in blocks if block.label in ("abstract", "summary", "dc.description.abstract")]
    if told := next(filter(is_abstract, labelled), ""):
        return told
    for place, block in enumerate(blocks):
        if block.whole >= 0:
            continue
        if block.is_heading or len(block.text) < 40:
            headed = _ABSTRACT.match(block.text) and len(_ABSTRACT.sub("", block.text)) < 20
            if headed and (text := _following(blocks, place + 1)):
                return text
        elif has_label(block.text) and is_abstract(text := without_label(block.text)):
            return text
    called = [block for block in blocks if block.within("abstract") and block.whole < 0 and not block.is_heading]
    text = "\n".join(block.text for block in called if len(block.text) > 40)
    return text if is_abstract(text := without_label(text)) else ""


def _following(blocks: Sequence[Block], place: int) -> str:
    texts: list[str] = []
    for block in blocks[place : place + 12]:
        if block.whole >= 0:
            continue
        if (block.is_heading and texts) or _SECTION.match(block.text):
            break
        if len(block.text) > 60:
            texts.append(block.text)
        elif texts:
            break
    text = " ".join(texts)
    return text if is_abstract(text) else ""


def pdf_of(blocks: Sequence[Block], head: Sequence[Block], base: str) -> str:
    """The address of the paper's PDF, by the links that say so; "" if none does."""
    for part in (head, before_references(blocks)):
        for block in part:
            address = as_address(block.href, base)
            if block.tag != "a" or not block.href or _OTHER_PDF.search(f"{block.text[:80]} {block.href}"):
                continue
            path = block.href.partition("?")[0].lower()
            if re.search(r"\.(?:txt|html?|xml|docx?|zip|epub|png|jpe?g|gif)$", path):
                continue
            says = re.search(r"\bpdf\b", block.text, re.I) is not None or "pdf" in block.names
            # Within the text the files of other sites are what it speaks of: forms, guidelines, other papers.
            near = part is head or same_site(address, base)
            if address and ((path.endswith(".pdf") and near) or (says and not block.href.startswith("#"))):
                return address
    return ""
