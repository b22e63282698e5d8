"""A query as the sources are asked it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.search.abroad import for_arxiv, for_hugging_face
from paper_radar.search.language import parse
from tests.standins.arxiv.query import parse as parse_as_arxiv


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("diffusion sampling", '(all:"diffusion") AND (all:"sampling")'),
        ("the muon", '(all:"muon")'),
        ("pre-training", '(all:"pre training")'),
        ("title:muon -survey", '(ti:"muon") ANDNOT (all:"survey")'),
        ("category:cs.lg", "(cat:cs.LG)"),
        ("category:math", "((cat:math OR cat:math.*))"),
        ("muon after:2026-03", '((all:"muon")) AND submittedDate:[202603010000 TO 202712312359]'),
        ("muon before:2026", '((all:"muon")) AND submittedDate:[199101010000 TO 202601010000]'),
        ("扩散模型", ""),
        ("扩散模型 muon", ""),
        ("after:2026", ""),
        ("-muon", ""),
    ],
)
def test_arxiv_is_asked_in_its_own_language(text: str, asked: str) -> None:
    assert for_arxiv(parse(text)) == asked


def test_an_author_is_asked_for_under_every_form_of_the_name() -> None:
    asked = for_arxiv(parse('author:"Difan Zou" muon'))
    assert 'au:"difan zou"' in asked and 'au:"d zou"' in asked and asked.endswith(') AND (all:"muon")')


@given(st.text(max_size=200))
def test_whatever_is_typed_arxiv_can_parse_what_it_is_asked(text: str) -> None:
    asked = for_arxiv(parse(text))
    assert asked.isascii()
    if asked:
        parse_as_arxiv(asked)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ('"implicit bias" author:Zou -survey category:cs.LG', "implicit bias Zou"),
        ("category:cs.LG after:2026", ""),
    ],
)
def test_hugging_face_is_asked_for_the_words(text: str, asked: str) -> None:
    assert for_hugging_face(parse(text)) == asked
