"""Topics: phrases in any of their forms, with the exact words found, and never all words somewhere."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry, Hit, Sighting
from paper_radar.radar.topics import Topics


def hits(topic: str, title: str = "", abstract: str = "", aliases: tuple[str, ...] = ()) -> list[Hit]:
    paper = Paper(key="arxiv:2602.11557", title=title or "Untitled", abstract=abstract)
    return Topics([Entry(id="t", kind="topic", value=topic, aliases=aliases)]).find(paper)


def found(topic: str, text: str, aliases: tuple[str, ...] = ()) -> str:
    """The words found in an abstract, "" if none; with a ~ before them if they are only possible."""
    for hit in hits(topic, abstract=text, aliases=aliases):
        assert text[hit.start : hit.end] == hit.text
        return hit.text if hit.level == "match" else f"~{hit.text}"
    return ""


@pytest.mark.parametrize(
    ("topic", "text", "words"),
    [
        ("neural operator", "We train Neural Operators on meshes.", "Neural Operators"),
        ("low-rank adaptation", "On low rank adaptations of models", "low rank adaptations"),
        ("parameter-efficient fine-tuning", "parameter-efficient finetuning", "parameter-efficient finetuning"),
        ("key frames", "a keyframe", "keyframe"),
        ("chain-of-thought", "longer chains of thought", "chains of thought"),
        ("chain-of-thought reasoning", "chain-of-thought (CoT) reasoning", "chain-of-thought (CoT) reasoning"),
        ("autoregressive models", "Autoregressive (AR) models", "Autoregressive (AR) models"),
        ("Parkinson disease", "in Parkinson’s disease", "Parkinson’s disease"),
        ("Parkinson's disease", "in Parkinson disease", "Parkinson disease"),
        ("multimodal LLMs", "a multimodal LLM", "multimodal LLM"),
        ("pre-training", "We pre-train by pretraining", "pretraining"),
        ("low rank adaptation", "On low‑rank adaptation.", "low‑rank adaptation"),
        ("fine-tuning", "We propose finetuning.", "finetuning"),
        ("finetuning", "We propose fine-tuning.", "fine-tuning"),
        ("fine tuning", "We propose fine-tuning.", "fine-tuning"),
        ("pretraining", "during pre-training of", "pre-training"),
        ("pre-training", "during pre training of", "pre training"),
        ("language model pretraining", "language-model pre-training", "language-model pre-training"),
        ("multi-agent systems", "A multiagent system.", "multiagent system"),
        ("behavior cloning", "by behaviour cloning", "behaviour cloning"),
        ("bayesian optimization", "Bayesian optimisation", "Bayesian optimisation"),
        ("topic modeling", "topic models", "topic models"),
        ("naive bayes", "a naïve Bayes classifier", "naïve Bayes"),
        ("naïve bayes", "a naive Bayes classifier", "naive Bayes"),
        ("Schrödinger bridge", "the Schrödinger bridge", "Schrödinger bridge"),
        ("mixture of experts", "a Mixture-of-Experts layer", "Mixture-of-Experts"),
        ("bias", "two biases", "biases"),
        ("f-divergence", "an f-divergence ball", "f-divergence"),
    ],
)
def test_a_phrase_is_found_in_its_other_forms(topic: str, text: str, words: str):
    assert found(topic, text) == words


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("state space models", "In this state, we model the space of all states."),
        ("diffusion models", "We study diffusion. Models are trained."),
        ("diffusion models", "diffusion, models and data"),
        ("vision transformer", "a vision transformation"),
        ("neural operator", "neural operations"),
        ("reinforcement learning", "learning reinforcement"),
        ("machine learning", "machine translation with deep learning"),
        ("gan", "organ transplants"),
        ("rank", "Frank"),
        # A topic of one word is that word: what explores is not on exploration.
        ("exploration", "We explore and explored"),
        ("fine-tuning", "We fine-tune it"),
        ("finetuning", "a fine-tuned model"),
    ],
)
def test_words_that_merely_stand_in_the_text_are_no_hit(topic: str, text: str):
    assert found(topic, text) == ""


@pytest.mark.parametrize(
    ("topic", "text", "words"),
    [
        ("diffusion models", "diffusion probabilistic models", "~diffusion probabilistic models"),
        ("graph neural networks", "graph convolutional neural networks", "~graph convolutional neural networks"),
        ("LLM agents", "LLM-based agents", "~LLM-based agents"),
    ],
)
def test_one_word_among_those_of_the_phrase_is_possible(topic: str, text: str, words: str):
    assert found(topic, text) == words


@pytest.mark.parametrize("text", ["a vision-language model", "a vision–language model", "vision/language models"])
def test_half_of_a_compound_is_no_word_between(text: str):
    assert found("vision models", text) == ""


@pytest.mark.parametrize("text", ["diffusion for models", "diffusion of the models", "diffusion. Some models"])
def test_a_common_word_or_the_end_of_a_clause_parts_a_phrase(text: str):
    assert found("diffusion models", text) == ""


@pytest.mark.parametrize(
    ("topic", "text", "words"),
    [
        ("RL", "We use RL-based control.", "RL"),
        ("SAM", "SAM and SAM-2", "SAM"),
        ("GAN", "Training GANs is hard.", "GANs"),
        ("LoRA", "LoRA adapters", "LoRA"),
        ("Muon", "SignSGD and Muon can be", "Muon"),
        ("GPT-4", "We ask GPT-4 about", "GPT-4"),
        ("C++", "written in C++.", "C++"),
        ("RLHF", "with RLHF", "RLHF"),
        ("muon", "SignSGD and Muon", "Muon"),
    ],
)
def test_a_short_name_is_found_as_a_whole_word(topic: str, text: str, words: str):
    assert found(topic, text) == words


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("RL", "the rl file and the URL"),
        ("SAM", "Sam sampled SAMPLES"),
        ("LoRA", "Lora said"),
        ("CLIP", "we clip gradients"),
        ("Muon", "muon decay"),
    ],
)
def test_a_short_name_in_another_case_is_another_word(topic: str, text: str):
    assert found(topic, text) == ""


def test_an_alias_counts_as_the_topic_and_says_so():
    (hit,) = hits("low-rank adaptation", abstract="We merge LoRA weights.", aliases=("LoRA",))
    assert (hit.text, hit.rule, hit.level, hit.value) == ("LoRA", "alias", "match", "low-rank adaptation")


def test_a_topic_with_its_short_name_in_brackets_is_followed_by_both():
    assert found("low-rank adaptation (LoRA)", "We merge LoRA weights.") == "LoRA"
    assert found("low-rank adaptation (LoRA)", "A low-rank adaptation.") == "low-rank adaptation"
    assert hits("low-rank adaptation (LoRA)", abstract="A low-rank adaptation.")[0].rule == "phrase"


@pytest.mark.parametrize(
    ("topic", "text", "words"),
    [
        ("large language models", "We ask LLMs.", "LLMs"),
        ("LLMs", "We ask a Large Language Model.", "Large Language Model"),
        ("LLMs", "We ask an LLM.", "LLM"),
        ("graph neural network", "On GNNs", "GNNs"),
    ],
)
def test_a_name_of_the_field_stands_for_its_long_form(topic: str, text: str, words: str):
    assert found(topic, text) == words


def test_a_short_name_that_the_abstract_defines_counts_in_the_title():
    (hit,) = hits("mirror descent", title="MiDe Converges", abstract="We study mirror descent (MiDe).")
    assert (hit.field, hit.text, hit.rule, hit.level) == ("title", "MiDe", "defined", "match")


def test_a_short_name_that_the_paper_defines_otherwise_is_no_hit():
    abstract = "We study sharpness-aware minimization (SAM)."
    assert hits("SAM (segment anything)", title="On SAM", abstract=abstract) == []
    assert hits("SAM", title="On SAM", abstract="We segment anything.", aliases=("segment anything",))
    assert hits("sharpness-aware minimization", title="On SAM", abstract=abstract)[0].field == "title"


def test_a_short_name_defined_as_something_alike_is_possible_and_says_so():
    (hit,) = hits("LVLM", title="LVLMs Watch", abstract="Large video-language models (LVLMs) watch.")
    assert (hit.level, hit.rule) == ("possible", "other-meaning")


def test_a_topic_muted_on_a_paper_does_not_hit_it():
    muted = Entry(
        id="t", kind="topic", value="deep nets", others=(Sighting(paper="arxiv:2602.11557", text="deep nets"),)
    )
    topics = Topics([muted])
    assert topics.find(Paper(key="arxiv:2602.11557", title="Deep Nets")) == []
    assert topics.find(Paper(key="arxiv:2602.11558", title="Deep Nets"))


@pytest.mark.parametrize(
    ("topic", "text", "words"),
    [
        ("扩散模型", "本文研究扩散模型的收敛性", "扩散模型"),
        ("大语言模型", "我们评测大语言模型。", "大语言模型"),
        ("強化学習", "深層強化学習について", "強化学習"),
    ],
)
def test_a_chinese_or_japanese_topic_is_found_within_the_run(topic: str, text: str, words: str):
    assert found(topic, text) == words


def test_the_title_counts_more_than_the_abstract_and_is_the_one_hit():
    (hit,) = hits("implicit bias", title="The Implicit Bias of Descent", abstract="The implicit bias of it.")
    assert (hit.field, hit.score, hit.text) == ("title", 100, "Implicit Bias")
    (below,) = hits("implicit bias", abstract="The implicit bias of it.")
    assert below.score < hit.score


def test_a_match_in_the_abstract_counts_more_than_what_is_possible_in_the_title():
    (hit,) = hits("diffusion models", title="Diffusion Language Models", abstract="Masked diffusion models.")
    assert (hit.level, hit.field) == ("match", "abstract")


def test_a_topic_named_often_scores_more():
    (once,) = hits("weight decay", abstract="Weight decay.")
    (often,) = hits("weight decay", abstract="Weight decay. On weight decay. No weight decay.")
    assert once.score < often.score < 100


def test_spans_are_exact_where_letters_are_composed_of_marks():
    text = "Sur le proble\u0300me: na\u0131\u0308ve Bayes et Schro\u0308dinger bridges, d'apre\u0300s tout"
    (hit,) = hits("Schrödinger bridge", abstract=text)
    assert hit.text == "Schro\u0308dinger bridges"
    assert text[hit.start : hit.end] == hit.text


WILD = st.text(
    alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("aä ß.-—‐’_(²ﬁİ\u0301\n$^{}")),
    max_size=40,
)


@given(WILD, WILD)
@example("ß", "ﬁ")
@example("İ-", "\u0301")
@example("re re re ", " pre-")
@example("deep-", "-learning deep")
def test_evidence_is_exact_in_any_surroundings(before: str, after: str):
    text = f"{before} (deep learning) {after}"
    for topic in ("deep learning", "deep-learning", "Deep"):
        for hit in hits(topic, abstract=text):
            assert text[hit.start : hit.end] == hit.text
            assert "deep" in hit.text.lower()
    assert found("deep learning", text).lower() == "deep learning"


@given(st.text(max_size=40), st.text(max_size=80))
def test_any_topic_can_be_looked_for_in_any_text(topic: str, text: str):
    for hit in hits(topic, title=text or "x", abstract=text):
        whole = (text or "x") if hit.field == "title" else text
        assert whole[hit.start : hit.end] == hit.text
        assert hit.text
