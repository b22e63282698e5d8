"""Whether a statement can be about its passages."""

import pytest

from paper_radar.briefs.grounding.agreement import shares_terms, turns_around


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("The method does not improve accuracy.", "The method improves accuracy on all graphs."),
        ("The method improves accuracy.", "The method does not improve accuracy on all graphs."),
        ("It converges to the optimum.", "The iteration never converges to the optimum."),
        ("It gives an upper bound.", "We give a lower bound."),
        ("It needs more parameters.", "It has fewer parameters."),
        ("It increases latency.", "It reduces latency by a third."),
        ("The conjecture was proved.", "We disprove the conjecture."),
        ("该方法没有提升准确率。", "The method improves accuracy on all graphs."),
        ("该方法并不优于基线。", "The method outperforms all baselines."),
    ],
)
def test_a_statement_that_is_turned_around_is_found(statement, sentence):
    assert turns_around(statement, sentence)


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("The method does not improve accuracy.", "The method fails to improve accuracy."),
        ("Accuracy does not improve.", "Gains in accuracy are limited, and improve little."),
        ("It improves accuracy and does not need labels.", "It improves accuracy without labels."),
        ("[1] improves accuracy, [2] does not improve it.", "The method improves accuracy."),
        ("No additional training is needed.", "The method is training-free."),
        ("It reduces errors.", "It increases accuracy."),
        ("It has a lower loss and higher accuracy.", "The loss is lower, accuracy is higher."),
        ("该方法提升准确率。", "The method improves accuracy."),
        ("该方法没有提升准确率。", "The method does not improve accuracy."),
        ("The method improves accuracy.", "该方法没有提升准确率。"),
    ],
)
def test_what_is_not_plain_is_no_contradiction(statement, sentence):
    assert not turns_around(statement, sentence)


def test_statement_and_passage_share_a_word_of_content():
    assert shares_terms("Graphs are sampled.", ["We sample large graphs."])
    assert not shares_terms("The authors propose a new method of surgery.", ["We propose a new method for graphs."])


def test_languages_are_not_compared():
    assert shares_terms("图被采样。", ["We sample large graphs."])
    assert not shares_terms("图被采样。", ["提出一种新的手术方法。"])
