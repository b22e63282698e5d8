"""Who wrote it: authors as journals' feeds give them, one name a field, all in one, or in the description's HTML."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from paper_radar.pages.names import person
from paper_radar.papers.text import plain

MOST = 5000  # authors of one item; the largest collaborations have 3,000
_LONGEST = 100_000
_ET_AL = re.compile(r"[,;]?\s*(?:\bet\.?\s*al\b\.?|等)\s*", re.IGNORECASE)
# "M.", "K. K.", "H.-X."; bioRxiv has "Zhang, a." as well.
_INITIALS = re.compile(r"[^\W\d_]\.?(?:[\s-]*[^\W\d_]\.)*")
_GENERATION = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv", re.IGNORECASE)
_CHINESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_PARTICLE = re.compile(r"(?:al|da|de|del|den|der|di|do|dos|du|el|la|le|ten|ter|van|von|zu)\s", re.IGNORECASE)
# Medical journals and OUP: "García-Castaño J", "de Oliveira AB", "Smith JA Jr".
_VANCOUVER = re.compile(
    r"(?P<family>[^\s,][^,]*?[^\W\d_])\s+(?P<initials>[A-ZÀ-ÖØ-ÞŁŚŠŽ]{1,3})(?P<generation>\s+(?:Jr|Sr|2nd|3rd)\.?)?\.?"
)
# "Author(s): A, B, and C" of ScienceDirect and APS, up to the end of its paragraph.
_SAID = re.compile(r"(?:^|(?<=>)|(?<=\n))\s{0,9}Authors?(?:\(s\))?\s?:\s?", re.IGNORECASE)
_SAID_END = re.compile(r"</p>|<br\s?/?>|</div>|<p[\s>]|\n\n|$", re.IGNORECASE)
# CNKI: the description begins with the names, a semicolon behind each.
_LEADING = re.compile(r"\s*((?:[^;<>]{2,60};){1,200})\s*(?:</?br\s*/?>)", re.IGNORECASE)
# ACL Anthology: "Ada Lovelace and Alan Turing in Proceedings of the 38th …" is the whole description (#5354 there).
_IN_PROCEEDINGS = re.compile(r" in (?=(?:Proceedings|Findings|Transactions) of |Computational Linguistics\b)")
# "ada@x.example (Ada Lovelace)", of which feedparser takes the address off wrongly where its last part is long.
_TORN_ADDRESS = re.compile(r"\S{0,80}\s?\(([^()]{3,200})\)?")
_GROUP = re.compile(r"\b(?:group|consortium|collaboration|team|network|project|committee)\b", re.IGNORECASE)


def authors_of(entry: Mapping[str, Any], descriptions: Iterable[str]) -> tuple[str, ...]:
    """The names in spoken order, each once; () where the feed tells none. `descriptions` are the item's texts as HTML.

    "et al." and what is nobody's name are left out, so the list may be the beginning of a longer one.
    """
    told = _fields(entry)
    if not told:
        told = next((names for text in descriptions if (names := _described(text))), [])
    parts = told if len(told) > 1 else _parted("".join(told))
    names = _from_vancouver(parts) or [_tidy(part) for part in parts]
    return tuple(dict.fromkeys(name for name in names if name))[:MOST]


def _fields(entry: Mapping[str, Any]) -> list[str]:
    """One text for each author element. `entry.author` would be the last of them only, and one item has 326."""
    authors = entry.get("authors")
    if isinstance(authors, str):  # an element of this name, as some aggregators write it
        return [authors[:_LONGEST]] if authors.strip() else []
    names = [author.get("name") for author in authors or () if isinstance(author, Mapping)]
    return [name[:_LONGEST] for name in names if isinstance(name, str) and name.strip()]


def _described(text: str) -> list[str]:
    if (said := said_authors(text)) is not None:
        return [plain(text[said[1] : said[2]])]
    if leading := _LEADING.match(text):
        return [name for name in leading[1].split(";") if name.strip()]
    names, _ = names_and_proceedings(text)
    return [names] if names else []


def said_authors(text: str) -> tuple[int, int, int] | None:
    """Where in the HTML a paragraph begins with "Author(s):", where its names begin, and where they end."""
    found = _SAID.search(text)
    if found is None:
        return None
    end = _SAID_END.search(text, found.end())
    return found.start(), found.end(), end.start() if end else len(text)


def names_and_proceedings(text: str) -> tuple[str, str]:
    """The two parts of a description that is no more than "A, B and C in Proceedings of …"; ("", "") for any other."""
    text = " ".join(text.split()) if len(text) < 20_000 and "<" not in text else ""
    found = _IN_PROCEEDINGS.search(text)
    if found is None or any(len(name.split()) > 8 for name in _with_and(text[: found.start()].replace(",", " and "))):
        return "", ""
    return text[: found.start()], text[found.end() :]


def _parted(line: str) -> list[str]:
    """The names on one line: between semicolons or line ends, else between commas, where these do not part a name."""
    # Runs of white space are folded first: an expression that begins with them would take a time that grows faster.
    line = "\n".join(" ".join(row.split()) for row in line.splitlines() if row.strip())
    line = re.sub(r"\([^()]{0,200}\)", " ", _ET_AL.sub(" ", line))
    for sign in (";", "；", "|"):
        if sign in line:
            return [part for name in line.split(sign) for part in _with_and(name)]
    if re.search(r",\s*\n", line):
        return re.split(r",?\s*\n\s*", line)
    parts = [part for part in (_without_and(part) for part in re.split(r"[,，、]", plain(line))) if part]
    if len(parts) < 2:
        return _with_and(line)
    return _pairs(parts) or [name for part in parts for name in _with_and(part)]


def _pairs(parts: list[str]) -> list[str]:
    """ "Kaur, M., Shukla, A." as "M. Kaur" and "A. Shukla"; "Inoda, Toshio" is one; [] where commas part people."""
    if len(parts) == 2 and _is_one(*parts):
        return [f"{parts[1]} {parts[0]}"]
    names: list[str] = []
    rest = iter(parts)
    for family in rest:
        if names and _GENERATION.fullmatch(family):
            names[-1] = f"{names[-1]} {family}"
            continue
        given = next(rest, "")
        if not _INITIALS.fullmatch(given):
            return []
        # "Zhang, a., jiang, x.": whoever typed it left out the capitals.
        family = family.capitalize() if family.islower() and " " not in family else family
        names.append(f"{given.upper() if given.islower() else given} {family}")
    return names


def _is_one(family: str, given: str) -> bool:
    """Are the two parts one name, its family first?"""
    if _VANCOUVER.fullmatch(family) or _CHINESE.search(family):
        return False
    return " " not in family or " " not in given or bool(_PARTICLE.match(family))


def _with_and(text: str) -> list[str]:
    return re.split(r"(?:^|\s+)(?:and|&)\s+", text)


def _without_and(text: str) -> str:
    return re.sub(r"^\s*(?:and|&)\s+", "", text).strip()


def _from_vancouver(parts: list[str]) -> list[str]:
    """ "Brandão S" as "S. Brandão", if all are written so; [] if not. "Fei LI, Yu WU" are names with a loud family."""
    texts = [text for part in parts if (text := plain(part[:300]))]
    found = [_VANCOUVER.fullmatch(text) for text in texts]
    others = [text for one, text in zip(found, texts, strict=True) if one is None]
    if not any(one and len(one["initials"]) == 1 for one in found):
        return []
    if any(" " in text and not _GROUP.search(text) for text in others):
        return []
    return [_spelled(one) if one else _tidy(text) for one, text in zip(found, texts, strict=True)]


def _spelled(name: re.Match[str]) -> str:
    initials = " ".join(f"{letter}." for letter in name["initials"])
    return f"{initials} {name['family']}{name['generation'] or ''}"


def _tidy(name: str) -> str:
    name = plain(name[:300]).rstrip(" :;,")
    if torn := _TORN_ADDRESS.fullmatch(name):
        name = torn[1]
    name = person(_ET_AL.sub(" ", name))
    given, _, family = name.rpartition(" ")
    # "Fei LI": longer ones `person` has mended.
    loud = family.isascii() and family.isupper() and len(family) in (2, 3) and family.isalpha()
    if loud and given and all(any(letter.islower() for letter in word) for word in given.split()):
        return f"{given} {family.capitalize()}"
    return name
