"""arXiv as a source: announcements by RSS, single papers and searches by the API, one gate before both."""

from paper_radar.sources.arxiv.announcements import ArxivAnnouncements
from paper_radar.sources.arxiv.api import ArxivApi
from paper_radar.sources.arxiv.rss import ArxivRss

__all__ = ["ArxivAnnouncements", "ArxivApi", "ArxivRss"]
