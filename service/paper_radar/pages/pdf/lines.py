"""The text of a sheet as lines, each with its place and the size of its letters."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

GAP = "\t"  # stands in a line where it has a gap of some letters' width: between columns, between authors

_LIGATURES = {
    chr(0xFB00 + place): letters for place, letters in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))
}
_CHARACTERS = str.maketrans(_LIGATURES | {"\u00a0": " ", "\u2217": "*", "\u00ad": "-", "\r": " ", "\x00": ""})
_EXPONENTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALL = 0.87  # of the size of the line's largest letters: smaller ones set high are marks, capitals are small capitals
_RAISED = 0.15  # of that size
_LETTER_WIDTH = 0.5  # of the size, on average
_DOUBT = 0.1  # of the size: by so much a text's letters may be wider than that, on average
_WIDE = 1.6  # sizes between two pieces of a line that do not belong together
_MARK = re.compile(r"[\s\d,;*†‡§¶‖∥#⋄◦♠♣♥♦✉]+|[a-z]\b", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text as the file draws it. `x`, `y` are where its baseline begins, in points from the lower left of
    the sheet; `size` is the height of its letters; `upright` is False for text that is turned.
    """

    text: str
    x: float
    y: float
    size: float
    font: str = ""
    upright: bool = True
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet. In its text what is set high is so; `bare` is without it where it may be a footnote's mark.
    The other fields are those of its largest letters.
    """

    text: str
    bare: str
    x: float
    y: float
    size: float
    font: str
    upright: bool = True

    @property
    def words(self) -> int:
        return len(self.text.split())


def is_gap(moved: float, letters: int, size: float) -> bool:
    """Whether there is a gap that parts columns between a text of so many letters and what begins `moved` points right
    of where it began.
    """
    return moved > (_WIDE + letters * (_LETTER_WIDTH + _DOUBT)) * size


def lines_of(runs: Iterable[Run]) -> tuple[Line, ...]:
    """The runs as lines, in the order in which the file draws them, which is that of reading within a column."""
    found: list[Line] = []
    held: list[Run] = []
    for run in runs:
        if held and not _continues(held, run):
            _add(found, held)
            held = []
        if run.text.strip():
            held.append(run)
        if run.ends and held:
            _add(found, held)
            held = []
    if held:
        _add(found, held)
    return tuple(found)


def _continues(held: Sequence[Run], run: Run) -> bool:
    if not run.text.strip():
        return True
    last, size = held[-1], max(run.size, *(one.size for one in held))
    if last.upright != run.upright:
        return False
    if not run.upright:
        return abs(run.x - last.x) < size or abs(run.y - last.y) < size
    return abs(run.y - held[0].y) < 0.6 * size and run.x >= last.x - 0.5 * size


def _add(found: list[Line], runs: Sequence[Run]) -> None:
    lettered = [run for run in runs if any(map(str.isalpha, run.text))] or list(runs)
    # Of several sizes the largest is the line's, as in small capitals; a single large initial is a dropped one.
    main = max(lettered, key=lambda run: (run.size, len(run.text)))
    base = max(runs, key=lambda run: (len(run.text.strip()), run.size)).y
    text = bare = ""
    last = runs[0]
    for run in runs:
        piece = run.text.translate(_CHARACTERS)
        if run.upright and text and is_gap(run.x - last.x, len(last.text.strip()), last.size):
            piece = GAP + piece.lstrip()
        small = run.size < _SMALL * main.size
        raised = small and run.y - base > _RAISED * main.size
        if small and not raised and piece.isupper() and abs(run.y - base) < 0.05 * main.size and text[-1:].isalpha():
            piece = piece.lower()  # small capitals
        text = text.rstrip() + piece.lstrip().translate(_EXPONENTS) if raised else text + piece
        bare += piece if not (raised and _MARK.fullmatch(piece.strip() or " ")) else " " * piece[-1:].isspace()
        last = run
    line = Line(_tidy(text), _tidy(bare), runs[0].x, base, main.size, main.font, runs[0].upright)
    if line.text:
        found.append(line)


def _tidy(text: str) -> str:
    return GAP.join(part for cell in text.split(GAP) if (part := " ".join(cell.split())))


_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010]$")
_COMPOUND = re.compile(r"\w-\w*[-\u2010]$")


def joined(texts: Sequence[str]) -> str:
    """Lines as one text: a word that is divided at the end of a line is whole again, "state-of-the-" keeps its hyphen,
    and between lines of Chinese or Japanese there is no space.
    """
    whole = ""
    for text in texts:
        text = text.replace(GAP, " ").strip()
        if whole and text and _HYPHEN.search(whole):
            keeps = _COMPOUND.search(whole) is not None or not text[0].islower()
            whole = (whole if keeps else whole[:-1]) + text
        elif whole and text and not (is_cjk(whole[-1]) and is_cjk(text[0])):
            whole += " " + text
        else:
            whole += text
    return whole


def is_cjk(sign: str) -> bool:
    return "\u3040" <= sign <= "\u30ff" or "\u3400" <= sign <= "\u9fff" or "\uff00" <= sign <= "\uff0f"
