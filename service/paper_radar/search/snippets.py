"""The sentence of a brief in which what was searched stands. Pure."""

from collections.abc import Sequence

from paper_radar.briefs.model import Brief
from paper_radar.papers.text import fold

_LONGEST = 300


def snippet(brief: Brief, values: Sequence[str]) -> str:
    """The supported statement, or the line of an older brief, with most of the words in it; the first of equals."""
    said = [statement.text for statement in brief.statements if statement.is_supported]
    lines = said if brief.statements else [line.lstrip("# ") for line in brief.text.splitlines()]
    words = fold(" ".join(values)).split()
    best = max(lines, key=lambda line: sum(word in fold(line) for word in words), default="")
    text = " ".join(best.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
