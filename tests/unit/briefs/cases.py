"""The papers and the time of the tests of jobs, and how they wait."""

from datetime import UTC, datetime

from paper_radar.papers.model import Paper

PAPERS = {
    f"arxiv:2602.0000{n}": Paper(
        key=f"arxiv:2602.0000{n}",
        title=f"Paper {n}",
        abstract=f"We propose method {n}. It outperforms others.",
        version=n,
    )
    for n in range(1, 6)
}
ONE, TWO, THREE = list(PAPERS)[:3]
NOW = datetime(2026, 11, 21, 10, 0, 0, tzinfo=UTC)
PATIENCE = 20  # seconds after which a test that waits has failed


def ended(jobs, brief):
    """The brief once it has ended."""
    return list(jobs.events(brief.id))[-1]["brief"]
