"""Briefs as jobs: asked for, kept, queued, failed, and fitted into the limits of the account."""

import json
from dataclasses import replace

import pytest

from paper_radar.briefs.budget import Rates
from paper_radar.briefs.failures import WriterError
from paper_radar.briefs.material import of_abstract
from paper_radar.briefs.model import from_json, to_json
from paper_radar.briefs.prompt import PROMPT_VERSION
from paper_radar.briefs.writer import GroqWriter
from paper_radar.errors import BadInputError, NotFoundError, StorageError
from paper_radar.storage.tiny import TinyWorkspace
from tests.fakes.workspace import FakeWorkspace
from tests.fakes.writer import ScriptedWriter, statement
from tests.standins.groq import CHAT, GroqStandin, stream, words
from tests.unit.briefs.cases import ONE, PAPERS, PATIENCE, THREE, TWO, ended


def test_a_brief_is_written_kept_and_given_at_once_when_asked_again(make, workspace):
    writer = ScriptedWriter()
    jobs = make(writer)
    first = jobs.start([ONE], "en", "short")
    done = ended(jobs, first)
    assert (done["state"], done["text"], done["tokens"]) == ("done", "## Claim\nIt proposes a method.", 312)
    assert [said["passages"][0]["quote"] for said in done["statements"]] == ["We propose method"]
    assert (done["origin"], done["model"], done["finish_reason"]) == ("groq", "m-0826", "stop")
    assert (done["kind"], done["prompt_version"], done["paper_versions"]) == ("paper", PROMPT_VERSION, {ONE: 1})
    assert (done["created"], done["error"]) == ("2026-11-21T10:00:00+00:00", None)
    assert (done["read"], done["draft"], done["newer"]) == ({ONE: "abstract"}, "", [])
    assert workspace.get("briefs", first.id).items() <= done.items()
    assert jobs.shown(jobs.start([ONE], "en", "short")) == done
    assert len(writer.asked) == 1


def test_without_a_key_the_brief_is_extractive_and_done_at_once(make, workspace):
    brief = make(None).start([ONE], "zh_CN", "short")
    assert (brief.state, brief.origin, brief.model, brief.tokens) == ("done", "extractive", "", 0)
    assert brief.text.startswith("## 主张\nWe propose method 1.")
    assert all(said.is_supported and said.text == said.passages[0].quote for said in brief.statements)
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
        {"keys": [THREE, TWO]},
        {"keys": [TWO, THREE, ONE]},
        {"language": "zh_CN"},
        {"length": "full"},
        {"kind": "beside"},
    ],
)
def test_another_request_is_another_brief(make, other):
    jobs = make(None)
    asked = {"keys": [TWO, THREE], "language": "en", "length": "short", "kind": "several"}
    assert jobs.start(**{**asked, **other}).id != jobs.start(**asked).id


def test_another_model_or_another_abstract_is_another_brief(make):
    ids = {make(ScriptedWriter(model=model)).start([ONE], "en", "short").id for model in ("a", "b")}
    rewritten = {**PAPERS, ONE: replace(PAPERS[ONE], abstract="We withdraw the claim.", version=2)}
    ids.add(make(ScriptedWriter(model="a"), papers=rewritten).start([ONE], "en", "short").id)
    assert len(ids) == 3


def test_a_new_version_with_the_same_abstract_keeps_the_brief_and_is_told(make):
    kept = make(None).start([ONE], "en", "short")
    same = {**PAPERS, ONE: replace(PAPERS[ONE], version=7, upvotes=3)}
    jobs = make(None, papers=same)
    assert jobs.start([ONE, ONE], "en", "short") == kept
    assert jobs.shown(kept)["newer"] == [{"key": ONE, "version": 7}]
    assert jobs.shown(jobs.start([ONE], "en", "short", force=True))["newer"] == []


def test_where_no_version_is_known_other_words_are_newer_and_other_marks_are_not(make):
    unversioned = replace(PAPERS[ONE], version=None)
    papers = {ONE: unversioned}
    jobs = make(None, papers=papers)
    kept = jobs.start([ONE], "en", "short")
    papers[ONE] = replace(unversioned, abstract="We propose  method~1.\nIt outperforms others.")
    assert jobs.shown(kept)["newer"] == []
    papers[ONE] = replace(unversioned, abstract="We withdraw the claim.")
    assert jobs.shown(kept)["newer"] == [{"key": ONE, "version": None}]
    del papers[ONE]  # the pool may forget a paper; its brief stays
    assert jobs.shown(kept)["newer"] == []


