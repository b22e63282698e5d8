"""A model of meaning made for the tests: real files for the real runtime, and a meaning for a few words only."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

WIDTH = 8
# Words of one meaning stand together; a word that is in no group has a meaning of its own, the last, shared by all.
MEANINGS = (
    ("descent", "optimizer", "momentum", "steps"),
    ("protein", "folding", "enzyme"),
    ("galaxy", "telescope"),
)


def write_model(
    folder: Path,
    meanings: Sequence[Sequence[str]] = MEANINGS,
    *,
    output: str = "last_hidden_state",
    inputs: Sequence[str] = ("input_ids", "attention_mask"),
    most_tokens: int | None = None,
) -> Path:
    """`model.onnx` and `tokenizer.json` in the folder: each token's vector is that of its group.

    Of the output `sentence_embedding` the vector is the sum over the tokens. With `most_tokens` the model fails on
    longer texts, as one does that has no more places.
    """
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = {"[UNK]": 0}
    table = np.zeros((1 + sum(map(len, meanings)), WIDTH), np.float32)
    table[0, WIDTH - 1] = 1
    for place, words in enumerate(meanings):
        for word in words:
            table[len(vocabulary), place] = 1
            vocabulary[word] = len(vocabulary)
    _write_tokenizer(folder / "tokenizer.json", vocabulary)
    _write_graph(folder / "model.onnx", table, output, inputs, most_tokens)
    return folder


def _write_tokenizer(file: Path, vocabulary: Mapping[str, int]) -> None:
    tokenizer = Tokenizer(models.WordLevel(dict(vocabulary), unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    # As in the files of real models, where the hub's own settings must not decide for us.
    tokenizer.enable_padding(length=512)
    tokenizer.save(str(file))


def _write_graph(file: Path, table: np.ndarray, output: str, inputs: Sequence[str], most_tokens: int | None) -> None:
    held = [numpy_helper.from_array(table, "table")]
    nodes = [helper.make_node("Gather", ["table", inputs[0]], ["tokens"])]
    if most_tokens is not None:
        held.append(numpy_helper.from_array(np.zeros((1, most_tokens, WIDTH), np.float32), "places"))
        held.append(numpy_helper.from_array(np.array([1]), "axis"))
        held.append(numpy_helper.from_array(np.array([0]), "start"))
        nodes.append(helper.make_node("Shape", [inputs[0]], ["end"], start=1, end=2))
        nodes.append(helper.make_node("Slice", ["places", "start", "end", "axis"], ["used"]))
        nodes.append(helper.make_node("Add", ["tokens", "used"], ["placed"]))
    last = nodes[-1].output[0]
    shape: list[str | int] = ["batch", "length", WIDTH]
    if output == "sentence_embedding":
        nodes.append(helper.make_node("ReduceSum", [last], ["summed"], keepdims=0, noop_with_empty_axes=0))
        held.append(numpy_helper.from_array(np.array([1]), "over"))
        nodes[-1].input.append("over")
        last, shape = "summed", ["batch", WIDTH]
    nodes.append(helper.make_node("Identity", [last], [output]))
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]) for name in inputs],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)],
        held,
    )
    save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), str(file))
