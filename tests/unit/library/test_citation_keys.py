"""The citation keys of a library stay what they are."""

from dataclasses import replace

from paper_radar.library.citation_keys import CitationKeys
from tests.fakes.workspace import FakeWorkspace
from tests.unit.library.papers import LORA, MUON, saved

TWIN = replace(MUON, key="arxiv:2602.99999", arxiv_id="2602.99999")


def test_a_key_once_given_is_kept_whatever_else_is_exported_with_it():
    keys = CitationKeys(FakeWorkspace())
    (alone,) = keys.of([saved(TWIN)])
    assert keys.of([saved(MUON), saved(TWIN)]) == [f"{alone}a", alone]
    edited = saved(replace(TWIN, title="Something else", authors=("Ada Lovelace",)))
    assert CitationKeys(keys._workspace).of([edited]) == [alone]


def test_a_paper_keeps_it_under_a_stronger_key():
    keys = CitationKeys(FakeWorkspace())
    (before,) = keys.of([saved(replace(LORA, key="url:https://lab.example/lora"))])
    assert keys.of([saved(LORA, also=("url:https://lab.example/lora",))]) == [before]


def test_nothing_is_written_where_every_paper_has_one():
    workspace = FakeWorkspace()
    keys = CitationKeys(workspace)
    keys.of([saved(MUON), saved(LORA)])
    written = workspace.writes["settings"]
    keys.of([saved(LORA), saved(MUON)])
    assert workspace.writes["settings"] == written


def test_a_key_of_a_file_is_kept_unless_there_is_one_or_another_paper_has_it():
    keys = CitationKeys(FakeWorkspace())
    (given,) = keys.of([saved(MUON)])
    keys.keep([(saved(MUON), "mine"), (saved(LORA), given), (saved(TWIN), "twin:2026")])
    assert keys.of([saved(MUON), saved(TWIN)]) == [given, "twin:2026"]
    assert keys.of([saved(LORA)]) == ["hu2021lora"]
