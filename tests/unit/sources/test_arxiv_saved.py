"""Saved papers that no feed brings any more: asked for by their ids, each at most once a week."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.standins.arxiv import ArxivStandin, api_error, api_feed, atom_answer
from tests.standins.server import Answer

from paper_radar.errors import RateLimitedError, SourceError
from paper_radar.papers.model import Paper
from paper_radar.sources.arxiv import ArxivApi
from paper_radar.sources.arxiv.saved import REST, ArxivSaved, due
from paper_radar.sources.batch import Batch
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http
from paper_radar.storage.pool import SqlitePool

FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


class Reader:
    """Who saved papers, on a day that is moved by hand; remembers as the refresher does."""

    def __init__(self, arxiv: ArxivStandin, folder: Path) -> None:
        self.saved: list[str] = []
        self.at = FRIDAY
        self.pool = SqlitePool(folder / "pool.sqlite")
        self.arxiv = arxiv

    def refresh(self, most_requests: int = 10) -> list[Batch]:
        api = ArxivApi(Http(retries=0, pause=0.01), Gate(0.0), self.arxiv.api_url)
        source = ArxivSaved(api, lambda: self.saved, self.pool.last_seen, lambda: self.at, most_requests)
        batches = []
        for batch in source.fetch(self.pool.memory(source.name)):
            self.pool.add(batch.papers, seen_at=self.at.isoformat())
            if batch.memory is not None:
                self.pool.remember(source.name, json.loads(json.dumps(batch.memory)))
            batches.append(batch)
        return batches

    @property
    def asked(self) -> list[list[str]]:
        """The ids of each request."""
        return [each.query["id_list"].split(",") for each in self.arxiv.log]


def paper(number: int, *, version: int = 1) -> Paper:
    id = f"2401.{number:05}"
    return Paper(
        key=f"arxiv:{id}",
        arxiv_id=id,
        title=f"On stars {number}",
        abstract="They shine.",
        authors=("Ada Lovelace",),
        published="2024-01-03T10:00:00Z",
        version=version,
    )


@pytest.fixture
def arxiv() -> Iterator[ArxivStandin]:
    with ArxivStandin() as standin:
        yield standin


@pytest.fixture
def reader(arxiv: ArxivStandin, tmp_path: Path) -> Iterator[Reader]:
    reader = Reader(arxiv, tmp_path)
    yield reader
    reader.pool.close()


def test_a_replaced_a_withdrawn_and_a_published_paper_are_brought_as_they_are_now(
    arxiv: ArxivStandin, reader: Reader
) -> None:
    arxiv.papers = [
        replace(paper(1), version=3, updated="2026-11-01T10:00:00Z", abstract="They shine brightly."),
        replace(paper(2), version=2, withdrawn=True),
        replace(paper(3), venue="Nature 600, 1 (2026)", doi="10.1038/stars"),
    ]
    reader.saved = ["2401.00001", "2401.00002", "2401.00003"]
    (batch,) = reader.refresh()
    one, two, three = (reader.pool.get(f"arxiv:{id}") for id in reader.saved)
    assert one and (one.version, one.abstract) == (3, "They shine brightly.")
    assert two and two.withdrawn
    assert three and (three.venue, three.doi) == ("Nature 600, 1 (2026)", "10.1038/stars")
    assert len(arxiv.log) == 1 and batch.note == ""


def test_each_paper_is_asked_for_once_a_week(arxiv: ArxivStandin, reader: Reader) -> None:
    arxiv.papers = [paper(1)]
    reader.saved = ["2401.00001", "2401.99999"]
    for days in range(7):
        reader.at = FRIDAY + timedelta(days=days)
        assert [batch.status for batch in reader.refresh()] == [200 if days == 0 else 0]
    assert reader.asked == [reader.saved]
    reader.at = FRIDAY + REST
    reader.refresh()
    assert [sorted(ids) for ids in reader.asked] == [reader.saved, reader.saved]


def test_what_a_feed_brought_within_the_week_is_not_asked_for(arxiv: ArxivStandin, reader: Reader) -> None:
    arxiv.papers = [paper(1), paper(2)]
    reader.saved = ["2401.00001", "2401.00002"]
    reader.pool.add([paper(1)], seen_at=(FRIDAY - timedelta(days=6)).isoformat())
    reader.pool.add([paper(2)], seen_at=(FRIDAY - timedelta(days=7)).isoformat())
    reader.refresh()
    assert reader.asked == [["2401.00002"]]


def test_a_library_of_thousands_is_asked_for_a_hundred_a_request_and_the_rest_at_the_next_refresh(
    arxiv: ArxivStandin, reader: Reader
) -> None:
    arxiv.papers = [paper(number) for number in range(450)]
    reader.saved = [each.arxiv_id for each in arxiv.papers]
    first = reader.refresh(most_requests=3)
    assert [(batch.done, batch.total) for batch in first] == [(1, 3), (2, 3), (3, 3)]
    assert first[-1].note == "150 saved papers are left for the next refresh."
    reader.refresh(most_requests=3)
    assert [len(ids) for ids in reader.asked] == [100, 100, 100, 100, 50]
    assert sorted(id for ids in reader.asked for id in ids) == sorted(reader.saved)


def test_a_fetch_that_broke_off_goes_on_where_it_was(arxiv: ArxivStandin, reader: Reader) -> None:
    arxiv.papers = [paper(number) for number in range(200)]
    reader.saved = [each.arxiv_id for each in arxiv.papers]
    first = atom_answer(api_feed(arxiv.papers[:100], total=100))
    arxiv.queue("/api/query", first, Answer(status=429, headers={"retry-after": "1"}))
    with pytest.raises(RateLimitedError):
        reader.refresh()
    assert reader.pool.count() == 100
    reader.refresh()
    assert reader.asked[0] == reader.saved[:100] and reader.asked[-1] == reader.saved[100:]
    assert reader.pool.count() == 200


def test_a_hundred_that_arxiv_refuses_keep_no_others_waiting(arxiv: ArxivStandin, reader: Reader) -> None:
    reader.saved = ["2401.00001"]
    arxiv.route("/api/query", lambda _: atom_answer(api_error("something is wrong with this"), status=400))
    (batch,) = reader.refresh()
    assert "could not be asked for" in batch.note
    assert [batch.status for batch in reader.refresh()] == [0]


def test_an_outage_is_told_and_nothing_counts_as_missing(arxiv: ArxivStandin, reader: Reader) -> None:
    arxiv.papers, reader.saved = [paper(1)], ["2401.00001"]
    arxiv.route("/api/query", lambda _: Answer(status=503))
    with pytest.raises(SourceError):
        reader.refresh()
    assert reader.pool.memory("arxiv-saved") == {}


def test_what_is_saved_no_more_is_forgotten(arxiv: ArxivStandin, reader: Reader) -> None:
    reader.saved = ["2401.99999"]
    reader.refresh()
    assert reader.pool.memory("arxiv-saved") == {"missing": {"2401.99999": "2026-11-20"}}
    reader.saved = []
    reader.refresh()
    assert reader.pool.memory("arxiv-saved") == {"missing": {}}


DAYS = st.dates(date(2026, 10, 1), date(2026, 12, 31))
IDS = st.sampled_from([f"2401.{number:05}" for number in range(30)])


@given(st.lists(IDS, unique=True), st.dictionaries(IDS, DAYS), st.dictionaries(IDS, DAYS), DAYS)
def test_due_is_just_what_nobody_told_of_for_a_week(
    ids: list[str], seen: dict[str, date], missing: dict[str, date], today: date
) -> None:
    told = {f"arxiv:{id}": day.isoformat() for id, day in seen.items()}
    asked = due(ids, told, missing, today)
    last = {id: max(seen.get(id, date.min), missing.get(id, date.min)) for id in ids}
    assert set(asked) == {id for id in ids if today - last[id] >= REST}
    assert [last[id] for id in asked] == sorted(last[id] for id in asked)
