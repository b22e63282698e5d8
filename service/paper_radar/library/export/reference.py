"""A reference as a person reads it in a list of references, in the manner of the APA's seventh edition.

Not by a CSL processor: the styles that citeproc-py reads are a package of 80 MB under a share-alike licence, for what
every reference manager does better from the BibTeX or CSL-JSON beside it.
"""

from collections.abc import Sequence

from paper_radar.library.export.names import Name, is_whole, split_name
from paper_radar.library.export.reading import date, one_line
from paper_radar.papers.identity import canonical_url
from paper_radar.papers.model import Paper

_MOST_AUTHORS = 20


def reference(paper: Paper) -> str:
    """ "Li, J., & Zou, D. (2026). The Implicit Bias …. arXiv. https://arxiv.org/abs/2602.11557", in one line."""
    authors = _authors([split_name(one_line(author)) for author in paper.authors if author.strip()])
    title = _ended(one_line(paper.title))
    year = f"({date(paper.published)[:4] or 'n.d.'})."
    # Without authors the title takes their place before the year.
    head = [_ended(authors), year, title] if authors else [title, year]
    venue = one_line(paper.venue) or ("arXiv" if paper.arxiv_id else "")
    return one_line(" ".join([*head, _ended(venue), _address(paper)]))


def _authors(names: Sequence[Name]) -> str:
    written = [_author(name) for name in names]
    if len(written) > _MOST_AUTHORS:
        return f"{', '.join(written[: _MOST_AUTHORS - 1])}, … {written[-1]}"
    if len(written) < 2:
        return "".join(written)
    return f"{', '.join(written[:-1])}, & {written[-1]}"


def _author(name: Name) -> str:
    if is_whole(name) or not name.given:
        return name.family
    # A name that has no initials, such as 志华, stays.
    initials = " ".join(_initial(part) for part in name.given.split())
    return ", ".join(filter(None, (name.family, initials, name.suffix)))


def _initial(given: str) -> str:
    parts = [part for part in given.split("-") if part]
    if not all(part[0].isalpha() and part[0].lower() != part[0].upper() for part in parts):
        return given
    return "-".join(f"{part[0].upper()}." for part in parts)


def _ended(text: str) -> str:
    return text if not text or text[-1] in ".?!…。？！" else f"{text}."


def _address(paper: Paper) -> str:
    if paper.doi:
        return canonical_url(f"doi:{paper.doi}")
    return canonical_url(f"arxiv:{paper.arxiv_id}") if paper.arxiv_id else paper.url
