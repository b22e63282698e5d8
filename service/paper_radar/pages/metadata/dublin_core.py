"""Dublin Core, PRISM and EPrints tags: what repositories and several publishers give beside or in place of citation_*.

https://www.dublincore.org/specifications/dublin-core/dcmi-terms/, https://www.w3.org/submissions/2020/SUBM-prism-20200910/
"""

from paper_radar.pages.dates import iso_date
from paper_radar.pages.facts import PageFacts
from paper_radar.pages.metadata.record import Record, Tags, as_abstract, as_address
from paper_radar.pages.names import name_list
from paper_radar.papers.identity import parse_doi


def read(facts: PageFacts) -> Record:
    """What the tags say; among several identifiers the first that is a DOI."""
    tags = Tags(facts)
    title = tags.first("eprints.title", "dc.title", "dcterms.title")
    authors = name_list(tags.all("eprints.creators.name", "dc.creator", "dcterms.creator", "dc.contributor.author"))
    date = tags.first(
        "eprints.date", "prism.publicationdate", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date"
    )
    named = ("prism.doi", "publication.doi", "dc.identifier.doi", "dc.identifier", "dcterms.identifier", "doi")
    return Record(
        title=title,
        authors=authors,
        abstract=as_abstract(
            [*tags.all("eprints.abstract", "dcterms.abstract", "dc.description.abstract"), *tags.all("dc.description")],
            title,
        ),
        published=iso_date(date),
        venue=tags.first("prism.publicationname", "eprints.publication", "dc.relation.ispartof", "dc.source.title"),
        doi=next((doi for name in named for content in tags.all(name) if (doi := parse_doi(content))), ""),
        pdf_url=as_address(tags.first("eprints.document.url"), facts.url),
        scholarly="eprints.title" in tags or "prism.publicationname" in tags or bool(title and authors),
    )
