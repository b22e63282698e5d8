"""Reading a person's name as a source wrote it: words, initials, and which of them may be the surname."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import Literal

from paper_radar.papers.text import fold, plain
from paper_radar.radar.name_lists import ORGANISATIONS, PARTICLES, SUFFIXES, TITLES

Order = Literal["comma", "natural", "double", "capitals", "family-first"]

_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
_MARKUP = re.compile(r"[\\${}<>&]")
_ASIDE = re.compile(r"[(\[（【][^)\]）】]*(?:[)\]）】]|$)|[\d*†‡§¶#@|:;\"“”]+")
_INSIDE = re.compile(r"[(\[（【]([^)\]）】]*)[)\]）】]")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile("[a-z]+")
_PLAIN = re.compile("[A-Za-z .,'-]*")
_HANDLE = re.compile(r"([A-Z][a-z]{2,})([A-Z][a-z]+)")
_WORDS = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['’‘ʼ`´′]")
# What an organisation's name says or leaves out as it likes: "on behalf of the CMS Collaboration", "CMS team".
_OF_ORGANISATIONS = frozenset(
    {"the", "for", "on", "behalf", "of", "and", "collaboration", "collaborations", "team", "group", "consortium"}
)
_HYPHENS = frozenset("-‐‑‒–")
# How letters are spelled where the keyboard has no marks, beside the bare letter that `fold` gives.
_ALSO = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ǎ": "a", "ǚ": "v"}
_VOWELS = frozenset("aeiou")
_NOT_INITIALS = frozenset({"ng", "md", "lv", "jr", "sr", "st"})
_LONGEST = 200
_MOST_SPELLINGS = 8
_MOST_WORDS = 8

# One syllable of Hanyu Pinyin, with the vowels that follow which consonants (ISO 7098), ü written v or u.
_SYLLABLE = (
    r"(?:[bpmf](?:[aou]|ai|ei|ao|ou|an|en|ang|eng|i|iao|ie|iu|ian|in|ing)"
    r"|[dtnl](?:[aeiu]|ai|ei|ao|ou|an|en|ang|eng|ong|ia|iao|ie|iu|ian|in|iang|ing|uo|ui|uan|un|ve?|ue)"
    r"|(?:[zcsr]|[zcs]h)(?:[aeiu]|ai|ei|ao|ou|an|en|ang|eng|ong|ua|uo|uai|ui|uan|un|uang)"
    r"|[gkh](?:[aeu]|ai|ei|ao|ou|an|en|ang|eng|ong|ua|uo|uai|ui|uan|un|uang)"
    r"|[jqx](?:i|ia|iao|ie|iu|ian|in|iang|ing|iong|u|ue|uan|un|v)"
    r"|y(?:a|ao|e|i|in|ing|o|ou|an|ang|ong|u|ue|uan|un)"
    r"|w(?:a|ai|ei|an|en|ang|eng|o|u)"
    r"|a|ai|ao|an|ang|e|en|er|o|ou)"
)
_PINYIN = re.compile(_SYLLABLE + "{1,3}")
_ONE_SYLLABLE = re.compile(_SYLLABLE)


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a name. `spellings` holds its foldings ("müller", "mueller"); `joined` says that a hyphen stands
    before it; `capitals` that it was written in capitals throughout.
    """

    text: str
    spellings: frozenset[str]
    initial: bool = False
    joined: bool = False
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name. `surnames` are the folded surname, joined, with and without its particles."""

    given: tuple[Part, ...]
    surname: tuple[Part, ...]
    surnames: frozenset[str]
    order: Order


@dataclass(frozen=True, slots=True)
class Name:
    """A name read. `parts` in the order written; `script` is the name in Chinese, Japanese or Korean script if that is
    all there is, `beside` if it stands beside the name in Latin letters; `organisation` is the folded text if it names
    no person.
    """

    parts: tuple[Part, ...]
    readings: tuple[Reading, ...]
    script: str = ""
    organisation: str = ""
    beside: str = ""


@lru_cache(maxsize=65536)
def is_pinyin(word: str) -> bool:
    """Whether the folded word reads as one to three syllables of Pinyin, as most Chinese names do."""
    return len(word) > 1 and _PINYIN.fullmatch(word) is not None


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether the folded word reads as one syllable of Pinyin."""
    return _ONE_SYLLABLE.fullmatch(word) is not None


