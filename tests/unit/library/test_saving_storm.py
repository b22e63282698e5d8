"""Saves, edits, merges and their undoing in any order: nothing that the reader wrote is lost."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from paper_radar.errors import PaperRadarError
from paper_radar.library.saved import Library
from tests.fakes.workspace import FakeWorkspace
from tests.unit.library.papers import LORA, MUON, Clock, patient, saved

SIGHTINGS = [
    MUON,
    replace(MUON, version=2),
    replace(MUON, doi="10.1000/muon"),
    replace(MUON, key="doi:10.1000/muon", arxiv_id="", version=None, doi="10.1000/muon", venue="ICML"),
    replace(MUON, key="doi:10.1000/muon", arxiv_id="", doi="10.1000/muon", title="A title of its own altogether"),
    replace(MUON, key="url:https://lab.example/muon", arxiv_id="", version=None, source="web"),
    LORA,
]
steps = st.lists(
    st.tuples(st.sampled_from(["save", "save", "edit", "part", "undo"]), st.integers(0, len(SIGHTINGS) - 1)),
    max_size=20,
)


@patient
@given(steps)
def test_whatever_the_reader_does_what_they_wrote_last_is_there(steps):
    workspace = FakeWorkspace()
    library, tags, noted = Library(workspace, Clock()), set(), set()
    for number, (step, place) in enumerate(steps):
        paper = SIGHTINGS[place]
        try:
            if step == "save":
                library.take(saved(paper, tags=(f"t{number}",)), idempotency_key=f"k{number}")
                tags.add(f"t{number}")
            elif step == "edit":
                here = library.get(paper.key)
                note = f"{here.note} n{number}" if here else ""
                library.edit(paper.key, note=note)
                noted.add(f"n{number}")
            else:
                before = {tag for item in library.find()[1] for tag in item.tags}
                library.unmerge(paper.key, keep=step == "part")
                if step == "undo":
                    # What the undone save itself brought goes with it, and nothing else.
                    gone = before - {tag for item in library.find()[1] for tag in item.tags}
                    assert len(gone) <= 1
                    tags -= gone
        except PaperRadarError:
            pass
        items = library.find(limit=100)[1]
        assert {tag for item in items for tag in item.tags} == tags
        assert {word for item in items for word in item.note.split()} == noted
        assert len({item.paper.key for item in items}) == len(items)
        # What memory holds is what the disk holds.
        assert Library(workspace, Clock()).find(limit=100) == library.find(limit=100)
