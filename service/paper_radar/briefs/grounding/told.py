"""Whether papers tell a number that a statement claims: where it is quoted, near it, or by counting."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from paper_radar.briefs.grounding import agreement
from paper_radar.briefs.grounding.numbers import Number, hedge_before, numbers_of, says
from paper_radar.briefs.grounding.words import key_of, words_of
from paper_radar.briefs.sentences import Sentence, sentences
from paper_radar.papers.text import STOP_WORDS

_RELATION = re.compile(r"[<>=≤≥]\s?$")
_MOST_COUNTED = 12
_COUNTED = re.compile(r"[\s-]([a-z]{3,40})|\s?[\u3400-\u9fff]")
_AND = re.compile(r",?\s(?:and|or|as well as|plus)\s|\s?(?:和|与|以及|及)\s?")
_COMMA = re.compile(r"[,;，、；]\s?")
_LONGEST_ITEM = 7  # words of an item of a list within a sentence
_NEAR = 4
_IN_NAME = re.compile(r"[^\W\d_]-$")


def is_told(claim: Number, text: str, quoted: Sequence[str], papers: Sequence[str]) -> bool:
    """Whether the `quoted` sentences, or else sentences of the `papers` that have to do with it, tell the number.

    `text` is the statement, `papers` the texts of the papers it is about.
    """
    is_count = counts_things(claim, text)
    if any(_tells(there, sentence, claim, text, is_count) for sentence in quoted for there in numbers_of(sentence)):
        return True
    if is_count and any(_counts_otherwise(claim, text, sentence) for sentence in quoted):
        return False
    if is_count and any(claim.value in _lengths_of_lists(sentence) for sentence in quoted):
        return True
    return any(
        _tells(there, paper, claim, text, is_count) and agreement.shares_terms(text, [sentence_at(paper, there.start)])
        for paper in papers
        for there in numbers_of(paper)
    )


def _tells(there: Number, paper: str, claim: Number, text: str, is_count: bool) -> bool:
    if not says(there, claim, text):
        return False
    # "(3)" numbers an item, which makes three of them, but no dimension 3; and N > 5 does not tell of five things.
    is_mark = marks_item(there, paper)
    if is_related(claim, text):
        return not is_mark and there.text.lstrip("-−–.")[:1].isdigit()
    if is_count and is_related(there, paper):
        return hedge_before(claim, text)
    return is_count or not is_mark


def is_related(number: Number, text: str) -> bool:
    """Whether a sign relates it to a variable: N > 5."""
    return bool(_RELATION.search(text[max(0, number.start - 3) : number.start]))


def marks_item(number: Number, text: str) -> bool:
    """Whether it is the "(3)" before the third item of a list."""
    return (
        number.value <= _MOST_COUNTED
        and number.text.isdigit()
        and text[number.start - 1 : number.start] == "("
        and text[number.end :][:1] == ")"
    )


def counts_things(claim: Number, text: str) -> bool:
    """Whether it is a small number of things: three issues, 5 datasets, 三个."""
    if claim.value > _MOST_COUNTED or claim.value % 1 or claim.share == "yes" or claim.unit or claim.is_negative:
        return False
    if is_related(claim, text):
        return False
    following = _COUNTED.match(text, claim.end)
    return not claim.text[:1].isdigit() or (following is not None and following[1] not in STOP_WORDS)


def _counts_otherwise(claim: Number, text: str, sentence: str) -> bool:
    """Whether the sentence counts the same things and comes to another number."""
    things = set(_after(text, claim.end))
    return any(
        there.value != claim.value
        and counts_things(there, sentence)
        and things.intersection(_after(sentence, there.end))
        for there in numbers_of(sentence)
    )


def _after(text: str, at: int) -> Iterator[str]:
    for form in words_of(text[at : at + 60]).forms()[:3]:
        if form.isascii() and len(form) > 2 and form not in STOP_WORDS:
            yield key_of(form)


@lru_cache(maxsize=256)
def _lengths_of_lists(sentence: str) -> frozenset[int]:
    """How many things the lists in the sentence hold: "A, B and C" three, "A and B" two."""
    lengths: set[int] = set()
    before, *pieces = _AND.split(sentence)
    for piece in pieces:
        items = _COMMA.split(before)
        count = 1
        # The first item runs into what stands before it, the others are short.
        for item in reversed(items):
            count += 1
            if len(item.split()) > _LONGEST_ITEM:
                break
        lengths |= set(range(min(count, 3), count + 1)) | {2}
        before = piece
    return frozenset(lengths)


def is_swapped(text: str, sentence: str) -> bool:
    """Whether two numbers of the sentence have changed places in the statement: "81.2 for A, 45.8 for B" the other way.

    Told only where it is plain: two numbers and two words stand in both, each once, numbers and words by turns.
    """
    words = words_of(text)
    said, there = words.forms(), words_of(sentence).forms()
    shared = [form for form in map(key_of, said) if form not in STOP_WORDS]
    other = list(map(key_of, there))
    once = {form for form in set(shared) if shared.count(form) == 1 == other.count(form)}
    places = [(at, form) for at, form in enumerate(map(key_of, said)) if form in once]
    numbers = [(at, form) for at, form in places if form[0].isdigit()]
    if len(numbers) < 2:
        return False
    # The 5 of Top-5 is no value.
    numbers = [one for one in numbers if not _IN_NAME.search(text[: words.span(one[0], one[0] + 1)[0]])]
    swapped = False
    for (at, one), (next_at, two) in pairwise(numbers):
        for word, second in _turns(places, at, next_at):
            order = sorted((one, two, word, second), key=other.index)
            is_number = [form[0].isdigit() for form in order]
            if is_number not in ([True, False, True, False], [False, True, False, True]):
                continue
            pairs = {frozenset(order[:2]), frozenset(order[2:])}
            if pairs == {frozenset((one, word)), frozenset((two, second))}:
                return False
            spread = other.index(order[3]) - other.index(order[0])
            swapped |= spread <= 4 * _NEAR and pairs == {frozenset((one, second)), frozenset((two, word))}
    return swapped


def _turns(places: Sequence[tuple[int, str]], at: int, next_at: int) -> Iterator[tuple[str, str]]:
    """Words that stand by turns with two numbers: before each of them, or behind each of them."""
    words = [(place, form) for place, form in places if not form[0].isdigit()]
    between = [(place, form) for place, form in words if at < place < next_at]
    for first in (form for place, form in words if at - _NEAR <= place < at):
        yield from ((first, form) for place, form in between if next_at - place <= _NEAR)
    for second in (form for place, form in words if next_at < place <= next_at + _NEAR):
        yield from ((form, second) for place, form in between if place - at <= _NEAR)


@lru_cache(maxsize=256)
def sentences_of(text: str) -> tuple[Sentence, ...]:
    """`sentences`, of which those of the last texts are kept."""
    return tuple(sentences(text))


def sentence_at(text: str, at: int) -> str:
    """The sentence that stands at that place."""
    around = (one.text for one in sentences_of(text) if one.start <= at < one.end)
    return next(around, text[max(0, at - 200) : at + 200])
