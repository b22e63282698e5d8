"""arXiv's query language as its manual tells it: fields, quotes, AND, OR, ANDNOT, brackets, and ranges of dates.

As strict as the API is since the end of 2025: what it cannot parse is a QueryError, and the API answers HTTP 400.
"""

import re
from collections.abc import Callable

from paper_radar.papers.model import Paper
from paper_radar.papers.text import fold

Test = Callable[[Paper], bool]
_TOKEN = re.compile(r'\s*(\(|\)|[a-zA-Z]+:(?:"[^"]*"|\[[^\]]*\]|[^\s()"]+)|"[^"]*"|[^\s()"]+)')
_RANGE = re.compile(r"\[(\d{12}) TO (\d{12})\]")
_WORD = re.compile(r"[a-z0-9]+")
_OPERATORS = ("AND", "OR", "ANDNOT")


class QueryError(Exception):
    """What arXiv would say of the query."""


def parse(query: str) -> Test:
    """Which papers answer the query. Raises QueryError."""
    tokens: list[str] = []
    place = 0
    while query[place:].strip():
        match = _TOKEN.match(query, place)
        if match is None:
            raise QueryError(f"Quotation does not close: {query[place:]}")
        tokens.append(match.group(1))
        place = match.end()
    test, rest = _either(tokens)
    if rest:
        raise QueryError(f"Cannot parse fragment: {' '.join(rest)}")
    return test


def _either(tokens: list[str]) -> tuple[Test, list[str]]:
    """One operator after the other, from the left: AND does not bind closer than OR."""
    test, rest = _one(tokens)
    while rest and rest[0] != ")":
        operator = rest[0] if rest[0] in _OPERATORS else "AND"
        other, rest = _one(rest[1:] if rest[0] in _OPERATORS else rest)
        test = _joined(operator, test, other)
    return test, rest


def _joined(operator: str, one: Test, other: Test) -> Test:
    if operator == "OR":
        return lambda paper: one(paper) or other(paper)
    return lambda paper: one(paper) and other(paper) == (operator == "AND")


def _one(tokens: list[str]) -> tuple[Test, list[str]]:
    if not tokens or tokens[0] in (*_OPERATORS, ")"):
        raise QueryError(f"Cannot parse fragment: {' '.join(tokens)}")
    first, *rest = tokens
    if first != "(":
        return _term(first), rest
    test, rest = _either(rest)
    if rest[:1] != [")"]:
        raise QueryError("A bracket does not close.")
    return test, rest[1:]


def _term(term: str) -> Test:
    if not term.isascii():
        raise QueryError(f"Cannot parse fragment: {term}")
    field, colon, value = term.partition(":")
    if not colon:
        field, value = "all", term
    if field == "submittedDate":
        if not (span := _RANGE.fullmatch(value)):
            raise QueryError(f"incorrect date range {value}")
        first, last = span.groups()
        return lambda paper: first <= re.sub(r"\D", "", submitted(paper))[:12].ljust(12, "0") <= last
    if field == "cat":
        return lambda paper: any(_is_category(own, value) for own in paper.categories)
    words = _words(value)
    if field == "au":
        return lambda paper: any(_is_author(name, value, words) for name in paper.authors)
    if field not in ("ti", "abs", "all"):
        raise QueryError(f"Invalid field: {field}")
    return lambda paper: any(_holds(text, words) for text in _texts(paper, field))


def submitted(paper: Paper) -> str:
    """When the first version came in; where the paper does not say, what `api.entry` says of it."""
    return paper.published or "2026-02-12T04:12:07Z"


def updated(paper: Paper) -> str:
    """When the last version came in, as `api.entry` says it."""
    return paper.updated or submitted(paper)


def _texts(paper: Paper, field: str) -> list[str]:
    if field == "all":
        return [paper.title, paper.abstract, *paper.authors, " ".join(paper.categories)]
    return [paper.title if field == "ti" else paper.abstract]


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _holds(text: str, words: list[str]) -> bool:
    """Whole words, one after the other."""
    return f" {' '.join(words)} " in f" {' '.join(_words(text))} "


def _is_category(own: str, asked: str) -> bool:
    return own.startswith(asked[:-1]) if asked.endswith("*") else own == asked


def _is_author(name: str, value: str, words: list[str]) -> bool:
    *surname, first = value.split("_")
    if surname and len(first) == 1:
        # `del_maestro_a`: the end of the name, and how it begins.
        own = _words(name)
        return own[-len(surname) :] == surname and own[0].startswith(first)
    return _holds(name, words)
