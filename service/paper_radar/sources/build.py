"""Every source that a refresh asks, made of the settings and of what the reader chose."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from paper_radar.config import Settings
from paper_radar.sources.arxiv import ArxivRss
from paper_radar.sources.batch import Batch, Memory, Source
from paper_radar.sources.gates import Gates
from paper_radar.sources.http import Http
from paper_radar.sources.huggingface import HuggingFace


@dataclass(frozen=True, slots=True)
class ArxivAnnouncements:
    """What arXiv announced last in the reader's categories, which are asked for anew at every fetch."""

    rss: ArxivRss
    categories: Callable[[], Sequence[str]]
    name: str = "arxiv"

    def fetch(self, memory: Memory) -> Iterator[Batch]:
        del memory
        yield self.rss.fetch(self.categories())


@dataclass(frozen=True, slots=True)
class HuggingFaceDaily:
    """The latest list of Hugging Face's daily papers."""

    hugging_face: HuggingFace
    name: str = "huggingface"

    def fetch(self, memory: Memory) -> Iterator[Batch]:
        del memory
        yield self.hugging_face.daily()


def build_sources(settings: Settings, http: Http, gates: Gates, categories: Callable[[], list[str]]) -> list[Source]:
    """The sources that a refresh asks, in this order."""
    return [
        ArxivAnnouncements(ArxivRss(http, gates.of(settings.arxiv_rss_url), settings.arxiv_rss_url), categories),
        HuggingFaceDaily(HuggingFace(http, settings.hf_url, gates.of(settings.hf_url))),
    ]
