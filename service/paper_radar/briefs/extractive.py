"""A brief without a model: the sentences of an abstract that carry claim, method, evidence and limits.

Chosen by cue words (the field's rhetorical moves: Teufel and Moens 2002, https://aclanthology.org/J02-4002), by their
place, and by how many of the abstract's own words they hold. Every sentence is a quotation, in the original language.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from paper_radar.briefs.cues import ROLE_CUES, is_aside, named_role
from paper_radar.briefs.material import Material
from paper_radar.briefs.sections import LANGUAGES, ROLES, Language, Length, Role
from paper_radar.briefs.sentences import Sentence, sentences
from paper_radar.briefs.statements import Kind, Passage, Section, Statement
from paper_radar.papers.model import Paper
from paper_radar.papers.text import terms

# How sure a sentence must be to stand under a label; the claim is always given.
_LEAST: dict[Role, float] = {"claim": -100.0, "method": 1.0, "evidence": 1.3, "limits": 2.6}
_CUED = 1.0  # what a sentence without any sign of a claim does not reach
_MOST: dict[Length, dict[Role, int]] = {
    "short": {"claim": 1, "method": 1, "evidence": 1, "limits": 1},
    "full": {"claim": 1, "method": 2, "evidence": 2, "limits": 1},
}
_CANDIDATES = 5  # per role; all combinations of them are weighed
_LONGEST = 60  # sentences looked at: an abstract has fewer, a text that has more is none
_SAME = 0.6  # sentences that share this much of their terms say the same


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence of an abstract and what it was chosen for; `abstract[start:end]` is its text."""

    role: Role
    start: int
    end: int
    text: str


def extract(kind: Kind, material: Sequence[Material], language: Language, length: Length) -> tuple[Statement, ...]:
    """The statements of the brief, each a sentence of one of the papers with itself as its passage.

    () if no paper has an abstract.
    """
    assert language in LANGUAGES
    if kind == "paper":
        return tuple(_statement(one, chosen.role, chosen) for one in material for chosen in choose(one.paper, length))
    said: list[Statement] = []
    seen: list[frozenset[str]] = []
    for one in material:
        for chosen in choose(one.paper, "short"):
            words = frozenset(terms(chosen.text))
            if chosen.role == "claim" and not any(_alike(words, other) for other in seen):
                first: Section = "claim" if one is material[0] else "differs"
                said.append(_statement(one, first if kind == "beside" else "theme", chosen))
                seen.append(words)
    return tuple(said)


def _statement(one: Material, section: Section, chosen: Chosen) -> Statement:
    part = one.parts[0].name if one.parts else "Abstract"
    return Statement(section, _one_line(chosen.text), (Passage(one.paper.key, part, "", chosen.text, ""),))


def choose(paper: Paper, length: Length) -> list[Chosen]:
    """The sentences of the paper's abstract worth reading first, by role, then as they stand in the abstract."""
    found = sentences(paper.abstract)[:_LONGEST]
    told = [index for index, sentence in enumerate(found) if not is_aside(sentence.text)]
    if not told:
        told = list(range(len(found)))
    scores = _scores(paper, found, told)
    picked = _assign(scores)
    for role, most in _MOST[length].items():
        _add_more(picked, scores, found, role, most)
    return [
        Chosen(role, found[index].start, found[index].end, found[index].text)
        for role in ROLES
        for index in sorted(picked.get(role, ()))
    ]


def _scores(paper: Paper, found: Sequence[Sentence], told: Sequence[int]) -> dict[Role, dict[int, float]]:
    central = _centrality(paper, [found[index] for index in told])
    scores: dict[Role, dict[int, float]] = {role: {} for role in ROLES}
    last = max(len(told) - 1, 1)
    for rank, index in enumerate(told):
        place = rank / last
        for role in ROLES:
            text = found[index].text
            score = sum(weight for pattern, weight in ROLE_CUES[role] if pattern.search(text))
            if role == "claim" and score < _CUED:
                score -= 2.5
            if named_role(text) == role:
                score += 6.0
            scores[role][index] = score + central[rank] + _place(role, place)
    return scores


def _place(role: Role, place: float) -> float:
    """What is gained by standing at `place` (0 first sentence, 1 last): abstracts go from problem to outcome."""
    if role == "claim":
        return 0.8 - 0.8 * place
    if role == "method":
        return 0.6 - 1.2 * abs(place - 0.5)
    if role == "evidence":
        return 1.2 * place - 0.4
    # What existing work lacks is told at the beginning, what this work lacks at the end.
    return 0.5 if place > 0.7 else -4.0 if place < 0.5 else -0.5


def _centrality(paper: Paper, told: Sequence[Sentence]) -> list[float]:
    """0 to 1 for each sentence: the mean weight of its terms in title and abstract, the most central one 1."""
    weights = Counter(terms(paper.abstract))
    for term in terms(paper.title):
        weights[term] += 1
    raw = []
    for sentence in told:
        own = set(terms(sentence.text))
        raw.append(sum(weights[term] - 1 for term in own) / (len(own) + 4) if own else 0.0)
    most = max(raw, default=0.0) or 1.0
    return [value / most for value in raw]


def _assign(scores: dict[Role, dict[int, float]]) -> dict[Role, set[int]]:
    """At most one sentence for each role and one role for each sentence, so that the sum is greatest."""
    options: list[list[int | None]] = []
    for role in ROLES:
        ranked = sorted(scores[role], key=lambda index: (-scores[role][index], index))[:_CANDIDATES]
        sure = [index for index in ranked if scores[role][index] >= _LEAST[role]]
        options.append([*sure] if role == "claim" and sure else [*sure, None])
    best: tuple[int | None, ...] = (None,) * len(ROLES)
    best_sum = float("-inf")
    for picked in product(*options):
        taken = [index for index in picked if index is not None]
        if len(set(taken)) < len(taken):
            continue
        total = sum(
            scores[role][index] - max(_LEAST[role], 0.0)
            for role, index in zip(ROLES, picked, strict=True)
            if index is not None
        )
        claim = picked[0]
        # What comes before the claim is mostly about the work of others: better no method than theirs.
        total -= sum(1.5 for index in picked[1:] if index is not None and claim is not None and index < claim)
        if total > best_sum:
            best, best_sum = picked, total
    return {role: {index} for role, index in zip(ROLES, best, strict=True) if index is not None}


def _add_more(
    picked: dict[Role, set[int]],
    scores: dict[Role, dict[int, float]],
    found: Sequence[Sentence],
    role: Role,
    most: int,
) -> None:
    taken = {index for chosen in picked.values() for index in chosen}
    claim = min(picked.get("claim", {0}))
    for index in sorted(scores[role], key=lambda index: -scores[role][index]):
        if role not in picked or len(picked[role]) >= most or scores[role][index] < _LEAST[role] + 0.7:
            return
        best_elsewhere = max(scores[other][index] for other in ROLES)
        if index in taken or index < claim or scores[role][index] < best_elsewhere:
            continue
        said = frozenset(terms(found[index].text))
        if any(_alike(said, frozenset(terms(found[other].text))) for other in taken):
            continue
        picked[role].add(index)
        taken.add(index)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one | other) and len(one & other) / len(one | other) >= _SAME


def _one_line(text: str) -> str:
    return " ".join(text.split()).lstrip("# ")
