"""Two surnames that are not spelled the same: whether they may be one, where the forenames agree in full."""

from paper_radar.radar.given_names import NO, Scored, compare_given
from paper_radar.radar.name_lists import ADOPTED, COMMON_SURNAMES, FAMILY_FIRST, FORENAMES, ROMANISATIONS
from paper_radar.radar.name_parts import Part, Reading, is_pinyin, is_syllable
from paper_radar.radar.name_slips import nasal, slip, swapped, transliterated, without_umlauts

# The ü of Pinyin where the keyboard has none. Lu is left out: it is a surname of its own.
_UMLAUTS = {"lv": "lyu", "lyu": "lyu", "jv": "ju", "qv": "qu", "xv": "xu", "nv": "nyu"}


def compare_surnames(ours: Reading, theirs: Reading) -> Scored:
    """How the names agree: one person only if all else agrees and the surname is rare, or written with one sound."""
    if not ours.given or not theirs.given or ours.given[0].initial or theirs.given[0].initial:
        return NO
    if ours.given[0].text[0] != theirs.given[0].text[0]:
        return NO
    score, rule = compare_given(ours.given, theirs.given, "")
    if rule not in ("same", "spacing", "middle-missing", "middle-agrees") or score < 90:
        return NO
    return max(
        (_compare(one, other, ours.given, theirs.given) for one in ours.surnames for other in theirs.surnames),
        default=NO,
    )


def _compare(one: str, other: str, given: tuple[Part, ...], other_given: tuple[Part, ...]) -> Scored:
    if _UMLAUTS.get(one, one) == _UMLAUTS.get(other, other) and not _is_short(given):
        return 90, "other-spelling"
    if romanised(one, other):
        return 70, "transliteration"
    if _is_long(given) and nasal(one) == nasal(other) and one[0] == other[0]:
        return 62, "slip"
    if one[:2] != other[:2] and not is_rare(given):
        # Of every James there are too many whose surname begins with that letter, to look at them all.
        return NO
    turned = swapped(one, other)
    if one in COMMON_SURNAMES or other in COMMON_SURNAMES:
        # "Dazhong Sehn": what is no syllable of Chinese is no other surname of China.
        mistyped = turned and is_rare(given) and is_pinyin(one) != is_pinyin(other) and {one, other} & FAMILY_FIRST
        return (64, "slip") if mistyped else NO
    if without_umlauts(one) == without_umlauts(other):
        return 90, "other-spelling"
    if transliterated(one, other):
        return 80, "transliteration"
    if slip(one, other, least=8) and _is_telling(one, other, given, other_given):
        return 88, "other-spelling"
    return (70, "slip") if turned or slip(one, other, least=5) else NO


def romanised(one: str, other: str) -> bool:
    """Whether both are one surname of China in two romanisations: Zhou and Chow, Lu and Lv. Cheng and Zheng are not:
    read as Pinyin, each of them is a surname of its own.
    """
    if one not in ROMANISATIONS or ROMANISATIONS[one] != ROMANISATIONS.get(other):
        return False
    return not (is_pinyin(one) and is_pinyin(other)) or {one, other} == {"lu", "lv"}


def _is_long(given: tuple[Part, ...]) -> bool:
    """Whether the given names are long enough to carry the identity where the surname is misspelled."""
    return sum(len(part.text) for part in given) >= 6


def is_rare(given: tuple[Part, ...]) -> bool:
    """Whether the given names are long and none that every tenth person bears."""
    return _is_long(given) and given[0].text not in FORENAMES and given[0].text not in ADOPTED


def _is_short(given: tuple[Part, ...]) -> bool:
    """Whether the given name is one syllable of Chinese, which thousands bear beside any surname."""
    return len(given) == 1 and is_syllable(given[0].text)


def _is_telling(one: str, other: str, given: tuple[Part, ...], other_given: tuple[Part, ...]) -> bool:
    """Whether a slip is likelier than two people: forename and surname are long, and the forename is rare for it."""
    forename = min(given[0].text, other_given[0].text)
    least = 20 if forename in FORENAMES else 17
    return len(forename) + max(len(one), len(other)) >= least
