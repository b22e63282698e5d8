"""What briefs say leads to the papers they are about, and goes with them into files."""

import json
from dataclasses import replace

import pytest

from paper_radar.briefs.model import Brief, from_json, to_json
from paper_radar.briefs.statements import Passage, Problem, Statement
from paper_radar.library.export import EXPORTS, FORMATS
from paper_radar.library.query import Query
from paper_radar.library.saved import Library
from tests.fakes.workspace import FakeWorkspace
from tests.unit.library.papers import HIGGS, LORA, MUON, Clock

BRIEF = Brief(
    id="b1",
    keys=(MUON.key,),
    language="en",
    length="short",
    state="done",
    origin="groq",
    statements=(
        Statement("claim", "Batches of one Élan", (Passage(MUON.key, "Abstract", "", "seen as steepest descent", ""),)),
        Statement("evidence", "It wins a Nobel prize", (), (Problem("quotation", "won a prize"),)),
    ),
    updated="2026-03-02T09:00:00+00:00",
)


@pytest.fixture
def library(workspace: FakeWorkspace) -> Library:
    library = Library(workspace, Clock())
    for paper in (MUON, LORA, HIGGS):
        library.save(paper)
    return library


def found(library: Library, query: str) -> list[str]:
    total, items = library.find(query)
    assert library.facets(Query(query)).total == total == len(items)
    return [item.paper.key for item in items]


def keep(workspace: FakeWorkspace, brief: Brief) -> None:
    workspace.put("briefs", brief.id, to_json(brief))


def test_a_paper_is_found_by_the_words_of_its_brief(library: Library, workspace: FakeWorkspace):
    assert found(library, "elan") == []
    keep(workspace, BRIEF)
    assert found(library, "elan") == [MUON.key]
    assert found(library, "elan steepest") == [MUON.key], "one word in the brief, the other in the abstract"
    assert found(library, "elan lora") == []
    assert found(library, "-elan") == [HIGGS.key, LORA.key]


def test_what_could_not_be_checked_is_found_by_nothing(library: Library, workspace: FakeWorkspace):
    keep(workspace, BRIEF)
    assert found(library, "nobel") == []


def test_a_brief_that_is_written_anew_or_removed_is_no_longer_found_by_what_it_said(
    library: Library, workspace: FakeWorkspace
):
    keep(workspace, BRIEF)
    assert found(library, "élan") == [MUON.key]
    keep(workspace, replace(BRIEF, statements=(Statement("claim", "Now of verve"),)))
    assert (found(library, "élan"), found(library, "verve")) == ([], [MUON.key])
    keep(workspace, replace(BRIEF, state="running"))
    assert found(library, "verve") == []
    keep(workspace, BRIEF)
    workspace.delete("briefs", BRIEF.id)
    assert found(library, "élan") == []


def test_of_a_brief_of_several_each_paper_is_found_by_the_statements_that_rest_on_it(
    library: Library, workspace: FakeWorkspace
):
    both = Statement(
        "connection",
        "Freezing and descent meet",
        (Passage(MUON.key, "", "", "steepest", ""), Passage(LORA.key, "4 Experiments", "", "a quotation of GLUE", "")),
    )
    one = Statement("theme", "Ranks are low", (Passage(LORA.key, "", "", "low", ""),))
    keep(workspace, replace(BRIEF, kind="several", keys=(MUON.key, LORA.key, HIGGS.key), statements=(both, one)))
    assert found(library, "freezing") == [LORA.key, MUON.key]
    assert found(library, "ranks") == [LORA.key]
    assert found(library, "GLUE") == [LORA.key], "the quoted words of the full text"


def test_a_brief_beside_others_is_about_the_first(library: Library, workspace: FakeWorkspace):
    agrees = Statement("agrees", "A verdict", (Passage(LORA.key, "", "", "freezes", ""),))
    differs = Statement("differs", "A dissent", (Passage(MUON.key, "", "", "steepest", ""),))
    keep(workspace, replace(BRIEF, kind="beside", keys=(MUON.key, LORA.key), statements=(agrees, differs)))
    assert found(library, "verdict") == [LORA.key, MUON.key]
    assert found(library, "dissent") == [MUON.key]
    assert [*library.briefs_of(library.find("")[1])] == [MUON.key]


