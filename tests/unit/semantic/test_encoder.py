"""Models in folders: what they make of a text, and what is told of a folder that holds none."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from paper_radar.semantic.encoder import MOST_TOKENS, Encoder, SemanticError, installed
from tests.fakes.tiny_model import WIDTH, write_model
from tests.shared import ROOT

_SAME = bytes([127])


def _only(place: int) -> bytes:
    return bytes(place) + _SAME + bytes(WIDTH - place - 1)


def test_the_packages_of_the_extra_are_there_for_these_tests() -> None:
    assert installed()


def test_a_text_is_the_mean_of_its_words(tmp_path: Path) -> None:
    encoder = Encoder(write_model(tmp_path))
    assert encoder.width == WIDTH
    assert encoder.encode("descent momentum") == _only(0)
    assert encoder.encode("Protein") == _only(1)
    assert encoder.encode("descent protein descent") == bytes([127, 64]) + bytes(WIDTH - 2)


def test_the_padding_that_a_tokenizer_asks_for_is_not_part_of_the_text(tmp_path: Path) -> None:
    assert "padding" in json.loads((write_model(tmp_path) / "tokenizer.json").read_text())
    assert Encoder(tmp_path).encode("galaxy") == _only(2)


def test_what_comes_after_the_most_tokens_is_not_read(tmp_path: Path) -> None:
    encoder = Encoder(write_model(tmp_path))
    assert encoder.encode("descent " * MOST_TOKENS + "protein " * MOST_TOKENS) == _only(0)


def test_no_text_and_half_a_pair_of_surrogates_have_a_vector_too(tmp_path: Path) -> None:
    encoder = Encoder(write_model(tmp_path))
    assert len(encoder.encode("descent \ud835 protein")) == WIDTH
    assert len(encoder.encode("\x00")) == WIDTH


def test_a_model_that_gives_the_vector_of_the_sentence_is_taken_at_its_word(tmp_path: Path) -> None:
    encoder = Encoder(write_model(tmp_path, output="sentence_embedding"))
    assert encoder.encode("protein protein") == _only(1)


def test_a_model_that_says_so_is_read_at_its_first_token(tmp_path: Path) -> None:
    write_model(tmp_path)
    (tmp_path / "1_Pooling").mkdir()
    (tmp_path / "1_Pooling" / "config.json").write_text('{"pooling_mode_cls_token": true}')
    assert Encoder(tmp_path).encode("galaxy protein protein") == _only(2)


def test_a_model_is_known_by_its_content_wherever_it_lies(tmp_path: Path) -> None:
    one = Encoder(write_model(tmp_path / "a" / "tiny"))
    same = Encoder(write_model(tmp_path / "b" / "tiny"))
    other = Encoder(write_model(tmp_path / "c" / "tiny", [["descent", "protein"]]))
    assert one.name.startswith("tiny:")
    assert one.name == same.name != other.name


def _nothing(folder: Path) -> None:
    folder.mkdir()


def _no_tokenizer(folder: Path) -> None:
    (write_model(folder) / "tokenizer.json").unlink()


def _cut_off(folder: Path) -> None:
    model = write_model(folder) / "model.onnx"
    model.write_bytes(model.read_bytes()[:100])


def _no_words(folder: Path) -> None:
    (write_model(folder) / "tokenizer.json").write_text('{"version": "1.0", "model": {"type": "Hexameter"}}')


def _of_pictures(folder: Path) -> None:
    write_model(folder, inputs=("pixel_values",))


def _of_classes(folder: Path) -> None:
    write_model(folder, output="logits")


def _of_short_texts(folder: Path) -> None:
    write_model(folder, most_tokens=16)


def _pooling_in_no_json(folder: Path) -> None:
    write_model(folder)
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text("{")


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda folder: None, "There is no model.onnx"),
        (_nothing, "There is no model.onnx"),
        (_no_tokenizer, "There is no tokenizer.json"),
        (_cut_off, "cannot be used"),
        (_no_words, "cannot be used"),
        (_of_pictures, "asks for pixel_values"),
        (_of_classes, "gives logits"),
        (_of_short_texts, "cannot be used"),
        (_pooling_in_no_json, "cannot be used"),
    ],
)
def test_a_folder_that_holds_no_such_model_is_refused_with_a_way_to_mend_it(
    tmp_path: Path, make: Callable[[Path], None], told: str
) -> None:
    make(tmp_path / "model")
    with pytest.raises(SemanticError) as refused:
        Encoder(tmp_path / "model")
    assert told in refused.value.message
    assert "PAPER_RADAR_SEMANTIC_MODEL" in refused.value.hint


def test_the_runtime_tells_nobody_of_its_use_and_leaves_nothing_in_the_home_folder(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    load = "import sys, pathlib; from paper_radar.semantic.encoder import Encoder; Encoder(pathlib.Path(sys.argv[1]))"
    subprocess.run(
        [sys.executable, "-c", load, str(write_model(tmp_path / "tiny"))],
        env={"HOME": str(home), "PATH": "", "PYTHONPATH": str(ROOT / "service")},
        check=True,
    )
    assert list(home.rglob("*")) == []
