"""What is kept of the hits and what is found at once are together what the radar finds, whatever came before."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paper_radar.matching.followed import FollowedRadar
from paper_radar.matching.hits import Seen, see
from paper_radar.matching.matching import Matching
from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry
from paper_radar.radar.matcher import Radar
from paper_radar.storage.base import Sought
from paper_radar.storage.pool import SqlitePool
from tests.unit.matching.cases import SEEN, entries, numbers, papers

MUON = Paper(key="arxiv:1", title="Implicit bias of Muon", authors=("Difan Zou",), announced="2026-06-17")
ADAM = Paper(key="arxiv:2", title="Adam", abstract="Not on implicit biases.", announced="2026-06-18")
BIAS = Entry(id="bias", kind="topic", value="implicit bias")
ZOU = Entry(id="zou", kind="author", value="Difan Zou")


class House:
    """A pool, a radar and the work between them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.entries: dict[str, Entry] = {}
        self.open()

    def open(self) -> None:
        self.pool = SqlitePool(self.path)
        self._now = FollowedRadar(self.entries.values())
        self.matching = Matching(self.pool.hits, lambda: self._now)

    def add(self, *found: Paper) -> None:
        self.pool.add(found, seen_at=SEEN)

    def follow(self, *followed: Entry) -> None:
        self.entries.update({entry.id: entry for entry in followed})
        self._now = FollowedRadar(self.entries.values())

    def unfollow(self, id: str) -> None:
        self.entries.pop(id, None)
        self._now = FollowedRadar(self.entries.values())

    def step(self) -> bool:
        return self.matching.step(lambda: None)

    def settle(self) -> None:
        while self.step():
            pass
        assert self.matching.is_settled()

    def killed(self) -> None:
        """What a new process finds where this one was killed between two transactions."""
        self.pool.close()
        self.open()

    def everything(self) -> list[Paper]:
        return self.pool.newest(limit=1000)

    def seen(self, found: list[Paper]) -> list[Seen]:
        return see(found, self._now, self.pool.hits)

    def found(self) -> set[str]:
        """Every paper with a hit that is known, muted or not."""
        sought = self._now.sought(self.pool.hits.definitions(), negative=False)
        return {paper.key for _, _, paper in self.pool.hits.read(self.pool.hits.hitting(sought, but=Sought()))}

    def fed(self) -> list[str]:
        definitions = self.pool.hits.definitions()
        ids = self.pool.hits.hitting(
            self._now.sought(definitions, negative=False), but=self._now.sought(definitions, negative=True)
        )
        return [paper.key for _, _, paper in self.pool.hits.read(ids)]


def matched(found: list[Paper], followed: dict[str, Entry]) -> list[Seen]:
    radar = Radar(followed.values())
    return [Seen(tuple(radar.match(paper)), radar.muted(paper)) for paper in found]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    opened = House(tmp_path / "pool.sqlite")
    yield opened
    opened.pool.close()


changes = st.one_of(
    st.tuples(st.just("add"), st.lists(papers(), min_size=1, max_size=3)),
    st.tuples(st.just("follow"), st.lists(entries(), min_size=1, max_size=3)),
    st.tuples(st.just("unfollow"), st.sampled_from("abcdef")),
    st.tuples(st.just("step"), st.integers(1, 3)),
    st.tuples(st.just("killed"), st.none()),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(changes, min_size=3, max_size=14), numbers)
