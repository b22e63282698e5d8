"""Short names: what fits what, what a text defines, and what an entry means by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.radar.abbreviations import LONG_FORMS, fits, long_forms_in, meaning_in, meanings, short_name_at
from paper_radar.radar.clauses import keys_of


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("LoRA", "low-rank adaptation"),
        ("LLMs", "large language models"),
        ("SAM", "Sharpness-Aware Minimization"),
        ("NeRF", "neural radiance fields"),
        ("ViT", "vision transformer"),
    ],
)
def test_a_short_name_fits_the_words_it_is_made_of(short: str, long: str):
    assert fits(short, long)


@pytest.mark.parametrize(
    ("short", "long"), [("RL", "real training"), ("SAM", "minimization"), ("ours", "our results"), ("A", "a")]
)
def test_other_words_in_brackets_are_no_short_names(short: str, long: str):
    assert not fits(short, long)


def test_every_kept_short_name_fits_its_long_one():
    assert all(fits(short, long) for short, long in LONG_FORMS.items())


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("We use sharpness-aware minimization (SAM) here.", "SAM", "sharpness-aware minimization"),
        ("SAM (segment anything model) is used.", "SAM", "segment anything model"),
        ("For multi-modal large language models (MLLMs)", "MLLM", "multi-modal large language models"),
    ],
)
def test_a_text_says_what_a_short_name_stands_for(text: str, short: str, long: str):
    assert list(long_forms_in(text, short)) == [long]


@pytest.mark.parametrize("text", ["low-rank adaptation (LoRA) is", "LoRA (low-rank adaptation) is"])
def test_the_short_name_beside_its_long_one_is_found(text: str):
    start = text.index("low")
    assert short_name_at(text, start, start + len("low-rank adaptation")) == "LoRA"


@pytest.mark.parametrize(
    ("text", "short", "meaning", "verdict"),
    [
        ("sharpness-aware minimization (SAM)", "SAM", "segment anything", "other"),
        ("the segment anything model (SAM)", "SAM", "segment anything", "same"),
        ("We use SAM.", "SAM", "segment anything", "same"),
        ("low-rank adapters (LoRA)", "LoRA", "low-rank adaptation", "same"),
        ("multimodal LLMs (MLLMs)", "MLLM", "multimodal large language model", "same"),
        ("large video-language models (LVLMs)", "LVLM", "large vision-language model", "near"),
        ("representation learning (RL)", "RL", "reinforcement learning", "other"),
    ],
)
def test_what_the_text_defines_is_held_against_what_is_meant(text: str, short: str, meaning: str, verdict: str):
    assert meaning_in(text, short, meanings([keys_of(meaning)])) == verdict


@given(st.text(alphabet="LoRA SAM(-) l.w", max_size=60), st.sampled_from(["LoRA", "SAM", "A-"]))
def test_any_text_can_be_asked(text: str, short: str):
    for long in long_forms_in(text, short):
        assert long in text
