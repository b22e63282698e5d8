"""Numbers, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.briefs.grounding.numbers import claimed, numbers_of, says


def is_told(statement, paper):
    """Whether every number that the statement claims is one of the paper's."""
    claims = claimed(statement)
    assert claims, statement
    return all(any(says(there, claim, statement) for there in numbers_of(paper)) for claim in claims)


@pytest.mark.parametrize(
    ("statement", "paper"),
    [
        ("1000 images", "1,000 images"),
        ("1k images", "1,000 images"),
        ("1,000 images", "one thousand images"),
        ("3.5B parameters", "3.5 billion parameters"),
        ("35亿参数", "3.5B parameters"),
        ("三十五亿参数", "3.5 billion parameters"),
        ("2.2万个结构", "22,000 structures"),
        ("30%", "30 percent"),
        ("30 per cent", "30\\%"),
        ("百分之三十", "thirty percent"),
        ("5个百分点", "5 percentage points"),
        ("three datasets", "3 datasets"),
        ("三个数据集", "three datasets"),
        ("两种方法", "both methods"),
        ("3 steps", "in the third step"),
        ("twenty-five papers", "25 papers"),
        ("10–20%", "10% to 20%"),
        ("between 10 and 20%", "10–20%"),
        ("91.2, 92.3 and 94.0%", "91.2%, 92.3% and 94.0%"),
        ("10^{-3}", "10⁻³"),
        ("0.001", "1e-3"),
        ("2×10^4 samples", "20,000 samples"),
        ("3x faster", "a 3× speedup"),
        ("3倍", "three times"),
        ("300K", "300 K"),
        ("in 2023", "二〇二三年"),
        ("三分之一", "one third of them"),
        ("-3.2 dB", "−3.2 dB"),
        ("GPT-4", "GPT-4"),
        ("about 92%", "92.1%"),
        ("over 90%", "92.1%"),
        ("nearly 93%", "92.9%"),
        ("约92%", "92.1%"),
        ("99.8%", "99.80%"),
    ],
)
def test_the_same_number_is_the_same(statement, paper):
    assert is_told(statement, paper)


@pytest.mark.parametrize(
    ("statement", "paper"),
    [
        ("30", "30%"),
        ("30%", "30 papers"),
        ("92%", "92.1%"),
        ("over 93%", "92.1%"),
        ("nearly 92%", "92.9%"),
        ("7B", "7M"),
        ("7 million", "7 billion"),
        ("3.5亿", "3.5 billion"),
        ("百分之三十", "百分之四十"),
        ("四个数据集", "three datasets"),
        ("5 ms", "5 s"),
        ("10 nm", "10 μm"),
        ("-3.2 dB", "3.2 dB"),
        ("1e-4", "1e-3"),
        ("GPT-5", "GPT-4"),
        ("in 2024", "in 2023"),
        ("a third of them, 1/3", "a quarter of them"),
    ],
)
def test_another_number_is_another(statement, paper):
    assert not is_told(statement, paper)


@pytest.mark.parametrize(
    "text",
    [
        "one of the first methods",
        "一种统一的方法，进一步十分有效",
        "第一个三维模型",
        "a zero-shot approach",
        "一致、万能、四处",
        "H100, v2 and F1",
    ],
)
def test_words_that_only_look_like_numbers_claim_none(text):
    assert claimed(text) == []


def test_two_and_four_are_two_numbers():
    assert [one.value for one in claimed("two and four-legged robots")] == [2, 4]
    assert [one.value for one in claimed("two hundred and four robots")] == [204]


@given(st.integers(2, 10**9))
def test_a_number_is_told_in_any_of_its_forms(value):
    forms = [str(value), f"{value:,}", f"{value}.0", f"{value / 10**6:.6f} million", f"{value / 10**4:.4f}万"]
    for statement in forms:
        for paper in forms:
            assert is_told(statement, f"about {paper} things")


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_two_numbers_are_never_the_same(one, other):
    assert is_told(f"n is {one}", f"n is {other}") is (one == other)


@given(st.text(alphabet="0123456789.,-–−%^{}eE×x/ 十百千万亿点分之零一二两⁻²kMBpercentsm", max_size=80))
def test_any_text_is_read_and_tells_its_own_numbers(text):
    there = numbers_of(text)
    for claim in claimed(text):
        assert 0 <= claim.start < claim.end <= len(text)
        assert any(says(one, claim, text) for one in there)


def test_hostile_text_takes_no_time_to_speak_of():
    for piece in ("1", "1,", "1.", "-1", "百", "百分之", "one ", "1/", "^{", "1e", "a hundred and "):
        numbers_of(piece * 50_000)
