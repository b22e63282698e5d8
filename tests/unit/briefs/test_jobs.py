"""Briefs as jobs: kept, queued, cancelled, interrupted, and read by several at once."""

import json
import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from paper_radar.briefs.answer import Written
from paper_radar.briefs.budget import Rates
from paper_radar.briefs.failures import WriterError
from paper_radar.briefs.jobs import BriefJobs, to_json
from paper_radar.briefs.model import Brief
from paper_radar.briefs.prompt import PROMPT_VERSION
from paper_radar.briefs.writer import GroqWriter
from paper_radar.errors import BadInputError, ConflictError, NotFoundError, StorageError
from paper_radar.papers.model import Paper
from paper_radar.storage.tiny import TinyWorkspace
from tests.fakes.workspace import FakeWorkspace
from tests.standins.groq import BRIEF, CHAT, GroqStandin, stream, words

PAPERS = {
    f"arxiv:2602.0000{n}": Paper(
        key=f"arxiv:2602.0000{n}",
        title=f"Paper {n}",
        abstract=f"We propose method {n}. It outperforms others.",
        version=n,
    )
    for n in range(1, 6)
}
ONE, TWO, THREE = list(PAPERS)[:3]
NOW = datetime(2026, 11, 21, 10, 0, 0, tzinfo=UTC)
PATIENCE = 20  # seconds after which a test that waits has failed


class ScriptedWriter:
    """Writes the pieces it is given, each as soon as it is allowed to; says what it was asked."""

    def __init__(self, *pieces, model="m", held=False, failure=None, rates=None):
        self.model = model
        self.pieces = pieces or ("## Claim\n", "It works.")
        self.asked = []
        self.started = threading.Semaphore(0)
        self.let = threading.Semaphore(0)
        self.failures = [failure] if failure else []
        self._held = held
        self._rates = rates or Rates()

    def write(self, messages, on_text, stop, *, max_tokens, on_wait=None):
        self.asked.append(messages)
        self.started.release()
        text = ""
        for piece in self.pieces:
            while self._held and not self.let.acquire(timeout=0.02):
                if stop.is_set():
                    return Written(text, 0, "stopped", self.model)
            text += piece
            on_text(piece)
        if self.failures:
            raise self.failures.pop()
        return Written(text, 312, "stop", f"{self.model}-0826", self._rates)


class Clock:
    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def workspace():
    return FakeWorkspace()


@pytest.fixture
def make(workspace):
    """Jobs over the workspace of this test, closed at its end."""
    made = []

    def make(writer=None, *, papers=PAPERS, into=None, **options):
        def papers_of(keys):
            return [papers[key] for key in keys if key in papers]

        jobs = BriefJobs(
            into or workspace, lambda: writer, papers_of, lambda: NOW, **{"heartbeat": PATIENCE, **options}
        )
        made.append(jobs)
        return jobs

    yield make
    for jobs in made:
        jobs.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "briefs"]


def ended(jobs, brief):
    """The brief once it has ended."""
    return list(jobs.events(brief.id))[-1]["brief"]


def test_a_brief_is_written_kept_and_given_at_once_when_asked_again(make, workspace):
    writer = ScriptedWriter()
    jobs = make(writer)
    first = jobs.start([ONE], "en", "short")
    done = ended(jobs, first)
    assert (done["state"], done["text"], done["tokens"]) == ("done", "## Claim\nIt works.", 312)
    assert (done["origin"], done["model"], done["finish_reason"]) == ("groq", "m-0826", "stop")
    assert (done["kind"], done["prompt_version"], done["paper_versions"]) == ("paper", PROMPT_VERSION, {ONE: 1})
    assert (done["created"], done["error"]) == ("2026-11-21T10:00:00+00:00", None)
    assert workspace.get("briefs", first.id) == done
    assert to_json(jobs.start([ONE], "en", "short")) == done
    assert len(writer.asked) == 1


def test_without_a_key_the_brief_is_extractive_and_done_at_once(make, workspace):
    brief = make(None).start([ONE], "zh_CN", "short")
    assert (brief.state, brief.origin, brief.model, brief.tokens) == ("done", "extractive", "", 0)
    assert brief.text.startswith("## 主张\nWe propose method 1.")
    assert workspace.get("briefs", brief.id) == to_json(brief)


