"""How the likeness of the words and the nearness of the meanings make one score."""

import math
from collections.abc import Sequence

# The part of the meaning, best on both halves of the queries of CSFCube with all-MiniLM-L6-v2 (0.65 to 0.8 are alike).
MEANING = 0.75
_FEWEST = 2


def blended(likenesses: Sequence[float], nearness: Sequence[float | None]) -> list[float]:
    """The score of each paper: the likenesses themselves, dealt out in the order of words and meanings together.

    So whatever is weighed against a likeness weighs the same with a model of meaning and without. The cosines of one
    model lie between 0 and 0.8, of another between 0.7 and 0.9: they are brought to the mean and the spread of the
    likenesses (of their roots, as few papers are far more alike than all others). A paper of which no nearness is known
    keeps the place that its words give it.
    """
    words = [math.sqrt(max(likeness, 0.0)) for likeness in likenesses]
    known = [place for place, near in enumerate(nearness) if near is not None]
    if len(known) < _FEWEST:
        return list(likenesses)
    near_mean, near_spread = _mean_and_spread([near for near in nearness if near is not None])
    word_mean, word_spread = _mean_and_spread([words[place] for place in known])
    if near_spread <= 0:
        return list(likenesses)
    scale = word_spread / near_spread
    scores = [
        word if near is None else (1 - MEANING) * word + MEANING * (word_mean + scale * (near - near_mean))
        for word, near in zip(words, nearness, strict=True)
    ]
    dealt = [0.0] * len(scores)
    order = sorted(range(len(scores)), key=lambda place: -scores[place])
    for place, likeness in zip(order, sorted(likenesses, reverse=True), strict=True):
        dealt[place] = likeness
    return dealt


def _mean_and_spread(values: Sequence[float]) -> tuple[float, float]:
    mean = sum(values) / len(values)
    return mean, math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))
