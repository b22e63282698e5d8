"""What the reader's corrections say of a site."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from paper_radar.library.corrections import Correction, Corrections, corrections_in, host_of, learned
from paper_radar.library.editing import edited
from tests.fakes.workspace import FakeWorkspace
from tests.unit.library.papers import MUON, Clock, patient, saved

SAID = {
    "title": {"opengraph": "Muon | The lab", "page": "The Implicit  Bias of Muon", "jsonld": "Muon"},
    "authors": {"highwire": ["J. Li"], "page": ["Jichu Li", "Difan Zou"]},
}
READ = saved(
    replace(MUON, title="Muon | The lab", authors=("J. Li",)), origins={"title": "opengraph", "authors": "highwire"}
)


def test_a_correction_that_another_extractor_had_said_is_a_preference():
    after = edited(READ, {"title": "The Implicit Bias of Muon", "authors": ["Jichu Li", "Difan Zou"]})
    assert corrections_in(READ, after, "lab.example", SAID) == (
        Correction("lab.example", "authors", "page", "highwire"),
        Correction("lab.example", "title", "page", "opengraph"),
    )


def test_a_free_correction_is_this_papers_only():
    assert corrections_in(READ, edited(READ, {"title": "My own words"}), "lab.example", SAID) == ()
    assert corrections_in(READ, edited(READ, {"note": "Muon"}), "lab.example", SAID) == ()
    assert corrections_in(READ, edited(READ, {"title": "Muon"}), "", SAID) == ()


def test_of_several_corrections_of_a_field_the_last_counts_and_only_on_its_host():
    made = [
        Correction("a.example", "title", "page", "opengraph"),
        Correction("a.example", "title", "jsonld", "page"),
        Correction("b.example", "authors", "page", "highwire"),
    ]
    assert learned(made, "a.example") == {"title": "jsonld"}
    assert learned(made, "c.example") == {}


def test_a_host_is_known_with_and_without_www():
    assert host_of("https://www.Lab.example:8080/x") == host_of("http://lab.example/") == "lab.example"
    assert host_of("https://[broken") == host_of("") == ""


def test_corrections_are_kept_told_and_forgotten():
    workspace = FakeWorkspace()
    book = Corrections(workspace, Clock())
    book.add([Correction("lab.example", "title", "page", "opengraph"), Correction("j.example", "title", "jsonld", "")])
    assert Corrections(workspace, Clock()).preferred("https://www.lab.example/2") == {"title": "page"}
    assert [one.at[:10] for one in book.all()] == ["2026-03-01", "2026-03-01"]
    assert [one.preferred for one in book.forget("lab.example")] == ["page"]
    assert book.preferred("https://lab.example/2") == {}
    assert book.forget("lab.example") == ()
    assert [one.host for one in book.all()] == ["j.example"]


def test_the_500_hosts_that_were_corrected_last_are_remembered():
    book = Corrections(FakeWorkspace(), lambda: datetime(2026, 3, 1, tzinfo=UTC))
    for number in range(500):
        book.add([Correction(f"{number}.example", "title", "page", "")])
    book.add([Correction("0.example", "authors", "page", ""), Correction("new.example", "title", "page", "")])
    hosts = {one.host for one in book.all()}
    assert len(hosts) == 500
    assert "1.example" not in hosts and {"0.example", "new.example"} <= hosts
    assert book.preferred("https://0.example") == {"title": "page", "authors": "page"}


@patient
@given(
    st.dictionaries(st.sampled_from(["title", "venue"]), st.dictionaries(st.text(), st.text() | st.lists(st.text())))
)
def test_whatever_a_page_said_a_preference_is_one_of_its_extractors(said):
    after = edited(READ, {"title": "Other words", "venue": "ICML"})
    for one in corrections_in(READ, after, "lab.example", said):
        assert one.preferred in said[one.field] and one.preferred != one.instead_of
