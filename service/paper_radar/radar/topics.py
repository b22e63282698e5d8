"""The followed topics, compiled, and finding their phrases in titles and abstracts.

A topic is a phrase: its words one after the other within one clause, in any of their forms. Where all its words merely
stand somewhere in the text there is no hit: for "state space models", 135 of 136 such papers were on something else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from paper_radar.papers.model import Paper
from paper_radar.papers.text import STOP_WORDS
from paper_radar.radar.abbreviations import meaning_in, meanings, short_name_at
from paper_radar.radar.clauses import BREAK, WORDS, Clauses, folded_in_place, keys_of
from paper_radar.radar.entries import Entry, Field, Hit, Level
from paper_radar.radar.topic_forms import Form, forms_of
from paper_radar.radar.word_forms import singulars, word_key

# "Fine-tuning" is one; "chain-of-thought" is not, nor is "Qwen2.5".
_ONE_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)?")
# Halves of compounds: what is before a hyphen or after it.
_COMPOUND = re.compile(r"[^\W_]+(?:[-‐‑–/][^\W_]+)+")
# Those that only say how the words belong together: "LLM-based agents", "process-level reward models".
_HALVES = frozenset(map(word_key, ["based", "level", "wise", "style"]))
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
_DEFINED = 97
_NEAR = 50
_AGAIN = 2
_MOST_AGAIN = 4


@dataclass(frozen=True, slots=True)
class _Phrase:
    place: int
    keys: tuple[str, ...]
    words: frozenset[str]
    line: str
    rule: str
    # Of a topic of one word: the word and its singular, "finetuning" for "fine-tuning".
    nouns: frozenset[str]
    neighbors: frozenset[tuple[str, str]]
    # The words that may have another one between them: none of a phrase with a common word.
    pairs: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Name:
    """A short name or a phrase in Chinese or Japanese script: found as it is written."""

    place: int
    text: str
    pattern: re.Pattern[str]
    rule: str


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    level: Level
    score: int
    rule: str
    # The short name that was found, as the topic has it.
    name: str = ""


class Topics:
    """Topic entries by the rarest word of each phrase. Made once for a radar, then asked from any thread."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = tuple(entries)
        self._words: dict[str, list[_Phrase]] = {}
        # Phrases by two words of theirs, the rarest and its neighbor.
        self._pairs: dict[tuple[str, str], list[_Phrase]] = {}
        # A text with hyphens where the phrase has none: "fine-tuning" for "finetuning".
        self._apart: dict[str, list[_Phrase]] = {}
        self._names: dict[str, list[_Name]] = {}
        self._scripts: list[_Name] = []
        self._meanings: dict[int, tuple[frozenset[str], ...]] = {}
        for place, entry in enumerate(entries):
            forms = tuple(forms_of(entry))
            for form in forms:
                self._add(place, form)
            if any(form.kind == "name" for form in forms):
                self._meanings[place] = meanings(form.keys[0] for form in forms if form.keys)
        self._muted = [frozenset(sighting.paper for sighting in entry.others) for entry in entries]
        self._keys = frozenset(self._words)
        self._pair_keys = frozenset(self._pairs)
        self._starts = frozenset(self._names)

    def _add(self, place: int, form: Form) -> None:
        if form.kind == "script":
            self._scripts.append(_Name(place, "", re.compile(re.escape(folded_in_place(form.text))), form.rule))
        elif form.kind == "name":
            # "GANs" for "GAN": a plural keeps the case of the name.
            pattern = re.compile(rf"(?<![^\W_]){re.escape(form.text)}s?(?![^\W_])")
            first = re.search(r"[^\W_]+", form.text)
            if first is not None:
                start = folded_in_place(first.group())
                for word in (start, f"{start}s"):
                    self._names.setdefault(word, []).append(_Name(place, form.text, pattern, form.rule))
        one = singulars(_written(form.text)) if _ONE_WORD.fullmatch(form.text) else frozenset[str]()
        for spelling, keys in enumerate(form.keys):
            # Long words are rare ones; which one is looked up first changes only the time.
            anchor = max(keys, key=lambda key: (key not in STOP_WORDS, key not in _FREQUENT, len(key)))
            neighbors = frozenset(pairwise(keys))
            pairs = neighbors if STOP_WORDS.isdisjoint(keys) else frozenset[tuple[str, str]]()
            line = f" {' '.join(keys)} "
            phrase = _Phrase(place, keys, frozenset(keys), line, form.rule, one, neighbors, pairs)
            if len(keys) == 1:
                self._words.setdefault(anchor, []).append(phrase)
            else:
                at = max(keys.index(anchor), 1)
                self._pairs.setdefault((keys[at - 1], keys[at]), []).append(phrase)
            if not spelling:
                self._apart.setdefault(anchor, []).append(phrase)

    def find(self, paper: Paper) -> list[Hit]:
        """The hits of all entries in title and abstract, the best one an entry."""
        best: dict[int, tuple[_Found, Field]] = {}
        fields: tuple[tuple[Field, str], ...] = (("title", paper.title), ("abstract", paper.abstract))
        for field, text in fields:
            if not text:
                continue
            for place, seen in self._find_in(text, field):
                found = self._in_its_meaning(place, seen, paper)
                if found is None or paper.key in self._muted[place]:
                    continue
                if place not in best or (found.level, -found.score) < (best[place][0].level, -best[place][0].score):
                    best[place] = found, field
        for place, (found, field) in best.items():
            if field == "abstract" and (named := _named_in_title(found, paper)):
                best[place] = named, "title"
        return [self._hit(place, found, field, paper) for place, (found, field) in best.items()]

    def _in_its_meaning(self, place: int, found: _Found, paper: Paper) -> _Found | None:
        """What was found, unless it is a short name that the paper defines as something else."""
        if not found.name or not (wanted := self._meanings[place]):
            return found
        said = meaning_in(f"{paper.title}\n{paper.abstract}", found.name, wanted)
        if said == "near":
            return replace(found, level="possible", score=_NEAR, rule="other-meaning")
        return None if said == "other" else found

    def _find_in(self, text: str, field: Field) -> Iterator[tuple[int, _Found]]:
        clauses = Clauses(text)
        for key in self._keys & clauses.keys:
            for phrase in self._words[key]:
                if found := _find_phrase(phrase, clauses, field):
                    yield phrase.place, found
        for pair in clauses.pairs_among(self._pair_keys) if self._pair_keys else ():
            for phrase in self._pairs[pair]:
                if phrase.words <= clauses.keys and (found := _find_words(phrase, clauses, field)):
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


