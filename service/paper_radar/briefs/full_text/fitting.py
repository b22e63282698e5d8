"""Which paragraphs of a full text go into a brief: those that say what it claims, shows and lacks. Pure."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from paper_radar.briefs.budget import estimate_tokens
from paper_radar.briefs.material import Part
from paper_radar.papers.model import Paper
from paper_radar.papers.text import terms

ABSTRACT = "Abstract"
PARAGRAPH = "\n\n"  # what stands between two
CUT = " […]"
_PER_PART = 8  # tokens of a heading and of what delimits it
_LEAST_CUT = 60  # tokens below which the beginning of a paragraph says nothing
_SHORT = 80  # characters

# By headings, the innermost first: "5 Experiments › 5.3 Limitations" speaks of limits.
_ROLES = (
    ("limits", r"limitation|threats to validity|failure|broader impact|future|open (?:problems|questions)"),
    ("introduction", r"introduction|contribution|overview|motivation"),
    ("background", r"related|background|preliminaries|notation|literature|prior work|previous work"),
    (
        "evidence",
        r"experiment|results?\b|evaluation|empirical|ablation|analys[ei]s|finding|benchmark|simulation|stud",
    ),
    ("conclusion", r"conclu|discussion|summary|outlook|takeaway|lessons|remarks"),
)
_PATTERNS = tuple((role, re.compile(pattern)) for role, pattern in _ROLES)
_WORTH = {"introduction": 3.0, "limits": 3.0, "conclusion": 3.0, "evidence": 2.0, "method": 1.5, "background": 0.5}
# Of the room beside the abstract, so much at most is given to each of these before the best of all share the rest.
_SHARES = {"introduction": 0.3, "evidence": 0.3, "conclusion": 0.15, "limits": 0.15}

_CLAIMS = re.compile(
    r"\b(?:we|this (?:paper|work|article|study)) (?:\w+ )?(?:propose|introduce|present|show|prove|develop|find|argue"
    r"|demonstrate|establish|study)|contribution|in this (?:paper|work)\b|our (?:main|key)|to our knowledge"
)
_SHOWS = re.compile(
    r"outperform|improve|achiev|accura|significan|compared (?:to|with)|baseline|\d ?%|table \d|figure \d|fig\. ?\d"
)
_LACKS = re.compile(
    r"limitation|however|future work|we (?:do not|did not|assume|leave)|does not|cannot|fails? to|restricted"
)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    part: int
    place: int
    text: str
    tokens: int
    role: str
    score: float


def fitted(parts: Sequence[Part], room: int, words: Collection[str] = ()) -> tuple[Part, ...]:
    """The parts, cut to about `room` tokens, whole paragraphs in their order; the abstract always comes first.

    `words` are terms (`papers.text.terms`) of what the reader follows: paragraphs that hold them are preferred. Those
    between which something was left out are parts of their own, so that no quotation reaches over the gap. What fits
    comes back as it is. At least the beginning of the abstract is left, whatever the room.
    """
    if sum(estimate_tokens(part.text) + _PER_PART for part in parts) <= room:
        return tuple(parts)
    first = parts[:1] if parts and parts[0].name == ABSTRACT else ()
    kept = [Part(part.name, cut(part.text, max(room, _LEAST_CUT))) for part in first]
    room -= sum(estimate_tokens(part.text) + _PER_PART for part in kept)
    chosen = _chosen(list(_paragraphs(parts[len(first) :], frozenset(words))), room)
    before = (-1, -1)
    for (number, place), text in sorted(chosen.items()):
        if before == (number, place - 1):
            kept[-1] = Part(kept[-1].name, f"{kept[-1].text}{PARAGRAPH}{text}")
        else:
            kept.append(Part(parts[len(first) + number].name, text))
        before = (number, place)
    return tuple(kept)


def fitted_for(paper: Paper, why: Sequence[str], parts: Sequence[Part], room: int) -> tuple[Part, ...]:
    """`fitted` by the words of the paper's title and of why it is on the radar."""
    return fitted(parts, room, set(terms(" ".join([paper.title, *why]))))


def cut(text: str, room: int) -> str:
    """The beginning of the text in about `room` tokens, up to the end of a sentence where there is one."""
    if estimate_tokens(text) <= room:
        return text
    longest = int(len(text) * room / estimate_tokens(text))
    head = text[:longest]
    end = max(head.rfind(". "), head.rfind("。"))
    return (head[: end + 1] if end > longest // 2 else head.rsplit(" ", 1)[0]) + CUT


def role_of(name: str) -> str:
    """What a section is for, by its headings: "method" where they do not tell."""
    for heading in reversed(name.casefold().split(" › ")):
        for role, pattern in _PATTERNS:
            if pattern.search(heading):
                return role
    return "method"


def _chosen(paragraphs: Sequence[_Paragraph], room: int) -> dict[tuple[int, int], str]:
    best = sorted(paragraphs, key=lambda each: -each.score)
    chosen: dict[tuple[int, int], str] = {}

    def take(each: _Paragraph, most: int) -> int:
        """The tokens that it costs, 0 if it is not taken. Where no neighbour is there, it needs a heading."""
        joined = {(each.part, each.place - 1), (each.part, each.place + 1)} & chosen.keys()
        needed = each.tokens + (0 if joined else _PER_PART)
        if (each.part, each.place) in chosen or needed > most:
            return 0
        chosen[each.part, each.place] = each.text
        return needed

    left = room
    quotas = {role: int(room * share) for role, share in _SHARES.items()}
    for role in quotas:  # the best paragraph of each, even where its quota is less than a paragraph
        first = next((each for each in best if each.role == role), None)
        spent = take(first, min(room // 3, left)) if first else 0
        quotas[role], left = quotas[role] - spent, left - spent
    for each in best:
        if each.role in quotas:
            spent = take(each, min(quotas[each.role], left))
            quotas[each.role], left = quotas[each.role] - spent, left - spent
    for each in best:
        left -= take(each, left)
    longest = next((each for each in best if (each.part, each.place) not in chosen), None)
    if longest and left > _LEAST_CUT + _PER_PART and longest.tokens > left:
        chosen[longest.part, longest.place] = cut(longest.text, left - _PER_PART)
    return chosen


def _paragraphs(parts: Sequence[Part], words: frozenset[str]) -> Iterable[_Paragraph]:
    for number, part in enumerate(parts):
        role = role_of(part.name)
        lines = part.text.split(PARAGRAPH)
        for place, text in enumerate(lines):
            score = _WORTH[role] + _told(text, words)
            score += 0.7 if place == 0 else 0.4 if place == len(lines) - 1 else 0.0
            yield _Paragraph(number, place, text, estimate_tokens(text) + 1, role, score)


def _told(text: str, words: frozenset[str]) -> float:
    """What the paragraph itself says for it, whatever its section."""
    lower = text.casefold()
    score = 2.0 * bool(_CLAIMS.search(lower)) + 1.0 * bool(_SHOWS.search(lower)) + 0.8 * bool(_LACKS.search(lower))
    if words:
        score += min(0.4 * len(words.intersection(terms(text))), 2.0)
    return score - (1.5 if len(text) < _SHORT else 0.0)
