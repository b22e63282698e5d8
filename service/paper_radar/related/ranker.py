"""Which papers of the corpus are related to the page, in one stable order, each with its reasons. Pure."""

import math
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Literal

from paper_radar.papers.model import Paper
from paper_radar.papers.text import fold
from paper_radar.papers.text import terms as terms_of
from paper_radar.radar.entries import Hit
from paper_radar.related.blend import blended
from paper_radar.related.corpus import Corpus
from paper_radar.related.groups import Team, are_one_group, team_of
from paper_radar.related.shared import SharedWords
from paper_radar.related.taste import NO_TASTE, Taste, Weight, summed
from paper_radar.related.terms import SATURATION, Likeness, Profile, text_of

CANDIDATES = 130
# The terms of the page by which candidates are looked for: those that tell the most.
QUERY_TERMS = 25
# What is added to the likeness of the texts, in parts of the likeness of the nearest papers. A followed topic that the
# page has too is the best sign of what the reader wants of it, unless most candidates have it.
AUTHOR = 0.5
TOPIC = 0.3
TOPIC_OF_PAGE = 1.0
MOST_TOPICS = 1.2
POSSIBLE = 0.4
# For the same categories; times the cosine of both sets where they differ. On 2,500 pages of the corpus it raised the
# MRR of papers by the same team from 0.183 to 0.188; the rarity of the categories added nothing.
CATEGORIES = 0.2
RECENT = 0.1
RECENT_DAYS = 30
# What the reader has saved they need not be shown first.
SAVED = -0.1
# The measure of it is the third best likeness, as the first two may be the page in other clothes; or, in a small pool,
# this part of the best.
_THIRD = 2
_OF_BEST = 0.5
# What is less alike than this part of it shares nothing that a reader would call a reason.
_LEAST = 0.1
# Hits are looked for in so many of the nearest papers, however few are asked for: the first ten of a hundred are then
# the same as of ten. Those farther off could not rise among them, but for a topic of the page.
MATCHED = 120
_MARGIN = 20
_FIRST = 10
_MOST_OF_GROUP = 2

# As many things learned as a reader takes in.
_MOST_LEARNED = 3

