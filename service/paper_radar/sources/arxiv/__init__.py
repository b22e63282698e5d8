"""arXiv as a source: today's announcements by RSS, single papers and searches by the API, one gate before both."""

from paper_radar.sources.arxiv.api import ArxivApi
from paper_radar.sources.arxiv.rss import ArxivRss

__all__ = ["ArxivApi", "ArxivRss"]
