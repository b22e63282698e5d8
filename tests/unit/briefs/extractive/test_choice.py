"""Which sentences of an abstract are chosen, and for what."""

import gzip
import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.briefs.extractive.choice import choose
from tests.shared import DATA, needs_shared
from tests.unit.briefs.extractive.cases import ABSTRACT, ASIDE, BACKGROUND, CLAIM, GAP, LIMITS, METHOD, RESULT

TITLE = "Compass: steps in the spectral norm"


def chosen(abstract, title=TITLE):
    return {found.role: found.text for found in choose(title, abstract) if not found.is_extra}


def test_each_sentence_stands_under_what_it_tells():
    assert chosen(ABSTRACT) == {"claim": CLAIM, "method": METHOD, "evidence": RESULT, "limits": LIMITS}


def test_what_others_lack_is_no_limit_of_this_paper():
    assert "limits" not in chosen(" ".join([BACKGROUND, GAP, CLAIM, METHOD, RESULT]))
    assert "limits" not in chosen(" ".join([CLAIM, RESULT, "Our results pave the way for future research."]))


def test_what_is_known_before_the_claim_is_no_method_of_this_paper():
    known = "Modern networks are trained by stochastic gradient descent, using momentum and a loss based on labels."
    assert chosen(f"{known} {CLAIM} {RESULT}") == {"claim": CLAIM, "evidence": RESULT}


def test_where_the_code_is_belongs_to_no_brief():
    assert chosen(f"{CLAIM} {ASIDE}") == {"claim": CLAIM}


def test_an_abstract_that_is_one_sentence_is_its_claim():
    assert chosen("The discrepancy has order sqrt n.") == {"claim": "The discrepancy has order sqrt n."}


def test_an_abstract_in_chinese_is_read_too():
    sentences = (
        "优化器决定网络学习的速度。",
        "本文提出一种沿谱范数更新的优化器。",
        "该方法采用牛顿迭代方法计算每一步。",
        "实验结果表明所需步数减少了12%。",
        "本方法的局限性在于尚不适用于嵌入层。",
    )
    assert chosen("".join(sentences)) == dict(
        zip(("claim", "method", "evidence", "limits"), sentences[1:], strict=True)
    )


def test_the_sentence_that_names_what_the_title_names_is_the_claim():
    data = "To fill this gap, we introduce a data set of 12,328 rooms with their plans."
    model = "On it we present RoomGen, a diffusion model that generates rooms from a plan."
    assert chosen(f"{data} {model}", "RoomGen: generating rooms from a plan")["claim"] == model


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
    results = [found.text for found in choose(TITLE, abstract) if found.role == "evidence"]
    assert second in results
    assert len(results) == 2


def test_a_text_of_hostile_length_is_read_to_a_bound():
    for part in ("first ", "! ", "experiments ", "\n \n", "(1) ", "we ", "... "):
        assert len(choose(TITLE, part * 5_000)) <= 6


@given(st.text(max_size=600))
def test_every_sentence_is_a_quotation_with_its_place(abstract):
    found = choose(TITLE, abstract)
    assert all(abstract[one.start : one.end] == one.text for one in found)
    assert len({one.start for one in found}) == len(found)
    assert bool(found) == any(f"{letter}{other}".isalpha() for letter, other in pairwise(abstract))


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
    found = {one.role: one.text for one in choose(record["title"], record["abstract"]) if not one.is_extra}
    assert found["claim"].startswith(claim)
    assert found["evidence"].startswith(evidence)
