"""The workspace in one TinyDB file."""

import errno
import json
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from paper_radar.errors import BadInputError, StorageError
from paper_radar.storage.tiny import TinyWorkspace

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SAVED = {"paper": {"key": "arxiv:2602.11557", "authors": ["Chen Fan"]}, "tags": ["optimisation"], "stars": 5}
# Every text that Python can hold, half surrogate pairs of hostile pages included.
TEXTS = st.text(st.characters(codec=None), max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=10,
)
DOCUMENTS = st.dictionaries(TEXTS, JSON, max_size=4)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "workspace.json"


@pytest.fixture
def workspace(path: Path) -> Iterator[TinyWorkspace]:
    opened = TinyWorkspace(path, now=lambda: NOON)
    yield opened
    opened.close()


def reopened(path: Path) -> TinyWorkspace:
    """The file as another process would find it that starts after a kill: nothing was closed."""
    return TinyWorkspace(path, now=lambda: NOON)


def test_a_document_put_is_there_and_in_the_file(workspace: TinyWorkspace, path: Path):
    workspace.put("library", "arxiv:2602.11557", SAVED)
    assert workspace.get("library", "arxiv:2602.11557") == SAVED
    assert reopened(path).all("library") == {"arxiv:2602.11557": SAVED}


def test_a_document_put_again_is_replaced_not_merged_and_keeps_its_place(workspace: TinyWorkspace, path: Path):
    for id in ("c", "a", "b"):
        workspace.put("radar", id, {"value": id, "aliases": []})
    workspace.put("radar", "c", {"value": "new"})
    for seen in (workspace.all("radar"), reopened(path).all("radar")):
        assert list(seen) == ["c", "a", "b"]
        assert seen["c"] == {"value": "new"}
    assert workspace.ids("radar") == reopened(path).ids("radar") == ["c", "a", "b"]
    assert workspace.ids("library") == []


def test_what_is_not_there_is_none(workspace: TinyWorkspace):
    assert workspace.get("briefs", "none") is None
    assert workspace.delete("briefs", "none") is None
    assert workspace.all("briefs") == {}


def test_a_document_deleted_is_handed_back_and_gone(workspace: TinyWorkspace, path: Path):
    workspace.put("library", "a", SAVED)
    assert workspace.delete("library", "a") == SAVED
    assert workspace.get("library", "a") is None
    assert reopened(path).all("library") == {}


def test_tables_keep_to_themselves(workspace: TinyWorkspace):
    workspace.put("library", "a", {"in": "library"})
    workspace.put("radar", "a", {"in": "radar"})
    workspace.delete("library", "a")
    assert workspace.get("radar", "a") == {"in": "radar"}


def test_changing_a_document_outside_changes_nothing_inside(workspace: TinyWorkspace):
    given = json.loads(json.dumps(SAVED))
    workspace.put("library", "a", given)
    given["tags"].append("outside")
    for seen in (workspace.get("library", "a"), workspace.all("library")["a"]):
        assert seen == SAVED
        seen["tags"].append("outside")
        seen["paper"]["authors"].clear()
    changed = workspace.change("library", "a", lambda document: document)
    assert changed == SAVED
    changed["tags"].append("outside")
    assert workspace.delete("library", "a") == SAVED


def test_a_change_reads_and_writes_one_document(workspace: TinyWorkspace, path: Path):
    assert workspace.change("settings", "one", lambda found: {"before": found}) == {"before": None}
    assert workspace.change("settings", "one", lambda found: {"before": found}) == {"before": {"before": None}}
    assert reopened(path).get("settings", "one") == {"before": {"before": None}}
    assert workspace.change("settings", "one", lambda found: None) is None
    assert reopened(path).all("settings") == {}


