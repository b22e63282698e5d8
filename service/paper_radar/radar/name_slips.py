"""Two spellings of one name: transliterations, and slips of the pen."""

from rapidfuzz.distance import OSA

from paper_radar.radar.name_lists import FORENAMES
from paper_radar.radar.name_parts import is_pinyin

# What is written in two ways, each with the one taken for both; applied one after the other.
_SPELLINGS = """
oe>o ae>a ue>u kh>h ck>k ph>f ks>x tch>ch iya>ia ya>ia yu>iu ju>iu ja>ia yy>i ij>i iy>i yi>i ii>i y>i j>i w>v ou>u oo>u
ee>i aa>a ss>s nn>n ll>l mm>m tt>t ei>i ie>i
"""
_SKELETON = tuple(tuple(pair.split(">")) for pair in _SPELLINGS.split())


def transliterated(one: str, other: str) -> bool:
    """Whether both are one word of another alphabet: Andrei and Andrey, Kovalevskii and Kovalevsky."""
    if min(len(one), len(other)) < 5 or one[0] != other[0] or (is_pinyin(one) and is_pinyin(other)):
        return False
    return _skeleton(one) == _skeleton(other)


def _skeleton(word: str) -> str:
    for spelled, plainly in _SKELETON:
        word = word.replace(spelled, plainly)
    return word


def slip(one: str, other: str, *, least: int) -> bool:
    """Whether one is the other with one slip of the pen; not where both are names in their own right."""
    if max(len(one), len(other)) < least or one[0] != other[0] or (is_pinyin(one) and is_pinyin(other)):
        return False
    return OSA.distance(one, other, score_cutoff=1) == 1


def mistyped(one: str, other: str) -> bool:
    """Whether two Chinese forenames differ by a slip: one is no syllable (Can, Cab), or -n stands for -ng."""
    if is_pinyin(one) and is_pinyin(other):
        return len(one) > 6 and nasal(one) == nasal(other)
    if is_pinyin(one) == is_pinyin(other) or one in FORENAMES or other in FORENAMES or len(one) != len(other):
        return False
    return slip(one, other, least=3)


def nasal(word: str) -> str:
    """The Pinyin word with every ng as n: in the south they sound alike, and are often mistaken in writing."""
    return word.replace("ng", "n") if is_pinyin(word) else word