ReasonKind = Literal["author", "topic", "shares", "taste", "category", "recent"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a paper is related: `author` (a followed author's name), `topic` (a followed topic), `shares` (words of the
    page), `taste` (what papers that the reader saved have too), `category` (categories of both), `recent` (the day it
    was announced).
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
    learned: tuple[Weight, ...] = ()


def rank(
    page: Paper,
    corpus: Corpus,
    *,
    hits_of: Callable[[Sequence[Paper]], Sequence[Sequence[Hit]]],
    today: str,
    taste: Taste = NO_TASTE,
    nearness: Callable[[Sequence[Paper]], Sequence[float | None]] | None = None,
    saved: Collection[str] = (),
    dismissed: Collection[str] = (),
    limit: int = 100,
) -> list[Related]:
    """The papers related to the page, best first: at most `limit`, ties by key, never the page itself.

    By the likeness of the texts, then by hits of the radar (those that the page has too count more), shared categories
    and how new they are on the day `today` (ISO 8601). What the reader `dismissed` is left out, what they `saved` comes
    a little later; `taste` is what was learned from both. At most two papers of one group of authors are among the
    first ten.

    `hits_of` gives the hits of each of the papers. `nearness`, where a model of meaning is at work, gives each paper's
    cosine with the page, None where it knows none.
    """
    found = terms_of(text_of(page))
    rarities = corpus.rarities(found)
    title = fold(page.title)
    papers = [
        paper
        for paper in corpus.candidates(_telling(found, rarities), limit=max(CANDIDATES, limit + 1))
        if paper.key != page.key and paper.key not in dismissed and fold(paper.title) != title
    ]
    texts = corpus.texts(papers)
    likenesses = Profile(found, rarities).likenesses(texts, corpus.size())
    scores = [likeness.score for likeness in likenesses]
    if nearness is not None:
        scores = blended(scores, nearness(papers))
    scored = [_Scored(*each) for each in zip(papers, likenesses, scores, strict=True)]
    scored.sort(key=lambda each: (-each.score, each.paper.key))
    (of_page,) = hits_of([page])
    terms_by_key = {paper.key: text.terms for paper, text in zip(papers, texts, strict=True)}
    near = _worth_matching(scored, terms_by_key, of_page, max(MATCHED, limit + _MARGIN))
    hits = [tuple(found) for found in hits_of([each.paper for each in near])]
    weights = _topic_weights(hits, {hit.entry_id for hit in of_page})
    unit = max((each.score * (1.0 if at == _THIRD else _OF_BEST) for at, each in enumerate(scored[:3])), default=0.0)
    rated = []
    for each, found_hits in zip(near, hits, strict=True):
        if not found_hits and each.score < _LEAST * unit:
            continue
        learned = taste.found_in(each.paper, terms_by_key[each.paper.key])
        more = _of_hits(found_hits, weights) + _more(each.paper, page, today) + summed(learned)
        if each.paper.key in saved:
            more += SAVED
        rated.append(_Scored(each.paper, each.likeness, each.score + unit * more, found_hits, tuple(learned)))
    rated.sort(key=lambda each: (-each.score, each.paper.key))
    words = SharedWords(page, rarities)
    return [_explained(each, page, words, today) for each in _mixed(rated)[:limit]]


def _worth_matching(
    scored: Sequence[_Scored], terms_by_key: Mapping[str, Sequence[str]], of_page: Sequence[Hit], most: int
) -> list[_Scored]:
    """The nearest papers, and of the others those that may hit a topic of the page, which lifts a paper past many."""
    topics = [words for hit in of_page if hit.kind == "topic" and (words := set(terms_of(hit.text)))]
    far = (each for each in scored[most:] if any(topic.issubset(terms_by_key[each.paper.key]) for topic in topics))
    return [*scored[:most], *islice(far, _MARGIN)]


def _telling(found: Sequence[str], rarities: Mapping[str, float]) -> list[str]:
    """The terms of the page that tell the most about it: rare in the corpus, often in the page; ties by place."""
    counts = Counter(found)
    known = [term for term in counts if rarities[term] > 0]
    known.sort(key=lambda term: -rarities[term] * counts[term] / (counts[term] + SATURATION))
    # Terms of one paper only, perhaps the page's own, find next to nothing and cost nothing.
    rarest = max((rarities[term] for term in known), default=0.0)
    others = [term for term in known if rarities[term] < rarest][:QUERY_TERMS]
    return [*others, *(term for term in known if rarities[term] == rarest)]


def _topic_weights(hits: Sequence[tuple[Hit, ...]], of_page: Collection[str]) -> dict[str, float]:
    """The weight of each topic entry: one that most candidates hit tells nothing of any of them."""
    often = Counter(hit.entry_id for found in hits for hit in found if hit.kind == "topic")
    most = math.log1p(len(hits))
    return {
        entry_id: (TOPIC_OF_PAGE if entry_id in of_page else TOPIC) * math.log1p(len(hits) / count) / most
        for entry_id, count in often.items()
    }


def _more(paper: Paper, page: Paper, today: str) -> float:
    """What categories and days say for the paper, in parts of the likeness of the nearest papers."""
    more = 0.0
    ours, theirs = set(page.categories), set(paper.categories)
    if ours and theirs:
        more += CATEGORIES * len(ours & theirs) / math.sqrt(len(ours) * len(theirs))
    days = _days_old(paper, today)
    if days is not None:
        more += RECENT * 2 ** (-days / RECENT_DAYS)
    return more


def _of_hits(hits: Sequence[Hit], topics: Mapping[str, float]) -> float:
    authors = of_topics = 0.0
    for hit in hits:
        sure = 1.0 if hit.level == "match" else POSSIBLE
        if hit.kind == "author":
            authors = max(authors, AUTHOR * sure)
        elif hit.kind == "topic":
            of_topics += topics[hit.entry_id] * sure
    return authors + min(of_topics, MOST_TOPICS)


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
    teams: list[Team] = []
    later: list[_Scored] = []
    for at, each in enumerate(scored):
        if len(first) == _FIRST:
            return [*first, *later, *scored[at:]]
        team = team_of(each.paper)
        if sum(are_one_group(team, other) for other in teams) < _MOST_OF_GROUP:
            first.append(each)
            teams.append(team)
        else:
            later.append(each)
    return [*first, *later]


def _explained(each: _Scored, page: Paper, words: SharedWords, today: str) -> Related:
    topics = [hit for hit in each.hits if hit.kind == "topic"]
    told = {term for hit in topics for term in (*terms_of(hit.value), *terms_of(hit.text))}
    shared = words.of(each.likeness, told)
    told.update(terms_of(" ".join(shared)))
    # What the page has too is a reason already.
    learned = [one.value for one in each.learned if one.weight > 0 and (one.kind == "author" or _is_news(one, told))]
    sure = [hit for hit in each.hits if hit.level == "match"]
    reasons = [
        Reason("author", tuple(dict.fromkeys(hit.text for hit in sure if hit.kind == "author"))),
        Reason("topic", tuple(dict.fromkeys(hit.value for hit in sure if hit.kind == "topic"))),
        Reason("shares", shared),
        Reason("taste", tuple(learned[:_MOST_LEARNED])),
        Reason("category", tuple(category for category in page.categories if category in each.paper.categories)),
    ]
    days = _days_old(each.paper, today)
    if days is not None and days <= RECENT_DAYS:
        reasons.append(Reason("recent", ((each.paper.announced or each.paper.published or each.paper.updated)[:10],)))
    return Related(each.paper, each.score, shared, each.hits, tuple(reason for reason in reasons if reason.values))


def _is_news(weight: Weight, told: Set[str]) -> bool:
    return weight.kind == "word" and told.isdisjoint(weight.feature)
