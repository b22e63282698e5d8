"""Whether two records are of one work: by arXiv id, by DOI, else by title and first author, strictly."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from zlib import crc32

from rapidfuzz.distance import Levenshtein

from paper_radar.papers.model import Paper, merged
from paper_radar.papers.text import fold

_TITLE_WORD = re.compile(r"[\w+#]+")
_NAME_WORD = re.compile(r"[^\W\d_]+")
_INITIALS = re.compile(r"(.*[^\W\d_]{2}.*)\s((?:[A-Z]\.?-?){1,3})")
# Come and go between a preprint and its publication. Not "with" or "without", which say something.
_SMALL_WORDS = frozenset(["a", "an", "the", "of", "on", "in", "for", "and", "to"])
# Shorter titles ("Deep learning", "Erratum") are shared by different works of one author.
_LETTERS_OF_A_TELLING_TITLE = 16
_SIGNS_OF_A_TELLING_TITLE = 8  # of a script that writes a word in one or two signs
_SHORTEST_WORD_WITH_A_VARIANT = 5
_LETTERS_BEFORE_A_VARIANT = 3
_MOST_VARIANTS = 2
# A preprint and its journal version; beyond, it is a new edition or next year's report under the same title.
_MOST_YEARS_BETWEEN = 3
# Said of many issues by the same editor, in the same words.
_GENERIC = re.compile(
    r"(?:guest |special )*(?:editor(?:ial|s)\b|preface|foreword|introduction to (?:the|this) (?:special|focus|theme)|"
    r"letters? to the editor|in this issue|issue information|table of contents|book reviews?\b|obituary)"
)
# A title about another paper, whose title it repeats.
_ABOUT = re.compile(
    r"\b(?:correct(?:ion|ed)|corrigend(?:um|a)|errat(?:um|a)|retract(?:ion|ed)|withdrawn|addend(?:um|a)|"
    r"expression of concern|comments?|commentary|repl(?:y|ies)|response|rejoinder|rebuttal)\b"
)
# In an added subtitle they tell of a sequel.
_SEQUEL = re.compile(
    r"\d|\b(?:parts?|volume|chapter|supplement\w*|appendix|revisited|extended|update\w*|follow-?up|sequel|"
    r"[ivx]{1,4}|one|two|three|first|second|third)\b"
)
# Begins with a sign, not with the space before it: that would be tried at every space of a title.
_SUBTITLE = re.compile(r"[:?–—](?=\s)|(?<=\s)-(?=\s)")
_WORDS_OF_A_WHOLE_TITLE = 4
_LETTERS_OF_A_WHOLE_TITLE = 24
# Preprint servers give DOIs of their own, beside which the published version has another. Prefixes as registered:
# bioRxiv and medRxiv (10.1101/ and a digit, since 2025 also 10.64898), Research Square, OSF's PsyArXiv and others,
# ChemRxiv, Preprints.org, SSRN, Authorea, TechRxiv, arXiv.
_PREPRINT_DOI = re.compile(
    r"(10\.1101/(?=\d)|10\.64898/|10\.21203/rs|10\.312(?:19|22|34|35)/osf|10\.26434/chemrxiv|10\.20944/preprints|"
    r"10\.2139/ssrn|10\.22541/au|10\.36227/techrxiv|10\.48550/arxiv)"
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is compared of a paper, prepared once. `first_author` is the folded words of the name, the surname last;
    `title` the words of the title but for the small ones, `about` those that make it a title about another paper.
    """

    arxiv_id: str
    doi: str
    year: int | None
    whole: str
    title: tuple[str, ...]
    about: tuple[str, ...]
    first_author: tuple[str, ...]
    authors: tuple[str, ...]


def likeness(paper: Paper) -> Likeness:
    """The likeness of a paper."""
    kind, _, rest = paper.key.partition(":")
    year = (paper.published or paper.announced)[:4]
    whole = fold(paper.title)
    return Likeness(
        arxiv_id=paper.arxiv_id or (rest if kind == "arxiv" else ""),
        doi=(paper.doi or (rest if kind == "doi" else "")).lower(),
        year=int(year) if year.isascii() and year.isdigit() else None,
        whole=whole,
        title=_words(whole),
        about=tuple(_ABOUT.findall(whole)),
        first_author=_name(paper.authors[0]) if paper.authors else (),
        authors=paper.authors,
    )


