"""Numbers that are written in words, of English and of Chinese, and the units and scales that follow a number."""

import re
from functools import lru_cache

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "third fourth fifth sixth seventh eighth ninth tenth"
WORDS: dict[str, float] = {
    **{word: float(value) for value, word in enumerate(_ONES.split())},
    **{word: float(10 * value) for value, word in enumerate(_TENS.split(), 2)},
}
_SCALE_NAMES = (
    ("hundred 百", 1e2),
    ("thousand k K 千", 1e3),
    ("million mn M 百万", 1e6),
    ("billion bn B 十亿", 1e9),
    ("trillion T 万亿", 1e12),
    ("dozen", 12.0),
    ("十", 10.0),
    ("万", 1e4),
    ("十万", 1e5),
    ("千万", 1e7),
    ("亿", 1e8),
    ("百亿", 1e10),
    ("千亿", 1e11),
)
SCALES: dict[str, float] = {name: value for names, value in _SCALE_NAMES for name in names.split()}
# What says a number without being one: read in papers, and in statements where it is plainly meant as a number.
_TOLD = (
    ("twice doubles doubled doubling twofold halves halved halving", 2.0),
    ("triples tripled tripling threefold", 3.0),
    ("tenfold", 10.0),
)
_IMPLIED = (
    ("both pair pairs dual double second secondly two-fold binary bilateral ii", 2.0),
    ("triple triplet ternary thirdly cubic iii", 3.0),
    ("quarter quarters quadruple fourfold iv", 4.0),
    ("half", 0.5),
    ("dozen", 12.0),
    ("vi", 6.0),
    ("vii", 7.0),
)
TOLD: dict[str, float] = {word: float(value) for value, word in enumerate(_ORDINALS.split(), 3)} | {
    word: value for words, value in _TOLD for word in words.split()
}
IMPLIED: dict[str, float] = TOLD | {word: value for words, value in _IMPLIED for word in words.split()}

_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_SCALE = "hundred|thousand|million|billion|trillion|dozen"
_AND = r"(?:(?<=hundred)|(?<=thousand)|(?<=million))\sand\s"  # "two and four" are two numbers
ENGLISH = re.compile(rf"\b(?:{_WORD}|a (?:{_SCALE}))(?:(?:[-\s]|{_AND})(?:{_WORD}|{_SCALE})\b)*(?!\w)", re.IGNORECASE)

CHINESE_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_CHINESE_UNITS = {"十": 10, "百": 100, "千": 1000}
_CHINESE_SCALES = {"万": 10_000, "亿": 100_000_000}
_SIGN = "零〇一二两三四五六七八九十百千万亿"
CHINESE = re.compile(rf"[{_SIGN}]{{1,16}}(?:点[零〇一二三四五六七八九]{{1,6}})?")
CHINESE_PERCENT = re.compile(rf"百分之(?=[{_SIGN}]|(?a:\d))")
# After these a single Chinese numeral is a count; without one it is mostly a part of a word (三维, 统一, 四处).
MEASURES = re.compile(
    r"[个種种类項项篇层倍步组组名位台款套年月天秒条份大轮批幅张对段级元]|阶段|分钟|小时|方面|部分|数据集|模型|任务|基准|次(?!要|序|优|线)"
)

UNITS: dict[str, str] = {}
for _names in (
    "ms millisecond milliseconds 毫秒",
    "s sec second seconds 秒",
    "min minute minutes 分钟",
    "h hr hour hours 小时",
    "day days 天",
    "week weeks 周",
    "month months 个月",
    "year years yr 年",
    "KB kilobyte kilobytes",
    "MB megabyte megabytes",
    "GB gigabyte gigabytes",
    "TB terabyte terabytes",
    "Hz hertz 赫兹",
    "kHz 千赫",
    "MHz 兆赫",
    "GHz 吉赫",
    "THz 太赫兹",
    "eV",
    "keV",
    "MeV",
    "GeV",
    "TeV",
    "nm nanometer nanometers 纳米",
    "μm µm um micron microns micrometer micrometers 微米",
    "mm millimeter millimeters 毫米",
    "cm centimeter centimeters 厘米",
    "km kilometer kilometers 公里 千米",
    "m meter meters metre metres 米",
    "kg kilogram kilograms 千克 公斤",
    "mg 毫克",
    "dB",
    "mW 毫瓦",
    "W watt watts 瓦",
    "kW 千瓦",
    "mK",
    "μK µK",
    "pc",
    "kpc",
    "Mpc",
    "x times fold 倍",
):
    UNITS |= dict.fromkeys(_names.split(), _names.split()[0])
UNIT = re.compile(
    r"[\s-]?(?:(?P<latin>" + "|".join(sorted((u for u in UNITS if u[0] < "\u2fff"), key=len, reverse=True)) + r"|×)"
    r"(?![A-Za-z])|(?P<chinese>" + "|".join(sorted((u for u in UNITS if u[0] > "\u2fff"), key=len, reverse=True)) + "))"
)


@lru_cache(maxsize=512)
def of_english(words: str) -> float:
    """The value of "twenty-five", "three hundred and two million" (words that `ENGLISH` found)."""
    total = current = 0.0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in WORDS:
            current += WORDS[word]
        elif word in ("hundred", "dozen"):
            current = (current or 1) * SCALES[word]
        elif word in SCALES:
            total += (current or 1) * SCALES[word]
            current = 0
    return total + current


def of_chinese(signs: str) -> float:
    """The value of 三十五亿, 二〇二三, 三点五 (signs that `CHINESE` found)."""
    whole, _, decimals = signs.partition("点")
    if len(whole) > 1 and all(sign in CHINESE_DIGITS for sign in whole):
        value = float("".join(str(CHINESE_DIGITS[sign]) for sign in whole))
    else:
        value = _grouped(whole)
    return value + (float("0." + "".join(str(CHINESE_DIGITS[sign]) for sign in decimals)) if decimals else 0.0)


def _grouped(signs: str) -> float:
    total = section = digit = 0
    for sign in signs:
        if sign in CHINESE_DIGITS:
            digit = CHINESE_DIGITS[sign]
        elif sign in _CHINESE_UNITS:
            section += (digit or (0 if section else 1)) * _CHINESE_UNITS[sign]
            digit = 0
        else:
            total = (total + (section + digit or 1)) * _CHINESE_SCALES[sign]
            section = digit = 0
    return float(total + section + digit)
