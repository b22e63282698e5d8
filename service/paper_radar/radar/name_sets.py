"""Names as sets of words: those of one in another order, or more than those of the other."""

from paper_radar.radar.given_names import NO, Scored
from paper_radar.radar.name_adopted import with_adopted
from paper_radar.radar.name_lists import ADOPTED, COMMON_SURNAMES, FORENAMES, PARTICLES
from paper_radar.radar.name_parts import Name, Part, is_pinyin

_CHILD_OF = frozenset({"bin", "ibn", "bint", "binti", "binte"})


def compare_sets(followed: Name, seen: Name) -> Scored:
    """Names whose words agree in another order, or of which one has words that the other leaves out."""
    short, long = followed, seen
    ours, theirs = _words(short), _words(long)
    if len(ours) > len(theirs) or (len(ours) == len(theirs) and _texts(short) > _texts(long)):
        short, long, ours, theirs = long, short, theirs, ours
    if len(ours) < 2:
        return NO
    written = [[part.text for part in words if not part.initial] for words in (ours, theirs)]
    if _reordered(followed, seen):
        return 90, "order"
    if len(written[0]) > 1 and written[0] == written[1] and len(theirs) == len(ours) + 1 and theirs[-1].initial:
        # South India: the father's name follows as an initial, "Madhava Prasath J".
        return 90, "middle-missing"
    if len(long.parts) > len(short.parts):
        if with_adopted(short, long):
            return 90, "adopted-forename"
        if _without_father(short, long):
            return 88, "patronymic"
        if _surname_dropped(short, long):
            return 62, "subset"
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
    ends = ((one.parts[0], other.parts[-1]), (one.parts[-1], other.parts[0]))
    return not initials or (initials == 1 and any(not a.spellings.isdisjoint(b.spellings) for a, b in ends))


def _without_father(short: Name, long: Name) -> bool:
    """Whether the longer name is the shorter and a father's: "Mohammad Yaqub bin Sheikh Mahmoud"."""
    words, more = _texts(short), _texts(long)
    return (
        len(words) > 1
        and len(more) > len(words) + 1
        and more[: len(words)] == words
        and more[len(words)] in _CHILD_OF
        and not any(part.initial for part in short.parts)
    )


def _surname_dropped(short: Name, long: Name) -> bool:
    """Whether one name ends with what is an initial within the other: "Nilay Kumar" and "Nilay K. Bhatnagar"."""
    if len(short.parts) != 2 or len(long.parts) != 3 or short.parts[1].initial or not long.parts[1].initial:
        return False
    first, other = short.parts[0].text, long.parts[0].text
    if first != other or len(first) < 5 or first in FORENAMES or first in ADOPTED or is_pinyin(first):
        return False
    return short.parts[1].text[0] == long.parts[1].text


def _is_compound(name: Name, first: Part) -> bool:
    """Whether the surname is a hyphenated one that begins with the word: Vila-Suero."""
    return len(name.parts) == 3 and name.parts[2].joined and not first.spellings.isdisjoint(name.parts[1].spellings)


def _words(name: Name) -> list[Part]:
    return [part for part in name.parts if part.text not in PARTICLES]


def _texts(name: Name) -> list[str]:
    return [part.text for part in name.parts]


def _agree_in_set(part: Part, other: Part) -> bool:
    if part.initial != other.initial:
        return part.text[0] == other.text[0]
    return not part.spellings.isdisjoint(other.spellings)


def _last_agrees(short: Name, long: Name) -> bool:
    surnames = short.readings[0].surnames if short.readings else frozenset()
    return bool(long.readings) and not surnames.isdisjoint(long.readings[0].surnames)
