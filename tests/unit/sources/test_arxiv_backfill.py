"""The back-fill: what is new to the reader, 30 days back, page by page, resumable after any step."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from tests.fakes.pool import FakePool
from tests.standins.arxiv import ArxivStandin, api_error, api_feed, atom_answer
from tests.standins.server import Answer

from paper_radar.errors import RateLimitedError
from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry
from paper_radar.sources.arxiv import ArxivApi
from paper_radar.sources.arxiv.backfill import ArxivBackfill
from paper_radar.sources.arxiv.wanted import MOST_OF_TOPICS
from paper_radar.sources.batch import Batch
from paper_radar.sources.errors import UnreachableError
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http


class Reader:
    """Who chose categories and follows entries, on a day that is moved by hand; remembers as the refresher does."""

    def __init__(self, arxiv: ArxivStandin) -> None:
        self.categories: list[str] = []
        self.entries: list[Entry] = []
        self.at = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
        self.pool = FakePool()
        self.arxiv = arxiv
        self.http = Http(retries=0, pause=0.01)
        self.gate = Gate(0.0)

    def source(self, most_requests: int = 30) -> ArxivBackfill:
        api = ArxivApi(self.http, self.gate, self.arxiv.api_url)
        return ArxivBackfill(api, lambda: self.categories, lambda: self.entries, lambda: self.at, most_requests, 50)

    def steps(self, most_requests: int = 30) -> Iterator[Batch]:
        """Each step's papers and memory are kept before the next is asked for."""
        memory = self.pool.memory("arxiv-backfill")
        for batch in self.source(most_requests).fetch(memory):
            self.pool.add(batch.papers, seen_at=self.at.isoformat())
            if batch.memory is not None:
                self.pool.remember("arxiv-backfill", json.loads(json.dumps(batch.memory)))
            yield batch

    def refresh(self, most_requests: int = 30) -> list[Batch]:
        return list(self.steps(most_requests))

    @property
    def asked(self) -> list[tuple[str, int]]:
        """What was asked of arXiv: the query without its dates, and where the page began."""
        queries = [(each.query["search_query"], int(each.query["start"])) for each in self.arxiv.log]
        return [(query.rpartition(" AND submittedDate")[0], start) for query, start in queries]


def paper(number: int, *categories: str, title: str = "Steepest descent", day: int = 10) -> Paper:
    return Paper(
        key=f"arxiv:2611.{number:05}",
        arxiv_id=f"2611.{number:05}",
        title=f"{title} {number}",
        categories=categories or ("cs.LG",),
        primary_category=(categories or ("cs.LG",))[0],
        published=f"2026-11-{day:02}T{number // 60 % 24:02}:{number % 60:02}:00Z",
    )


def topic(value: str, *aliases: str, id: str = "t", **more: bool) -> Entry:
    return Entry(id=id, kind="topic", value=value, aliases=aliases, **more)


@pytest.fixture
def arxiv() -> Iterator[ArxivStandin]:
    with ArxivStandin() as standin:
        yield standin


@pytest.fixture
def reader(arxiv: ArxivStandin) -> Reader:
    return Reader(arxiv)


def keys(papers: Sequence[Paper]) -> set[str]:
    return {each.key for each in papers}


def test_the_papers_of_30_days_come_newest_first_and_without_a_guessed_day(arxiv: ArxivStandin, reader: Reader):
    old = Paper(
        key="arxiv:2609.00001", arxiv_id="2609.00001", title="Old", categories=("cs.LG",), published="2026-09-30"
    )
    arxiv.papers = [old, paper(1, day=2), paper(2, day=9), paper(3, "math.OC")]
    reader.categories = ["cs.LG"]
    (batch,) = reader.refresh()
    assert [each.key for each in batch.papers] == ["arxiv:2611.00002", "arxiv:2611.00001"]
    assert [(each.announced, each.published[:10]) for each in batch.papers] == [("", "2026-11-09"), ("", "2026-11-02")]
    (request,) = arxiv.log
    assert request.query["search_query"] == "(cat:cs.LG) AND submittedDate:[202610210400 TO 202712312359]"
    assert (request.query["sortBy"], request.query["sortOrder"]) == ("submittedDate", "descending")


def test_what_was_brought_is_not_asked_for_again(arxiv: ArxivStandin, reader: Reader):
    arxiv.papers = [paper(1)]
    reader.categories = ["cs.LG"]
    reader.entries = [topic("steepest descent")]
    assert [batch.done for batch in reader.refresh()] == [1, 2]
    for _ in range(40):
        reader.at += timedelta(days=1)
        (batch,) = reader.refresh()
        assert (batch.papers, batch.note, batch.status) == ((), "", 0)
    assert len(arxiv.log) == 2


