"""Short names and what they stand for: as a text defines them, and those that the field no longer defines."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain
from typing import Literal

from paper_radar.papers.text import STOP_WORDS
from paper_radar.radar.clauses import folded_in_place, keys_of

# What a paper may use undefined and that stands for one thing; ASR, TTS, CV and SSM stand for two.
_KEPT = """
LLM large language model; MLLM multimodal large language model; VLM vision-language model; LVLM large vision-language
model; VLA vision-language-action; LRM large reasoning model; RL reinforcement learning; RLHF reinforcement learning
from human feedback; RLVR reinforcement learning with verifiable rewards; SFT supervised fine-tuning; DPO direct
preference optimization; PPO proximal policy optimization; GRPO group relative policy optimization; PEFT
parameter-efficient fine-tuning; LoRA low-rank adaptation; MoE mixture of experts; RAG retrieval-augmented generation;
CoT chain of thought; VQA visual question answering; NLP natural language processing; CNN convolutional neural network;
RNN recurrent neural network; GNN graph neural network; DNN deep neural network; GAN generative adversarial network; VAE
variational autoencoder; ViT vision transformer; DiT diffusion transformer; LSTM long short-term memory; NeRF neural
radiance field; PINN physics-informed neural network; MCMC Markov chain Monte Carlo; MDP Markov decision process; POMDP
partially observable Markov decision process; NER named entity recognition; OCR optical character recognition
"""
_PAIRS = [(pair.split()[0], " ".join(pair.split()[1:])) for pair in _KEPT.split(";")]
LONG_FORMS = dict(_PAIRS)
SHORT_FORMS = {keys_of(long): short for short, long in _PAIRS}

_LONG_KEYS = {folded_in_place(short): frozenset(keys_of(long)) for short, long in _PAIRS}
# Words that two names may share and mean two things: representation learning, reinforcement learning.
_COMMON = frozenset(
    chain.from_iterable(
        map(keys_of, ["learning models networks systems methods methodology training data deep neural"])
    )
)

_STARTS = re.compile(r"(?<![^\W_])[^\W_]")
_WORD_START = re.compile(r"(?<![\w‐‑-])[^\W_]")
_CLAUSE_END = re.compile(r"[.,;:!?()\[\]]")
_LONGEST = 12
_BEGINNING = 3
_FEW = 2
_IN_BRACKETS = re.compile(r"\s?\(\s?([^()]{2,160}?)\s?[);,]")
_SHORT_BEFORE = re.compile(r"(?<![^\W_])([^\W_][\w-]{1,11})\s?\(\s?$")
_SHORT_IN_BRACKETS = re.compile(rf"\s?[([]\s?[\"“'‘]?([^\W_][\w-]{{1,{_LONGEST - 1}}})[\"”'’]?\s?[)\],;]")


def fits(short: str, long: str) -> bool:
    """Whether the one may be the short name of the other: it has a capital after its first letter, its capitals begin
    words of the long one in their order (of three or more all but one: "VAE"), the first at its start, and its other
    letters stand between them (after Schwartz and Hearst, 2003).
    """
    name = short.removesuffix("s") if short[:-1].isupper() else short
    if len(name) < 2 or len(name) > _LONGEST or not any(letter.isupper() for letter in name[1:]):
        return False
    letters = [letter for letter in folded_in_place(name) if letter.isalnum()]
    text = folded_in_place(long)
    capitals = [folded_in_place(letter) for letter in name if letter.isupper()]
    if text[:1] != letters[0] or not _in_order(letters, text):
        return False
    starts = _STARTS.findall(text)
    return _in_order(capitals, starts) or (
        len(capitals) > _FEW
        and any(_in_order(capitals[:at] + capitals[at + 1 :], starts) for at in range(1, len(capitals)))
    )


def _in_order(letters: Sequence[str], text: Iterable[str]) -> bool:
    remaining = iter(text)
    return all(letter in remaining for letter in letters)


def meanings(phrases: Iterable[tuple[str, ...]]) -> tuple[frozenset[str], ...]:
    """What an entry with a short name says that it stands for: the keys of each of its phrases."""
    return tuple(found for keys in phrases if (found := _expanded(keys)))


def meaning_in(text: str, short: str, wanted: Iterable[frozenset[str]]) -> Literal["same", "near", "other"]:
    """Whether the short name stands in the text for one of the wanted meanings: "same" too where the text does not say,
    "near" where a word of the meaning is shared.
    """
    said = [keys for long in long_forms_in(text, short) if (keys := _expanded(keys_of(long)))]
    pairs = [(one, other) for one in said for other in wanted]
    if not pairs or any(_alike(one - other, other - one) for one, other in pairs):
        return "same"
    return "near" if any((one & other) - _COMMON for one, other in pairs) else "other"


def _alike(one: Set[str], other: Set[str]) -> bool:
    """Whether what two names do not share is only in one of them, or begins alike: adaptation, adapters."""
    fewer, more = sorted((one, other), key=len)
    begun = {key[:_BEGINNING] for key in more}
    return all(key[:_BEGINNING] in begun for key in fewer)


def _expanded(keys: Iterable[str]) -> frozenset[str]:
    """Without common words, short names that the field knows in full: "multimodal LLMs"."""
    found: set[str] = set()
    for key in keys:
        found |= _LONG_KEYS.get(key) or _LONG_KEYS.get(key.removesuffix("s")) or {key}
    return frozenset(found - STOP_WORDS)


def short_name_at(text: str, start: int, end: int) -> str:
    """The short name that the text defines for `text[start:end]`, "" if none: "low-rank adaptation (LoRA)", "LoRA
    (low-rank adaptation)".
    """
    after = _SHORT_IN_BRACKETS.match(text, end)
    if after is None and text[end : end + 1] in (")", ",", ";"):
        after = _SHORT_BEFORE.search(text[max(start - _LONGEST - 4, 0) : start])
    return after.group(1) if after is not None and fits(after.group(1), text[start:end]) else ""


def long_forms_in(text: str, short: str) -> Iterator[str]:
    """What the text says the short name stands for: the words before "(SAM)" or within "SAM (...)"."""
    for match in re.finditer(rf"(?<![^\W_]){re.escape(short)}s?(?![^\W_])", text):
        opened = re.search(r"\(\s?[\"“'‘]?$", text[max(match.start() - 3, 0) : match.start()])
        if opened:
            before = text[max(match.start() - 120, 0) : match.start()].rstrip(" (\"“'‘")
            if long := _long_before(before, short):
                yield long
        elif (inside := _IN_BRACKETS.match(text, match.end())) and fits(short, inside.group(1)):
            yield inside.group(1)


def _long_before(before: str, short: str) -> str:
    """The words at the end of the text that the short name fits: as few as do, a compound whole."""
    clause = _CLAUSE_END.split(before)[-1]
    starts = [match.start() for match in _WORD_START.finditer(clause)][-len(short) - 5 :]
    return next((clause[start:] for start in reversed(starts) if fits(short, clause[start:])), "")
