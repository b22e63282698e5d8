"""The language of the search."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paper_radar.search.language import LONGEST, MOST_CLAUSES, Clause, Problem, parse, query_of


def clauses(text: str) -> list[tuple[str, str]]:
    return [(("-" if each.negative else "") + each.kind, each.value) for each in parse(text).clauses]


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("diffusion sampling", [("word", "diffusion"), ("word", "sampling")]),
        ('"implicit bias" muon', [("phrase", "implicit bias"), ("word", "muon")]),
        ('author:"Difan Zou" title:muon', [("author", "Difan Zou"), ("title", "muon")]),
        ("author: Zou", [("author", "Zou")]),
        ("AUTHOR:Zou cat:cs.LG", [("author", "Zou"), ("category", "cs.LG")]),
        ("-survey -author:Zou", [("-word", "survey"), ("-author", "Zou")]),
        ('-"large language models"', [("-phrase", "large language models")]),
        ("“扩散 模型” 作者：邹迪凡", [("phrase", "扩散 模型"), ("author", "邹迪凡")]),
        ("after:2026 before:2026-03", [("after", "2026-01-01"), ("before", "2026-03-01")]),
        ("after:2026/3/5 晚于：2026年3月", [("after", "2026-03-05"), ("after", "2026-03-01")]),
        ("-after:2026", [("before", "2026-01-01")]),
        ("pre-training model–free", [("word", "pre-training"), ("word", "model-free")]),
        ("diffusion, diffusion", [("word", "diffusion")]),
        ('"not closed', [("phrase", "not closed")]),
        ("foo:bar", [("word", "foo:bar")]),
        ("--author:Zou --x", [("-author", "Zou"), ("-word", "x")]),
        ("- ... ()", []),
        ("", []),
    ],
)
def test_what_is_typed_is_understood(text: str, understood: list[tuple[str, str]]) -> None:
    assert clauses(text) == understood


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("after:32 muon", Problem("after", "32", "date")),
        ("muon before:2026-02-30", Problem("before", "2026-02-30", "date")),
        ("muon after:yesterday", Problem("after", "yesterday", "date")),
        ("muon author:", Problem("author", "", "empty")),
        ('title:"" muon', Problem("title", "", "empty")),
    ],
)
def test_what_cannot_be_searched_is_told_and_the_rest_is_searched(text: str, problem: Problem) -> None:
    query = parse(text)
    assert query.problems == (problem,)
    assert query.clauses == (Clause("word", "muon"),)


def test_more_clauses_than_a_search_takes_are_told() -> None:
    query = parse(" ".join(f"word{number}" for number in range(MOST_CLAUSES + 2)))
    assert len(query.clauses) == MOST_CLAUSES
    assert [problem.why for problem in query.problems] == ["many", "many"]


@settings(max_examples=300)
@given(st.text(max_size=LONGEST + 50))
def test_whatever_is_typed_is_read_and_what_was_understood_is_read_the_same_again(text: str) -> None:
    query = parse(text)
    assert parse(query_of(query.clauses)).clauses == query.clauses or len(query_of(query.clauses)) > LONGEST


_PIECES = st.sampled_from(
    [
        "author:",
        "-",
        '"',
        "title:",
        "after:",
        "2026",
        "category:",
        "cs.LG",
        "muon",
        " ",
        ":",
        "：",
        "“",
        "扩散",
        "'",
        "before:",
    ]
)


@settings(max_examples=300)
@given(st.lists(_PIECES, max_size=30).map("".join))
def test_the_signs_of_the_language_in_any_order_are_read_too(text: str) -> None:
    query = parse(text)
    assert parse(query_of(query.clauses)).clauses == query.clauses
