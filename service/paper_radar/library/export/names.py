"""Names of authors in the parts that bibliographies ask for, and back as a person writes them."""

import re
from dataclasses import dataclass

_PARTICLE_LIST = "af al av bin da das de del della den der di dos du el ibn la le ten ter van von zu zum zur"
_PARTICLES = frozenset(_PARTICLE_LIST.split())
_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
_ORGANISATION = re.compile(
    r"\b(?:collaboration|consortium|team|group|network|project|institute|university|laborator(?:y|ies)|association"
    r"|society|committee|foundation|center|centre|council|and)\b|[&,:;]",
    re.IGNORECASE,
)
_CJK = re.compile("^[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af ]+$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in parts. A name in one piece (an organisation, a single name) is all `family`."""

    family: str
    given: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        """The name as a person writes it: "Difan Zou", "Ludwig van Beethoven", "周 志华"."""
        parts = (self.family, self.given) if _CJK.match(self.family) else (self.given, self.family, self.suffix)
        return " ".join(filter(None, parts))


def split_name(name: str) -> Name:
    """The parts of a name as it stands in a paper, "Difan Zou" or "Zou, Difan"."""
    whole = " ".join(name.split())
    if whole.count(",") in (1, 2) and not _ORGANISATION.search(whole.replace(",", "")):
        return from_commas(whole)
    parts = whole.split(" ")
    if len(parts) == 1 or _ORGANISATION.search(whole):
        return Name(whole)
    if _CJK.match(whole):
        return Name(parts[0], " ".join(parts[1:]))
    suffix = parts.pop() if parts[-1] in _SUFFIXES and len(parts) > 2 else ""
    start = len(parts) - 1
    while start > 1 and parts[start - 1] in _PARTICLES:
        start -= 1
    return Name(" ".join(parts[start:]), " ".join(parts[:start]), suffix)


def from_commas(name: str) -> Name:
    """The parts of "Family, Given", "Family, Given, Suffix" (RIS) and "Family, Suffix, Given" (BibTeX)."""
    parts = [" ".join(part.split()) for part in name.split(",")]
    family, rest = parts[0], [part for part in parts[1:] if part]
    suffix = next((part for part in rest if part in _SUFFIXES), "")
    return Name(family, " ".join(part for part in rest if part != suffix), suffix)


def is_whole(name: Name) -> bool:
    """Whether the name must not be taken apart by whoever reads it."""
    return not name.given and (" " in name.family or bool(_ORGANISATION.search(name.family)))
