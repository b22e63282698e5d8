"""Every source that a refresh asks, made of the settings and of what the reader chose."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from paper_radar.config import Settings
from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry
from paper_radar.sources.arxiv import ArxivAnnouncements, ArxivApi, ArxivRss
from paper_radar.sources.arxiv.author_feeds import ArxivAuthors
from paper_radar.sources.arxiv.backfill import ArxivBackfill
from paper_radar.sources.arxiv.followed import ArxivFollowed
from paper_radar.sources.arxiv.saved import ArxivSaved
from paper_radar.sources.batch import Source
from paper_radar.sources.gates import Gates
from paper_radar.sources.http import Http
from paper_radar.sources.huggingface import HuggingFace, HuggingFaceDaily


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _nobody_asks(entry_id: str, papers: Sequence[Paper]) -> None:
    del entry_id, papers


def build_sources(
    settings: Settings,
    http: Http,
    gates: Gates,
    categories: Callable[[], list[str]],
    now: Callable[[], datetime] = _utc_now,
    followed: Callable[[], Sequence[Entry]] = tuple,
    confirmed: Callable[[str, Sequence[Paper]], None] = _nobody_asks,
    pause: Callable[[], None] = lambda: None,
    saved: Callable[[], Sequence[str]] = tuple,
    last_seen: Callable[[Iterable[str]], Mapping[str, str]] = lambda _: {},
) -> list[Source]:
    """The sources that a refresh asks, in this order: what was announced first, what reaches back last.

    `followed` gives the entries of the radar, `now` the present in UTC. `confirmed` takes the id of an entry and the
    papers that are certainly of its author. `pause` is called while much is read, to let requests go first. `saved`
    gives the arXiv ids of saved papers, `last_seen` the day on which each of some keys was last delivered.
    """
    rss = ArxivRss(http, gates.of(settings.arxiv_rss_url), settings.arxiv_rss_url, pause=pause)
    api = ArxivApi(http, gates.of(settings.arxiv_api_url), settings.arxiv_api_url)
    return [
        ArxivAnnouncements(rss, categories, now, api.cross_check),
        HuggingFaceDaily(HuggingFace(http, settings.hf_url, gates.of(settings.hf_url)), now),
        ArxivAuthors(http, gates.of(settings.arxiv_authors_url), settings.arxiv_authors_url, followed, confirmed, now),
        ArxivFollowed(api, followed, now),
        ArxivBackfill(api, categories, followed, now),
        ArxivSaved(api, saved, last_seen, now),
    ]
