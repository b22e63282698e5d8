"""Names in a statement, and whether the papers hold them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.briefs.grounding.names import KnownNames, names_in

KNOWN = KnownNames(
    ["Large language models and GPT-4 on CIFAR-10, with Deep Seek, Qwen2.5 (72B) and Bayesian graph neural networks."],
    ["We sample. Optimal transport is used. Later, optimal transport is used again. Each time series varies."],
    ["Moreno D'Incà ; Elia Peruzzo ; cs.LG ; topic Europe"],
)

_KNOWN_NAMES = """
GPT-4 GPT gpt4 LLMs LLM GNNs CIFAR-10 CIFAR10 DeepSeek Qwen2.5-72B Bayes OT Bayesian Peruzzo D'Incà LG European arXiv
AI GPT-4-Bayesian
"""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The paper tests BERT, mT5 and H100 cards.", ["BERT", "mT5", "H100"]),
        ("Marie Curie works there. In Paris she stays.", ["Curie", "Paris"]),
        ("A claim: The method works. However, it fails.", []),
        ("[1] Methods of all kinds, e.g. pre-training in 3D.", []),
        ("This follows smith et al. and Jones and Li et al.", ["Jones", "Li", "smith"]),
        ("论文在 CIFAR-10 上比较 BERT 与 transformer", ["CIFAR-10", "BERT", "transformer"]),
        ("准确率提高", []),
    ],
)
def test_names_are_what_is_written_as_one(text, names):
    assert set(names_in(text)) == set(names)


@pytest.mark.parametrize(
    "name",
    _KNOWN_NAMES.split(),
)
def test_a_name_of_the_papers_is_known_in_any_spelling(name):
    assert KNOWN.has(name)


@pytest.mark.parametrize("name", ["GPT-5", "GPT-4o", "BERT", "Smith", "CIFAR-100", "Qwen3", "TSV", "Kalman", "Llama"])
def test_a_name_that_is_not_there_is_unknown(name):
    assert not KNOWN.has(name)


def test_words_behind_an_acronym_must_recur_in_a_long_text():
    # "Each time series varies" would make ETSV, and any three letters stand somewhere in a long text.
    assert not KNOWN.has("ETS")


@given(st.text(alphabet="aAbB-'’./+& .:。一GPT45", max_size=80))
def test_any_text_holds_its_own_names(text):
    assert KnownNames([text], [], []).unknown(text) == []


def test_hostile_text_takes_no_time_to_speak_of():
    for piece in ("A-", "A ", "Aa ", "et al ", "A'", "[1,", '"('):
        KNOWN.unknown(piece * 700)
        KnownNames([piece * 20_000], [], []).unknown("ABCDEF")
