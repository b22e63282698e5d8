"""The announcements of arXiv before a stand-in: one feed a request, errors by name, a reason when there is nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.standins.arxiv import ArxivStandin, feed_error, rss, rss_answer
from tests.standins.server import Answer
from tests.unit.sources.announced import MONDAY, TUESDAY, Reader, announcing, ids, nothing, paper

from paper_radar.errors import SourceError
from paper_radar.papers.model import merged
from paper_radar.sources.errors import RefusedError, UnreadableError


@pytest.fixture
def arxiv() -> Iterator[ArxivStandin]:
    with announcing() as standin:
        yield standin


class TestOneFeed:
    """All categories in one request, and what arXiv says of them."""

    def test_all_categories_are_one_request(self, arxiv: ArxivStandin):
        reader = Reader(arxiv, ["cs.LG", "stat.ML"])
        batch = reader.fetch()
        assert ids(batch) == ["2604.00001", "2604.00002", "2401.00004"]
        assert (batch.note, batch.skipped, batch.status) == ("", 0, 200)
        assert reader.asked == ["/rss/cs.LG+stat.ML"]

    def test_a_category_asked_twice_is_asked_once(self, arxiv: ArxivStandin):
        reader = Reader(arxiv, [" cs.LG", "cs.LG ", ""])
        reader.fetch()
        assert reader.asked == ["/rss/cs.LG"]

    def test_a_paper_is_new_where_its_own_category_is_followed_and_a_cross_list_elsewhere(self, arxiv: ArxivStandin):
        kinds = {paper.arxiv_id: paper.announce_type for paper in Reader(arxiv, ["cs.LG"]).fetch().papers}
        assert kinds == {"2604.00001": "new", "2604.00002": "cross", "2401.00004": "replace"}

    def test_a_replaced_paper_is_updated_in_place_and_is_not_new(self, arxiv: ArxivStandin):
        known = replace(paper("2401.00004", "cs.LG", version=2), announced="2024-01-08", source="arxiv")
        (seen,) = (paper for paper in Reader(arxiv, ["cs.LG"]).fetch().papers if paper.arxiv_id == "2401.00004")
        assert seen.announced == ""
        record = merged(replace(known, title="The first title"), seen)
        assert (record.version, record.title, record.announced) == (3, "On 2401.00004", "2024-01-08")

    def test_a_replacement_from_the_sixth_version_on_is_never_listed_by_arxiv(self, arxiv: ArxivStandin):
        arxiv.papers.append(paper("2401.00005", "cs.LG", version=6))
        arxiv.kinds["arxiv:2401.00005"] = "replace"
        assert "2401.00005" not in ids(Reader(arxiv, ["cs.LG"]).fetch())

    def test_a_withdrawn_paper_says_so(self, arxiv: ArxivStandin):
        arxiv.papers[3] = replace(arxiv.papers[3], withdrawn=True)
        withdrawn = {paper.arxiv_id for paper in Reader(arxiv, ["cs.LG"]).fetch().papers if paper.withdrawn}
        assert withdrawn == {"2401.00004"}

    def test_without_categories_arxiv_is_not_asked(self, arxiv: ArxivStandin):
        batch = Reader(arxiv, []).fetch()
        assert (batch.papers, arxiv.log) == ((), [])
        assert "No arXiv category is chosen" in batch.note

    def test_bad_items_are_counted(self, arxiv: ArxivStandin):
        arxiv.papers.append(replace(paper("2604.00009", "cs.LG"), title=" "))
        batch = Reader(arxiv, ["cs.LG"]).fetch()
        assert (len(batch.papers), batch.skipped) == (3, 1)


class TestErrors:
    """What is no feed is never taken for an empty day."""

    @pytest.mark.parametrize(
        "unknown", ["cs.XX", "notanarchive", "CS.LG", "cs.LG/../../secret", "cs.LG?x=1", "机器学习"]
    )
    def test_a_category_that_does_not_exist_is_named_and_the_others_are_fetched(
        self, arxiv: ArxivStandin, unknown: str
    ):
        reader = Reader(arxiv, ["stat.ML", unknown])
        batch = reader.fetch()
        assert ids(batch) == ["2604.00002"]
        assert f"arXiv knows no category {unknown}" in batch.note
        assert all(path.startswith("/rss/stat.ML") for path in reader.asked)

    def test_what_arxiv_does_not_know_is_not_asked_for_again_that_day(self, arxiv: ArxivStandin):
        reader = Reader(arxiv, ["stat.ML", "cs.XX"])
        reader.fetch()
        assert reader.asked == ["/rss/stat.ML+cs.XX", "/rss/stat.ML"]
        assert "cs.XX" in reader.fetch().note
        assert reader.asked[2:] == ["/rss/stat.ML"]
        reader.on(TUESDAY).fetch()
        assert reader.asked[3:] == ["/rss/stat.ML+cs.XX", "/rss/stat.ML"]

    def test_only_categories_that_do_not_exist_give_a_note_and_no_endless_asking(self, arxiv: ArxivStandin):
        batch = Reader(arxiv, ["cs.XX", "nowhere", "!"]).fetch()
        assert batch.papers == ()
        assert all(name in batch.note for name in ("cs.XX", "nowhere", "!"))
        assert len(arxiv.log) == 2

    def test_an_error_that_names_no_category_is_an_error(self, arxiv: ArxivStandin):
        text = feed_error("https://rss.arxiv.org/rss/cs.LG", "The database is down.", arxiv.day)
        arxiv.queue("/rss/", rss_answer(text, status=400))
        with pytest.raises(RefusedError, match="The database is down"):
            Reader(arxiv, ["cs.LG"]).fetch()

    def test_an_error_feed_is_an_error_with_status_200_too(self, arxiv: ArxivStandin):
        arxiv.queue("/rss/", rss_answer(feed_error("https://rss.arxiv.org/rss/cs.LG", "Sorry.", arxiv.day)))
        with pytest.raises(RefusedError, match="Sorry"):
            Reader(arxiv, ["cs.LG"]).fetch()

    def test_a_refusal_with_a_healthy_looking_feed_is_an_error(self, arxiv: ArxivStandin):
        arxiv.queue("/rss/", rss_answer(rss(["cs.LG"], [], arxiv.day), status=400))
        with pytest.raises(RefusedError, match="HTTP 400"):
            Reader(arxiv, ["cs.LG"]).fetch()

    @pytest.mark.parametrize(
        "answer",
        [
            Answer(200, b"<!doctype html><title>Sign in to the network</title>", {"content-type": "text/html"}),
            Answer(200, b"\x00\x01 garbage", {"content-type": "application/rss+xml"}),
            Answer(200, rss(["cs.LG"], [], MONDAY).encode()[:300], {"content-type": "application/rss+xml"}),
        ],
        ids=["a web page", "garbage", "half a feed"],
    )
    def test_what_is_no_feed_is_named_with_a_hint(self, arxiv: ArxivStandin, answer: Answer):
        arxiv.queue("/rss/", answer)
        with pytest.raises(UnreadableError) as caught:
            Reader(arxiv, ["cs.LG"]).fetch()
        assert caught.value.hint

    def test_an_arxiv_that_is_away_is_a_source_error(self):
        with ArxivStandin() as gone:
            reader = Reader(gone, ["cs.LG"])
        with pytest.raises(SourceError):
            reader.fetch()


class TestConditionalRequests:
    """What has not changed is not sent again."""

    def test_the_second_request_of_a_day_costs_arxiv_nothing(self, arxiv: ArxivStandin):
        reader = Reader(arxiv, ["cs.LG"])
        reader.fetch()
        batch = reader.fetch()
        assert (batch.status, batch.papers, batch.note) == (304, (), "")
        assert arxiv.log[1].headers["if-none-match"]

    def test_another_choice_of_categories_is_another_feed(self, arxiv: ArxivStandin):
        reader = Reader(arxiv, ["cs.LG"])
        reader.fetch()
        reader.categories = ["cs.LG", "math.OC"]
        batch = reader.fetch()
        assert (batch.status, len(batch.papers)) == (200, 4)
        assert "if-none-match" not in arxiv.log[1].headers

    @pytest.mark.parametrize(
        ("now", "until"),
        [
            ("2026-04-27T12:00:00+00:00", "2026-04-28T04:00:00+00:00"),  # Monday: until midnight in New York
            ("2026-05-01T12:00:00+00:00", "2026-05-04T04:00:00+00:00"),  # Friday: nothing comes before Monday
            ("2026-05-02T12:00:00+00:00", "2026-05-04T04:00:00+00:00"),
            ("2026-05-03T12:00:00+00:00", "2026-05-04T04:00:00+00:00"),
        ],
    )
    @pytest.mark.parametrize("max_age", [True, False])
    def test_a_feed_is_fresh_until_the_next_one_can_appear(
        self, arxiv: ArxivStandin, now: str, until: str, max_age: bool
    ):
        at = datetime.fromisoformat(now)
        reader = Reader(arxiv, ["cs.LG"]).on(at.date())
        if not max_age:
            arxiv.queue("/rss/", rss_answer(rss(["cs.LG"], [(arxiv.papers[0], "new")], at.date())))
        assert reader.fetch().fresh_until == until

    def test_a_feed_that_is_late_may_be_asked_for_at_any_time(self, arxiv: ArxivStandin):
        reader = Reader(arxiv, ["cs.LG"]).on(MONDAY)
        reader.fetch()
        arxiv.frozen = True
        assert reader.on(TUESDAY, hour=5).fetch().fresh_until == ""

    def test_a_shorter_max_age_is_believed(self, arxiv: ArxivStandin):
        answer = rss_answer(rss(["cs.LG"], [(arxiv.papers[0], "new")], MONDAY))
        arxiv.queue("/rss/", replace(answer, headers={**answer.headers, "cache-control": "max-age=3600"}))
        assert Reader(arxiv, ["cs.LG"]).on(MONDAY).fetch().fresh_until == "2026-04-27T13:00:00+00:00"


class TestEmptyDays:
    """Why there is nothing, which is no fault of anybody's."""

    @pytest.mark.parametrize("day", [date(2026, 8, 1), date(2026, 8, 2)])
    def test_an_empty_weekend_explains_itself(self, arxiv: ArxivStandin, day: date):
        reader = Reader(arxiv, ["cs.LG"], api=nothing).on(day)
        for _ in range(2):  # and still does when the feed has not changed
            batch = reader.fetch()
            assert batch.papers == ()
            assert batch.note == (
                "arXiv announces nothing on Saturday and Sunday; the newest batch is from Friday 31 July 2026."
            )
        assert reader.checks == []

    def test_an_empty_holiday_explains_itself_with_a_perhaps(self, arxiv: ArxivStandin):
        arxiv.holidays.add(date(2026, 11, 27))
        reader = Reader(arxiv, ["cs.LG"], api=nothing).on(date(2026, 11, 27))
        assert "perhaps for Thanksgiving; the newest batch is from Thursday 26" in reader.fetch().note
        assert reader.checks == []

    def test_a_holiday_on_which_arxiv_announces_all_the_same_is_a_day_like_any_other(self, arxiv: ArxivStandin):
        batch = Reader(arxiv, ["cs.LG"], api=nothing).on(date(2026, 11, 27)).fetch()
        assert (len(batch.papers), batch.note) == (3, "")

    def test_an_empty_working_day_is_told_as_such(self, arxiv: ArxivStandin):
        assert Reader(arxiv, ["econ.EM"]).fetch().note == (
            "arXiv announced nothing in these categories on Monday 27 April 2026."
        )

    def test_an_empty_working_day_is_checked_once_and_may_be_a_holiday(self, arxiv: ArxivStandin):
        reader = Reader(arxiv, ["econ.EM"], api=nothing)
        batch = reader.fetch()
        assert batch.note == (
            "arXiv announced nothing in these categories on Monday 27 April 2026, and its API has nothing newer: "
            "a holiday, perhaps."
        )
        assert reader.checks == [(["econ.EM"], "2026-04-23T18:00:00+00:00")]
        reader.fetch()
        assert len(reader.checks) == 1
