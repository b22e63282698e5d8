"""Papers for the tests of the storage."""

from paper_radar.papers.model import Paper

MUON = Paper(
    key="arxiv:2602.11557",
    title="Implicit bias of Muon and steepest descent",
    authors=("Chen Fan", "Mark Schmidt", "Christos Thrampoulidis"),
    abstract="We study the implicit bias of normalized steepest descent on separable data.",
    categories=("cs.LG", "stat.ML"),
    primary_category="cs.LG",
    announced="2026-02-13",
    version=1,
    arxiv_id="2602.11557",
    url="https://arxiv.org/abs/2602.11557",
    source="arxiv",
)
SEEN = "2026-02-13T06:00:00+00:00"


def numbered(number: int, *, title: str = "", abstract: str = "", announced: str = "2026-01-01") -> Paper:
    """One of many papers that differ in their key at least."""
    return Paper(
        key=f"arxiv:2601.{number:05d}",
        title=title or f"Paper {number}",
        abstract=abstract,
        announced=announced,
        version=1,
    )
