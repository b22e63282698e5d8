"""Structured data in JSON-LD with the words of schema.org: what newer publishers, repositories and blogs give."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from paper_radar.pages.abstracts import as_abstract
from paper_radar.pages.addresses import as_address
from paper_radar.pages.dates import iso_date
from paper_radar.pages.facts import PageFacts
from paper_radar.pages.metadata.record import Record
from paper_radar.pages.names import name_list
from paper_radar.papers.identity import identify, key_of, parse_doi
from paper_radar.papers.text import fold, plain

_SCHOLARLY = frozenset(["ScholarlyArticle", "MedicalScholarlyArticle", "Thesis", "Dataset", "Preprint"])
_ARTICLES = frozenset(
    ["Article", "TechArticle", "Report", "BlogPosting", "NewsArticle", "Chapter", "Book", "CreativeWork"]
)
_WRAPPING = re.compile(r"^\s*(?://)?\s*(?:<!--|<!\[CDATA\[)|(?://)?\s*(?:-->|\]\]>)\s*$")
_TRAILING = re.compile(r",\s*([}\]])")
_MOST_NODES = 2_000
_DEEPEST = 12

Node = Mapping[str, Any]


def read(facts: PageFacts) -> Record:
    """What the one node says that describes this page; an empty record if none does."""
    nodes = [node for text in facts.jsonld for node in _nodes(_parsed(text), 0)][:_MOST_NODES]
    works = [node for node in nodes if _kind(node)]
    if not works:
        return Record()
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 2}
    work = max(works, key=lambda node: (_is_of_page(node, facts), _kind(node)))
    scholarly = _kind(work) == 2
    title = plain(_text(work, "headline") or _text(work, "name"))
    authors = name_list(_names(work.get("author") or work.get("creator"), by_id, groups=scholarly))
    if not scholarly and not authors:
        # An encyclopedia's or a shop's article: nobody's work.
        return Record()
    doi = next((doi for value in _identifiers(work) if (doi := parse_doi(value))), "")
    return Record(
        title=title,
        authors=authors,
        abstract=as_abstract([_text(work, "abstract"), _text(work, "description")], title),
        published=iso_date(_text(work, "datePublished") or _text(work, "dateCreated")),
        venue=_venue(work, by_id) if scholarly else "",
        doi=doi,
        pdf_url=_pdf_url(work, facts.url),
        scholarly=scholarly or bool(doi),
    )


def listed(facts: PageFacts) -> Iterator[tuple[str, str]]:
    """Title and DOI or address of each work in the page's lists of items."""
    nodes = [node for text in facts.jsonld for node in _nodes(_parsed(text), 0)][:_MOST_NODES]
    for node in nodes:
        elements = node.get("itemListElement")
        if "BreadcrumbList" in str(node.get("@type")) or not isinstance(elements, list):
            continue
        for element in elements[:_MOST_NODES]:
            item = element.get("item") if isinstance(element, Mapping) and "item" in element else element
            if isinstance(item, Mapping):
                identifiers = list(_identifiers(item))
                doi = next((doi for value in identifiers if (doi := parse_doi(value))), "")
                # A shop lists its goods in the same way: without a DOI an item must call itself a scholarly work, or
                # lead to where papers are.
                address = _text(item, "url") or _text(item, "@id")
                named = doi or (address if _kind(item) == 2 or identify(address) else "")
                yield plain(_text(item, "headline") or _text(item, "name")), named


def _parsed(text: str) -> object:
    # Wrapped in a comment for old browsers; commas before the end; line breaks within texts: browsers of data forgive.
    for written in (text, _TRAILING.sub(r"\1", _WRAPPING.sub("", text))):
        try:
            return json.loads(written, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object, depth: int) -> Iterator[Node]:
    """Every object that may stand for a work: the whole, those in @graph and lists, and the page's main entity."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for part in value:
            yield from _nodes(part, depth + 1)
    elif isinstance(value, Mapping):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            yield from _nodes(value.get(name), depth + 1)


def _kind(node: Node) -> int:
    """2 for a scholarly work, 1 for another article, 0 for what is none."""
    declared = node.get("@type")
    types = {str(name).rpartition("/")[2] for name in (declared if isinstance(declared, list) else [declared])}
    return 2 if types & _SCHOLARLY else 1 if types & _ARTICLES else 0


def _is_of_page(node: Node, facts: PageFacts) -> bool:
    """Whether the node names this page by its address or its title: pages describe related works, too."""
    here = {key_of(url=facts.url), key_of(url=facts.canonical)} - {""}
    addresses = (_text(node, "url"), _text(node, "@id"), _text(node, "mainEntityOfPage"))
    title = fold(plain(_text(node, "headline") or _text(node, "name")))
    shown = [fold(text) for text in (facts.title, *facts.headings[:5])]
    return any(key_of(url=address) in here for address in addresses) or bool(
        title and any(title in text for text in shown)
    )


def _text(node: Node, name: str) -> str:
    value = node.get(name)
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, Mapping):
        value = value.get("@value") or value.get("@id") or value.get("name")
    return value if isinstance(value, str) else ""


def _names(value: object, by_id: Mapping[str, Node], *, groups: bool, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and depth < _DEEPEST:
        for part in value:
            yield from _names(part, by_id, groups=groups, depth=depth + 1)
    elif isinstance(value, Mapping):
        if "@list" in value and depth < _DEEPEST:
            yield from _names(value["@list"], by_id, groups=groups, depth=depth + 1)
            return
        node = value if len(value) > 1 else by_id.get(str(value.get("@id")), value)
        if node.get("@type") == "Organization" and not groups:
            return
        spoken = f"{_text(node, 'givenName')} {_text(node, 'familyName')}".strip()
        yield _text(node, "name") or spoken


def _venue(work: Node, by_id: Mapping[str, Node]) -> str:
    """The journal at the end of the chain issue, volume, periodical."""
    part: object = work.get("isPartOf")
    name = ""
    for _ in range(5):
        if isinstance(part, list):
            part = next((one for one in part if isinstance(one, Mapping)), None)
        if not isinstance(part, Mapping):
            break
        node = part if len(part) > 1 else by_id.get(str(part.get("@id")), part)
        name = _text(node, "name") or name
        part = node.get("isPartOf")
    return plain(name)


def _identifiers(work: Node) -> Iterator[str]:
    for name in ("doi", "identifier", "sameAs", "@id", "url"):
        value = work.get(name)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Mapping):
                one = one.get("value") or one.get("@id")
            if isinstance(one, str):
                yield one


def _pdf_url(work: Node, base: str) -> str:
    encodings = work.get("encoding") or work.get("associatedMedia") or work.get("distribution")
    for encoding in encodings if isinstance(encodings, list) else [encodings]:
        if isinstance(encoding, Mapping) and "pdf" in _text(encoding, "encodingFormat").lower():
            return as_address(_text(encoding, "contentUrl"), base)
    return ""