def same_work(one: Paper, other: Paper) -> bool:
    """True only if the two are surely one work, such as a preprint and what a journal made of it.

    Whatever is one work shares one of its `blocks`.
    """
    return alike(likeness(one), likeness(other))


def alike(one: Likeness, other: Likeness) -> bool:
    """As `same_work`: a wrong merge costs the reader a paper, a missed one costs a glance."""
    if one.arxiv_id and other.arxiv_id:
        return one.arxiv_id == other.arxiv_id
    if one.doi and one.doi == other.doi:
        return True
    if one.doi and other.doi and not _may_be_its_preprint(one.doi, other.doi):
        return False
    if one.year and other.year and abs(one.year - other.year) > _MOST_YEARS_BETWEEN:
        return False
    return one.about == other.about and _same_person(one.first_author, other.first_author) and _same_title(one, other)


def joined(known: Paper, paper: Paper) -> Paper:
    """The one record of a work that is known and seen again, maybe elsewhere: under its key on arXiv if there is one,
    else under that by which it is known.

    Of two journals' records under two keys neither is the newer: each refresh brings both, and the record would go back
    and forth. So the one that is known stays, and only its blanks are filled.
    """
    if paper.key == known.key:
        return merged(known, paper)
    key = paper.key if is_arxiv(paper.key) else known.key
    if is_arxiv(key):
        return merged(replace(known, key=key), replace(paper, key=key))
    return replace(merged(replace(paper, key=key), known), source=known.source)


def is_arxiv(key: str) -> bool:
    """Whether it is the key of a paper on arXiv: of them no two are one work."""
    return key.startswith("arxiv:")


def is_of_preprint_server(doi: str) -> bool:
    """Whether a server of preprints gave this DOI (lower case), not the journal."""
    return _PREPRINT_DOI.match(doi) is not None


def blocks(paper: Paper) -> tuple[int, ...]:
    """Numbers of 32 bits by which the paper is looked for: two records without one in common are not one work.

    Few papers share one: it is of the DOI, or of a name of the first author and how the title begins.
    """
    met = likeness(paper)
    found = {f"doi {met.doi}"} if met.doi else set()
    if met.first_author:
        # Whether the names are compared by the surname or as a set of words, one of the two is the same.
        names = {met.first_author[-1], min(met.first_author)}
        beginnings = {"".join(title)[:_LETTERS_BEFORE_A_VARIANT] for title in (met.title, *_parts(met.whole))}
        found |= {f"{name} {beginning}" for name in names for beginning in beginnings if beginning}
    return tuple(sorted(crc32(text.encode("utf-8", "replace")) for text in found))


def _may_be_its_preprint(one: str, other: str) -> bool:
    servers = [match.group() if (match := _PREPRINT_DOI.match(doi)) else "" for doi in (one, other)]
    return servers[0] != servers[1]


def _words(folded: str) -> tuple[str, ...]:
    return tuple(word for word in _TITLE_WORD.findall(folded) if word not in _SMALL_WORDS)


def _parts(whole: str) -> Iterator[tuple[str, ...]]:
    """What stands before the first colon of a title, and what stands behind it."""
    if match := _SUBTITLE.search(whole):
        yield _words(whole[: match.start()])
        yield _words(whole[match.end() :])


def _same_title(one: Likeness, other: Likeness) -> bool:
    if _GENERIC.match(one.whole) or _GENERIC.match(other.whole):
        return False
    return (
        _same_words(one.title, other.title)
        or _is_part(one.title, other.whole, one.authors, other.authors)
        or _is_part(other.title, one.whole, other.authors, one.authors)
    )


def _is_part(title: tuple[str, ...], whole: str, authors: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether the title is the other one without its subtitle, or without the name before the colon ("GPT: …")."""
    if len(title) < _WORDS_OF_A_WHOLE_TITLE or len("".join(title)) < _LETTERS_OF_A_WHOLE_TITLE:
        return False
    parts = list(_parts(whole))
    for part, added in zip(parts, reversed(parts), strict=True):
        if _same_words(title, part):
            return not _SEQUEL.search(" ".join(added)) and _same_team(authors, others)
    return False


def _same_team(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the shorter list, which a feed may have cut, is in the longer; one author alone writes sequels."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 2:
        return False
    there = {name[-1] for author in longer if (name := _name(author))}
    return all(not there.isdisjoint(name) for author in shorter if (name := _name(author)))


def _same_words(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
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
    if match := _INITIALS.fullmatch(name):
        # "García-Castaño JM", as medical journals write it.
        name = f"{match[2][0]} {match[1]}"
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