def _find_words(phrase: _Phrase, clauses: Clauses, field: Field) -> _Found | None:
    if phrase.line in clauses.line:
        return _find_phrase(phrase, clauses, field)
    # "Chain-of-thought (CoT) reasoning" is chain-of-thought reasoning.
    if not phrase.neighbors.isdisjoint(clauses.bridged()):
        return _find_phrase(phrase, clauses.without_names(), field)
    return None if clauses.apart().isdisjoint(phrase.pairs) else _find_loosely(phrase, clauses, field)


def _find_phrase(phrase: _Phrase, clauses: Clauses, field: Field) -> _Found | None:
    places = _places(phrase.line, clauses.line)
    if not places:
        return None
    if phrase.nouns:
        places = [at for at in places if _is_same_word(phrase, clauses, at)]
        if not places:
            return None
    start, end = clauses.span(clauses.line, places[0], places[0] + len(phrase.line))
    again = min(len(places) - 1, _MOST_AGAIN) * _AGAIN if field == "abstract" else 0
    return _Found(start, end, "match", _SCORES[field] + again, phrase.rule)


def _places(part: str, line: str) -> list[int]:
    """Where the part stands in the line; the space at its end may begin the next."""
    places = []
    at = line.find(part)
    while at >= 0:
        places.append(at)
        at = line.find(part, at + len(part) - 1)
    return places


def _is_same_word(phrase: _Phrase, clauses: Clauses, at: int) -> bool:
    """Whether the word there is that of the topic or its plural. "Exploration" and "alignment" are subjects, and what
    explores or aligns is on another one: of 614 such hits 7 of 100 were right, of the word itself 49.
    """
    first = clauses.line.count(" ", 0, at + 1) - 1
    return not phrase.nouns.isdisjoint(singulars("".join(clauses.whole_words[first : first + len(phrase.keys)])))


def _find_joined(phrase: _Phrase, clauses: Clauses, field: Field) -> _Found | None:
    """The phrase in a text that writes a word of it with a hyphen: "fine-tuning" for "finetuning"."""
    line = clauses.joined_line()
    for at in _places(phrase.line, line):
        start, end = clauses.span(line, at, at + len(phrase.line), joined=True)
        if not phrase.nouns or not phrase.nouns.isdisjoint(singulars(_written(clauses.source[start:end]))):
            return _Found(start, end, "match", _SCORES[field], phrase.rule)
    return None


def _written(text: str) -> str:
    """The words of the text, folded, as one."""
    return "".join(WORDS.findall(folded_in_place(text)))


def _find_loosely(phrase: _Phrase, clauses: Clauses, field: Field) -> _Found | None:
    """The words of the phrase with one more word among them: "diffusion probabilistic models" for "diffusion models".
    Never over a common word, not for phrases that hold one, and not where a hyphen makes the word part of a compound:
    a "vision-language model" is no "vision model".
    """
    keys, line = phrase.keys, clauses.line
    for cut in range(1, len(keys)):
        left, right = f" {' '.join(keys[:cut])} ", f" {' '.join(keys[cut:])} "
        for at in _places(left, line):
            between = at + len(left)
            after = line.find(" ", between)
            if after >= 0 and line.startswith(right, after):
                word = line[between:after]
                if word != BREAK and word not in STOP_WORDS:
                    start, end = clauses.span(line, at, after + len(right))
                    if word in _HALVES or not _is_half(word, clauses.source[start:end]):
                        return _Found(start, end, "possible", _LOOSE[field], "one-word-between")
    return None


def _is_half(key: str, text: str) -> bool:
    return any(key in keys_of(compound) for compound in _COMPOUND.findall(text))


def _named_in_title(found: _Found, paper: Paper) -> _Found | None:
    """The short name in the title, if the abstract defines it beside the phrase: "low-rank adaptation (LoRA)"."""
    if found.level != "match" or found.name:
        return None
    name = short_name_at(paper.abstract, found.start, found.end)
    one = name[:-1] if name.endswith("s") and name[:-1].isupper() else name
    at = re.search(rf"(?<![^\W_]){re.escape(one)}s?(?![^\W_])", paper.title) if name else None
    return at and _Found(at.start(), at.end(), "match", _DEFINED, "defined")


def _find_name(name: _Name, clauses: Clauses, text: str, field: Field) -> _Found | None:
    matches = name.pattern.finditer(text)
    first = next(matches, None)
    if first is None:
        return None
    again = min(sum(1 for _ in matches), _MOST_AGAIN) * _AGAIN if field == "abstract" else 0
    start, end = clauses.original(first.start(), first.end())
    return _Found(start, end, "match", _SCORES[field] + again, name.rule, name.text)
