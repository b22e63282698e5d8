"""Changes to many saved papers: all or none, each undone by what it answered, whatever comes in between."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.errors import BadInputError
from paper_radar.library import many
from paper_radar.library.many import Change
from paper_radar.library.record import Saved
from paper_radar.library.saved import Library
from paper_radar.library.tags import folded
from paper_radar.storage.tiny import TinyWorkspace
from tests.fakes.workspace import FakeWorkspace
from tests.unit.library.papers import LORA, Clock, patient, saved

PAPERS = [
    replace(LORA, key=f"arxiv:2106.{n:05}", arxiv_id=f"2106.{n:05}", doi="", title=f"Paper {n}") for n in range(5)
]
KEYS = [paper.key for paper in PAPERS]
TAGS = st.lists(st.sampled_from(["muon", "Muon", "café", "cafe", "to read"]), max_size=2).map(tuple)
CHANGES = st.builds(
    Change, TAGS, TAGS, st.sampled_from([None, "to_read", "reading", "read"]), st.sampled_from([None, 0, 5])
)
SOME = st.lists(st.sampled_from([*KEYS, "doi:10.1/none"]), min_size=1, max_size=6)


def state(library: Library) -> dict[str, Saved]:
    """All of it but for when it was changed."""
    return {item.paper.key: replace(item, updated_at="") for item in library.find(limit=100)[1]}


def own(library: Library, key: str) -> tuple[tuple[str, ...], str, int]:
    item = library.get(key)
    return item.tags, item.status, item.stars


def filled() -> tuple[Library, FakeWorkspace]:
    workspace = FakeWorkspace()
    library = Library(workspace, Clock())
    library.add_many([saved(paper, tags=("muon",), stars=n) for n, paper in enumerate(PAPERS)])
    return library, workspace


@patient
@given(st.lists(st.tuples(SOME, CHANGES), min_size=1, max_size=5))
def test_changes_are_undone_one_after_the_other(steps):
    library, workspace = filled()
    undo = []
    for keys, change in steps:
        before, writes = state(library), workspace.writes["library"]
        undo.append((many.change(library, keys, change), before))
        assert workspace.writes["library"] - writes == bool(undo[-1][0])
        for key in {*keys} & {*KEYS}:
            now = library.get(key)
            there, added = {folded(tag) for tag in now.tags}, {folded(tag) for tag in change.add_tags}
            assert added <= there
            assert there.isdisjoint({folded(tag) for tag in change.remove_tags} - added)
            assert change.status in (None, now.status) and change.stars in (None, now.stars)
        assert state(Library(workspace, Clock())) == state(library)
    for answered, before in reversed(undo):
        many.change_back(library, answered)
        assert state(library) == before


@patient
@given(SOME, CHANGES, st.sampled_from(KEYS), CHANGES)
def test_the_undo_of_a_change_keeps_what_the_reader_changed_since(keys, change, edited, since):
    library, _ = filled()
    before = library.get(edited)
    answered = many.change(library, keys, change)
    changed = library.get(edited)
    many.change(library, [edited], since)
    now = library.get(edited)
    many.change_back(library, answered)
    after = library.get(edited)
    had, were, are, left = ({folded(tag) for tag in each.tags} for each in (before, changed, now, after))
    for name in ("status", "stars"):
        by_reader = getattr(now, name) != getattr(changed, name)
        assert getattr(after, name) == getattr(now if by_reader else before, name)
    # A tag of the reader's stays, one they took away stays away, the others are as they were.
    assert left == (had | (are - were)) - (were - are)


def test_an_undo_puts_a_tag_back_beside_those_that_came_since():
    library, _ = filled()
    answered = many.change(library, KEYS, Change(("to discuss",), ("muon",), "read"))
    library.edit(KEYS[0], tags=("to discuss", "mine"), stars=5)
    undone = many.change_back(library, answered)
    assert [own(library, key) for key in KEYS[:2]] == [
        (("mine", "muon"), "to_read", 5),
        (("muon",), "to_read", 1),
    ]
    many.change_back(library, undone)
    assert [own(library, key) for key in KEYS[:2]] == [
        (("to discuss", "mine"), "read", 5),
        (("to discuss",), "read", 1),
    ]


@patient
@given(SOME, SOME)
def test_what_is_removed_comes_back_as_it_was(first, second):
    library, workspace = filled()
    before = state(library)
    one = library.remove_many(first)
    other = library.remove_many(second)
    assert state(Library(workspace, Clock())) == state(library)
    assert library.keys() == frozenset(state(library))
    assert {*state(library)} == {*KEYS} - {*first} - {*second}
    assert many.restore(library, [*other, *one]) == len(one) + len(other)
    assert state(library) == before


def test_what_was_saved_again_since_its_removal_keeps_what_the_reader_wrote_there():
    library, _ = filled()
    library.edit(KEYS[0], note="Read §4.", status="reading", title="My title")
    removed = library.remove_many(KEYS)
    library.save(PAPERS[0], tags=["again"])
    library.edit(KEYS[0], status="read", stars=3, note="Once more.", title="My other title")
    assert many.restore(library, removed) == len(KEYS)
    item = library.get(KEYS[0])
    assert (item.tags, item.status, item.stars, item.paper.title) == (("again", "muon"), "read", 3, "My other title")
    assert "Once more." in item.note and "Read §4." in item.note


def test_a_paper_that_cannot_be_changed_so_keeps_all_as_they_were():
    library, workspace = filled()
    many.change(library, KEYS[:1], Change(tuple(f"t{number}" for number in range(49))))
    before, writes = state(library), workspace.writes["library"]
    with pytest.raises(BadInputError, match="Paper 0"):
        many.change(library, KEYS, Change(("one too many",)))
    assert (state(library), workspace.writes["library"]) == (before, writes)


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from paper_radar.library import many
from paper_radar.library.saved import Library
from paper_radar.storage.tiny import TinyWorkspace

library = Library(TinyWorkspace(Path(sys.argv[1])), lambda: datetime.now(UTC))
keys = sorted(library.keys())
print("ready", flush=True)
for number in range(1_000_000):
    many.change(library, keys, many.Change(stars=number % 5 + 1, add_tags=(f"round {number % 3}",)))
    if number % 4 == 3:
        many.restore(library, library.remove_many(keys))
"""


def test_a_kill_in_the_middle_leaves_all_of_a_change_or_nothing(tmp_path: Path):
    file = tmp_path / "workspace.json"
    workspace = TinyWorkspace(file)
    papers = [replace(LORA, key=f"arxiv:2107.{n:05}", arxiv_id=f"2107.{n:05}", doi="") for n in range(200)]
    Library(workspace, Clock()).add_many([saved(paper, stars=1) for paper in papers])
    workspace.close()
    for delay in (0.0, 0.05, 0.1, 0.2, 0.3):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(file)], stdout=subprocess.PIPE)
        assert process.stdout and process.stdout.readline()
        time.sleep(delay)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        workspace = TinyWorkspace(file)
        items = Library(workspace, Clock()).find(limit=1_000)[1]
        # All of them, alike; or none, where the kill came between a removal and its undoing.
        assert len(items) in (0, len(papers))
        assert len({(item.stars, item.tags) for item in items}) <= 1
        if not items:
            Library(workspace, Clock()).add_many([saved(paper, stars=1) for paper in papers])
        workspace.close()
