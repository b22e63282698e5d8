"""The day's announcements from a stand-in: one combined feed, and a reason when there is nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from tests.standins.arxiv import ArxivStandin, feed_error, rss, rss_answer
from tests.standins.server import Answer

from paper_radar.errors import SourceError
from paper_radar.papers.model import Paper, merged
from paper_radar.sources.arxiv import ArxivRss
from paper_radar.sources.arxiv.rss import MOST_ITEMS
from paper_radar.sources.errors import RefusedError, UnreadableError
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http


def paper(arxiv_id: str, *categories: str, version: int = 1) -> Paper:
    return Paper(
        key=f"arxiv:{arxiv_id}",
        title=f"On {arxiv_id}",
        authors=("Difan Zou",),
        abstract="We study steepest descent.",
        categories=categories,
        primary_category=categories[0],
        version=version,
        arxiv_id=arxiv_id,
    )


@pytest.fixture
def arxiv() -> Iterator[ArxivStandin]:
    papers = [
        paper("2604.00001", "cs.LG"),
        paper("2604.00002", "stat.ML", "cs.LG"),
        paper("2604.00003", "math.OC"),
        paper("2401.00004", "cs.LG", version=3),
    ]
    with ArxivStandin(papers, kinds={"arxiv:2401.00004": "replace"}) as standin:
        yield standin


def rss_of(arxiv: ArxivStandin, most_items: int = MOST_ITEMS) -> ArxivRss:
    return ArxivRss(Http(pause=0.01, retries=0), Gate(0.0), arxiv.rss_url, most_items=most_items)


def test_all_categories_are_one_request(arxiv: ArxivStandin):
    batch = rss_of(arxiv).fetch(["cs.LG", "stat.ML"])
    assert [paper.arxiv_id for paper in batch.papers] == ["2604.00001", "2604.00002", "2401.00004"]
    assert (batch.note, batch.skipped) == ("", 0)
    assert [request.path for request in arxiv.log] == ["/rss/cs.LG+stat.ML"]


def test_a_category_asked_twice_is_asked_once(arxiv: ArxivStandin):
    rss_of(arxiv).fetch([" cs.LG", "cs.LG ", ""])
    assert [request.path for request in arxiv.log] == ["/rss/cs.LG"]


def test_a_replaced_paper_is_updated_and_keeps_its_day(arxiv: ArxivStandin):
    known = replace(paper("2401.00004", "cs.LG", version=2), announced="2024-01-08", title="The first title")
    (seen,) = (paper for paper in rss_of(arxiv).fetch(["cs.LG"]).papers if paper.arxiv_id == "2401.00004")
    record = merged(known, seen)
    assert (record.version, record.title, record.announced) == (3, "On 2401.00004", "2024-01-08")


def test_without_categories_arxiv_is_not_asked(arxiv: ArxivStandin):
    batch = rss_of(arxiv).fetch([])
    assert (batch.papers, arxiv.log) == ((), [])
    assert "No arXiv category is chosen" in batch.note


@pytest.mark.parametrize("day", [date(2026, 8, 1), date(2026, 8, 2)])
def test_an_empty_weekend_explains_itself(arxiv: ArxivStandin, day: date):
    arxiv.day = day
    batch = rss_of(arxiv).fetch(["cs.LG"])
    assert batch.papers == ()
    assert batch.note == (
        "arXiv announces nothing on Saturday and Sunday; the newest batch is from Friday 31 July 2026."
    )


def test_an_empty_working_day_is_told_as_such(arxiv: ArxivStandin):
    assert rss_of(arxiv).fetch(["econ.EM"]).note == (
        "arXiv announced nothing in these categories on Monday 27 April 2026."
    )


@pytest.mark.parametrize("unknown", ["cs.XX", "notanarchive", "CS.LG", "cs.LG/../../secret", "cs.LG?x=1", "机器学习"])
def test_a_category_that_does_not_exist_is_named_and_the_others_are_fetched(arxiv: ArxivStandin, unknown: str):
    batch = rss_of(arxiv).fetch(["stat.ML", unknown])
    assert [paper.arxiv_id for paper in batch.papers] == ["2604.00002"]
    assert f"arXiv knows no category {unknown}" in batch.note
    assert all(request.path.startswith("/rss/stat.ML") for request in arxiv.log)


def test_only_categories_that_do_not_exist_give_a_note_and_no_endless_asking(arxiv: ArxivStandin):
    batch = rss_of(arxiv).fetch(["cs.XX", "nowhere", "!"])
    assert batch.papers == ()
    assert "!, nowhere, cs.XX" in batch.note or "!, cs.XX, nowhere" in batch.note
    assert len(arxiv.log) == 2


def test_an_error_that_names_no_category_is_an_error(arxiv: ArxivStandin):
    text = feed_error("https://rss.arxiv.org/rss/cs.LG", "The database is down.", arxiv.day)
    arxiv.queue("/rss/", rss_answer(text, status=400))
    with pytest.raises(RefusedError, match="The database is down"):
        rss_of(arxiv).fetch(["cs.LG"])


def test_an_error_feed_is_an_error_with_status_200_too(arxiv: ArxivStandin):
    arxiv.queue("/rss/", rss_answer(feed_error("https://rss.arxiv.org/rss/cs.LG", "Sorry.", arxiv.day)))
    with pytest.raises(RefusedError, match="Sorry"):
        rss_of(arxiv).fetch(["cs.LG"])


def test_a_refusal_with_a_healthy_looking_feed_is_an_error(arxiv: ArxivStandin):
    arxiv.queue("/rss/", rss_answer(rss(["cs.LG"], [], arxiv.day), status=400))
    with pytest.raises(RefusedError, match="HTTP 400"):
        rss_of(arxiv).fetch(["cs.LG"])


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, b"<!doctype html><title>Sign in to the network</title>", {"content-type": "text/html"}),
        Answer(200, b"\x00\x01 garbage", {"content-type": "application/rss+xml"}),
        Answer(200, rss(["cs.LG"], [], date(2026, 4, 27)).encode()[:300], {"content-type": "application/rss+xml"}),
    ],
    ids=["a web page", "garbage", "half a feed"],
)
def test_what_is_no_feed_is_named_with_a_hint(arxiv: ArxivStandin, answer: Answer):
    arxiv.queue("/rss/", answer)
    with pytest.raises(UnreadableError) as caught:
        rss_of(arxiv).fetch(["cs.LG"])
    assert caught.value.hint


def test_a_feed_that_reached_arxivs_limit_is_fetched_again_in_halves(arxiv: ArxivStandin):
    # arXiv drops the new papers first when it cuts a feed at 2,000.
    assert MOST_ITEMS == 2000
    crowd = [(paper(f"2604.{number:05}", "cs.LG"), "replace") for number in range(10_000, 10_005)]
    arxiv.queue("/rss/", rss_answer(rss(["cs.LG", "stat.ML", "cs.AI"], crowd, arxiv.day)))
    batch = rss_of(arxiv, most_items=5).fetch(["cs.LG", "stat.ML", "cs.AI"])
    assert {request.path for request in arxiv.log[1:]} == {"/rss/cs.LG+stat.ML", "/rss/cs.AI"}
    assert {paper.arxiv_id for paper in batch.papers} == {"2604.00001", "2604.00002", "2401.00004"}
    assert batch.note == ""


def test_a_paper_in_two_halves_is_one_paper_and_new_if_it_is_new_in_either(arxiv: ArxivStandin):
    twice = paper("2604.00002", "stat.ML", "cs.LG")
    full = rss_answer(rss(["cs.LG", "stat.ML"], [(twice, "new")], arxiv.day))
    as_replacement = rss_answer(rss(["stat.ML"], [(twice, "replace")], arxiv.day))
    arxiv.queue("/rss/", full, as_replacement, full)
    (seen,) = rss_of(arxiv, most_items=1).fetch(["cs.LG", "stat.ML"]).papers
    assert seen.announced == "2026-04-27"


def test_a_single_category_at_the_limit_is_taken_with_a_note(arxiv: ArxivStandin):
    batch = rss_of(arxiv, most_items=2).fetch(["cs.LG"])
    assert len(batch.papers) == 3
    assert batch.note == "arXiv lists at most 2 papers a feed; some of this day may be missing."


def test_bad_items_are_counted(arxiv: ArxivStandin):
    arxiv.papers.append(replace(paper("2604.00009", "cs.LG"), title=" "))
    batch = rss_of(arxiv).fetch(["cs.LG"])
    assert (len(batch.papers), batch.skipped) == (3, 1)


def test_an_arxiv_that_is_away_is_a_source_error():
    with ArxivStandin() as gone:
        rss_source = rss_of(gone)
    with pytest.raises(SourceError):
        rss_source.fetch(["cs.LG"])
