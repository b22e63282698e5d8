"""Two spellings of one name: transliterations, and slips of the pen."""

from rapidfuzz.distance import OSA

from paper_radar.radar.name_lists import FORENAMES
from paper_radar.radar.name_parts import is_pinyin, syllables

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


def without_umlauts(word: str) -> str:
    """The word with ä, ö and ü spelled plainly where it seems to spell them with an e: Schoenfeld, Schonfeld."""
    if len(word) < 6 or is_pinyin(word):
        return word
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def slip(one: str, other: str, *, least: int) -> bool:
    """Whether one is the other with one slip of the pen after the first two letters, which are where writers look (and
    the keys of names); not where both are names in their own right.
    """
    if max(len(one), len(other)) < least or one[:2] != other[:2] or (is_pinyin(one) and is_pinyin(other)):
        return False
    return OSA.distance(one, other, score_cutoff=1) == 1


def swapped(one: str, other: str) -> bool:
    """Whether one is the other with two letters the wrong way round, not the first one: Sehn, Shen."""
    if len(one) < 4 or one[0] != other[0] or sorted(one) != sorted(other) or (is_pinyin(one) and is_pinyin(other)):
        return False
    return OSA.distance(one, other, score_cutoff=1) == 1


def mistyped(one: str, other: str) -> bool:
    """Whether two Chinese forenames differ by a slip: one is no syllable (Can, Cab), or -n stands for -ng."""
    if is_pinyin(one) and is_pinyin(other):
        return min(len(one), len(other)) >= 6 and nasal(one) == nasal(other)
    if is_pinyin(one) == is_pinyin(other) or one in FORENAMES or other in FORENAMES:
        return False
    return slip(one, other, least=3 if len(one) == len(other) else 7)


def shortened(one: str, other: str) -> bool:
    """Whether one Chinese forename is the other with its first syllable as a letter: "Jhao" for Jinghao."""
    return any(
        short == first[0] + second and not is_pinyin(short)
        for short, long in ((one, other), (other, one))
        for first, second in syllables(long)
    )


def nasal(word: str) -> str:
    """The Pinyin word with every ng as n: in the south they sound alike, and are often mistaken in writing."""
    return word.replace("ng", "n") if is_pinyin(word) else word
