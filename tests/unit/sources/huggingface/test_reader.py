"""A paper as Hugging Face writes it: every field optional, every field hostile, and fifty recorded days."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.shared import DATA, needs_shared
from tests.standins.huggingface import item, paper_object
from tests.unit.sources.huggingface.muon import MUON

from paper_radar.papers.model import Paper
from paper_radar.sources.huggingface import read_item
from paper_radar.sources.huggingface.reader import (
    LONGEST_ABSTRACT,
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    MOST_AUTHORS,
    MOST_KEYWORDS,
)

DAY = "2026-04-29"


def test_items_that_are_a_paper_and_items_that_hold_one_are_both_read():
    assert read_item(item(MUON, DAY)) == MUON
    assert read_item(paper_object(MUON, DAY)) == replace(MUON, comments=None)


def test_a_paper_alone_may_count_its_comments_itself():
    assert read_item(paper_object(MUON, DAY) | {"numComments": 2}) == MUON


def test_what_came_later_to_the_format_is_optional():
    record = item(MUON, DAY)
    newer = ("ai_summary", "ai_keywords", "githubRepo", "githubStars", "projectPage", "submittedOnDailyAt")
    for name in newer:
        del record["paper"][name]
    del record["numComments"]
    bare = replace(MUON, summary="", keywords=(), code_url="", project_url="", comments=None)
    assert read_item(record, listed_on=DAY) == bare


def test_an_item_that_does_not_say_its_day_belongs_to_the_day_asked_for():
    record = item(MUON, "2024-07-31")
    del record["paper"]["submittedOnDailyAt"]
    read = read_item(record, listed_on="2024-07-31")
    assert read is not None
    assert read.announced == "2024-07-31"


def test_the_lists_title_is_taken_because_it_keeps_the_tex():
    record = item(MUON, DAY) | {"title": r"Learning in $\mathbb{R}^n$"}
    record["paper"]["title"] = "Learning in R^n"
    assert read_item(record) == replace(MUON, title="Learning in ℝⁿ")


def test_newlines_in_titles_abstracts_and_summaries_are_folded():
    record = item(MUON, DAY) | {"title": "Muon is Scalable\n  for LLM Training"}
    record["paper"]["summary"] = MUON.abstract.replace(" based", "\nbased")
    record["paper"]["ai_summary"] = f"\n{MUON.summary}\n"
    assert read_item(record) == MUON


@pytest.mark.parametrize(
    ("field", "hostile", "read"),
    [
        ("githubRepo", "javascript:alert(1)", {"code_url": ""}),
        ("githubRepo", "http://", {"code_url": ""}),
        ("githubRepo", "http://[::1", {"code_url": ""}),
        ("githubRepo", "https://github.com@evil.example/x", {"code_url": ""}),
        ("githubRepo", "https://github.com/a b", {"code_url": ""}),
        ("githubRepo", "https://github.com/" + "a" * 3000, {"code_url": ""}),
        ("githubRepo", 7, {"code_url": ""}),
        ("githubRepo", "https://github.com/\nMoonshotAI/Moonlight ", {}),
        ("projectPage", "data:text/html,<script>x</script>", {"project_url": ""}),
        ("projectPage", ["https://example.org"], {"project_url": ""}),
        ("upvotes", "many", {"upvotes": None}),
        ("upvotes", -1, {"upvotes": None}),
        ("upvotes", True, {"upvotes": None}),
        ("upvotes", 10**30, {"upvotes": None}),
        ("upvotes", 0, {"upvotes": 0}),
        ("publishedAt", "yesterday", {"published": ""}),
        ("publishedAt", "0001-01-01T00:00:00+23:00", {"published": ""}),
        ("publishedAt", "2025-02-24T17:12:29+08:00", {}),
        ("publishedAt", "2025-02-24", {"published": "2025-02-24"}),
        ("authors", None, {"authors": ()}),
        ("authors", [{"name": "<b>Jingyuan</b> Liu"}, {"name": ":"}, "x", {}, {"name": "NVIDIA", "hidden": True}], {}),
        ("summary", "The <i>Muon</i> optimizer based on matrix orthogonalization.<script>x</script>", {}),
        ("ai_summary", {"text": "x"}, {"summary": ""}),
        ("ai_summary", "<b>Muon</b> trains\nmodels.", {"summary": "Muon trains models."}),
        ("ai_keywords", "Muon", {"keywords": ()}),
        ("ai_keywords", ["Muon", 7, "", "Muon", "x" * 5000, "<i>SGD</i>"], {"keywords": ("Muon", "SGD")}),
    ],
)
def test_hostile_and_missing_fields_are_cleaned_or_dropped(field: str, hostile: object, read: dict[str, Any]):
    record = item(MUON, DAY)
    record["paper"][field] = hostile
    assert read_item(record) == replace(MUON, **read)


def test_no_field_is_larger_than_a_paper_needs():
    record = item(MUON, DAY) | {"title": "t" * 10**6}
    record["paper"] |= {
        "summary": "s " * 10**6,
        "ai_summary": "a " * 10**6,
        "ai_keywords": [f"word {n}" for n in range(10**4)],
        "authors": [{"name": "n" * 10**5}] + [{"name": f"Ada Author{n}"} for n in range(2 * MOST_AUTHORS)],
    }
    read = read_item(record)
    assert read is not None
    assert (len(read.title), read.title[-1]) == (LONGEST_TITLE, "…")
    assert len(read.abstract) <= LONGEST_ABSTRACT
    assert len(read.summary) <= LONGEST_SUMMARY
    assert (len(read.keywords), len(read.authors)) == (MOST_KEYWORDS, MOST_AUTHORS)


FIELDS = ["paper", "id", "title", "authors", "name", "summary", "publishedAt", "upvotes", "githubRepo", "ai_keywords"]
LEAVES = st.none() | st.booleans() | st.integers() | st.text() | st.just("2502.16982")


@settings(max_examples=50)
@given(st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(FIELDS), inner)))
def test_any_json_is_a_paper_or_nothing(value: object):
    assert read_item(value) is None or read_item(value).title


@needs_shared
def test_fifty_recorded_days_are_read_whole():
    days = sorted((DATA / "huggingface" / "daily").glob("*.json"))
    read = [read_item(record, path.stem) for path in days for record in json.loads(path.read_bytes())]
    papers: list[Paper] = [paper for paper in read if paper is not None]
    assert (len(days), len(read), len(papers)) == (50, 769, 769)
    assert all(paper.abstract and paper.authors and paper.published and paper.announced for paper in papers)
    assert all(paper.upvotes is not None and paper.comments is not None for paper in papers)
    assert not any("\n" in text or "  " in text for paper in papers for text in (paper.title, paper.abstract))
    told = [sum(bool(getattr(paper, name)) for paper in papers) for name in ("code_url", "summary", "keywords")]
    assert told == [297, 353, 533]
    assert sum(bool(paper.project_url) for paper in papers) == 230
    assert not any(paper.summary.endswith("…") or "\n" in paper.summary for paper in papers)
    assert max(len(paper.keywords) for paper in papers) == 31
    assert any("NVIDIA" in paper.authors for paper in papers)
    (progent,) = (paper for paper in papers if paper.arxiv_id == "2504.11703")
    assert progent.authors[0] == "Tianneng Shi"  # hidden there, and an author all the same
