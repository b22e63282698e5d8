"""Keys under which a followed author and the same author on a paper meet, so that few names must be compared.

As S2AND blocks by surname and first initial: a key is one word of the name and the beginning of another one. It says
nothing of which is the surname: that is for `names` to find out. Beginnings are two letters where both names have the
word ("zou di"), one letter where the followed name has an initial ("zou d"), one with a dot where the paper has one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from paper_radar.papers.text import fold, plain
from paper_radar.radar.name_adopted import is_adopted
from paper_radar.radar.name_lists import (
    COMMON_SURNAMES,
    FAMILY_FIRST,
    FORENAMES,
    MOST_SHARED,
    ROMANISATIONS,
    SUFFIXES,
    TITLES,
    WIDESPREAD,
)
from paper_radar.radar.name_parts import (
    Name,
    Part,
    Reading,
    handle_apart,
    is_pinyin,
    organisation_of,
    script_beside,
    script_of,
    syllables,
)
from paper_radar.radar.name_surnames import is_rare

_MARKUP = re.compile(r"[\\${}<>&]")
_ASCII_WORD = re.compile("[a-z]+")
_APOSTROPHES = re.compile("['’‘ʼ`´′]")
_WORD = re.compile(r"[^\W\d_]+")
_ALSO = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_MOST_WORDS = 8
_NO_NAMES = SUFFIXES | TITLES
_EASTERN = FAMILY_FIRST - MOST_SHARED
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
# Readings in which the surname is at its usual place; what another order makes of a misspelling is nobody.
_CERTAIN = ("natural", "comma", "capitals")


def seen_keys(text: str) -> list[str]:
    """The keys of a name as a paper shows it. For two plain words they cost two microseconds."""
    lower = text.lower()
    if "'" in lower or not lower.isascii():
        return _keys_of_letters(plain(text).lower() if _MARKUP.search(text) else lower)
    words = _ASCII_WORD.findall(lower)
    if len(words) == 2:
        first, last = words
        if len(first) > 2 and len(last) > 2 and _NO_NAMES.isdisjoint(words):
            keys = [f"{last} {first[:2]}", f"{last} {first[0]}", f"{first} {last[:2]}", f"{first} {last[0]}"]
            if last in _EASTERN and is_adopted(first, last):
                keys.append(_adopted_key(last, first))
            if first in _EASTERN and is_adopted(last, first):
                keys.append(_adopted_key(first, last))
            return keys
    if len(words) == 1 and (apart := handle_apart(text)) != text:
        words += _ASCII_WORD.findall(apart.lower())
        return [words[0], *_of_words(words[1:])]
    if _MARKUP.search(text):
        return _keys_of_letters(plain(text).lower())
    return list(_of_words(words))


def _of_words(words: list[str]) -> set[str]:
    keys = set(_keys(words, [_beginnings(word) for word in words]))
    keys.update(_of_adopted(words))
    if not _NO_NAMES.isdisjoint(words):
        said = [word for word in words if word not in _NO_NAMES]
        keys.update(_keys(said, [_beginnings(word) for word in said]))
        keys.update(_of_adopted(said))
    return keys


def _of_adopted(words: list[str]) -> Iterator[str]:
    """The keys under which "Jackie Lai", on a paper, is found by who follows Zhejian Lai: "lai ~", or "zeng ~m" where
    many bear the surname.
    """
    if len(words) == 2:
        for surname, first in ((words[1], words[0]), (words[0], words[1])):
            if surname in _EASTERN and is_adopted(first, surname):
                yield _adopted_key(surname, first)


def _adopted_key(surname: str, first: str) -> str:
    return f"{surname} ~{first[0]}" if surname in WIDESPREAD else f"{surname} ~"


def _keys_of_letters(lower: str) -> list[str]:
    lower = _APOSTROPHES.sub("", lower)
    words = _WORD.findall(fold(lower))
    keys = _of_words(words)
    others = _WORD.findall(fold(lower.translate(_ALSO)))
    if others != words:
        keys |= _of_words(others)
    return list(keys)


def _beginnings(word: str) -> tuple[str, ...]:
    # Two letters may be two initials: "AJ Zhou", "yh-wang".
    return (
        (f"{word}.",)
        if len(word) == 1
        else (word[:2], word[0], f"{word[0]}.")
        if len(word) == 2
        else (word[:2], word[0])
    )


def followed_keys(name: Name) -> set[str]:
    """The keys of a followed name, those of its other spellings and short forms among them."""
    forms = [_forms(part.text) if not part.initial else (part.text,) for part in name.parts]
    beginnings = [
        {form[:2] for form in forms_of}
        | ({f"{form[0]}." for form in forms_of} if not part.initial else {f"{part.text}."})
        for part, forms_of in zip(name.parts, forms, strict=True)
    ]
    for at, part in enumerate(name.parts):
        beginnings[at] |= {spelling[:2] for spelling in part.spellings}
    keys: set[str] = set()
    for at in range(max((len(part.spellings) for part in name.parts), default=0)):
        spelled = [sorted(part.spellings)[min(at, len(part.spellings) - 1)] for part in name.parts]
        keys.update(_keys(spelled, beginnings))
    for reading in name.readings:
        if reading.given and reading.order in _CERTAIN:
            for surname in reading.surnames:
                keys.update(f"{surname} {beginning}" for beginning in _other_beginnings(reading.given, surname))
            keys.update(_of_misspelled_surnames(reading))
    if len(name.parts) == 2:
        keys.add(f"{name.parts[1].text}{name.parts[0].text}")
    return keys


def _other_beginnings(given: tuple[Part, ...], surname: str) -> Iterator[str]:
    """How a forename of the same person may begin that does not begin with the same two letters."""
    first = given[0].text
    if given[0].initial:
        return
    if len(first) >= 5 and surname not in COMMON_SURNAMES and not is_pinyin(first):
        # Transliterations: Syarif, Siarif.
        yield first[0]
    if surname not in FAMILY_FIRST:
        return
    yield from (f"{one[0]}{other[0]}" for one, other in syllables(first))
    if not is_pinyin(first) and len(first) < 7:
        yield first[0]
    if surname in MOST_SHARED:
        return
    if len(given) == 2 and given[1].initial:
        yield given[1].text
    if not is_adopted(first, surname):
        yield _adopted_key(surname, first).removeprefix(f"{surname} ")
    elif surname in WIDESPREAD:
        yield first[0]
    else:
        yield from _ALPHABET


def _of_misspelled_surnames(reading: Reading) -> Iterator[str]:
    """Keys of a forename with a surname that has another second letter: Dazhong Sehn, Shen; Oelzner, Olzner."""
    if not is_rare(reading.given) or reading.given[0].initial:
        return
    joined = {reading.given[0].text, "".join(part.text for part in reading.given[:2])}
    for surname in reading.surnames:
        yield from (f"{given} {surname[0]}" for given in joined)


def whole_key(name: Name) -> str:
    """The key of a followed name that is compared as a whole: an organisation, or a name in its own script. Else ""."""
    return name.organisation or name.script or name.beside


def seen_whole_key(text: str) -> str:
    """What `whole_key` would be of the name on a paper, "" if it is one of a person in Latin letters."""
    return organisation_of(text) or script_of(text) or script_beside(text)


def _keys(words: Sequence[str], beginnings: Sequence[Iterable[str]]) -> Iterator[str]:
    """Each word, and each two neighbours as one, with each way in which another word can begin."""
    words = words[:_MOST_WORDS]
    if len(words) == 1:
        yield words[0]
        return
    for at, word in enumerate(words):
        both = f"{word}{words[at + 1]}" if at + 1 < len(words) else ""
        for other in range(len(words)):
            if other == at:
                continue
            for beginning in beginnings[other]:
                if len(word) > 1:
                    yield f"{word} {beginning}"
                if both and other != at + 1:
                    yield f"{both} {beginning}"
    if len(words) == 2:
        yield "".join(words)


def _forms(word: str) -> tuple[str, ...]:
    """All forms of the word: William, Bill, Liam, Guillaume."""
    lines = FORENAMES.get(word, frozenset())
    forms = {form for form, at in FORENAMES.items() if at & lines} if lines else set()
    if (surname := ROMANISATIONS.get(word)) is not None:
        forms |= {form for form, at in ROMANISATIONS.items() if at == surname}
    return tuple(sorted(forms | {word}))
