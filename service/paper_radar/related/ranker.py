"""Which papers of the corpus are related to the page, in one stable order, each with its reasons. Pure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from paper_radar.papers.model import Paper
from paper_radar.papers.text import fold
from paper_radar.papers.text import terms as terms_of
from paper_radar.radar.entries import Hit
from paper_radar.related.corpus import Corpus
from paper_radar.related.shared import SharedWords
from paper_radar.related.terms import Likeness, Profile, text_of

CANDIDATES = 200
# The terms of the page by which candidates are looked for: those that tell the most.
QUERY_TERMS = 25
# What is added to the likeness of the texts, as shares of it: text first, all else moves a paper by a few places.
AUTHOR = 0.25
TOPIC = 0.12
TOPIC_OF_PAGE = 0.06
MOST_TOPICS = 0.3
POSSIBLE = 0.4
PRIMARY_CATEGORY = 0.06
CATEGORY = 0.03
RECENT = 0.1
RECENT_DAYS = 30
# What the reader has saved they need not be shown first.
SAVED = -0.1
# Hits are looked for in this many papers more than are asked for; those below could not rise among them.
_MARGIN = 20
_FIRST = 10
_MOST_OF_GROUP = 2

ReasonKind = Literal["author", "topic", "shares", "category", "recent"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a paper is related: `author` (a followed author's name), `topic` (a followed topic), `shares` (words of the
    page), `category` (categories of both), `recent` (the day it was announced).
    """

    kind: ReasonKind
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A related paper. `score` grows with nearness and has no unit; `shared` are words of the page, best first."""

    paper: Paper
    score: float
    shared: tuple[str, ...]
    hits: tuple[Hit, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Scored:
    paper: Paper
    likeness: Likeness
    score: float
    hits: tuple[Hit, ...] = ()


def rank(
    page: Paper,
    corpus: Corpus,
    *,
    hits_of: Callable[[Paper], Sequence[Hit]],
    today: str,
    saved: Collection[str] = (),
    dismissed: Collection[str] = (),
    limit: int = 100,
) -> list[Related]:
    """The papers related to the page, best first: at most `limit`, ties by key, never the page itself.

    By the likeness of the texts, then by hits of the radar (those that the page has too count more), shared categories
    and how new they are on the day `today` (ISO 8601). What the reader `dismissed` is left out, what they `saved` comes
    a little later. At most two papers of one group of authors are among the first ten.
    """
    found = terms_of(text_of(page))
    rarities = corpus.rarities(found)
    title = fold(page.title)
    papers = [
        paper
        for paper in corpus.candidates(_telling(found, rarities), limit=max(CANDIDATES, limit + 1))
        if paper.key != page.key and paper.key not in dismissed and fold(paper.title) != title
    ]
    likenesses = Profile(found, rarities).likenesses(corpus.texts(papers), corpus.size())
    scored = [_Scored(paper, likeness, likeness.score) for paper, likeness in zip(papers, likenesses, strict=True)]
    scored.sort(key=lambda each: (-each.score, each.paper.key))
    followed = {hit.entry_id for hit in hits_of(page)}
    near = [
        _weighed(each, page, tuple(hits_of(each.paper)), followed, today, saved) for each in scored[: limit + _MARGIN]
    ]
    near.sort(key=lambda each: (-each.score, each.paper.key))
    words = SharedWords(page, rarities)
    return [_explained(each, page, words, today) for each in _mixed(near)[:limit]]


def _telling(found: Sequence[str], rarities: Mapping[str, float]) -> list[str]:
    """The terms of the page that tell the most about it: rare in the corpus, often in the page; ties by place."""
    often: dict[str, int] = {}
    for term in found:
        often[term] = often.get(term, 0) + 1
    return sorted(often, key=lambda term: -rarities[term] * often[term] / (often[term] + 1.5))[:QUERY_TERMS]


def _weighed(
    each: _Scored, page: Paper, hits: tuple[Hit, ...], followed: set[str], today: str, saved: Collection[str]
) -> _Scored:
    """The paper with its hits, its likeness raised by all that is not text."""
    more = _of_hits(hits, followed)
    if page.categories and each.paper.categories:
        if page.categories[0] == each.paper.categories[0]:
            more += PRIMARY_CATEGORY
        elif not set(page.categories).isdisjoint(each.paper.categories):
            more += CATEGORY
    days = _days_old(each.paper, today)
    if days is not None:
        more += RECENT * 2 ** (-days / RECENT_DAYS)
    if each.paper.key in saved:
        more += SAVED
    return _Scored(each.paper, each.likeness, each.likeness.score * (1 + more), hits)


def _of_hits(hits: Sequence[Hit], followed: set[str]) -> float:
    authors = topics = 0.0
    for hit in hits:
        sure = 1.0 if hit.level == "match" else POSSIBLE
        if hit.kind == "author":
            authors = max(authors, AUTHOR * sure)
        elif hit.kind == "topic":
            topics += (TOPIC + TOPIC_OF_PAGE * (hit.entry_id in followed)) * sure
    return authors + min(topics, MOST_TOPICS)


def _days_old(paper: Paper, today: str) -> int | None:
    """Days since the paper was announced, else published, else changed; None if no day is known."""
    day = paper.announced or paper.published or paper.updated
    try:
        return max((date.fromisoformat(today[:10]) - date.fromisoformat(day[:10])).days, 0)
    except ValueError:
        return None


def _mixed(scored: Sequence[_Scored]) -> list[_Scored]:
    """The same papers; what would be the third of one group of authors among the first ten comes right after them."""
    first: list[_Scored] = []
    later: list[_Scored] = []
    for at, each in enumerate(scored):
        if len(first) == _FIRST:
            return [*first, *later, *scored[at:]]
        if sum(_of_one_group(each.paper, other.paper) for other in first) < _MOST_OF_GROUP:
            first.append(each)
        else:
            later.append(each)
    return [*first, *later]


def _of_one_group(one: Paper, other: Paper) -> bool:
    """Whether two authors wrote both papers, or the only author of one wrote the other too."""
    shared = set(one.authors) & set(other.authors)
    return len(shared) >= min(2, len(set(one.authors)), len(set(other.authors))) > 0


def _explained(each: _Scored, page: Paper, words: SharedWords, today: str) -> Related:
    shared = words.of(each.likeness)
    sure = [hit for hit in each.hits if hit.level == "match"]
    reasons = [
        Reason("author", tuple(dict.fromkeys(hit.text for hit in sure if hit.kind == "author"))),
        Reason("topic", tuple(dict.fromkeys(hit.value for hit in sure if hit.kind == "topic"))),
        Reason("shares", shared),
        Reason("category", tuple(category for category in page.categories if category in each.paper.categories)),
    ]
    days = _days_old(each.paper, today)
    if days is not None and days <= RECENT_DAYS:
        reasons.append(Reason("recent", ((each.paper.announced or each.paper.published or each.paper.updated)[:10],)))
    return Related(each.paper, each.score, shared, each.hits, tuple(reason for reason in reasons if reason.values))
