"""The followed topics, compiled, and finding their phrases in titles and abstracts.

A topic is a phrase: its words one after the other within one clause, in any of their forms. Where all its words merely
stand somewhere in the text there is no hit: for "state space models", 135 of 136 such papers were on something else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from paper_radar.papers.model import Paper
from paper_radar.papers.text import STOP_WORDS
from paper_radar.radar.clauses import BREAK, Clauses, folded_in_place
from paper_radar.radar.entries import Entry, Field, Hit, Level
from paper_radar.radar.topic_forms import Form, forms_of
from paper_radar.radar.word_forms import word_key

# Words of which most abstracts hold some: a phrase is looked up by another one of its words if it has one.
_FREQUENT = frozenset(
    map(
        word_key,
        [
            *("model", "learning", "language", "large", "network", "neural", "data", "method", "system", "training"),
            *("generation", "generative", "performance", "optimization", "deep", "image", "vision", "visual", "task"),
            *("reasoning", "reinforcement", "evaluation", "representation", "information", "multimodal", "based"),
        ],
    )
)
# The title says what a paper is about, the abstract also what it is not.
_SCORES = {"title": 100, "abstract": 88}
_LOOSE = {"title": 72, "abstract": 64}
_AGAIN = 2
_MOST_AGAIN = 4


@dataclass(frozen=True, slots=True)
class _Phrase:
    place: int
    keys: tuple[str, ...]
    words: frozenset[str]
    line: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Name:
    """A short name or a phrase in Chinese or Japanese script: found as it is written."""

    place: int
    pattern: re.Pattern[str]
    rule: str


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    level: Level
    score: int
    rule: str


class Topics:
    """Topic entries by the rarest word of each phrase. Made once for a radar, then asked from any thread."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = tuple(entries)
        self._phrases: dict[str, list[_Phrase]] = {}
        # A text with hyphens where the phrase has none: "fine-tuning" for "finetuning".
        self._apart: dict[str, list[_Phrase]] = {}
        self._names: dict[str, list[_Name]] = {}
        self._scripts: list[_Name] = []
        for place, entry in enumerate(entries):
            for form in forms_of(entry):
                self._add(place, form)
        self._anchors = frozenset(self._phrases)
        self._starts = frozenset(self._names)

    def _add(self, place: int, form: Form) -> None:
        if form.kind == "script":
            self._scripts.append(_Name(place, re.compile(re.escape(folded_in_place(form.text))), form.rule))
        elif form.kind == "name":
            # "GANs" for "GAN": a plural keeps the case of the name.
            pattern = re.compile(rf"(?<![^\W_]){re.escape(form.text)}s?(?![^\W_])")
            first = re.search(r"[^\W_]+", form.text)
            if first is not None:
                start = folded_in_place(first.group())
                for word in (start, f"{start}s"):
                    self._names.setdefault(word, []).append(_Name(place, pattern, form.rule))
        for spelling, keys in enumerate(form.keys):
            # Long words are rare ones; which one is looked up first changes only the time.
            anchor = max(keys, key=lambda key: (key not in STOP_WORDS, key not in _FREQUENT, len(key)))
            phrase = _Phrase(place, keys, frozenset(keys), f" {' '.join(keys)} ", form.rule)
            self._phrases.setdefault(anchor, []).append(phrase)
            if not spelling:
                self._apart.setdefault(anchor, []).append(phrase)

    def find(self, paper: Paper) -> list[Hit]:
        """The hits of all entries in title and abstract, the best one an entry."""
        best: dict[int, tuple[_Found, Field]] = {}
        fields: tuple[tuple[Field, str], ...] = (("title", paper.title), ("abstract", paper.abstract))
        for field, text in fields:
            if not text:
                continue
            for place, found in self._find_in(text, field):
                if place not in best or (found.level, -found.score) < (best[place][0].level, -best[place][0].score):
                    best[place] = found, field
        return [self._hit(place, found, field, paper) for place, (found, field) in best.items()]

    def _find_in(self, text: str, field: Field) -> Iterator[tuple[int, _Found]]:
        clauses = Clauses(text)
        for anchor in self._anchors & clauses.keys:
            for phrase in self._phrases[anchor]:
                if phrase.words <= clauses.keys and (found := _find_phrase(phrase, clauses, field)):
                    yield phrase.place, found
        for anchor in clauses.compounds.intersection(self._apart):
            for phrase in self._apart[anchor]:
                if phrase.words <= clauses.keys | clauses.compounds and (found := _find_joined(phrase, clauses, field)):
                    yield phrase.place, found
        for word in self._starts.intersection(clauses.words):
            for name in self._names[word]:
                if found := _find_name(name, clauses, clauses.text, field):
                    yield name.place, found
        if self._scripts and not text.isascii():
            folded = folded_in_place(clauses.text)
            for name in self._scripts:
                if found := _find_name(name, clauses, folded, field):
                    yield name.place, found

    def _hit(self, place: int, found: _Found, field: Field, paper: Paper) -> Hit:
        entry = self._entries[place]
        text = paper.title if field == "title" else paper.abstract
        return Hit(
            entry_id=entry.id,
            kind="topic",
            value=entry.value,
            level=found.level,
            score=found.score,
            field=field,
            index=0,
            start=found.start,
            end=found.end,
            text=text[found.start : found.end],
            rule=found.rule,
        )


def _find_phrase(phrase: _Phrase, clauses: Clauses, field: Field) -> _Found | None:
    at = clauses.line.find(phrase.line)
    if at >= 0:
        start, end = clauses.span(clauses.line, at, at + len(phrase.line))
        again = min(clauses.line.count(phrase.line) - 1, _MOST_AGAIN) * _AGAIN if field == "abstract" else 0
        return _Found(start, end, "match", _SCORES[field] + again, phrase.rule)
    loose = _find_loosely(phrase.keys, clauses.line)
    if loose is None:
        return None
    start, end = clauses.span(clauses.line, *loose)
    return _Found(start, end, "possible", _LOOSE[field], "one-word-between")


def _find_joined(phrase: _Phrase, clauses: Clauses, field: Field) -> _Found | None:
    """The phrase in a text that writes a word of it with a hyphen: "fine-tuning" for "finetuning"."""
    line = clauses.joined_line()
    at = line.find(phrase.line)
    if at < 0:
        return None
    start, end = clauses.span(line, at, at + len(phrase.line), joined=True)
    return _Found(start, end, "match", _SCORES[field], phrase.rule)


def _find_loosely(keys: tuple[str, ...], line: str) -> tuple[int, int] | None:
    """Where the words of the phrase stand with one more word among them: "diffusion probabilistic models" for
    "diffusion models". Never over a common word, and not for phrases that hold one.
    """
    if not STOP_WORDS.isdisjoint(keys):
        return None
    for cut in range(1, len(keys)):
        left, right = f" {' '.join(keys[:cut])} ", f" {' '.join(keys[cut:])} "
        at = line.find(left)
        while at >= 0:
            between = at + len(left)
            after = line.find(" ", between)
            if after >= 0 and line.startswith(right, after):
                word = line[between:after]
                if word != BREAK and word not in STOP_WORDS:
                    return at, after + len(right)
            at = line.find(left, at + 1)
    return None


def _find_name(name: _Name, clauses: Clauses, text: str, field: Field) -> _Found | None:
    matches = name.pattern.finditer(text)
    first = next(matches, None)
    if first is None:
        return None
    again = min(sum(1 for _ in matches), _MOST_AGAIN) * _AGAIN if field == "abstract" else 0
    start, end = clauses.original(first.start(), first.end())
    return _Found(start, end, "match", _SCORES[field] + again, name.rule)
