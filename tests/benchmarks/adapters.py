"""The product behind the scorers of ../shared/tools: nothing but the calls into it."""

import atexit
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from paper_radar.papers.model import Paper
from paper_radar.radar import names
from paper_radar.related.corpus import PoolCorpus
from paper_radar.related.ranker import rank
from paper_radar.storage.pool import SqlitePool


def compare(followed: str, seen: str) -> str:
    """Whether the seen name is the followed author: "match", "possible" or "no"."""
    level = names.compare(followed, seen).level
    return "no" if level == "none" else level


def make_ranker(papers: list[dict[str, Any]]) -> Callable[[dict[str, Any], int], list[str]]:
    """A ranker over a real pool of the papers: rank(paper, k) gives the ids of the k most related, by their text."""
    folder = tempfile.TemporaryDirectory()
    pool = SqlitePool(Path(folder.name) / "pool.sqlite")
    pool.add(map(_paper, papers), seen_at="2025-07-01T00:00:00+00:00")
    corpus = PoolCorpus(pool)

    def close() -> None:
        pool.close()
        folder.cleanup()

    atexit.register(close)

    def rank_ids(paper: dict[str, Any], k: int) -> list[str]:
        related = rank(_paper(paper), corpus, hits_of=lambda asked: [()] * len(asked), today="", limit=k)
        return [found.paper.key.removeprefix("arxiv:") for found in related]

    return rank_ids


def _paper(record: dict[str, Any]) -> Paper:
    return Paper(
        key=f"arxiv:{record['id']}",
        title=record["title"] or "Untitled",
        abstract=record["abstract"] or "",
        authors=tuple(record["authors"]),
        categories=tuple(record["categories"] or ()),
    )