def test_a_brief_of_before_there_were_statements_is_found_by_its_text(library: Library, workspace: FakeWorkspace):
    keep(workspace, replace(BRIEF, statements=(), text="## Claim\nAn outlook."))
    assert found(library, "outlook") == [MUON.key]


def test_one_that_cannot_be_read_hides_no_other(library: Library, workspace: FakeWorkspace):
    workspace.put("briefs", "odd", {"state": "done", "statements": [{"wit": 1}], "keys": [MUON.key]})
    keep(workspace, BRIEF)
    assert found(library, "élan") == [MUON.key]
    (brief,) = library.briefs_of(library.find("")[1])[MUON.key]
    assert brief.id == "b1"


def test_the_search_stands_while_a_brief_is_being_written(library: Library, workspace: FakeWorkspace):
    """What it costs to look through ten thousand papers is not paid anew with each piece of a text."""
    keep(workspace, BRIEF)
    words = library.briefed.words()
    keep(workspace, replace(BRIEF, id="b2", state="running", text="so far"))
    assert library.briefed.words() is words


def test_a_paper_is_found_by_a_brief_of_any_of_its_keys(library: Library, workspace: FakeWorkspace):
    library.save(replace(MUON, doi="10.1000/muon"))
    keep(workspace, replace(BRIEF, keys=("doi:10.1000/muon",)))
    assert found(library, "élan") == [MUON.key]


def exported(library: Library, form: str) -> str:
    items = library.find("")[1]
    return FORMATS[form].write(items, briefs=library.briefs_of(items))


def test_a_reading_list_has_what_the_brief_of_the_paper_says_and_was_checked(
    library: Library, workspace: FakeWorkspace
):
    keep(workspace, replace(BRIEF, model="gpt*oss", updated="2026-03-05T09:00:00+00:00"))
    keep(workspace, replace(BRIEF, id="older", statements=(Statement("claim", "An older word"),)))
    text = exported(library, "markdown")
    assert (
        "  to read\n\n  Brief by gpt\\*oss (1 of 2 statements checked, 2026-03-05):\n\n  - Claim: Batches of one Élan\n"
        in text
    )
    assert "Nobel" not in text
    assert "older word" not in text


def test_nothing_in_a_brief_is_taken_for_markup(library: Library, workspace: FakeWorkspace):
    keep(workspace, replace(BRIEF, statements=(Statement("claim", "1. <img src=x>\n# [a](javascript:b)"),)))
    assert "  - Claim: 1. \\<img src=x\\> \\# \\[a\\](javascript:b)\n" in exported(library, "markdown")


def test_a_backup_has_each_brief_whole_and_once(library: Library, workspace: FakeWorkspace):
    several = replace(BRIEF, id="b2", kind="several", keys=(LORA.key, MUON.key))
    for brief in (BRIEF, several):
        keep(workspace, brief)
    lines = [json.loads(line) for line in exported(library, "jsonl").splitlines()]
    assert {line["paper"]["key"]: [one["id"] for one in line.get("briefs", ())] for line in lines} == {
        HIGGS.key: [],
        LORA.key: ["b2"],
        MUON.key: ["b1"],
    }
    assert from_json(lines[2]["briefs"][0]) == BRIEF
    assert len(FORMATS["jsonl"].read(exported(library, "jsonl")).items) == 3


@pytest.mark.parametrize("form", [form for form in EXPORTS if form not in ("markdown", "jsonl")])
def test_a_format_without_a_place_for_briefs_is_the_same_with_them(
    library: Library, workspace: FakeWorkspace, form: str
):
    before = exported(library, form)
    keep(workspace, BRIEF)
    assert exported(library, form) == before
