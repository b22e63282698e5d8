"""One entry of the API's answer, as the `arxiv` package reads it, made a paper."""

import arxiv

from paper_radar.papers.identity import arxiv_pdf_url, canonical_url, key_of, parse_arxiv_id, parse_doi
from paper_radar.papers.model import Paper
from paper_radar.papers.text import plain
from paper_radar.sources.arxiv.authors import author_name
from paper_radar.sources.arxiv.withdrawn import is_withdrawn
from paper_radar.sources.moments import iso


def paper_of(result: arxiv.Result) -> Paper | None:
    """The paper, None without an id and a title.

    `announced` stays "": the API tells when the first version was submitted, never when it was announced, and a day
    that is guessed would win over the one that RSS knows. The pool goes by `published` until then.
    """
    identity = parse_arxiv_id(result.get_short_id())
    title = plain(result.title)
    if identity is None or not title:
        return None
    key = key_of(arxiv_id=identity.id)
    primary = result.primary_category or next(iter(result.categories), "")
    names = (author_name(author.name) for author in result.authors)
    abstract = plain(result.summary)
    return Paper(
        key=key,
        title=title,
        authors=tuple(name for name in names if name),
        abstract=abstract,
        categories=tuple(dict.fromkeys(category for category in (primary, *result.categories) if category)),
        primary_category=primary,
        published=iso(result.published),
        updated=iso(result.updated),
        version=identity.version,
        venue=plain(result.journal_ref or ""),
        doi=parse_doi(result.doi or "") or "",
        arxiv_id=identity.id,
        url=canonical_url(key),
        pdf_url=arxiv_pdf_url(identity.id),
        source="arxiv",
        withdrawn=is_withdrawn(abstract, plain(result.comment or ""), identity.version),
    )
