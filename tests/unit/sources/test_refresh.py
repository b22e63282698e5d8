"""Refreshing: every source in its turn, one refresh at a time, every attempt recorded, none that ends the others."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.fakes.pool import FakePool
from tests.fakes.sources import ADAM, MUON, Clock, FakeSource, refresher_of
from tests.standins.arxiv import ArxivStandin
from tests.standins.huggingface import HuggingFaceStandin
from tests.standins.server import Answer

from paper_radar.config import Settings
from paper_radar.errors import RateLimitedError, SourceError, StorageError
from paper_radar.sources.batch import Batch, Memory
from paper_radar.sources.build import build_sources
from paper_radar.sources.gates import Gates
from paper_radar.sources.http import Http
from paper_radar.sources.refresh import Progress
from paper_radar.storage.base import Fetch


def gates_of(settings: Settings) -> Gates:
    addresses = (settings.arxiv_rss_url, settings.arxiv_api_url)
    return Gates(arxiv_urls=addresses, arxiv_interval=0.0, hf_url=settings.hf_url)


def test_papers_of_every_source_reach_the_pool_and_every_fetch_is_recorded():
    pool, clock = FakePool(), Clock()
    arxiv = FakeSource("arxiv", Batch((MUON, ADAM)))
    hugging_face = FakeSource("huggingface", Batch((MUON,), note="A quiet day.", skipped=2))
    fetches = refresher_of(pool, [arxiv, hugging_face], clock).run()
    assert set(pool.papers) == {MUON.key, ADAM.key}
    when = "2026-11-21T09:00:00+00:00"
    assert fetches == [
        Fetch(source="arxiv", started=when, finished=when, new=2, status=200),
        Fetch(source="huggingface", started=when, finished=when, skipped=2, note="A quiet day.", status=200),
    ]
    assert pool.recorded == fetches


def test_what_each_step_brought_is_in_the_pool_with_its_memory_before_the_next_is_asked_for():
    pool = FakePool()
    reached: list[tuple[set[str], dict[str, object]]] = []

    class InSteps:
        name = "steps"

        def fetch(self, memory: Memory) -> Iterator[Batch]:
            reached.append((set(pool.papers), dict(memory)))
            yield Batch((MUON,), memory={"at": 1}, done=1, total=2, doing="the next page")
            reached.append((set(pool.papers), pool.memory("steps")))
            yield Batch((ADAM,), memory={"at": 2}, done=2, total=2)

    told: list[Progress] = []
    (fetch,) = refresher_of(pool, [InSteps()], Clock()).run(on_progress=told.append)
    assert reached == [(set(), {}), ({MUON.key}, {"at": 1})]
    assert (fetch.new, pool.memory("steps")) == (2, {"at": 2})
    assert [(each.step, each.steps, each.doing, each.new) for each in told] == [
        (0, 1, "", 0),
        (1, 2, "the next page", 1),
        (0, 1, "", 2),
    ]


def test_a_cancelled_refresh_keeps_what_it_brought_and_goes_on_from_there():
    pool = FakePool()

    class InSteps:
        name = "steps"

        def fetch(self, memory: Memory) -> Iterator[Batch]:
            for at in range(memory.get("at", 0), 3):
                paper = replace(MUON, key=f"arxiv:2502.0000{at}")
                yield Batch((paper,), memory={"at": at + 1}, done=at + 1, total=3)

    refresher = refresher_of(pool, [InSteps()], Clock())
    (fetch,) = refresher.run(on_progress=lambda progress: progress.step == 1 and refresher.cancel())
    assert (fetch.new, fetch.cancelled) == (2, True)
    (fetch,) = refresher.run()
    assert (fetch.new, fetch.cancelled, len(pool.papers)) == (1, False, 3)
    assert refresher.cancel() is False


def test_a_refresh_can_be_run_again_at_any_time_and_adds_nothing_twice():
    pool = FakePool()
    refresher = refresher_of(pool, [FakeSource("arxiv", Batch((MUON,)))], Clock())
    assert [fetch.new for fetch in refresher.run()] == [1]
    assert [fetch.new for fetch in refresher.run()] == [0]
    assert len(pool.papers) == 1


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (SourceError("arXiv cannot be reached.", "Check the network."), "arXiv cannot be reached. Check the network."),
        (StorageError("The disk is full."), "The disk is full."),
        (ZeroDivisionError("a defect of ours"), "Fetching failed (ZeroDivisionError)."),
    ],
)
def test_a_source_that_fails_is_recorded_and_the_others_go_on(trouble: Exception, told: str):
    pool = FakePool()
    failing, well = FakeSource("arxiv", trouble=trouble), FakeSource("huggingface", Batch((MUON,)))
    first, second = refresher_of(pool, [failing, well], Clock()).run()
    assert told in first.error
    assert (second.error, second.new) == ("", 1)
    assert pool.last_success("arxiv") == ""


def test_a_source_that_asked_us_to_wait_is_left_alone_until_then_even_after_a_restart():
    pool, clock = FakePool(), Clock()
    limited = RateLimitedError("arXiv is limiting us until 09:15 UTC.", "2026-11-21T09:15:00+00:00")
    source = FakeSource("arxiv", trouble=limited)
    (fetch,) = refresher_of(pool, [source], clock).run()
    assert (fetch.error, fetch.until) == (limited.message, limited.until)

    after_restart = FakeSource("arxiv", Batch((MUON,)))
    refresher = refresher_of(pool, [after_restart], clock)
    clock.wait(minutes=14)
    assert refresher.run() == [fetch]
    assert (after_restart.asked, len(pool.recorded)) == (0, 1)
    clock.wait(minutes=1)
    assert [done.new for done in refresher.run()] == [1]


def test_a_pool_that_cannot_be_written_is_a_failure_of_that_fetch():
    pool = FakePool()
    pool.trouble = StorageError("The disk is full.", "Make room.")
    (fetch,) = refresher_of(pool, [FakeSource("arxiv", Batch((MUON,)))], Clock()).run()
    assert fetch.error == "The disk is full. Make room."


def test_progress_names_the_source_being_fetched_and_ends_complete():
    seen: list[Progress] = []
    refresher = refresher_of(FakePool(), [FakeSource("arxiv"), FakeSource("huggingface")], Clock())
    refresher.run(seen.append)
    assert seen == [Progress(0, 2, "arxiv"), Progress(1, 2, "huggingface"), Progress(2, 2, "")]
    assert refresher.progress == Progress(2, 2, "")


def test_two_threads_that_refresh_share_one_refresh():
    pool, under_way, go_on = FakePool(), threading.Event(), threading.Event()

    def block() -> None:
        under_way.set()
        go_on.wait(5)

    source = FakeSource("arxiv", Batch((MUON,)), before=block)
    refresher = refresher_of(pool, [source], Clock())
    results: list[list[Fetch]] = []
    threads = [threading.Thread(target=lambda: results.append(refresher.run())) for _ in range(4)]
    threads[0].start()
    under_way.wait(5)
    assert refresher.running
    for thread in threads[1:]:
        thread.start()
    assert refresher.start() is False
    go_on.set()
    for thread in threads:
        thread.join()
    assert results == [pool.recorded] * 4
    assert source.asked == 1
    assert not refresher.running


def test_sources_named_while_a_refresh_runs_join_it_and_are_asked_anew_if_they_were_begun():
    under_way, go_on = threading.Event(), threading.Event()

    def block() -> None:
        under_way.set()
        go_on.wait(5)

    first, second, third = FakeSource("arxiv", before=block), FakeSource("huggingface"), FakeSource("feed:nature")
    refresher = refresher_of(FakePool(), [first, second, third], Clock())
    refresher.start(only=["arxiv", "huggingface"])
    assert under_way.wait(5)
    assert refresher.start(only=["arxiv", "feed:nature"]) is False
    assert refresher.start(only=["huggingface"]) is False
    go_on.set()
    refresher.run(only=["feed:nature"])
    refresher.close()
    assert (first.asked, second.asked) == (2, 1)
    assert third.asked in (1, 2)  # 2 if it joined after it had been begun
    assert not refresher.running


def test_who_wants_all_of_them_while_some_are_refreshed_has_the_others_asked_too():
    under_way, go_on = threading.Event(), threading.Event()

    def block() -> None:
        under_way.set()
        go_on.wait(5)

    first, second, third = FakeSource("arxiv", before=block), FakeSource("huggingface"), FakeSource("feed:nature")
    refresher = refresher_of(FakePool(), [first, second, third], Clock())
    refresher.start(only=["arxiv", "huggingface"])
    assert under_way.wait(5)
    assert refresher.start() is False
    threading.Timer(0.05, go_on.set).start()
    refresher.run()
    refresher.close()
    assert (first.asked, second.asked, third.asked) == (1, 1, 1)


def test_a_refresh_in_the_back_is_under_way_as_soon_as_start_returns():
    go_on = threading.Event()
    pool = FakePool()
    refresher = refresher_of(pool, [FakeSource("arxiv", Batch((MUON,)), before=lambda: go_on.wait(5))], Clock())
    assert refresher.start() is True
    assert refresher.running
    go_on.set()
    refresher.close()
    assert not refresher.running
    assert set(pool.papers) == {MUON.key}


def test_closing_starts_no_further_source():
    pool, under_way, go_on = FakePool(), threading.Event(), threading.Event()

    def block() -> None:
        under_way.set()
        go_on.wait(5)

    second = FakeSource("huggingface")
    refresher = refresher_of(pool, [FakeSource("arxiv", before=block), second], Clock())
    refresher.start()
    under_way.wait(5)
    threading.Timer(0.05, go_on.set).start()
    refresher.close()
    assert (second.asked, [fetch.source for fetch in pool.recorded]) == (0, ["arxiv"])
    assert refresher.run() == []


class TestTheRealSources:
    """arXiv and Hugging Face as `build_sources` makes them, before stand-ins on loopback."""

    def test_a_paper_that_both_announce_is_one_record_with_what_each_knows(self):
        arxiv_paper = replace(MUON, authors=("Jingyuan Liu",), abstract="On Muon.", categories=("cs.LG",))
        hub_paper = replace(MUON, abstract="On Muon.", upvotes=35, code_url="https://github.com/MoonshotAI/Moonlight")
        pool = FakePool()
        with ArxivStandin([arxiv_paper]) as arxiv, HuggingFaceStandin([hub_paper]) as hub:
            settings = Settings(arxiv_rss_url=arxiv.rss_url, arxiv_api_url=arxiv.api_url, hf_url=hub.url)
            sources = build_sources(settings, Http(), gates_of(settings), lambda: ["cs.LG"], Clock())
            fetches = refresher_of(pool, sources, Clock()).run(only=["arxiv", "huggingface"])
        assert [(fetch.source, fetch.new, fetch.updated, fetch.error) for fetch in fetches] == [
            ("arxiv", 1, 0, ""),
            ("huggingface", 0, 1, ""),
        ]
        record = pool.papers[MUON.key]
        assert (record.source, record.announced, record.version) == ("arxiv", "2026-04-27", 1)
        assert (record.upvotes, record.code_url) == (35, "https://github.com/MoonshotAI/Moonlight")

    def test_one_that_is_away_does_not_keep_the_other_away(self):
        pool = FakePool()
        with ArxivStandin() as arxiv, HuggingFaceStandin([MUON]) as hub:
            arxiv.queue("/rss/", Answer(429, b"", {"retry-after": "900"}))
            settings = Settings(arxiv_rss_url=arxiv.rss_url, hf_url=hub.url)
            first, second = refresher_of(
                pool, build_sources(settings, Http(), gates_of(settings), lambda: ["cs.LG"], Clock()), Clock()
            ).run(only=["arxiv", "huggingface"])
        assert first.error.startswith("arXiv is limiting us until")
        assert first.until
        assert (second.error, set(pool.papers)) == ("", {MUON.key})

    def test_categories_are_asked_for_anew_at_every_refresh(self):
        chosen = ["cs.LG"]
        with ArxivStandin() as arxiv, HuggingFaceStandin() as hub:
            settings = Settings(arxiv_rss_url=arxiv.rss_url, hf_url=hub.url)
            refresher = refresher_of(
                FakePool(), build_sources(settings, Http(), gates_of(settings), lambda: chosen, Clock()), Clock()
            )
            refresher.run(only=["arxiv"])
            chosen.append("math.OC")
            refresher.run(only=["arxiv"])
        assert [request.path for request in arxiv.log] == ["/rss/cs.LG", "/rss/cs.LG+math.OC"]
        assert hub.log == []


class TestWhatIsDue:
    """A source is due when its last attempt is old enough."""

    def test_a_pool_never_refreshed_is_stale(self):
        assert refresher_of(FakePool(), [FakeSource("arxiv")], Clock()).due(180) == ("arxiv",)

    def test_a_source_that_went_well_is_due_after_the_minutes_set(self):
        clock = Clock()
        refresher = refresher_of(FakePool(), [FakeSource("arxiv")], clock)
        refresher.run()
        clock.wait(minutes=179)
        assert not refresher.stale(180)
        clock.wait(minutes=19)
        assert refresher.stale(180)

    def test_a_source_that_failed_is_due_after_a_quarter_of_an_hour(self):
        clock = Clock()
        failing, well = FakeSource("arxiv", trouble=SourceError("down")), FakeSource("huggingface")
        refresher = refresher_of(FakePool(), [failing, well], clock)
        refresher.run()
        clock.wait(minutes=14)
        assert refresher.due(180) == ()
        clock.wait(minutes=3)
        assert refresher.due(180) == ("arxiv",)

    def test_a_source_that_asked_us_to_wait_is_not_due_before(self):
        clock = Clock()
        limited = RateLimitedError("wait", (clock() + timedelta(hours=6)).isoformat())
        refresher = refresher_of(FakePool(), [FakeSource("arxiv", trouble=limited)], clock)
        refresher.run()
        clock.wait(minutes=359)
        assert refresher.due(180) == ()
        clock.wait(minutes=1)
        assert refresher.due(180) == ("arxiv",)

    def test_nothing_is_ever_due_with_0_minutes(self):
        assert refresher_of(FakePool(), [FakeSource("arxiv")], Clock()).due(0) == ()
