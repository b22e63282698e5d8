"""Citation keys: zou2026implicit, and zou2026implicita for the next that would be called the same."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from types import MappingProxyType

from paper_radar.library.export.names import split_name
from paper_radar.library.record import Saved
from paper_radar.papers.model import Paper
from paper_radar.papers.text import STOP_WORDS, fold, words

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_LONGEST_PART = 40


def citation_keys(items: Sequence[Saved], known: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """One key for each paper, in their order, unique among them, of the letters and digits that every program takes.

    A work that is `known` (key of the paper → citation key) keeps the one it has, and no other gets it. Of the rest the
    paper saved first gets the plain key, whatever the order here: saving more papers renames none.
    """
    keys: dict[int, str] = {}
    used: set[str] = set()
    for place, saved in enumerate(items):
        names = (saved.paper.key, *saved.also)
        if key := next((known[name] for name in names if name in known and known[name] not in used), ""):
            keys[place] = key
            used.add(key)
    taken = {*known.values()}
    for place in sorted(range(len(items)), key=lambda place: (items[place].saved_at, items[place].paper.key, place)):
        if place in keys:
            continue
        base = _base(items[place].paper)
        keys[place] = next(key for key in (base + suffix for suffix in _suffixes()) if key not in taken)
        taken.add(keys[place])
    return [keys[place] for place in range(len(items))]


def _base(paper: Paper) -> str:
    family = _plain(split_name(paper.authors[0]).family) if paper.authors else ""
    year = paper.published[:4] if paper.published[:4].isascii() and paper.published[:4].isdigit() else ""
    telling = (_plain(word) for word in words(paper.title) if word not in STOP_WORDS)
    word = next((word for word in telling if len(word) > 1 and not word.isdigit()), "")
    return f"{family or 'paper'}{year}{word}"


def _plain(text: str) -> str:
    return _NOT_PLAIN.sub("", fold(text))[:_LONGEST_PART]


def _suffixes() -> Iterator[str]:
    yield ""
    for number in count():
        yield _letters(number)


def _letters(number: int) -> str:
    """0 is a, 25 is z, 26 is aa."""
    rest, last = divmod(number, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("a") + last)
