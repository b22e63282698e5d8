"""Which papers a digest holds, and in which order: the best first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Hit

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Found:
    """A paper that hits the radar, with its hits."""

    paper: Paper
    hits: tuple[Hit, ...]


class Ranked(NamedTuple):
    """A paper's place: greater is nearer to the reader."""

    strength: tuple[int, int, int, int, int, str]
    key: str


def ranked(found: Found) -> Ranked:
    """As the feed within a day: matches of authors over topics over people who may be those followed over categories,
    more over fewer, then upvotes, then the newest.
    """
    sure = [(hit.kind, hit.entry_id) for hit in found.hits if hit.level == "match"]
    possible = {hit.entry_id for hit in found.hits if hit.level != "match"}
    counts = [len({id for kind, id in sure if kind == asked}) for asked in ("author", "topic", "category")]
    authors, topics, categories = counts
    paper = found.paper
    newest = paper.announced or paper.published
    return Ranked((authors, topics, len(possible), categories, paper.upvotes or 0, newest), paper.key)


def best_first(papers: Iterable[Ranked]) -> list[Ranked]:
    """The nearest first, ties by key."""
    by_key = sorted(papers, key=lambda each: each.key)
    return sorted(by_key, key=lambda each: each.strength, reverse=True)