def test_topics_are_asked_for_first_over_all_of_arxiv(arxiv: ArxivStandin, reader: Reader):
    arxiv.papers = [paper(1, "math.OC", title="Steepest descent"), paper(2, "cs.LG", title="Muon")]
    reader.categories = ["cs.LG"]
    reader.entries = [topic("steepest descent")]
    first, second = reader.refresh()
    assert (keys(first.papers), keys(second.papers)) == ({"arxiv:2611.00001"}, {"arxiv:2611.00002"})
    assert first.doing == "cs.LG, the first page"


def test_categories_that_are_new_together_are_one_query_so_that_cross_lists_come_once(
    arxiv: ArxivStandin, reader: Reader
):
    arxiv.papers = [paper(1, "cs.LG", "stat.ML"), paper(2, "stat.ML")]
    reader.categories = ["cs.LG", "stat.ML"]
    (batch,) = reader.refresh()
    assert len(batch.papers) == 2
    assert reader.asked == [("(cat:cs.LG OR cat:stat.ML)", 0)]


def test_a_category_chosen_later_is_asked_for_alone(arxiv: ArxivStandin, reader: Reader):
    reader.categories = ["cs.LG"]
    reader.refresh()
    reader.categories.append("math.OC")
    reader.refresh()
    assert [query for query, _ in reader.asked] == ["(cat:cs.LG)", "(cat:math.OC)"]


def test_only_topics_that_are_followed_and_not_paused_or_muted_are_asked_for(arxiv: ArxivStandin, reader: Reader):
    reader.entries = [
        topic("muon", negative=True),
        topic("adam", paused=True),
        Entry(id="a", kind="author", value="Difan Zou"),
        Entry(id="c", kind="category", value="cs.LG"),
    ]
    reader.refresh()
    assert arxiv.log == []


