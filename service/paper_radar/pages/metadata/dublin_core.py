"""Dublin Core, PRISM and EPrints tags: what repositories and several publishers give beside or in place of citation_*.

https://www.dublincore.org/specifications/dublin-core/dcmi-terms/, https://www.w3.org/submissions/2020/SUBM-prism-20200910/
"""

import re

from paper_radar.pages.abstracts import as_abstract
from paper_radar.pages.addresses import as_address
from paper_radar.pages.dates import iso_date
from paper_radar.pages.facts import PageFacts
from paper_radar.pages.metadata.record import Record, Tags
from paper_radar.pages.names import name_list
from paper_radar.papers.identity import parse_doi

_IDENTIFIERS = (
    "prism.doi",
    "publication.doi",
    "dc.identifier.doi",
    "dc.identifier",
    "dcterms.identifier",
    "doi",
    "eprints.id.number",
    "eprints.official.url",
)


def read(facts: PageFacts) -> Record:
    """What the tags say; among several identifiers the first that is a DOI."""
    tags = Tags(facts)
    title = tags.first("eprints.title", "dc.title", "dcterms.title")
    authors = name_list(
        tags.all(
            "eprints.creators.name", "dc.creator", "dcterms.creator", "dc.creator.personalname", "dc.contributor.author"
        )
    )
    date = tags.first(
        "eprints.date",
        "prism.publicationdate",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
        "dcterms.date",
        "dc.date.available",
        "dcterms.available",
        "dc.date.created",
        "dcterms.created",
    )
    return Record(
        title=title,
        authors=authors,
        abstract=as_abstract(
            [*tags.all("eprints.abstract", "dcterms.abstract", "dc.description.abstract"), *tags.all("dc.description")],
            title,
        ),
        published=iso_date(date),
        venue=tags.first("prism.publicationname", "eprints.publication", "dc.relation.ispartof", "dc.source.title")
        or _source(tags.first("dc.source")),
        doi=next((doi for name in _IDENTIFIERS for content in tags.all(name) if (doi := parse_doi(content))), ""),
        pdf_url=as_address(tags.first("eprints.document.url"), facts.url),
        scholarly="eprints.title" in tags or "prism.publicationname" in tags or bool(title and authors),
    )


# "Journal of Floods; Vol. 5 No. 2 (2021); 1-10", "Journal of Floods: Vol 5, No 2"
_ISSUE = re.compile(r"\s*(?:[;|]|[:,]?\s+(?:vol(?:ume)?|no|bd|tom[eo]?|jg)\b|[,:]\s*\d|\(\d{4}\)).*", re.I | re.DOTALL)


def _source(text: str) -> str:
    """The journal in a source that is cited with its issue; "" for an address or a sentence."""
    name = _ISSUE.sub("", text)
    return name if "://" not in name and 3 < len(name) < 120 and any(map(str.isalpha, name)) else ""
