"""Authors' names as pages write them, read into "Given Family"."""

import re
from collections.abc import Iterable

from paper_radar.papers.text import plain

_MARKS = re.compile(r"[*†‡§¶‖∥#⁎✉]+|\[[^\[\]]{0,80}\]|[⁰¹²³⁴-⁹ᵃ-ᵛ]+$|(?<=[^\W\d_])\d+(?=\s|,|$)")
_EDGES = re.compile(r"^(?:(?:and|by|&|et|und)\s+|[\s,;.&|·•-])+|(?:\s+(?:and|&|et|und)|[\s,;&|·•-])+$", re.IGNORECASE)
_DEGREE = re.compile(r",?\s+(?:Ph\.?\s?D|M\.?D|M\.?Sc|B\.?Sc|Dr|FRCP|MBBS|MPH)\b\.?", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv", re.IGNORECASE)
_CAPITALS = re.compile(
    r"\b[A-ZÀ-ÖØ-Þ]{4,}\b|(?<=[A-ZÀ-ÖØ-Þ]{4}\s)[A-ZÀ-ÖØ-Þ]{3}\b|^[A-ZÀ-ÖØ-Þ]{3}(?=\s[A-ZÀ-ÖØ-Þ]{4,}$)"
)
_GROUP = re.compile(r"\b(?:collaboration|consortium|team|group|project|network|committee|society|lab)\b", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"[A-Z0-9]+(?:_[A-Z0-9]+)+")
_NOBODY = re.compile(
    r"https?:|www\.|@|\badmin\b|\bpublish(?:er|ers|ing)\b|\bcorporation\b|\b(?:ltd|inc|gmbh)\b|\beditorial\b"
    r"|^(?:anonymous|unknown|author|authors|editor|staff|none|null|undefined)$|^\W*et al\W*$",
    re.IGNORECASE,
)
# Names in Chinese signs stand without a blank, and between signs of their own.
_SIGNS = re.compile("[\u3400-\u9fff\u00b7]{2,5}")
_LOGIN = re.compile(r"[a-z0-9._-]+")


def natural(name: str) -> str:
    """The name in the order in which it is spoken: "Abu-Shammala, Wael" is "Wael Abu-Shammala"."""
    family, comma, given = plain(name[:300]).partition(",")
    if comma:
        given, _, suffix = given.partition(",")
        if _SUFFIX.fullmatch(given.strip()):
            given, suffix = suffix, given
        return " ".join(part for part in (given.strip(), family.strip(), suffix.strip()) if part)
    return family


def person(name: str) -> str:
    """The name in a tag as a person's or a collaboration's name in spoken order; "" for nobody.

    Footnote marks, degrees and affiliations in brackets are left out; a publisher, a placeholder, a login or an address
    in an author's place is nobody.
    """
    name = natural(_EDGES.sub("", _DEGREE.sub("", _MARKS.sub("", plain(name[:300])))))
    if _PLACEHOLDER.search(name) or _NOBODY.search(name) or _LOGIN.fullmatch(name):
        return ""
    return _without_capitals(name) if any(letter.isalpha() for letter in name) else ""


def _without_capitals(name: str) -> str:
    """DIFAN ZOU becomes Difan Zou; initials stay, and so do the names of groups (LIGO)."""
    if _GROUP.search(name) or " " not in name:
        return name
    return _CAPITALS.sub(lambda word: word[0][0] + word[0][1:].lower(), name)


def name_list(values: Iterable[str]) -> tuple[str, ...]:
    """The names in tags of which each holds one name or a whole list; in their order, each once."""
    names = [person(name) for value in values for name in _parted(value[:20_000])]
    return tuple(dict.fromkeys(name for name in names if name))


def _parted(value: str) -> list[str]:
    for sign in (";", "；", "、", "|", "\n"):
        if sign in value:
            return value.split(sign)
    parts = [part for part in re.split(r"[,，]\s*(?:and\s+|&\s*)?", value) if part.strip()]
    if re.search(r"\s(?:and|&)\s", value):
        return [name for part in parts for name in re.split(r"\s(?:and|&)\s", part)] if _whole(parts) else [value]
    return parts if len(parts) > 1 and _whole(parts) else [value]


def _whole(parts: list[str]) -> bool:
    """Whether each part is a name of its own, with given and family name: then commas stand between people."""
    if all(_SIGNS.fullmatch(part.strip()) for part in parts):
        return True
    return all(len(part.split()) > 1 and not _SUFFIX.fullmatch(part.strip()) for part in parts)
