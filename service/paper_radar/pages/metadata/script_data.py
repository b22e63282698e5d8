"""The data that a page's own scripts draw it from, where that is JSON: all that some large sites give of a paper."""

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
from paper_radar.papers.identity import parse_doi
from paper_radar.papers.text import fold, plain

_TITLES = ("displayDocTitle", "articleTitle", "title", "headline", "name")
_DATES = (
    "publicationDate",
    "datePublished",
    "publishedDate",
    "publication_date",
    "chronOrPublicationDate",
    "coverDate",
    "published_at",
    "publishDate",
    "pubDate",
    "publicationYear",
    "year",
)
_VENUES = ("publicationTitle", "displayPublicationTitle", "journalTitle", "journal", "venue")
_DOIS = ("doi", "DOI", "articleDoi")
_PDFS = ("pdfUrl", "pdfPath", "pdf_url", "pdfLink")
_BEGINNING = re.compile(r"[=(:]\s*(?=[{\[])|^\s*(?=[{\[])")
_MOST_STARTS = 40
_MOST_NODES = 20_000
_DEEPEST = 10

Node = Mapping[str, Any]


def read(facts: PageFacts) -> Record:
    """What the object says that has authors and the title which the page shows; an empty record if there is none."""
    shown = [fold(text) for text in (facts.title, *facts.headings[:5]) if text]
    for text in facts.data:
        for node in _nodes(text):
            title = plain(_first(node, _TITLES))
            if len(title) > 10 and any(fold(title)[:60] in one for one in shown):
                return _record(node, title, facts)
    return Record()


def _record(node: Node, title: str, facts: PageFacts) -> Record:
    elsewhere = node.get("externalIds") or node.get("ids")
    ids = elsewhere if isinstance(elsewhere, Mapping) else {}
    doi = parse_doi(_first(node, _DOIS) or _first(ids, _DOIS)) or ""
    return Record(
        title=title,
        authors=name_list(_names(node.get("authors") or node.get("author"))),
        abstract=as_abstract([_first(node, ("abstract", "description"))], title),
        published=iso_date(_first(node, _DATES)),
        venue=plain(_first(node, _VENUES)),
        doi=doi,
        pdf_url=as_address(_first(node, _PDFS), facts.url),
        scholarly=bool(doi),
    )


def _nodes(text: str) -> Iterator[Node]:
    """Objects with authors, wherever they stand in the JSON values of the script."""
    decoder = json.JSONDecoder()
    at, starts = 0, 0
    while starts < _MOST_STARTS and (match := _BEGINNING.search(text, at)):
        starts += 1
        try:
            value, at = decoder.raw_decode(text, match.end())
        except (ValueError, RecursionError):
            at = match.end()
            continue
        yield from _within(value, 0, [0])


def _within(value: object, depth: int, seen: list[int]) -> Iterator[Node]:
    seen[0] += 1
    if depth > _DEEPEST or seen[0] > _MOST_NODES:
        return
    if isinstance(value, Mapping):
        if "authors" in value or "author" in value:
            yield value
        for part in value.values():
            if isinstance(part, Mapping | list):
                yield from _within(part, depth + 1, seen)
    elif isinstance(value, list):
        for part in value:
            yield from _within(part, depth + 1, seen)


def _first(node: Node, names: tuple[str, ...]) -> str:
    for name in names:
        value = node.get(name)
        if isinstance(value, Mapping):
            value = value.get("text") or value.get("value") or value.get("rendered")
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return ""


def _names(authors: object) -> Iterator[str]:
    if isinstance(authors, str):
        yield authors
    for author in authors if isinstance(authors, list) else []:
        if isinstance(author, str):
            yield author
        elif isinstance(author, Mapping):
            inner = author.get("author")
            person = inner if isinstance(inner, Mapping) else author
            given = _first(person, ("firstName", "given", "givenName", "first_name", "given_name"))
            family = _first(person, ("lastName", "family", "familyName", "last_name", "family_name"))
            yield _first(person, ("name", "fullName", "displayName", "full_name")) or f"{given} {family}".strip()
