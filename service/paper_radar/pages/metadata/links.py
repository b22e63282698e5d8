"""Typed links of the page's head: the DOI under which it wants to be cited, and its PDF.

https://signposting.org/profiles/ (RFC 8574); "alternate" as HTML has it.
"""

from paper_radar.pages.addresses import as_address
from paper_radar.pages.facts import Link, PageFacts
from paper_radar.pages.metadata.record import Record
from paper_radar.papers.identity import parse_doi


def read(facts: PageFacts) -> Record:
    """What the links say; of several PDFs none, as it may be any paper's."""
    cited = next((doi for link in facts.links if _is(link, "cite-as") and (doi := parse_doi(link.href))), "")
    files = {link.href for link in facts.links if link.type == "application/pdf" and _is(link, "item", "alternate")}
    pdf = as_address(files.pop(), facts.url) if len(files) == 1 else ""
    return Record(doi=cited, pdf_url=pdf, scholarly=bool(cited))


def _is(link: Link, *relations: str) -> bool:
    return not set(link.rel.lower().split()).isdisjoint(relations)