def test_many_documents_are_one_write(workspace: TinyWorkspace, path: Path):
    workspace.put("library", "b", {"value": "former"})
    before = workspace.revision("library")
    workspace.put_many("library", {"a": SAVED, "b": {"value": "new"}})
    assert workspace.revision("library") == before + 1
    assert list(reopened(path).all("library").items()) == [("b", {"value": "new"}), ("a", SAVED)]
    workspace.put_many("library", {})
    assert workspace.revision("library") == before + 1
    workspace.put_many("library", {"b": None, "never there": None, "c": SAVED})
    assert list(reopened(path).all("library")) == ["a", "c"]


def test_of_many_documents_all_are_written_or_none(workspace: TinyWorkspace, path: Path):
    workspace.put("library", "a", SAVED)
    content, revision = path.read_bytes(), workspace.revision("library")
    with pytest.raises(BadInputError, match="library/c"):
        workspace.put_many("library", {"b": SAVED, "c": {"wrong": object()}})
    # A folder in the place of the unfinished file: nothing can be written, as root or as anyone.
    (path.parent / "workspace.json.writing").mkdir()
    with pytest.raises(StorageError):
        workspace.put_many("library", {"b": SAVED, "c": SAVED})
    assert (path.read_bytes(), workspace.revision("library")) == (content, revision)
    assert workspace.all("library") == {"a": SAVED}


def test_a_change_that_raises_changes_nothing(workspace: TinyWorkspace):
    def change(document: dict[str, Any] | None) -> dict[str, Any] | None:
        assert document is not None
        document["tags"].clear()
        raise ZeroDivisionError

    workspace.put("library", "a", SAVED)
    before = workspace.revision("library")
    with pytest.raises(ZeroDivisionError):
        workspace.change("library", "a", change)
    assert workspace.get("library", "a") == SAVED
    assert workspace.revision("library") == before


def test_a_change_may_use_the_workspace(workspace: TinyWorkspace):
    def change(document: dict[str, Any] | None) -> dict[str, Any] | None:
        workspace.put("library", "b", {"by": "change"})
        return {"others": len(workspace.all("library"))}

    workspace.change("library", "a", change)
    assert workspace.all("library") == {"b": {"by": "change"}, "a": {"others": 1}}


def test_the_revision_of_a_table_grows_with_its_own_writes_only(workspace: TinyWorkspace):
    seen = [workspace.revision("radar")]
    workspace.put("radar", "a", {})
    seen.append(workspace.revision("radar"))
    workspace.change("radar", "a", lambda _: {"changed": True})
    seen.append(workspace.revision("radar"))
    workspace.delete("radar", "a")
    seen.append(workspace.revision("radar"))
    assert seen == sorted(set(seen))
    workspace.get("radar", "a")
    workspace.all("radar")
    workspace.delete("radar", "a")
    workspace.put("library", "a", {})
    assert workspace.revision("radar") == seen[-1]


@given(DOCUMENTS)
@example({"title": "half a pair \ud83d"})
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_json_comes_back_as_it_went_in(path: Path, document: dict[str, Any]):
    shutil.rmtree(path.parent, ignore_errors=True)
    workspace = TinyWorkspace(path)
    workspace.put("library", "a", document)
    assert repr(workspace.get("library", "a")) == repr(document)
    assert repr(reopened(path).get("library", "a")) == repr(document)
    workspace.close()


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), {1, 2}, b"bytes", datetime(2026, 1, 1, tzinfo=UTC), object(), {1: "one"}, [{None: 1}]],
)
def test_what_is_not_json_is_refused_before_anything_is_written(workspace: TinyWorkspace, path: Path, value: object):
    workspace.put("library", "a", SAVED)
    before, revision = path.read_bytes(), workspace.revision("library")
    with pytest.raises(BadInputError, match="library/a"):
        workspace.put("library", "a", {"fine": 1, "wrong": [value]})
    with pytest.raises(BadInputError, match="library/b"):
        workspace.change("library", "b", lambda _: {"wrong": value})
    assert path.read_bytes() == before
    assert workspace.all("library") == {"a": SAVED}
    assert workspace.revision("library") == revision
    # And it stands in nobody's way.
    workspace.put("library", "b", SAVED)
    assert set(reopened(path).all("library")) == {"a", "b"}


