"""arXiv's author line: one text with names, affiliations and collaborations, taken apart into names."""

import re

from paper_radar.papers.text import plain

_SEPARATOR = re.compile(r"[,:;]\s*(?:and\s|\\?&)?|\s+and\s+|\s+\\?&\s+")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV", re.IGNORECASE)
_ET_AL = re.compile(r"\bet\.?\s+al\b\.?", re.IGNORECASE)
_BROKEN_INITIAL = re.compile(r"\.\s+-(?=\w)")
# "A. One for the ATLAS Collaboration", "on behalf of the CMS Collaboration": they sign beside those who wrote.
_FOR = re.compile(
    r"(?:^|\s)(?:for|on\s+behalf\s+of|representing)\s+(?:the\s+)?"
    r"(?=[^,:;]{0,80}\b(?:collaborations?|consortium|team|group|project)\b)",
    re.IGNORECASE,
)
# Marks that lead to affiliations, as in a paper's own head: "A. One$^{1,2}$", "A. One [MIT]", "A. One†", "A. One1".
_RAISED = re.compile(r"\$\s*\^\s*(?:\{[^${}]{0,40}\}|[^${}\s]{1,5})\s*\$|\[[^\[\]]{0,400}\]")
_MARKS = "*†‡§¶∗⋆0123456789⁰¹²³⁴⁵⁶⁷⁸⁹"


def split_authors(line: str) -> tuple[str, ...]:
    """The names on an author line as RSS gives it, TeX accents decoded, in their order.

    Follows arXiv's own reading (arxiv-base, arxiv/authors: split_authors): brackets hold affiliations and notes,
    nested ones too, and an open bracket runs to the end; names stand between commas, colons or "and"; a collaboration
    is a name like any other, and need not be asked for whom it signs; "Jr." and "III" belong to the name before them;
    "et al." is nobody.
    """
    names: list[str] = []
    text = _without_brackets(plain(_RAISED.sub("", line) if "[" in line or "^" in line else line))
    for part in _SEPARATOR.split(_FOR.sub(",", text)):
        name = _tidy(_ET_AL.sub("", part).strip().rstrip(_MARKS))
        if names and _SUFFIX.fullmatch(name):
            names[-1] = f"{names[-1]} {name}"
        elif name:
            names.append(name)
    return tuple(names)


def author_name(raw: str) -> str:
    """One name as a person writes it, "" if there is no letter in it (the corpus has an author called ":")."""
    return _tidy(plain(raw))


def _tidy(name: str) -> str:
    # arXiv parts initials at their dots: "Y. -H. Chu".
    name = _BROKEN_INITIAL.sub(".-", " ".join(name.split()))
    return name if any(character.isalpha() for character in name) else ""


def _without_brackets(line: str) -> str:
    kept: list[str] = []
    depth = 0
    for piece in re.split(r"([()])", line):
        if piece == "(":
            depth += 1
        elif piece == ")":
            depth = max(depth - 1, 0)
        elif depth == 0:
            kept.append(piece)
    return " ".join(kept)
