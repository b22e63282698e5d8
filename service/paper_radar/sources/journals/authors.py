"""Who wrote it: authors as journals' feeds give them, one name a field, all in one, or in the description's HTML."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from paper_radar.pages.names import person
from paper_radar.papers.text import plain

MOST = 5000  # authors of one item; the largest collaborations have 3,000
_LONGEST = 200_000
_ET_AL = re.compile(r"[,;]?\s*(?:\bet\.?\s*al\b\.?|等)\s*", re.IGNORECASE)
_INITIAL = r"(?:[^\W\d_]|Yu|Zh|Ch|Sh|Th|Ju|Ya)"
# "M.", "K. K.", "H.-X.", "Y.-H. J."; bioRxiv has "Zhang, a." as well.
_INITIALS = re.compile(rf"{_INITIAL}\.?(?:[\s-]*{_INITIAL}\.)*", re.IGNORECASE)
_GENERATION = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv", re.IGNORECASE)
# Medical journals: "García-Castaño J", "de Oliveira AB", "Smith JA Jr".
_VANCOUVER = re.compile(
    r"(?P<family>\S.*?[^\W\d_])\s+(?P<initials>[^\W\d_a-z]{1,4})\.?(?P<generation>\s+(?:Jr|Sr|2nd|3rd)\.?)?"
)
# "Author(s): A, B, and C", up to the end of its paragraph.
_SAID = re.compile(
    r"Authors?(?:\(s\))?\s*:\s*(.{2,20000}?)(?=</p>|<br\s*/?>|</div>|<p[\s>]|\n\n|$)", re.IGNORECASE | re.DOTALL
)
# CNKI: the description begins with the names, a semicolon behind each.
_LEADING = re.compile(r"\s*((?:[^;<>]{2,60};){1,200})\s*(?:</?br\s*/?>)", re.IGNORECASE)
_CAPITAL_FAMILY = re.compile(r"(?P<given>\S*[a-z]\S*(?:\s\S+)*)\s(?P<family>[A-Z]{2,3})")


def authors_of(entry: Mapping[str, Any], descriptions: Iterable[str]) -> tuple[str, ...]:
    """The names in spoken order, each once; () where the feed tells none. `descriptions` are the item's texts as HTML.

    "et al." and what is nobody's name are left out, so the list may be the beginning of a longer one.
    """
    told = _fields(entry)
    if not told:
        told = next((names for text in descriptions if (names := _described(text))), [])
    names = [_tidy(name) for name in (told if len(told) > 1 else _parted("".join(told)))]
    return tuple(dict.fromkeys(name for name in names if name))[:MOST]


def _fields(entry: Mapping[str, Any]) -> list[str]:
    """One text for each author element. `entry.author` would be the last of them only, one item has 326."""
    authors = entry.get("authors")
    if isinstance(authors, str):  # IEEE's own element of this name
        return [authors[:_LONGEST]] if authors.strip() else []
    names = [author.get("name") for author in authors or () if isinstance(author, Mapping)]
    return [name[:_LONGEST] for name in names if isinstance(name, str) and name.strip()]


def _described(text: str) -> list[str]:
    if said := _SAID.search(text[:_LONGEST]):
        return [plain(said[1])]
    if leading := _LEADING.match(text):
        return [name for name in leading[1].split(";") if name.strip()]
    return []


def _parted(line: str) -> list[str]:
    """The names on one line: between semicolons or line ends, else between commas, where these do not part a name."""
    line = _ET_AL.sub(" ", line)
    for sign in (";", "；", "|"):
        if sign in line:
            return [part for name in line.split(sign) for part in _with_and(name)]
    if re.search(r",\s*\n", line):
        return re.split(r",?\s*\n\s*", line)
    parts = [part.strip() for part in re.split(r"[,，、]", plain(line)) if part.strip()]
    if len(parts) < 2:
        return _with_and(line)
    return _pairs(parts) or [name for part in parts for name in _with_and(part)]


def _pairs(parts: list[str]) -> list[str]:
    """ "Kaur, M., Shukla, A." as "M. Kaur" and "A. Shukla"; "Inoda, Toshio" is one; [] where commas part people."""
    if len(parts) == 2 and (
        _INITIALS.fullmatch(parts[1]) or (" " not in parts[0] and not _VANCOUVER.fullmatch(parts[0]))
    ):
        return [f"{parts[1]} {parts[0]}"]
    names: list[str] = []
    rest = iter(parts)
    for family in rest:
        if names and _GENERATION.fullmatch(family):
            names[-1] = f"{names[-1]} {family}"
            continue
        given = re.sub(r"^(?:and|&)\s+", "", next(rest, ""))
        if not _INITIALS.fullmatch(given):
            return []
        family = re.sub(r"^(?:and|&)\s+", "", family)
        names.append(f"{given} {family}")
    return names


def _with_and(text: str) -> list[str]:
    return re.split(r"(?:^|\s+)(?:and|&)\s+", text)


def _tidy(name: str) -> str:
    name = plain(name[:300]).rstrip(" :;,")
    if vancouver := _VANCOUVER.fullmatch(name):
        initials = " ".join(f"{letter}." for letter in vancouver["initials"])
        return f"{initials} {vancouver['family']}{vancouver['generation'] or ''}"
    name = person(_ET_AL.sub(" ", name))
    if capital := _CAPITAL_FAMILY.fullmatch(name):
        return f"{capital['given']} {capital['family'].capitalize()}"
    return name
