"""A text of a paper as the topics see it: keys of its words in their order, broken where a phrase cannot go on.

Reading is fast (no regular expression walks over the text); where a word stands is only found out once a topic hits.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from paper_radar.papers.text import fold
from paper_radar.radar.word_forms import word_key

# The key that stands where a clause ends.
BREAK = "."
_BREAKS = '.,;:!?()[]{}<>"“”„«»—…。，、；：！？（）【】《》「」|'
_HYPHENS = "-‐‑"
_APOSTROPHES = "'’ʼ′"
# The "s" of "Parkinson's" is no word.
_WORD = rf"(?!(?<=[{_APOSTROPHES}])[sS](?![^\W_]))[^\W_]+"
# Marks on a letter that have no letter of their own: the hat on x in "x̂".
_MARKS = re.compile("[\u0300-\u036f]+")
WORDS = re.compile(_WORD)
_WORD_OR_BREAK = re.compile(rf"{_WORD}|[{re.escape(_BREAKS)}]")
_COMPOUND_OR_BREAK = re.compile(rf"{_WORD}(?:[{_HYPHENS}]{_WORD})*|[{re.escape(_BREAKS)}]")
_NAME_IN_BRACKETS = re.compile(r"\((?=[^()]*[A-Z0-9])[^\W_][\w-]{1,10}\)")
# First halves that are written joined, with a hyphen or apart: "pretraining", "pre-training", "pre training".
PREFIXES = frozenset(
    [
        *("anti", "bi", "bio", "co", "de", "hyper", "inter", "intra", "macro", "meta", "micro", "multi", "nano", "non"),
        *("pre", "pseudo", "quasi", "re", "semi", "spatio", "sub", "ultra", "un", "uni"),
    ]
)


class _Apart(dict[int, str]):
    """For `str.translate`: letters and digits stay, a sign that ends a clause becomes a new line, apostrophes one,
    all else a space.
    """

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        found = "'" if sign in _APOSTROPHES else sign if sign.isalnum() else "\n" if sign in _BREAKS else " "
        self[code] = found
        return found


class _InPlace(dict[int, str]):
    """For `str.translate`: each character folded, one for one, so that places in the text stay what they are."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        folded = fold(letter) if letter.isalnum() else letter
        # "ß" and "ﬁ" have no single letter to stand for them.
        found = folded if len(folded) == 1 else letter.lower()[:1]
        self[code] = found
        return found


@lru_cache(maxsize=1)
def _tables() -> tuple[_Apart, _InPlace]:
    return _Apart(), _InPlace()


def folded_in_place(text: str) -> str:
    """The text in lower case and without accents, every character still where it was."""
    return text.lower() if text.isascii() else text.translate(_tables()[1])


