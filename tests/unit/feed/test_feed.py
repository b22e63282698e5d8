"""Orders stand still whatever happens, and what has come since is told."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paper_radar.feed.board import Boards
from paper_radar.feed.feed import Feed
from paper_radar.feed.questions import Question, Tab, World
from paper_radar.feed.sections import Section
from paper_radar.matching.followed import FollowedRadar
from paper_radar.matching.matching import Matching
from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry
from paper_radar.storage.pool import SqlitePool
from tests.unit.matching.cases import SEEN, entries, papers

TODAY = "2026-06-19"


class House:
    """A pool, a radar, what the reader did, and the feed."""

    def __init__(self, path: Path) -> None:
        self.pool = SqlitePool(path)
        self.entries: dict[str, Entry] = {}
        self.radar = FollowedRadar(())
        self.dismissed: frozenset[str] = frozenset()
        self.read: frozenset[str] = frozenset()
        self.matching = Matching(self.pool.hits, lambda: self.radar)
        self.feed = Feed(Boards(self.pool.hits, lambda: self.radar, lambda: "2026-06-01"), self.world, lambda: "")

    def world(self, followed: FollowedRadar, tab: Tab) -> World:
        return World(followed.entries, self.dismissed, self.read, frozenset({"cs.LG"}))

    def add(self, found: list[Paper]) -> None:
        self.pool.add(found, seen_at=SEEN)
        self.matching.settle(seconds=5)

    def follow(self, entry: Entry) -> None:
        self.entries[entry.id] = entry
        self.radar = FollowedRadar(self.entries.values())
        self.matching.settle(seconds=5)

    def unfollow(self, id: str) -> None:
        self.entries.pop(id, None)
        self.radar = FollowedRadar(self.entries.values())

    def dismiss(self, number: int) -> None:
        self.dismissed ^= {f"arxiv:2606.{number:05}"}

    def unfold(self, number: int) -> None:
        self.read |= {f"arxiv:2606.{number:05}"}


happenings = st.one_of(
    st.tuples(st.just("add"), st.lists(papers(), min_size=1, max_size=3)),
    st.tuples(st.just("follow"), entries()),
    st.tuples(st.just("unfollow"), st.sampled_from("abcdef")),
    st.tuples(st.just("dismiss"), st.integers(0, 7)),
    st.tuples(st.just("unfold"), st.integers(0, 7)),
)
questions = st.builds(
    Question,
    tab=st.sampled_from(("radar", "categories")),
    entries=st.frozensets(st.sampled_from("abc"), max_size=1),
    unread=st.booleans(),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(questions, st.lists(papers(), min_size=2, max_size=6), st.lists(happenings, min_size=1, max_size=8))
def test_an_order_stands_still_and_tells_what_is_not_in_it(
    tmp_path_factory: pytest.TempPathFactory,
    question: Question,
    found: list[Paper],
    happened: list[tuple[str, object]],
) -> None:
    house = House(tmp_path_factory.mktemp("pool") / "pool.sqlite")
    try:
        house.follow(Entry(id="a", kind="topic", value="implicit bias"))
        house.follow(Entry(id="b", kind="category", value="cs.LG"))
        house.add(found)
        order, made = house.feed.order(question, today=TODAY)
        keys = order.keys
        assert len(set(keys)) == len(keys)
        assert sum(section.total for section in order.sections) == (len(keys) if question.tab == "radar" else 0)
        for what, value in happened:
            getattr(house, what)(value)
            kept = house.feed.kept(order.token, question)
            assert kept is not None and kept[0].keys == keys
            now, _ = house.feed.order(question, today=TODAY)
            assert house.feed.arrived(order, made) == len(set(now.keys) - set(keys) - made.dismissed)
            assert house.feed.facets(question).total == len(now.keys)
    finally:
        house.pool.close()


def test_an_order_belongs_to_its_question(tmp_path: Path) -> None:
    house = House(tmp_path / "pool.sqlite")
    order, _ = house.feed.order(Question(), today=TODAY)
    assert house.feed.kept(order.token, Question()) is not None
    assert house.feed.kept(order.token, Question(unread=True)) is None
    house.feed.forget(order)
    assert house.feed.kept(order.token, Question()) is None


def test_who_warms_a_closed_pool_is_not_troubled(tmp_path: Path) -> None:
    house = House(tmp_path / "pool.sqlite")
    house.pool.close()
    house.feed.warm()


def test_slices_asked_for_at_once_are_of_one_order(tmp_path: Path) -> None:
    house = House(tmp_path / "pool.sqlite")
    house.follow(Entry(id="a", kind="topic", value="LoRA"))
    house.add([Paper(key=f"arxiv:{number}", title="LoRA", announced=TODAY) for number in range(50)])
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: house.feed.order(Question(), today=TODAY)[0].token, range(16)))
    assert len(set(made)) == 1


def test_what_arrived_since_the_former_order_goes_first(tmp_path: Path) -> None:
    house = House(tmp_path / "pool.sqlite")
    house.follow(Entry(id="a", kind="topic", value="LoRA"))
    house.dismiss(3)
    seen = [Paper(key=f"arxiv:2606.{number:05}", title="LoRA", announced=TODAY) for number in (1, 2, 3)]
    house.add(seen)
    former, _ = house.feed.order(Question(), today=TODAY)
    house.dismiss(3)
    house.add([Paper(key="arxiv:2606.00009", title="LoRA", announced="2026-06-03")])
    order, _ = house.feed.order(Question(), today=TODAY, former=former.token)
    assert [key[-1] for key in order.keys] == ["9", "1", "2", "3"]
    assert order.sections == (Section("looked", 0, 1), Section("today", 1, 3))
    anew, _ = house.feed.order(Question(), today=TODAY, former="forgotten")
    assert [key[-1] for key in anew.keys] == ["1", "2", "3", "9"]