def test_a_document_nested_without_end_is_refused(workspace: TinyWorkspace):
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(BadInputError, match="nested"):
        workspace.put("library", "a", {"deep": deep})
    assert workspace.all("library") == {}


@pytest.mark.parametrize("id", ["", None, 7])
def test_a_document_needs_an_id(workspace: TinyWorkspace, id: Any):
    with pytest.raises(BadInputError):
        workspace.put("library", id, SAVED)
    assert workspace.all("library") == {}


def test_tuples_and_enums_are_kept_as_what_json_gives_back(workspace: TinyWorkspace, path: Path):
    class Status(StrEnum):
        READ = "read"

    workspace.put("library", "a", {"authors": ("Fan", "Schmidt"), "status": Status.READ})
    for seen in (workspace.get("library", "a"), reopened(path).get("library", "a")):
        assert seen == {"authors": ["Fan", "Schmidt"], "status": "read"}
        assert type(seen["status"]) is str


def test_eight_threads_lose_nothing(workspace: TinyWorkspace, path: Path):
    def write(thread: int) -> None:
        for number in range(200):
            if number % 2:
                workspace.put("library", f"{thread}-{number}", {"number": number})
            else:
                workspace.change("settings", "count", lambda found: {"count": (found or {"count": 0})["count"] + 1})

    threads = [Thread(target=write, args=(thread,)) for thread in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wanted = {f"{thread}-{number}": {"number": number} for thread in range(8) for number in range(1, 200, 2)}
    for seen in (workspace, reopened(path)):
        assert seen.all("library") == wanted
        assert seen.get("settings", "count") == {"count": 800}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"library": []}', b'{"library": {"a": 1}}', b"\x00" * 99])
def test_an_unreadable_file_is_set_aside_and_the_last_good_copy_taken(path: Path, content: bytes):
    workspace = TinyWorkspace(path)
    workspace.put("library", "a", SAVED)
    workspace.put("library", "b", SAVED)
    workspace.close()
    path.write_bytes(content)
    mended = reopened(path)
    assert mended.all("library") == {"a": SAVED, "b": SAVED}
    (notice,) = mended.notices
    assert "workspace.json.unreadable-20261121T120000Z" in notice and "copy was taken" in notice
    assert (path.parent / "workspace.json.unreadable-20261121T120000Z").read_bytes() == content
    # What was taken is in the file itself again, so the next start finds nothing to tell.
    assert reopened(path).notices == ()


def test_after_a_kill_the_copy_lacks_the_last_write_at_most(workspace: TinyWorkspace, path: Path):
    for id in ("a", "b", "c"):
        workspace.put("library", id, SAVED)
    path.write_bytes(b"{")
    assert set(reopened(path).all("library")) >= {"a", "b"}


def test_a_file_that_vanished_is_taken_from_the_copy(workspace: TinyWorkspace, path: Path):
    workspace.put("library", "a", SAVED)
    workspace.close()
    path.unlink()
    mended = reopened(path)
    assert mended.all("library") == {"a": SAVED}
    assert "is missing" in mended.notices[0]


def test_where_file_and_copy_are_unreadable_both_are_set_aside_and_the_workspace_begins_anew(path: Path):
    workspace = TinyWorkspace(path)
    workspace.put("library", "a", SAVED)
    workspace.close()
    path.write_bytes(b"file")
    path.with_name("workspace.json.copy").write_bytes(b"copy")
    mended = reopened(path)
    assert mended.all("library") == {}
    assert "begins anew" in mended.notices[0]
    mended.put("library", "b", SAVED)
    aside = sorted(found for found in path.parent.iterdir() if "unreadable" in found.name)
    assert [found.read_bytes() for found in aside] == [b"copy", b"file"]


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_whatever_becomes_of_the_file_the_workspace_opens_and_nothing_unreadable_is_lost(data: st.DataObject):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workspace.json"
        workspace = TinyWorkspace(path)
        workspace.put("library", "a", SAVED)
        workspace.close()
        good = path.read_bytes()
        cut = data.draw(st.integers(0, len(good)))
        damaged = good[:cut] + data.draw(st.binary(max_size=6)) + good[cut + data.draw(st.integers(0, 6)) :]
        path.write_bytes(damaged)
        opened = reopened(path)
        asides = [found.read_bytes() for found in Path(folder).iterdir() if "unreadable" in found.name]
        if opened.notices:
            assert asides == [damaged]
            assert opened.all("library") == {"a": SAVED}
        else:
            assert asides == []
            said = json.loads(damaged)
            assert {table: opened.all(table) for table in said} == said
        opened.put("library", "b", SAVED)
        assert reopened(path).get("library", "b") == SAVED
        opened.close()


