"""Which work it is: the DOI or arXiv id of a feed's item, wherever it stands. None is better than a wrong one."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from paper_radar.papers.identity import parse_arxiv_id, parse_doi

_FIELDS = ("prism_doi", "dc_identifier", "doi", "arxiv_doi", "citation_doi", "id")
# What publishers' addresses have behind the DOI.
_ROUTE = re.compile(
    r"/(?:full|abstract|pdf|epdf|epub|html|meta|summary|fulltext|full-text|references|figures|v\d+)(?:/.*)?$",
    re.IGNORECASE,
)
_MARKED = re.compile(r"(?:\bdoi\b\s*[:=]?\s*|doi\.org/)(10\.\d{4,9}/[^\s\"'<>&|]{1,300})", re.IGNORECASE)
_ARXIV = re.compile(
    r"(?:https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/|\barxiv:\s*|oai:arxiv\.org:)([\w.-]+(?:/\d{7})?(?:v\d+)?)",
    re.IGNORECASE,
)


def doi_of(entry: Mapping[str, Any], link: str, descriptions: Iterable[str]) -> str:
    """The item's own DOI in lower case; "" if it shows none. A field counts before the identifier, the link, the text.

    In the text only a DOI that is called one counts, and only if there is no other: a notice names the paper that it is
    about, too. An arXiv DOI is none, see `arxiv_id_of`.
    """
    for name in _FIELDS:
        if doi := _doi(entry.get(name)):
            return doi
    if doi := _of_address(link):
        return doi
    told = {doi for text in descriptions for found in _MARKED.findall(text[:20_000]) if (doi := _doi(found))}
    return told.pop() if len(told) == 1 else ""


def arxiv_id_of(entry: Mapping[str, Any], link: str) -> str:
    """The arXiv id, without version, that the item's link or identifier is; "" if neither is one."""
    for text in (link, *(entry.get(name) for name in _FIELDS)):
        if not isinstance(text, str):
            continue
        found = _ARXIV.match(text.strip())
        if identity := parse_arxiv_id(found[1] if found else text if "10.48550" in text else ""):
            return identity.id
    return ""


def _doi(value: object) -> str:
    """The DOI that the field holds. An identifier that is an address may have more behind it."""
    if not isinstance(value, str):
        return ""
    value = value.strip()[:1000]
    return _of_address(value) if value.lower().startswith(("http://", "https://")) else parse_doi(value) or ""


def _of_address(url: str) -> str:
    try:
        parts = urlsplit(url[:2000])
    except ValueError:
        return ""
    path = unquote(parts.path)
    while "/10." in path and (shorter := _ROUTE.sub("", path)) != path and "/" in shorter.partition("/10.")[2]:
        path = shorter
    return parse_doi(path) or parse_doi(unquote(parts.query).replace("&", " ")) or ""