class TestPages:
    """A page a step, and what is told of them."""

    @pytest.fixture(autouse=True)
    def seven_pages(self, arxiv: ArxivStandin, reader: Reader) -> None:
        arxiv.papers = [paper(number, day=1 + number % 19) for number in range(310)]
        reader.categories = ["cs.LG"]

    def test_each_page_is_a_step_that_says_what_the_next_one_does(self, arxiv: ArxivStandin, reader: Reader):
        batches = reader.refresh()
        assert [len(batch.papers) for batch in batches] == [50] * 6 + [10]
        assert [batch.doing for batch in batches] == [f"cs.LG, page {page} of 7" for page in range(2, 8)] + [""]
        assert [(batch.done, batch.total) for batch in batches] == [(page, 7) for page in range(1, 8)]
        assert len(reader.pool.papers) == 310
        assert [start for _, start in reader.asked] == list(range(0, 350, 50))

    @pytest.mark.parametrize("steps", range(1, 7))
    def test_killed_after_any_step_it_goes_on_with_the_next_page(self, arxiv: ArxivStandin, reader: Reader, steps: int):
        running = reader.steps()
        for _ in range(steps):
            next(running)
        running.close()
        reader.refresh()
        assert [start for _, start in reader.asked] == list(range(0, 350, 50))
        assert len(reader.pool.papers) == 310

    def test_papers_that_come_in_between_shift_the_pages_and_none_is_lost(self, arxiv: ArxivStandin, reader: Reader):
        reader.refresh(most_requests=3)
        reader.at += timedelta(days=1)
        arxiv.papers += [paper(number, day=20) for number in range(5000, 5004)]
        reader.refresh()
        assert keys(arxiv.papers[:310]) <= reader.pool.papers.keys()

    def test_politeness_ends_a_fetch_after_so_many_requests_and_says_what_is_left(
        self, arxiv: ArxivStandin, reader: Reader
    ):
        batches = reader.refresh(most_requests=3)
        assert len(arxiv.log) == 3
        assert batches[-1].note == ("160 papers of cs.LG are still to come; the next refresh goes on with them.")
        assert batches[-1].done == batches[-1].total == 3
        assert reader.refresh()[-1].note == ""
        assert len(reader.pool.papers) == 310

    def test_a_429_ends_it_at_once_and_the_next_fetch_goes_on_from_there(self, arxiv: ArxivStandin, reader: Reader):
        running = reader.steps()
        next(running)
        arxiv.queue("/api/query", Answer(429, b"", {"retry-after": "900"}))
        with pytest.raises(RateLimitedError):
            next(running)
        assert len(arxiv.log) == 2
        with pytest.raises(RateLimitedError):
            reader.refresh()
        assert len(arxiv.log) == 2
        reader.gate = Gate(0.0)
        reader.refresh()
        assert [start for _, start in reader.asked] == [0, 50, *range(50, 350, 50)]

    def test_an_outage_ends_it_and_the_page_is_asked_for_again(self, arxiv: ArxivStandin, reader: Reader):
        running = reader.steps()
        next(running)
        arxiv.queue("/api/query", Answer(500))
        with pytest.raises(UnreachableError):
            next(running)
        reader.refresh()
        assert len(reader.pool.papers) == 310

    def test_a_page_that_stays_empty_is_asked_for_in_smaller_ones(self, arxiv: ArxivStandin, reader: Reader):
        running = reader.steps()
        next(running)
        arxiv.queue("/api/query", *[atom_answer(api_feed([], total=310, start=50))] * 2)
        list(running)
        assert len(reader.pool.papers) == 310
        sizes = [request.query["max_results"] for request in arxiv.log]
        assert sizes == ["50"] * 3 + ["10"] * 26

    def test_empty_pages_to_all_end_the_fetch_and_lose_nothing(self, arxiv: ArxivStandin, reader: Reader):
        running = reader.steps()
        next(running)
        arxiv.queue("/api/query", *[atom_answer(api_feed([], total=310, start=50))] * 4)
        *_, last = running
        assert last.note == (
            "arXiv sent an empty page where papers should be; it may want us to pause."
            " 260 papers of cs.LG are still to come; the next refresh goes on with them."
        )
        assert len(arxiv.log) == 5
        reader.refresh(most_requests=60)
        assert len(reader.pool.papers) == 310

    def test_a_page_that_stays_empty_over_three_fetches_is_passed_over(self, arxiv: ArxivStandin, reader: Reader):
        running = reader.steps()
        next(running)
        arxiv.queue("/api/query", *[atom_answer(api_feed([], total=310, start=50))] * 8)
        list(running)
        reader.refresh()
        reader.refresh(most_requests=60)
        assert len(reader.pool.papers) == 300
        assert reader.refresh()[0].status == 0

    def test_a_total_that_lies_comes_to_an_end(self, arxiv: ArxivStandin, reader: Reader):
        few = [each for each in arxiv.papers if each.key < "arxiv:2611.00020"]
        arxiv.queue("/api/query", atom_answer(api_feed(few, total=90_000)))
        arxiv.queue("/api/query", *[atom_answer(api_feed([], total=90_000))] * 40)
        for _ in range(2):
            reader.refresh()
        *_, last = reader.refresh()
        assert len(reader.pool.papers) == 20
        assert last.note == "arXiv counts 90,000 papers of cs.LG and lists fewer."
        assert reader.refresh()[0].status == 0


def test_a_total_smaller_than_what_was_sent_is_no_harm(arxiv: ArxivStandin, reader: Reader):
    arxiv.queue("/api/query", atom_answer(api_feed([paper(1), paper(2)], total=1)))
    reader.categories = ["cs.LG"]
    (batch,) = reader.refresh()
    assert (len(batch.papers), batch.done, batch.total) == (2, 1, 1)


def test_a_topic_in_too_many_papers_brings_the_newest_and_says_so(arxiv: ArxivStandin, reader: Reader):
    arxiv.queue("/api/query", *[atom_answer(api_feed([paper(n) for n in range(50)], total=8_000))] * 60)
    reader.entries = [topic("learning")]
    *_, last = reader.refresh(most_requests=100)
    assert len(arxiv.log) == MOST_OF_TOPICS // 50
    assert last.note == (
        "8,000 papers of the last 30 days have to do with “learning”; only the newest 3,000 were brought."
    )


def test_a_broad_topic_does_not_crowd_out_the_narrow_ones_asked_for_with_it(arxiv: ArxivStandin, reader: Reader):
    arxiv.papers = [paper(1, title="Muon", day=1)]
    reader.entries = [topic("learning", id="1"), topic("muon", id="2")]
    arxiv.queue("/api/query", atom_answer(api_feed([paper(n, title="Learning") for n in range(500, 550)], total=8_000)))
    reader.refresh()
    assert {"arxiv:2611.00001", "arxiv:2611.00500"} <= reader.pool.papers.keys()
    assert [query.count("abs:") for query, _ in reader.asked] == [4, 2, 2]
    assert reader.refresh()[0].status == 0


