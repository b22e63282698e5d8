"""What the full text tells beyond the abstract: sentences of the sections that are there to tell it."""

import re
from collections.abc import Iterator, Sequence

from paper_radar.briefs.extractive.choice import MOST_READ, Chosen, alike, cued
from paper_radar.briefs.extractive.cues import is_aside
from paper_radar.briefs.extractive.quoting import Read
from paper_radar.briefs.full_text.fitting import CUT, role_of
from paper_radar.briefs.material import Part
from paper_radar.briefs.sections import Role
from paper_radar.briefs.sentences import sentences
from paper_radar.papers.text import terms

# What sections of each kind may tell (see `full_text.fitting.role_of`).
_TELLS: dict[str, tuple[Role, ...]] = {
    "introduction": ("method",),
    "method": ("method",),
    "evidence": ("evidence",),
    "conclusion": ("evidence", "limits"),
    "limits": ("limits",),
}
_OF_LIMITS = re.compile(r"limitation|threats|caveat", re.I)
_LEAST: dict[Role, float] = {"limits": 2.6, "evidence": 3.2, "method": 2.8}
_MOST: dict[Role, int] = {"limits": 2, "evidence": 2, "method": 1}
_IN_NAME = 2.6  # under a heading that says "Limitations" a sentence needs no turn of phrase of its own
_SHORTEST, _LONGEST = 50, 350  # characters
_MOST_SENTENCES = 500  # of the whole text
_LONGEST_PART = 100_000  # characters
# What cannot be understood where it stands alone: pointers to figures and formulas, pronouns at the beginning.
_POINTS = re.compile(
    r"\b(?:tables?|tab\.|figures?|figs?\.|eqs?\.|equations?|sections?|sec\.|appendix|algorithm|listing|lemma|theorem|"
    r"proposition)\s*\(?(?-i:\d|[A-Z]\b)|\b(?:above|below|previous section|following|as follows)\b|:$",
    re.I,
)
_LEANS = re.compile(
    r"(?:this|these|it|its|they|their|those|that|such|he|she|both|here|there|"
    r"the (?:former|latter|second|third|next))\b",
    re.I,
)
_CITES = re.compile(r"\[\d+[\d, –-]*\]|\bet al\b|\(\d{4}\)|, \d{4}[a-z]?\)")


def found(one: Read, chosen: Sequence[Chosen]) -> list[tuple[Part, Chosen]]:
    """Sentences of the parts beyond the abstract, each with its part; none that says again what is chosen already."""
    taken = [terms(sentence.text) for sentence in chosen]
    candidates = sorted(_candidates(one), key=lambda candidate: -candidate[0])
    picked: list[tuple[Part, Chosen]] = []
    left = dict(_MOST)
    for _, part, sentence in candidates:
        told = terms(sentence.text)
        if left[sentence.role] and not any(alike(told, other) for other in taken):
            left[sentence.role] -= 1
            taken.append(told)
            picked.append((part, sentence))
    order = {id(part): index for index, part in enumerate(one.one.parts)}
    return sorted(picked, key=lambda each: (order[id(each[0])], each[1].start))


def _candidates(one: Read) -> Iterator[tuple[float, Part, Chosen]]:
    of_paper = set(terms(f"{one.one.paper.title}\n{one.abstract.text if one.abstract else ''}"))
    left = _MOST_SENTENCES
    for part in one.one.parts:
        roles = _TELLS.get(role_of(part.name[:200]), ())
        if part is one.abstract or not roles:
            continue
        for sentence in sentences(part.text[:_LONGEST_PART])[:left]:
            left -= 1
            text = sentence.text
            if not _SHORTEST <= len(text) <= _LONGEST or not _stands_alone(text):
                continue
            told = set(terms(text))
            near = len(told & of_paper) / (len(told) or 1) - 1.5 * bool(_CITES.search(text[:MOST_READ]))
            for role in roles:
                named = _IN_NAME * (role == "limits" and bool(_OF_LIMITS.search(part.name[:200])))
                score = cued(role, text) + near + named
                if score >= _LEAST[role]:
                    yield score, part, Chosen(role, sentence.start, sentence.end, text)


def _stands_alone(text: str) -> bool:
    return not (_POINTS.search(text) or _LEANS.match(text) or is_aside(text) or CUT in text)
