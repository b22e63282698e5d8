"""What the page shows: its title, its byline, the one work it links; and whether it shows a paper at all."""

import re
from typing import Literal
from urllib.parse import urlsplit

from paper_radar.pages.addresses import host_of
from paper_radar.pages.facts import PageFacts
from paper_radar.pages.metadata.opengraph import without_sites
from paper_radar.pages.metadata.record import Record, Tags, is_placeholder
from paper_radar.pages.names import name_list
from paper_radar.pages.visible import people, said
from paper_radar.pages.visible.bibtex import bibtex_of
from paper_radar.pages.visible.blocks import read_blocks
from paper_radar.pages.visible.head import above_title, head_of, title_of
from paper_radar.papers.identity import identify, parse_doi
from paper_radar.papers.text import fold, plain

_CHALLENGE = re.compile(
    r"just a moment|attention required|access (?:denied|to this page)|are you a (?:robot|human)|client challenge"
    r"|security (?:check|verification)|verify(?:ing)? you are|checking your browser|captcha|pardon our interruption"
    r"|(?:403|404|429|500|502|503)\b|page not found|not found$|forbidden|redirecting|sign ?in\b|log ?in\b"
    r"|cookies? (?:absent|required)",
    re.IGNORECASE,
)
_SECTION = re.compile(r"^[\d.\s]*(?:abstract|references|bibliography|keywords|cite this|citation)\b", re.IGNORECASE)

_CODE_HOSTS = ("github.com", "gist.github.com", "gitlab.com")
_MOST_SIGNED = 15  # more names in a byline are those of the references


Nothing = Literal["challenge", "home", "no_paper", ""]


def nothing(facts: PageFacts) -> Nothing:
    """What the page is, if it is clearly none of a paper: a challenge ("Just a moment…", a login, an error in its
    place), a home page, or another that holds no paper (a wiki, a repository of code, an unfilled template).
    """
    tags = Tags(facts)
    if _CHALLENGE.match(facts.title.strip()) and "citation.title" not in tags:
        return "challenge"
    unfilled = tags.unfilled or is_placeholder(facts.title)
    if (unfilled and "citation.title" not in tags) or _is_code(facts.url, tags):
        return "no_paper"
    if identify(facts.url) or "citation.title" in tags:
        return ""
    return "home" if _is_home(facts.url) and not facts.arxiv_ids else ""


def _is_code(url: str, tags: Tags) -> bool:
    """Whether the page is a repository of code, one of its files or a talk about it."""
    return host_of(url) in _CODE_HOSTS or "go.import" in tags or tags.first("og.type") == "object"


def is_wiki(facts: PageFacts) -> bool:
    """Whether MediaWiki made the page."""
    return "mediawiki" in Tags(facts).first("generator").lower()


def _is_home(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    return not parts.path.strip("/") and not parts.query


def read(facts: PageFacts, title: str = "") -> Record:
    """What a reader sees: the title as the heading has it (unless `title`, told by the page's tags, is known), the
    names below it, the date, the abstract, the link to the PDF, and a DOI where the page leaves no doubt that it is its
    own.
    """
    sections = sum(_SECTION.match(heading) is not None for heading in facts.headings)
    byline = name_list([facts.byline])
    blocks = read_blocks(facts.body)
    title = title or title_of(blocks, facts.title) or _title(facts)
    head = head_of(blocks, title)
    doi, sure = said.doi_of(blocks, head, title)
    doi = doi or _own_doi(facts)
    cited = bibtex_of(blocks, title)
    abstract = said.abstract_of(blocks)
    return Record(
        title=title,
        authors=people.authors(blocks, head, above_title(blocks, title))
        or name_list(cited.authors)
        or (byline if len(byline) <= _MOST_SIGNED else ()),
        abstract=abstract,
        published=said.published(blocks, head) or said.cited_year(blocks, title, doi) or cited.year,
        doi=doi,
        arxiv_id=said.arxiv_id_of(blocks, head),
        pdf_url=said.pdf_of(blocks, head, facts.url),
        scholarly=bool(abstract) or (bool(doi) and sure) or (sections > 0 and bool(facts.byline or facts.dois)),
    )


def _title(facts: PageFacts) -> str:
    """The heading that the browser's title repeats; else that title."""
    shown = plain(facts.title)
    for heading in facts.headings:
        heading = plain(heading)
        if len(heading) > 10 and fold(heading)[:80] in fold(shown):
            return heading
    return without_sites(shown, Tags(facts).first("og.site.name"), facts.url)


def _own_doi(facts: PageFacts) -> str:
    """The DOI the address repeats ("…/acp-13-1689-2013.html"), else the only one that the page links."""
    linked = list(dict.fromkeys(doi for text in facts.dois if (doi := parse_doi(text))))
    address = facts.url.lower()
    own = [doi for doi in linked if len(doi.partition("/")[2]) > 5 and doi.partition("/")[2] in address]
    return own[0] if own else linked[0] if len(linked) == 1 else ""
