"""The source `huggingface`, day after day, before a stand-in: which lists are asked for, and what is remembered."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes.pool import FakePool
from tests.standins.huggingface import HuggingFaceStandin
from tests.standins.server import Answer
from tests.unit.sources.huggingface.muon import MUON

from paper_radar.errors import RateLimitedError
from paper_radar.papers.model import Paper
from paper_radar.sources.batch import Batch
from paper_radar.sources.errors import UnreachableError, UnreadableError
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http
from paper_radar.sources.huggingface import HuggingFace, HuggingFaceDaily, trending
from paper_radar.sources.huggingface.memory import read, written

WEDNESDAY = date(2026, 4, 29)
# The fourteen days up to Wednesday, newest first, without their two weekends.
WORKDAYS = ["29", "28", "27", "24", "23", "22", "21", "20", "17", "16"]


def paper(number: int, announced: str, **told: Any) -> Paper:
    id = f"2604.{number:05}"
    return replace(MUON, key=f"arxiv:{id}", arxiv_id=id, announced=announced, **told)


@dataclass
class Reader:
    """Somebody whose service asks Hugging Face now and then; `at` is the present there."""

    hub: HuggingFaceStandin
    at: datetime = datetime(2026, 4, 29, 9, tzinfo=UTC)
    pool: FakePool = field(default_factory=FakePool)

    def refresh(self, steps: int | None = None) -> list[Batch]:
        """As the refresher does it, cancelled after so many steps; the gate is a new one, as after a restart."""
        client = HuggingFace(Http(retries=0), self.hub.url, Gate(0.0, name="Hugging Face"))
        seen: list[Batch] = []
        for batch in HuggingFaceDaily(client, lambda: self.at).fetch(self.pool.memory("huggingface")):
            self.pool.add(batch.papers, seen_at=self.at.isoformat())
            if batch.memory is not None:
                self.pool.remember("huggingface", batch.memory)
            seen.append(batch)
            if len(seen) == steps:
                break
        return seen

    def asked(self) -> list[str]:
        """The lists that were asked for since the last time: days of April, "" the latest, "trending"."""
        days = [day.removeprefix("2026-04-") for day in self.hub.days()]
        self.hub.log.clear()
        return days

    def waits(self, **time: float) -> None:
        self.at += timedelta(**time)


@pytest.fixture
def hub() -> Iterator[HuggingFaceStandin]:
    with HuggingFaceStandin(day=WEDNESDAY) as standin:
        yield standin


@pytest.fixture
def reader(hub: HuggingFaceStandin) -> Reader:
    return Reader(hub)


def test_at_first_the_last_fourteen_days_are_brought_newest_first(reader: Reader):
    reader.hub.papers = [paper(1, "2026-04-29"), paper(2, "2026-04-16"), paper(3, "2026-04-15", upvotes=0)]
    reader.hub.trending = []
    batches = reader.refresh()
    assert reader.asked() == ["", *WORKDAYS, "trending"]
    assert set(reader.pool.papers) == {"arxiv:2604.00001", "arxiv:2604.00002"}
    assert [(batch.done, batch.total) for batch in batches] == [(n, 12) for n in range(1, 13)]
    assert [batch.note for batch in batches] == [""] * 12


def test_each_step_says_what_the_next_one_does(reader: Reader):
    doing = [batch.doing for batch in reader.refresh()]
    assert doing[0] == "the list of Wednesday 29 April 2026"
    assert doing[9] == "the list of Thursday 16 April 2026"
    assert doing[10:] == ["what is trending", ""]


def test_on_the_same_day_only_the_newest_lists_are_asked_for_again(reader: Reader):
    reader.refresh()
    reader.asked()
    reader.waits(hours=3)
    reader.refresh()
    assert reader.asked() == ["", "29", "28", "trending"]


def test_the_older_lists_are_asked_for_once_a_day(reader: Reader):
    reader.refresh()
    reader.asked()
    reader.waits(days=1)
    reader.refresh()
    assert reader.asked() == ["", "30", *WORKDAYS[:-1], "trending"]
    reader.waits(hours=3)
    reader.refresh()
    assert reader.asked() == ["", "30", "29", "trending"]


def test_after_downtime_the_days_missed_are_brought(reader: Reader):
    reader.refresh()
    reader.hub.papers = [paper(1, "2026-05-04"), paper(2, "2026-05-07")]
    reader.waits(days=9)
    reader.refresh()
    assert {"arxiv:2604.00001", "arxiv:2604.00002"} <= set(reader.pool.papers)


def test_votes_of_the_last_fourteen_days_grow_and_what_has_not_changed_is_not_sent(reader: Reader):
    reader.hub.papers = [paper(1, "2026-04-29", upvotes=3), paper(2, "2026-04-20", upvotes=5)]
    reader.refresh()
    reader.hub.papers = [paper(1, "2026-04-29", upvotes=3), paper(2, "2026-04-20", upvotes=50, comments=7, summary="")]
    reader.waits(days=1)
    statuses = [batch.status for batch in reader.refresh()]
    record = reader.pool.papers["arxiv:2604.00002"]
    assert (record.upvotes, record.comments, record.summary) == (50, 7, MUON.summary)
    # The latest list and the days up to the 21st are as they were, but for the new day.
    assert statuses[0] == 304


def test_a_refresh_in_which_nothing_has_changed_says_so(reader: Reader):
    reader.hub.papers = [paper(1, "2026-04-29")]
    reader.refresh()
    reader.waits(hours=3)
    batches = reader.refresh()
    assert [(batch.status, batch.papers) for batch in batches] == [(304, ())] * 4
    assert trending(reader.pool.memory("huggingface")) == ("arxiv:2604.00001",)


def test_a_refresh_that_was_cancelled_goes_on_where_it_was(reader: Reader):
    reader.refresh(steps=5)
    assert reader.asked() == ["", *WORKDAYS[:4]]
    reader.waits(minutes=10)
    reader.refresh()
    assert reader.asked() == ["", "29", "28", *WORKDAYS[4:], "trending"]


@pytest.mark.parametrize("days", [3, 4], ids=["Saturday", "Sunday"])
def test_a_weekend_is_not_asked_for_and_explains_itself(reader: Reader, days: int):
    reader.waits(days=days)
    batches = reader.refresh()
    assert batches[0].note == (
        "Hugging Face lists nothing on Saturday and Sunday; the newest list is from Friday 1 May 2026."
    )
    assert reader.asked()[:3] == ["", "2026-05-01", "30"]


def test_a_weekend_day_that_is_listed_all_the_same_is_brought_and_remembered(reader: Reader):
    reader.waits(days=3)
    reader.hub.day = date(2026, 5, 2)
    reader.hub.papers = [paper(1, "2026-05-02"), paper(2, "2026-05-01")]
    first = reader.refresh()
    assert (first[0].note, reader.asked()[:3]) == ("", ["", "2026-05-02", "2026-05-01"])
    reader.hub.day = date(2026, 5, 4)
    reader.waits(days=2)
    reader.refresh()
    assert reader.asked()[:4] == ["", "2026-05-04", "2026-05-02", "2026-05-01"]


def test_what_is_trending_is_remembered_in_its_order_and_old_papers_stay_old(reader: Reader):
    reader.hub.papers = [paper(1, "2025-02-24"), paper(2, "2026-04-29")]
    reader.hub.trending = ["arxiv:2604.00001", "arxiv:2604.00002"]
    reader.refresh()
    assert trending(reader.pool.memory("huggingface")) == ("arxiv:2604.00001", "arxiv:2604.00002")
    assert reader.pool.papers["arxiv:2604.00001"].announced == "2025-02-24"


def test_a_list_of_tomorrow_does_not_stand_above_all_others_until_then(reader: Reader):
    reader.hub.day = date(2099, 1, 1)
    reader.hub.papers = [paper(1, "2099-01-01")]
    reader.refresh()
    assert reader.pool.papers["arxiv:2604.00001"].announced == "2026-04-29"


def test_a_day_that_is_no_list_is_noted_and_the_others_are_brought(reader: Reader):
    reader.hub.papers = [paper(1, "2026-04-16")]
    reader.hub.trending = []
    ok = Answer(200, b"[]")
    reader.hub.queue("/api/daily_papers", ok, ok, Answer(200, b'[{"paper": {'), Answer(400, b"{}"))
    batches = reader.refresh()
    assert [batch.note for batch in batches if batch.note] == [
        "The list of Tuesday 28 April 2026: Hugging Face's answer is cut off or damaged.",
        "Hugging Face knows no list of Monday 27 April 2026.",
    ]
    assert set(reader.pool.papers) == {"arxiv:2604.00001"}
    assert batches[-1].done == batches[-1].total


def test_today_may_not_have_begun_there(reader: Reader):
    reader.hub.queue("/api/daily_papers", Answer(200, b"[]"), Answer(400, b'{"error": "Invalid ISO date"}'))
    assert [batch.note for batch in reader.refresh() if batch.note] == []


def test_a_web_page_in_place_of_the_lists_is_named(reader: Reader):
    reader.hub.queue("/api/daily_papers", Answer(200, b"<html>Sign in</html>", {"content-type": "text/html"}))
    with pytest.raises(UnreadableError):
        reader.refresh()
    assert reader.asked() == [""]


def test_a_hub_that_goes_away_in_the_middle_is_named_and_what_came_stays(reader: Reader):
    reader.hub.papers = [paper(1, "2026-04-29")]
    ok = Answer(200, b"[]")
    reader.hub.queue("/api/daily_papers", ok, Answer(500))
    with pytest.raises(UnreachableError):
        reader.refresh()
    reader.asked()
    reader.refresh()
    assert reader.asked() == ["", *WORKDAYS, "trending"]


def test_where_few_requests_are_left_it_stops_says_until_when_and_goes_on_then(reader: Reader):
    reader.hub.left, reader.hub.resets_in = 13, 240
    batches = reader.refresh()
    assert reader.asked() == ["", "29", "28"]
    assert batches[-1].note == "Hugging Face allows few more requests before 09:04 UTC; the rest comes then."
    assert batches[-1].fresh_until == "2026-04-29T09:04:00+00:00"
    reader.hub.left = 500
    reader.waits(minutes=4)
    reader.refresh()
    assert reader.asked() == ["", "29", "28", *WORKDAYS[2:], "trending"]


def test_a_refusal_ends_the_refresh_and_says_until_when(reader: Reader):
    ok = Answer(200, b"[]")
    reader.hub.queue("/api/daily_papers", ok, ok, Answer(429, b"", {"retry-after": "300"}))
    with pytest.raises(RateLimitedError) as caught:
        reader.refresh()
    assert caught.value.until
    assert reader.asked() == ["", "29", "28"]


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.just("2026-04-29"),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["at", "etag", "2026-04-29", "x"]), inner),
)
NAMES = ["latest", "days", "weekend", "trending_list", "trending"]


@given(st.dictionaries(st.sampled_from(NAMES), PLAIN))
def test_any_memory_is_read_and_what_is_written_is_read_back(memory: dict[str, Any]):
    remembered = read(memory)
    assert read(written(remembered)) == remembered
    assert all(isinstance(key, str) for key in trending(memory))
