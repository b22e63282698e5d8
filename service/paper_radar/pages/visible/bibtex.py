"""A BibTeX record that a page shows for readers to copy, as the pages of projects do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from paper_radar.pages.visible.blocks import Block
from paper_radar.papers.text import fold, plain

_BEGINNING = re.compile(
    r"@(?:article|inproceedings|misc|conference|techreport|phdthesis|incollection)\s*\{[^,]*,", re.I
)
_FIELD = re.compile(r"\b(title|author|year|doi|eprint)\s*=\s*(?:\{((?:[^{}]|\{[^{}]*\})*)\}|\"([^\"]*)\"|(\d+))", re.I)
_AND = re.compile(r"\s+and\s+", re.I)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the record says; "" and () for what it does not."""

    authors: tuple[str, ...] = ()
    year: str = ""
    doi: str = ""
    eprint: str = ""


def bibtex_of(blocks: Sequence[Block], title: str) -> Shown:
    """The page's one BibTeX record, if it is of this title; a page that shows several tells nothing."""
    texts = [block.text for block in blocks if block.whole < 0 and _BEGINNING.search(block.text)]
    if len(texts) != 1 or len(_BEGINNING.findall(texts[0])) != 1:
        return Shown()
    fields = {name.lower(): braced or quoted or number for name, braced, quoted, number in _FIELD.findall(texts[0])}
    of_page = fold(plain(fields.get("title", "").replace("{", "").replace("}", "")))
    if not of_page or fold(title)[:30] not in of_page:
        return Shown()
    return Shown(
        tuple(name for name in map(plain, _AND.split(fields.get("author", ""))) if name),
        fields.get("year", "").strip(),
        fields.get("doi", "").strip(),
        fields.get("eprint", "").strip(),
    )
