"""The papers of the pool by their days."""

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from paper_radar.search.timeline import Timeline

_DAYS = st.sampled_from(["", "2025", "2025-12", "2025-12-31", "2026-01-01", "2026-06-19"])


@given(
    papers=st.dictionaries(st.integers(0, 60), _DAYS, max_size=20),
    asked=st.lists(st.integers(0, 90), max_size=30),
    day=st.sampled_from(["0001-01-01", "2025-12-31", "2026-01-01", "2026-03-01", "9999-12-31"]),
)
def test_papers_are_told_apart_by_their_days_and_stand_newest_first(
    papers: dict[int, str], asked: list[int], day: str
) -> None:
    newest = sorted(papers, key=lambda id: papers[id], reverse=True)
    days = [(day, len(list(each))) for day, each in groupby(newest, key=papers.__getitem__)]
    timeline = Timeline(newest, days)
    known = [id for id in newest if id in asked]
    chosen = timeline.papers(asked)
    assert timeline.newest(chosen) == known
    assert timeline.newest(timeline.since(day, chosen)) == [id for id in known if papers[id] >= day]
    assert timeline.newest(timeline.until(day, chosen)) == [id for id in known if papers[id] < day]
    assert timeline.newest(timeline.every() & ~chosen) == [id for id in newest if id not in asked]


def test_what_came_or_went_since_is_passed_over() -> None:
    timeline = Timeline([7, 3], [("2026-06-19", 2)])
    assert timeline.newest(timeline.papers([3, 5, 100, 7])) == [7, 3]
    assert timeline.newest(Timeline([], []).papers([1])) == []
