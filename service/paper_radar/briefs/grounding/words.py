"""A text as comparable words, each of which knows where it stands in the original."""

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

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
    r"(?P<plain>[A-Za-z]+(?=[\s,.;:)-]))"
    rf"|(?P<tex>\\[A-Za-z]{{1,30}})"
    rf"|(?P<raised>\^[{{(]?[-−+]?\d{{1,9}}|[⁺⁻]?[{_RAISED}]{{1,9}})"
    r"|(?P<number>(?<![\w)])[-−–]?(?:\d{1,3}(?:[,\u2009\u202f]\d{3})+(?!\d)|(?a:\d)+)(?:\.\d+)*"
    r"|(?a:\d)+(?:\.\d+)*)"
    rf"|(?P<word>{_LETTER}(?:[{_MARKS}]*['’]?{_LETTER})*[{_MARKS}]*)"
    rf"|(?P<one>[{_CJK}]|[%％‰<>=≤≥≠≈±×÷∞]|\w)"
)
_SIGNS = str.maketrans({"％": "%", "×": "x", "≥": ">", "≤": "<"})
_RAISED_DIGITS = str.maketrans(dict(zip(_RAISED + "⁻", "0123456789-", strict=True)) | dict.fromkeys("^{(⁺+"))
_UNSEEN = re.compile(f"[{_MARKS}]+")
_THOUSANDS = re.compile("[,\u2009\u202f]")
_LONGEST = 200_000  # characters of a text that are read; a part of a paper has some thousand


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `text` in their order: `starts[i]` and `ends[i]` say where the i-th stands in it.

    `joined` is " first second … last ": a word is whatever stands between two blanks, `at[i]` is where the i-th begins.
    Numbers lose the marks of their thousands, signs that only part (hyphens, brackets, quotation marks) are no words.
    """

    text: str
    joined: str
    starts: "array[int]"
    ends: "array[int]"
    at: "array[int]"

    def forms(self) -> list[str]:
        return self.joined.split()

    def find(self, wanted: str, since: int = 0) -> int:
        """The number of the word at which the `joined` words begin, at or after the word `since`; -1 if nowhere."""
        if since >= len(self.at):
            return -1
        found = self.joined.find(wanted, max(0, self.at[since] - 1))
        return bisect_left(self.at, found + 1) if found >= 0 else -1


@lru_cache(maxsize=256)
def words_of(text: str) -> Words:
    """The words of the text. The last texts are kept: a part of a paper is asked for with each statement."""
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text, 0, _LONGEST):
        kind, found = match.lastgroup, match.group()
        form = _word(found) if kind == "plain" else _form(kind, found)
        if form:
            forms.append(form)
            starts.append(match.start())
            ends.append(match.end())
    # The second begins a blank after the end of the first.
    at = accumulate((len(form) + 1 for form in forms[:-1]), initial=1) if forms else ()
    joined = f" {' '.join(forms)} " if forms else " "
    return Words(text, joined, array("I", starts), array("I", ends), array("I", at))


def _form(kind: str | None, found: str) -> str:
    if kind == "word":
        return _word(found)
    if kind == "number":
        return _THOUSANDS.sub("", found).replace("−", "-").replace("–", "-")
    if kind == "raised":
        return "^" + found.translate(_RAISED_DIGITS).replace("−", "-")
    # What a compatibility decomposition makes two words of (fractions, some scripts) stays one.
    return (_of_tex(found) if kind == "tex" else fold(found.translate(_SIGNS))).replace(" ", "")


@lru_cache(maxsize=8192)
def _word(found: str) -> str:
    folded = fold(_UNSEEN.sub("", found)).replace(" ", "")
    return "%" if folded == "percent" else folded.removesuffix("'s")


@lru_cache(maxsize=512)
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
