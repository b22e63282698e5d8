"""When two words of a topic are one: plurals, word forms, British and American spelling."""

import re
from functools import lru_cache

from paper_radar.papers.spelling import american
from paper_radar.papers.text import stem

# What a suffix makes of a word: a tokenizer is not a tokenization, what is normal is not normalized. Inflections, and
# nouns made of verbs (quantize, quantized, quantization), stay one word.
_ENDS = """
izer>+er izers>+er er>+er ers>+er or>+er ors>+er ator>+er ators>+er ist>+er ists>+er ive>+ive ives>+ive ively>+ive
able>+able ible>+able ability>+able ibility>+able lable>+able lability>+able ance>+nce ances>+nce ence>+nce ences>+nce
"""
_KINDS = dict(pair.split(">") for pair in _ENDS.split())
# "LLMs": the stemmer wants a vowel.
_SHORT_NAMES = re.compile(r"[b-df-hj-np-tv-xz]{2,}[b-df-hj-np-rtv-xz]s")
_IZED = re.compile(r"^iz(?:e|es|ed|ing|ation|ations|ational)$")


@lru_cache(maxsize=32768)
def word_key(word: str) -> str:
    """What a folded word and its other forms have in common: "networks" and "network", "optimising" and
    "optimization"; not "optimizer", "optimal".
    """
    if len(word) < 4 or not word.isalpha():
        return word
    if _SHORT_NAMES.fullmatch(word):
        return word[:-1]
    word = american(word)
    root = stem(word)
    shared = 0
    for one, other in zip(word, root, strict=False):
        if one != other:
            break
        shared += 1
    suffix = word[shared:]
    if _IZED.match(suffix):
        return f"{root}+iz"
    return root + _KINDS.get(suffix, "")


def singulars(word: str) -> frozenset[str]:
    """A folded word in American spelling, and what it may be the plural of: behaviours, behavior; not behavioral. Two
    forms of one noun share one of them.
    """
    word = american(word)
    found = {word}
    if len(word) > 3 and word.endswith("s"):
        found.add(word[:-1])
        if word.endswith("es"):
            found.add(word[:-2])
        if word.endswith("ies"):
            found.add(word[:-3] + "y")
    return frozenset(found)
