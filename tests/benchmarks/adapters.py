"""The product behind the scorers of ../shared/tools: nothing but the calls into it."""

import atexit
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from paper_radar.config import from_environment
from paper_radar.pages.metadata import read_paper
from paper_radar.papers.model import Paper
from paper_radar.radar import names
from paper_radar.related.corpus import PoolCorpus
from paper_radar.related.ranker import rank
from paper_radar.semantic.embedder import Embedder
from paper_radar.storage.pool import SqlitePool
from paper_radar.storage.vectors import SqliteVectors
from tests.benchmarks.collector import Collector, collector

Rank = Callable[[dict[str, Any], int], list[str]]


def compare(followed: str, seen: str) -> str:
    """Whether the seen name is the followed author: "match", "possible" or "no"."""
    level = names.compare(followed, seen).level
    return "no" if level == "none" else level


def make_ranker(papers: list[dict[str, Any]]) -> Rank:
    """A ranker over a real pool of the papers: rank(paper, k) gives the ids of the k most related, by their text."""
    return _ranker(_pool(papers), None)


def make_semantic_ranker(papers: list[dict[str, Any]]) -> Rank:
    """As `make_ranker`, by meaning too, with the model of PAPER_RADAR_SEMANTIC_MODEL.

    Every paper is embedded first, beside the model and once: 27 papers a second of CPU time with all-MiniLM-L6-v2.
    """
    folder = Path(from_environment(os.environ).semantic_model)
    pool = _pool(papers)
    embedder = Embedder(folder, pool, SqliteVectors(folder.parent / "score-vectors.sqlite"), pause=0)
    atexit.register(embedder.close)
    embedder.start()
    while (told := embedder.progress).state != "ready":
        if told.state == "wrong":
            sys.exit(f"{told.error} {told.hint}")
        time.sleep(2)
    return _ranker(pool, embedder)


def predict(url: str, html: bytes) -> dict[str, Any]:
    """What "Look in its text as well" would put into the save form: the real collector's facts, read by the product."""
    paper, _ = read_paper(_collector().facts(url, html))
    if paper is None:
        return {}
    return {
        "title": paper.title,
        "authors": list(paper.authors),
        "date": paper.published,
        "doi": paper.doi,
        "arxiv_id": paper.arxiv_id,
        "venue": paper.venue,
        "pdf_url": paper.pdf_url,
        "abstract": paper.abstract,
    }


@cache
def _collector() -> Collector:
    """One browser for all pages of a scorer, closed when it ends."""
    opened = collector()
    atexit.register(opened.__exit__, None, None, None)
    return opened.__enter__()


def _pool(papers: list[dict[str, Any]]) -> SqlitePool:
    folder = tempfile.TemporaryDirectory()
    pool = SqlitePool(Path(folder.name) / "pool.sqlite")
    pool.add(map(_paper, papers), seen_at="2025-07-01T00:00:00+00:00")

    def close() -> None:
        pool.close()
        folder.cleanup()

    atexit.register(close)
    return pool


def _ranker(pool: SqlitePool, embedder: Embedder | None) -> Rank:
    corpus = PoolCorpus(pool)

    def rank_ids(paper: dict[str, Any], k: int) -> list[str]:
        page = _paper(paper)
        near = embedder.nearness(page) if embedder else None
        related = rank(page, corpus, hits_of=lambda asked: [()] * len(asked), today="", nearness=near, limit=k)
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
