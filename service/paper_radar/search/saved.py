"""Which papers of the library a query finds. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence

from paper_radar.library.query import searchable
from paper_radar.library.row import Row
from paper_radar.papers.text import fold, stem, words
from paper_radar.search.identities import key_named
from paper_radar.search.language import Clause, Query
from paper_radar.search.tokens import category, name, sequence


def needles(query: Query) -> str:
    """The words that a row must hold in any case, as the library's own search understands them."""
    wanted = [each for each in query.clauses if not each.negative and each.kind not in ("category", "after", "before")]
    found: list[str] = []
    for clause in wanted:
        if clause.kind == "phrase":
            found.append(clause.value)
        elif clause.kind != "word" or not key_named(clause.value):
            found += map(_beginning, words(clause.value))
    return " ".join(f'"{each}"' for each in dict.fromkeys(found) if each)


def holding(rows: Iterable[Row], query: Query, said: Mapping[str, bytes]) -> list[Row]:
    """Those of the rows for which all of the query holds. Words are found where a word begins with them, in tags and
    note too, and in what briefs have `said` of the paper, by any of its keys.
    """
    found = list(rows)
    for clause in query.clauses:
        found = [row for row in found if _holds(row, clause, said) is not clause.negative]
    return found


def day(row: Row) -> str:
    """The day by which the paper is new or old."""
    paper = row.saved.paper
    return (paper.announced or paper.published)[:10]


def _holds(row: Row, clause: Clause, said: Mapping[str, bytes]) -> bool:
    paper = row.saved.paper
    match clause.kind:
        case "title":
            return _in_order(sequence(clause.value), sequence(paper.title))
        case "author":
            asked = name(clause.value)
            return any(_is_named(asked, name(author)) for author in paper.authors)
        case "category":
            asked_for = category(clause.value)
            return any(asked_for in (each, each.partition(".")[0]) for each in map(category, paper.categories))
        case "after":
            return day(row) >= clause.value
        case "before":
            return "" < day(row) < clause.value
        case _:
            if clause.kind == "word" and (key := key_named(clause.value)):
                return key in row.keys
            needles = [clause.value] if clause.kind == "phrase" else map(_beginning, words(clause.value))
            row.fold()
            texts = [row.haystack, *(said[key] for key in row.keys if key in said)]
            return all(_any_begins(texts, searchable(needle)) for needle in needles)


def _any_begins(texts: Iterable[bytes], needle: bytes) -> bool:
    """Whether a word begins with the needle in one of the texts; Chinese words begin anywhere."""
    begins = re.compile(rb"(?<![a-z0-9])" + re.escape(needle))
    return any(begins.search(text) for text in texts)


def _is_named(asked: Sequence[str], words: Sequence[str]) -> bool:
    """Whether all that is asked for are words of the name; an initial may be that of a word."""
    return all(any(word == each or (len(each) == 1 and word.startswith(each)) for word in words) for each in asked)


def _beginning(word: str) -> str:
    """What a word and its other forms begin with."""
    folded = fold(word)
    other = stem(folded)
    same = next((at for at, (one, two) in enumerate(zip(folded, other, strict=False)) if one != two), len(other))
    return folded[:same] or folded


def _in_order(asked: list[str], held: list[str]) -> bool:
    return any(held[at : at + len(asked)] == asked for at in range(len(held) - len(asked) + 1))
