"""A month in fast time: weekends, a holiday, replaced and withdrawn papers, outages, a stale feed, a storm of 429s."""

import itertools
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.standins.server import Answer
from tests.unit.sources.world import CATEGORIES, DAYS, FIRST_DAY, World

from paper_radar.sources.arxiv import days

REPLACED_DAYS = (FIRST_DAY + timedelta(days=4), FIRST_DAY + timedelta(days=12))
STALE_DAY = FIRST_DAY + timedelta(days=5)  # its feed is that of the day before
DOWN_DAY = FIRST_DAY + timedelta(days=6)  # the whole of its feed falls into an outage
WITHDRAWN_DAY = DOWN_DAY  # a paper is withdrawn in the feed that nobody sees
CUT_DAY = FIRST_DAY + timedelta(days=14)  # answers break off for some hours
STORM_DAY = FIRST_DAY + timedelta(days=20)  # 429 to everything, for most of the day
RESTART_DAY = FIRST_DAY + timedelta(days=22)
BROKEN = Answer(200, b"<?xml version='1.0'?><rss><channel><title>cs", {"content-type": "application/rss+xml"}, cut=True)


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory):
    """The world after its thirty days."""
    with World(tmp_path_factory.mktemp("soak")) as world:
        live(world)
        yield world


def live(world: World) -> None:
    for number in range(DAYS):
        day = FIRST_DAY + timedelta(days=number)
        world.arxiv.frozen = day == STALE_DAY
        world.announce(day)
        if day in REPLACED_DAYS:
            world.replaced(first_of(world, FIRST_DAY), day)
        if day == WITHDRAWN_DAY:
            world.replaced(first_of(world, FIRST_DAY + timedelta(days=3)), day, withdrawn=True)
        begins = days.appears(day)
        if day == DOWN_DAY:
            world.fails(Answer(502, b"bad gateway"))
        elif day == DOWN_DAY + timedelta(days=1):
            world.live(begins + timedelta(hours=6))
            world.fails(None)
        elif day == CUT_DAY:
            world.fails(BROKEN)
            world.live(begins + timedelta(hours=8))
            world.fails(None)
        elif day == STORM_DAY:
            world.fails(Answer(429, b"Rate exceeded."))
            world.live(begins + timedelta(hours=16))
            world.fails(None)
        elif day == RESTART_DAY:
            world.refresher = world.service()
        world.live(days.appears(day + timedelta(days=1)))


def first_of(world: World, day: date) -> str:
    return next(key for key, announced in world.first_day.items() if announced == day.isoformat())


def in_reach(world: World) -> dict[str, object]:
    return {key: paper for key, paper in world.announced.items() if set(paper.categories) & set(CATEGORIES)}


def test_the_pool_holds_every_paper_that_was_announced_and_no_other(month: World):
    kept = month.pool.newest(limit=10_000)
    assert {paper.key for paper in kept} == set(in_reach(month))
    assert len(kept) == len({paper.key for paper in kept}) == len({paper.title for paper in kept})
    assert month.most_skipped == 0


def test_each_paper_is_as_its_newest_version_has_it(month: World):
    for paper in month.pool.newest(limit=10_000):
        there = month.announced[paper.key]
        assert (paper.title, paper.version, paper.withdrawn) == (there.title, there.version, there.withdrawn)
        assert paper.abstract.startswith(there.abstract[:60]) or paper.withdrawn


def test_a_replaced_and_a_withdrawn_paper_are_not_shown_as_new(month: World):
    for paper in month.pool.newest(limit=10_000):
        if (paper.version or 1) > 1:
            assert paper.announced == month.first_day[paper.key]


def test_the_day_of_announcement_is_right_wherever_a_feed_told_it(month: World):
    untold = [paper for paper in month.pool.newest(limit=10_000) if not paper.announced]
    wrong = [
        paper.key
        for paper in month.pool.newest(limit=10_000)
        if paper.announced and paper.announced != month.first_day[paper.key]
    ]
    assert wrong == []
    # What only the API told, of the day whose feed was never seen, has no day that anybody told.
    assert {month.first_day[paper.key] for paper in untold} <= {STALE_DAY.isoformat(), DOWN_DAY.isoformat()}


def test_no_two_requests_reach_arxiv_within_three_seconds(month: World):
    moments = [request.at for request in month.arxiv.log]
    gaps = [later - earlier for earlier, later in itertools.pairwise(moments)]
    assert len(moments) > 30
    assert min(gaps) >= 3.0
    assert month.arxiv.most_open == 1


def test_in_the_storm_arxiv_is_left_alone_for_a_quarter_an_hour_and_six_hours(month: World):
    start = (days.appears(STORM_DAY) - month.time.start).total_seconds()
    in_storm = [request.at for request in month.arxiv.log if start <= request.at < start + 17 * 3600]
    gaps = [later - earlier for earlier, later in itertools.pairwise(in_storm)]
    assert [gap for gap in gaps if gap < 15 * 60] == []
    assert any(gap >= 6 * 3600 for gap in gaps)
    assert len(in_storm) <= 5


def test_a_day_costs_arxiv_few_requests(month: World):
    assert len(month.arxiv.log) / DAYS <= 40


def test_weekends_and_the_holiday_are_explained(month: World):
    told = "\n".join(month.log)
    assert "arXiv announces nothing on Saturday and Sunday; the newest batch is from Friday" in told
    assert "Thanksgiving" in told


def test_what_failed_is_told_and_over(month: World):
    told = "\n".join(month.log)
    assert "502" in told
    assert "in the middle" in told
    assert "limiting us until" in told
    assert not any(fetch.error for fetch in month.pool.last_fetches().values())


if __name__ == "__main__":  # the month's log, for the curious: python -m tests.unit.sources.test_soak
    import tempfile

    with tempfile.TemporaryDirectory() as folder, World(Path(folder)) as lived:
        live(lived)
        print("\n".join(lived.log))
        print(len(lived.announced), "announced,", lived.pool.count(), "in the pool,", len(lived.arxiv.log), "requests")
