"""OpenGraph, Twitter and the plain HTML tags: made for previews of links, so the last to be believed."""

import re

from paper_radar.pages.dates import iso_date
from paper_radar.pages.facts import PageFacts
from paper_radar.pages.metadata.record import Record, Tags, as_abstract
from paper_radar.pages.names import name_list


def read(facts: PageFacts) -> Record:
    """Title, description and, of an article, its author and date."""
    tags = Tags(facts)
    title = without_site(tags.first("og.title", "twitter.title"), tags.first("og.site.name"), facts.url)
    authors = name_list(tags.all("parsely.author")) or name_list(tags.all("article.author"))
    return Record(
        title=title,
        authors=authors or name_list(tags.all("author")),
        abstract=as_abstract([*tags.all("og.description"), *tags.all("description")], title),
        published=iso_date(
            tags.first("article.published.time", "og.article.published.time", "parsely.pub.date", "date")
        ),
    )


_SITE = re.compile(r"\s+[|–—·•-]\s+([^|]{2,60})$|\s*\|\s*([^|]{2,60})$")
_PREFIX = re.compile(r"^(?:\[PDF\]|\(PDF\)|\[HTML\])\s+", re.IGNORECASE)


def without_site(title: str, site: str, url: str) -> str:
    """The title without "[PDF] " before it and, behind it, the site's name as it calls itself or as its address has it
    ("… - IEEE Conference Publication" at ieeexplore.ieee.org)."""
    title = _PREFIX.sub("", title)
    match = _SITE.search(title)
    if not match:
        return title
    ending = (match[1] or match[2]).strip().casefold()
    host = url.partition("//")[2].partition("/")[0].lower()
    named_in_host = any(word in host for word in re.findall(r"\w{4,}", ending, re.ASCII))
    return title[: match.start()] if ending == site.casefold() or named_in_host else title
