"""Ids of authors: arXiv's own ("zou_d_1") and ORCIDs, under either of which arXiv has a feed of the person's papers."""

import re

# Surname, first letter of the forename, a number (https://info.arxiv.org/help/author_identifiers.html).
_ARXIV = re.compile(r"[a-z][a-z'-]{0,60}(?:_[a-z][a-z'-]{0,60}){0,3}_[a-z]_[1-9]\d{0,4}")
_ORCID = re.compile(r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])", re.ASCII)
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.|export\.)?(?:arxiv\.org/a/|orcid\.org/)|orcid:\s*|arxiv:", re.IGNORECASE)
_ENDING = re.compile(r"(?:\.(?:atom2?|html|json))?/?(?:[?#].*)?", re.DOTALL)
_LONGEST = 300


def parse_author_id(text: str) -> str:
    """The id that the text is, or that the address of a person's page carries; "" if it is none.

    "https://arxiv.org/a/zou_d_1.atom2" is "zou_d_1", "https://orcid.org/0000-0002-1825-0097" the ORCID, whose last
    character must be right.
    """
    text = text[:_LONGEST].strip()
    if found := _ADDRESS.match(text):
        text = text[found.end() :]
    orcid = _ORCID.match(text)
    if orcid and _ENDING.fullmatch(text, orcid.end()):
        digits = "".join(orcid.groups()).upper()
        return "-".join(digits[at : at + 4] for at in range(0, 16, 4)) if _check(digits[:15]) == digits[15] else ""
    own = _ARXIV.match(text.lower())
    return own.group() if own and _ENDING.fullmatch(text, own.end()) else ""


def _check(digits: str) -> str:
    """The last character of an ORCID, ISO 7064 MOD 11-2."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)
