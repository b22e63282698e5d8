"""A file's papers come into the library, each work once."""

from dataclasses import replace

import pytest

from paper_radar.errors import BadInputError
from paper_radar.library.export import FORMATS, IMPORTS
from paper_radar.library.importing import import_text
from paper_radar.library.saved import Library
from tests.fakes.workspace import FakeWorkspace
from tests.unit.library.papers import HIGGS, LORA, MUON, Clock, saved


@pytest.fixture
def library():
    return Library(FakeWorkspace(), Clock())


@pytest.mark.parametrize("name", [name for name in IMPORTS if name != "paper-memory"])
def test_an_export_comes_in_once_and_merges_the_second_time(library, name):
    text = FORMATS[name].write([saved(MUON, tags=("muon",)), saved(LORA), saved(HIGGS)])
    first, second = import_text(library, name, text), import_text(library, name, text)
    assert (first.added, first.merged, first.skipped) == (3, 0, ())
    assert (second.added, second.merged, second.known, second.skipped) == (0, 0, 3, ())
    assert library.keys() >= {MUON.key, LORA.key, HIGGS.key}
    assert library.get(MUON.key).tags == ("muon",)


def test_an_import_overwrites_nothing_of_the_readers(library):
    library.save(MUON, tags=["mine"], note="Mine.")
    library.edit(MUON.key, status="read", stars=5)
    import_text(library, "jsonl", FORMATS["jsonl"].write([saved(MUON, tags=("theirs",), note="Theirs.", stars=1)]))
    item = library.get(MUON.key)
    assert (item.tags, item.note) == (("mine", "theirs"), "Mine.\n\nTheirs.")
    assert (item.status, item.stars) == ("read", 5)


def test_a_backup_comes_back_as_it_was(library):
    library.save(MUON, tags=["muon"], note="Read §4.")
    library.save(LORA)
    library.edit(LORA.key, stars=3, status="reading")
    _, before = library.find()
    elsewhere = Library(FakeWorkspace(), Clock())
    import_text(elsewhere, "jsonl", FORMATS["jsonl"].write(before))
    assert elsewhere.find() == (2, before)


def test_a_bad_record_ends_nothing_and_is_told(library):
    good = FORMATS["jsonl"].write([saved(MUON)])
    report = import_text(library, "jsonl", f"{{}}\n{good}nonsense\n")
    assert (report.added, report.merged) == (1, 0)
    assert [place for place, _ in report.skipped] == ["line 1", "line 3"]


def test_a_work_that_stands_in_the_file_twice_is_one_paper(library):
    report = import_text(library, "jsonl", FORMATS["jsonl"].write([saved(MUON), saved(replace(MUON, version=2))]))
    assert (report.added, report.merged) == (1, 1)


def test_what_an_imported_file_does_not_say_is_the_time_of_the_import(library):
    import_text(library, "bibtex", "@misc{a, title={A book}, author={Zou, Difan}}")
    assert library.find()[1][0].saved_at.startswith("2026-03-01T09:00:0")


def test_an_unknown_format_is_refused(library):
    with pytest.raises(BadInputError, match="endnote"):
        import_text(library, "endnote", "")
