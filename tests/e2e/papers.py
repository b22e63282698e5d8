"""The papers that the cases read: our own sixty, the pool's, and those of the journey."""

import json
from functools import cache
from pathlib import Path

from paper_radar.papers.model import Paper
from tests.shared import DATA, ROOT

OWN = ROOT / "tests" / "fixtures" / "papers.jsonl"
_CORPUS = DATA / "corpus" / "arxiv-2025.jsonl.gz"


def pool_file() -> Path:
    """What is imported into the pool: the 21,591 papers of ../shared, or our own sixty where it is absent."""
    return _CORPUS if _CORPUS.is_file() else OWN


@cache
def own() -> dict[str, Paper]:
    """Our own papers by arXiv id, as their pages on arXiv would show them."""
    papers = {}
    for line in OWN.read_text().splitlines():
        record = json.loads(line)
        id = record["id"]
        papers[id] = Paper(
            key=f"arxiv:{id}",
            title=record["title"],
            authors=tuple(record["authors"]),
            abstract=record["abstract"],
            categories=tuple(record["categories"]),
            primary_category=record["categories"][0],
            published=record["announced"],
            announced=record["announced"],
            version=1,
            arxiv_id=id,
            url=f"https://arxiv.org/abs/{id}",
            pdf_url=f"https://arxiv.org/pdf/{id}",
        )
    return papers


MUON = "2506.15054"  # "Muon Optimizes Under Spectral Norm Constraints", by Lizhang Chen, Jonathan Li, Qiang Liu
POLAR = "2505.16932"  # "The Polar Express", on Muon too
UNLEARNING = "2505.24428"  # Difan Zou is its last author