def test_a_key_that_comes_later_gets_a_written_brief(make):
    extractive = make(None).start([ONE], "en", "short")
    jobs = make(ScriptedWriter())
    written = jobs.start([ONE], "en", "short")
    assert written.id != extractive.id
    assert ended(jobs, written)["origin"] == "groq"


@pytest.mark.parametrize(
    "other",
    [
        ([TWO], "en", "short"),
        ([ONE, TWO], "en", "short"),
        ([ONE], "zh_CN", "short"),
        ([ONE], "en", "full"),
    ],
)
def test_another_request_is_another_brief(make, other):
    jobs = make(None)
    assert jobs.start(*other).id != jobs.start([ONE], "en", "short").id


def test_another_model_or_another_abstract_is_another_brief(make):
    ids = {make(ScriptedWriter(model=model)).start([ONE], "en", "short").id for model in ("a", "b")}
    rewritten = {**PAPERS, ONE: replace(PAPERS[ONE], abstract="We withdraw the claim.", version=2)}
    ids.add(make(ScriptedWriter(model="a"), papers=rewritten).start([ONE], "en", "short").id)
    assert len(ids) == 3


def test_a_new_version_with_the_same_abstract_keeps_the_brief(make):
    kept = make(None).start([ONE], "en", "short")
    same = {**PAPERS, ONE: replace(PAPERS[ONE], version=7, upvotes=3)}
    assert make(None, papers=same).start([ONE, ONE], "en", "short") == kept


def test_force_writes_it_anew(make):
    writer = ScriptedWriter()
    jobs = make(writer)
    for _ in range(2):
        ended(jobs, jobs.start([ONE], "en", "short", force=True))
    assert len(writer.asked) == 2


@pytest.mark.parametrize(
    "request_",
    [
        ([], "en", "short"),
        (list("abcdefghijklmnopqrstuvwxyz"), "en", "short"),
        ([ONE], "fr", "short"),
        ([ONE], "en", ""),
    ],
)
def test_a_request_without_sense_is_refused(make, request_):
    with pytest.raises(BadInputError) as caught:
        make(None).start(*request_)
    assert caught.value.message


def test_unknown_papers_and_unknown_briefs_are_told(make):
    jobs = make(None)
    with pytest.raises(NotFoundError):
        jobs.start([ONE, "arxiv:9999.99999"], "en", "short")
    for call in (jobs.get, jobs.cancel, jobs.events):
        with pytest.raises(NotFoundError):
            call("none")
    assert jobs.latest(ONE) is None


def test_a_paper_without_an_abstract_cannot_be_briefed(make):
    with pytest.raises(BadInputError) as caught:
        make(None, papers={ONE: replace(PAPERS[ONE], abstract=" ")}).start([ONE], "en", "short")
    assert "page" in caught.value.hint


def test_one_runs_and_the_others_queue_in_order(make):
    writer = ScriptedWriter("text", held=True)
    jobs = make(writer)
    briefs = [jobs.start([key], "en", "short") for key in (ONE, TWO, THREE)]
    writer.started.acquire(timeout=PATIENCE)
    assert [jobs.get(brief.id).state for brief in briefs] == ["running", "queued", "queued"]
    assert jobs.start([TWO], "en", "short", force=True).id == briefs[1].id  # the one under way, not a second
    for _ in briefs:
        writer.let.release()
    assert [ended(jobs, brief)["state"] for brief in briefs] == ["done"] * 3
    assert [f"Paper {n}" in messages[1]["content"] for n, messages in enumerate(writer.asked, 1)] == [True] * 3


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


def test_a_failure_is_told_keeps_the_text_and_is_tried_again_when_asked(make):
    writer = ScriptedWriter("It works. ", failure=WriterError("groq_cut", "It broke off.", "Try again."))
    jobs = make(writer)
    brief = jobs.start([ONE], "en", "short")
    last = list(jobs.events(brief.id))[-1]
    assert last["type"] == "error"
    assert (last["brief"]["state"], last["brief"]["text"]) == ("failed", "It works. ")
    assert last["brief"]["error"] == {"code": "groq_cut", "message": "It broke off.", "hint": "Try again."}
    assert jobs.get(brief.id) == Brief(**{**last["brief"], "keys": (ONE,)})
    assert ended(jobs, jobs.start([ONE], "en", "short"))["state"] == "done"


