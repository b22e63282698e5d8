"""Which papers were written since."""

from hypothesis import given
from hypothesis import strategies as st

from paper_radar.storage.touched import Touched


def test_who_asks_again_is_told_what_was_written_since() -> None:
    touched = Touched()
    turn, _ = touched.since(-1)
    touched.add([1, 2])
    touched.add([2, 3])
    later, ids = touched.since(turn)
    assert ids == {1, 2, 3}
    assert touched.since(later) == (later, frozenset())


def test_who_was_away_for_too_long_reads_everything() -> None:
    touched = Touched(kept=3)
    turn, _ = touched.since(-1)
    touched.add([1, 2])
    touched.add([3, 4])
    assert touched.since(turn)[1] is None
    touched.add([5])
    assert touched.since(2)[1] == {5}


def test_the_turn_of_another_life_is_not_believed() -> None:
    assert Touched().since(7)[1] is None
    assert Touched().since(-1)[1] is None


@given(st.lists(st.frozensets(st.integers(0, 9), max_size=4), max_size=12), st.data())
def test_nothing_that_was_written_is_missed(writes: list[frozenset[int]], data: st.DataObject) -> None:
    touched = Touched(kept=8)
    turns = [touched.since(-1)[0]]
    for write in writes:
        touched.add(write)
        turns.append(touched.since(-1)[0])
    at = data.draw(st.integers(0, len(writes)))
    _, ids = touched.since(turns[at])
    assert ids is None or ids == frozenset().union(*writes[at:])
