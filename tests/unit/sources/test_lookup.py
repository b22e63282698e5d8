"""Lookups: what a visited page shows and the pool lacks, fetched in the back, within bounds."""

import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from tests.fakes.pool import FakePool

from paper_radar.errors import SourceError
from paper_radar.papers.model import Paper
from paper_radar.sources.lookup import ABSENT_REST, FORGET, MOST_AN_HOUR, MOST_OF_A_PAGE, PAGE_REST, Lookups

PAGE = "https://arxiv.org/list/cs.LG/recent"


def paper(arxiv_id: str) -> Paper:
    return Paper(key=f"arxiv:{arxiv_id}", arxiv_id=arxiv_id, title=f"On {arxiv_id}", abstract="An abstract.")


class FakeArxiv:
    """Knows every id but those in `absent`; answers when `open`, and raises `trouble` if there is some."""

    def __init__(self) -> None:
        self.absent: set[str] = set()
        self.trouble: Exception | None = None
        self.open = threading.Event()
        self.open.set()
        self.asked: list[tuple[str, ...]] = []

    def one(self, arxiv_id: str) -> Paper | None:
        found = self.many([arxiv_id])
        return found[0] if found else None

    def many(self, arxiv_ids: Sequence[str]) -> list[Paper]:
        self.asked.append(tuple(arxiv_ids))
        assert self.open.wait(5)
        if self.trouble:
            raise self.trouble
        return [paper(arxiv_id) for arxiv_id in arxiv_ids if arxiv_id not in self.absent]


class Case:
    """Lookups over a pool in memory, at a time that is moved by hand."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
        self.arxiv = FakeArxiv()
        self.pool = FakePool()
        self.lookups = Lookups(self.arxiv.one, self.arxiv.many, self.pool, lambda: self.at)

    def settled(self) -> None:
        """Wait until everything asked for has been answered and kept."""
        self.lookups._thread.submit(lambda: None).result(5)

    def listing(self, *arxiv_ids: str, page: str = PAGE) -> bool:
        return self.lookups.ask_listing(page, [each for each in arxiv_ids if f"arxiv:{each}" not in self.pool.papers])


@pytest.fixture
def case() -> Iterator[Case]:
    made = Case()
    yield made
    made.arxiv.open.set()
    made.lookups.close()


def ids(count: int, month: str = "2611") -> list[str]:
    return [f"{month}.{number:05}" for number in range(1, count + 1)]


class TestOnePaper:
    def test_it_is_fetched_once_for_all_who_ask(self, case: Case):
        case.arxiv.open.clear()
        assert [case.lookups.ask("2611.00001") for _ in range(3)] == [(True, "")] * 3
        case.arxiv.open.set()
        case.settled()
        assert (len(case.arxiv.asked), set(case.pool.papers)) == (1, {"arxiv:2611.00001"})

    def test_what_went_wrong_is_told_for_two_minutes_and_then_it_is_tried_again(self, case: Case):
        case.arxiv.trouble = SourceError("arXiv cannot be reached.", "Check the network.")
        case.lookups.ask("2611.00001")
        case.settled()
        assert case.lookups.ask("2611.00001") == (False, "arXiv cannot be reached. Check the network.")
        case.at += FORGET
        assert case.lookups.ask("2611.00001") == (True, "")

    def test_one_that_arxiv_does_not_have_is_named(self, case: Case):
        case.arxiv.absent = {"2611.00001"}
        case.lookups.ask("2611.00001")
        case.settled()
        assert case.lookups.ask("2611.00001") == (False, "arXiv has no paper 2611.00001.")


class TestAListing:
    def test_its_papers_come_by_one_request_in_the_back(self, case: Case):
        case.arxiv.open.clear()
        assert case.listing(*ids(40)) is True
        assert case.pool.papers == {}
        assert case.listing(*ids(40)) is True
        case.arxiv.open.set()
        case.settled()
        assert case.listing(*ids(40)) is False
        assert (len(case.arxiv.asked), len(case.pool.papers)) == (1, 40)

    def test_of_a_long_one_the_newest_hundred(self, case: Case):
        old = ["hep-th/9901001", "math/0612001", "0704.0001"]
        case.listing(*old, *ids(150, "2610"), *ids(60))
        case.settled()
        (asked,) = case.arxiv.asked
        assert len(asked) == MOST_OF_A_PAGE
        assert sorted(asked, reverse=True) == list(asked)
        assert asked[0] == "2611.00060"
        assert asked[-1] == "2610.00111"

    def test_old_ids_are_the_oldest_by_their_month(self, case: Case):
        case.listing("hep-th/9901001", "2611.00001", "math/0612001", "0704.0001")
        case.settled()
        assert case.arxiv.asked == [("2611.00001", "0704.0001", "math/0612001", "hep-th/9901001")]

    def test_the_same_page_is_not_asked_for_again_within_the_hour(self, case: Case):
        case.listing(*ids(150))
        case.settled()
        case.at += PAGE_REST - timedelta(seconds=1)
        assert case.listing(*ids(150)) is False
        case.at += timedelta(seconds=1)
        assert case.listing(*ids(150)) is True
        case.settled()
        assert [len(asked) for asked in case.arxiv.asked] == [100, 50]

    def test_what_arxiv_does_not_have_is_not_asked_for_again_that_day_on_any_page(self, case: Case):
        case.arxiv.absent = {"2611.00002"}
        case.listing("2611.00001", "2611.00002")
        case.settled()
        assert case.listing("2611.00002", page=f"{PAGE}?skip=50") is False
        case.at += ABSENT_REST
        assert case.listing("2611.00002", page=f"{PAGE}?skip=50") is True

    def test_papers_of_one_page_that_another_is_fetching_are_waited_for(self, case: Case):
        case.arxiv.open.clear()
        case.listing(*ids(5))
        assert case.listing("2611.00003", page=f"{PAGE}?skip=50") is True
        case.arxiv.open.set()
        case.settled()
        assert len(case.arxiv.asked) == 1

    def test_within_an_hour_no_more_are_asked_for_than_arxiv_is_to_bear(self, case: Case):
        for page in range(MOST_AN_HOUR // MOST_OF_A_PAGE + 3):
            case.listing(*ids(100, f"26{page % 12 + 1:02}" if page < 12 else f"25{page - 11:02}"), page=str(page))
        case.settled()
        assert sum(map(len, case.arxiv.asked)) == MOST_AN_HOUR
        case.at += timedelta(hours=1)
        assert case.listing("2611.99999", page="later") is True

    def test_one_that_failed_is_tried_again_after_two_minutes(self, case: Case):
        case.arxiv.trouble = SourceError("arXiv cannot be reached.")
        case.listing(*ids(5))
        case.settled()
        assert case.listing(*ids(5)) is False
        case.arxiv.trouble = None
        case.at += FORGET
        assert case.listing(*ids(5)) is True
        case.settled()
        assert len(case.pool.papers) == 5

    def test_a_defect_of_ours_is_no_end_of_all_lookups(self, case: Case):
        case.arxiv.trouble = ZeroDivisionError()
        case.listing(*ids(5))
        case.settled()
        case.arxiv.trouble = None
        case.lookups.ask("2611.00001")
        case.settled()
        assert set(case.pool.papers) == {"arxiv:2611.00001"}

    def test_nothing_lacking_is_nothing_asked(self, case: Case):
        assert case.listing() is False
        assert case.arxiv.asked == []

    def test_after_closing_nothing_is_asked(self, case: Case):
        case.lookups.close()
        assert case.listing(*ids(5)) is False
        assert case.lookups.ask("2611.00001") == (False, "")