def test_a_defect_ends_the_brief_and_not_the_queue(make, caplog):
    jobs = make(ScriptedWriter(failure=KeyError("x")))
    first, second = (jobs.start([key], "en", "short") for key in (ONE, TWO))
    assert ended(jobs, first)["error"]["code"] == "brief_failed"
    assert ended(jobs, second)["state"] == "done"
    assert "KeyError" in caplog.text


def test_a_brief_that_cannot_be_kept_is_still_read(make, caplog):
    class FullDisk(FakeWorkspace):
        def put(self, table, id, document):
            if document["state"] != "queued":
                raise StorageError("The disk is full.")
            super().put(table, id, document)

    writer = ScriptedWriter()
    jobs = make(writer, into=FullDisk())
    assert ended(jobs, jobs.start([ONE], "en", "short"))["text"] == "## Claim\nIt works."
    assert "The disk is full." in caplog.text


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


def test_the_brief_to_show_first_is_the_one_under_way_then_the_last_done(make):
    jobs = make(ScriptedWriter(failure=WriterError("groq_cut", "x")))
    assert jobs.latest(ONE) is None
    failed = jobs.start([ONE], "en", "short")
    ended(jobs, failed)
    assert jobs.latest(ONE).state == "failed"
    done = jobs.start([ONE], "zh_CN", "short")
    ended(jobs, done)
    jobs.start([ONE, TWO], "en", "short")
    assert jobs.latest(ONE).id == done.id
    assert jobs.latest(TWO) is None


def test_a_brief_of_a_newer_program_is_passed_over(make, workspace):
    workspace.put("briefs", "x", {"id": "x", "state": "done", "shape": "unheard of"})
    assert make(None).latest(ONE) is None


def test_a_request_too_large_is_sent_once_more_smaller(make):
    writer = ScriptedWriter(failure=WriterError("groq_too_large", "x", tokens_per_minute=3000))
    writer.pieces = ()
    long = {ONE: replace(PAPERS[ONE], abstract="word " * 5000)}
    jobs = make(writer, papers=long)
    assert ended(jobs, jobs.start([ONE], "en", "full"))["state"] == "done"
    sizes = [len(messages[1]["content"]) for messages in writer.asked]
    assert sizes[1] < sizes[0] / 2


def test_an_account_too_small_for_any_brief_is_told(make):
    class TooLarge(ScriptedWriter):
        def write(self, messages, on_text, stop, *, max_tokens, on_wait=None):
            self.asked.append(messages)
            raise WriterError("groq_too_large", "Too large.")

    writer = TooLarge()
    jobs = make(writer)
    assert ended(jobs, jobs.start([ONE], "en", "short"))["error"]["code"] == "groq_too_large"
    assert 2 <= len(writer.asked) <= 4


def test_the_limit_that_an_answer_tells_is_kept_to(make):
    writer = ScriptedWriter(rates=Rates(tokens_limit=3000))
    long = {key: replace(PAPERS[key], abstract="word " * 5000) for key in PAPERS}
    jobs = make(writer, papers=long)
    for key in (ONE, TWO):
        ended(jobs, jobs.start([key], "en", "full"))
    sizes = [len(messages[1]["content"]) for messages in writer.asked]
    assert sizes[1] < sizes[0] / 2


def test_the_whole_way_through_groq_and_a_real_workspace(make, tmp_path):
    workspace = TinyWorkspace(tmp_path / "workspace.json")
    with GroqStandin() as groq:
        groq.queue(CHAT, stream(words(BRIEF["zh_CN"]), reasoning=["嗯"], at_every=5))
        jobs = make(GroqWriter("gsk_x", "openai/gpt-oss-20b", groq.url), into=workspace)
        done = ended(jobs, jobs.start([ONE], "zh_CN", "full"))
        assert (done["state"], done["text"]) == ("done", BRIEF["zh_CN"])
        assert "简体中文" in groq.asked()[0]["messages"][0]["content"]
    workspace.close()
    kept = TinyWorkspace(tmp_path / "workspace.json")
    assert make(GroqWriter("gsk_x", "openai/gpt-oss-20b", groq.url), into=kept).start([ONE], "zh_CN", "full").text
    kept.close()
