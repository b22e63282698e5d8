"""What the radar says of a row, and how strongly it hits."""

from dataclasses import replace

from paper_radar.feed.judging import Judge
from paper_radar.matching.followed import FollowedRadar
from paper_radar.radar.entries import Entry
from tests.unit.feed.rows import BIAS, ENTRIES, LORA, NO_VISION, ZOU, hits, judge, judged, row


def test_a_row_hits_what_is_kept_of_it_and_what_its_categories_say() -> None:
    seen = judge().judge(row(1, categories=("cs.LG",), found=hits(ZOU, BIAS)))
    assert {ENTRIES[place].id for place in seen.entries} == {"zou", "bias", "learning"}
    assert seen.muting == ()


def test_what_mutes_must_be_sure() -> None:
    assert judge().judge(row(1, found=hits(NO_VISION))).muting == (ENTRIES.index(NO_VISION),)
    assert judge().judge(row(1, found=hits(possible=(NO_VISION,)))).muting == ()


def test_a_category_that_is_not_wanted_mutes() -> None:
    optics = Entry(id="optics", kind="category", value="physics", negative=True)
    assert judge(optics).judge(row(1, categories=("physics.optics",))).muting == (0,)
    assert judge(optics).judge(row(1, categories=("cs.LG",))).muting == ()


def test_hits_of_what_nobody_follows_any_more_count_for_nothing() -> None:
    assert judge(BIAS).judge(row(1, found=hits(ZOU))).entries == ()
    assert Judge(FollowedRadar([replace(ZOU, paused=True)]), {}).judge(row(1, found=hits(ZOU))).entries == ()


def test_within_a_day_authors_go_before_topics_before_categories_and_more_before_fewer() -> None:
    found = judged(
        row(1, categories=("cs.LG",)),
        row(2, found=hits(BIAS)),
        row(3, found=hits(BIAS, LORA)),
        row(4, found=hits(ZOU)),
        row(5, found=hits(ZOU, BIAS)),
        row(6, found=hits(possible=(ZOU,))),
        row(7, day="2026-06-19", categories=("cs.LG",)),
    )
    assert [each.row.id for each in found] == [7, 5, 4, 3, 2, 6, 1]


def test_of_equals_the_one_with_more_upvotes_goes_first_and_then_the_key() -> None:
    found = judged(
        row(3, found=hits(BIAS)),
        row(2, found=hits(BIAS), upvotes=7),
        row(1, found=hits(BIAS)),
        row(4, found=hits(BIAS), upvotes=10**9),
    )
    assert [each.row.id for each in found] == [4, 2, 1, 3]


def test_a_day_known_less_precisely_goes_behind_the_days_that_it_holds() -> None:
    found = judged(row(1, day="2026-06"), row(2, day="2026-06-01"), row(3, day="2026-05-31"), row(4, day=""))
    assert [each.row.id for each in found] == [2, 1, 3, 4]
