"""Whether the given names of two people with one surname agree: initials, middle names, short forms, spellings."""

from collections.abc import Iterator

from paper_radar.radar.name_adopted import other_forename
from paper_radar.radar.name_lists import COMMON_SURNAMES, FAMILY_FIRST, FORENAMES, MILLIONS, VERY_COMMON
from paper_radar.radar.name_parts import Part, is_pinyin, is_syllable
from paper_radar.radar.name_slips import mistyped, shortened, slip, transliterated

# The least score that is possible, see `names`.
POSSIBLE = 60

Scored = tuple[int, str]
NO: Scored = (0, "")


def compare_given(ours: tuple[Part, ...], theirs: tuple[Part, ...], surname: str) -> Scored:
    """How the given names agree, of two names with that surname."""
    if all(part.initial for part in ours) or all(part.initial for part in theirs):
        return _compare_initials(ours, theirs, common=surname in VERY_COMMON)
    best = NO
    for head, rest in _heads(ours):
        for other, other_rest in _heads(theirs):
            if head == other or _first_of(ours, head) & _first_of(theirs, other):
                score, rule = _compare_middles(rest, other_rest, ours, theirs)
                spaced = len(ours) - len(rest) != len(theirs) - len(other_rest)
                if spaced and score == 100:
                    # "Ji-An" has two syllables, "Jian" one.
                    score, rule = (76 if is_syllable(head) else 97), "spacing"
                best = max(best, (score, rule))
    if best[0]:
        return best
    return _compare_unlike(ours, theirs, surname)


def _heads(parts: tuple[Part, ...]) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """The first forename, written as one word or as up to three, and what follows it."""
    joined = ""
    for count, part in enumerate(parts[:3], 1):
        if part.initial:
            break
        joined += part.text
        yield joined, parts[count:]


def _first_of(parts: tuple[Part, ...], head: str) -> frozenset[str]:
    return parts[0].spellings if parts[0].text == head else frozenset((head,))


def _compare_middles(
    ours: tuple[Part, ...], theirs: tuple[Part, ...], whole: tuple[Part, ...], other: tuple[Part, ...]
) -> Scored:
    """How the names after one and the same first name agree."""
    if not ours and not theirs:
        return 100, "same"
    if not ours or not theirs:
        longer, shorter = (whole, other) if ours else (other, whole)
        rest = ours or theirs
        if not rest[0].initial and len(shorter) == 1 and _is_double(longer[0], rest[0]):
            return 72, "half-forename"
        return 92, "middle-missing"
    # One middle name that agrees is enough where the other is left out, none of them is a contradiction.
    agreeing = [(part, other) for part in ours for other in theirs if _agree(part, other)]
    if not agreeing or (len(ours) == len(theirs) and not all(map(_agree, ours, theirs))):
        return NO
    return (98 if any(not (part.initial or other.initial) for part, other in agreeing) else 95), "middle-agrees"


def _is_double(first: Part, second: Part) -> bool:
    """Whether the two words are one forename of two syllables: Zhi-Hua, Wei Ming."""
    return second.joined or (is_syllable(first.text) and is_syllable(second.text))


def _agree(part: Part, other: Part) -> bool:
    if part.initial or other.initial:
        return part.text[0] == other.text[0]
    return not part.spellings.isdisjoint(other.spellings) or _same_forename(part.text, other.text)


def _same_forename(one: str, other: str) -> bool:
    return not FORENAMES.get(one, frozenset()).isdisjoint(FORENAMES.get(other, frozenset()))


def _compare_initials(ours: tuple[Part, ...], theirs: tuple[Part, ...], *, common: bool) -> Scored:
    """One of the two gives nothing but initials: the same person is possible, never certain."""
    letters, others = "".join(part.text[0] for part in ours), "".join(part.text[0] for part in theirs)
    if all(part.initial for part in (*ours, *theirs)):
        if letters == others:
            return (100 if len(letters) > 1 else 90), "initials-same"
        return (70, "initials") if letters.startswith(others) or others.startswith(letters) else NO
    if letters[0] != others[0]:
        return NO
    full = ours if not all(part.initial for part in ours) else theirs
    fewer = min(len(letters), len(others))
    # "Y. H. Wang" may well be "Yihao Wang": a forename of two syllables has two initials.
    if letters[:fewer] != others[:fewer]:
        return NO
    score = 82 if fewer > 1 else 76
    if fewer == 1 and len(letters) != len(others) and len(full) == 1 and not is_pinyin(full[0].text):
        score = 72
    return max(score - (12 if common else 0), POSSIBLE + 2), "initials"


def _compare_unlike(ours: tuple[Part, ...], theirs: tuple[Part, ...], surname: str) -> Scored:
    """Given names whose first words are not spelled the same."""
    common = surname in COMMON_SURNAMES
    first, other = ours[0], theirs[0]
    if first.initial or other.initial:
        # "M. Arda Aydın" and "Mustafa Arda Aydın".
        if first.text[0] != other.text[0] or len(ours) < 2 or len(theirs) < 2:
            return (70 - (8 if common else 0), "initials") if first.text[0] == other.text[0] else NO
        if not _agree(ours[1], theirs[1]):
            return NO
        # In "G. García Márquez" it is a surname that agrees, and Gloria bears it as well as Gabriel.
        telling = not (ours[1].initial or theirs[1].initial or ours[1].text in COMMON_SURNAMES)
        return (92, "middle-agrees") if telling else (76, "initials")
    score, rule = NO
    if _same_forename(first.text, other.text):
        score, rule = (78 if common else 84), "forename-form"
    elif first.text[0] == other.text[0]:
        score, rule = _compare_spelling(first.text, other.text, surname)
    if not score and (adopted := other_forename(ours, theirs, surname)):
        return adopted, "other-forename"
    if score and len(ours) > 1 and len(theirs) > 1 and not any(_agree(a, b) for a in ours[1:] for b in theirs[1:]):
        return NO
    return score, rule


def _compare_spelling(one: str, other: str, surname: str) -> Scored:
    """Two forenames that begin with one letter, as two spellings of one."""
    common = surname in COMMON_SURNAMES
    if transliterated(one, other) and (not common or one[:2] == other[:2]):
        return 82, "transliteration"
    if _begins(one, other):
        return 78, "prefix"
    if slip(one, other, least=7) and not common:
        return 70, "slip"
    if surname in FAMILY_FIRST and shortened(one, other):
        return 62, "half-forename"
    return (62, "slip") if _mistyped(one, other, surname) else NO


def _mistyped(one: str, other: str, surname: str) -> bool:
    # Of a surname of millions there are people of every short forename.
    if surname not in FAMILY_FIRST or (surname in MILLIONS and (len(one) < 7 or is_pinyin(one) == is_pinyin(other))):
        return False
    return mistyped(one, other)


def _begins(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 3 and long.startswith(short) and len(long) - len(short) >= 2 and not is_pinyin(long)
