"""Where to look for a topic: the index terms (`papers.text.terms`) that every paper it may hit has."""

import re
from itertools import product

from paper_radar.papers.spelling import american
from paper_radar.papers.text import STOP_WORDS, stem, terms
from paper_radar.radar.clauses import PREFIXES
from paper_radar.radar.entries import Entry
from paper_radar.radar.topic_forms import Form, forms_of
from paper_radar.radar.word_forms import word_key

Alternatives = tuple[frozenset[str], ...]

_CJK_RUN = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]{2,}")
# A half-width sign after it may make another letter of a kana at the end.
_KANA = re.compile("[\u3040-\u30ff]$")
# Keys of words that the index leaves out, halves of "isn't" among them.
_LEFT_OUT = frozenset(word_key(part) for word in STOP_WORDS for part in (word, *re.split("[.']", word)))
# A word much longer than its key may be too long for the index.
_LONGEST_KEY = 25
_MOST = 12


def topic_lookups(entry: Entry) -> Alternatives | None:
    """Alternatives, each a set of index terms: a paper can only be hit by the topic if the terms of its title and
    abstract hold one of the sets whole. None if that cannot be said and every paper must be read; none at all if the
    entry hits nothing.
    """
    if entry.kind != "topic":
        return None
    found: dict[frozenset[str], None] = {}
    for form in forms_of(entry):
        alternatives = _READ[form.kind](form)
        if alternatives is None:
            return None
        found.update(dict.fromkeys(alternatives))
    # What a smaller set admits need not be asked for again.
    return tuple(terms for terms in found if not any(other < terms for other in found))


def _phrase(form: Form) -> list[frozenset[str]] | None:
    found: list[frozenset[str]] = []
    for keys in form.keys:
        choices = sorted((choice for key in keys if (choice := _choices(key))), key=len)
        if not choices:
            return None
        size, asked = 1, 0
        while asked < len(choices) and (not asked or size * len(choices[asked]) <= _MOST):
            size *= len(choices[asked])
            asked += 1
        found += map(frozenset, product(*choices[:asked]))
    return found


def _choices(key: str) -> list[str]:
    """Terms of which a text with a word of this key has at least one; empty if there may be none."""
    root = key.partition("+")[0]
    if len(root) < 2 or len(root) > _LONGEST_KEY or not root.isascii() or key in _LEFT_OUT or not root.isalnum():
        return []
    if root.isdigit():
        return []
    found = [root]
    if len(key) < 4 or not key.isalpha():
        found.append(stem(american(key)))
    if word_key(f"{key}s") == key:
        found.append(stem(american(f"{key}s")))
    # Written apart, "pre training", the index has the two words.
    found += [stem(prefix) for prefix in sorted(PREFIXES) if root.startswith(prefix) and root != prefix]
    return list(dict.fromkeys(found))


def _name(form: Form) -> list[frozenset[str]] | None:
    """All words of a short name, the last of them also with the "s" of a plural."""
    if not form.text.isascii():
        return None
    words = re.findall("[a-z0-9]+", form.text.lower())
    last = "" if form.text[-1:].isalnum() else None
    found: list[frozenset[str]] = []
    for ending in ("", "s") if last is not None else ("",):
        spelled = [*words[:-1], words[-1] + ending] if words else []
        asked = frozenset(_asked(word) for word in spelled) - {""}
        if not asked:
            return None
        found.append(asked)
    return found


def _asked(word: str) -> str:
    return next(iter(terms(word)), "") if word not in _LEFT_OUT else ""


def _script(form: Form) -> list[frozenset[str]] | None:
    asked: set[str] = set()
    for match in _CJK_RUN.finditer(form.text):
        pairs = terms(match.group())
        asked.update(pairs[:-1] if _KANA.search(match.group()) else pairs)
    return [frozenset(asked)] if asked else None


_READ = {"phrase": _phrase, "name": _name, "script": _script}
