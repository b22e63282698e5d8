"""What the search's index holds of a paper: the stems of its words in their order, its authors' names. Pure.

Unlike `papers.text.terms` nothing is left out and nothing is added in between, so that phrases can be looked for.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from paper_radar.papers.model import Paper
from paper_radar.papers.spelling import american
from paper_radar.papers.text import stem, words

# Between two names, wider than any name is: words of two authors are no name.
BETWEEN = "| | | |"
# Signs that no word has: names and categories are told from words without asking for the column, which takes longer.
_NAME = "@"
_CATEGORY = "#"
_BETWEEN_NAMES = " 0between0 "
_LONGEST = 40
_MOST_AUTHORS = 2_000
_MOST_KNOWN = 50_000
_PARTS = str.maketrans("-'", "  ")
_IN_NAMES = str.maketrans({"-": f" {_NAME}", "'": f" {_NAME}"})
# The scripts of which `papers.text.words` makes runs, by their first character.
_IS_EASTERN = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]")
_NO_CATEGORY = re.compile(r"[^\w.-]+")


class Tokens(NamedTuple):
    """The columns of the index, each of tokens parted by blanks. `wholes` are compounds in one word: of "pre-training"
    in title or abstract, "pretrain".
    """

    title: str
    abstract: str
    wholes: str
    authors: str
    categories: str


def tokens_of(paper: Paper) -> Tokens:
    """What is looked for of the paper."""
    title, abstract = words(paper.title), words(paper.abstract)
    joined = (whole for word in (*title, *abstract) if "-" in word for whole in wholes(word))
    # All names at once: a word at a time takes five times as long.
    names = " ".join(map(_NAME.__add__, words(_BETWEEN_NAMES.join(paper.authors[:_MOST_AUTHORS])))).translate(_IN_NAMES)
    return Tokens(
        " ".join(map(_STEMS.__getitem__, title)),
        " ".join(map(_STEMS.__getitem__, abstract)),
        " ".join(dict.fromkeys(joined)),
        names.replace(_NAME + _BETWEEN_NAMES.strip(), BETWEEN),
        " ".join(dict.fromkeys(each for category in paper.categories for each in _category(category))),
    )


def sequence(text: str) -> list[str]:
    """The stems of the words in their order; a compound is its parts, Chinese overlapping pairs of characters."""
    return " ".join(map(_STEMS.__getitem__, words(text))).split()


def stems(word: str) -> str:
    """The stems of a word as `papers.text.words` gives it, parted by blanks."""
    return _STEMS[word]


@lru_cache(maxsize=16384)
def wholes(word: str) -> tuple[str, ...]:
    """A compound of two or three parts in one word, as a stem; none of a word that is no compound."""
    parts = word.split("-")
    return (_stem("".join(parts)),) if 2 <= len(parts) <= 3 and "'" not in word else ()


def name(author: str) -> list[str]:
    """The words of a name, initials too."""
    return " ".join(words(author)).translate(_PARTS).split()


def of_name(word: str) -> str:
    """The word of a name as a token: told from all other words, so that names can be gone through by themselves."""
    return _NAME + word


def category(value: str) -> str:
    """A category or archive as a token: "cs.LG" is "#cs.lg"; "cs.*" is the archive."""
    return _CATEGORY + _NO_CATEGORY.sub("_", value.strip().removesuffix(".*").lower())


def _category(value: str) -> Sequence[str]:
    whole = category(value)
    return whole, whole.partition(".")[0]


class _Stems(dict[str, str]):
    """The stems of words, those of a compound parted by blanks, as they were found before: a paper has 200 words."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        stems = self[word] = " ".join(_stems(word))
        return stems


_STEMS = _Stems()


def _stems(word: str) -> Iterable[str]:
    if _IS_EASTERN.match(word):
        return [word[at : at + 2] for at in range(max(len(word) - 1, 1))]
    return map(_stem, word.removesuffix("'s").translate(_PARTS).split())


def _stem(word: str) -> str:
    return stem(american(word))[:_LONGEST] if len(word) <= _LONGEST else word[:_LONGEST]
