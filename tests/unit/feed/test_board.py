"""The board in memory is what the pool and the radar say, whatever came, changed or went."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paper_radar.feed.board import Board, Boards
from paper_radar.matching.followed import FollowedRadar
from paper_radar.matching.matching import Matching
from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry
from paper_radar.storage.pool import SqlitePool
from tests.unit.matching.cases import SEEN, entries, papers

SINCE = "2026-06-01"


class House:
    """A pool, a radar, the work between them, and the board."""

    def __init__(self, path: Path) -> None:
        self.pool = SqlitePool(path)
        self.entries: dict[str, Entry] = {}
        self.now = FollowedRadar(())
        self.since = SINCE
        self.matching = Matching(self.pool.hits, lambda: self.now)
        self.boards = self.another()

    def another(self) -> Boards:
        return Boards(self.pool.hits, lambda: self.now, lambda: self.since)

    def follow(self, *followed: Entry) -> None:
        self.entries.update({entry.id: entry for entry in followed})
        self.now = FollowedRadar(self.entries.values())

    def unfollow(self, id: str) -> None:
        self.entries.pop(id, None)
        self.now = FollowedRadar(self.entries.values())

    def fed(self) -> set[int]:
        definitions = self.pool.hits.definitions()
        sought = self.now.sought(definitions, negative=False)
        return set(self.pool.hits.hitting(sought, but=self.now.sought(definitions, negative=True), since=self.since))


def shown(board: Board) -> list[tuple[object, ...]]:
    return [
        (each.row, {board.followed.entries[place].id for place in each.entries}, bool(each.muting), each.rank)
        for each in board.rows
    ]


changes = st.one_of(
    st.tuples(st.just("add"), st.lists(papers(), min_size=1, max_size=3)),
    st.tuples(st.just("follow"), st.lists(entries(), min_size=1, max_size=2)),
    st.tuples(st.just("unfollow"), st.sampled_from("abcdef")),
    st.tuples(st.just("step"), st.integers(1, 3)),
    st.tuples(st.just("prune"), st.integers(1, 2)),
    st.tuples(st.just("day"), st.sampled_from((SINCE, "2026-06-18"))),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(changes, min_size=3, max_size=14))
def test_a_board_brought_up_to_date_is_one_made_anew(
    tmp_path_factory: pytest.TempPathFactory, happened: list[tuple[str, object]]
) -> None:
    house = House(tmp_path_factory.mktemp("pool") / "pool.sqlite")
    try:
        for what, value in happened:
            if what == "add":
                house.pool.add(value, seen_at=SEEN)  # type: ignore[arg-type]
            elif what == "follow":
                house.follow(*value)  # type: ignore[misc]
            elif what == "unfollow":
                house.unfollow(str(value))
            elif what == "step":
                for _ in range(value):  # type: ignore[call-overload]
                    house.matching.step(lambda: None)
            elif what == "prune":
                house.pool.prune(before="9999-01-01", keep=(), limit=value)  # type: ignore[arg-type]
            else:
                house.since = str(value)
            board = house.boards.now()
            assert shown(board) == shown(house.another().now())
            assert {each.row.id for each in board.rows if each.entries and not each.muting} == house.fed()
    finally:
        house.pool.close()


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "pool.sqlite")


def test_where_nothing_was_written_the_board_is_the_same(house: House) -> None:
    house.pool.add([Paper(key="arxiv:1", title="LoRA", announced="2026-06-18")], seen_at=SEEN)
    board = house.boards.now()
    assert house.boards.now() is board
    house.pool.add([Paper(key="arxiv:1", title="LoRA", announced="2026-06-18")], seen_at=SEEN)
    assert house.boards.now() is board


def test_a_paper_tells_what_its_record_does(house: House) -> None:
    house.pool.add(
        [
            Paper(
                key="arxiv:1", title="LoRA", announced="2026-06-18", source="arxiv", upvotes=7, code_url="https://x.org"
            ),
            Paper(key="arxiv:2", title="GAN", published="2026-06-18", categories=("cs.LG", "math.OC")),
        ],
        seen_at=SEEN,
    )
    one, other = sorted((each.row for each in house.boards.now().rows), key=lambda row: row.key)
    assert (one.sources, one.code, one.upvotes, one.categories) == (("arxiv", "huggingface"), True, 7, ())
    assert (other.sources, other.code, other.upvotes, other.primary) == (("",), False, 0, "cs.LG")


def test_old_papers_are_found_by_their_keys(house: House) -> None:
    house.follow(Entry(id="lora", kind="topic", value="LoRA"))
    house.pool.add([Paper(key="arxiv:1", title="LoRA", announced="2024-06-18")], seen_at=SEEN)
    house.matching.settle(seconds=5)
    assert house.boards.now().rows == ()
    assert [each.entries for each in house.boards.of(["arxiv:1", "arxiv:2"])] == [(0,)]
