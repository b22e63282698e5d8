"""A sentence-embedding model in a folder: `model.onnx` and `tokenizer.json`, as the hubs of such models give them."""

import hashlib
import json
import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from paper_radar.errors import PaperRadarError
from paper_radar.semantic.nearness import packed

MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
# How sentence-transformers tells of pooling; where the file is absent, the mean of all tokens is the vector.
POOLING_FILE = "1_Pooling/config.json"
PACKAGES = ("onnxruntime", "tokenizers", "numpy")
# Title and the first half of most abstracts. all-MiniLM-L6-v2 was trained on no more, and with twice as many, at twice
# the time, related papers came in no better order.
MOST_TOKENS = 128
# Another way to make vectors of the same model: to be counted up with it, so that they are made anew.
_RECIPE = 1
# What a BERT takes, and most models less of it.
_INPUTS = frozenset({"input_ids", "attention_mask", "token_type_ids"})
_VECTOR, _TOKENS = "sentence_embedding", "last_hidden_state"
INSTALL = "Install the extra with `pip install 'paper-radar[semantic]'`."
_HOW_TO = (
    "Put model.onnx and tokenizer.json of a sentence-embedding model, such as all-MiniLM-L6-v2, into the folder that"
    " PAPER_RADAR_SEMANTIC_MODEL names."
)


class SemanticError(PaperRadarError):
    """The model of meaning cannot be used; everything else goes on without it."""

    code = "semantic"


def installed() -> bool:
    """Whether the packages of the extra are there. None is imported."""
    return all(find_spec(package) is not None for package in PACKAGES)


class Encoder:
    """Texts to vectors, one at a time: a batch would be padded to its longest text and is slower on one thread.

    `name` is that of the model with a digest of its files: the same for the same vectors. `width` is the length of a
    vector in bytes.
    """

    def __init__(self, folder: Path) -> None:
        """Load the model and try it: 0.3 s and 120 MB for all-MiniLM-L6-v2.

        Raises SemanticError that says how to mend it if the packages are not installed, if the folder lacks a file, or
        if what lies there is no such model.
        """
        if not installed():
            raise SemanticError(
                "The packages of nearness by meaning are not installed.",
                f"{INSTALL} Or unset PAPER_RADAR_SEMANTIC_MODEL.",
            )
        for file in (MODEL_FILE, TOKENIZER_FILE):
            if not (folder / file).is_file():
                raise SemanticError(f"There is no {file} in {folder}.", _HOW_TO)
        try:
            self._load(folder)
            self.name = f"{folder.resolve().name}:{_digest(folder)}"
            # So long a text that a model which takes fewer tokens fails here, and not at the first long abstract.
            self.width = len(self.encode("paper " * MOST_TOKENS))
        except SemanticError:
            raise
        except Exception as error:  # onnxruntime, tokenizers and the files' own formats have a tree of errors each
            told = " ".join(str(error).split())[:200]
            raise SemanticError(f"The model in {folder} cannot be used: {told}.", _HOW_TO) from error

    def encode(self, text: str) -> bytes:
        """The vector of the first MOST_TOKENS tokens of the text, as `nearness.packed` keeps it."""
        import numpy as np

        whole = text.encode("utf-8", "replace").decode()  # half a pair of surrogates is no text for the tokenizer
        ids = np.array([self._tokenizer.encode(whole).ids], np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        (answer,) = self._session.run([self._output], {name: given[name] for name in self._inputs})
        if self._output == _VECTOR:
            return packed(answer[0])
        return packed(answer[0][0] if self._first_token else answer[0].mean(axis=0))

    def _load(self, folder: Path) -> None:
        # No telemetry: these are read when the library is first imported, and keep an uploader, an identifier and a
        # database in the home folder from being made (https://github.com/microsoft/onnxruntime/pull/29843).
        for variable in ("ORT_DISABLE_TELEMETRY", "ORT_TELEMETRY_DISABLED"):
            os.environ[variable] = "1"
        import onnxruntime
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        self._tokenizer.enable_truncation(MOST_TOKENS)
        self._tokenizer.no_padding()
        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        # One thread, the caller's: who gives it a low priority has the whole work done at that.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / MODEL_FILE), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = [each.name for each in self._session.get_inputs()]
        outputs = [each.name for each in self._session.get_outputs()]
        unknown = sorted(set(self._inputs) - _INPUTS)
        if unknown:
            raise SemanticError(f"The model in {folder} asks for {', '.join(unknown)}, which no text gives.", _HOW_TO)
        self._output = next((name for name in (_VECTOR, _TOKENS) if name in outputs), "")
        if not self._output:
            raise SemanticError(f"The model in {folder} gives {', '.join(outputs)}, and not {_TOKENS}.", _HOW_TO)
        self._first_token = _pooling(folder).get("pooling_mode_cls_token", False) is True


def _pooling(folder: Path) -> dict[str, Any]:
    file = folder / POOLING_FILE
    told = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return told if isinstance(told, dict) else {}


def _digest(folder: Path) -> str:
    """Of the files from which the vectors follow."""
    digest = hashlib.sha256(f"{_RECIPE}:{MOST_TOKENS}".encode())
    for name in (MODEL_FILE, TOKENIZER_FILE, POOLING_FILE):
        if (folder / name).is_file():
            with (folder / name).open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:16]
