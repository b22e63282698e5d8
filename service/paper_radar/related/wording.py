"""The words of a text as a reader would write them in a list: in the case they have in the middle of a sentence."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from paper_radar.papers.model import Paper
from paper_radar.papers.text import fold
from paper_radar.papers.text import terms as terms_of
from paper_radar.related.plain_words import is_quality, names_nothing, needs_another

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_CAPITALIZED = re.compile(r"[A-Z][a-z]+(?:-[A-Z]?[a-z]+)*")
_SENTENCE_END = re.compile(r"(?:^|[.!?:]\s+)[\"“(]?$")
_ABBREVIATION = re.compile(r"\((?P<short>[A-Z][\w-]{1,9})\)")
# A word as rare as this that is only seen with a capital is a name: in about one paper of 500 (see `terms.rarity`).
_NAME = 3.0
_SHORT = 4
_BEFORE = 4
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text that may be part of the name of a subject.

    `text` is how a reader would write it, `terms` are those of the index; `follows` tells whether only a space stands
    between it and the word before it in the list, `rarity` is that of its rarest term; `names` tells whether it names
    something without another word, `ends` whether it may be the last word of a name.
    """

    text: str
    terms: tuple[str, ...]
    follows: bool
    rarity: float
    names: bool
    ends: bool


def words_of(paper: Paper, rarities: Mapping[str, float]) -> list[Word]:
    """The words of title and abstract in their order, without stop words and words that name nothing."""
    found: list[Word] = []
    # In the middle of a sentence, a word has a capital if it is a name, or for the sake of a short name.
    capitals = {at for _, start, end in _introduced(paper.abstract) for at in range(start, end)}
    inside = {
        match.group()
        for match in _WORD.finditer(paper.abstract)
        if match.group()[0].islower() or not (match.start() in capitals or _starts(paper.abstract, match.start()))
    }
    headline = set(range(len(paper.title))) if _is_headline(paper.title) else set()
    for text, unsure in ((paper.title, headline), (paper.abstract, capitals)):
        end = -1
        for match in _WORD.finditer(text):
            word = _POSSESSIVE.sub("", match.group())
            terms = tuple(terms_of(word))
            if not terms or names_nothing(fold(word)) or text[max(match.start() - 1, 0)] == "\\":
                end = -1
                continue
            weights = [rarities.get(term, 0.0) for term in terms]
            if _CAPITALIZED.fullmatch(word) and (match.start() in unsure or _starts(text, match.start())):
                word = _in_sentence(word, inside, min(weights))
            follows = text[end : match.start()] == " " and end >= 0
            small = word.lower()
            found.append(Word(word, terms, follows, max(weights), not needs_another(small), not is_quality(small)))
            end = match.end() if len(word) == match.end() - match.start() else -1
    return found


def abbreviations(text: str) -> dict[str, frozenset[str]]:
    """For the term of each short name that the text introduces in brackets, the terms of the words it stands for."""
    return {
        short: frozenset(terms_of(text[start:end]))
        for name, start, end in _introduced(text)
        if len(terms_of(name)) == 1
        for short in terms_of(name)
    }


def _introduced(text: str) -> list[tuple[str, int, int]]:
    """The short names that the text introduces in brackets, and where the words that they stand for begin and end."""
    found = []
    for match in _ABBREVIATION.finditer(text):
        letters = match["short"].removesuffix("s").lower()
        before = list(_PART.finditer(text, max(match.start() - _LONGEST_NAME, 0), match.start()))
        # The longest run of words of which the first begins as the short name does.
        for words in range(min(len(letters), len(before)), 1, -1):
            if before[-words].group()[0].lower() == letters[0]:
                found.append((match["short"], before[-words].start(), match.start()))
                break
    return found


def _starts(text: str, at: int) -> bool:
    """Whether a sentence begins at this place."""
    return _SENTENCE_END.search(text[max(at - _BEFORE, 0) : at]) is not None


def _in_sentence(word: str, inside: Collection[str], rarity: float) -> str:
    """A capitalized word as the text has it inside its sentences; if it has it nowhere, a name keeps its capital."""
    small = word.lower()
    if small not in inside and (word in inside or rarity >= _NAME or word.endswith("ian")):
        return word
    return small


def _is_headline(title: str) -> bool:
    """Whether the title writes its words with capitals, so that a capital says nothing of a word."""
    words = [word for word in _WORD.findall(title)[1:] if len(word) >= _SHORT]
    capitals = sum(word[0].isupper() for word in words)
    return bool(2 * capitals >= max(len(words), 1))
