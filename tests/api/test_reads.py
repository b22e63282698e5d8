"""Which papers were read, as the workspace keeps it."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from paper_radar.api.reads import DAYS, Reads
from tests.api.conftest import Clock
from tests.fakes.pool import FakePool
from tests.fakes.workspace import FakeWorkspace


def test_what_was_read_is_forgotten_with_its_day() -> None:
    workspace, clock = FakeWorkspace(), Clock()
    reads = Reads(workspace, FakePool(), clock)
    reads.add(["arxiv:1"])
    clock.forward(days=DAYS)
    reads.add(["arxiv:2", "arxiv:1"])
    assert reads.keys() == {"arxiv:1", "arxiv:2"}
    clock.forward(days=1)
    reads.add(["arxiv:3"])
    assert reads.keys() == {"arxiv:2", "arxiv:3"}
    assert workspace.ids("reads") == ["2026-08-18", "2026-08-19"]


def test_another_process_finds_what_was_read() -> None:
    workspace, clock = FakeWorkspace(), Clock()
    Reads(workspace, FakePool(), clock).add(["arxiv:1"])
    assert Reads(workspace, FakePool(), clock).keys() == {"arxiv:1"}


def test_a_reading_is_one_write_and_one_again_is_none() -> None:
    workspace = FakeWorkspace()
    reads = Reads(workspace, FakePool(), Clock())
    reads.add(["arxiv:1", "arxiv:2"])
    assert workspace.writes["reads"] == 1
    reads.add(["arxiv:2", "arxiv:2"])
    reads.add([])
    assert workspace.writes["reads"] == 1


_json = st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda each: st.lists(each, max_size=3))


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=12), st.dictionaries(st.sampled_from(["keys", "x"]), _json), max_size=4
    )
)
def test_whatever_the_file_says_a_reading_is_noted(documents: dict[str, dict[str, object]]) -> None:
    workspace, clock = FakeWorkspace(), Clock()
    workspace.put_many("reads", documents)
    reads = Reads(workspace, FakePool(), clock)
    reads.add(["arxiv:1"])
    assert {"arxiv:1"} <= reads.keys()
    assert all(day >= (clock().date() - timedelta(days=DAYS)).isoformat() for day in workspace.ids("reads"))
