"""What kind of page is this, and which papers does it show?"""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from paper_radar.pages.dates import iso_date
from paper_radar.pages.facts import Item, PageFacts
from paper_radar.pages.names import natural
from paper_radar.papers.identity import Identity, arxiv_pdf_url, canonical_url, identify, parse_doi, site_of
from paper_radar.papers.model import Paper
from paper_radar.papers.text import plain, plain_names

Kind = Literal["paper", "listing", "other"]
Site = Literal["arxiv", "huggingface", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the facts of a page come to.

    `key` and `version` are those of the one paper of a page of kind "paper", whose `papers` is empty where the page
    does not show its title (a PDF, a full text). Of a listing's `rows`, `understood` gave the `papers`; `places` holds
    the index among the facts' items of each.
    """

    kind: Kind
    site: Site = ""
    key: str = ""
    version: int | None = None
    papers: tuple[Paper, ...] = ()
    places: tuple[int, ...] = ()
    rows: int = 0
    understood: int = 0


_ARXIV_LISTINGS = re.compile(r"/(?:list|catchup|search|find|a|year|archive)(?:/|$)")
_HUGGINGFACE_LISTINGS = re.compile(r"/papers(?:/(?:date|week|month|trending)(?:/|$)|/?$)")


def read_page(facts: PageFacts) -> Page:
    """The page behind the facts. Never raises: a row that cannot be read is counted and passed over."""
    site = _site(facts.url)
    identity = identify(facts.url)
    if identity and identity.arxiv_id:
        return _paper_page(facts, identity, site)
    if site and (facts.items or _is_listing(site, facts.url)):
        return _listing(facts, site)
    return Page(kind="other", site=site)


def _site(url: str) -> Site:
    name = site_of(url)
    return "arxiv" if name == "arxiv" else "huggingface" if name == "huggingface" else ""


def _is_listing(site: Site, url: str) -> bool:
    listings = _ARXIV_LISTINGS if site == "arxiv" else _HUGGINGFACE_LISTINGS
    return listings.match(urlsplit(url).path) is not None


def _paper_page(facts: PageFacts, identity: Identity, site: Site) -> Page:
    shown = _of_abs_page(facts, identity) if site == "arxiv" else None
    if shown is None and site == "huggingface":
        found = (_of_item(item, "huggingface") for item in facts.items)
        shown = next((paper for paper in found if paper and paper.key == identity.key), None)
    return Page(
        kind="paper",
        site=site,
        key=identity.key,
        version=shown.version if shown else identity.version,
        papers=(shown,) if shown else (),
        places=(0,) if shown else (),
        rows=1 if shown else 0,
        understood=1 if shown else 0,
    )


def _of_abs_page(facts: PageFacts, identity: Identity) -> Paper | None:
    """The paper of an arXiv abs page: its citation_* tags first, what its body shows where they are silent."""
    tags: dict[str, list[str]] = {}
    for name, content in facts.meta:
        tags.setdefault(name.strip().lower(), []).append(content)

    def tag(name: str) -> str:
        return plain(tags.get(name, [""])[0])

    named = identify(f"https://arxiv.org/abs/{tag('citation_arxiv_id')}")
    if named and named.key != identity.key:
        return None
    body = facts.items[0] if facts.items else Item(href=facts.url)
    item = _of_item(body.model_copy(update={"href": facts.url, "title": body.title or tag("citation_title")}), "arxiv")
    title = tag("citation_title") or (item.title if item else "")
    if not title:
        return None
    of_this_version = identify(tag("og:url"))
    authors = tuple(filter(_is_name, map(natural, tags.get("citation_author", ()))))
    return Paper(
        key=identity.key,
        title=title,
        authors=authors or (item.authors if item else ()),
        abstract=tag("citation_abstract") or (item.abstract if item else "") or tag("og:description"),
        categories=item.categories if item else (),
        primary_category=item.primary_category if item else "",
        published=iso_date(tag("citation_date")) or (item.published if item else ""),
        updated=iso_date(tag("citation_online_date")),
        version=identity.version
        or (of_this_version.version if of_this_version and of_this_version.key == identity.key else None),
        venue=tag("citation_journal_title"),
        doi=parse_doi(tag("citation_doi")) or "",
        arxiv_id=identity.arxiv_id,
        url=canonical_url(identity.key),
        pdf_url=arxiv_pdf_url(identity.arxiv_id),
        source="arxiv",
    )


def _listing(facts: PageFacts, site: Site) -> Page:
    read = [(place, paper) for place, item in enumerate(facts.items) if (paper := _of_item(item, site))]
    return Page(
        kind="listing",
        site=site,
        papers=tuple(paper for _, paper in read),
        places=tuple(place for place, _ in read),
        rows=len(facts.items),
        understood=len(read),
    )


_LABEL = re.compile(r"\s*(?:Title|Authors?|Abstract|Subjects|Comments)\s*:\s*", re.IGNORECASE)
_MORE = re.compile(r"[▽△]\s*(?:More|Less)\s*$")
_CATEGORY = re.compile(r"\(([a-z-]{2,9}(?:\.[A-Za-z-]{2,9})?)\)")
_LETTER = re.compile(r"[^\W\d_]")
_SUBMITTED = re.compile(r"(?:Submitted(?: on)?|originally announced|publishedAt)\s+(.{4,40})", re.IGNORECASE)


def _of_item(item: Item, site: Site) -> Paper | None:
    """The paper of one row, card or body; None without a title or an address that leads to an arXiv paper."""
    identity = identify(item.href)
    title = _unlabelled(item.title)
    if identity is None or not identity.arxiv_id or not title:
        return None
    categories = tuple(dict.fromkeys(_CATEGORY.findall(item.subjects)))
    submitted = _SUBMITTED.search(item.date)
    return Paper(
        key=identity.key,
        title=title,
        authors=tuple(filter(_is_name, plain_names(item.authors))),
        abstract=_unlabelled(_MORE.sub("", item.abstract)),
        categories=categories,
        primary_category=categories[0] if categories else "",
        published=iso_date(submitted[1] if submitted else item.date),
        version=identity.version,
        arxiv_id=identity.arxiv_id,
        url=canonical_url(identity.key),
        pdf_url=arxiv_pdf_url(identity.arxiv_id),
        source=site,
        upvotes=item.upvotes,
        comments=item.comments,
    )


def _unlabelled(text: str) -> str:
    label = _LABEL.match(text)
    return plain(text[label.end() :] if label else text)


def _is_name(name: str) -> bool:
    return name[:1].isalpha() or (_LETTER.search(name) is not None and not name.startswith("(author list"))
