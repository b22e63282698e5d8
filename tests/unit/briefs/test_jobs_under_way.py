"""A brief while it is written: read by several at once, cancelled, interrupted, saved."""

import json
import threading

import pytest

from paper_radar.briefs.jobs import to_json
from paper_radar.errors import ConflictError
from tests.fakes.workspace import FakeWorkspace
from tests.fakes.writer import ScriptedWriter
from tests.unit.briefs.cases import ONE, PATIENCE, THREE, TWO, ended


class Clock:
    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


def test_several_readers_each_get_the_whole_text(make):
    writer = ScriptedWriter(*(f"piece {n} " for n in range(50)), held=True)
    jobs = make(writer)
    brief = jobs.start([ONE], "en", "short")
    read = [[] for _ in range(4)]
    threads = [threading.Thread(target=lambda to=to: to.extend(jobs.events(brief.id))) for to in read]
    threads[0].start()
    for number in range(50):
        writer.let.release()
        if number in (10, 20, 30):
            threads[number // 10].start()
    for thread in threads:
        thread.join(PATIENCE)
    for events in [*read, list(jobs.events(brief.id))]:
        text = ""
        for event in events:
            if event["type"] == "text":
                assert event["offset"] == len(text)
                text += event["text"]
        assert text == events[-1]["brief"]["text"] == "".join(writer.pieces)
        assert events[0]["type"] == "state"
        assert [event["type"] for event in events if event["type"] in ("done", "error")] == ["done"]


def test_a_silent_brief_beats_so_that_the_line_stays_open(make):
    writer = ScriptedWriter(held=True)
    jobs = make(writer, heartbeat=0.01)
    events = jobs.events(jobs.start([ONE], "en", "short").id)
    seen = [next(events) for _ in range(6)]
    assert seen[0]["type"] == "state"
    assert {"type": "heartbeat"} in seen


def test_a_wait_for_the_limit_is_told_with_its_end(make):
    class Waiting(ScriptedWriter):
        def write(self, messages, on_text, stop, *, max_tokens, on_wait=None):
            on_wait(17.3)
            return super().write(messages, on_text, stop, max_tokens=max_tokens)

    writer = Waiting(held=True)
    jobs = make(writer)
    events = jobs.events(jobs.start([ONE], "en", "short").id)
    until = next(event["until"] for event in events if event.get("until"))
    assert until == "2026-11-21T10:00:18+00:00"
    writer.let.release(2)
    states = [event for event in events if event["type"] == "state"]
    assert states[-1] == {"type": "state", "state": "done", "until": ""}


def test_cancel_ends_at_once_and_keeps_the_text(make, workspace):
    writer = ScriptedWriter("It works. ", "And more.", held=True)
    jobs = make(writer)
    running, queued = (jobs.start([key], "en", "short") for key in (ONE, TWO))
    writer.let.release()
    events = jobs.events(running.id)
    assert next(event for event in events if event["type"] == "text")["text"] == "It works. "
    assert jobs.cancel(queued.id).state == "cancelled"
    cancelled = jobs.cancel(running.id)
    assert (cancelled.state, cancelled.text) == ("cancelled", "It works. ")
    assert list(events)[-1] == {"type": "done", "brief": to_json(cancelled)}
    assert [workspace.get("briefs", brief.id)["state"] for brief in (running, queued)] == ["cancelled", "cancelled"]
    assert jobs.cancel(running.id) == cancelled


def test_a_queued_brief_that_was_cancelled_is_never_written(make):
    writer = ScriptedWriter("text", held=True)
    jobs = make(writer)
    first, cancelled, last = (jobs.start([key], "en", "short") for key in (ONE, TWO, THREE))
    jobs.cancel(cancelled.id)
    writer.let.release(3)
    ended(jobs, last)
    assert len(writer.asked) == 2
    assert (jobs.get(first.id).state, jobs.get(cancelled.id).text) == ("done", "")


def test_what_a_writer_writes_after_a_cancel_is_nobodys(make, workspace):
    class Deaf(ScriptedWriter):
        def write(self, messages, on_text, stop, *, max_tokens, on_wait=None):
            return super().write(messages, on_text, threading.Event(), max_tokens=max_tokens)

    writer = Deaf("One. ", "Two.", held=True)
    jobs = make(writer)
    brief = jobs.start([ONE], "en", "short")
    events = jobs.events(brief.id)
    writer.let.release()
    while next(events)["type"] != "text":
        pass
    cancelled = jobs.cancel(brief.id)
    writer.let.release()
    jobs.close()
    assert cancelled.text == list(events)[-1]["brief"]["text"] == workspace.get("briefs", brief.id)["text"] == "One. "


def test_a_cancelled_brief_can_be_asked_for_again_at_once(make):
    writer = ScriptedWriter(held=True)
    jobs = make(writer)
    first = jobs.start([ONE], "en", "short")
    writer.started.acquire(timeout=PATIENCE)
    jobs.cancel(first.id)
    again = jobs.start([ONE], "en", "short")
    assert (again.id, again.state) == (first.id, "queued")
    writer.started.acquire(timeout=PATIENCE)
    writer.let.release(2)
    assert ended(jobs, again)["text"] == "## Claim\nIt works."


def test_the_text_is_written_at_most_once_a_second(make, workspace):
    clock = Clock()
    writer = ScriptedWriter(*["piece "] * 100, held=True)
    jobs = make(writer, clock=clock)
    brief = jobs.start([ONE], "en", "short")
    events = jobs.events(brief.id)
    for number in range(100):
        writer.let.release()
        while next(events).get("offset") != number * len("piece "):
            pass
        clock.seconds += 0.1
    assert list(events)[-1]["type"] == "done"
    # queued, running, done, and one for each of the ten seconds
    assert 10 <= workspace.writes["briefs"] <= 13
    assert workspace.get("briefs", brief.id)["text"] == "piece " * 100


def test_what_runs_when_the_service_stops_is_interrupted(make, workspace):
    writer = ScriptedWriter("It works. ", "More.", held=True)
    jobs = make(writer)
    running, queued = (jobs.start([key], "en", "short") for key in (ONE, TWO))
    events = jobs.events(running.id)
    writer.let.release()
    while next(events)["type"] != "text":
        pass
    jobs.close()
    assert list(events)[-1]["type"] == "error"
    for brief, text in ((running, "It works. "), (queued, "")):
        kept = workspace.get("briefs", brief.id)
        assert (kept["state"], kept["text"], kept["error"]["code"]) == ("interrupted", text, "interrupted")
    with pytest.raises(ConflictError):
        jobs.start([ONE], "en", "short")


def test_what_a_dead_process_left_is_found_interrupted_and_begun_again(make, workspace):
    held = ScriptedWriter(held=True)
    dead = make(held)
    running, queued = (dead.start([key], "en", "short") for key in (ONE, TWO))
    held.started.acquire(timeout=PATIENCE)
    done = make(None).start([THREE], "en", "short")
    left = FakeWorkspace()  # the file as it was when the process was killed
    left.tables = json.loads(json.dumps(workspace.tables))
    jobs = make(ScriptedWriter(), into=left)
    assert [jobs.get(brief.id).state for brief in (running, queued, done)] == ["interrupted", "interrupted", "done"]
    assert list(jobs.events(running.id))[-1]["brief"]["error"]["code"] == "interrupted"
    assert ended(jobs, jobs.start([ONE], "en", "short", force=True))["state"] == "done"
