"""Whether two spellings name one author: rules on parsed names, never a threshold on how alike the letters are.

The rules are those of the field: S2AND (https://github.com/allenai/S2AND, `get_constraint`) and INSPIRE never merge two
different surnames, nor forenames, middle names or initials that contradict each other. Scores only order the rules:
88 and more is a match, 60 to 87 is possible, less is nobody.
"""

from dataclasses import dataclass
from typing import Literal

from paper_radar.radar.given_names import NO, POSSIBLE, Scored, compare_given
from paper_radar.radar.name_lists import COMMON_SURNAMES, FAMILY_FIRST, FORENAMES, MILLIONS, PARTICLES, ROMANISATIONS
from paper_radar.radar.name_parts import Name, Part, Reading, is_pinyin, is_syllable, read_name
from paper_radar.radar.name_slips import nasal, slip, transliterated

MATCH = 88


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two names agree. `rule` is a stable word for the rule that decided; "" where none did.

    Rules of a match: same, spacing, order, middle-agrees, middle-missing, initials-same, adopted-forename,
    double-surname. Of what is possible: initials, forename-form (Will, William), prefix, half-forename, subset, turned,
    transliteration, slip, surname-initial; and any of the former where the order of the words is in doubt.
    """

    level: Literal["match", "possible", "none"]
    score: int
    rule: str


_NONE = Comparison("none", 0, "")


def compare(followed: str, seen: str) -> Comparison:
    """Whether the name `seen` on a paper is the author `followed`; both as any source may write them.

    "Difan Zou" and "ZOU Difan" match, "D. Zou" is possible, "Difan Zhou" and "James Zou" are other people.
    """
    return compare_names(read_name(followed), read_name(seen))


def compare_names(followed: Name, seen: Name) -> Comparison:
    """`compare` for names that are read already."""
    if followed.organisation or seen.organisation:
        same = followed.organisation == seen.organisation
        return Comparison("match", 100, "same") if same else _NONE
    if followed.script or seen.script:
        return Comparison("match", 100, "same") if followed.script == seen.script else _NONE
    best = NO
    for ours in followed.readings:
        for theirs in seen.readings:
            found = _compare_readings(ours, theirs)
            if found[0] > best[0]:
                best = found
                if best[0] == 100:
                    return Comparison("match", 100, best[1])
    if best[0] < MATCH:
        as_sets = _as_sets(followed, seen)
        # What is possible by a closer rule keeps its reason.
        if as_sets[0] >= (MATCH if best[0] >= POSSIBLE else POSSIBLE):
            best = as_sets
    score, rule = best
    if score < POSSIBLE:
        return _NONE
    return Comparison("match" if score >= MATCH else "possible", score, rule)


_TURNED = {"comma": False, "natural": False, "double": False, "capitals": True, "family-first": True}


def _compare_readings(ours: Reading, theirs: Reading) -> Scored:
    turned = _TURNED[ours.order] or _TURNED[theirs.order]
    if ours.surnames.isdisjoint(theirs.surnames):
        return _other_surname(ours, theirs) if not turned else NO
    if not ours.given and not theirs.given:
        return 100, "same"
    if not ours.given or not theirs.given:
        return NO
    surname = max(ours.surnames & theirs.surnames, key=len)
    score, rule = compare_given(ours.given, theirs.given, surname)
    if not turned:
        return (score - 4 if (ours.order == "double") != (theirs.order == "double") else score), rule
    return _turned(ours, theirs, surname, score, rule)


def _turned(ours: Reading, theirs: Reading, surname: str, score: int, rule: str) -> Scored:
    """The score where at least one of the names is read family name first."""
    sure = "capitals" in (ours.order, theirs.order) or any(
        _TURNED[reading.order] and all(part.initial for part in reading.given) for reading in (ours, theirs)
    )
    if _TURNED[ours.order] and _TURNED[theirs.order]:
        if rule in ("same", "spacing"):
            return score - 8, rule
        # "Helen M" and "Helen Meng": the first words agree, and of the surname there is an initial.
        if len(surname) >= 4 and _surname_initial(ours.given, theirs.given):
            return 62, "surname-initial"
        return NO
    if rule in ("same", "spacing"):
        given = "".join(part.text for part in ours.given)
        if not sure and surname in MILLIONS and given in MILLIONS:
            # "Yang Liu" and "Liu Yang" are two common names of two people.
            return 76, "turned"
        if not sure and surname in FORENAMES and given in FORENAMES:
            return 76, "turned"
        return score - (2 if sure else 8), "order"
    if sure or surname in FAMILY_FIRST:
        return score - (2 if sure else 8), rule
    return NO


def _surname_initial(ours: tuple[Part, ...], theirs: tuple[Part, ...]) -> bool:
    """Whether one side, after the first name, is the initial of the other's last word."""
    lone, full = (ours, theirs) if len(ours) == 1 and ours[0].initial else (theirs, ours)
    return len(lone) == 1 and lone[0].initial and not full[-1].initial and lone[0].text == full[-1].text[0]


