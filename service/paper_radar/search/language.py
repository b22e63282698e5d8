"""The language of the search: words, "phrases", author: title: category: after: before: and -not. Pure.

Nothing that is typed is an error: what cannot be understood is told as a problem, and the rest is searched.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from paper_radar.papers.text import fold

Kind = Literal["word", "phrase", "author", "title", "category", "after", "before"]
# `empty`: nothing was said after the colon. `date`: it is no date. `many`: beyond what one search takes.
Why = Literal["empty", "date", "many"]

LONGEST = 1_000
MOST_CLAUSES = 32
_NAMES: dict[Kind, tuple[str, ...]] = {
    "author": ("author", "authors", "au", "作者"),
    "title": ("title", "ti", "标题", "题目"),
    "category": ("category", "categories", "cat", "分类", "类别"),
    "after": ("after", "since", "晚于", "之后"),
    "before": ("before", "until", "早于", "之前"),
}
_KINDS: dict[str, Kind] = {name: kind for kind, names in _NAMES.items() for name in names}
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»「」『』＂", '"') | {"：": ":", "−": "-", "–": "-", "\u3000": " "})
_FIELD = "|".join(sorted(_KINDS, key=len, reverse=True))
# A bare word ends at a blank or a quote; a quote that is not closed reaches to the end.
_TERM = re.compile(rf'(-*)(?:({_FIELD}):\s*)?(?:"([^"]*)(?:"|$)|([^\s"]+))', re.IGNORECASE)
_BARE_FIELD = re.compile(rf"({_FIELD}):", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?")
_MEANINGFUL = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Clause:
    """What must hold of a paper, or must not if `negative`; `value` as it was typed, a date as ISO 8601."""

    kind: Kind
    value: str
    negative: bool = False

    @property
    def text(self) -> str:
        """The clause as it is typed, without its hyphen; `parse` reads the very same."""
        if self.kind == "word":
            return self.value
        quoted = self.kind == "phrase" or re.search(r"\s", self.value)
        value = f'"{self.value}"' if quoted else self.value
        return value if self.kind == "phrase" else f"{self.kind}:{value}"


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of the query that cannot be searched, and why."""

    kind: Kind
    value: str
    why: Why


@dataclass(frozen=True, slots=True)
class Query:
    """All of the clauses must hold."""

    clauses: tuple[Clause, ...] = ()
    problems: tuple[Problem, ...] = ()

    def wanted(self, *kinds: Kind) -> list[str]:
        """What must hold of these kinds."""
        return [clause.value for clause in self.clauses if not clause.negative and clause.kind in kinds]


def parse(text: str) -> Query:
    """What is asked. Words may stand within longer text in any order, "words in quotes" stand together; `author:`,
    `title:` and `category:` look only there, "after:2026-03" is that day or later, "before:2026" earlier than it; a
    hyphen before any of them says that it must not hold. Values of several words are quoted: author:"Difan Zou". The
    quotes, colons and names of the fields may be Chinese. Text beyond 1,000 characters and 32 clauses is left out.
    """
    clauses: dict[Clause, None] = {}
    problems: dict[Problem, None] = {}
    for found in _terms(text[:LONGEST].translate(_QUOTES)):
        match found:
            case Problem():
                problems[found] = None
            case _ if len(clauses) < MOST_CLAUSES or found in clauses:
                clauses[found] = None
            case _:
                problems[Problem(found.kind, found.value, "many")] = None
    return Query(tuple(clauses), tuple(problems))


def written(clause: Clause) -> str:
    """The clause as it is typed, with its hyphen."""
    return f"-{clause.text}" if clause.negative else clause.text


def query_of(clauses: Iterable[Clause]) -> str:
    """The whole query as it is typed."""
    return " ".join(map(written, clauses))


def _terms(text: str) -> Iterator[Clause | Problem]:
    for minus, field, quoted, bare in _TERM.findall(text):
        negative = bool(minus)
        if not field:
            # "author:" with nothing after it is no word.
            if bare_field := _BARE_FIELD.fullmatch(bare):
                yield Problem(_KINDS[fold(bare_field.group(1))], "", "empty")
                continue
            value = " ".join((quoted or bare).split())
            if _MEANINGFUL.search(value):
                yield Clause("phrase", value, negative) if quoted else Clause("word", value.rstrip("-,;"), negative)
            continue
        kind: Kind = _KINDS[fold(field)]
        value = " ".join((quoted or bare).split()).strip(",;")
        if not _MEANINGFUL.search(value):
            yield Problem(kind, value, "empty")
        elif kind not in ("after", "before"):
            yield Clause(kind, value, negative)
        elif day := _day(value):
            # Not after a day is before it, and the other way round.
            turned: Kind = kind if not negative else "before" if kind == "after" else "after"
            yield Clause(turned, day)
        else:
            yield Problem(kind, value, "date")


def _day(text: str) -> str:
    """The first day of the year, month or day that is meant, as ISO 8601; "" for what is no date."""
    match = _DATE.fullmatch(text)
    if match is None:
        return ""
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