class Clauses:
    """One text read. `source` is what was read, `text` the same normalized (NFC), `words` its folded words and BREAKs
    in their order, `whole_words` the same with prefixes joined to their words. `line` holds the keys of those in their
    order, BREAK between clauses and a space on each side (" machin learn . deep learn "), `keys` those keys, and
    `compounds` the keys of words with hyphens as one.
    """

    __slots__ = (
        *(
            "_apart",
            "_bridged",
            "_folded",
            "_places",
            "_prefixes",
            "_unnamed",
            "compounds",
            "keys",
            "line",
            "source",
            "text",
        ),
        *("whole_words", "words"),
    )

    def __init__(self, text: str) -> None:
        """Read the text. For an abstract of 170 words 60 µs."""
        self._places: list[int] | None = None
        self._unnamed: Clauses | None = None
        self._apart: frozenset[tuple[str, str]] | None = None
        self._bridged: frozenset[tuple[str, str]] | None = None
        self.source = text
        if not text.isascii() and (not unicodedata.is_normalized("NFC", text) or _MARKS.search(text)):
            text, self._places = _normalized(text)
        self.text = text
        self._folded = folded_in_place(text)
        spaced = self._folded.translate(_tables()[0]).replace("\n", f" {BREAK} ")
        if "'" in spaced:
            spaced = f"{spaced} ".replace("'s ", " ").replace("'", " ")
        self.words = spaced.split()
        self._prefixes = _prefix_places(self.words)
        self.whole_words = _with_prefixes(self.words, self._prefixes)
        keys = list(map(word_key, self.whole_words))
        self.keys = frozenset(keys)
        self.line = f" {' '.join(keys)} "
        self.compounds = _compounds(self._folded) - self.keys

    def pairs_among(self, wanted: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        """Those of the wanted pairs of keys that follow one another, perhaps with one key or a short name in brackets
        between them.
        """
        keys = self.line.split()
        apart = zip(keys, keys[2:], strict=False)
        return wanted.intersection(pairwise(keys)) | wanted.intersection(apart) | wanted.intersection(self.bridged())

    def bridged(self) -> frozenset[tuple[str, str]]:
        """Each two keys with a short name in brackets between them: "autoregressive (AR) models"."""
        if self._bridged is None:
            names = _NAME_IN_BRACKETS.findall(self.source) if "(" in self.source else ()
            lines = [self.line.split(f" {BREAK} {' '.join(keys_of(name))} {BREAK} ") for name in set(names)]
            self._bridged = frozenset(
                (before.rpartition(" ")[2], after.partition(" ")[0])
                for pieces in lines
                for before, after in pairwise(pieces)
            )
        return self._bridged

    def apart(self) -> frozenset[tuple[str, str]]:
        """Each two keys with one more between them."""
        if self._apart is None:
            keys = self.line.split()
            self._apart = frozenset(zip(keys, keys[2:], strict=False))
        return self._apart

    def without_names(self) -> "Clauses":
        """The same without short names in brackets, every word where it was."""
        if self._unnamed is None:
            self._unnamed = Clauses(_NAME_IN_BRACKETS.sub(lambda match: " " * len(match.group()), self.source))
        return self._unnamed

    def joined_line(self) -> str:
        """The line with words with hyphens as one."""
        return f" {' '.join(_keys(self._folded, joined=True))} "

    def span(self, line: str, start: int, end: int, *, joined: bool = False) -> tuple[int, int]:
        """Where in the original text the words stand that were found at `line[start:end]`."""
        first = line.count(" ", 0, start + 1) - 1
        last = first + line[start:end].strip().count(" ")
        if joined:
            return self._joined_span(first, last)
        # A prefix and the word after it are one key and two words of the text.
        first += _words_more(first, self._prefixes)
        last += _words_more(last + 1, self._prefixes)
        opening = self._place(first)
        end = opening + len(self.words[first])
        for at in range(first + 1, last + 1):
            word = self.words[at]
            if word != BREAK:
                # Nothing but signs and the "s" of "Parkinson's" stand between two words.
                end = (self._place(at) if word == "s" else self._folded.index(word, end)) + len(word)
        return self.original(opening, end)

    def _place(self, at: int) -> int:
        """Where the word begins: it is the nth of its kind, and to find those is faster than to count all words."""
        word, folded = self.words[at], self._folded
        nth = self.words[:at].count(word)
        place = -1
        while nth >= 0:
            place = folded.index(word, place + 1)
            end = place + len(word)
            if not (folded[place - 1 : place].isalnum() or folded[end : end + 1].isalnum()) and not (
                word == "s" and place and folded[place - 1] in _APOSTROPHES
            ):
                nth -= 1
        return place

    def _joined_span(self, first: int, last: int) -> tuple[int, int]:
        matches = list(_COMPOUND_OR_BREAK.finditer(self._folded))
        prefixes = _prefix_places([_whole(match.group()) for match in matches])
        opening = matches[first + _words_more(first, prefixes)]
        return self.original(opening.start(), matches[last + _words_more(last + 1, prefixes)].end())

    def original(self, start: int, end: int) -> tuple[int, int]:
        """A span of `text` as a span of the original."""
        return (start, end) if self._places is None else (self._places[start], self._places[end])


def keys_of(text: str, *, joined: bool = False) -> tuple[str, ...]:
    """The keys of the words of a phrase, in their order; if `joined`, words with hyphens as one."""
    keys = _keys(folded_in_place(unicodedata.normalize("NFC", text)), joined=joined)
    return tuple(f" {' '.join(keys)} ".strip(f"{BREAK} ").split())


def _keys(folded: str, *, joined: bool) -> list[str]:
    pieces = (_COMPOUND_OR_BREAK if joined else _WORD_OR_BREAK).findall(folded)
    words = [BREAK if piece in _BREAKS else _whole(piece) for piece in pieces]
    return list(map(word_key, _with_prefixes(words, _prefix_places(words))))


def _whole(word: str) -> str:
    return word.replace("-", "").replace("‐", "").replace("‑", "")


def _compounds(folded: str) -> frozenset[str]:
    """The keys of each two words with a hyphen between them, as one."""
    if not folded.isascii():
        folded = folded.replace("‐", "-").replace("‑", "-")
    pieces = folded.split("-")
    return frozenset(
        [
            word_key(before.rsplit(None, 1)[-1] + after.split(None, 1)[0].rstrip(_BREAKS))
            for before, after in pairwise(pieces)
            if before[-1:].isalnum() and after[:1].isalnum()
        ]
    )


def _prefix_places(words: list[str]) -> list[int]:
    """Where a prefix stands before a word with which it is one."""
    if PREFIXES.isdisjoint(words):
        return []
    places: list[int] = []
    for at in [at for at, word in enumerate(words) if word in PREFIXES]:
        if at + 1 < len(words) and words[at + 1].isalpha() and (not places or places[-1] != at - 1):
            places.append(at)
    return places


def _with_prefixes(words: list[str], places: list[int]) -> list[str]:
    """The words, each prefix and the word after it as one."""
    if not places:
        return words
    words = words.copy()
    for at in reversed(places):
        words[at : at + 2] = [words[at] + words[at + 1]]
    return words


def _words_more(key: int, places: list[int]) -> int:
    """How many more words of the text than keys there are before the key."""
    return sum(place - before < key for before, place in enumerate(places))


def _normalized(text: str) -> tuple[str, list[int]]:
    """The text with letters and marks composed, and where each of its characters began in the text; one more at the
    end.
    """
    pieces: list[str] = []
    places: list[int] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at < len(text) and unicodedata.combining(text[at]):
            continue
        composed = _MARKS.sub("", unicodedata.normalize("NFC", text[start:at]))
        pieces.append(composed)
        places.extend([start] * len(composed))
        start = at
    return "".join(pieces), [*places, len(text)]
