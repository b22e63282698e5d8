"""A brief while it is written: read by several at once, cancelled, interrupted, saved."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from paper_radar.briefs.failures import WriterError
from paper_radar.briefs.model import to_json
from paper_radar.errors import ConflictError, NotFoundError
from tests.fakes.workspace import FakeWorkspace
from tests.fakes.writer import ScriptedWriter, statement
from tests.unit.briefs.cases import ONE, PATIENCE, THREE, TWO, ended


class Clock:
    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


PROPOSED = statement("It proposes a method.", "We propose method")
BETTER = statement("It outperforms others.", "It outperforms others", section="evidence")


def said(events):
    """The statements that these events told, in order; each index in its turn."""
    told = [event for event in events if event["type"] == "statement"]
    assert [event["index"] for event in told] == list(range(len(told)))
    return [event["statement"] for event in told]


def until(events, type):
    """The next event of this type."""
    return next(event for event in events if event["type"] == type)


def test_several_readers_each_are_told_every_statement(make):
    pieces = [statement(f"It proposes a method {'a' * n}.", "We propose method") for n in range(1, 31)]
    writer = ScriptedWriter(*pieces, held=True)
    jobs = make(writer)
    brief = jobs.start([ONE], "en", "short")
    read = [[] for _ in range(4)]
    threads = [threading.Thread(target=lambda to=to: to.extend(jobs.events(brief.id))) for to in read]
    threads[0].start()
    for number in range(30):
        writer.let.release()
        if number in (6, 12, 18):
            threads[number // 6].start()
    for thread in threads:
        thread.join(PATIENCE)
    for events in [*read, list(jobs.events(brief.id))]:
        assert events[0]["type"] == "state"
        assert said(events) == events[-1]["brief"]["statements"]
        assert len(said(events)) == 30
        assert [event["type"] for event in events if event["type"] in ("done", "error")] == ["done"]


def test_what_is_being_written_is_told_as_a_draft_until_it_is_checked(make):
    whole = PROPOSED.strip()
    writer = ScriptedWriter(whole[:45], whole[45:], held=True)
    jobs = make(writer)
    brief = jobs.start([ONE], "en", "short")
    events = jobs.events(brief.id)
    writer.let.release()
    draft = until(events, "draft")["text"]
    assert draft
    assert "It proposes a method.".startswith(draft)
    assert jobs.shown(jobs.get(brief.id))["draft"] == draft
    assert jobs.get(brief.id).statements == ()
    writer.let.release()
    rest = list(events)
    assert [each["text"] for each in said(rest)] == ["It proposes a method."]
    assert {"type": "draft", "text": ""} in rest
    assert rest[-1]["brief"]["draft"] == ""


def test_a_silent_brief_beats_so_that_the_line_stays_open(make):
    writer = ScriptedWriter(held=True)
    jobs = make(writer, heartbeat=0.01)
    events = jobs.events(jobs.start([ONE], "en", "short").id)
    seen = [next(events) for _ in range(6)]
    assert seen[0]["type"] == "state"
    assert {"type": "heartbeat"} in seen


def test_a_wait_for_the_limit_is_told_with_its_end(make):
    class Waiting(ScriptedWriter):
        def write(self, messages, on_text, stop, *, max_tokens, on_wait=None, schema=None):
            on_wait(17.3)
            return super().write(messages, on_text, stop, max_tokens=max_tokens)

    writer = Waiting(held=True)
    jobs = make(writer)
    events = jobs.events(jobs.start([ONE], "en", "short").id)
    told = next(event["until"] for event in events if event.get("until"))
    assert told == "2026-11-21T10:00:18+00:00"
    writer.let.release()
    states = [event for event in events if event["type"] == "state"]
    assert states[-1] == {"type": "state", "state": "done", "until": ""}


def test_cancel_ends_at_once_and_keeps_what_is_written(make, workspace):
    writer = ScriptedWriter(PROPOSED, BETTER, held=True)
    jobs = make(writer)
    running, queued = (jobs.start([key], "en", "short") for key in (ONE, TWO))
    writer.let.release()
    events = jobs.events(running.id)
    assert until(events, "statement")["statement"]["text"] == "It proposes a method."
    assert jobs.cancel(queued.id).state == "cancelled"
    cancelled = jobs.cancel(running.id)
    assert (cancelled.state, cancelled.text) == ("cancelled", "## Claim\nIt proposes a method.")
    assert list(events)[-1] == {"type": "done", "brief": jobs.shown(cancelled)}
    assert [workspace.get("briefs", brief.id)["state"] for brief in (running, queued)] == ["cancelled", "cancelled"]
    assert jobs.cancel(running.id) == cancelled


def test_a_queued_brief_that_was_cancelled_is_never_written(make):
    writer = ScriptedWriter(held=True)
    jobs = make(writer)
    first, cancelled, last = (jobs.start([key], "en", "short") for key in (ONE, TWO, THREE))
    jobs.cancel(cancelled.id)
    writer.let.release(3)
    ended(jobs, last)
    assert len(writer.asked) == 2
    assert (jobs.get(first.id).state, jobs.get(cancelled.id).text) == ("done", "")


def test_what_a_writer_writes_after_a_cancel_is_nobodys(make, workspace):
    class Deaf(ScriptedWriter):
        def write(self, messages, on_text, stop, *, max_tokens, on_wait=None, schema=None):
            return super().write(messages, on_text, threading.Event(), max_tokens=max_tokens)

    writer = Deaf(PROPOSED, BETTER, held=True)
    jobs = make(writer)
    brief = jobs.start([ONE], "en", "short")
    events = jobs.events(brief.id)
    writer.let.release()
    until(events, "statement")
    cancelled = jobs.cancel(brief.id)
    writer.let.release()
    jobs.close()
    assert len(cancelled.statements) == 1
    kept = workspace.get("briefs", brief.id)
    assert list(events)[-1]["brief"]["statements"] == kept["statements"] == to_json(cancelled)["statements"]


def test_a_cancelled_brief_can_be_asked_for_again_at_once(make):
    writer = ScriptedWriter(held=True)
    jobs = make(writer)
    first = jobs.start([ONE], "en", "short")
    writer.started.acquire(timeout=PATIENCE)
    jobs.cancel(first.id)
    again = jobs.start([ONE], "en", "short")
    assert (again.id, again.state) == (first.id, "queued")
    writer.started.acquire(timeout=PATIENCE)
    writer.let.release()
    assert ended(jobs, again)["text"] == "## Claim\nIt proposes a method."


def test_what_is_written_is_kept_at_most_once_a_second(make, workspace):
    clock = Clock()
    pieces = [statement(f"It proposes a method {'a' * n}.", "We propose method") for n in range(1, 31)]
    writer = ScriptedWriter(*pieces, held=True)
    jobs = make(writer, clock=clock)
    brief = jobs.start([ONE], "en", "short")
    events = jobs.events(brief.id)
    for number in range(30):
        writer.let.release()
        while until(events, "statement")["index"] != number:
            pass
        clock.seconds += 0.3
    assert list(events)[-1]["type"] == "done"
    # queued, running, done, and one for each of the nine seconds
    assert 9 <= workspace.writes["briefs"] <= 13
    assert len(workspace.get("briefs", brief.id)["statements"]) == 30


def test_when_the_service_stops_what_runs_is_interrupted_and_what_is_queued_stays_so(make, workspace):
    writer = ScriptedWriter(PROPOSED, BETTER, held=True)
    jobs = make(writer)
    running, queued = (jobs.start([key], "en", "short") for key in (ONE, TWO))
    events, waiting = jobs.events(running.id), jobs.events(queued.id)
    assert next(waiting)["state"] == "queued"
    writer.let.release()
    until(events, "statement")
    jobs.close()
    assert list(events)[-1]["type"] == "error"
    assert [event["type"] for event in waiting if event["type"] != "heartbeat"] == []
    kept = workspace.get("briefs", running.id)
    assert (kept["state"], kept["error"]["code"]) == ("interrupted", "interrupted")
    assert [each["text"] for each in kept["statements"]] == ["It proposes a method."]
    assert workspace.get("briefs", queued.id)["state"] == "queued"
    with pytest.raises(ConflictError):
        jobs.start([ONE], "en", "short")


def left_by_a_dead_process(make, workspace, *keys):
    """The workspace as it was when the process was killed that wrote the first of these briefs, and their ids."""
    held = ScriptedWriter(held=True)
    dead = make(held)
    ids = [dead.start([key], "en", "short").id for key in keys]
    held.started.acquire(timeout=PATIENCE)
    left = FakeWorkspace()
    left.tables = json.loads(json.dumps(workspace.tables))
    return left, ids


def test_what_a_dead_process_wrote_is_found_interrupted_and_what_was_queued_is_begun_again(make, workspace):
    done = make(None).start([THREE], "en", "short")
    left, (running, queued) = left_by_a_dead_process(make, workspace, ONE, TWO)
    jobs = make(ScriptedWriter(), into=left)
    assert [jobs.get(id).state for id in (running, queued, done.id)] == ["interrupted", "queued", "done"]
    assert list(jobs.events(running))[-1]["brief"]["error"]["code"] == "interrupted"
    jobs.resume()
    assert ended(jobs, jobs.get(queued))["state"] == "done"
    assert ended(jobs, jobs.start([ONE], "en", "short"))["state"] == "done"


@pytest.mark.parametrize("now", [{"papers": {}}, {"writer": None}, {"writer": ScriptedWriter(model="another")}])
def test_what_was_queued_and_cannot_be_begun_again_as_it_was_asked_for_is_interrupted(make, workspace, now):
    left, (_, queued) = left_by_a_dead_process(make, workspace, ONE, TWO)
    jobs = make(**{"writer": ScriptedWriter(), **now}, into=left)
    jobs.resume()
    assert (jobs.get(queued).state, jobs.get(queued).error["code"]) == ("interrupted", "interrupted")


def test_what_is_taken_away_while_it_is_written_is_stopped_and_can_be_put_back(make, workspace):
    writer = ScriptedWriter(PROPOSED, BETTER, held=True)
    jobs = make(writer)
    brief = jobs.start([ONE], "en", "short")
    events = jobs.events(brief.id)
    writer.let.release()
    until(events, "statement")
    removed = jobs.remove(brief.id)
    assert (removed.state, len(removed.statements)) == ("cancelled", 1)
    assert list(events)[-1]["type"] == "done"
    assert workspace.get("briefs", brief.id) is None
    assert jobs.find(limit=9) == (0, [])
    assert jobs.restore(jobs.shown(removed)) == removed
    assert jobs.find(limit=9) == (1, [removed])


@pytest.mark.parametrize("ends", ["failed", "cancelled", "interrupted"])
def test_a_brief_that_is_written_anew_is_lost_only_to_one_that_is_done(make, workspace, ends):
    failure = WriterError("groq_cut", "It broke off.") if ends == "failed" else None
    jobs = make(ScriptedWriter(PROPOSED, statement("It is a method.", "We propose method"), BETTER))
    kept = ended(jobs, jobs.start([ONE], "en", "short"))
    jobs.close()
    writer = ScriptedWriter(BETTER, BETTER, held=True, failure=failure)
    jobs = make(writer)
    anew = jobs.start([ONE], "en", "short", force=True)
    events = jobs.events(anew.id)
    writer.let.release()
    until(events, "statement")
    assert jobs.get(anew.id).state == "running"
    if ends == "failed":
        writer.let.release()
    else:
        jobs.cancel(anew.id) if ends == "cancelled" else jobs.close()
    *before, last = events
    assert not [event for event in before if event["type"] == "statement"]
    assert last["type"] == ("done" if ends == "cancelled" else "error")
    # Whoever follows and whoever asks now and then read the same: the former one, and why it is no new one.
    error = last["brief"]["error"]
    codes = {"failed": "groq_cut", "cancelled": "", "interrupted": "interrupted"}
    assert (error or {"code": ""})["code"] == codes[ends]
    assert last["brief"] == jobs.shown(jobs.get(anew.id)) == {**kept, "error": error}
    if ends == "failed":
        assert jobs.shown(jobs.start([ONE], "en", "short")) == jobs.shown(jobs.get(anew.id)) == kept
    later = make(None)
    assert later.shown(later.get(anew.id)) == kept
    if ends == "cancelled":
        assert to_json(jobs.remove(anew.id)).items() <= kept.items()


def test_a_brief_written_anew_takes_the_place_of_the_former(make):
    jobs = make(ScriptedWriter())
    ended(jobs, jobs.start([ONE], "en", "short"))
    jobs.close()
    jobs = make(ScriptedWriter(BETTER))
    anew = ended(jobs, jobs.start([ONE], "en", "short", force=True))
    assert [said["section"] for said in anew["statements"]] == ["evidence"]
    assert jobs.shown(jobs.get(anew["id"])) == anew


def test_whoever_starts_cancels_removes_and_restores_at_once_one_runs_and_all_is_kept_well(make, workspace):
    running, most = [0], [0]

    class Counting(ScriptedWriter):
        def write(self, *given, **more):
            running[0] += 1
            most[0] = max(most[0], running[0])
            try:
                return super().write(*given, **more)
            finally:
                running[0] -= 1

    jobs = make(Counting(PROPOSED, BETTER))

    def act(seed):
        random = Random(seed)
        for _ in range(60):
            try:
                brief = jobs.start([random.choice([ONE, TWO, THREE])], "en", "short", force=random.random() < 0.5)
                if random.random() < 0.3:
                    jobs.cancel(brief.id)
                if random.random() < 0.3:
                    jobs.restore(jobs.shown(jobs.remove(brief.id)))
                if random.random() < 0.3:
                    list(jobs.events(brief.id))
                jobs.find("method", limit=5)
            except NotFoundError:
                pass  # another took it away

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(act, range(4)))
    assert most == [1]
    for brief in jobs.find(limit=9)[1]:
        assert ended(jobs, brief)["state"] in ("done", "cancelled")
    kept = workspace.all("briefs")
    assert {id: jobs.shown(jobs.get(id))["state"] for id in kept} == {id: each["state"] for id, each in kept.items()}
