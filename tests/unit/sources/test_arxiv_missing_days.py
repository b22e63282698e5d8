"""What arXiv's feeds lack: cut at their limit, stale, or of days on which nobody asked; and what is remembered."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.standins.arxiv import ArxivStandin, rss, rss_answer
from tests.standins.server import Answer
from tests.unit.sources.announced import MONDAY, TUESDAY, Reader, announcing, ids, nothing, paper

from paper_radar.errors import RateLimitedError, SourceError
from paper_radar.papers.model import Paper
from paper_radar.sources.arxiv.parts import Part, arranged, read_parts, to_memory
from paper_radar.sources.arxiv.rss import MOST_ITEMS


@pytest.fixture
def arxiv() -> Iterator[ArxivStandin]:
    with announcing() as standin:
        yield standin


class TestSplitting:
    """arXiv cuts a feed at 2,000 items, and by its code of 2024 drops the new papers first."""

    @pytest.fixture
    def crowded(self, arxiv: ArxivStandin) -> ArxivStandin:
        crowd = [paper(f"2401.{number:05}", "cs.LG", version=2) for number in range(10_000, 10_004)]
        arxiv.papers += crowd
        arxiv.kinds |= {each.key: "replace" for each in crowd}
        arxiv.most_items = 6
        return arxiv

    def test_a_feed_that_reached_arxivs_limit_is_fetched_again_in_halves(self, crowded: ArxivStandin):
        assert MOST_ITEMS == 2000
        reader = Reader(crowded, ["cs.LG", "stat.ML", "math.OC"], most_items=6)
        batch = reader.fetch()
        assert reader.asked[0] == "/rss/cs.LG+stat.ML+math.OC"
        assert reader.asked[1:] == ["/rss/cs.LG+stat.ML", "/rss/cs.LG", "/rss/stat.ML", "/rss/math.OC"]
        assert {"2604.00002", "2604.00003"} <= set(ids(batch))

    def test_a_single_category_at_the_limit_is_taken_with_a_note(self, crowded: ArxivStandin):
        batch = Reader(crowded, ["cs.LG"], most_items=6).fetch()
        assert len(batch.papers) == 6
        assert batch.note == "arXiv lists at most 6 papers a feed; some of this day may be missing."

    def test_what_was_cut_off_a_single_category_comes_from_the_api(self, crowded: ArxivStandin):
        cut = paper("2604.00009", "cs.LG", published="2026-04-24T10:00:00Z")
        reader = Reader(crowded, ["cs.LG"], most_items=6, api=lambda categories, since: [cut])
        batch = reader.fetch()
        assert len(batch.papers) == 7
        assert batch.note == "arXiv lists at most 6 papers a feed; 1 paper came from its API."
        reader.fetch()
        assert len(reader.checks) == 1

    def test_how_it_had_to_be_split_is_remembered(self, crowded: ArxivStandin):
        reader = Reader(crowded, ["cs.LG", "stat.ML", "math.OC"], most_items=6)
        reader.fetch()
        before = len(crowded.log)
        reader.on(TUESDAY).fetch()
        assert reader.asked[before:] == ["/rss/cs.LG", "/rss/stat.ML", "/rss/math.OC"]

    def test_what_fits_into_one_feed_again_becomes_one(self, crowded: ArxivStandin):
        reader = Reader(crowded, ["cs.LG", "stat.ML"], most_items=6)
        reader.fetch()
        crowded.papers = crowded.papers[:2]
        reader.on(TUESDAY).fetch()
        before = len(crowded.log)
        reader.on(TUESDAY + timedelta(days=1)).fetch()
        assert reader.asked[before:] == ["/rss/cs.LG+stat.ML"]

    def test_each_feed_is_a_step_that_says_what_comes_next(self, crowded: ArxivStandin):
        reader = Reader(crowded, ["cs.LG", "stat.ML"], most_items=6)
        reader.fetch()
        assert [(step.done, step.total, step.doing) for step in reader.steps] == [
            (1, 2, "the feed of stat.ML"),
            (2, 2, ""),
        ]

    def test_a_paper_in_two_feeds_is_brought_once_and_is_new_if_it_is_new_in_either(self, arxiv: ArxivStandin):
        twice = [paper("2604.00002", "stat.ML", "cs.LG")] * 6
        both = Reader(arxiv, ["cs.LG", "stat.ML"], most_items=6)
        arxiv.queue("/rss/", rss_answer(rss(["cs.LG", "stat.ML"], [(each, "cross") for each in twice], MONDAY)))
        batch = both.fetch()
        assert [paper.announce_type for paper in batch.papers if paper.arxiv_id == "2604.00002"] == ["cross", "new"]
        later = Reader(arxiv, ["stat.ML", "cs.LG"], most_items=6)
        arxiv.queue("/rss/", rss_answer(rss(["cs.LG", "stat.ML"], [(each, "cross") for each in twice], MONDAY)))
        kinds = [paper.announce_type for paper in later.fetch().papers if paper.arxiv_id == "2604.00002"]
        assert kinds == ["new"]

    def test_a_fetch_that_ended_after_a_step_goes_on_where_it_was(self, crowded: ArxivStandin):
        reader = Reader(crowded, ["cs.LG", "stat.ML"], most_items=6)
        reader.fetch()
        killed = Reader(crowded, ["cs.LG", "stat.ML"], most_items=6, memory=reader.steps[0].memory or {})
        before = len(crowded.log)
        batch = killed.fetch()
        assert killed.asked[before:] == ["/rss/cs.LG", "/rss/stat.ML"]
        assert [step.status for step in killed.steps] == [304, 200]
        assert ids(batch) == ["2604.00002"]

    def test_a_first_fetch_that_broke_off_knows_what_it_did_not_get(self, crowded: ArxivStandin):
        late = paper("2604.00002", "stat.ML", published="2026-04-24T10:00:00Z")
        reader = Reader(crowded, ["cs.LG", "stat.ML"], most_items=6, api=lambda categories, since: [late])
        full = rss_answer(rss(["cs.LG", "stat.ML"], [(each, "cross") for each in crowded.papers[:1] * 6], MONDAY))
        half = rss_answer(rss(["cs.LG"], [(crowded.papers[0], "new")], MONDAY))
        crowded.queue("/rss/", full, half, Answer(502))
        with pytest.raises(SourceError):
            reader.fetch()
        crowded.announced = set()
        batch = reader.on(TUESDAY).fetch()
        assert [(each.arxiv_id, each.announced) for each in batch.papers] == [("2604.00002", "2026-04-27")]


class TestStaleFeeds:
    """A feed that repeats itself while arXiv goes on (ZJU-REAL/Polaris #414), and days that nobody asked for."""

    def api_of(self, *papers: Paper) -> Callable[[Sequence[str], datetime], Sequence[Paper]]:
        return lambda categories, since: papers

    def test_a_feed_of_yesterday_is_seen_and_the_api_gives_what_it_lacks(self, arxiv: ArxivStandin):
        missed = paper("2604.00900", "cs.LG", published="2026-04-27T10:00:00Z")
        crossed = paper("2604.00901", "math.OC", "cs.LG", published="2026-04-27T11:00:00Z")
        reader = Reader(arxiv, ["cs.LG"], api=self.api_of(missed, crossed, paper("2604.00001", "cs.LG")))
        reader.on(MONDAY).fetch()
        arxiv.frozen = True
        batch = reader.on(TUESDAY).fetch()
        assert [(each.arxiv_id, each.announced, each.announce_type) for each in batch.papers] == [
            ("2604.00900", "2026-04-28", "new"),
            ("2604.00901", "2026-04-28", "cross"),
        ]
        assert batch.note == "arXiv's feed was stale: 2 papers came from its API."
        assert reader.checks == [(["cs.LG"], "2026-04-24T18:00:00+00:00")]
        assert [step.doing for step in reader.steps] == ["the API, for what the feeds lack", ""]

    def test_a_feed_with_todays_date_and_yesterdays_papers_is_stale_too(self, arxiv: ArxivStandin):
        missed = paper("2604.00900", "cs.LG", published="2026-04-27T10:00:00Z")
        reader = Reader(arxiv, ["cs.LG"], api=self.api_of(missed))
        reader.on(MONDAY).fetch()
        batch = reader.on(TUESDAY).fetch()  # the stand-in lists the same papers under the new day
        assert batch.note == "arXiv's feed was stale: 1 paper came from its API."

    def test_a_feed_with_a_higher_id_is_fresh_and_the_api_is_not_asked(self, arxiv: ArxivStandin):
        reader = Reader(arxiv, ["cs.LG"], api=nothing)
        reader.on(MONDAY).fetch()
        arxiv.papers.append(paper("2604.00950", "cs.LG"))
        assert reader.on(TUESDAY).fetch().note == ""
        assert reader.checks == []

    def test_an_old_id_never_makes_a_feed_stale_or_fresh(self, arxiv: ArxivStandin):
        arxiv.papers.append(paper("hep-th/9901001", "cs.LG"))
        reader = Reader(arxiv, ["cs.LG"], api=nothing)
        reader.on(MONDAY).fetch()
        assert reader.memory["parts"][0]["highest"] == "2604.00002"

    def test_the_api_is_asked_once_for_a_day_and_no_more(self, arxiv: ArxivStandin):
        reader = Reader(arxiv, ["cs.LG"], api=nothing)
        reader.on(MONDAY).fetch()
        arxiv.frozen = True
        reader.on(TUESDAY).fetch()
        reader.fetch()
        assert len(reader.checks) == 1

    def test_a_feed_that_is_an_hour_late_is_not_called_stale(self, arxiv: ArxivStandin):
        reader = Reader(arxiv, ["cs.LG"], api=nothing)
        reader.on(MONDAY).fetch()
        arxiv.frozen = True
        reader.on(TUESDAY, hour=5).fetch()
        assert reader.checks == []

    def test_days_on_which_nobody_asked_are_filled_from_the_api(self, arxiv: ArxivStandin):
        tuesday = paper("2604.00900", "cs.LG", published="2026-04-27T10:00:00Z")
        wednesday = paper("2604.00950", "cs.LG", published="2026-04-28T10:00:00Z")
        older = paper("2604.00000", "cs.LG", published="2026-04-20T10:00:00Z")
        reader = Reader(arxiv, ["cs.LG"], api=self.api_of(tuesday, wednesday, older))
        reader.on(MONDAY).fetch()
        arxiv.papers = [paper("2604.00990", "cs.LG")]
        batch = reader.on(date(2026, 4, 30)).fetch()
        days = {each.arxiv_id: each.announced for each in batch.papers}
        assert days == {"2604.00990": "2026-04-30", "2604.00900": "2026-04-28", "2604.00950": "2026-04-29"}
        assert batch.note == (
            "arXiv's feed holds one day only; for Tuesday 28 April 2026 to Wednesday 29 April 2026, which was missed, "
            "2 papers came from its API."
        )
        assert reader.fetch().papers == ()
        assert len(reader.checks) == 1

    def test_what_was_replaced_on_a_missed_day_is_a_replacement_and_not_new(self, arxiv: ArxivStandin):
        updated = {"published": "2026-01-05T10:00:00Z", "updated": "2026-04-27T10:00:00Z"}
        replaced = replace(paper("2601.00004", "cs.LG", version=2), **updated, withdrawn=True)
        crossed = replace(paper("2601.00005", "math.OC", "cs.LG", version=2), **updated)
        before = replace(paper("2601.00006", "cs.LG", version=2), **{**updated, "updated": "2026-04-01T10:00:00Z"})
        reader = Reader(arxiv, ["cs.LG"], api=self.api_of(replaced, crossed, before))
        reader.on(MONDAY).fetch()
        arxiv.frozen = True
        batch = reader.on(TUESDAY).fetch()
        assert [(each.arxiv_id, each.announced, each.announce_type) for each in batch.papers] == [
            ("2601.00004", "", "replace"),
            ("2601.00005", "", "replace-cross"),
        ]
        assert batch.papers[0].withdrawn

    def test_a_paper_of_a_missed_day_that_today_replaces_is_both(self, arxiv: ArxivStandin):
        both = replace(
            paper("2604.00900", "cs.LG", version=2),
            published="2026-04-27T10:00:00Z",
            updated="2026-04-29T10:00:00Z",
        )
        reader = Reader(arxiv, ["cs.LG"], api=self.api_of(both))
        reader.on(MONDAY).fetch()
        arxiv.papers = [both, paper("2604.00990", "cs.LG")]
        arxiv.kinds[both.key] = "replace"
        batch = reader.on(date(2026, 4, 30)).fetch()
        assert [(each.announced, each.announce_type) for each in batch.papers if each.key == both.key] == [
            ("", "replace"),
            ("2026-04-28", "replace"),
        ]

    def test_at_a_first_fetch_too_an_old_paper_that_was_replaced_is_not_new(self, arxiv: ArxivStandin):
        replaced = replace(
            paper("2401.00005", "econ.EM", version=2),
            published="2024-01-05T10:00:00Z",
            updated="2026-04-24T10:00:00Z",
        )
        batch = Reader(arxiv, ["econ.EM"], api=self.api_of(replaced)).on(MONDAY).fetch()
        assert [(each.announced, each.announce_type) for each in batch.papers] == [("", "replace")]

    def test_a_long_gap_is_filled_page_by_page_and_complete_only_with_the_last(self, arxiv: ArxivStandin):
        missed = [paper(f"2604.009{n:02}", "cs.LG", published="2026-04-28T10:00:00Z") for n in range(5)]
        reader = Reader(arxiv, ["cs.LG"], api=self.api_of(*missed), page_size=2)
        reader.on(MONDAY).fetch()
        batch = reader.on(date(2026, 5, 4)).fetch()
        assert [len(step.papers) for step in reader.steps] == [3, 2, 2, 1]
        assert [step.memory is not None for step in reader.steps] == [True, False, False, True]
        assert all(step.done < step.total for step in reader.steps[:-1])
        assert reader.steps[-1].done == reader.steps[-1].total == 4
        assert "5 papers came from its API" in batch.note
        assert reader.fetch().papers == ()

    def test_a_gap_too_long_to_be_filled_says_so(self, arxiv: ArxivStandin):
        reader = Reader(arxiv, ["cs.LG"], api=nothing, total=90_000)
        reader.on(MONDAY).fetch()
        assert "Only the newest 0 were asked for." in reader.on(date(2026, 5, 20)).fetch().note

    def test_a_friday_that_was_missed_is_filled_on_the_weekend(self, arxiv: ArxivStandin):
        friday = paper("2604.00900", "cs.LG", published="2026-04-30T10:00:00Z")
        reader = Reader(arxiv, ["cs.LG"], api=self.api_of(friday))
        reader.on(date(2026, 4, 30)).fetch()
        batch = reader.on(date(2026, 5, 2)).fetch()
        assert [(each.arxiv_id, each.announced) for each in batch.papers] == [("2604.00900", "2026-05-01")]
        assert batch.note == (
            "arXiv's feed holds one day only; for Friday 1 May 2026, which was missed, 1 paper came from its API. "
            "arXiv announces nothing on Saturday and Sunday; the newest batch is from Friday 1 May 2026."
        )

    def test_what_was_missed_a_year_ago_is_no_news(self, arxiv: ArxivStandin):
        reader = Reader(arxiv, ["cs.LG"], api=nothing)
        reader.on(date(2025, 4, 28)).fetch()
        reader.on(MONDAY).fetch()
        ((_, since),) = reader.checks
        assert since > "2026-03-20"

    def test_a_check_that_fails_is_made_again_and_the_feeds_papers_are_there_already(self, arxiv: ArxivStandin):
        def limited(categories: Sequence[str], since: datetime) -> Sequence[Paper]:
            raise RateLimitedError("arXiv is limiting us until 14:05 UTC.", "2026-04-30T14:05:00+00:00")

        reader = Reader(arxiv, ["cs.LG"], api=limited)
        reader.on(MONDAY).fetch()
        arxiv.papers.append(paper("2604.00990", "cs.LG"))
        with pytest.raises(RateLimitedError):
            reader.on(date(2026, 4, 30)).fetch()
        assert "2604.00990" in ids(reader.steps[0])
        reader.api = nothing
        reader.fetch()
        assert [since for _, since in reader.checks] == ["2026-04-24T18:00:00+00:00"] * 2

    def test_only_the_categories_of_the_stale_feed_are_checked(self, arxiv: ArxivStandin):
        reader = Reader(arxiv, ["cs.LG", "math.OC"], most_items=4, api=nothing)
        reader.on(MONDAY).fetch()
        arxiv.papers.append(paper("2604.00990", "math.OC"))
        reader.on(TUESDAY).fetch()
        assert [categories for categories, _ in reader.checks] == [["cs.LG"]]

    def test_the_first_fetch_asks_for_no_days_before_it(self, arxiv: ArxivStandin):
        reader = Reader(arxiv, ["cs.LG"], api=nothing)
        reader.on(MONDAY).fetch()
        assert reader.checks == []


class TestMemory:
    """What is remembered survives a change of mind, and garbage."""

    @pytest.mark.parametrize(
        "memory",
        [
            {"parts": "x"},
            {"parts": [1, None, {"categories": "cs.LG"}]},
            {"parts": [{"categories": ["cs.LG"], "day": "yesterday"}]},
            {"parts": [{"categories": ["cs.LG"], "highest": "x", "items": "many", "etag": 3}]},
            {"unknown": ["cs.LG"]},
            {"something": "else"},
        ],
    )
    def test_a_memory_that_cannot_be_read_is_none(self, arxiv: ArxivStandin, memory: dict[str, Any]):
        assert len(Reader(arxiv, ["cs.LG"], memory=memory).fetch().papers) == 3

    def test_a_day_that_has_not_come_yet_hides_no_gap(self, arxiv: ArxivStandin):
        reader = Reader(arxiv, ["cs.LG"], api=nothing)
        reader.on(date(2027, 1, 6)).fetch()  # by a clock that was wrong
        reader.on(MONDAY).fetch()
        reader.on(date(2026, 4, 30)).fetch()
        assert [since for _, since in reader.checks] == ["2026-04-24T18:00:00+00:00"]

    def test_a_new_category_goes_to_the_feed_that_lists_least_and_leaves_the_others_as_they_are(self):
        full = Part(("cs.LG",), etag='"1"', day="2026-04-27", items=1900)
        thin = Part(("stat.ML",), etag='"2"', day="2026-04-27", items=300)
        parts = arranged([full, thin], ["cs.LG", "stat.ML", "math.OC"], MOST_ITEMS)
        assert parts[0] == full
        assert (parts[1].categories, parts[1].etag, parts[1].day) == (("stat.ML", "math.OC"), "", "2026-04-27")

    def test_a_category_that_is_no_longer_followed_is_no_longer_asked_for(self):
        parts = arranged([Part(("cs.LG", "stat.ML"), etag='"1"', day="2026-04-27")], ["stat.ML"], MOST_ITEMS)
        assert parts == [Part(("stat.ML",), day="2026-04-27")]

    @given(
        st.lists(st.sampled_from(["cs.LG", "cs.AI", "stat.ML", "math.OC", "econ.EM"]), max_size=5, unique=True),
        st.lists(st.sampled_from(["cs.LG", "cs.CL", "stat.ML", "math.OC"]), max_size=4, unique=True),
        st.integers(0, 2500),
    )
    def test_whatever_the_reader_changes_each_category_is_asked_for_once(
        self, before: list[str], after: list[str], items: int
    ):
        parts = [Part((category,), day="2026-04-27", items=items) for category in before]
        parts = arranged(read_parts(to_memory(parts, {})), after, MOST_ITEMS)
        assert sorted(category for part in parts for category in part.categories) == sorted(after)
