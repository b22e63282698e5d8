"""Whether two records are of one work: by arXiv id, by DOI, else by title and first author, strictly."""

import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from paper_radar.papers.model import Paper
from paper_radar.papers.text import fold

_TITLE_WORD = re.compile(r"[\w+#]+")
_NAME_WORD = re.compile(r"[^\W\d_]+")
# Shorter titles ("Deep learning", "Erratum") are shared by different works of one author.
_LETTERS_OF_A_TELLING_TITLE = 16
_SIGNS_OF_A_TELLING_TITLE = 8  # of a script that writes a word in one or two signs
_SHORTEST_WORD_WITH_A_VARIANT = 5
_LETTERS_BEFORE_A_VARIANT = 3
_MOST_VARIANTS = 2
# A preprint and its journal version; beyond, it is a new edition or next year's report under the same title.
_MOST_YEARS_BETWEEN = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is compared of a paper, prepared once. `first_author` is the folded words of the name, the surname last."""

    arxiv_id: str
    doi: str
    year: int | None
    title: tuple[str, ...]
    first_author: tuple[str, ...]


def likeness(paper: Paper) -> Likeness:
    """The likeness of a paper."""
    kind, _, rest = paper.key.partition(":")
    year = paper.published[:4]
    return Likeness(
        arxiv_id=paper.arxiv_id or (rest if kind == "arxiv" else ""),
        doi=(paper.doi or (rest if kind == "doi" else "")).lower(),
        year=int(year) if year.isascii() and year.isdigit() else None,
        title=tuple(_TITLE_WORD.findall(fold(paper.title))),
        first_author=_name(paper.authors[0]) if paper.authors else (),
    )


def same_work(one: Likeness, other: Likeness) -> bool:
    """True only if the two are surely one work: a wrong merge costs the reader a paper, a missed one costs a glance."""
    if one.arxiv_id and other.arxiv_id:
        return one.arxiv_id == other.arxiv_id
    if one.doi and other.doi:
        return one.doi == other.doi
    if one.year and other.year and abs(one.year - other.year) > _MOST_YEARS_BETWEEN:
        return False
    return _same_person(one.first_author, other.first_author) and _same_title(one.title, other.title)


def _same_title(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    whole, other_whole = "".join(one), "".join(other)
    least = _LETTERS_OF_A_TELLING_TITLE if whole.isascii() else _SIGNS_OF_A_TELLING_TITLE
    if min(len(whole), len(other_whole)) < least:
        return False
    if whole == other_whole:
        return True
    if len(one) != len(other):
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) <= _MOST_VARIANTS and all(_variants(a, b) for a, b in differing)


def _variants(one: str, other: str) -> bool:
    """Behaviour and behavior, network and networks; never supervised and unsupervised, GPT3 and GPT4, I and II."""
    if min(len(one), len(other)) < _SHORTEST_WORD_WITH_A_VARIANT or not (one + other).isalpha():
        return False
    same_beginning = one[:_LETTERS_BEFORE_A_VARIANT] == other[:_LETTERS_BEFORE_A_VARIANT]
    return same_beginning and Levenshtein.distance(one, other, score_cutoff=1) <= 1


def _name(name: str) -> tuple[str, ...]:
    folded = fold(name).replace("-", "").replace("'", "")
    family, comma, given = folded.partition(",")
    return tuple(_NAME_WORD.findall(f"{given} {family}" if comma else folded))


def _same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other:
        return False
    if sorted(one) == sorted(other):
        return True
    if one[-1] != other[-1]:
        return False
    if len(one) == 1 or len(other) == 1:
        return True
    shorter, longer = sorted((one[0], other[0]), key=len)
    return longer.startswith(shorter)
