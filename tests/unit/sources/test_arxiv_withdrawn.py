"""Papers that were taken back, told from papers that speak of such."""

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.shared import DATA, needs_shared

from paper_radar.sources.arxiv.withdrawn import is_withdrawn


@pytest.mark.parametrize(
    "words",
    [
        "This paper has been withdrawn",
        "This paper has been withdrawn by the author due to a crucial sign error in equation 1.",
        "This paper has been withdrawn by the author(s), as Lemma 2 is wrong.",
        "This paper has been withdrawn as we discovered a bug in our tensorflow implementation",
        "arXiv admin note: This paper has been withdrawn by arXiv due to unverifiable authorship and affiliation",
        "arXiv admin note: This submission has been withdrawn by arXiv administrators because of a disputed authorship",
        "Withdrawn by arXiv administrators due to concerns about the validity of the data",
        "Withdrawn by the authors",
        "withdrawn",
        "Paper withdrawn due to an error in the proof.",
        "This manuscript is withdrawn.",
        "This article was retracted because of an error.",
        "12 pages. This paper has been withdrawn by the authors.",
        "(This work has been temporarily withdrawn.)",
    ],
)
def test_what_says_that_the_paper_is_withdrawn(words: str):
    assert is_withdrawn("We prove a theorem.", words, 3)
    if not words.startswith("12 pages"):
        assert is_withdrawn(words, "", 3)


@pytest.mark.parametrize(
    "words",
    [
        "We study 14,000 papers withdrawn by the authors.",
        "Utilizing papers withdrawn from arXiv, we validated our method.",
        "a large-scale benchmark with 13,160 retracted articles and 53,411 controls",
        "Withdrawn papers are a rich source of errors.",
        "The drug has been withdrawn. We ask why.",
        "Water is withdrawn from the aquifer. This paper models it.",
        "Retracted papers live on: this paper measures for how long.",
        "Previously submitted to a non-academic conference (ICGARSA 2025) and formally withdrawn",
        "This paper has been withdrawn-proof since 2011",
        "",
    ],
)
def test_what_merely_uses_the_word(words: str):
    assert not is_withdrawn(words, "", 3)
    assert not is_withdrawn("", words, 3)


def test_a_first_version_is_withdrawn_only_if_that_is_all_it_says():
    assert is_withdrawn("This paper has been withdrawn by the author.", "", 1)
    assert not is_withdrawn("We ask why. This paper has been withdrawn by its authors, a note says.", "", 1)
    assert not is_withdrawn("We ask why.", "withdrawn by the authors", 1)


@given(st.text(max_size=300), st.text(max_size=300), st.none() | st.integers(1, 9))
def test_any_text_is_judged(abstract: str, comment: str, version: int | None):
    assert is_withdrawn(abstract, comment, version) in (True, False)


@needs_shared
def test_no_paper_of_a_spring_is_taken_for_withdrawn():
    with gzip.open(DATA / "corpus" / "arxiv-2025.jsonl.gz", "rt", encoding="utf-8") as lines:
        papers = [json.loads(line) for line in lines]
    assert [paper["id"] for paper in papers if is_withdrawn(paper["abstract"], paper["comment"] or "")] == []
