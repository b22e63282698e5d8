"""Which papers a digest holds, and in which order: the best first."""

from collections.abc import Iterable
from dataclasses import dataclass

from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Hit

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Found:
    """A paper that hits the radar, with its hits."""

    paper: Paper
    hits: tuple[Hit, ...]


def best_first(found: Iterable[Found]) -> list[Found]:
    """As the feed within a day: matches of authors over topics over people who may be those followed over categories,
    more over fewer, then upvotes, then the newest; ties by key.
    """
    return sorted(sorted(found, key=lambda each: each.paper.key), key=strength, reverse=True)


def strength(found: Found) -> tuple[int, int, int, int, int, str]:
    """How near the paper is to the reader."""
    sure = [(hit.kind, hit.entry_id) for hit in found.hits if hit.level == "match"]
    possible = {hit.entry_id for hit in found.hits if hit.level != "match"}
    counts = [len({id for kind, id in sure if kind == asked}) for asked in ("author", "topic", "category")]
    authors, topics, categories = counts
    paper = found.paper
    return authors, topics, len(possible), categories, paper.upvotes or 0, paper.announced or paper.published
