"""What waits to be embedded, and in which order it comes."""

from dataclasses import replace

from paper_radar.papers.model import Paper
from paper_radar.semantic.waiting import Waiting
from tests.fakes.pool import FakePool

OLD = Paper(key="arxiv:1", title="Old", announced="2026-01-01")
NEW = Paper(key="arxiv:2", title="New", announced="2026-02-01")


def test_the_pool_is_looked_through_once_newest_first_and_again_when_told() -> None:
    waiting, pool = Waiting(), FakePool([OLD, NEW])
    assert waiting.papers(pool) == [NEW, OLD]
    assert waiting.papers(pool) == []
    assert waiting.papers(pool) is None
    waiting.look_through()
    assert waiting.papers(pool) == [NEW, OLD]


def test_what_arrived_comes_first_and_once() -> None:
    waiting, pool = Waiting(), FakePool([OLD, NEW])
    waiting.arrived([OLD.key, "arxiv:gone", OLD.key])
    assert waiting.papers(pool) == [OLD]
    assert waiting.papers(pool) == [NEW, OLD]


def test_more_than_can_be_remembered_is_found_in_the_pool() -> None:
    waiting, pool = Waiting(), FakePool([OLD, NEW])
    while waiting.papers(pool) is not None:
        pass
    waiting.arrived([f"arxiv:{number}" for number in range(20_001)])
    assert waiting.papers(pool) == [NEW, OLD]


def test_of_visited_pages_the_last_comes_first_as_it_was_seen_last_and_old_ones_are_forgotten() -> None:
    waiting = Waiting()
    pages = [Paper(key=f"arxiv:{number}", title="Page") for number in range(40)]
    for page in pages:
        waiting.visited(page)
    waiting.visited(replace(pages[30], title="Seen again"))
    found = []
    while (next_page := waiting.page()) is not None:
        found.append(next_page)
    assert found[0].title == "Seen again"
    assert found[1] == pages[39]
    assert len(found) == 16


def test_who_waits_is_woken_by_what_comes() -> None:
    waiting = Waiting()
    assert not waiting.wait(0)
    waiting.arrived([OLD.key])
    assert waiting.wait(0)
    waiting.visited(NEW)
    assert waiting.wait(0)
    waiting.wake()
    assert waiting.wait()
    assert not waiting.wait(0)
