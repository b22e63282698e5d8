"""Briefs as jobs: asked for, kept, queued, failed, and fitted into the limits of the account."""

from dataclasses import replace

import pytest

from paper_radar.briefs.budget import Rates
from paper_radar.briefs.failures import WriterError
from paper_radar.briefs.jobs import to_json
from paper_radar.briefs.model import Brief, from_json
from paper_radar.briefs.prompt import PROMPT_VERSION
from paper_radar.briefs.writer import GroqWriter
from paper_radar.errors import BadInputError, NotFoundError, StorageError
from paper_radar.storage.tiny import TinyWorkspace
from tests.fakes.workspace import FakeWorkspace
from tests.fakes.writer import ScriptedWriter
from tests.standins.groq import BRIEF, CHAT, GroqStandin, stream, words
from tests.unit.briefs.cases import ONE, PAPERS, PATIENCE, THREE, TWO, ended


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


def test_a_failure_is_told_keeps_the_text_and_is_tried_again_when_asked(make):
    writer = ScriptedWriter("It works. ", failure=WriterError("groq_cut", "It broke off.", "Try again."))
    jobs = make(writer)
    brief = jobs.start([ONE], "en", "short")
    last = list(jobs.events(brief.id))[-1]
    assert last["type"] == "error"
    assert (last["brief"]["state"], last["brief"]["text"]) == ("failed", "It works. ")
    assert last["brief"]["error"] == {"code": "groq_cut", "message": "It broke off.", "hint": "Try again."}
    assert jobs.get(brief.id) == from_json(last["brief"])
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
    brief = jobs.start([ONE], "en", "short")
    assert ended(jobs, brief)["text"] == "## Claim\nIt works."
    assert "The disk is full." in caplog.text
    # Whoever asks only after it has ended reads it, too, and it is not written twice.
    assert ended(jobs, brief)["text"] == jobs.start([ONE], "en", "short").text == "## Claim\nIt works."


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
