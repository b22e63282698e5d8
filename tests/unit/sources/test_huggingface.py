"""Hugging Face's papers from a stand-in and from 50 recorded days."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.shared import DATA, needs_shared
from tests.standins.huggingface import HuggingFaceStandin, item, paper_object
from tests.standins.server import Answer

from paper_radar.errors import BadInputError, RateLimitedError
from paper_radar.papers.model import Paper, merged
from paper_radar.sources.errors import UnreachableError, UnreadableError
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http
from paper_radar.sources.huggingface import INTERVAL, HuggingFace, read_item

DAY = date(2026, 4, 29)
MUON = Paper(
    key="arxiv:2502.16982",
    title="Muon is Scalable for LLM Training",
    authors=("Jingyuan Liu", "NVIDIA"),
    abstract="The Muon optimizer based on matrix orthogonalization.",
    published="2025-02-24T09:12:29Z",
    announced="2026-04-29",
    arxiv_id="2502.16982",
    url="https://arxiv.org/abs/2502.16982",
    pdf_url="https://arxiv.org/pdf/2502.16982",
    source="huggingface",
    upvotes=35,
    comments=2,
    code_url="https://github.com/MoonshotAI/Moonlight",
)


@pytest.fixture
def hub() -> Iterator[HuggingFaceStandin]:
    with HuggingFaceStandin([MUON], day=DAY) as standin:
        yield standin


def hugging_face(hub: HuggingFaceStandin) -> HuggingFace:
    return HuggingFace(Http(retries=0, pause=0.01), hub.url, Gate(0.0))


def test_a_days_papers_come_with_upvotes_comments_and_code(hub: HuggingFaceStandin):
    batch = hugging_face(hub).daily(DAY)
    assert (batch.papers, batch.note, batch.skipped) == ((MUON,), "", 0)
    (request,) = hub.log
    assert (request.path, request.query) == ("/api/daily_papers", {"limit": "100", "date": "2026-04-29"})


def test_a_busy_day_is_not_cut_at_fifty(hub: HuggingFaceStandin):
    hub.papers = [replace(MUON, key=f"arxiv:2604.{n:05}", arxiv_id=f"2604.{n:05}") for n in range(73)]
    assert len(hugging_face(hub).daily(DAY).papers) == 73


def test_the_latest_day_needs_no_date(hub: HuggingFaceStandin):
    assert hugging_face(hub).daily().papers == (MUON,)
    assert "date" not in hub.log[0].query


def test_a_day_without_papers_explains_itself(hub: HuggingFaceStandin):
    batch = hugging_face(hub).daily(date(2026, 5, 2))
    assert (batch.papers, batch.note) == ((), "Hugging Face lists no papers on Saturday, 2026-05-02.")


def test_a_single_paper_is_found_and_its_page_is_never_visited(hub: HuggingFaceStandin):
    assert hugging_face(hub).paper("arXiv:2502.16982v2") == replace(MUON, comments=None)
    assert [request.path for request in hub.log] == ["/api/papers/2502.16982"]


def test_a_paper_that_is_not_indexed_there_is_none(hub: HuggingFaceStandin):
    assert hugging_face(hub).paper("2602.11557") is None


def test_what_is_no_id_is_refused_without_asking(hub: HuggingFaceStandin):
    with pytest.raises(BadInputError):
        hugging_face(hub).paper("../../secret")
    assert hub.log == []


def test_a_search_finds_papers(hub: HuggingFaceStandin):
    assert [paper.key for paper in hugging_face(hub).search("muon scalable")] == [MUON.key]
    assert hub.log[0].query == {"q": "muon scalable"}


def test_items_that_are_a_paper_and_items_that_hold_one_are_both_read():
    held, alone = read_item(item(MUON, "2026-04-29")), read_item(paper_object(MUON, "2026-04-29"))
    assert held == MUON
    assert alone == replace(MUON, comments=None)


def test_the_lists_title_is_taken_because_it_keeps_the_tex():
    record = item(MUON, "2026-04-29") | {"title": r"Learning in $\mathbb{R}^n$"}
    record["paper"]["title"] = "Learning in R^n"
    assert read_item(record) == replace(MUON, title="Learning in ℝⁿ")


def test_newlines_in_titles_and_abstracts_are_folded():
    record = item(MUON, "2026-04-29") | {"title": "Muon is Scalable\n  for LLM Training"}
    record["paper"]["summary"] = "The Muon optimizer\nbased on matrix orthogonalization."
    assert read_item(record) == MUON


@pytest.mark.parametrize(
    ("field", "hostile", "read"),
    [
        ("githubRepo", "javascript:alert(1)", {"code_url": ""}),
        ("githubRepo", "http://", {"code_url": ""}),
        ("githubRepo", "http://[::1", {"code_url": ""}),
        ("githubRepo", 7, {"code_url": ""}),
        ("upvotes", "many", {"upvotes": None}),
        ("upvotes", -1, {"upvotes": None}),
        ("upvotes", True, {"upvotes": None}),
        ("publishedAt", "yesterday", {"published": ""}),
        ("publishedAt", "2025-02-24T17:12:29+08:00", {}),
        ("publishedAt", "2025-02-24", {"published": "2025-02-24"}),
        ("authors", None, {"authors": ()}),
        ("authors", [{"name": "<b>Jingyuan</b> Liu"}, {"name": ":"}, "x", {}, {"name": "NVIDIA", "hidden": True}], {}),
        ("summary", "The <i>Muon</i> optimizer based on matrix orthogonalization.<script>x</script>", {}),
    ],
)
def test_hostile_and_missing_fields_are_cleaned_or_dropped(field: str, hostile: object, read: dict[str, Any]):
    record = item(MUON, "2026-04-29")
    record["paper"][field] = hostile
    assert read_item(record) == replace(MUON, **read)


@pytest.mark.parametrize(
    "bad", [None, 7, [], {}, {"paper": None}, {"paper": {"id": "abc", "title": "x"}}, "2502.16982"]
)
def test_an_item_that_is_no_paper_is_counted_and_passed_over(hub: HuggingFaceStandin, bad: object):
    hub.queue("/api/daily_papers", Answer(200, json.dumps([bad, item(MUON, "2026-04-29")]).encode()))
    batch = hugging_face(hub).daily(DAY)
    assert (batch.papers, batch.skipped) == ((MUON,), 1)


def test_an_item_that_does_not_say_its_day_belongs_to_the_day_asked_for(hub: HuggingFaceStandin):
    record = item(MUON, "2024-07-31")
    del record["paper"]["submittedOnDailyAt"]
    hub.queue("/api/daily_papers", Answer(200, json.dumps([record]).encode()))
    assert hugging_face(hub).daily(date(2024, 7, 31)).papers[0].announced == "2024-07-31"


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, b"<!doctype html><title>Hugging Face</title>", {"content-type": "text/html"}),
        Answer(200, b'[{"paper": {"id": "2502'),
        Answer(200, b""),
        Answer(200, b"[" * 100_000),
        Answer(200, b'{"error": "maintenance"}'),
        Answer(200, b"\xff\xfe\x00"),
    ],
    ids=["a web page", "half a list", "nothing", "a deep nest", "no list", "garbage"],
)
def test_what_is_no_list_of_papers_is_named(hub: HuggingFaceStandin, answer: Answer):
    hub.queue("/api/daily_papers", answer)
    with pytest.raises(UnreadableError) as caught:
        hugging_face(hub).daily()
    assert caught.value.hint


def test_its_limits_are_obeyed_with_a_gate_of_its_own(hub: HuggingFaceStandin):
    hub.queue("/api/", Answer(429, b"", {"retry-after": "300"}))
    here = HuggingFace(Http(retries=0), hub.url)
    for _ in range(2):
        with pytest.raises(RateLimitedError, match="Hugging Face is limiting us"):
            here.daily()
    assert len(hub.log) == 1
    assert INTERVAL >= 300 / 500  # 500 calls in five minutes


def test_a_hub_that_is_away_is_named():
    with HuggingFaceStandin() as gone:
        here = hugging_face(gone)
    with pytest.raises(UnreachableError):
        here.daily()


def test_a_sighting_there_adds_counts_to_arxivs_record_and_takes_nothing_away():
    arxiv = replace(
        MUON, source="arxiv", version=2, title="Muon Is Scalable", upvotes=None, comments=None, code_url="",
        announced="2025-02-25", categories=("cs.LG",),
    )  # fmt: skip
    record = merged(arxiv, MUON)
    assert record == replace(arxiv, upvotes=35, comments=2, code_url=MUON.code_url)


FIELDS = ["paper", "id", "title", "authors", "name", "summary", "publishedAt", "upvotes", "githubRepo"]
LEAVES = st.none() | st.booleans() | st.integers() | st.text() | st.just("2502.16982")


@settings(max_examples=30)
@given(st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(FIELDS), inner)))
def test_any_json_is_a_paper_or_nothing(value: object):
    assert read_item(value) is None or read_item(value).title


@needs_shared
def test_fifty_recorded_days_are_read_whole(hub: HuggingFaceStandin):
    days = sorted((DATA / "huggingface" / "daily").glob("*.json"))
    here = hugging_face(hub)
    papers: list[Paper] = []
    for path in days:
        hub.queue("/api/daily_papers", Answer(200, path.read_bytes(), {"content-type": "application/json"}))
        batch = here.daily(date.fromisoformat(path.stem))
        assert (batch.skipped, batch.note) == (0, "")
        papers += batch.papers
    assert (len(days), len(papers)) == (50, 769)
    assert all(paper.abstract and paper.authors and paper.published and paper.announced for paper in papers)
    assert all(paper.upvotes is not None and paper.comments is not None for paper in papers)
    assert sum(bool(paper.code_url) for paper in papers) == 297
    assert not any("\n" in text or "  " in text for paper in papers for text in (paper.title, paper.abstract))
    assert any("NVIDIA" in paper.authors for paper in papers)
    (progent,) = (paper for paper in papers if paper.arxiv_id == "2504.11703")
    assert progent.authors[0] == "Tianneng Shi"  # hidden there, and an author all the same