def _is_long(given: tuple[Part, ...]) -> bool:
    """Whether the given names are long enough to carry the identity where the surname is misspelled."""
    return sum(len(part.text) for part in given) >= 6


def _other_surname(ours: Reading, theirs: Reading) -> Scored:
    """Two surnames that are not spelled the same: one person only if all else agrees and the surname is rare."""
    if not ours.given or not theirs.given or ours.given[0].initial or theirs.given[0].initial:
        return NO
    score, rule = compare_given(ours.given, theirs.given, "")
    if rule not in ("same", "spacing", "middle-missing", "middle-agrees") or score < 90:
        return NO
    for one in ours.surnames:
        for other in theirs.surnames:
            if one in ROMANISATIONS and ROMANISATIONS[one] == ROMANISATIONS.get(other):
                return 70, "transliteration"
            if _is_long(ours.given) and nasal(one) == nasal(other) and one[0] == other[0]:
                return 62, "slip"
            if one in COMMON_SURNAMES or other in COMMON_SURNAMES:
                continue
            if transliterated(one, other):
                return 80, "transliteration"
            if slip(one, other, least=7) or (sorted(one) == sorted(other) and slip(one, other, least=4)):
                return 70, "slip"
    return NO


def _as_sets(followed: Name, seen: Name) -> Scored:
    """Names whose words agree in another order, or of which one has words that the other leaves out."""
    short, long = sorted((followed, seen), key=lambda name: (len(_words(name)), [part.text for part in name.parts]))
    ours, theirs = _words(short), _words(long)
    if len(ours) < 2:
        return NO
    written = [[part.text for part in words if not part.initial] for words in (ours, theirs)]
    if _reordered(followed, seen):
        return 90, "order"
    if written[0] == written[1] and len(theirs) == len(ours) + 1 and theirs[-1].initial:
        # South India: the father's name follows as an initial, "Madhava Prasath J".
        return 90, "middle-missing"
    if _adopted(short, long):
        return 90, "adopted-forename"
    if len(theirs) == len(written[1]) and "".join(written[0]) == "".join(written[1]):
        return 80, "spacing"
    whole = 0
    for part in ours:
        at = next((at for at, other in enumerate(theirs) if _agree_in_set(part, other)), None)
        if at is None:
            return NO
        whole += not (part.initial or theirs[at].initial)
        del theirs[at]
    # In "Wei Chen" and "Wei Chen Liu" the words agree by chance: Chen is a surname here and a syllable there.
    if whole < 2 or (all(is_pinyin(word) for word in written[0]) and not _last_agrees(short, long)):
        return NO
    first = not short.parts[0].spellings.isdisjoint(long.parts[0].spellings)
    if first and len(ours) == 2 and ours[1].text not in COMMON_SURNAMES and _is_compound(long, ours[1]):
        return 88, "double-surname"
    return (80 if first or _last_agrees(short, long) else 66), "subset"


def _reordered(one: Name, other: Name) -> bool:
    """Whether both have the same three words or more in another order, at most one of them as an initial: the
    Vietnamese "Nguyen Van Nam" and "Nam V. Nguyen".
    """
    if len(one.parts) != len(other.parts) or len(one.parts) < 3:
        return False
    if any(name.readings and name.readings[0].order == "comma" for name in (one, other)):
        return False
    left = list(other.parts)
    initials = 0
    for part in sorted(one.parts, key=lambda part: part.initial):
        at = next((at for at, seen in enumerate(left) if not part.spellings.isdisjoint(seen.spellings)), None)
        if at is None:
            at = next((at for at, seen in enumerate(left) if _agree_in_set(part, seen)), None)
        if at is None:
            return False
        initials += part.initial or left[at].initial
        del left[at]
    return not initials or (initials == 1 and not one.parts[0].spellings.isdisjoint(other.parts[-1].spellings))


def _adopted(short: Name, long: Name) -> bool:
    """Whether the longer name is the shorter, Chinese one behind an adopted forename: Kevin Qinghong Lin."""
    first, rest = long.parts[0], long.parts[1:]
    if len(rest) != 2 or [part.text for part in rest] != [part.text for part in short.parts]:
        return False
    given = rest[0].text
    return (
        not (first.initial or rest[0].joined or is_pinyin(first.text)) and is_pinyin(given) and not is_syllable(given)
    )


def _is_compound(name: Name, first: Part) -> bool:
    """Whether the surname is a hyphenated one that begins with the word: Vila-Suero."""
    return len(name.parts) == 3 and name.parts[2].joined and not first.spellings.isdisjoint(name.parts[1].spellings)


def _words(name: Name) -> list[Part]:
    return [part for part in name.parts if part.text not in PARTICLES]


def _agree_in_set(part: Part, other: Part) -> bool:
    if part.initial != other.initial:
        return part.text[0] == other.text[0]
    return not part.spellings.isdisjoint(other.spellings)


def _last_agrees(short: Name, long: Name) -> bool:
    surnames = short.readings[0].surnames if short.readings else frozenset()
    return bool(long.readings) and not surnames.isdisjoint(long.readings[0].surnames)
