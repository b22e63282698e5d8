"""A query as arXiv and Hugging Face are asked it."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from paper_radar.papers.model import Paper
from paper_radar.papers.text import fold, plain
from paper_radar.radar.entries import Entry
from paper_radar.search.asking import MOST_PAPERS
from paper_radar.search.expressions import telling
from paper_radar.search.identities import key_named
from paper_radar.search.language import Clause, Query
from paper_radar.sources.arxiv import ArxivApi
from paper_radar.sources.arxiv.queries import any_of, author_clauses, category_clause, fitting, submitted, topic_clauses
from paper_radar.sources.huggingface import HuggingFace

_WORD = re.compile(r"[a-z0-9]+")
_FIRST = datetime(1991, 1, 1, tzinfo=UTC)


def for_arxiv(query: Query) -> str:
    """The query in arXiv's language; "" where arXiv cannot be asked it: it knows letters and digits of ASCII only."""
    clauses = list[str]()
    for each in telling(query):
        if each.kind in ("after", "before"):
            continue
        clause = any_of(fitting(list(_ways(each))))
        if not clause:
            return ""
        clauses.append(f"({clause})")
    if not clauses:
        return ""
    asked = " AND ".join(fitting(clauses))
    without = [clause for each in query.clauses if each.negative and (clause := any_of(fitting(list(_ways(each)))))]
    for clause in without:
        asked = f"{asked} ANDNOT ({clause})"
    return _dated(query, asked)


def for_hugging_face(query: Query) -> str:
    """The words of the query, which is all that Hugging Face's search takes; "" where there are none."""
    return " ".join(query.wanted("word", "phrase", "title", "author"))


def by_relevance(query: Query) -> bool:
    """Whether the best are wanted, not the newest: where words are asked for."""
    return bool(query.wanted("word", "phrase", "title"))


class ArxivSearch:
    """Asks arXiv's API for a query: the best papers where words are asked for, else the newest."""

    def __init__(self, api: ArxivApi) -> None:
        self._api = api

    def __call__(self, query: Query) -> Callable[[], Sequence[Paper]] | None:
        if ids := _arxiv_ids(query):
            return lambda: self._api.papers(ids)
        asked = for_arxiv(query)
        if not asked:
            return None
        return lambda: self._api.search(asked, MOST_PAPERS, by_relevance=by_relevance(query))


class HuggingFaceSearch:
    """Asks Hugging Face's search for the words of a query."""

    def __init__(self, huggingface: HuggingFace) -> None:
        self._huggingface = huggingface

    def __call__(self, query: Query) -> Callable[[], Sequence[Paper]] | None:
        if ids := _arxiv_ids(query):
            return lambda: list(filter(None, [self._huggingface.paper(ids[0])]))
        asked = for_hugging_face(query)
        return (lambda: self._huggingface.search(asked, MOST_PAPERS)) if asked else None


def _arxiv_ids(query: Query) -> list[str]:
    """The ids, where nothing but papers on arXiv is named."""
    keys = [key_named(each.value) for each in query.clauses if each.kind == "word" and not each.negative]
    ids = [key.removeprefix("arxiv:") for key in keys if key.startswith("arxiv:")]
    return ids if len(ids) == len(query.clauses) else []


def _ways(clause: Clause) -> Iterator[str]:
    match clause.kind:
        case "author":
            yield from author_clauses(Entry(id="search", kind="author", value=clause.value))
        case "category":
            yield from filter(None, [category_clause(_category(clause.value))])
        case "phrase":
            yield from topic_clauses(Entry(id="search", kind="topic", value=clause.value))
        case "title":
            if words := _words(clause.value):
                yield f'ti:"{words}"'
        case "word":
            if words := _words(clause.value):
                yield f'all:"{words}"'


def _words(text: str) -> str:
    folded = fold(plain(text))
    # Another script, of which nothing would remain but its digits.
    if any(character.isalnum() and not character.isascii() for character in folded):
        return ""
    return " ".join(_WORD.findall(folded)[:10])


def _category(value: str) -> str:
    archive, dot, subject = value.strip().removesuffix(".*").partition(".")
    # As arXiv writes it: cs.LG, math.OC, physics.optics, cond-mat.mes-hall.
    known = subject.upper() if len(subject) == 2 else subject.lower()
    return f"{archive.lower()}{dot}{known}"


def _dated(query: Query, asked: str) -> str:
    since, until = max(query.wanted("after"), default=""), min(query.wanted("before"), default="")
    if not since and not until:
        return asked
    return submitted(asked, since=_moment(since) or _FIRST, until=_moment(until))


def _moment(day: str) -> datetime | None:
    return datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
