"""New papers of followed authors: many in one query, each once between two announcements, in whatever category."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from tests.fakes.pool import FakePool
from tests.standins.arxiv import ArxivStandin, api_error, api_feed, atom_answer
from tests.standins.server import Answer

from paper_radar.errors import RateLimitedError
from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry
from paper_radar.sources.arxiv import ArxivApi
from paper_radar.sources.arxiv.followed import ArxivFollowed, announced
from paper_radar.sources.batch import Batch
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http

FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


class Reader:
    """Who follows authors, on a day that is moved by hand; remembers as the refresher does."""

    def __init__(self, arxiv: ArxivStandin) -> None:
        self.entries: list[Entry] = []
        self.at = FRIDAY
        self.pool = FakePool()
        self.arxiv = arxiv

    def follow(self, *names: str, **more: bool) -> None:
        self.entries += [Entry(id=name, kind="author", value=name, **more) for name in names]

    def refresh(self, most_requests: int = 30) -> list[Batch]:
        api = ArxivApi(Http(retries=0, pause=0.01), Gate(0.0), self.arxiv.api_url)
        source = ArxivFollowed(api, lambda: self.entries, lambda: self.at, most_requests)
        batches = []
        for batch in source.fetch(self.pool.memory(source.name)):
            self.pool.add(batch.papers, seen_at=self.at.isoformat())
            if batch.memory is not None:
                self.pool.remember(source.name, json.loads(json.dumps(batch.memory)))
            batches.append(batch)
        return batches

    @property
    def since(self) -> list[str]:
        """The days from which on arXiv was asked."""
        return [each.query["search_query"].partition("submittedDate:[")[2][:8] for each in self.arxiv.log]


def paper(number: int, *authors: str, day: int = 10, category: str = "astro-ph.CO") -> Paper:
    return Paper(
        key=f"arxiv:2611.{number:05}",
        arxiv_id=f"2611.{number:05}",
        title=f"On stars {number}",
        authors=authors,
        categories=(category,),
        published=f"2026-11-{day:02}T10:00:00Z",
    )


@pytest.fixture
def arxiv() -> Iterator[ArxivStandin]:
    with ArxivStandin() as standin:
        yield standin


@pytest.fixture
def reader(arxiv: ArxivStandin) -> Reader:
    return Reader(arxiv)


def test_papers_of_an_author_come_in_whatever_category_30_days_back_at_first(arxiv: ArxivStandin, reader: Reader):
    arxiv.papers = [paper(1, "Difan Zou"), paper(2, "D. Zou", day=2), paper(3, "Daniel Zou")]
    reader.follow("Difan Zou")
    (batch,) = reader.refresh()
    assert [each.key for each in batch.papers] == ["arxiv:2611.00001", "arxiv:2611.00002"]
    assert reader.since == ["20261021"]


def test_many_authors_are_one_request(arxiv: ArxivStandin, reader: Reader):
    arxiv.papers = [paper(1, "Difan Zou"), paper(2, "Emmy Noether"), paper(3, "Somebody Else")]
    reader.follow("Difan Zou", "Emmy Noether", "Ada Lovelace")
    reader.refresh()
    assert set(reader.pool.papers) == {"arxiv:2611.00001", "arxiv:2611.00002"}
    assert len(arxiv.log) == 1


def test_a_hundred_authors_are_some_requests_each_short_enough(arxiv: ArxivStandin, reader: Reader):
    reader.follow(*(f"Vorname{'abcdefghij'[n % 10]} Familie{'klmnopqrst'[n // 10]}" for n in range(100)))
    batches = reader.refresh()
    assert 5 < len(arxiv.log) < 25
    assert [batch.total for batch in batches][-1] == len(arxiv.log)
    assert batches[0].doing.endswith("more authors")


def test_each_author_is_asked_for_once_between_two_announcements(arxiv: ArxivStandin, reader: Reader):
    reader.follow("Difan Zou")
    for hours in (0, 3, 6, 12):
        reader.at = FRIDAY + timedelta(hours=hours)
        reader.refresh()
    assert len(arxiv.log) == 1
    for hours in (48, 60):  # Sunday
        reader.at = FRIDAY + timedelta(hours=hours)
        assert [batch.status for batch in reader.refresh()] == [0]
    assert len(arxiv.log) == 1
    reader.at = FRIDAY + timedelta(days=3)
    reader.refresh()
    assert len(arxiv.log) == 2


def test_later_only_the_days_since_are_asked_for_with_a_week_for_what_moderation_kept_back(
    arxiv: ArxivStandin, reader: Reader
):
    reader.follow("Difan Zou")
    reader.refresh()
    reader.at += timedelta(days=3)
    arxiv.papers = [paper(9, "Difan Zou", day=16)]
    reader.refresh()
    assert reader.since == ["20261021", "20261112"]
    assert set(reader.pool.papers) == {"arxiv:2611.00009"}


def test_days_on_which_the_service_did_not_run_are_made_good(arxiv: ArxivStandin, reader: Reader):
    reader.follow("Difan Zou")
    reader.refresh()
    reader.at += timedelta(days=18)
    reader.refresh()
    assert reader.since[-1] == "20261112"


def test_an_author_who_is_new_is_asked_for_at_once_and_alone(arxiv: ArxivStandin, reader: Reader):
    reader.follow("Difan Zou")
    reader.refresh()
    reader.follow("Emmy Noether")
    reader.refresh()
    assert "zou" not in arxiv.log[1].query["search_query"]
    assert reader.since == ["20261021", "20261021"]


def test_another_spelling_asks_anew_and_the_same_in_another_entry_does_not(arxiv: ArxivStandin, reader: Reader):
    reader.follow("Fei-Fei Li")
    reader.refresh()
    reader.entries = [Entry(id="other", kind="author", value="Fei-Fei Li")]
    reader.refresh()
    assert len(arxiv.log) == 1
    reader.entries = [Entry(id="other", kind="author", value="Fei-Fei Li", aliases=("Li Fei Fei Stanford",))]
    reader.refresh()
    assert len(arxiv.log) == 2


def test_muted_and_paused_authors_and_other_entries_are_not_asked_for(arxiv: ArxivStandin, reader: Reader):
    reader.follow("Difan Zou", negative=True)
    reader.follow("Emmy Noether", paused=True)
    reader.entries.append(Entry(id="t", kind="topic", value="muon"))
    reader.refresh()
    assert arxiv.log == []


def test_a_name_that_arxiv_cannot_be_asked_for_is_said_once(arxiv: ArxivStandin, reader: Reader):
    reader.follow("李飞飞")
    (batch,) = reader.refresh()
    assert batch.note == ("arXiv's search cannot be asked for 李飞飞: give the name in Latin letters as an alias.")
    assert reader.refresh()[0].note == ""
    assert arxiv.log == []


def test_a_name_that_arxiv_refuses_does_not_keep_the_others_away(arxiv: ArxivStandin, reader: Reader):
    arxiv.papers = [paper(2, "Emmy Noether")]
    reader.follow("Difan Zou", "Emmy Noether")
    refusal = atom_answer(api_error("bad query"), status=400)
    arxiv.queue("/api/query", refusal, refusal)
    *_, last = reader.refresh()
    assert set(reader.pool.papers) == {"arxiv:2611.00002"}
    assert last.note == "Difan Zou could not be asked for. arXiv refused the query: bad query"


def test_authors_of_many_papers_are_asked_for_page_by_page(arxiv: ArxivStandin, reader: Reader):
    arxiv.papers = [paper(number, "Wei Wang") for number in range(450)]
    reader.follow("Wei Wang")
    reader.refresh()
    assert [each.query["start"] for each in arxiv.log] == ["0", "200", "400"]
    assert len(reader.pool.papers) == 450


def test_a_name_that_hundreds_bear_does_not_crowd_out_the_others(arxiv: ArxivStandin, reader: Reader):
    arxiv.papers = [paper(1, "Emmy Noether", day=1)]
    reader.follow("Wei Wang", "Emmy Noether")
    arxiv.queue("/api/query", atom_answer(api_feed([paper(2, "Wei Wang")], total=4_000)))
    reader.refresh()
    assert set(reader.pool.papers) == {"arxiv:2611.00001", "arxiv:2611.00002"}
    assert len(arxiv.log) == 3


def test_a_name_with_too_many_papers_brings_the_newest_and_says_so(arxiv: ArxivStandin, reader: Reader):
    pages = [
        atom_answer(api_feed([paper(number + start, "Wei Wang") for number in range(200)], total=4000, start=start))
        for start in range(0, 1000, 200)
    ]
    arxiv.queue("/api/query", *pages)
    reader.follow("Wei Wang")
    (batch,) = reader.refresh()
    assert batch.note == "Of 4,000 papers under the names of Wei Wang, 1,000 were brought."
    assert len(arxiv.log) == 5


def test_an_empty_page_where_papers_should_be_is_asked_for_again_at_the_next_refresh(
    arxiv: ArxivStandin, reader: Reader
):
    arxiv.papers = [paper(1, "Difan Zou")]
    reader.follow("Difan Zou")
    arxiv.queue("/api/query", *[atom_answer(api_feed([], total=4))] * 2)
    (batch,) = reader.refresh()
    assert batch.note == "arXiv counts papers of Difan Zou, but lists none."
    reader.refresh()
    assert set(reader.pool.papers) == {"arxiv:2611.00001"}


def test_a_429_ends_it_and_those_who_are_left_are_asked_for_the_next_time(arxiv: ArxivStandin, reader: Reader):
    reader.follow(*(f"Vorname{'abcdefghij'[n % 10]} Familie{'klmnopqrst'[n // 10]}" for n in range(40)))
    first = ArxivFollowed(
        ArxivApi(Http(retries=0), Gate(0.0), arxiv.api_url), lambda: reader.entries, lambda: reader.at
    ).fetch({})
    reader.pool.remember("arxiv-followed", next(first).memory or {})
    arxiv.queue("/api/query", Answer(429))
    with pytest.raises(RateLimitedError):
        next(first)
    reader.refresh()
    queries = [each.query["search_query"] for each in arxiv.log]
    assert queries[1] == queries[2]
    assert len(set(queries)) == len(queries) - 1


def test_politeness_ends_a_fetch_after_so_many_requests_and_says_who_is_left(arxiv: ArxivStandin, reader: Reader):
    reader.follow(*(f"Vorname{'abcdefghij'[n % 10]} Familie{'klmnopqrst'[n // 10]}" for n in range(40)))
    *_, last = reader.refresh(most_requests=2)
    assert len(arxiv.log) == 2
    assert last.note.endswith("authors are left for the next refresh.")
    assert last.done == last.total
    assert reader.refresh()[-1].note == ""


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-11-20T09:00:00+00:00", "2026-11-20"),  # Friday
        ("2026-11-21T09:00:00+00:00", "2026-11-20"),
        ("2026-11-22T23:00:00+00:00", "2026-11-20"),
        ("2026-11-23T06:00:00+00:00", "2026-11-20"),  # one in the morning in New York
        ("2026-11-23T07:30:00+00:00", "2026-11-23"),
    ],
)
def test_the_newest_announcement_is_that_of_the_last_day_with_a_feed(now: str, day: str):
    assert announced(datetime.fromisoformat(now)).isoformat() == day
