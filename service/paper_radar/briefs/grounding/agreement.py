"""Whether a statement can be about its passages: it shares words with them and does not turn them around."""

import re
from collections.abc import Sequence

from paper_radar.briefs.grounding.words import key_of, words_of
from paper_radar.papers.text import STOP_WORDS, terms

_CJK = re.compile("[\u3400-\u9fff]")
# Terms that any statement shares with any paper.
_COMMON = frozenset(
    terms(
        "paper method approach result propose show present study work introduce new novel use based model problem "
        "author demonstrate find report provide existing research framework"
    )
)
_NO = "not no never without neither nor cannot hardly barely fail fails failed unable lack lacks"
_NEGATIONS = frozenset(_NO.split())
# Where one of these stands, a sentence says no in a way of its own, and nothing is plain.
_SHADE = """
however but although though while whereas despite rather instead only limited poor poorly weak insufficient difficult
hard challenging rarely seldom few little ignore ignores overlook overlooked free absent absence except unlike unless
than degrade degrades degraded inconsistent impossible suffer suffers struggle struggles remove removes removing
eliminate eliminates eliminating avoid avoids avoiding independent regardless un non unclear unknown elusive open yet
still neglect neglects beyond prevent prevents
"""
_SHADES = frozenset(_SHADE.split())
_REACH = 5  # words
_PAIRS = (
    "increase/decrease increase/reduce improve/worsen improve/degrade improve/harm higher/lower high/low more/fewer "
    "more/less faster/slower fast/slow better/worse best/worst larger/smaller large/small longer/shorter long/short "
    "outperform/underperform upper/lower sufficient/insufficient supervised/unsupervised stable/unstable "
    "positive/negative minimum/maximum minimize/maximize converge/diverge always/never strong/weak stronger/weaker "
    "rise/fall gain/loss linear/nonlinear convex/nonconvex overestimate/underestimate online/offline dense/sparse "
    "deeper/shallower easier/harder easy/hard above/below accelerate/decelerate slow/accelerate true/false "
    "necessary/unnecessary possible/impossible known/unknown prove/disprove bounded/unbounded reversible/irreversible "
    "discover/exclude confirm/refute support/contradict"
)
_OPPOSITES: dict[str, frozenset[str]] = {}
for _pair in _PAIRS.split():
    _one, _other = (key_of(word) for word in _pair.split("/"))
    _OPPOSITES[_one] = _OPPOSITES.get(_one, frozenset()) | {_other}
    _OPPOSITES[_other] = _OPPOSITES.get(_other, frozenset()) | {_one}

# What is turned around in Chinese about an English passage: the verb denied, and its stems in English.
_CHINESE_DENIAL = re.compile(
    "(?:没有|未能|未|并不|不能|不会|不|无法|并未)(?:显著|明显|进一步|总是|一定)?(提升|提高|改善|改进|优于|超过|超越|增加|降低|减少|收敛|需要|依赖|成立|支持|存在)"
)
_IN_ENGLISH = {
    **dict.fromkeys(("提升", "提高", "改善", "改进", "增加"), "improve increase enhance boost raise gain"),
    **dict.fromkeys(("优于", "超过", "超越"), "outperform surpass exceed"),
    **dict.fromkeys(("降低", "减少"), "reduce decrease lower cut"),
    "收敛": "converge",
    "需要": "require need",
    "依赖": "depend rely",
    "成立": "hold",
    "支持": "support",
    "存在": "exist",
}


def is_chinese(text: str) -> bool:
    """Whether it holds Chinese, so that its words cannot be compared with those of an English passage."""
    return bool(_CJK.search(text))


def shares_terms(statement: str, passages: Sequence[str]) -> bool:
    """Whether statement and passages have a word of content in common. Always so where their languages differ."""
    said = set(terms(statement)) - _COMMON
    if not said:
        return True
    return any(
        is_chinese(statement) != is_chinese(passage) or not said.isdisjoint(terms(passage)) for passage in passages
    )


def turns_around(statement: str, passage: str) -> bool:
    """Whether the statement plainly says the opposite of the sentence: the same word denied in one of the two only, or
    an opposite ("lower bound", "reduces latency") before the same word. What is not plain is no contradiction."""
    if is_chinese(passage):
        return False
    if is_chinese(statement):
        return _denies_in_chinese(statement, passage)
    said, there = words_of(statement).forms(), words_of(passage).forms()
    return _is_denied(said, there) or _is_denied(there, said) or _is_opposite(said, there)


def _is_denied(one: Sequence[str], other: Sequence[str]) -> bool:
    """A word denied in the one, and said without any sign of a denial in the other."""
    if any(map(_denies, other)):
        return False
    denied = [word for at, word in enumerate(one) if _denies(word) for word in _content(one, at + 1, 1)]
    # What stands near one of the shades may be denied by it.
    shaded = {at for at, word in enumerate(other) if word in _SHADES}
    near = {place for at in shaded for place in range(at - _REACH, at + _REACH + 1)}
    keys = {key_of(word) for at, word in enumerate(other) if at not in near} - {
        key_of(word) for at, word in enumerate(other) if at in near
    }
    plain = {word for at, word in enumerate(one) if not _near_denial(one, at)}
    return any(word in keys and word not in map(key_of, plain) for word in map(key_of, denied))


def _denies(word: str) -> bool:
    return word in _NEGATIONS or word.endswith(("n't", "n’t"))


def _near_denial(forms: Sequence[str], at: int) -> bool:
    return any(_denies(word) for word in forms[max(0, at - 4) : at])


def _content(forms: Sequence[str], since: int, count: int) -> list[str]:
    """The next words of content, within three words."""
    return [word for word in forms[since : since + 3] if word not in STOP_WORDS and len(word) > 2][:count]


def _around(forms: Sequence[str], at: int) -> set[str]:
    """The words of content next to a word: what is higher, what is reduced."""
    near = (*forms[max(0, at - 3) : at], *forms[at + 1 : at + 4])
    return {key_of(word) for word in near if word not in STOP_WORDS and len(word) > 2}


def _is_opposite(one: Sequence[str], other: Sequence[str]) -> bool:
    keys, there = list(map(key_of, one)), list(map(key_of, other))
    if any(_denies(word) for word in (*one, *other)):
        return False
    for at, key in enumerate(keys):
        against = _OPPOSITES.get(key, frozenset()).intersection(there) - set(keys)
        if not against or key in there:
            continue
        about = _around(one, at)
        for place, word in enumerate(there):
            if word in against and about.intersection(_around(other, place)):
                return True
    return False


def _denies_in_chinese(statement: str, passage: str) -> bool:
    forms = words_of(passage).forms()
    if any(_denies(word) or word in _SHADES for word in forms):
        return False
    keys = set(map(key_of, forms))
    return any(
        key_of(word) in keys for match in _CHINESE_DENIAL.finditer(statement) for word in _IN_ENGLISH[match[1]].split()
    )