def test_the_preprint_of_a_journals_paper_is_newer_only_in_a_later_version(make):
    papers = {ONE: replace(PAPERS[ONE], version=None)}
    jobs = make(None, papers=papers)
    kept = jobs.start([ONE], "en", "short")
    papers[ONE] = replace(papers[ONE], abstract="Of the same, in other words.", version=1)
    assert jobs.shown(kept)["newer"] == []
    papers[ONE] = replace(papers[ONE], version=2)
    assert jobs.shown(kept)["newer"] == [{"key": ONE, "version": 2}]


def test_force_writes_it_anew(make):
    writer = ScriptedWriter()
    jobs = make(writer)
    for _ in range(2):
        ended(jobs, jobs.start([ONE], "en", "short", force=True))
    assert len(writer.asked) == 2


@pytest.mark.parametrize(
    "asked",
    [
        {"keys": []},
        {"keys": list("abcdefghijklmnopqrstuvwxyz"), "kind": "several"},
        {"language": "fr"},
        {"length": ""},
        {"kind": "poem"},
        {"kind": "beside"},
        {"kind": "several"},
        {"keys": [ONE, TWO]},
    ],
)
def test_a_request_without_sense_is_refused(make, asked):
    with pytest.raises(BadInputError) as caught:
        make(None).start(**{"keys": [ONE], "language": "en", "length": "short", "kind": "paper", **asked})
    assert caught.value.message


def test_unknown_papers_and_unknown_briefs_are_told(make):
    jobs = make(None)
    with pytest.raises(NotFoundError):
        jobs.start([ONE, "arxiv:9999.99999"], "en", "short", kind="several")
    for call in (jobs.get, jobs.cancel, jobs.events):
        with pytest.raises(NotFoundError):
            call("none")
    assert jobs.latest(ONE) is None


def test_a_paper_without_an_abstract_cannot_be_briefed(make):
    with pytest.raises(BadInputError) as caught:
        make(None, papers={ONE: replace(PAPERS[ONE], abstract=" ")}).start([ONE], "en", "short")
    assert "page" in caught.value.hint


@pytest.mark.parametrize("abstract", ["\u200b", "...", "1", "$x$. 2."])
def test_an_abstract_without_a_sentence_makes_no_brief_and_says_so(make, abstract):
    failed = make(None, papers={ONE: replace(PAPERS[ONE], abstract=abstract)}).start([ONE], "en", "short")
    assert (failed.state, failed.error["code"]) == ("failed", "brief_failed")
    assert "sentence" in failed.error["message"]


def test_one_runs_and_the_others_queue_in_order(make):
    writer = ScriptedWriter(held=True)
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
    writer = ScriptedWriter(failure=WriterError("groq_cut", "It broke off.", "Try again."))
    jobs = make(writer)
    brief = jobs.start([ONE], "en", "short")
    last = list(jobs.events(brief.id))[-1]
    assert last["type"] == "error"
    assert (last["brief"]["state"], last["brief"]["text"]) == ("failed", "## Claim\nIt proposes a method.")
    assert last["brief"]["error"] == {"code": "groq_cut", "message": "It broke off.", "hint": "Try again."}
    assert jobs.get(brief.id) == from_json(last["brief"])
    assert len(jobs.get(brief.id).statements) == 1
    assert ended(jobs, jobs.start([ONE], "en", "short"))["state"] == "done"


def test_a_defect_ends_the_brief_and_not_the_queue(make, caplog):
    jobs = make(ScriptedWriter(failure=KeyError("x")))
    first, second = (jobs.start([key], "en", "short") for key in (ONE, TWO))
    assert ended(jobs, first)["error"]["code"] == "brief_failed"
    assert ended(jobs, second)["state"] == "done"
    assert "KeyError" in caplog.text


def test_a_brief_that_is_begun_at_once_is_kept_once_before_the_model_is_asked(make):
    class Counting(FakeWorkspace):
        kept = ()

        def put(self, table, id, document):
            self.kept = (*self.kept, document["state"])
            super().put(table, id, document)

    workspace, writer = Counting(), ScriptedWriter(held=True)
    make(writer, into=workspace).start([ONE], "en", "short")
    assert writer.started.acquire(timeout=PATIENCE)
    assert workspace.kept == ("running",)


