"""JSON Lines: nothing is lost."""

import json

from hypothesis import given
from hypothesis import strategies as st

from paper_radar.library.export import FORMATS, jsonl
from paper_radar.papers.model import to_json
from tests.unit.library.papers import LORA, MUON, patient, saved, wild_saved

# A first and a second half side by side would be one whole character.
halves = st.text(st.characters(min_codepoint=0xD7F0, max_codepoint=0xDBFF), min_size=1, max_size=5)


@patient
@given(st.lists(wild_saved, max_size=5))
def test_whatever_was_written_is_read_as_it_was(items):
    text = FORMATS["jsonl"].write(items)
    assert jsonl.read(text.encode().decode()).items == tuple(items)


@patient
@given(halves)
def test_even_half_a_character_comes_back(note):
    text = FORMATS["jsonl"].write([saved(MUON, note=note)])
    assert jsonl.read(text.encode().decode()).items[0].note == note


def test_each_paper_is_one_readable_line():
    text = FORMATS["jsonl"].write([saved(MUON, note="漢字\nzweite Zeile\u2028"), saved(LORA)])
    assert text.count("\n") == 2
    assert "漢字" in text


def test_bare_papers_are_read_too():
    read = jsonl.read("\ufeff" + json.dumps(to_json(MUON)) + "\r\n\r\n" + json.dumps(to_json(LORA)))
    assert [item.paper for item in read.items] == [MUON, LORA]


def test_a_line_that_is_no_paper_is_skipped_with_its_number():
    lines = ["not json", "[]", '{"paper": {"key": "arxiv:1"}}', "[" * 100_000, json.dumps(to_json(MUON))]
    read = jsonl.read("\n".join(lines))
    assert [item.paper for item in read.items] == [MUON]
    assert [place for place, _ in read.skipped] == ["line 1", "line 2", "line 3", "line 4"]
