"""The sections of the radar's papers."""

from hypothesis import given

from paper_radar.feed.judging import Judged
from paper_radar.feed.sections import NAMES, Section, sectioned
from tests.unit.feed.rows import judged, many_rows, row

LOOKED = "2026-06-10T08:00:00+00:00"
OLD = "2026-06-01T08:00:00+00:00"


def test_a_paper_stands_in_the_first_section_that_it_belongs_to() -> None:
    rows = judged(
        row(1, day="2026-06-19", first_seen=OLD),
        row(2, day="2026-06-12", first_seen=OLD),
        row(3, day="2026-06-11", first_seen=OLD),
        row(4, day="2026-06-11"),
        row(5, day="2026-06-19"),
    )
    found, sections = sectioned(rows, today="2026-06-19", looked_since=LOOKED)
    assert [each.row.id for each in found] == [5, 4, 1, 2, 3]
    assert sections == (
        Section("looked", 0, 2),
        Section("today", 2, 1),
        Section("week", 3, 1),
        Section("earlier", 4, 1),
    )


def test_who_never_looked_has_nothing_that_came_since() -> None:
    _, sections = sectioned(
        judged(row(1, day="2026-06-19"), row(2, day="2026-06-18")), today="2026-06-19", looked_since=""
    )
    assert [section.name for section in sections] == ["today", "week"]


def test_what_is_announced_for_tomorrow_is_of_today() -> None:
    _, sections = sectioned(judged(row(1, day="2026-06-20")), today="2026-06-19", looked_since="")
    assert sections == (Section("today", 0, 1),)


@given(many_rows())
def test_sections_hold_every_paper_once_one_behind_the_other(rows: list[Judged]) -> None:
    found, sections = sectioned(rows, today="2026-06-19", looked_since=LOOKED)
    assert sorted(each.row.id for each in found) == sorted(each.row.id for each in rows)
    assert [section.first for section in sections] == [
        sum(before.total for before in sections[:at]) for at in range(len(sections))
    ]
    assert sum(section.total for section in sections) == len(rows) and all(section.total for section in sections)
    assert [NAMES.index(section.name) for section in sections] == sorted(NAMES.index(each.name) for each in sections)
