"""Facts of pages as the collector sends them, made by hand from arXiv's and Hugging Face's own templates."""

from collections.abc import Sequence
from typing import Any

from paper_radar.pages.facts import PageFacts


def facts(
    url: str = "https://example.org/articles/1", meta: Sequence[tuple[str, str]] = (), **others: Any
) -> PageFacts:
    return PageFacts(url=url, meta=[list(pair) for pair in meta], **others)


def abs_page(url: str = "https://arxiv.org/abs/0704.0149v2", **others: Any) -> PageFacts:
    """An abs page with two versions, a journal DOI, TeX and a cross-list."""
    meta = [
        ("og:url", "https://arxiv.org/abs/0704.0149v2"),
        ("citation_title", "Construction of initial data for $3+1$ numerical relativity"),
        ("citation_author", "Gourgoulhon, Eric"),
        ("citation_author", "Gähler Jr, Franz"),
        ("citation_author", "The Meudon Collaboration"),
        ("citation_doi", "10.1088/1742-6596/91/1/012001"),
        ("citation_date", "2007/04/02"),
        ("citation_online_date", "2007/11/07"),
        ("citation_pdf_url", "https://arxiv.org/pdf/0704.0149"),
        ("citation_arxiv_id", "0704.0149"),
        ("citation_abstract", "This lecture is devoted to the problem of computing initial data."),
    ]
    body = {
        "href": url,
        "title": "Construction of initial data for $3+1$ numerical relativity",
        "authors": ["Eric Gourgoulhon", "Franz Gähler Jr", "The Meudon Collaboration"],
        "abstract": "This lecture is devoted to the problem of computing initial data.",
        "subjects": "General Relativity and Quantum Cosmology (gr-qc); Mathematical Physics (math-ph)",
        "date": "[Submitted on 2 Apr 2007 (v1), last revised 7 Nov 2007 (this version, v2)]",
    }
    return facts(url, meta, **{"items": [body], "title": "[0704.0149] Construction of initial data", **others})


def row(number: int, **others: Any) -> dict[str, Any]:
    """A row of an arXiv listing."""
    return {
        "href": f"https://arxiv.org/abs/2602.{number:05}",
        "title": f"Title: Steepest descent, part {number}",
        "authors": ["Difan Zou", "Łukasz Øster"],
        "subjects": "Subjects: Machine Learning (cs.LG); Optimization and Control (math.OC)",
        **others,
    }
