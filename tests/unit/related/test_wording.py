"""Words as a reader would write them in a list."""

import pytest

from paper_radar.papers.model import Paper
from paper_radar.papers.text import terms
from paper_radar.related.plain_words import head, is_quality, names_nothing, needs_another
from paper_radar.related.terms import rarity
from paper_radar.related.wording import abbreviations, words_of


def written(title: str, abstract: str = "", common: int = 300) -> list[str]:
    rarities = {term: rarity(common, 10_000) for term in terms(f"{title} {abstract}")}
    return [word.text for word in words_of(Paper(key="url:x", title=title, abstract=abstract), rarities)]


def test_an_ordinary_word_loses_the_capital_of_its_sentence():
    assert written("x", "Momentum supports descent. Momentum") == ["momentum", "descent", "momentum"]


def test_the_capitals_of_a_headline_say_nothing():
    assert written("The Spectral Norm of Kernels") == ["spectral", "norm", "kernels"]


def test_a_name_keeps_its_capital():
    assert written("The Mamba of Kernels", "We run Mamba.") == ["Mamba", "kernels", "Mamba"]
    assert written("Muon", common=3) == ["Muon"]
    assert written("Bayesian Kernels of GPT-4o and SignSGD") == ["Bayesian", "kernels", "GPT-4o", "SignSGD"]


def test_capitals_for_the_sake_of_a_short_name_are_those_of_no_name():
    found = written("x", "We run Retrieval-Augmented Generation (RAG) beside Mamba", common=100)
    assert found[:3] == ["retrieval-augmented", "generation", "RAG"]


def test_macros_of_tex_are_no_words():
    assert written("x", "a \\mathbf{kernel} and \\foo") == ["kernel"]


def test_words_that_name_nothing_are_not_there_and_part_what_stands_around_them():
    paper = Paper(key="url:x", title="x", abstract="Kernels outperform flows widely")
    assert [(word.text, word.follows) for word in words_of(paper, {})] == [("kernels", False), ("flows", False)]


def test_a_short_name_stands_for_the_words_before_it():
    found = abbreviations("We use Retrieval-Augmented Generation (RAG) and spiking neural networks (SNNs).")
    assert "generat" in found["rag"]
    assert {"spike", "neural", "network"} in found.values()
    assert len(found) == 2
    assert abbreviations("as in Table (BEST) and (2)") == {}


@pytest.mark.parametrize("word", ["achieves", "outperformed", "leveraging", "widely", "better", "novel", "results"])
def test_what_every_paper_says_of_itself_names_nothing(word: str):
    assert names_nothing(word)


@pytest.mark.parametrize(
    "word", ["learning", "attention", "diffusion", "training", "retrieval", "norm", "model", "test"]
)
def test_what_may_be_part_of_a_subject_is_kept(word: str):
    assert not names_nothing(word)


def test_general_nouns_and_qualities_need_another_word():
    assert all(needs_another(word) for word in ("norm", "models", "large", "real-world", "llm-based"))
    assert not any(needs_another(word) for word in ("muon", "diffusion", "long-form"))
    assert is_quality("trust-related")
    assert not is_quality("norm")


def test_a_compound_is_about_its_head():
    assert head("LLM-based") == "LLM"
    assert head("test-time") == "test-time"
