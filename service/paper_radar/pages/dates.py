"""Dates as pages write them, read into ISO 8601, as precise as they are written."""

import re
from datetime import date

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](0?[1-9]|1[0-2])(?:[-/.](0?[1-9]|[12]\d|3[01]))?(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d\d)(?!\d)")
_DAY_MONTH = re.compile(
    r"(?<!\d)(?:(\d{1,2})(?:st|nd|rd|th|er|º)?[\s,.-]+(?:de\s+)?)?([^\W\d_]{3,10})\.?[\s,-]+(?:del?\s+)?"
    r"((?:19|20)\d\d)(?!\d)"
)
_EAST = re.compile(r"((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?")
_MONTH_DAY = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
# German, French, Spanish, Portuguese, Italian, Dutch and Russian, where their beginnings are others; juillet is told
# from juin by its fourth letter.
_OTHERS = """
ene gen янв 1 fev fév фев 2 mär mrz maa мар 3 abr avr апр 4 mai mag mei май мая 5 giu juin июн 6 lug juil июл 7
ago aoû aou авг 8 set сен 9 okt ott out окт 10 ноя 11 dez déc dic дек 12
"""


def _by_beginning() -> dict[str, int]:
    found: dict[str, int] = {}
    waiting: list[str] = []
    for word in _OTHERS.split():
        if word.isdigit():
            found |= dict.fromkeys(waiting, int(word))
            waiting = []
        else:
            waiting.append(word)
    return found


_MONTH_OF = _by_beginning()


def iso_date(text: str) -> str:
    """The first date in the text: "2007-04-02", "2007-04" or "2007"; "" if there is none.

    "04/02/2007" is read the American way unless its first number cannot be a month: HighWire's tags are written so.
    """
    text = text[:300]
    if match := _ISO.search(text):
        return _checked(match[1], match[2], match[3])
    if match := _EAST.search(text):
        return _checked(match[1], match[2], match[3])
    if match := _NUMERIC.search(text):
        first, second, year = match.groups()
        return _checked(year, second, first) if int(first) > 12 else _checked(year, first, second)
    for match in _MONTH_DAY.finditer(text):
        if month := _month(match[1]):
            return _checked(match[3], month, match[2])
    for match in _DAY_MONTH.finditer(text):
        if month := _month(match[2]):
            return _checked(match[3], month, match[1])
    match = _YEAR.search(text)
    return match[1] if match else ""


def _month(name: str) -> int:
    """1 to 12, 0 for a word that is no month."""
    begun = name[:3].lower()
    if begun in _MONTHS.split():
        return _MONTHS.split().index(begun) + 1
    return _MONTH_OF.get(name[:4].lower(), _MONTH_OF.get(begun, 0))


def _checked(year: str, month: str | int, day: str | None) -> str:
    """The date as far as the calendar knows it: 2007-02-31 is February 2007, 2007-13 the year."""
    try:
        whole = date(int(year), int(month), int(day or 1))
    except ValueError:
        return f"{year}-{int(month):02}" if 1 <= int(month) <= 12 else year
    return whole.isoformat() if day else whole.isoformat()[:7]
