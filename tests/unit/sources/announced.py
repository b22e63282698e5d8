"""One who reads arXiv's announcements from a stand-in and keeps the memory, as the refresher does."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from tests.standins.arxiv import ArxivStandin

from paper_radar.papers.model import Paper
from paper_radar.sources.arxiv import ArxivAnnouncements, ArxivRss
from paper_radar.sources.arxiv.api import Page
from paper_radar.sources.arxiv.rss import MOST_ITEMS
from paper_radar.sources.batch import Batch, Memory
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http

MONDAY = date(2026, 4, 27)
TUESDAY = date(2026, 4, 28)


def paper(arxiv_id: str, *categories: str, version: int = 1, published: str = "") -> Paper:
    return Paper(
        key=f"arxiv:{arxiv_id}",
        title=f"On {arxiv_id}",
        authors=("Difan Zou",),
        abstract="We study steepest descent.",
        categories=categories,
        primary_category=categories[0],
        version=version,
        arxiv_id=arxiv_id,
        published=published,
    )


@dataclass
class Reader:
    """One who keeps the memory from fetch to fetch, as the refresher does. `api` answers the cross-check."""

    arxiv: ArxivStandin
    categories: list[str]
    most_items: int = MOST_ITEMS
    api: Callable[[Sequence[str], datetime], Sequence[Paper]] | None = None
    at: datetime = field(default_factory=lambda: datetime(2026, 4, 27, 12, 0, tzinfo=UTC))
    memory: Memory = field(default_factory=dict)
    page_size: int = 1000
    total: int = 0
    steps: list[Batch] = field(default_factory=list)
    checks: list[tuple[list[str], str]] = field(default_factory=list)

    def on(self, day: date, hour: int = 12) -> "Reader":
        """It is this day, and so it is at arXiv."""
        self.at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        self.arxiv.day = day
        self.arxiv.now = lambda: self.at
        return self

    def fetch(self) -> Batch:
        """All that a fetch brought, in one."""
        rss_source = ArxivRss(Http(pause=0.01, retries=0), Gate(0.0), self.arxiv.rss_url, most_items=self.most_items)
        check = self._check if self.api else None
        self.steps = []
        for batch in ArxivAnnouncements(rss_source, lambda: self.categories, lambda: self.at, check).fetch(self.memory):
            self.steps.append(batch)
            self.memory = self.memory if batch.memory is None else batch.memory
        last = self.steps[-1]
        return replace(
            last,
            papers=tuple(paper for batch in self.steps for paper in batch.papers),
            note=" ".join(filter(None, (batch.note for batch in self.steps))),
            skipped=sum(batch.skipped for batch in self.steps),
        )

    def _check(self, categories: Sequence[str], since: datetime) -> Iterator[Page]:
        assert self.api is not None
        self.checks.append((list(categories), since.isoformat()))
        papers = tuple(self.api(categories, since))
        for start in range(0, max(len(papers), 1), self.page_size):
            end = min(start + self.page_size, len(papers))
            yield Page(papers[start:end], self.total or len(papers), end, end == len(papers))

    @property
    def asked(self) -> list[str]:
        return [request.path for request in self.arxiv.log]


def ids(batch: Batch) -> list[str]:
    return [paper.arxiv_id for paper in batch.papers]


def nothing(categories: Sequence[str], since: datetime) -> Sequence[Paper]:
    return ()


def announcing() -> ArxivStandin:
    """A stand-in with three new papers, one of them a cross-list to cs.LG, and a replacement."""
    papers = [
        paper("2604.00001", "cs.LG"),
        paper("2604.00002", "stat.ML", "cs.LG"),
        paper("2604.00003", "math.OC"),
        paper("2401.00004", "cs.LG", version=3),
    ]
    return ArxivStandin(papers, kinds={"arxiv:2401.00004": "replace"}, day=MONDAY)
