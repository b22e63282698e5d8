"""Grounding: whether what a model said stands in the papers it was given. Pure, and without a model of its own."""

from collections.abc import Sequence

from paper_radar.briefs.material import Material
from paper_radar.briefs.statements import KINDS, SECTIONS, Kind, Passage, Problem, RawStatement, Statement


def checked(raw: RawStatement, material: Sequence[Material], kind: Kind) -> Statement | None:
    """The statement with its passages and with what is wrong with it; None if it says nothing or is of no section."""
    assert kind in KINDS
    section = next((known for known in SECTIONS[kind] if known == raw.section), None)
    text = " ".join(raw.text.split())
    if section is None or not text:
        return None
    of_number = {one.number: one for one in material}
    passages: list[Passage] = []
    problems: list[Problem] = []
    for number, quote in raw.support:
        one = of_number.get(number)
        if one is None:
            problems.append(Problem("paper", str(number)))
            continue
        words = " ".join(quote.split())
        for part in one.parts:
            start = part.text.find(words) if words else -1
            if start >= 0:
                end = start + len(words)
                passages.append(
                    Passage(
                        one.paper.key,
                        part.name,
                        part.text[max(0, start - 200) : start],
                        words,
                        part.text[end : end + 200],
                    )
                )
                break
        else:
            problems.append(Problem("quotation", words))
    if not raw.support:
        problems.append(Problem("nothing", ""))
    return Statement(section, text, tuple(passages), tuple(problems))
