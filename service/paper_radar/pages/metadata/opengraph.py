"""OpenGraph, Twitter and the plain HTML tags: made for previews of links, so the last to be believed."""

import re
from itertools import filterfalse

from paper_radar.pages.abstracts import as_abstract
from paper_radar.pages.dates import iso_date
from paper_radar.pages.facts import PageFacts
from paper_radar.pages.metadata.record import Record, Tags
from paper_radar.pages.names import name_list


def read(facts: PageFacts) -> Record:
    """Title, description and, of an article, its author and date."""
    tags = Tags(facts)
    title = without_site(tags.first("og.title", "twitter.title"), tags.first("og.site.name"), facts.url)
    names = _site_names(tags.first("og.site.name"), facts.title)
    descriptions = [*tags.all("og.description"), *tags.all("description")]

    def of_site(text: str) -> bool:
        return any(name in text[:_BEGINNING] for name in names)

    authors = name_list(tags.all("parsely.author")) or name_list(tags.all("article.author"))
    return Record(
        title=title,
        authors=authors or name_list(tags.all("author")),
        abstract=as_abstract(list(filterfalse(of_site, descriptions)), title),
        published=iso_date(
            tags.first("article.published.time", "og.article.published.time", "parsely.pub.date", "date")
            or (tags.first("datepublished") if len(tags.all("datepublished")) == 1 else "")
        ),
    )


_BEGINNING = 150  # characters in which a site that describes itself gives its name


def _site_names(site: str, browser_title: str) -> list[str]:
    """What the site calls itself, if it is an acronym or more than a word: "Nature" and "Science" begin sentences."""
    names = (site.strip(), browser_title.rpartition("|")[2].strip() if "|" in browser_title else "")
    return [name for name in names if len(name) > 2 and (" " in name or name.isupper())]


_SITE = re.compile(r"\s+[|–—·•-]\s+([^|]{2,60})$|\s*\|\s*([^|]{2,60})$")
_SITE_FIRST = re.compile(r"^([^|–—]{2,60}?)(?:\s+[|–—·•:-]\s+|\s*\|\s*|:\s+)(?=.{10})")
_PREFIX = re.compile(r"^(?:\[PDF\]|\(PDF\)|\[HTML\])\s+", re.IGNORECASE)


def without_site(title: str, site: str, url: str) -> str:
    """The title without "[PDF] " before it and, behind it, the site's name as it calls itself or as its address has it
    ("… - IEEE Conference Publication" at ieeexplore.ieee.org)."""
    title = _PREFIX.sub("", title)
    match = _SITE.search(title)
    if match and _is_site(match[1] or match[2], site, url):
        title = title[: match.start()]
    first = _SITE_FIRST.match(title)
    return title[first.end() :] if first and first[1].strip().casefold() == site.casefold() else title


def without_sites(title: str, site: str, url: str) -> str:
    """The browser's title without the journal, the site and the kind of page that stand around the paper's: of parts
    between "|" the longest, unless another comes near it."""
    title = without_site(title, site, url)
    parts = sorted(filter(None, re.split(r"\s*\|\s*", title)), key=len, reverse=True)
    if len(parts) > 2 or (len(parts) == 2 and len(parts[0]) > 1.5 * len(parts[1])):
        title = without_site(parts[0], site, url)
    first = _SITE_FIRST.match(title)
    return title[first.end() :] if first and len(first[1].split()) < 4 and _is_site(first[1], site, url) else title


def _is_site(words: str, site: str, url: str) -> bool:
    words = words.strip().casefold()
    host = url.partition("//")[2].partition("/")[0].lower()
    return words == site.casefold() or any(word in host for word in re.findall(r"\w{4,}", words, re.ASCII))
