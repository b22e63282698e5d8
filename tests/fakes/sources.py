"""Sources that do as they are told, a clock moved by hand, and two papers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from paper_radar.papers.model import Paper
from paper_radar.sources.batch import Batch, Memory, Source
from paper_radar.sources.refresh import Refresher
from paper_radar.storage.base import Pool

MUON = Paper(key="arxiv:2502.16982", title="Muon is Scalable for LLM Training", arxiv_id="2502.16982", version=1)
ADAM = Paper(key="arxiv:1412.6980", title="Adam: A Method for Stochastic Optimization", arxiv_id="1412.6980", version=9)


class Clock:
    """The present, moved by hand."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def wait(self, minutes: float) -> None:
        self.at += timedelta(minutes=minutes)


@dataclass
class FakeSource:
    """A source that gives `batch`, or raises `trouble`, and counts how often it was asked."""

    name: str
    batch: Batch = field(default_factory=Batch)
    trouble: Exception | None = None
    before: Callable[[], object] = lambda: None
    asked: int = 0

    def fetch(self, memory: Memory) -> Iterator[Batch]:
        del memory
        self.asked += 1
        self.before()
        if self.trouble is not None:
            raise self.trouble
        yield self.batch


def refresher_of(pool: Pool, sources: Sequence[Source], now: Callable[[], datetime]) -> Refresher:
    return Refresher(pool, lambda: sources, now)
