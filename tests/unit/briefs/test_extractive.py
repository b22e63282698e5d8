"""Briefs made of an abstract's own sentences."""

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.briefs.extractive import choose, extract
from paper_radar.briefs.material import of_abstract
from paper_radar.briefs.statements import Passage, Statement
from paper_radar.papers.model import Paper
from tests.shared import DATA, needs_shared

BACKGROUND = "Optimizers decide how fast a network learns."
GAP = "However, existing methods often ignore the shape of the loss."
CLAIM = "In this paper, we propose Compass, a new optimizer that follows the spectral norm."
METHOD = "Specifically, we compute each step by a two-stage iteration based on Newton and Schulz."
RESULT = "Experiments on three benchmarks show that Compass outperforms Adam by 12% in steps."
LIMITS = "However, our method does not yet apply to embeddings, which we leave to future work."
ASIDE = "Code is available at https://github.com/example/compass."
ABSTRACT = " ".join([BACKGROUND, GAP, CLAIM, METHOD, RESULT, LIMITS, ASIDE])


def paper(abstract, title="Compass: steps in the spectral norm", key="arxiv:2602.00001"):
    return Paper(key=key, title=title, abstract=abstract)


def chosen(abstract, length="short"):
    return {found.role: found.text for found in choose(paper(abstract), length)}


def test_each_sentence_stands_under_what_it_tells():
    assert chosen(ABSTRACT) == {"claim": CLAIM, "method": METHOD, "evidence": RESULT, "limits": LIMITS}


def said(*papers, kind="paper", language="en", length="short"):
    return extract(kind, [of_abstract(number, one) for number, one in enumerate(papers, 1)], language, length)


def test_each_statement_is_a_sentence_that_rests_on_itself():
    assert said(paper(ABSTRACT)) == tuple(
        Statement(section, text, (Passage("arxiv:2602.00001", "Abstract", "", text, ""),))
        for section, text in [("claim", CLAIM), ("method", METHOD), ("evidence", RESULT), ("limits", LIMITS)]
    )


def test_what_others_lack_is_no_limit_of_this_paper():
    assert "limits" not in chosen(" ".join([BACKGROUND, GAP, CLAIM, METHOD, RESULT]))
    assert "limits" not in chosen(" ".join([CLAIM, RESULT, "Our results pave the way for future research."]))


def test_what_is_known_before_the_claim_is_no_method_of_this_paper():
    known = "Modern networks are trained by stochastic gradient descent, using momentum and a loss based on labels."
    assert chosen(f"{known} {CLAIM} {RESULT}") == {"claim": CLAIM, "evidence": RESULT}


def test_where_the_code_is_belongs_to_no_brief():
    assert [one.text for one in said(paper(f"{CLAIM} {ASIDE}"), length="full")] == [CLAIM]


def test_an_abstract_that_is_one_sentence_is_its_claim():
    (only,) = said(paper("The discrepancy has order sqrt n."))
    assert (only.section, only.text) == ("claim", "The discrepancy has order sqrt n.")


def test_a_structured_abstract_names_the_roles_itself():
    abstract = (
        "Background: Sleep is short. Objective: To test naps in adults. Methods: Forty adults napped daily. "
        "Results: They slept well. Limitations: All were students."
    )
    assert chosen(abstract) == {
        "claim": "Objective: To test naps in adults.",
        "method": "Methods: Forty adults napped daily.",
        "evidence": "Results: They slept well.",
        "limits": "Limitations: All were students.",
    }


def test_a_full_brief_says_more_and_never_the_same_twice():
    second = "Our ablation studies show that the second stage reduces memory by 30%."
    abstract = " ".join([CLAIM, METHOD, RESULT, RESULT.replace("three", "our three"), second])
    results = [found.text for found in choose(paper(abstract), "full") if found.role == "evidence"]
    assert second in results
    assert len(results) == 2


def test_a_paper_without_abstract_gives_nothing():
    assert said(paper("")) == ()


@given(st.text(max_size=600), st.sampled_from(["short", "full"]))
def test_every_sentence_is_a_quotation_with_its_place(abstract, length):
    found = choose(paper(abstract), length)
    assert all(abstract[one.start : one.end] == one.text for one in found)
    assert len({one.start for one in found}) == len(found)
    assert bool(found) == bool(abstract.strip())


@needs_shared
@pytest.mark.parametrize(
    ("id", "claim", "evidence"),
    [
        ("2504.09184", "We present SimpleStories", "Building on and addressing limitations"),
        ("2505.09529", "This study investigates the contact-free", "Furthermore, models trained on event frames"),
        ("2506.08829", "We show that the conjecture of Dallard et al. is true", "Moreover, for fixed"),
        ("2506.10826", "To address this problem, we introduce RAtional", "Experiments demonstrate that RationalVLA"),
        ("2503.11945", "In this work, we present a novel approach", "Our approach achieves"),
    ],
)
def test_real_abstracts_are_read_as_a_person_would(id, claim, evidence):
    with gzip.open(DATA / "corpus" / "arxiv-2025.jsonl.gz", "rt", encoding="utf-8") as lines:
        record = next(json.loads(line) for line in lines if f'"{id}"' in line)
    found = {one.role: one.text for one in choose(paper(record["abstract"], record["title"]), "short")}
    assert found["claim"].startswith(claim)
    assert found["evidence"].startswith(evidence)
