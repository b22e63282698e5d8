"""The authors below the title, by the rules for pages on the web (`pages.visible.people`) and what a sheet adds."""

import re
from collections.abc import Sequence

from paper_radar.pages.pdf.lines import GAP, Line, is_cjk
from paper_radar.pages.visible.people import listed_names

_ORGANISATION_WORDS = """
google deepmind microsoft facebook meta amazon openai anthropic nvidia huawei tencent alibaba baidu bytedance apple ibm
adobe intel samsung deepseek salesforce qualcomm lab labs laboratories group team inc ltd gmbh corporation corp llc
company academy polytechnic national technology technologies engineering sciences computer foundation agency ministry
division correspondence government gouvernement member fellow senior student
"""
_ORGANISATIONS = frozenset(_ORGANISATION_WORDS.split())
# Names of towns and of universities, which people bear as well: they count where they stand alone.
_PLACE_WORDS = """
stanford princeton harvard yale oxford cambridge berkeley cornell caltech tsinghua peking zurich zürich technion mellon
york london paris berlin munich beijing shanghai tokyo toronto boston aviv francisco angeles state city
"""
_PLACES = frozenset(_PLACE_WORDS.split())
_ACRONYM = re.compile(r"\b[A-Z]{3,}\b")
_CAPITALS = re.compile(r"[^\W\d_]{2,}")
_BY = re.compile(r"^(?:by|authors?)\s*:?\s+", re.IGNORECASE)
_HAN_SPLIT = re.compile(r"[\s,，、;；]+")
_MOST_ROWS = 40
_MOST_LINES = 12  # of one list of names
_LONGEST = 3_000  # characters of one list
_CONTINUED = re.compile(r"(?:,|\band|&)$")


def authors(lines: Sequence[Line]) -> tuple[str, ...]:
    """The names in the lines between title and abstract, from the top; () where the first that may be are none."""
    rows = _rows([line for line in lines if line.upright])[:_MOST_ROWS]
    found: list[str] = []
    font, broken, place = ("", 0.0), False, 0
    while place < len(rows):
        names, taken = _names(rows, place)
        own = (rows[place].font, round(rows[place].size, 1))
        if names and (not found or own == font):
            # Below an affiliation in the same letters, what looks like a name may be a town.
            if broken and found and own in _others(rows[:place], font):
                break
            font = own if not found else font
            found += names
        elif found:
            broken = True
        place += taken
    return tuple(dict.fromkeys(found))


def _others(rows: Sequence[Line], font: tuple[str, float]) -> set[tuple[str, float]]:
    """The letters in which something else than names is set."""
    return {
        (row.font, round(row.size, 1)) for row in rows if not _cells(row) and (row.font, round(row.size, 1)) == font
    }


def _rows(lines: Sequence[Line]) -> list[Line]:
    """The lines from top to bottom, those at one height as one with a gap between."""
    rows: list[Line] = []
    for line in sorted(lines, key=lambda line: (-round(line.y), line.x)):
        if rows and abs(rows[-1].y - line.y) < 0.5 * line.size and rows[-1].font == line.font:
            last = rows.pop()
            text, bare = f"{last.text}{GAP}{line.text}", f"{last.bare}{GAP}{line.bare}"
            line = Line(text, bare, last.x, last.y, last.size, last.font)
        rows.append(line)
    return rows


def _names(rows: Sequence[Line], place: int) -> tuple[tuple[str, ...], int]:
    """The names that begin in this row, and how many rows they take: a list goes on after a comma or an "and"."""
    first = rows[place]
    taken = 1
    while (
        taken < _MOST_LINES
        and place + taken < len(rows)
        and rows[place + taken].font == first.font
        and (_CONTINUED.search(rows[place + taken - 1].bare.rstrip()) or "," in first.bare)
    ):
        taken += 1
    for count in range(taken, 1, -1):
        text = " ".join(row.bare.replace(GAP, ", ") for row in rows[place : place + count])
        if names := _people(text):
            return names, count
    return _cells(first), 1


def _cells(row: Line) -> tuple[str, ...]:
    """The names of a row whose cells each hold one or a list, and nothing else."""
    found: list[str] = []
    for cell in row.bare.split(GAP):
        names = _people(cell)
        if not names:
            return ()
        found += names
    return tuple(found)


def _people(text: str) -> tuple[str, ...]:
    if len(text) > _LONGEST:
        return ()
    text = _BY.sub("", text.strip())
    if text and all(is_cjk(sign) or not sign.isalpha() for sign in text):
        names = [re.sub(r"[\d*†‡()（）]+", "", part) for part in _HAN_SPLIT.split(text)]
        names = [name for name in names if name]
        return tuple(names) if names and all(2 <= len(name) <= 4 and all(map(is_cjk, name)) for name in names) else ()
    words = re.findall(r"\w+", text.lower())
    if not _ORGANISATIONS.isdisjoint(words) or (len(words) < 4 and not _PLACES.isdisjoint(words)):
        return ()
    if text.isupper():
        # Where all of a list is in capitals, so are its short names, which elsewhere would be initials.
        text = _CAPITALS.sub(lambda word: word[0][0] + word[0][1:].lower(), text.replace(" AND ", " and "))
        return listed_names(text)
    return () if _ACRONYM.search(text) else listed_names(text)
