"""Dates as pages write them, read into ISO 8601, as precise as they are written."""

import re
from datetime import date

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](0?[1-9]|1[0-2])(?:[-/.](0?[1-9]|[12]\d|3[01]))?(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d\d)(?!\d)")
_DAY_MONTH = re.compile(r"(?<!\d)(?:(\d{1,2})(?:st|nd|rd|th)?[\s,.-]+)?([A-Za-z]{3,9})\.?[\s,-]+((?:19|20)\d\d)(?!\d)")
_MONTH_DAY = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"


def iso_date(text: str) -> str:
    """The first date in the text: "2007-04-02", "2007-04" or "2007"; "" if there is none.

    "04/02/2007" is read the American way unless its first number cannot be a month: HighWire's tags are written so.
    """
    text = text[:300]
    if match := _ISO.search(text):
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
    place = _MONTHS.find(name[:3].lower())
    return place // 4 + 1 if place >= 0 else 0


def _checked(year: str, month: str | int, day: str | None) -> str:
    """The date as far as the calendar knows it: 2007-02-31 is February 2007, 2007-13 the year."""
    try:
        whole = date(int(year), int(month), int(day or 1))
    except ValueError:
        return f"{year}-{int(month):02}" if 1 <= int(month) <= 12 else year
    return whole.isoformat() if day else whole.isoformat()[:7]
