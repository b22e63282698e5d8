"""Every source that a refresh asks, made of the settings and of what the reader chose."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from paper_radar.config import Settings
from paper_radar.sources.arxiv import ArxivRss
from paper_radar.sources.batch import Batch, Memory, Source
from paper_radar.sources.gates import Gates
from paper_radar.sources.http import Http
from paper_radar.sources.huggingface import HuggingFace, HuggingFaceDaily


@dataclass(frozen=True, slots=True)
class ArxivAnnouncements:
    """What arXiv announced last in the reader's categories, which are asked for anew at every fetch."""

    rss: ArxivRss
    categories: Callable[[], Sequence[str]]
    name: str = "arxiv"

    def fetch(self, memory: Memory) -> Iterator[Batch]:
        del memory
        yield self.rss.fetch(self.categories())


def _utc_now() -> datetime:
    return datetime.now(UTC)


def build_sources(
    settings: Settings,
    http: Http,
    gates: Gates,
    categories: Callable[[], list[str]],
    now: Callable[[], datetime] = _utc_now,
) -> list[Source]:
    """The sources that a refresh asks, in this order; `now` gives the present in UTC."""
    return [
        ArxivAnnouncements(ArxivRss(http, gates.of(settings.arxiv_rss_url), settings.arxiv_rss_url), categories),
        HuggingFaceDaily(HuggingFace(http, settings.hf_url, gates.of(settings.hf_url)), now),
    ]