def test_a_query_that_arxiv_refuses_does_not_keep_the_others_away(arxiv: ArxivStandin, reader: Reader):
    arxiv.papers = [paper(1, title="Muon")]
    reader.entries = [topic("adam", id="1"), topic("muon", id="2")]
    refusal = atom_answer(api_error("bad query"), status=400)
    arxiv.queue("/api/query", refusal, refusal)
    *_, last = reader.refresh()
    assert set(reader.pool.papers) == {"arxiv:2611.00001"}
    assert last.note == "“adam” could not be asked for. arXiv refused the query: bad query"
    assert reader.refresh()[0].status == 0


def test_what_arxiv_cannot_be_asked_for_is_named_once(arxiv: ArxivStandin, reader: Reader):
    reader.entries = [topic("微调")]
    reader.categories = ["深度学习"]
    (batch,) = reader.refresh()
    assert batch.note == ("arXiv's search cannot be asked for “微调”, “深度学习”; new papers are matched as they come.")
    assert arxiv.log == []
    assert reader.refresh()[0].note == ""


class TestWhatIsNew:
    """Anew is asked for what asks for other papers, and for nothing else."""

    def test_a_topic_with_another_alias_is_asked_for_anew(self, arxiv: ArxivStandin, reader: Reader):
        reader.entries = [topic("low-rank adaptation")]
        reader.refresh()
        reader.entries = [topic("low-rank adaptation", "LoRA")]
        reader.refresh()
        assert len(arxiv.log) == 2

    def test_a_topic_removed_and_followed_again_is_not(self, arxiv: ArxivStandin, reader: Reader):
        reader.entries = [topic("muon", id="1")]
        reader.refresh()
        reader.entries = []
        reader.at += timedelta(days=3)
        reader.refresh()
        reader.entries = [topic("muon", id="2")]
        reader.refresh()
        assert len(arxiv.log) == 1

    def test_a_topic_followed_again_after_the_window_is(self, arxiv: ArxivStandin, reader: Reader):
        reader.entries = [topic("muon")]
        reader.refresh()
        reader.entries = []
        reader.at += timedelta(days=31)
        reader.refresh()
        reader.entries = [topic("muon")]
        reader.refresh()
        assert len(arxiv.log) == 2

    def test_a_category_removed_and_chosen_again_on_one_day_is_not(self, arxiv: ArxivStandin, reader: Reader):
        for chosen in (["cs.LG"], [], ["cs.LG"]):
            reader.categories = chosen
            reader.refresh()
        assert len(arxiv.log) == 1

    def test_a_category_chosen_again_later_is_asked_for_from_the_day_it_was_last_wanted(
        self, arxiv: ArxivStandin, reader: Reader
    ):
        for days, chosen in ((0, ["cs.LG"]), (3, []), (7, ["cs.LG"])):
            reader.at += timedelta(days=days)
            reader.categories = chosen
            reader.refresh()
        assert [each.query["search_query"].partition("[")[2][:8] for each in arxiv.log] == ["20261021", "20261115"]

    def test_days_on_which_the_service_did_not_run_are_left_to_the_feeds(self, arxiv: ArxivStandin, reader: Reader):
        reader.categories = ["cs.LG"]
        reader.refresh()
        reader.at += timedelta(days=12)
        reader.refresh()
        assert len(arxiv.log) == 1

    def test_what_was_begun_and_is_no_longer_wanted_is_dropped(self, arxiv: ArxivStandin, reader: Reader):
        arxiv.papers = [paper(number) for number in range(120)]
        reader.categories = ["cs.LG"]
        reader.refresh(most_requests=1)
        reader.categories = ["math.OC"]
        reader.refresh()
        assert [query for query, _ in reader.asked] == ["(cat:cs.LG)", "(cat:math.OC)"]


@pytest.mark.parametrize(
    "memory",
    [
        {},
        {"done": None, "order": 7},
        {"done": {"category:cs.LG": "yesterday"}, "at": 5, "order": {"keys": ["category:cs.LG"]}},
        {"order": {"keys": ["category:cs.LG"], "name": "x", "query": "", "start": -5}},
    ],
)
def test_a_memory_that_cannot_be_read_is_a_first_fetch(arxiv: ArxivStandin, reader: Reader, memory: dict[str, object]):
    arxiv.papers = [paper(1)]
    reader.categories = ["cs.LG"]
    reader.pool.remember("arxiv-backfill", memory)
    reader.refresh()
    assert set(reader.pool.papers) == {"arxiv:2611.00001"}
    assert reader.asked == [("(cat:cs.LG)", 0)]
