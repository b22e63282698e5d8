"""The briefs that are kept: found, ranked, taken away, and read anew when others write."""

from dataclasses import replace

import pytest

from paper_radar.briefs.model import Brief, to_json
from paper_radar.briefs.shelf import Shelf
from paper_radar.briefs.statements import Problem, Statement
from paper_radar.errors import StorageError
from tests.fakes.workspace import FakeWorkspace

ONE, TWO = "arxiv:2602.00001", "arxiv:2602.00002"


def brief(id, at, *, said="It works.", state="done", **more):
    statements = (Statement("claim", said),) if said else ()
    given = {"keys": (ONE,), "language": "en", "length": "short", "origin": "groq", **more}
    return Brief(id=id, created=at, updated=at, state=state, statements=statements, **given)


@pytest.fixture
def workspace():
    return FakeWorkspace()


@pytest.fixture
def shelf(workspace):
    return Shelf(workspace)


def found(shelf, words="", keys=(), limit=10, offset=0):
    total, briefs = shelf.find(words, keys, limit, offset)
    return total, [each.id for each in briefs]


def test_the_newest_comes_first_and_of_one_second_the_one_asked_for_last(shelf):
    for id, at in (("b", "2026-02"), ("a", "2026-01"), ("c", "2026-02")):
        shelf.put(brief(id, at))
    assert found(shelf) == (3, ["c", "b", "a"])
    assert found(shelf, limit=1, offset=1) == (3, ["b"])


def test_words_are_looked_for_in_statements_titles_and_authors_but_not_in_what_is_unsupported(shelf):
    papers = ({"key": ONE, "title": "On Ψ-Norms", "authors": ["Zoë Zou"]},)
    shelf.put(brief("a", "1", said="Steepest descent 收敛。", papers=papers))
    wrong = Statement("claim", "It is magic.", (), (Problem("nothing", ""),))
    shelf.put(replace(shelf.get("a"), statements=(*shelf.get("a").statements, wrong), text="magic"))
    for words in ("steepest", "ψ-norms zoe", "收敛 DESCENT"):
        assert found(shelf, words) == (1, ["a"])
    for words in ("magic", "steepest zebra"):
        assert found(shelf, words) == (0, [])


def test_an_old_brief_is_found_by_its_text(shelf):
    shelf.put(brief("a", "1", said="", text="## Claim\nIt works."))
    assert found(shelf, "claim works") == (1, ["a"])


def test_a_brief_with_nothing_to_read_is_listed_only_while_it_is_written(shelf):
    shelf.put(brief("a", "1", said="", state="failed"))
    shelf.put(brief("b", "2", said="", state="queued"))
    assert found(shelf) == (1, ["b"])
    assert shelf.get("a").state == "failed"


def test_briefs_of_a_paper_are_those_that_name_it(shelf):
    shelf.put(brief("a", "1"))
    shelf.put(brief("b", "2", keys=(TWO, ONE), kind="several"))
    shelf.put(brief("c", "3", keys=(TWO,)))
    assert found(shelf, keys={ONE}) == (2, ["b", "a"])
    assert found(shelf, keys={ONE, TWO}) == (3, ["c", "b", "a"])
    assert found(shelf, keys={"arxiv:none"}) == (0, [])


def test_what_is_shown_first_of_a_paper_is_under_way_then_done_then_last(shelf):
    assert shelf.latest(ONE) is None
    for id, state, at in (("f", "failed", "5"), ("d", "done", "2"), ("e", "done", "3"), ("r", "running", "1")):
        shelf.put(brief(id, at, state=state))
    shelf.put(brief("s", "9", keys=(ONE, TWO), kind="several"))
    assert shelf.latest(ONE).id == "r"
    for id, next_ in (("r", "e"), ("e", "d"), ("d", "f")):
        assert shelf.remove(id).id == id
        assert shelf.latest(ONE).id == next_
    shelf.put(brief("b", "1", keys=(ONE, TWO), kind="beside"))
    assert (shelf.latest(ONE).id, shelf.latest(TWO)) == ("b", None)


def test_what_is_taken_away_is_gone_from_the_workspace(shelf, workspace):
    kept = brief("a", "1")
    shelf.put(kept)
    assert Shelf(workspace).get("a") == kept
    assert shelf.remove("a") == kept
    assert (shelf.get("a"), shelf.remove("a"), workspace.get("briefs", "a")) == (None, None, None)


def test_what_others_write_is_read_anew_and_what_is_no_brief_is_passed_over(shelf, workspace):
    shelf.put(brief("a", "1"))
    workspace.put("briefs", "b", to_json(brief("b", "2")))
    workspace.put("briefs", "c", {"id": "c", "shape": "unheard of"})
    workspace.put("briefs", "d", {**to_json(brief("d", "2")), "keys": []})
    workspace.put("briefs", "e", {**to_json(brief("e", "2")), "statements": [7]})
    assert [each.id for each in shelf.all()] == ["a", "b"]
    assert shelf.latest(ONE).id == "b"


def test_what_the_disk_refuses_is_not_kept(workspace):
    class FullDisk(FakeWorkspace):
        def put(self, table, id, document):
            raise StorageError("The disk is full.")

    shelf = Shelf(FullDisk())
    with pytest.raises(StorageError):
        shelf.put(brief("a", "1"))
    assert shelf.all() == []
    assert shelf.latest(ONE) is None
