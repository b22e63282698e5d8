"""How long a feed is fresh by its own word and by its server's."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.unit.sources.journals.documents import read, rss

from paper_radar.sources.journals.rhythm import Rhythm, from_memory, to_memory

FRIDAY = datetime(2026, 6, 19, 9, 0, tzinfo=UTC)


def rhythm(head: str) -> Rhythm:
    return read(rss(head=f"<title>x</title>{head}")).rhythm


HEADS = {
    "": timedelta(0),
    "<ttl>60</ttl>": timedelta(hours=1),
    "<ttl>10080</ttl>": timedelta(days=7),
    "<ttl>soon</ttl>": timedelta(0),
    "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>": timedelta(hours=12),
    "<sy:updatePeriod>hourly</sy:updatePeriod>": timedelta(hours=1),
    "<sy:updatePeriod>now and then</sy:updatePeriod>": timedelta(0),
    "<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>": timedelta(hours=1),
}


@pytest.mark.parametrize("head", HEADS)
def test_the_pause_that_the_feed_asks_for(head: str) -> None:
    assert rhythm(head).every == HEADS[head]


def test_the_longest_word_counts_but_no_more_than_a_day() -> None:
    assert Rhythm(timedelta(hours=1)).fresh_until(FRIDAY, 7200) == FRIDAY + timedelta(hours=2)
    assert Rhythm(timedelta(hours=3)).fresh_until(FRIDAY, None) == FRIDAY + timedelta(hours=3)
    assert Rhythm(timedelta(days=7)).fresh_until(FRIDAY, 10**9) == FRIDAY + timedelta(days=1)
    assert Rhythm().fresh_until(FRIDAY, None) == FRIDAY


def test_skipped_days_and_hours_are_waited_out() -> None:
    head = (
        "<skipDays><day>Saturday</day><day>Sunday</day></skipDays><skipHours><hour>9</hour><hour>10</hour></skipHours>"
    )
    told = rhythm(head)
    assert (told.days, told.hours) == ({5, 6}, {9, 10})
    assert told.fresh_until(FRIDAY, None) == FRIDAY.replace(hour=11)
    saturday = FRIDAY + timedelta(days=1)
    # At most a day: the next look finds it to be Sunday, and waits again.
    assert told.fresh_until(saturday, None) == saturday + timedelta(days=1)


def test_a_feed_that_skips_everything_says_nothing() -> None:
    always = Rhythm(days=frozenset(range(7)), hours=frozenset(range(24)))
    assert always.fresh_until(FRIDAY, None) == FRIDAY


def test_it_is_kept_for_the_answers_without_a_document() -> None:
    told = Rhythm(timedelta(minutes=90), frozenset({5, 6}), frozenset({0}))
    assert from_memory(to_memory(told)) == told
    assert from_memory(None) == from_memory({"days": "x", "minutes": None}) == Rhythm()
