"""A text as comparable words, each of which knows where it stands in the original."""

import re
from dataclasses import dataclass
from functools import lru_cache

from paper_radar.papers.spelling import american
from paper_radar.papers.tex import decode_tex
from paper_radar.papers.text import fold, stem

# What shows nothing, or is only an accent, amid the letters of a word: soft hyphens, zero-width signs, marks.
_MARKS = "\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f"
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTER = rf"[^\W\d_{_CJK}]"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TOKEN = re.compile(
    # Nearly all words, which the rest of the pattern would find in three times the time.
    r"[A-Za-z]+(?=[\s,.;:)-])"
    r"|\\[A-Za-z]{1,30}"
    rf"|\^[{{(]?[-−+]?\d{{1,9}}|[⁺⁻]?[{_RAISED}]{{1,9}}"
    r"|(?<![\w)])[-−–]?(?:\d{1,3}(?:[,\u2009\u202f]\d{3})+(?!\d)|(?a:\d)+)(?:\.\d+)*|(?a:\d)+(?:\.\d+)*"
    rf"|{_LETTER}(?:[{_MARKS}]*['’]?{_LETTER})*[{_MARKS}]*"
    rf"|[{_CJK}]|[%％‰<>=≤≥≠≈±×÷∞]|[^\W_]"
)
_SIGNS = str.maketrans({"％": "%", "×": "x", "≥": ">", "≤": "<"})
_RAISED_DIGITS = str.maketrans(dict(zip(_RAISED + "⁻", "0123456789-", strict=True)) | dict.fromkeys("^{(⁺+"))
_UNSEEN = re.compile(f"[{_MARKS}]+")
_THOUSANDS = re.compile("[,\u2009\u202f]")
_LONGEST = 200_000  # characters of a text that are read; a part of a paper has some thousand


@dataclass(frozen=True, slots=True)
class Words:
    """The `size` words of `text` in their order, as " first second … last ": a word is what stands between two blanks.

    Numbers lose the marks of their thousands, signs that only part (hyphens, brackets, quotation marks) are no words.
    """

    text: str
    joined: str
    size: int

    def forms(self) -> list[str]:
        return self.joined.split()

    def find(self, wanted: str, since: int = 0) -> int:
        """The number of the word at which the `joined` words begin, at or after the word `since`; -1 if nowhere."""
        passed = len(" " + " ".join(self.forms()[:since])) if since else 0
        found = self.joined.find(wanted, passed)
        return self.joined.count(" ", 0, found) if found >= 0 else -1

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from `first` on and before `last` stand in the text, in characters."""
        places = _places(self.text)
        return places[first][0], places[last - 1][1]


@lru_cache(maxsize=256)
def words_of(text: str) -> Words:
    """The words of the text. The last texts are kept: a part of a paper is asked for with each statement."""
    forms = [form for form in map(_form, _TOKEN.findall(text, 0, _LONGEST)) if form]
    return Words(text, f" {' '.join(forms)} " if forms else " ", len(forms))


@lru_cache(maxsize=32)
def _places(text: str) -> list[tuple[int, int]]:
    """The spans of the words of a text, wanted only of those in which something was found."""
    return [match.span() for match in _TOKEN.finditer(text, 0, _LONGEST) if _form(match.group())]


@lru_cache(maxsize=16384)
def _form(found: str) -> str:
    first = found[0]
    if first == "\\" and len(found) > 1:
        form = _of_tex(found)
    elif first in "^⁺⁻" or first in _RAISED:
        form = "^" + found.translate(_RAISED_DIGITS).replace("−", "-")
    elif found[-1].isdigit() and found[-1].isascii():
        form = _THOUSANDS.sub("", found).replace("−", "-").replace("–", "-")
    else:
        form = _word(found.translate(_SIGNS))
    # What a compatibility decomposition makes two words of (fractions, some scripts) stays one.
    return form.replace(" ", "")


def _word(found: str) -> str:
    folded = fold(_UNSEEN.sub("", found))
    return "%" if folded == "percent" else folded.removesuffix("'s")


def _of_tex(command: str) -> str:
    """The sign or letter a command stands for; "" for one that only sets the type (\\mathbf, \\left)."""
    decoded = decode_tex(f"${command}$").strip()
    return "" if decoded.startswith("\\") else fold(decoded.translate(_SIGNS))


@lru_cache(maxsize=8192)
def key_of(form: str) -> str:
    """The same for singular and plural, for the tenses of a verb, and for British and American spelling."""
    return stem(american(form)) if form.isalpha() else form


@lru_cache(maxsize=256)
def keys_in(joined: str) -> frozenset[str]:
    """The keys of all words of a `joined` text."""
    return frozenset(map(key_of, joined.split()))
