"""arXiv's query language, safely: clauses for categories, topics and authors, and queries made of many of them. Pure.

Of what a reader wrote only letters and digits of ASCII reach arXiv, in lower case, always within quotes: no bracket,
quote, backslash or operator of theirs does. The API answers an accent or a lone bracket with HTTP 400
(https://info.arxiv.org/help/api/user-manual.html#query_details; arXiv/arxiv-search, domain/classic_api).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from urllib.parse import quote_plus

from paper_radar.papers.text import fold, plain
from paper_radar.radar.entries import Entry
from paper_radar.radar.name_lists import COMMON_SURNAMES, FAMILY_FIRST
from paper_radar.radar.name_parts import Part, Reading, is_pinyin, read_name, syllables

# Characters of a query as they stand in an address, which with all else in it should stay under some 2,000.
MOST_CHARACTERS = 1600
MOST_NAMES = 16
MOST_PHRASES = 24
_MOST_WORDS = 10
_LONGEST = 400
_CATEGORY = re.compile(r"[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z]+(?:-[A-Za-z]+)*)?")
# Archives with subject classes: `cat:math` alone finds nothing of math.OC.
_WITH_SUBJECTS = frozenset(
    ["astro-ph", "cond-mat", "cs", "econ", "eess", "math", "nlin", "physics", "q-bio", "q-fin", "stat"]
)
_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = re.compile("['’‘ʼ`´′]")
_POSSESSIVE = re.compile(r"'s\b")
_HYPHENATED = re.compile(r"([a-z0-9]+)-(?=[a-z])")


def category_clause(category: str) -> str:
    """Papers of the category, cross-lists too; of all its subject classes for an archive. "" for what is no name."""
    name = category.strip()
    if not _CATEGORY.fullmatch(name):
        return ""
    return f"(cat:{name} OR cat:{name}.*)" if name in _WITH_SUBJECTS else f"cat:{name}"


def topic_clauses(entry: Entry) -> list[str]:
    """A clause for each way to say the topic, by title or abstract; [] where arXiv cannot be asked for it.

    Other spellings ("fine-tuning", "finetuning", "diffusion models", "diffusion model") are ways of their own: whether
    arXiv takes them for one differs from field to field. A way that is nothing without its signs or in another script
    ("C++", "微调") is left out: what would remain of it is another topic.
    """
    phrases = dict.fromkeys(phrase for text in (entry.value, *entry.aliases) for phrase in _phrases(text))
    return [f'ti:"{phrase}" OR abs:"{phrase}"' for phrase in islice(phrases, MOST_PHRASES)]


def author_clauses(entry: Entry) -> list[str]:
    """A clause for each name form under which a paper may show the author; [] where arXiv cannot be asked for them.

    Full name, without middle names, with initials, family name first, "Di Fan" for "Difan". Initials are asked for as
    they would be written ("d zou"). arXiv's own form `zou_d` finds middle names that the entry does not know, and every
    Daniel Zou: it is asked for where the surname is none of the common ones, whose papers are hundreds a month, or
    where initials are all that is known of the person. Of 341 pairs of names of one person in the gold pairs that match
    on the radar, these find 330.
    """
    # "O'Brien" may be indexed as one word or as two.
    texts = [form for text in (entry.value, *entry.aliases) for form in (text, _APOSTROPHES.sub(" ", text))]
    forms = dict.fromkeys(form for text in dict.fromkeys(texts) for form in _name_forms(text))
    clauses = (f"au:{form}" for form in islice(forms, MOST_NAMES))
    return [f"({clause})" if " AND " in clause else clause for clause in clauses]


def any_of(clauses: Iterable[str]) -> str:
    """The clauses, any of which may hold."""
    return " OR ".join(clauses)


def submitted(query: str, *, since: datetime, until: datetime | None = None) -> str:
    """The query, for papers whose first version was submitted between the two moments; by default until now.

    In the one form the API takes since the end of 2025, to the minute and in GMT (ropensci/aRxiv #67). Now is the next
    year: ranges that end today have been seen to be empty (arxiv.py #171).
    """
    last = _minute(until) if until else f"{since.astimezone(UTC).year + 1}12312359"
    return f"({query}) AND submittedDate:[{_minute(since)} TO {last}]"


def groups(clauses: Sequence[Sequence[str]], most: int = MOST_CHARACTERS) -> Iterator[list[int]]:
    """Which of these, each a list of clauses, go into one query: their places, in their order; those without clauses
    in none. One that is too long by itself has a query of its own, see `fitting`.
    """
    group: list[int] = []
    length = 0
    for place, each in enumerate(clauses):
        if not each:
            continue
        size = _length(each)
        if group and length + size > most:
            yield group
            group, length = [], 0
        group.append(place)
        length += size
    if group:
        yield group


def fitting(clauses: Sequence[str], most: int = MOST_CHARACTERS) -> list[str]:
    """As many of the clauses, from the first on, as one query takes; the first in any case."""
    kept: list[str] = []
    for clause in clauses:
        if kept and _length([*kept, clause]) > most:
            break
        kept.append(clause)
    return kept


def _length(clauses: Iterable[str]) -> int:
    return sum(len(quote_plus(clause)) + len("+OR+") for clause in clauses)


def _minute(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%d%H%M}"


def _phrases(text: str) -> Iterator[str]:
    folded = fold(_spelled(plain(text[:_LONGEST])))
    folded = _APOSTROPHES.sub("", _POSSESSIVE.sub("", folded))
    written = dict.fromkeys([folded, _HYPHENATED.sub(r"\1", folded)])
    for each in written:
        words = _WORD.findall(each)[:_MOST_WORDS]
        # Another script, or a name that is nothing without its signs.
        if (
            any(character.isalnum() and not character.isascii() for character in each)
            or max(map(len, words or [""])) < 2
        ):
            continue
        yield " ".join(words)
        if len(words[-1]) > 3 and words[-1].isalpha():
            yield " ".join((*words[:-1], _other_number(words[-1])))


def _other_number(word: str) -> str:
    """The plural of a word, or what it may be the plural of."""
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith("s"):
        return word if word.endswith("ss") else word[:-1]
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2] not in "aeiou" else f"{word}s"


def _spelled(text: str) -> str:
    """Greek letters by their names, as arXiv has them between its dollars: "$\\beta$-VAE"."""
    return "".join(_greek(character) if "\u0370" <= character <= "\u03ff" else character for character in text)


def _greek(character: str) -> str:
    name = unicodedata.name(character, "")
    return f" {name.split()[3].lower()} " if re.match(r"GREEK (?:SMALL|CAPITAL) LETTER \w+$", name) else character


def _name_forms(text: str) -> Iterator[str]:
    name = read_name(text)
    if name.organisation:
        words = _WORD.findall(name.organisation)
        if words and name.organisation.isascii():
            yield f'"{" ".join(words[:_MOST_WORDS])}"'
        return
    for spelling in range(2):
        for reading in name.readings[:1]:
            yield from _forms(reading, spelling)


def _forms(reading: Reading, spelling: int) -> Iterator[str]:
    """The forms of one reading; `spelling` 1 is that of keyboards without marks ("mueller"), where there is one."""
    given = [_spelling(part, spelling) for part in reading.given]
    surname = " ".join(_spelling(part, spelling) for part in reading.surname)
    if not surname or not all(word.isascii() and word.isalnum() for word in (*given, *surname.split())):
        return
    if not given:
        yield f'"{surname}"'
        return
    initials = [word[0] for word in given]
    family_and_initial = f"{surname.replace(' ', '_')}_{initials[0]}"
    yield _quoted(*given, surname)
    if all(part.initial for part in reading.given):
        yield family_and_initial
        return
    if len(given) == 1:
        yield from (_quoted(first, second, surname) for first, second in syllables(given[0])[:1])
    else:
        if not reading.given[0].initial:
            yield _quoted(given[0], surname)
        if all(len(word) > 1 for word in given):
            yield _quoted("".join(given), surname)
            # "Nguyen Van Chien" is as often "Chien Van Nguyen" as "Van Chien Nguyen".
            yield _quoted(*given[1:], surname, given[0])
            yield _quoted("".join((*given[1:], surname)), given[0])
            yield _quoted(surname, *given[1:], given[0])
            yield _quoted(given[0], *initials[1:], surname)
            # "Bill Yuchen Lin" is also Yuchen Lin.
            yield _quoted(*given[1:], surname)
    yield _quoted(*initials, surname)
    if len(initials) > 1:
        yield _quoted(initials[0], surname)
    yield _quoted(surname, *given)
    if any(part.joined for part in reading.surname):
        # "Yuan Jian-Long", family name first.
        yield _quoted(surname.replace(" ", ""), *given)
    if COMMON_SURNAMES.isdisjoint(surname.split()):
        yield family_and_initial
    elif not reading.given[0].initial and not (is_pinyin(given[0]) and surname in FAMILY_FIRST):
        # Middle names again, where the surname is a common one: a paper with an Eric and a Xing.
        yield f"{given[0]} AND au:{surname.split()[-1]}"


def _quoted(*words: str) -> str:
    return f'"{" ".join(words)}"'


def _spelling(part: Part, which: int) -> str:
    others = sorted(part.spellings - {part.text})
    return others[0] if which and others else part.text
