"""The thread that refreshes what is due: it looks at once and then again and again, and stops when told."""

import itertools
import threading
from datetime import UTC, datetime, timedelta

import pytest
from tests.fakes.pool import FakePool
from tests.fakes.sources import MUON, Clock, FakeSource, refresher_of

from paper_radar.errors import StorageError
from paper_radar.sources.batch import Batch
from paper_radar.sources.refresh import Refresher
from paper_radar.sources.scheduler import Scheduler
from paper_radar.storage.base import Fetch


class TestTheScheduler:
    """It looks at once and then again and again, and stops when told."""

    def test_it_refreshes_what_is_due_at_once_and_nothing_else(self):
        clock, pool, asked = Clock(), FakePool(), threading.Event()
        recent = Fetch(source="huggingface", started=clock().isoformat(), finished=clock().isoformat())
        pool.record_fetch(recent)
        due, fresh = FakeSource("arxiv", Batch((MUON,)), before=asked.set), FakeSource("huggingface")
        scheduler = Scheduler(refresher_of(pool, [due, fresh], clock), 180, tick=0.01)
        scheduler.start()
        assert asked.wait(5)
        scheduler.stop()
        assert (due.asked, fresh.asked) == (1, 0)

    def test_it_refreshes_again_when_time_has_passed(self):
        hours, twice = itertools.count(), threading.Event()

        def rushing() -> datetime:
            return datetime(2026, 11, 21, tzinfo=UTC) + timedelta(hours=next(hours))

        source = FakeSource("arxiv")
        source.before = lambda: source.asked == 2 and twice.set()
        scheduler = Scheduler(refresher_of(FakePool(), [source], rushing), 180, tick=0.01)
        scheduler.start()
        assert twice.wait(5)
        scheduler.stop()

    def test_it_survives_a_pool_that_cannot_be_read_for_a_moment(self):
        class Moody(FakePool):
            moods = 0

            def last_fetches(self) -> dict[str, Fetch]:
                self.moods += 1
                if self.moods == 1:
                    raise StorageError("The disk is away.")
                return super().last_fetches()

        asked = threading.Event()
        scheduler = Scheduler(refresher_of(Moody(), [FakeSource("arxiv", before=asked.set)], Clock()), 180, tick=0.01)
        scheduler.start()
        assert asked.wait(5)
        scheduler.stop()

    def test_it_stops_cleanly_and_twice(self):
        scheduler = Scheduler(refresher_of(FakePool(), [], Clock()), 180, tick=3600)
        before = threading.active_count()
        scheduler.start()
        scheduler.stop()
        scheduler.stop()
        assert threading.active_count() == before

    def test_it_never_begins_with_0_minutes(self):
        source = FakeSource("arxiv")
        scheduler = Scheduler(refresher_of(FakePool(), [source], Clock()), 0, tick=0.01)
        before = threading.active_count()
        scheduler.start()
        assert threading.active_count() == before
        scheduler.stop()
        assert source.asked == 0


class TestWhatIsWantedSoon:
    """A new entry of the radar is not kept waiting for three hours."""

    def test_it_is_asked_in_a_moment_though_not_due_and_once_for_many(self):
        pool, clock, asked = FakePool(), Clock(), threading.Event()
        for name in ("arxiv", "arxiv-followed"):
            pool.record_fetch(Fetch(source=name, started=clock().isoformat(), finished=clock().isoformat()))
        arxiv, followed = FakeSource("arxiv"), FakeSource("arxiv-followed", before=asked.set)
        scheduler = Scheduler(refresher_of(pool, [arxiv, followed], clock), 180, tick=3600, settle=0.05)
        scheduler.start()
        for _ in range(5):
            scheduler.soon(["arxiv-followed", "arxiv-authors"])
        assert asked.wait(5)
        scheduler.stop()
        assert (arxiv.asked, followed.asked) == (0, 1)

    @pytest.mark.parametrize(("minutes", "off"), [(180, ["arxiv-followed"]), (0, [])])
    def test_not_if_the_reader_paused_it_or_turned_the_schedule_off(self, minutes: int, off: list[str]):
        source, looked = FakeSource("arxiv-followed"), threading.Event()
        refresher = Refresher(FakePool(), lambda: [source], Clock(), off=lambda: off)
        scheduler = Scheduler(refresher, minutes, tick=3600, settle=0.01, chores=[lambda: looked.set() or 0])
        scheduler.soon(["arxiv-followed"])
        scheduler.start()
        assert looked.wait(5)
        scheduler.stop()
        assert source.asked == 0


class TestTheClockOnTheWall:
    """A machine sleeps, and clocks are put right: the thread goes by what it reads, not by how long it waited."""

    def test_after_a_night_asleep_the_first_look_refreshes(self):
        clock, asked = Clock(), threading.Semaphore(0)
        source = FakeSource("arxiv", before=asked.release)
        scheduler = Scheduler(refresher_of(FakePool(), [source], clock), 180, tick=0.01)
        scheduler.start()
        assert asked.acquire(timeout=5)
        clock.wait(minutes=8 * 60)
        assert asked.acquire(timeout=5)
        scheduler.stop()

    def test_a_clock_put_back_by_years_does_not_stop_it(self):
        clock, asked = Clock(), threading.Semaphore(0)
        source = FakeSource("arxiv", before=asked.release)
        scheduler = Scheduler(refresher_of(FakePool(), [source], clock), 180, tick=0.01)
        scheduler.start()
        assert asked.acquire(timeout=5)
        clock.wait(minutes=-3 * 365 * 24 * 60)
        assert asked.acquire(timeout=5)
        scheduler.stop()
        assert source.asked == 2


class TestChores:
    """What is done between two refreshes, bit by bit."""

    def test_they_are_done_to_their_end_after_the_refresh_that_is_due(self):
        done: list[str] = []
        finished = threading.Event()

        def chore() -> int:
            done.append("chore")
            if len(done) == 4:
                finished.set()
                return 0
            return 50

        source = FakeSource("arxiv", before=lambda: done.append("refresh"))
        scheduler = Scheduler(refresher_of(FakePool(), [source], Clock()), 180, tick=3600, chores=[chore])
        scheduler.start()
        assert finished.wait(5)
        scheduler.stop()
        assert done == ["refresh", "chore", "chore", "chore"]

    def test_they_are_done_though_nothing_is_refreshed_by_itself_and_one_that_fails_does_not_end_the_thread(self):
        looked = threading.Semaphore(0)

        def failing() -> int:
            looked.release()
            raise StorageError("The disk is away.")

        scheduler = Scheduler(refresher_of(FakePool(), [], Clock()), 0, tick=0.01, chores=[failing])
        scheduler.start()
        assert looked.acquire(timeout=5)
        assert looked.acquire(timeout=5)
        scheduler.stop()

    def test_they_stop_when_the_service_does(self):
        begun = threading.Event()
        scheduler = Scheduler(refresher_of(FakePool(), [], Clock()), 0, chores=[lambda: begun.set() or 1])
        before = threading.active_count()
        scheduler.start()
        assert begun.wait(5)
        scheduler.stop()
        assert threading.active_count() == before
