"""The thread that refreshes what is due: it looks at once and then again and again, and stops when told."""

import itertools
import threading
from datetime import UTC, datetime, timedelta

from tests.fakes.pool import FakePool
from tests.fakes.sources import MUON, Clock, FakeSource, refresher_of

from paper_radar.errors import StorageError
from paper_radar.sources.batch import Batch
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