def test_a_brief_that_cannot_be_kept_is_still_read(make, caplog):
    class FullDisk(FakeWorkspace):
        def put(self, table, id, document):
            if document["state"] != "running":
                raise StorageError("The disk is full.")
            super().put(table, id, document)

    writer = ScriptedWriter()
    jobs = make(writer, into=FullDisk())
    brief = jobs.start([ONE], "en", "short")
    assert ended(jobs, brief)["text"] == "## Claim\nIt proposes a method."
    assert "The disk is full." in caplog.text
    # Whoever asks only after it has ended reads it, too, and it is not written twice.
    assert ended(jobs, brief)["text"] == jobs.start([ONE], "en", "short").text != ""


def test_the_brief_to_show_first_is_the_one_under_way_then_the_last_done(make):
    jobs = make(ScriptedWriter(failure=WriterError("groq_cut", "x")))
    assert jobs.latest(ONE) is None
    failed = jobs.start([ONE], "en", "short")
    ended(jobs, failed)
    assert jobs.latest(ONE).state == "failed"
    done = jobs.start([ONE], "zh_CN", "short")
    ended(jobs, done)
    jobs.start([ONE, TWO], "en", "short", kind="several")
    assert jobs.latest(ONE).id == done.id
    beside = jobs.start([TWO, ONE], "en", "short", kind="beside")
    ended(jobs, beside)
    assert (jobs.latest(ONE).id, jobs.latest(TWO).id) == (done.id, beside.id)


def test_an_old_brief_is_told_with_the_titles_of_its_papers(make, workspace):
    old = {"id": "x", "keys": [ONE, "arxiv:gone"], "language": "en", "length": "short", "state": "done"}
    workspace.put("briefs", "x", {**old, "origin": "groq", "text": "## Claim\nIt works."})
    jobs = make(None)
    assert [paper["title"] for paper in jobs.get("x").papers] == ["Paper 1"]
    assert jobs.find(limit=9) == (1, [jobs.get("x")])
    assert jobs.shown(jobs.get("x"))["newer"] == []


def test_a_brief_of_a_newer_program_is_passed_over(make, workspace):
    workspace.put("briefs", "x", {"id": "x", "state": "done", "shape": "unheard of"})
    assert make(None).latest(ONE) is None


def test_a_request_too_large_is_sent_once_more_smaller(make):
    writer = ScriptedWriter(failure=WriterError("groq_too_large", "x", tokens_per_minute=3000))
    long = {ONE: replace(PAPERS[ONE], abstract=PAPERS[ONE].abstract + " word" * 5000)}
    jobs = make(writer, papers=long)
    assert ended(jobs, jobs.start([ONE], "en", "full"))["state"] == "done"
    sizes = [len(messages[1]["content"]) for messages in writer.asked]
    assert sizes[1] < sizes[0] / 2


def test_an_account_too_small_for_any_brief_is_told(make):
    class TooLarge(ScriptedWriter):
        def write(self, messages, on_text, stop, *, max_tokens, on_wait=None, schema=None):
            self.asked.append(messages)
            raise WriterError("groq_too_large", "Too large.")

    writer = TooLarge()
    jobs = make(writer)
    assert ended(jobs, jobs.start([ONE], "en", "short"))["error"]["code"] == "groq_too_large"
    assert 2 <= len(writer.asked) <= 4


def test_the_limit_that_an_answer_tells_is_kept_to(make):
    writer = ScriptedWriter(rates=Rates(tokens_limit=3000))
    long = {key: replace(PAPERS[key], abstract=PAPERS[key].abstract + " word" * 5000) for key in PAPERS}
    jobs = make(writer, papers=long)
    for key in (ONE, TWO):
        ended(jobs, jobs.start([key], "en", "full"))
    sizes = [len(messages[1]["content"]) for messages in writer.asked]
    assert sizes[1] < sizes[0] / 2


