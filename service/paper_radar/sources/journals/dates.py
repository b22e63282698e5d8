"""When it was published: dates as journals' feeds write them, in any of their forms and languages."""

import re
from collections.abc import Iterable
from datetime import date

from paper_radar.papers.text import fold

_ISO = re.compile(r"\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?![\d-])")
_COMPACT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:\d{2,6})?\s*")
_SLASHED = re.compile(r"\s*(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?(?!\d)")
_CHINESE = re.compile(r"(\d{4})\s*年\s*(?:(\d{1,2})\s*月\s*(?:(\d{1,2})\s*日)?)?")
_MONTH = r"([^\W\d_]{3,10})\.?"
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+)?{_MONTH},?\s+(?:de\s+)?(\d{{4}})(?!\d)"
)
_MONTH_FIRST = re.compile(rf"{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)")
_MONTH_ONLY = re.compile(rf"{_MONTH},?\s+(?:de\s+)?(\d{{4}})(?!\d)")
# English, German, French, Spanish, Italian, Portuguese, Dutch: by the letters that tell months apart. OJS prints dates
# in the journal's language, and feedparser reads none of them but English.
_NAMES = """
jan ene gen
feb fev
mar mrz maa
apr avr abr
mai may mag mei
jun jui giu
jul lug
aug aou ago
sep set
oct okt ott out
nov
dec dez dic
"""
_MONTHS = {name: number for number, line in enumerate(_NAMES.strip().split("\n"), 1) for name in line.split()}


def day_of(texts: Iterable[str]) -> str:
    """The first of the texts that holds a date, as ISO 8601 and as precise as it is written; "" if none does.

    The day is the one that is written, whatever the zone beside it says.
    """
    return next((day for text in texts if (day := read_date(text))), "")


def read_date(text: str) -> str:
    """YYYY-MM-DD, YYYY-MM or YYYY; "" for what is no date between 1900 and 2100."""
    text = text[:120]
    for pattern in (_CHINESE, _COMPACT, _SLASHED, _ISO):
        if match := pattern.match(text):
            return _checked(match[1], match[2], match[3])
    folded = fold(text)
    for match in _DAY_FIRST.finditer(folded):
        if month := _month(match[2]):
            return _checked(match[3], month, match[1])
    for match in _MONTH_FIRST.finditer(folded):
        if month := _month(match[1]):
            return _checked(match[3], month, match[2])
    for match in _MONTH_ONLY.finditer(folded):
        if month := _month(match[1]):
            return _checked(match[2], month, None)
    return ""


def _month(name: str) -> int:
    # "juin" and "juillet" share three letters with each other, and with no month of another language.
    if name.startswith("juil"):
        return 7
    return _MONTHS.get(name[:3], 0)


def _checked(year: str, month: str | int | None, day: str | None) -> str:
    """As far as the calendar knows it: 2007-02-31 is February 2007, 2007-13 is the year."""
    if not 1900 <= int(year) <= 2100:
        return ""
    if month is None or not 1 <= int(month) <= 12:
        return year
    try:
        return date(int(year), int(month), int(day or 1)).isoformat()[: 10 if day else 7]
    except ValueError:
        return f"{year}-{int(month):02}"
