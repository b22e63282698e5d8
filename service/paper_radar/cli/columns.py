"""Columns of text for a terminal: wide letters (Chinese, Japanese, Korean) take two places, marks on letters none."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence


def width(text: str) -> int:
    """How many places of a terminal the text takes (Unicode Standard Annex #11)."""
    return sum(_places(character) for character in text)


def cut(text: str, most: int) -> str:
    """The text in at most so many places; what is left out is seen."""
    if width(text) <= most:
        return text
    kept = ""
    taken = 1
    for character in text:
        taken += _places(character)
        if taken > most:
            break
        kept += character
    return kept + "…"


def columns(rows: Iterable[Sequence[str]], *, right: Sequence[int] = (), most: int = 40) -> Iterator[str]:
    """The rows as lines, each column as wide as its widest cell; those whose number is in `right` end flush."""
    cells = [[cut(_one_line(cell), most) for cell in row] for row in rows]
    widths = [max(width(cell) for cell in column) for column in zip(*cells, strict=True)]
    for row in cells:
        yield "  ".join(_set(cell, widths[at], at in right) for at, cell in enumerate(row)).rstrip()


def _set(cell: str, wide: int, flush: bool) -> str:
    blank = " " * (wide - width(cell))
    return blank + cell if flush else cell + blank


def _one_line(text: str) -> str:
    # A source names itself; what it may not do is move the cursor or colour the rest.
    return " ".join("".join(" " if unicodedata.category(one) in ("Cc", "Cf") else one for one in text).split())


def _places(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
