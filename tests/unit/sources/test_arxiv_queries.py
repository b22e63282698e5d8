"""arXiv's query language: what a reader follows, asked for in words that arXiv takes whatever was written."""

import re
from datetime import UTC, datetime
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.standins.arxiv.query import QueryError, parse

from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry
from paper_radar.sources.arxiv.queries import (
    MOST_CHARACTERS,
    any_of,
    author_clauses,
    category_clause,
    fitting,
    groups,
    submitted,
    topic_clauses,
)

SINCE = datetime(2026, 10, 22, tzinfo=UTC)


def topic(value: str, *aliases: str) -> Entry:
    return Entry(id="t", kind="topic", value=value, aliases=aliases)


def author(value: str, *aliases: str) -> Entry:
    return Entry(id="a", kind="author", value=value, aliases=aliases)


def paper(**fields: object) -> Paper:
    return Paper(**{"key": "arxiv:2611.00001", "title": "x", "published": "2026-11-02T10:00:00Z", **fields})


def finds(clauses: list[str], wanted: Paper) -> bool:
    return parse(submitted(any_of(clauses), since=SINCE))(wanted)


@pytest.mark.parametrize(
    ("category", "clause"),
    [
        ("cs.LG", "cat:cs.LG"),
        (" astro-ph.CO ", "cat:astro-ph.CO"),
        ("hep-th", "cat:hep-th"),
        ("cond-mat.dis-nn", "cat:cond-mat.dis-nn"),
        ("math", "(cat:math OR cat:math.*)"),
        ("cs.LG OR all:x", ""),
        ('cs"', ""),
        ("数学", ""),
        ("", ""),
    ],
)
def test_a_category_is_asked_for_by_its_name_and_an_archive_with_all_its_subjects(category: str, clause: str):
    assert category_clause(category) == clause


@pytest.mark.parametrize(
    ("value", "phrases"),
    [
        ("implicit bias", ["implicit bias"]),
        ("Low-Rank Adaptation", ["low rank adaptation", "lowrank adaptation"]),
        ("diffusion models", ["diffusion models", "diffusion model"]),
        ("graph theory", ["graph theory", "graph theories"]),
        ("Schrödinger bridge", ["schrodinger bridge"]),
        ("Gödel’s theorem", ["godel theorem"]),
        ("β-VAE", ["beta vae"]),
        ("$\\alpha$-divergence", ["alpha divergence"]),
        ("k-means", ["k means", "kmeans"]),
        ('"scaling laws" (LLM)', ["scaling laws llm"]),
        ("RLHF\\", ["rlhf"]),
    ],
)
def test_a_topic_is_asked_for_as_phrases_of_title_or_abstract(value: str, phrases: list[str]):
    clauses = topic_clauses(topic(value))
    assert [f'ti:"{phrase}" OR abs:"{phrase}"' for phrase in phrases] == [
        clause for clause in clauses if clause.split('"')[1] in phrases
    ]


@pytest.mark.parametrize("value", ["C++", "R", "微调", "LoRA 微调", "()", "\\"])
def test_what_would_be_another_topic_without_its_signs_is_not_asked_for(value: str):
    assert topic_clauses(topic(value)) == []


def test_aliases_of_a_topic_are_asked_for_too():
    clauses = topic_clauses(topic("低秩适应", "LoRA", "low-rank adaptation"))
    assert finds(clauses, paper(title="LoRA: Low-Rank Adaptation of Large Language Models"))
    assert finds(clauses, paper(abstract="We study low-rank adaptations of models."))
    assert not finds(clauses, paper(abstract="Adaptation to a low rank."))


@pytest.mark.parametrize(
    ("followed", "seen"),
    [
        ("Difan Zou", "Difan Zou"),
        ("Difan Zou", "Zou Difan"),
        ("Difan Zou", "Di-Fan Zou"),
        ("Difan Zou", "D. Zou"),
        ("Zou, Difan", "Difan Zou"),
        ("Fei-Fei Li", "Feifei Li"),
        ("Michael I. Jordan", "Michael Jordan"),
        ("Michael I. Jordan", "M. I. Jordan"),
        ("Michael Bronstein", "Michael M. Bronstein"),
        ("Eric Xing", "Eric P. Xing"),
        ("Julian Parker", "Julian D. Parker"),
        ("Bill Yuchen Lin", "Yuchen Lin"),
        ("Heng Rui Kang", "Hengrui Kang"),
        ("Luu Anh Tuan", "Anh Tuan Luu"),
        ("Nguyen Van Chien", "Chien Van Nguyen"),
        ("Yuan Jian-Long", "Jianlong Yuan"),
        ("D. Zou", "Difan Zou"),
        ("Laurens van der Maaten", "L. van der Maaten"),
        ("Jürgen Müller", "Jürgen Müller"),
        ("Jürgen Müller", "Juergen Mueller"),
        ("Conan O'Brien", "Conan O'Brien"),
        ("Paulo Andr\\'e Lima", "Paulo André Lima"),
        ("José García-Castaño", "José García-Castaño"),
        ("ATLAS Collaboration", "ATLAS Collaboration"),
    ],
)
def test_an_author_is_found_under_every_form_a_paper_may_show(followed: str, seen: str):
    assert finds(author_clauses(author(followed)), paper(authors=("Ada Lovelace", seen)))


