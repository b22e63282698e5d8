"""Hugging Face papers: each day's list, what is trending, one paper, a search; upvotes, comments and code links."""

from paper_radar.sources.huggingface.client import INTERVAL, HuggingFace, Listing
from paper_radar.sources.huggingface.daily import HuggingFaceDaily
from paper_radar.sources.huggingface.memory import trending
from paper_radar.sources.huggingface.reader import read_item

__all__ = ["INTERVAL", "HuggingFace", "HuggingFaceDaily", "Listing", "read_item", "trending"]
