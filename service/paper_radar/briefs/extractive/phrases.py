"""The words that papers share: phrases of two or more papers that say what these have in common."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from paper_radar.briefs.extractive.everyday import APART, EVERYDAY
from paper_radar.papers.spelling import american
from paper_radar.papers.text import STOP_WORDS, fold, stem

_TOKEN = re.compile(r"[^\W_]+(?:[-'’‐‑][^\W_]+)*|[^\w\s]|_")
Key = tuple[str, ...]  # a phrase, one form for all its spellings
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]+s?")
_LONGEST_RUN = 3  # words of a phrase
_MOST_WORDS = 600  # of a paper: title and abstract have fewer
_IN_TITLE = 0.5  # what a phrase gains by standing in a title
_EACH_EVERYDAY = 0.25  # what an everyday word weighs in a phrase, where others weigh 1


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that papers share. `words` is how they are written most often, `papers` the indices of who writes them.

    `weight` is about 1 for each word that is not an everyday one; how many papers there are does not change it.
    """

    key: Key
    words: str
    papers: frozenset[int]
    weight: float


def shared(texts: Sequence[tuple[str, str]]) -> list[Phrase]:
    """The phrases that stand in two or more of the texts, each a title and an abstract; by weight, then as they stand.

    Of phrases within one another that stand in the same texts, the longest. A single word must be in one of the titles:
    others are shared by chance.
    """
    written: dict[Key, Counter[tuple[str, ...]]] = defaultdict(Counter)
    papers: dict[Key, set[int]] = defaultdict(set)
    titled: set[Key] = set()
    for index, (title, abstract) in enumerate(texts):
        of_title = list(phrases(title))
        titled.update(key for key, _ in of_title)
        for key, words in chain(of_title, phrases(abstract)):
            written[key][words] += 1
            papers[key].add(index)
    found = []
    for key, having in papers.items():
        if len(having) < 2 or (weight := _weight(key)) < 1 or (len(key) == 1 and key not in titled):
            continue
        weight += _IN_TITLE * (key in titled)
        found.append(Phrase(key, _as_written(written[key]), frozenset(having), weight))
    widest: dict[frozenset[int], list[Phrase]] = defaultdict(list)
    for phrase in sorted(found, key=lambda phrase: -len(phrase.key)):
        if not any(within(phrase.key, other.key) for other in widest[phrase.papers]):
            widest[phrase.papers].append(phrase)
    kept = {phrase.key for of_same in widest.values() for phrase in of_same}
    return sorted((phrase for phrase in found if phrase.key in kept), key=lambda phrase: -phrase.weight)


def phrases(text: str) -> Iterator[tuple[Key, tuple[str, ...]]]:
    """The runs of up to three words between stop words and marks, each as its key and as it is written.

    The key is the same for all its spellings: "fine-tuned models", "Finetuned Model".
    """
    key: Key = ()
    written: tuple[str, ...] = ()
    for word in islice(_TOKEN.findall(text), _MOST_WORDS):
        form = _form(word)
        if not form:
            key = written = ()
            continue
        key, written = (*key[1 - _LONGEST_RUN :], form), (*written[1 - _LONGEST_RUN :], word)
        for at in range(len(key)):
            yield key[at:], written[at:]


def keys_of(text: str) -> frozenset[Key]:
    """The keys of all phrases of the text."""
    return frozenset(key for key, _ in phrases(text))


@lru_cache(maxsize=8192)
def _form(word: str) -> str:
    """What the word counts as; "" for what parts phrases: stop words, marks, numbers, single letters."""
    if len(word) < 2 or len(word) > 30:
        return ""
    if _ACRONYM.fullmatch(word):
        return word.rstrip("s")  # "MOVE" is not "to move"
    folded = fold(word)
    if folded in STOP_WORDS or folded in APART or folded.isdigit() or not folded[0].isalpha():
        return ""
    return _singular(american(folded.removesuffix("'s").replace("-", "").replace("'", "")))


def _singular(word: str) -> str:
    """One form for a noun and its plural; no stem, which would make "transport" and "transportation" one word."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 5 and word.endswith(("sses", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "suia" else word


@lru_cache(maxsize=8192)
def _weight(key: Key) -> float:
    telling = sum(1 for one in key if stem(one) not in EVERYDAY)
    return telling + _EACH_EVERYDAY * (len(key) - telling) if telling else 0.0


def _as_written(written: Counter[tuple[str, ...]]) -> str:
    """The commonest spelling; of those about as common one that begins with a small letter."""
    most = max(written.values())
    often = [words for words, times in written.items() if 2 * times >= most]
    return " ".join(next((words for words in often if words[0][0].islower()), often[0]))


def within(one: Key, other: Key) -> bool:
    """Whether the words of one stand in the other, side by side."""
    return any(other[at : at + len(one)] == one for at in range(len(other) - len(one) + 1))


def telling(found: Sequence[Phrase], most: int) -> list[Phrase]:
    """The first of the phrases, none of which says the same as one before it."""
    kept: list[Phrase] = []
    for phrase in found:
        if not any(_same(phrase.key, other.key) for other in kept):
            kept.append(phrase)
        if len(kept) == most:
            break
    return kept


def _same(one: Key, other: Key) -> bool:
    return within(one, other) or within(other, one) or _stands_for(one, other) or _stands_for(other, one)


def _stands_for(short: Key, long: Key) -> bool:
    """SGD is stochastic gradient descent; LLM are language models, too."""
    initials = "".join(word[0] for word in long).upper()
    return len(short) == 1 and len(initials) > 1 and short[0].isupper() and short[0].endswith(initials)
