"""Forenames of the West that people of East Asia adopt: Kevin Qinghong Lin, Jackie Lai who signs as Zhejian Lai."""

import re
from functools import lru_cache

from paper_radar.radar.name_lists import ADOPTED, FAMILY_FIRST, FORENAMES, KOREAN, MILLIONS, MOST_SHARED, WIDESPREAD
from paper_radar.radar.name_parts import Name, Part, is_pinyin, is_syllable

# What romanisations other than Pinyin write: Wade-Giles, Cantonese, Vietnamese and Korean.
_EASTERN = re.compile("^(?:hs|kw|ng|ts|sz)|eo|eu|hy|ieh|ien|ih$|oo|sz|ung|yun|yen|[aeiou]i[aeiou]|woo|nh|^th")

# The letters with which two thirds of the Chinese forenames begin (counted in the names of 21,591 arXiv papers).
_FREQUENT = frozenset("hjsxyz")


def is_adopted(word: str, surname: str) -> bool:
    """Whether the folded forename is one of the West, borne with that surname of East Asia."""
    return _is_western(word) or (surname not in KOREAN and _may_be_western(word))


def _is_western(word: str) -> bool:
    # Juan and Dan are syllables of Chinese too.
    return (word in FORENAMES or word in ADOPTED) and len(word) > 2 and not is_syllable(word)


@lru_cache(maxsize=65536)
def _may_be_western(word: str) -> bool:
    return len(word) > 3 and word not in FORENAMES and not is_pinyin(word) and not _EASTERN.search(word)


def begin_alike(one: str, other: str, surname: str) -> bool:
    """Whether an adopted forename begins enough like the other one (Matthew, Mingde) for two people of that surname to
    be possibly one. The more people bear surname and letter, the more strangers a rule without any would call possible.
    """
    if surname in MOST_SHARED:
        return False
    count = 0 if surname not in WIDESPREAD else 2 if surname in MILLIONS and one[0] in _FREQUENT else 1
    return one[:count] == other[:count]


def other_forename(ours: tuple[Part, ...], theirs: tuple[Part, ...], surname: str) -> int:
    """The score where one forename may be adopted and the other the one of home, 0 where not."""
    if surname not in FAMILY_FIRST:
        return 0
    for one, other in ((ours, theirs), (theirs, ours)):
        if other[0].initial or one[0].initial or is_adopted(other[0].text, surname):
            continue
        if not is_adopted(one[0].text, surname) or (len(one) > 1 and one[1].joined):
            continue
        if len(one) == 2 and one[1].initial and surname not in MOST_SHARED:
            # "Bryan S Kim" and "Sangwoo Kim".
            return 66 if one[1].text == other[0].text[0] else 0
        if len(one) == 1 and all(map(_is_chinese, other)) and begin_alike(one[0].text, other[0].text, surname):
            return 62
    return 0


def _is_chinese(part: Part) -> bool:
    return not part.initial and is_pinyin(part.text)


def with_adopted(short: Name, long: Name) -> bool:
    """Whether the longer name is the shorter with a forename more that says who it is: the Chinese name behind the
    adopted one (Kevin Qinghong Lin), or the adopted one with the surname before it (Alistair Cheong Liang Chuen).
    """
    words, more = [part.text for part in short.parts], [part.text for part in long.parts]
    if any(part.initial for part in (*short.parts, *long.parts)):
        return False
    if len(more) == 3 and more[1:] == words:
        first, given = long.parts[0], long.parts[1]
        if words[1] not in FAMILY_FIRST or given.joined or is_pinyin(first.text) or is_syllable(given.text):
            return False
        return is_pinyin(given.text)
    if len(more) == 4 and more[:2] == words and words[1] in FAMILY_FIRST:
        listed = words[0] in ADOPTED or words[0] in FORENAMES
        return listed and more[3] not in FAMILY_FIRST and not is_adopted(more[3], words[1])
    return False