@lru_cache(maxsize=65536)
def syllables(word: str) -> tuple[tuple[str, str], ...]:
    """The ways to read the folded word as two syllables of Pinyin: ("jing", "hao")."""
    ways = ((word[:at], word[at:]) for at in range(1, min(len(word), 7)))
    return tuple((first, second) for first, second in ways if is_syllable(first) and is_syllable(second))


@lru_cache(maxsize=8192)
def read_name(text: str) -> Name:
    """The name in every way it can be read, the likeliest first; no parts if there is no name in the text."""
    text = text[:_LONGEST]
    if _MARKUP.search(text):
        text = plain(text)
    if organisation := organisation_of(text):
        return Name((), (), organisation=organisation)
    if script := script_of(text):
        return Name((), (), script=script)
    beside = script_beside(text)
    text = _without_asides(text)
    text = handle_apart(text)
    pieces = [units for piece in re.split("[,，、]", text) if (units := _units(piece))]
    if not pieces:
        return Name((), ())
    if len(pieces) > 1:
        surname, given = pieces[0], [unit for piece in pieces[1:] for unit in piece]
        reading = _reading(_flat(given), _flat(surname), "comma")
        return Name((*reading.given, *reading.surname), (reading,), beside=beside)
    units = pieces[0]
    if len(units) == 1 and len(units[0]) > 1:
        # "zehuan-huang": with no space at all, the hyphen parts given name and surname; "Yuan-Li-FNLP": and a team.
        parts = units[0][:-1] if len(units[0]) > 2 and units[0][-1].capitals else units[0]
        units = [(replace(part, joined=False),) for part in parts]
    return Name(_flat(units), tuple(_readings(units)), beside=beside)


def handle_apart(text: str) -> str:
    """ "Difan Zou" of the handle "DifanZou"; any other text as it is, "DelPiero" too."""
    handle = _HANDLE.fullmatch(text.strip())
    return f"{handle[1]} {handle[2]}" if handle and handle[1].lower() not in PARTICLES else text


def organisation_of(text: str) -> str:
    """The name of the organisation, folded, without article and what kind it is ("ATLAS"); "" if it is of a person."""
    if text.isascii() and ORGANISATIONS.isdisjoint(_LETTERS.findall(text.lower())):
        return ""
    words = _WORDS.findall(fold(_ASIDE.sub(" ", text)))
    if ORGANISATIONS.isdisjoint(words):
        return ""
    return " ".join(word for word in words if word not in _OF_ORGANISATIONS) or " ".join(words)


def script_of(text: str) -> str:
    """The name in Chinese, Japanese or Korean script, if there is none in Latin letters beside it."""
    return "" if text.isascii() or len(_WORD.findall(_without_asides(text))) > 1 else _script(text)


def script_beside(text: str) -> str:
    """The name in Chinese, Japanese or Korean script, if there is one in Latin letters beside it."""
    return "" if text.isascii() or len(_WORD.findall(_without_asides(text))) < 2 else _script(text)


def _script(text: str) -> str:
    # A note in brackets is no name, unless nothing stands before it: "Wei Wang (王伟)".
    return "".join(_CJK.findall(_ASIDE.sub(" ", text)) or _CJK.findall(text))


def _without_asides(text: str) -> str:
    """The text in Latin letters without what is in brackets; of "王伟 (Wei Wang)" that is the name."""
    if _PLAIN.fullmatch(text):
        return text
    bare = _CJK.sub(" ", _ASIDE.sub(" ", text))
    if text.isascii() or _WORD.search(bare):
        return bare
    inside = " ".join(_INSIDE.findall(_CJK.sub(" ", text)))
    return inside if ORGANISATIONS.isdisjoint(_WORDS.findall(fold(inside))) else bare


def _flat(units: list[tuple[Part, ...]]) -> tuple[Part, ...]:
    return tuple(part for unit in units for part in unit)