@pytest.mark.parametrize(
    ("followed", "stranger"), [("Difan Zou", "Daniel Zou"), ("Difan Zou", "Difan Zhou"), ("Wei Wang", "Wen Wang")]
)
def test_namesakes_of_a_common_surname_are_not_asked_for(followed: str, stranger: str):
    assert not finds(author_clauses(author(followed)), paper(authors=(stranger,)))


def test_a_name_in_another_script_is_asked_for_by_its_alias_alone():
    assert author_clauses(author("李飞飞")) == []
    assert finds(author_clauses(author("李飞飞", "Fei-Fei Li")), paper(authors=("Fei-Fei Li",)))


def test_dates_are_told_to_the_minute_in_gmt():
    since = datetime.fromisoformat("2026-10-21T20:00:00-04:00")
    until = datetime(2026, 11, 1, 12, 30, tzinfo=UTC)
    assert submitted("cat:cs.LG", since=since, until=until) == (
        "(cat:cs.LG) AND submittedDate:[202610220000 TO 202611011230]"
    )


def test_a_range_without_an_end_reaches_into_the_next_year():
    assert submitted("cat:cs.LG", since=SINCE).endswith("[202610220000 TO 202712312359]")


def test_many_clauses_go_into_few_queries_that_fit_into_an_address():
    clauses = [
        author_clauses(author(f"Person{'abcdefghij'[n % 10]} Familie{'klmnopqrst'[n // 10]}")) for n in range(100)
    ]
    made = list(groups(clauses))
    assert [place for group in made for place in group] == list(range(100))
    assert len(made) < 25
    for group in made:
        query = submitted(any_of(clause for place in group for clause in clauses[place]), since=SINCE)
        assert len(quote_plus(query)) < 2000


def test_what_has_no_clauses_is_in_no_query():
    assert list(groups([[], ["cat:cs.LG"], []])) == [[1]]
    assert list(groups([])) == []


def test_a_topic_too_long_for_one_query_is_asked_for_by_its_first_phrases():
    clauses = topic_clauses(topic("x" * 90, *(f"number{n} {'long words ' * 9}" for n in range(20))))
    kept = fitting(clauses)
    assert 0 < len(kept) < len(clauses)
    assert len(quote_plus(submitted(any_of(kept), since=SINCE))) < 2000


WILD = st.text(max_size=600) | st.text(st.sampled_from("ab \"()\\:[]{}$+-*?~^/&|!'’é李β,.;"), max_size=80)


@given(st.sampled_from(["topic", "author"]), WILD, st.lists(WILD, max_size=4))
def test_whatever_is_followed_makes_a_query_that_arxiv_takes(kind: str, value: str, aliases: list[str]):
    entry = Entry(id="e", kind=kind, value=value, aliases=tuple(aliases))  # type: ignore[arg-type]
    clauses = fitting(topic_clauses(entry) if kind == "topic" else author_clauses(entry))
    if not clauses:
        return
    for clause in clauses:
        assert re.fullmatch(
            r'ti:"[a-z0-9 ]+" OR abs:"[a-z0-9 ]+"|au:(?:"[a-z0-9 ]+"|\w+)|\(au:\w+ AND au:\w+\)', clause
        ), clause
    query = submitted(any_of(clauses), since=SINCE)
    assert len(quote_plus(query)) < MOST_CHARACTERS + 200
    try:
        parse(query)
    except QueryError as error:
        pytest.fail(f"{query}: {error}")


@given(st.text(max_size=60))
def test_whatever_a_category_is_it_is_one_word_of_the_language_or_nothing(text: str):
    assert re.fullmatch(r"|cat:[\w.-]+|\(cat:[\w-]+ OR cat:[\w-]+\.\*\)", category_clause(text))
