"""Where a quotation stands in a text: word for word, or with slips that change nothing of what is said."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from paper_radar.briefs.grounding.words import Words, key_of, keys_in, words_of
from paper_radar.papers.spelling import american
from paper_radar.papers.text import plain

Span = tuple[int, int]

LONGEST = 2000  # characters of a quotation; what is longer is no quotation
_LEFT_OUT = re.compile(r"[\[(]\s*(?:\.{3,}|…)\s*[\])]|\.{3,}|…|\s\.\s\.\s\.")
_TEX = re.compile(r"[\\$^]")
_FEWEST_WORDS, _FEWEST_LETTERS = 3, 12
_FEWEST_OF_A_PIECE = 2
_MOST_PIECES = 4
# Words that may be left out between two pieces of one quotation: two sentences or so.
_FARTHEST = 60
_OWED = 12  # words for each slip that is forgiven
_SLACK = 3

_MAY_LACK = frozenset(["a", "an", "the", "that"])
_SAME = (
    frozenset(["is", "are"]),
    frozenset(["was", "were"]),
    frozenset(["has", "have"]),
    frozenset(["does", "do"]),
    frozenset(["a", "an", "the"]),
    frozenset(["this", "these"]),
)
# What may not stand apart, where it is together in the paper: "a typical", "in variant".
_PREFIXES = frozenset(["a", "an", "in", "im", "un", "no", "non", "not", "dis", "anti"])
_NO = "not no never without nor neither cannot except unless hardly barely fail fails failed lack lacks only"
_NEGATIONS = frozenset(_NO.split())
_STOPS = re.compile(r"[.!?。！？]\s")


def too_short(quote: str) -> bool:
    """So few words that they stand in any paper: on them nothing rests."""
    forms = words_of(quote).forms()
    letters = sum(map(len, forms))
    if any("\u3040" <= form <= "\u9fff" for form in forms):
        return letters < _FEWEST_LETTERS // 2
    return min(len(forms), len(quote.split())) < _FEWEST_WORDS or letters < _FEWEST_LETTERS


def is_exact(quote: str, text: str) -> bool:
    """Whether each piece of the quotation stands in the text word for word."""
    joined = words_of(text).joined
    return all(piece.joined in joined for piece in _pieces(quote))


def find(quote: str, text: str) -> list[Span]:
    """The spans of the text (in characters) that the quotation is taken from, in their order; [] if it is not there.

    "…" and "[...]" part it into pieces, which must follow one another at no great distance. Pieces of one sentence give
    one span, unless what was left out between them denies it.
    """
    spans = _find(quote, words_of(text))
    # The paper may write a formula in TeX and the model in Unicode, or the other way.
    return spans or (_find(plain(quote), words_of(text)) if _TEX.search(quote) else [])


def _find(quote: str, text_words: Words) -> list[Span]:
    text = text_words.text
    pieces = _pieces(quote)
    if not pieces or len(pieces) > _MOST_PIECES:
        return []
    found: list[Span] = []
    since = 0
    for number, piece in enumerate(pieces):
        if len(pieces) > 1 and piece.size < _FEWEST_OF_A_PIECE:
            return []
        at = _place(piece, text_words, since)
        if at is None or (found and at[0] - since > _FARTHEST):
            return []
        start, since = at
        here = text_words.span(start, since)
        between = text[found[-1][1] : here[0]] if found else ""
        if not found:
            found.append(here)
        elif _STOPS.search(between):
            if too_short(piece.text) or too_short(pieces[number - 1].text):
                return []
            found.append(here)
        elif _NEGATIONS.intersection(words_of(between).forms()) or "n't" in between:
            return []
        else:
            found[-1] = found[-1][0], here[1]
    return found


@lru_cache(maxsize=64)
def _pieces(quote: str) -> tuple[Words, ...]:
    """The words of each piece, kept while one part of the paper after the other is searched for them."""
    pieces = map(words_of, _LEFT_OUT.split(quote[:LONGEST]))
    return tuple(piece for piece in pieces if piece.size)


def _place(piece: Words, text: Words, since: int) -> tuple[int, int] | None:
    """The words of the text that are the piece: the first, and the one after the last."""
    start = text.find(piece.joined, since)
    if start >= 0:
        return start, start + piece.size
    wanted = [key_of(form) for form in piece.forms()]
    known = keys_in(text.joined)
    if 2 * sum(key in known for key in wanted) < len(wanted):
        return None
    forms = text.forms()
    for low, high in _windows(wanted, forms, since):
        keys = [key_of(form) for form in forms[low:high]]
        aligned = fuzz.partial_ratio_alignment(wanted, keys)
        if aligned is None or aligned.score < 60:
            continue
        begin, end = low + aligned.dest_start, low + aligned.dest_end
        # The alignment gives a stretch of the length of the piece; a slip or two make it longer or shorter.
        stretches = product(range(max(low, begin - _SLACK), begin + _SLACK + 1), range(end - _SLACK, end + _SLACK + 1))
        fits = [
            (slips, abs(first - begin) + abs(last - end), first, last)
            for first, last in stretches
            if first < last <= high and (slips := _slips(piece.forms(), forms[first:last])) is not None
        ]
        if fits:
            return min(fits)[2:]
    return None


def _windows(wanted: Sequence[str], forms: Sequence[str], since: int) -> Iterator[tuple[int, int]]:
    """Stretches of the text that may hold the piece, the likeliest first: where most of its words stand in a row."""
    places: dict[str, list[int]] = {}
    for at, key in enumerate(wanted):
        places.setdefault(key, []).append(at)
    votes: Counter[int] = Counter()
    width = max(4, len(wanted) // 4)
    for at in range(since, len(forms)):
        key = key_of(forms[at])
        # A word that the piece has often tells little of the place.
        for place in places.get(key, ())[:3]:
            votes[(at - place) // width] += 1
    for bucket, count in votes.most_common(3):
        if 3 * count < len(wanted):
            return
        begin = bucket * width
        yield (
            max(since, begin - width - _SLACK),
            min(len(forms), begin + len(wanted) + 2 * width + _SLACK),
        )


def _slips(quoted: Sequence[str], there: Sequence[str]) -> float | None:
    """How many slips (an article, singular for plural) part the two; None if they do not say the same words."""
    slips = 0.0
    for one, other in _differences(quoted, there):
        cost = _cost(one, other)
        if cost is None:
            return None
        slips += cost
    return slips if slips <= max(1, len(quoted) // _OWED) else None


def _differences(quoted: Sequence[str], there: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """What stands in the one in place of what stands in the other, as long as it may be."""
    since = None
    for step in Levenshtein.opcodes(quoted, there):
        if step.tag != "equal":
            since = since or (step.src_start, step.dest_start)
        elif since:
            yield quoted[since[0] : step.src_start], there[since[1] : step.dest_start]
            since = None
    if since:
        yield quoted[since[0] :], there[since[1] :]


def _cost(one: Sequence[str], other: Sequence[str]) -> float | None:
    """How many slips make the one of the other; None if it is more than slips."""
    if _MAY_LACK.issuperset(one) and _MAY_LACK.issuperset(other):
        return max(len(one), len(other))
    if not _PREFIXES.intersection(one[:1] if len(one) > len(other) else other[:1]):
        joined = "".join(one), "".join(other)
        if len(one) != len(other) and 1 in (len(one), len(other)) and (cost := _cost_of_word(*joined)) is not None:
            return cost
    if len(one) != len(other):
        return _cost_of_lengths(one, other)
    costs = [_cost_of_word(a, b) for a, b in zip(one, other, strict=True)]
    return None if None in costs else sum(cost or 0.0 for cost in costs)


def _cost_of_lengths(one: Sequence[str], other: Sequence[str]) -> float | None:
    """An article less or more beside another slip."""
    shorter, longer = sorted((list(one), list(other)), key=len)
    for at, word in enumerate(longer):
        if word in _MAY_LACK and shorter:
            cost = _cost(shorter, [*longer[:at], *longer[at + 1 :]])
            return None if cost is None else cost + 1
    return None


def _cost_of_word(one: str, other: str) -> float | None:
    if one == other:
        return 0.0
    if any(one in same and other in same for same in _SAME):
        return 1.0
    return 1.0 if one.isalpha() and other.isalpha() and _is_inflected(one, other) else None


_ENDINGS = frozenset(["", "s", "es", "ies", "y"])


def _is_inflected(one: str, other: str) -> bool:
    """Singular and plural, or the two spellings of English. The stem alone would make "general" of "generation"."""
    if key_of(one) != key_of(other):
        return False
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    return {one[shared:], other[shared:]} <= _ENDINGS or american(one) == american(other)
