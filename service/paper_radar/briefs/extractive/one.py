"""The extractive brief of one paper: its own sentences by what they tell, and why it is on the radar."""

from collections.abc import Iterator
from dataclasses import replace

from paper_radar.briefs.extractive import deeper, wording
from paper_radar.briefs.extractive.phrases import keys_of
from paper_radar.briefs.extractive.quoting import Read, quotation, said
from paper_radar.briefs.material import Part
from paper_radar.briefs.sections import ROLES, Language, Length
from paper_radar.briefs.statements import Passage, Statement
from paper_radar.papers.text import fold, words

_AROUND = 60  # characters of the list around what is named in it


def statements_of_one(one: Read, language: Language, length: Length) -> Iterator[Statement]:
    """Claim, method, evidence and limits; of the full text what the abstract does not tell, if it is there."""
    chosen = [sentence for sentence in one.told if length == "full" or not sentence.is_extra]
    more = deeper.found(one, chosen) if length == "full" else []
    for role in ROLES:
        yield from (said(role, one, sentence) for sentence in chosen if sentence.role == role)
        yield from (said(role, one, sentence, part) for part, sentence in more if sentence.role == role)
    yield from on_radar(one, language)


def on_radar(one: Read, language: Language) -> Iterator[Statement]:
    """For each entry of the radar that the paper hits: where it stands."""
    for entry in one.one.why:
        kind, _, value = entry.partition(" ")
        if value:
            passage = _where(one, kind, value)
            yield Statement("radar", wording.entry(kind, value, language), (passage,) if passage else ())


def _where(one: Read, kind: str, value: str) -> Passage | None:
    paper = one.one.paper
    if kind == "author":
        return _among(one, "Authors", paper.authors, value)
    if kind == "category":
        return _among(one, "Categories", paper.categories, value)
    keys = keys_of(value)
    longest = max(map(len, keys), default=0)
    return one.passage_of({key for key in keys if len(key) == longest})


def _among(one: Read, name: str, listed: tuple[str, ...], value: str) -> Passage | None:
    """The entry of the list that is the value, or the only one with its last word (a name may be written shorter)."""
    exact = [at for at, each in enumerate(listed) if fold(each) == fold(value)]
    last = words(value)[-1:]
    near = exact or [at for at, each in enumerate(listed) if last and words(each)[-1:] == last]
    if not exact and len(near) != 1:
        return None
    text = ", ".join(listed)
    start = len(", ".join([*listed[: near[0]], ""])) if near[0] else 0
    passage = quotation(one.key, Part(name, text), start, start + len(listed[near[0]]))
    return replace(passage, before=text[max(0, start - _AROUND) : start], after=passage.after[:_AROUND])