def test_a_full_disk_is_told_and_what_was_there_is_kept(path: Path):
    workspace = TinyWorkspace(path)
    workspace.put("library", "a", SAVED)
    # A folder in the place of the unfinished file: nothing can be written, as root or as anyone.
    (path.parent / "workspace.json.writing").mkdir()
    revision = workspace.revision("library")
    with pytest.raises(StorageError) as refused:
        workspace.put("library", "b", SAVED)
    assert "kept" in refused.value.message and refused.value.hint
    assert workspace.all("library") == {"a": SAVED}
    assert workspace.revision("library") == revision
    (path.parent / "workspace.json.writing").rmdir()
    workspace.put("library", "c", SAVED)
    assert set(reopened(path).all("library")) == {"a", "c"}


def test_a_folder_in_the_place_of_the_file_is_told(path: Path):
    path.mkdir(parents=True)
    with pytest.raises(StorageError, match=os.strerror(errno.EISDIR)):
        TinyWorkspace(path)


def test_files_are_for_their_owner_only(workspace: TinyWorkspace, path: Path):
    workspace.put("library", "a", SAVED)
    workspace.put("library", "b", SAVED)
    assert {found.name: stat.S_IMODE(found.stat().st_mode) for found in path.parent.iterdir()} == {
        "workspace.json": 0o600,
        "workspace.json.copy": 0o600,
    }


def test_a_person_can_read_the_file_line_by_line(workspace: TinyWorkspace, path: Path):
    workspace.put("library", "a", {"title": "深度学习"})
    workspace.put("library", "b", {"title": "Muon"})
    assert path.read_text(encoding="utf-8").splitlines() == [
        '{"library": {',
        '"a": {"title": "深度学习"},',
        '"b": {"title": "Muon"}',
        "}}",
    ]


@pytest.mark.parametrize("indent", [None, 2])
def test_a_file_that_a_person_wrote_anew_is_read_as_well(path: Path, indent: int | None):
    tables = {
        "library": {"a": SAVED, "b": {"title": "深度学习 \ud800", "stars": 1.5}},
        "radar": {},
        "settings": {"c": {}},
    }
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(tables, indent=indent))
    workspace = TinyWorkspace(path)
    assert {table: workspace.all(table) for table in tables} == tables
    assert workspace.notices == ()
    workspace.put("radar", "d", {"value": "Muon"})
    tables["radar"] = {"d": {"value": "Muon"}}
    assert {table: reopened(path).all(table) for table in tables} == tables


@pytest.mark.parametrize("value", ["NaN", "-Infinity", "1e999"])
def test_a_number_that_json_does_not_know_makes_the_file_unreadable(path: Path, value: str):
    path.parent.mkdir(parents=True)
    path.write_text('{"library": {\n"a": {"stars": ' + value + "}\n}}\n")
    assert "set aside" in TinyWorkspace(path).notices[0]


def test_a_closed_workspace_says_so(workspace: TinyWorkspace):
    workspace.close()
    workspace.close()
    with pytest.raises(StorageError, match="closed"):
        workspace.get("library", "a")
    with pytest.raises(StorageError, match="closed"):
        workspace.put("library", "a", SAVED)
