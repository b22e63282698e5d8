"""How the likeness of the words and the nearness of the meanings make one score.

Chosen with all-MiniLM-L6-v2 on both tasks of `score_related.py` and on both halves of the queries of each: the meaning
orders a subject (CSFCube), the words find what is of the same people (same-team), and either alone loses the other.
"""

import math
from collections.abc import Sequence

# The part of the meaning; 0.55 to 0.7 are alike.
MEANING = 0.6
# The likeness of this paper, the fifth in order, is the measure of the others'. Up to it likenesses count by their
# root, as most lie far below the best; what is beyond it stands out by its words, and this much of that is added.
_MEASURE = 4
_BEYOND = 0.5
_FEWEST = 2


def blended(likenesses: Sequence[float], nearness: Sequence[float | None]) -> list[float]:
    """The score of each paper: the likenesses themselves, dealt out in the order of words and meanings together.

    So whatever is weighed against a likeness weighs the same with a model of meaning and without. A paper of which no
    nearness (a cosine) is known counts as near as papers of such words are.
    """
    measure = sorted(likenesses, reverse=True)[min(_MEASURE, len(likenesses) - 1)] if likenesses else 0.0
    known = [place for place, near in enumerate(nearness) if near is not None]
    if len(known) < _FEWEST or measure <= 0:
        return list(likenesses)
    words = [math.sqrt(max(likeness, 0.0) / measure) for likeness in likenesses]
    near_mean, near_spread = _mean_and_spread([near for near in nearness if near is not None])
    word_mean, word_spread = _mean_and_spread([words[place] for place in known])
    slope = near_spread / word_spread if word_spread > 0 else 0.0
    scores = [
        (1 - MEANING) * word
        + MEANING * (near_mean + slope * (word - word_mean) if near is None else near)
        + _BEYOND * max(likeness / measure - 1, 0.0)
        for likeness, word, near in zip(likenesses, words, nearness, strict=True)
    ]
    dealt = [0.0] * len(scores)
    order = sorted(range(len(scores)), key=lambda place: -scores[place])
    for place, likeness in zip(order, sorted(likenesses, reverse=True), strict=True):
        dealt[place] = likeness
    return dealt


def _mean_and_spread(values: Sequence[float]) -> tuple[float, float]:
    mean = sum(values) / len(values)
    return mean, math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))