def test_what_is_seen_is_what_the_radar_finds_after_anything(
    tmp_path_factory: pytest.TempPathFactory, happened: list[tuple[str, object]], number: int
):
    house = House(tmp_path_factory.mktemp("pool") / "pool.sqlite")
    try:
        for what, value in happened:
            if what == "add":
                house.add(*value)  # type: ignore[misc]
            elif what == "follow":
                house.follow(*value)  # type: ignore[misc]
            elif what == "step":
                for _ in range(value):  # type: ignore[call-overload]
                    house.step()
            elif what == "unfollow":
                house.unfollow(str(value))
            else:
                house.killed()
            found = house.everything()
            shown_otherwise = [replace(paper, title=f"{paper.title} LoRA") for paper in found[:1]]
            assert house.seen(found) == matched(found, house.entries)
            assert house.seen(shown_otherwise) == matched(shown_otherwise, house.entries)
            # What the feed may show before all is known: less, but nothing that is not so.
            assert house.found() <= {
                paper.key for paper, seen in zip(found, matched(found, house.entries), strict=True) if seen.hits
            }
        house.settle()
        found = house.everything()
        expected = matched(found, house.entries)
        assert house.seen(found) == expected
        assert house.fed() == [
            paper.key for paper, seen in zip(found, expected, strict=True) if seen.hits and not seen.muted
        ]
    finally:
        house.pool.close()


def test_hits_that_are_kept_are_read_and_not_found_again(house: House):
    house.add(MUON, ADAM)
    house.follow(BIAS, ZOU)
    house.settle()
    settled, kept = house.pool.hits.kept([MUON.key, ADAM.key])
    assert len(settled) == 2
    assert {key: len(each.hits) for key, each in kept.items()} == {MUON.key: 2, ADAM.key: 1}
    assert not any(each.waits for each in kept.values())


def test_a_new_paper_waits_and_is_matched_against_everything(house: House):
    house.follow(BIAS)
    house.settle()
    house.add(MUON)
    assert house.pool.hits.count_waiting() == 1
    assert not house.matching.is_settled()
    house.settle()
    assert house.fed() == [MUON.key]


def test_a_paper_whose_votes_alone_changed_does_not_wait(house: House):
    house.add(MUON)
    house.follow(BIAS)
    house.settle()
    house.add(replace(MUON, upvotes=12))
    assert house.matching.is_settled()


def test_a_paper_that_changes_while_it_is_matched_is_matched_again(house: House):
    house.add(replace(MUON, version=1))
    house.follow(BIAS)
    changed = []

    def change() -> None:
        if not changed:
            changed.append(True)
            house.add(replace(MUON, title="Muon, revised", version=2))

    while house.matching.step(change):
        pass
    assert house.fed() == []
    assert house.seen(house.everything()) == [Seen((), False)]


def test_a_paper_that_changed_is_fed_no_more_for_what_it_said_before(house: House):
    house.add(replace(MUON, version=1))
    house.follow(BIAS)
    house.settle()
    house.add(replace(MUON, title="Muon, revised", version=2))
    assert house.fed() == []


def test_an_entry_that_nobody_follows_is_forgotten_and_found_anew_when_it_comes_back(house: House):
    house.add(MUON)
    house.follow(BIAS)
    house.settle()
    house.unfollow("bias")
    house.settle()
    assert house.pool.hits.definitions() == {}
    house.follow(BIAS)
    house.add(ADAM)
    house.settle()
    assert house.fed() == [ADAM.key, MUON.key]


def test_an_entry_that_comes_back_at_once_knows_of_the_papers_that_came_in_between(house: House):
    house.add(MUON)
    house.follow(BIAS)
    house.settle()
    house.unfollow("bias")
    house.add(ADAM)
    house.step()
    house.follow(BIAS)
    house.settle()
    assert house.fed() == [ADAM.key, MUON.key]


def test_two_entries_that_say_the_same_are_looked_for_once(house: House):
    house.add(MUON, ADAM)
    house.follow(BIAS, replace(BIAS, id="muting", negative=True))
    house.settle()
    assert len(house.pool.hits.definitions()) == 1
    assert house.fed() == []
    house.unfollow("muting")
    assert house.fed() == [ADAM.key, MUON.key]


