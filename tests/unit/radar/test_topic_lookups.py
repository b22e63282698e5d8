"""Where to look for a topic: every paper it hits has the terms of one of the alternatives."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from paper_radar.papers.model import Paper
from paper_radar.papers.text import terms
from paper_radar.radar.entries import Entry
from paper_radar.radar.topic_lookups import topic_lookups
from paper_radar.radar.topics import Topics


def topic(value: str, *aliases: str) -> Entry:
    return Entry(id="t", kind="topic", value=value, aliases=aliases)


def lookups(value: str, *aliases: str) -> set[frozenset[str]] | None:
    found = topic_lookups(topic(value, *aliases))
    return None if found is None else set(found)


def admitted(entry: Entry, paper: Paper) -> bool:
    alternatives = topic_lookups(entry)
    held = frozenset(terms(f"{paper.title}\n{paper.abstract}"))
    return alternatives is None or any(asked <= held for asked in alternatives)


def test_a_phrase_asks_for_all_its_words():
    assert lookups("graph signal networks") == {frozenset({"graph", "signal", "network"})}


def test_a_phrase_with_a_hyphen_may_stand_joined():
    assert lookups("fine-tuning") == {frozenset({"fine", "tune"}), frozenset({"finetun"})}


def test_a_prefix_may_stand_apart():
    assert lookups("pretraining") == {frozenset({"pretrain"}), frozenset({"pre"})}


def test_an_alias_is_one_more_alternative():
    assert lookups("weight sharing", "flow of a gradient") == {
        frozenset({"weight", "share"}),
        frozenset({"weightshar"}),
        frozenset({"flow", "gradient"}),
    }


@pytest.mark.parametrize("value", ["C++", "the", "2024", "α-β", "深", "isn"])
def test_where_the_index_has_none_of_the_words_every_paper_must_be_read(value: str):
    assert lookups(value) is None


def test_an_entry_that_hits_nothing_asks_for_nothing():
    assert lookups("!?") in (set(), None)


def test_other_entries_have_no_topic_lookups():
    assert topic_lookups(Entry(id="a", kind="author", value="Ada Lovelace")) is None


PIECES = [
    *("pre", "training", "pretraining", "finetuning", "fine", "tuned", "auto", "encoder", "autoencoders", "multi"),
    *("agent", "multiagent", "LLM", "LLMs", "large language models", "LoRA", "low", "rank", "adaptation", "GPT", "4"),
    *("RL", "Sam", "SAM", "Parkinson", "s", "l", "Hôpital", "rule", "don", "t", "behaviour", "behavior", "modelling"),
    *("models", "the", "of", "make", "making", "others", "gas", "gases", "as", "x", "ﬁne", "ß", "²", "½", "™", "Ⓐ"),
    *(
        "扩散",
        "模型",
        "ガ",
        "ｶﾞ",
        "학습",
        "𝒙",
        "e\u0301",
        "x\u0302",
        "İ",
        "α",
        "re",
        "un",
        "is",
        "de",
        "non",
        "C++",
        "ans",
    ),
]
SIGNS = ["", " ", " ", " ", "-", "-", "‑", "–", "—", "'", "’", "ʼ", "_", "/", ". ", ", ", " (", ") ", "\n"]


def texts(longest: int) -> st.SearchStrategy[str]:
    pairs = st.tuples(st.sampled_from(PIECES), st.sampled_from(SIGNS))
    return st.lists(pairs, min_size=1, max_size=longest).map(lambda found: "".join(map("".join, found)))


@settings(max_examples=400)
@given(topics=st.lists(texts(3), min_size=1, max_size=3), title=texts(8), abstract=texts(30))
@example(topics=["autoencoder"], title="models—auto-encoder", abstract="l'auto-encoder")
@example(topics=["Hopital rule"], title="L’Hôpital's rule", abstract="x")
@example(topics=["LoRA"], title="LoRA™", abstract="x")
@example(topics=["RL"], title="RL's", abstract="RLs")
def test_whatever_a_topic_hits_is_admitted(topics: list[str], title: str, abstract: str):
    paper = Paper(key="arxiv:2602.11557", title=title, abstract=abstract)
    for value in [*topics, title[: len(title) // 2]]:
        if value.strip():
            entry = topic(value)
            if Topics([entry]).find(paper):
                assert admitted(entry, paper), (value, topic_lookups(entry))