def test_the_whole_way_through_groq_and_a_real_workspace(make, tmp_path):
    workspace = TinyWorkspace(tmp_path / "workspace.json")
    said = statement("提出了一种优于其他方法的新方法。", "We propose method")
    with GroqStandin() as groq:
        groq.queue(CHAT, stream(words(said), reasoning=["嗯"], at_every=5))
        jobs = make(GroqWriter("gsk_x", "openai/gpt-oss-20b", groq.url), into=workspace)
        done = ended(jobs, jobs.start([ONE], "zh_CN", "full"))
        assert (done["state"], [each["text"] for each in done["statements"]]) == ("done", [json.loads(said)["text"]])
        assert "简体中文" in groq.asked()[0]["messages"][0]["content"]
    workspace.close()
    kept = TinyWorkspace(tmp_path / "workspace.json")
    assert make(GroqWriter("gsk_x", "openai/gpt-oss-20b", groq.url), into=kept).start([ONE], "zh_CN", "full").text
    kept.close()


def test_what_is_not_in_the_papers_is_marked_and_alone_is_no_brief(make):
    true, false = (
        statement("It proposes a method.", "We propose method"),
        statement("It is 90% faster.", "It is 90% faster"),
    )
    jobs = make(ScriptedWriter(true, false))
    done = ended(jobs, jobs.start([ONE], "en", "short"))
    assert [bool(said["problems"]) for said in done["statements"]] == [False, True]
    jobs = make(ScriptedWriter(false))
    failed = ended(jobs, jobs.start([TWO], "en", "short"))
    assert (failed["state"], failed["error"]["code"]) == ("failed", "brief_unsupported")
    assert [said["text"] for said in failed["statements"]] == ["It is 90% faster."]


def test_a_model_that_repeats_itself_is_not_listened_to_forever(make):
    again = statement("It proposes a method.", "We propose method") * 3
    more = [statement(f"It proposes a method {'a' * n}.", "We propose method") for n in range(200)]
    jobs = make(ScriptedWriter(again, *more))
    said = [each["text"] for each in ended(jobs, jobs.start([ONE], "en", "short"))["statements"]]
    assert said[0] == "It proposes a method."
    assert len(said) == len(set(said)) < 100


def test_a_brief_without_a_model_can_be_had_although_there_is_one(make):
    writer = ScriptedWriter()
    jobs = make(writer)
    written = jobs.start([ONE], "en", "short")
    brief = jobs.start([ONE], "en", "short", extractive=True)
    assert (brief.state, brief.origin) == ("done", "extractive")
    assert brief.id != written.id
    ended(jobs, written)


def test_of_a_full_brief_more_than_the_abstract_is_read_and_said(make):
    asked = []

    def material_of(number, paper, why, length, stop):
        asked.append((number, length, why))
        return replace(of_abstract(number, paper, why), origin="html" if length == "full" else "abstract")

    jobs = make(ScriptedWriter(), material_of=material_of, why_of=lambda paper: (f"topic {paper.title}",))
    done = ended(jobs, jobs.start([ONE], "en", "full"))
    assert done["read"] == {ONE: "html"}
    beside = ended(jobs, jobs.start([TWO, ONE], "en", "full", kind="beside", extractive=True))
    assert (beside["read"], beside["origin"]) == ({TWO: "html", ONE: "abstract"}, "extractive")
    several = ended(jobs, jobs.start([TWO, ONE], "en", "full", kind="several"))
    assert set(several["read"].values()) == {"abstract"}
    assert asked[:3] == [
        (1, "full", ("topic Paper 1",)),
        (1, "full", ("topic Paper 2",)),
        (2, "short", ("topic Paper 1",)),
    ]


def test_a_model_that_may_not_be_asked_costs_no_full_text(make):
    def used_up():
        raise WriterError("brief_budget", "Used up.", "Raise it.")

    fetched = []

    def material_of(number, paper, why, length, stop):
        fetched.append(length)
        return of_abstract(number, paper, why)

    writer = ScriptedWriter()
    jobs = make(writer, material_of=material_of, may_write=used_up)
    failed = ended(jobs, jobs.start([ONE], "en", "full"))
    assert (failed["error"]["code"], fetched, writer.asked) == ("brief_budget", [], [])
    assert ended(jobs, jobs.start([ONE], "en", "full", extractive=True))["state"] == "done"


def test_the_model_is_asked_for_the_papers_by_number_only(make):
    writer = ScriptedWriter()
    jobs = make(writer)
    ended(jobs, jobs.start([ONE, TWO, THREE], "en", "short", kind="several"))
    assert "[1, 2, 3]" in json.dumps(writer.schemas[0])
