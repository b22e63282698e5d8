"""What Hugging Face is asked, before a stand-in: whole lists, validators, its limits, and never a page."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.standins.huggingface import HuggingFaceStandin, item
from tests.standins.server import Answer
from tests.unit.sources.huggingface.muon import MUON

from paper_radar.errors import BadInputError, RateLimitedError
from paper_radar.papers.model import Paper
from paper_radar.sources.errors import RefusedError, UnreachableError, UnreadableError
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http
from paper_radar.sources.huggingface import INTERVAL, HuggingFace, Listing

DAY = date(2026, 4, 29)


@pytest.fixture
def hub() -> Iterator[HuggingFaceStandin]:
    with HuggingFaceStandin([MUON], day=DAY) as standin:
        yield standin


def hugging_face(hub: HuggingFaceStandin, gate: Gate | None = None) -> HuggingFace:
    return HuggingFace(Http(retries=0, pause=0.01), hub.url, gate or Gate(0.0, name="Hugging Face"))


def many(count: int) -> list[Paper]:
    return [replace(MUON, key=f"arxiv:2604.{n:05}", arxiv_id=f"2604.{n:05}") for n in range(count)]


def test_a_days_papers_come_with_what_its_readers_say(hub: HuggingFaceStandin):
    listing = hugging_face(hub).day(DAY)
    assert (listing.papers, listing.skipped, listing.status, listing.cut) == ((MUON,), 0, 200, False)
    (request,) = hub.log
    assert (request.path, request.query) == ("/api/daily_papers", {"limit": "100", "date": "2026-04-29"})


def test_the_latest_list_needs_no_date(hub: HuggingFaceStandin):
    assert hugging_face(hub).latest().papers == (MUON,)
    assert hub.log[0].query == {"limit": "100"}


def test_a_list_that_has_not_changed_is_not_sent_again(hub: HuggingFaceStandin):
    here = hugging_face(hub)
    first = here.day(DAY)
    assert here.day(DAY, first.validators) == Listing(status=304, validators=first.validators)
    hub.papers = [replace(MUON, upvotes=36)]
    assert [paper.upvotes for paper in here.day(DAY, first.validators).papers] == [36]


def test_a_busy_day_is_not_cut_at_fifty(hub: HuggingFaceStandin):
    hub.papers = many(73)
    assert len(hugging_face(hub).day(DAY).papers) == 73
    assert len(hub.log) == 1


@pytest.mark.parametrize("size", [50, 100])
def test_a_list_of_just_so_many_as_a_page_has_is_asked_for_its_next_page(hub: HuggingFaceStandin, size: int):
    hub.most_a_page = size
    hub.papers = many(size + 7)
    listing = hugging_face(hub).day(DAY)
    assert (len(listing.papers), listing.cut, listing.validators) == (size + 7, False, None)
    assert [request.query.get("p") for request in hub.log] == [None, "1"]


def test_exactly_fifty_papers_are_a_whole_list_too(hub: HuggingFaceStandin):
    hub.papers = many(50)
    listing = hugging_face(hub).day(DAY)
    assert (len(listing.papers), listing.cut, len(hub.log)) == (50, False, 2)


def test_where_there_are_no_pages_a_list_of_fifty_is_asked_for_twice_and_no_more(hub: HuggingFaceStandin):
    hub.paged, hub.most_a_page = False, 50
    hub.papers = many(60)
    listing = hugging_face(hub).day(DAY)
    assert (len(listing.papers), listing.cut, len(hub.log)) == (50, False, 2)


def test_a_list_without_end_ends_and_is_told_to_be_cut(hub: HuggingFaceStandin):
    hub.most_a_page = 50
    hub.papers = many(500)
    listing = hugging_face(hub).day(DAY)
    assert (len(listing.papers), listing.cut, len(hub.log)) == (250, True, 5)


def test_a_day_that_it_does_not_know_yet_has_no_papers(hub: HuggingFaceStandin):
    hub.queue("/api/daily_papers", Answer(400, '{"error": "✖ Invalid ISO date\\n  → at date"}'.encode()))
    listing = hugging_face(hub).day(date(2026, 4, 30))
    assert (listing.papers, listing.status) == ((), 400)


def test_a_refusal_where_no_day_was_asked_for_is_named(hub: HuggingFaceStandin):
    hub.queue("/api/daily_papers", Answer(400, b'{"error": "sort is unknown"}'))
    with pytest.raises(RefusedError, match=r"HTTP 400\. sort is unknown"):
        hugging_face(hub).trending()


def test_what_is_trending_comes_in_its_order(hub: HuggingFaceStandin):
    hub.papers = many(3)
    hub.trending = ["arxiv:2604.00002", "arxiv:2604.00000"]
    assert [paper.key for paper in hugging_face(hub).trending().papers] == hub.trending
    assert hub.log[0].query == {"limit": "100", "sort": "trending"}


def test_a_single_paper_is_found_and_its_page_is_never_visited(hub: HuggingFaceStandin):
    assert hugging_face(hub).paper("arXiv:2502.16982v2") == replace(MUON, comments=None)
    assert [request.path for request in hub.log] == ["/api/papers/2502.16982"]


def test_a_paper_that_is_not_indexed_there_is_none(hub: HuggingFaceStandin):
    assert hugging_face(hub).paper("2602.11557") is None


def test_what_is_no_id_is_refused_without_asking(hub: HuggingFaceStandin):
    with pytest.raises(BadInputError):
        hugging_face(hub).paper("../../secret")
    assert hub.log == []


@pytest.mark.parametrize("alone", [False, True], ids=["items that hold a paper", "items that are one"])
def test_a_search_finds_papers_in_either_shape(hub: HuggingFaceStandin, alone: bool):
    hub.alone = alone
    found = hugging_face(hub).search(" muon\n scalable ", limit=20)
    assert [paper.key for paper in found] == [MUON.key]
    assert hub.log[0].query == {"q": "muon scalable", "limit": "20"}


def test_a_search_gives_no_more_than_was_asked_for(hub: HuggingFaceStandin):
    hub.queue("/api/papers/search", Answer(200, json.dumps([item(each, "2026-04-29") for each in many(9)]).encode()))
    assert len(hugging_face(hub).search("muon", limit=3)) == 3


def test_a_search_for_nothing_asks_nothing(hub: HuggingFaceStandin):
    assert hugging_face(hub).search("  ") == []
    assert hub.log == []


@pytest.mark.parametrize(
    "bad", [None, 7, [], {}, {"paper": None}, {"paper": {"id": "abc", "title": "x"}}, "2502.16982"]
)
def test_an_item_that_is_no_paper_is_counted_and_passed_over(hub: HuggingFaceStandin, bad: object):
    hub.queue("/api/daily_papers", Answer(200, json.dumps([bad, item(MUON, "2026-04-29")]).encode()))
    listing = hugging_face(hub).day(DAY)
    assert (listing.papers, listing.skipped) == ((MUON,), 1)


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
        hugging_face(hub).latest()
    assert caught.value.hint


def test_its_limits_are_obeyed_with_a_gate_of_its_own(hub: HuggingFaceStandin):
    hub.queue("/api/", Answer(429, b"", {"retry-after": "300"}))
    here = HuggingFace(Http(retries=0), hub.url)
    for _ in range(2):
        with pytest.raises(RateLimitedError, match="Hugging Face is limiting us"):
            here.latest()
    assert len(hub.log) == 1
    assert INTERVAL >= 300 / 500  # 500 calls in five minutes


def test_where_few_requests_are_left_the_others_wait_for_the_next_window(hub: HuggingFaceStandin):
    hub.left, hub.resets_in = 12, 240
    here = hugging_face(hub)
    assert [here.latest().rest, here.trending().rest] == [0.0, 240.0]
    with pytest.raises(RateLimitedError, match="Hugging Face is limiting us"):
        here.day(DAY)
    assert len(hub.log) == 2


def test_a_refusal_without_retry_after_lasts_as_long_as_the_window_it_tells(hub: HuggingFaceStandin):
    hub.left, hub.resets_in = 0, 42
    gate = Gate(0.0, name="Hugging Face", clock=lambda: 0.0, now=lambda: datetime(2026, 4, 29, 9, tzinfo=UTC))
    with pytest.raises(RateLimitedError) as caught:
        hugging_face(hub, gate).latest()
    # A quarter of an hour would be the gate's own.
    assert caught.value.until == "2026-04-29T09:00:42+00:00"


def test_a_hub_that_is_away_is_named():
    with HuggingFaceStandin() as gone:
        here = hugging_face(gone)
    with pytest.raises(UnreachableError):
        here.latest()
