"""Where a quotation stands in a paper, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.briefs.grounding.quotations import find, too_short

TEXT = (
    "We show that $\\alpha$-divergence pre-\ntraining of the models does not improve the “accuracy” by 3.5\u00ad% on "
    "CIFAR-10. Data-sets of 1,000 images suffice. However, the efﬁcient method fails on sparse graphs, and we propose "
    "a general ﬁx that works for all graphs. In invariant settings the loss is higher for N ≥ 3. Nothing else is known "
    "about the behaviour of larger models, and the code is released for everyone to see what we measured on them."
)


def quoted(quote, text=TEXT):
    return [text[start:end] for start, end in find(quote, text)]


@pytest.mark.parametrize(
    ("quote", "there"),
    [
        ("Data-sets of 1,000 images suffice", "Data-sets of 1,000 images suffice"),
        ("“data-sets of 1,000 images suffice.”", "Data-sets of 1,000 images suffice"),
        ("Datasets of 1000 images suffice", "Data-sets of 1,000 images suffice"),
        ("data sets of\n1,000   images", "Data-sets of 1,000 images"),
        ("the efficient method fails on sparse graphs", "the efﬁcient method fails on sparse graphs"),
        ("pretraining of the models does not improve", "pre-\ntraining of the models does not improve"),
        ("α-divergence pre-training of the models", "\\alpha$-divergence pre-\ntraining of the models"),
        ("$\\alpha$-divergence pre-training of the models", "\\alpha$-divergence pre-\ntraining of the models"),
        ('improve the "accuracy" by 3.5%', "improve the “accuracy” by 3.5\u00ad%"),
        ("about the behavior of larger models", "about the behaviour of larger models"),
    ],
)
def test_a_quotation_is_found_however_it_is_set(quote, there):
    assert quoted(quote) == [there]


@pytest.mark.parametrize(
    "quote",
    [
        "pre-training of models does not improve the accuracy",
        "pre-training of the model does not improve the accuracy",
        "we propose the general fix that works for all graphs",
    ],
)
def test_a_dropped_article_and_a_plural_are_forgiven(quote):
    assert quoted(quote)


@pytest.mark.parametrize(
    "quote",
    [
        "pre-training of the models does improve the accuracy",
        "pre-training of the models improves the accuracy",
        "does not improve the accuracy by 4.5% on CIFAR-10",
        "does not improve the accuracy by 3.5% on CIFAR-100",
        "Data-sets of 10,000 images suffice",
        "the efficient method works on sparse graphs",
        "the efficient method fails on dense graphs",
        "In invariant settings the loss is lower for N ≥ 3",
        "In invariant settings the loss is higher for N ≤ 3",
        "In in variant settings the loss is higher",
        "a generation fix that works for all graphs",
        "These words are of another paper altogether",
        "You write briefs of research papers for researchers",
    ],
)
def test_a_changed_number_name_negation_comparison_or_word_is_found(quote):
    assert quoted(quote) == []


def test_what_is_left_out_joins_two_pieces_of_one_sentence():
    assert quoted("the efficient method fails … works for all graphs") == [
        "the efﬁcient method fails on sparse graphs, and we propose a general ﬁx that works for all graphs"
    ]


def test_pieces_of_two_sentences_are_two_passages():
    assert quoted("Data-sets of 1,000 images suffice [...] the efficient method fails on sparse graphs") == [
        "Data-sets of 1,000 images suffice",
        "the efﬁcient method fails on sparse graphs",
    ]


@pytest.mark.parametrize(
    "quote",
    [
        "pre-training of the models does … improve the accuracy",  # what is left out denies it
        "works for all graphs … We show that pre-training",  # the wrong way round
        "We show that … the code is released for everyone",  # from far places
        "We show that … Data-sets of 1,000 images",  # the first piece says nothing
    ],
)
def test_pieces_that_say_another_thing_together_are_no_quotation(quote):
    assert quoted(quote) == []


@pytest.mark.parametrize("quote", ["", "…", "the loss", "We show", "It is so.", "cross-entropy loss", "方法"])
def test_a_few_words_are_too_short(quote):
    assert too_short(quote)


@pytest.mark.parametrize("quote", ["the loss is higher for", "本文提出一种新的方法"])
def test_a_clause_is_long_enough(quote):
    assert not too_short(quote)


def test_chinese_is_found_in_chinese():
    assert quoted("提出一种新方法，准确率达到 92%", "本文提出一种新方法，准确率达到92%。") == [
        "提出一种新方法，准确率达到92%"
    ]
    assert quoted("提出一种新方法，准确率达到 93%", "本文提出一种新方法，准确率达到92%。") == []


_WILD = st.text(alphabet="abfi \u00ad-–“”.…[]$\\^{}①ﬁé\u0301方法10,%", max_size=120)


@given(_WILD, _WILD)
def test_spans_lie_in_the_text_in_their_order(quote, text):
    end = 0
    for start, finish in find(quote, text):
        assert end <= start < finish <= len(text)
        end = finish


@given(_WILD, st.data())
def test_any_stretch_of_whole_words_is_found(text, data):
    words = text.replace("…", " ").replace("...", " ").split()
    start = data.draw(st.integers(0, len(words)))
    quote = " ".join(words[start : data.draw(st.integers(start, len(words)))])
    if any(letter.isalnum() for letter in quote) and not {"[", "]", "\\", "$", "^"}.intersection(quote):
        assert find(quote, " ".join(words))


def test_hostile_text_takes_no_time_to_speak_of():
    for text in ("a " * 100_000, "[." * 100_000, "…" * 100_000, "^" * 100_000, "$\\" * 100_000, "a-" * 100_000):
        find(text, text)
        find("the a an the a an the", text)