def _units(text: str) -> list[tuple[Part, ...]]:
    """The words of the text, those joined by hyphens together, without titles and suffixes."""
    text = _APOSTROPHES.sub("", text)
    mixed = not text.isupper()
    lower = text.islower()
    units: list[list[Part]] = []
    for match in list(_WORD.finditer(text))[:_MOST_WORDS]:
        word = match.group()
        before = text[match.start() - 1] if match.start() else " "
        joined = before in _HYPHENS and bool(units) and match.start() > 1 and text[match.start() - 2].isalpha()
        folded = fold(word)
        if (folded in TITLES and not units) or (folded in SUFFIXES and units and len(folded) > 1):
            continue
        if _are_initials(word, folded, mixed=mixed, lower=lower):
            parts = [Part(letter, frozenset((letter,)), True, joined) for letter in folded]
        else:
            capitals = mixed and len(word) > 1 and word.isupper()
            parts = [Part(folded, _spellings(word), len(folded) == 1, joined, capitals)]
        if joined:
            units[-1] += parts
        else:
            units.append(parts)
    return _without_tag([tuple(unit) for unit in units])


def _without_tag(units: list[tuple[Part, ...]]) -> list[tuple[Part, ...]]:
    """The words without the mark of a team that profiles carry: "SII-Hangyu Liu"."""
    if len(units) < 2 or len(units[0]) != 2 or not units[0][0].capitals or units[0][1].capitals:
        return units
    return [(replace(units[0][1], joined=False),), *units[1:]]


def _are_initials(word: str, folded: str, *, mixed: bool, lower: bool) -> bool:
    """Whether the word is initials without dots: "AF" in "Marco AF Pimentel", "yh" in "yh-wang"."""
    if not 2 <= len(folded) <= 3 or folded in _NOT_INITIALS or folded in SUFFIXES:
        return False
    spoken = not _VOWELS.isdisjoint(folded)
    if mixed and word.isupper():
        return not spoken or (len(folded) == 2 and not is_pinyin(folded))
    # "Ly" and "Vy" are names.
    return len(folded) == 2 and not spoken and not folded.endswith("y") and (lower or word.istitle())


@lru_cache(maxsize=8192)
def _spellings(word: str) -> frozenset[str]:
    if word.isascii():
        return frozenset((word.lower(),))
    choices = [(fold(letter), _ALSO[letter]) if letter in _ALSO else (fold(letter),) for letter in word.lower()]
    found = {"".join(letters) for letters in product(*choices[:12])} if len(choices) <= 12 else set()
    spelled = sorted(found, key=lambda spelling: (len(spelling), spelling))[:_MOST_SPELLINGS]
    return frozenset((*spelled, fold(word)))


def _reading(given: tuple[Part, ...], surname: tuple[Part, ...], order: Order) -> Reading:
    # "Shafaat, Ahmed Bin": a particle at the end of the given names belongs to the surname.
    while len(given) > 1 and given[-1].text in PARTICLES:
        given = given[:-1]
    surnames: set[str] = set()
    for start, part in enumerate(surname):
        ways = product(*(sorted(part.spellings) for part in surname[start:]))
        surnames.update("".join(way) for way, _ in zip(ways, range(_MOST_SPELLINGS), strict=False))
        if part.text not in PARTICLES:
            break
    # "Prashanth B. U.", or "U., Prashanth B.": where fathers' names are initials, one can stand for the surname.
    least = 1 if order in ("natural", "comma") and all(part.initial for part in surname) else 2
    return Reading(given, surname, frozenset(key for key in surnames if len(key) >= least), order)


def _readings(units: list[tuple[Part, ...]]) -> list[Reading]:
    count = len(units)
    if count == 1:
        return [_reading((), units[0], "natural")]
    shouted = [all(part.capitals for part in unit) for unit in units]
    start = _with_particles(units, count - 1)
    found = [_reading(_flat(units[:start]), _flat(units[start:]), "natural")]
    if count >= 3:
        # Spain, Portugal, Latin America: two surnames.
        start = _with_particles(units, _with_particles(units, count - 1) - 1)
        if start >= 1:
            found.append(_reading(_flat(units[:start]), _flat(units[start:]), "double"))
    if count <= 4:
        order: Order = "capitals" if shouted[0] and not any(shouted[1:]) else "family-first"
        found.append(_reading(_flat(units[1:]), units[0], order))
    return [reading for reading in found if reading.surnames]


def _with_particles(units: list[tuple[Part, ...]], start: int) -> int:
    """The place at which the surname that ends at `start` begins; at least one word stays for the given name."""
    while start > 1 and units[start - 1][0].text in PARTICLES and len(units[start - 1]) == 1:
        start -= 1
    return start
