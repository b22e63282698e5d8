"""What to follow, made of papers that the reader has to do with: pages visited, a bibliography, an author's own."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from paper_radar.papers.model import Paper
from paper_radar.papers.text import terms
from paper_radar.related.terms import text_of
from paper_radar.start.people import Author, people_of
from paper_radar.start.subjects import Subject, categories_of, topics_of

MOST_AUTHORS = 24
MOST_TOPICS = 18
MOST_CATEGORIES = 10
# The words of a paper take milliseconds to read, and of a library of thousands the newest tell what it is about now.
MOST_READ = 150
# Names are read in a tenth of that; beyond these a whole library would keep others waiting for seconds.
_MOST_PAPERS = 3000
# Of a file anything may come: a megabyte of title would take seconds, and be told as the reason of each suggestion.
_LONGEST_TITLE = 500
_LONGEST_ABSTRACT = 10_000


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Whom and what to follow, the most likely first, each with the number of papers that speak for it."""

    authors: tuple[Author, ...] = ()
    topics: tuple[Subject, ...] = ()
    categories: tuple[Subject, ...] = ()


def suggestions(papers: Sequence[Paper], rarities: Callable[[Collection[str]], Mapping[str, float]]) -> Suggestions:
    """Of these papers, of which the newest count where there are many. `rarities` gives the weights of index terms."""
    each_once = {paper.key: paper for paper in papers}.values()
    given = sorted(each_once, key=lambda paper: paper.published, reverse=True)[:_MOST_PAPERS]
    given = [_shortened(paper) for paper in given]
    newest = given[:MOST_READ]
    found = {term for paper in newest for term in terms(text_of(paper))}
    return Suggestions(
        tuple(people_of(given, limit=MOST_AUTHORS)),
        tuple(topics_of(newest, rarities(found) if found else {}, limit=MOST_TOPICS)),
        tuple(categories_of(given, limit=MOST_CATEGORIES)),
    )


def _shortened(paper: Paper) -> Paper:
    if len(paper.title) <= _LONGEST_TITLE and len(paper.abstract) <= _LONGEST_ABSTRACT:
        return paper
    return replace(paper, title=paper.title[:_LONGEST_TITLE], abstract=paper.abstract[:_LONGEST_ABSTRACT])
