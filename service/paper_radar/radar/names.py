"""Whether two spellings name one author: rules on parsed names, never a threshold on how alike the letters are.

The rules are those of the field: S2AND (https://github.com/allenai/S2AND, `get_constraint`) and INSPIRE never merge two
different surnames, nor forenames, middle names or initials that contradict each other. Scores only order the rules:
88 and more is a match, 60 to 87 is possible, less is nobody.
"""

from dataclasses import dataclass
from typing import Literal

from paper_radar.radar.given_names import NO, POSSIBLE, Scored, compare_given
from paper_radar.radar.name_lists import FAMILY_FIRST, FORENAMES, MILLIONS, ROMANISATIONS
from paper_radar.radar.name_parts import Name, Part, Reading, read_name
from paper_radar.radar.name_sets import compare_sets
from paper_radar.radar.name_surnames import compare_surnames, romanised

MATCH = 88


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two names agree. `rule` is a stable word for the rule that decided; "" where none did.

    Rules of a match: same, spacing, order, middle-agrees, middle-missing, initials-same, adopted-forename,
    double-surname, other-spelling, patronymic. Of what is possible: initials, forename-form (Will, William), prefix,
    half-forename, subset, turned, transliteration, slip, surname-initial, other-forename (Jackie, Zhejian); and any of
    the former where the order of the words is in doubt.
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
        same = (followed.script or followed.beside) == (seen.script or seen.beside)
        return Comparison("match", 100, "same") if same else _NONE
    if followed.beside and seen.beside and set(followed.beside).isdisjoint(seen.beside):
        # "Wei Wang (王伟)" and "Wei Wang (李薇)".
        return _NONE
    if _only_initials(followed) or _only_initials(seen):
        same = [part.text for part in followed.parts] == [part.text for part in seen.parts] != []
        return Comparison("match", 100, "same") if same else _NONE
    best = NO
    for ours in followed.readings:
        for theirs in seen.readings:
            found = _compare_readings(ours, theirs)
            if found[0] > best[0]:
                best = found
                if best[0] == 100:
                    return Comparison("match", 100, best[1])
    if best[0] < MATCH:
        as_sets = compare_sets(followed, seen)
        # What is possible by a closer rule keeps its reason.
        if as_sets[0] >= (MATCH if best[0] >= POSSIBLE else POSSIBLE):
            best = as_sets
    score, rule = best
    if score < POSSIBLE:
        return _NONE
    return Comparison("match" if score >= MATCH else "possible", score, rule)


def _only_initials(name: Name) -> bool:
    return all(part.initial for part in name.parts)


_TURNED = {"comma": False, "natural": False, "double": False, "capitals": True, "family-first": True}


def _compare_readings(ours: Reading, theirs: Reading) -> Scored:
    turned = _TURNED[ours.order] or _TURNED[theirs.order]
    if ours.surnames.isdisjoint(theirs.surnames):
        return _turned_otherwise(ours, theirs) if turned else compare_surnames(ours, theirs)
    if not ours.given and not theirs.given:
        return 100, "same"
    if not ours.given or not theirs.given:
        return NO
    surname = max(ours.surnames & theirs.surnames, key=len)
    score, rule = compare_given(ours.given, theirs.given, surname)
    if len(surname) == 1 and score < MATCH:
        # "Jinghao J" and "J Difan J": where the surname is an initial, the forename must carry the identity.
        return NO
    if not turned:
        return (score - 4 if (ours.order == "double") != (theirs.order == "double") else score), rule
    return _turned(ours, theirs, surname, score, rule)


def _turned(ours: Reading, theirs: Reading, surname: str, score: int, rule: str) -> Scored:
    """The score where at least one of the names is read family name first."""
    sure = "capitals" in (ours.order, theirs.order) or any(
        _TURNED[reading.order] and all(part.initial for part in reading.given) for reading in (ours, theirs)
    )
    if _TURNED[ours.order] and _TURNED[theirs.order]:
        if len(ours.surname) != len(theirs.surname):
            # "Jian Li" and "Ji-An Li": the other readings know better.
            return NO
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


def _turned_otherwise(ours: Reading, theirs: Reading) -> Scored:
    """One name is read family name first, and its surname is romanised otherwise: "zhou wei" and "Wei Chow"."""
    if ROMANISATIONS.keys().isdisjoint(ours.surnames) or not ours.given or not theirs.given:
        return NO
    if _TURNED[ours.order] == _TURNED[theirs.order]:
        return NO
    if not any(romanised(one, other) for one in ours.surnames for other in theirs.surnames):
        return NO
    _, rule = compare_given(ours.given, theirs.given, "")
    return (62, "transliteration") if rule in ("same", "spacing") and not ours.given[0].initial else NO