def test_the_newest_papers_are_matched_first(house: House):
    many = [replace(MUON, key=f"arxiv:{n}", announced=f"2026-{1 + n % 12:02}-01") for n in range(400)]
    house.add(*many)
    house.settle()
    house.follow(BIAS)
    house.step()
    first = house.fed()
    assert 0 < len(first) < 400
    assert first == [paper.key for paper in house.everything()][: len(first)]


def test_what_was_found_by_other_rules_does_not_count(house: House):
    house.add(MUON)
    house.follow(BIAS)
    house.settle()
    with house.pool._database.writing() as connection:
        connection.execute("UPDATE hits_version SET fingerprint = 'of another day'")
    house.killed()
    assert house.pool.hits.definitions() == {}
    assert house.seen(house.everything()) == matched(house.everything(), house.entries)
    house.settle()
    assert house.fed() == [MUON.key]


def test_many_entries_one_after_the_other_while_papers_come_and_are_read(house: House):
    followed = [
        Entry(id=f"e{n}", kind="topic", value=word) for n, word in enumerate(["bias", "muon", "adam", "implicit"])
    ]
    wrong: list[object] = []
    done = []

    def work() -> None:
        while not done:
            house.step()

    def read() -> None:
        while not done:
            found = house.everything()
            now = dict(house.entries)
            seen = house.seen(found)
            if now == house.entries and seen != matched(found, now):
                wrong.append((found, seen))

    threads = [Thread(target=work), Thread(target=read), Thread(target=read)]
    for thread in threads:
        thread.start()
    for n, entry in enumerate(followed):
        house.add(replace(MUON, key=f"arxiv:{n}"), replace(ADAM, key="arxiv:0", version=n + 2, title=f"Muon {n}"))
        house.follow(entry)
    house.unfollow("e0")
    done.append(True)
    for thread in threads:
        thread.join()
    assert not wrong
    house.settle()
    assert house.seen(house.everything()) == matched(house.everything(), house.entries)


def test_a_settling_that_takes_too_long_says_so(house: House):
    house.add(MUON)
    house.follow(BIAS)
    assert not house.matching.settle(seconds=0)
    assert house.matching.settle(seconds=60)
    assert house.matching.settle("bias", seconds=0)


def test_who_waits_for_a_step_is_not_given_way_to(house: House):
    house.add(MUON, ADAM, replace(ADAM, key="arxiv:3"))
    house.follow(BIAS)
    pauses: list[bool] = []
    begun, asked = Event(), Event()

    def pause() -> None:
        pauses.append(True)
        begun.set()
        assert asked.wait(30)
        while not house.matching._awaited:
            time.sleep(0.001)

    working = Thread(target=house.matching.step, args=[pause])
    house.step()  # the scan, in which nothing is read: every paper waits
    working.start()
    assert begun.wait(30)
    waiting = Thread(target=house.matching.settle, kwargs={"seconds": 30})
    waiting.start()
    asked.set()
    waiting.join(60)
    working.join(60)
    assert pauses == [True]
    assert house.matching.is_settled()


def test_nothing_is_sought_where_nothing_is_followed(house: House):
    house.add(MUON)
    assert house.pool.hits.hitting(Sought(), but=Sought()) == []


def test_what_holds_the_very_words_is_read_before_what_is_newer(tmp_path: Path):
    house = House(tmp_path / "pool.sqlite")
    older = Paper(key="arxiv:old", title="Learning with Neural Nets", announced="2026-01-01")
    newer = [Paper(key=f"arxiv:{n}", title=f"Neural nets {n}", announced="2026-06-01") for n in range(1_200)]
    house.add(older, *newer)
    house.settle()
    house.follow(Entry(id="with", kind="topic", value="with neural"))
    house.step()
    assert not house.matching.is_settled()
    (seen,) = see([older], house._now, house.pool.hits)
    assert [hit.entry_id for hit in seen.hits] == ["with"]
    sought = house._now.sought(house.pool.hits.definitions(), negative=False)
    assert len(house.pool.hits.hitting(sought, but=Sought())) == 1
    house.settle()
