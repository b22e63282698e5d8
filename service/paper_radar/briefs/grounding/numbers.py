"""Numbers of a text, comparable however they are written: 1,000, 1k and 一千; 30%, thirty percent and 百分之三十."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Literal

from paper_radar.briefs.grounding.numerals import (
    CHINESE,
    CHINESE_PERCENT,
    ENGLISH,
    IMPLIED,
    MEASURES,
    SCALES,
    TOLD,
    UNIT,
    UNITS,
    of_chinese,
    of_english,
)

Share = Literal["yes", "no", "either"]


@dataclass(frozen=True, slots=True)
class Number:
    """`text[start:end]` is the number as it is written, with its unit. `share` says whether it is a percentage.

    `value` is without its sign. `letter` is a letter that may be a scale or a unit (300K), `digits` the value without
    it. `step` is the size of its last digit that counts: 10 for 90, 0.1 for 92.1.
    """

    text: str
    start: int
    end: int
    value: float
    share: Share = "no"
    unit: str = ""
    is_negative: bool = False
    digits: float = 0.0
    letter: str = ""
    step: float = 1.0


_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWERED = str.maketrans(_RAISED + "⁻⁺", "0123456789-+")
_LETTER = "A-Za-zÀ-ɏͰ-ϿЀ-ӿ_"
_POWER = rf"(?:\^\s?[{{(]?\s?(?P<power>[-−+]?(?a:\d){{1,3}})|(?P<raised>[⁻⁺]?[{_RAISED}]{{1,3}}))"
_WRITTEN = re.compile(
    r"(?P<sign>(?<![\w)\]}%])[-−–])?"
    rf"(?<![{_LETTER}\d])(?<!\d\.)"
    r"(?P<digits>(?:(?a:\d){1,3}(?:[,，\u2009\u202f](?a:\d){3})+(?!\d)|(?a:\d){1,30})(?:\.(?a:\d){1,30})?|\.(?a:\d){1,30})"
    rf"(?:(?:\s?(?:×|x|\*|·|\\times|\\cdot)\s?(?P<ten>10))?{_POWER}|[eE](?P<e>[-+]?(?a:\d){{1,3}})(?!\w))?"
)
_SCALE = re.compile(
    r"(?:(?P<letter>[kKMBT])(?![A-Za-z])|[\s-]?(?P<word>hundred|thousand|million|billion|trillion|mn|bn|dozen)\b"
    r"|\s?(?P<chinese>[十百千万]?[万亿]|[百千]))"
)
_APART = re.compile(r"\s([KMBT])(?!\w)")
_PERCENT = re.compile(
    r"[\s-]?(?:\\?[%％]|percent(?:age(?:\spoints?)?)?\b|per[ -]cent\b|pp\b|pct\b|个?百分点|(?P<points>points?\b|个?点))"
)
_LIST = re.compile(r"\s?(?:[-–—~,、/]|to|and|or|vs\.?|versus|through|至|到|和|与)\s?(?:and\s)?[-−–]?(?=(?a:\d)|百分之)")
_PART_OF = re.compile(r"([零一二三四五六七八九十百]{1,4})分之(?=[零一二三四五六七八九十])")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_IMPLIED = re.compile(rf"\b(?:{'|'.join(sorted(IMPLIED, key=len, reverse=True))})\b", re.IGNORECASE)
_TOLD = re.compile(rf"\b(?:{'|'.join(sorted(TOLD, key=len, reverse=True))})\b", re.IGNORECASE)
_FRACTION = re.compile(r"(?<![\w./])((?a:\d){1,4})/((?a:\d){1,4})(?![\w/])")
_WORD_FRACTION = re.compile(
    r"\b(?P<above>one|two|three|a(?=\s\w+\sof\b))[ -](?P<below>third|quarter|fifth|tenth)s?\b", re.IGNORECASE
)
_DENOMINATORS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_HIDDEN = re.compile(r"\b(\w+-shot|no one|one another|one's)\b", re.IGNORECASE)
_LONGEST = 200_000
_MOST = 4000  # numbers of a kind in one part of a paper; a table of more is no text


@lru_cache(maxsize=256)
def numbers_of(text: str) -> tuple[Number, ...]:
    """All that the text of a paper says in numbers, generously: ordinals, "both" (2), "(iii)", any Chinese numeral."""
    text = text[:_LONGEST].translate(_FULL_WIDTH)
    found = [*_written(text), *_english(text), *_chinese(text, any_numeral=True)]
    found += [_told(match, IMPLIED) for match in _IMPLIED.finditer(text)]
    found += _fractions(text)
    return tuple(found)


def claimed(text: str) -> list[Number]:
    """The numbers that a statement claims, in their order: without "one", "first" and numerals that only make words."""
    text = text.translate(_FULL_WIDTH)
    words = _HIDDEN.sub(lambda match: "·" * len(match.group()), text)
    found = [*_written(text), *(one for one in _english(words) if one.value > 1), *_chinese(text, any_numeral=False)]
    found += [_told(match, TOLD) for match in _TOLD.finditer(text)]
    fractions = _fractions(text)
    found = [one for one in found if not any(whole.start <= one.start < whole.end for whole in fractions)] + fractions
    return sorted(found, key=lambda one: one.start)


def _told(match: re.Match[str], known: dict[str, float]) -> Number:
    value = known[match.group().lower()]
    return Number(match.group(), match.start(), match.end(), value, share="either", digits=value)


def _written(text: str) -> list[Number]:
    """Those in digits. Those of a list share the percent sign at its end: "10–20%", "91.2, 92.3 and 94.0%"."""
    found: list[Number] = []
    for match in islice(_WRITTEN.finditer(text), _MOST):
        number = _of_digits(match) if not text.endswith("百分之", 0, match.start()) else None
        if number is not None:
            found.append(_completed(text, number))
    for at in range(len(found) - 2, -1, -1):
        one, following = found[at], found[at + 1]
        joint = _LIST.match(text, one.end) if one.share == "no" != following.share else None
        if joint and joint.end() == following.start + following.is_negative:
            found[at] = replace(one, share="either")
    return found


def _of_digits(match: re.Match[str]) -> Number | None:
    digits = re.sub("[,，\u2009\u202f]", "", match["digits"])
    value = float(digits)
    step = 10.0 ** -len(digits.partition(".")[2])
    if step == 1 and value:
        step = 10.0 ** (len(digits) - len(digits.rstrip("0")))
    raised = match["power"] or match["e"] or (match["raised"] or "").translate(_LOWERED)
    if raised:
        exponent = int(raised.replace("−", "-"))
        try:
            value = value * 10.0**exponent if match["ten"] or match["e"] else value**exponent
        except (OverflowError, ZeroDivisionError):
            return None
        step = value
    value = _rounded(value)
    return Number(
        match.group(), match.start(), match.end(), value, is_negative=bool(match["sign"]), digits=value, step=step
    )


def _completed(text: str, number: Number) -> Number:
    """With the scale, the percent sign and the unit that follow it."""
    end, value, step, letter = number.end, number.value, number.step, ""
    if scale := _SCALE.match(text, end):
        letter = scale["letter"] or ""
        factor = SCALES[scale["letter"] or scale["word"] or scale["chinese"]]
        value, step, end = _rounded(value * factor), step * factor, scale.end()
    share: Share = "no"
    if percent := _PERCENT.match(text, end):
        share, end = ("either" if percent["points"] else "yes"), percent.end()
    unit = ""
    if share == "no" and (named := UNIT.match(text, end)):
        unit, end = UNITS[named["chinese"] or (named["latin"] or "x").replace("×", "x")], named.end()
    elif not letter and share == "no" and (alone := _APART.match(text, end)):
        letter = alone[1]
    return replace(
        number,
        text=text[number.start : end],
        end=end,
        value=value,
        share=share,
        unit=unit,
        letter=letter,
        step=step,
    )


def _english(text: str) -> Iterator[Number]:
    for match in islice(ENGLISH.finditer(text), _MOST):
        value = of_english(match.group())
        yield _completed(text, Number(match.group(), match.start(), match.end(), value, digits=value))


def _chinese(text: str, *, any_numeral: bool) -> Iterator[Number]:
    if text.isascii():
        return
    for start in islice(CHINESE_PERCENT.finditer(text), _MOST):
        if match := CHINESE.match(text, start.end()):
            value = of_chinese(match.group())
            yield Number(
                text[start.start() : match.end()], start.start(), match.end(), value, share="yes", digits=value
            )
        elif written := _WRITTEN.match(text, start.end()):
            yield Number(
                text[start.start() : written.end()], start.start(), written.end(), float(written["digits"]), share="yes"
            )
    for match in islice(CHINESE.finditer(text), _MOST):
        before, signs = text[max(0, match.start() - 3) : match.start()], match.group()
        if before.endswith("分之") or text.startswith("分之", match.end()) or (before[-1:].isdigit()):
            continue
        if not any_numeral and not _is_count(text, match, before):
            continue
        value = of_chinese(signs)
        if value > 1 or any_numeral:
            yield _completed(text, Number(signs, match.start(), match.end(), value, digits=value))


def _is_count(text: str, match: re.Match[str], before: str) -> bool:
    signs = match.group()
    if signs in ("万", "千", "百", "亿", "千万", "二", "一") or before.endswith("第"):
        return False
    if signs == "十" and text.startswith("分", match.end()):
        return False
    return (len(signs) > 1 and signs.strip("一千万百") != "") or bool(MEASURES.match(text, match.end()))


def _fractions(text: str) -> list[Number]:
    found: list[Number] = []
    for match in _FRACTION.finditer(text):
        if float(match[2]):
            found.append(_fraction(match, float(match[1]) / float(match[2])))
    for match in _WORD_FRACTION.finditer(text):
        parts = {"a": 1, "one": 1, "two": 2, "three": 3}[match["above"].lower()]
        found.append(_fraction(match, parts / _DENOMINATORS[match["below"].lower()]))
    for match in _PART_OF.finditer(text):
        if (above := CHINESE.match(text, match.end())) and match[1] != "百" and of_chinese(match[1]):
            value = of_chinese(above.group()) / of_chinese(match[1])
            found.append(
                Number(text[match.start() : above.end()], match.start(), above.end(), _rounded(value), "either")
            )
    return found


def _fraction(match: re.Match[str], value: float) -> Number:
    return Number(match.group(), match.start(), match.end(), _rounded(value), "either")


def _rounded(value: float) -> float:
    return float(f"{value:.12g}")


_ABOUT = re.compile(
    r"(?:(?P<over>over|more than|above|at least|exceed\w*|greater than|超过|逾|高于|大于|多于|至少|不少于)"
    r"|(?P<under>under|less than|below|nearly|almost|up to|close to|fewer than|近|接近|不到|少于|低于|小于|至多)"
    r"|about|around|approximately|approx\.|roughly|some|circa|大约|约|左右|≈|~)\s?$",
    re.IGNORECASE,
)


def hedge_before(claim: Number, text: str) -> bool:
    """Whether the statement says of the number that it is not exact: about, more than, 约."""
    return _ABOUT.search(text[max(0, claim.start - 20) : claim.start]) is not None


def says(there: Number, claim: Number, text: str) -> bool:
    """Whether the number of a paper is the one claimed in the `text` of a statement.

    It is where value, percent sign and unit agree; or where the statement says itself that it is rounded.
    """
    if "either" not in (there.share, claim.share) and there.share != claim.share:
        return False
    if there.unit and claim.unit and there.unit != claim.unit:
        return False
    if claim.is_negative and not there.is_negative:
        return False
    if there.value == claim.value:
        return True
    if there.letter and there.letter == claim.letter and there.digits == claim.digits:
        return True
    hedge = _ABOUT.search(text[max(0, claim.start - 20) : claim.start])
    if hedge is None:
        return False
    off = there.value - claim.value
    if hedge["over"]:
        return 0 <= off < claim.step
    return -claim.step < off <= 0 if hedge["under"] else abs(off) <= claim.step / 2
