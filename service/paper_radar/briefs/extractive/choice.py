"""The sentences of an abstract that carry its claim, method, evidence and limits.

They are chosen by cue words (the field's rhetorical moves: Teufel and Moens 2002, https://aclanthology.org/J02-4002),
by their place, and by how many of the words of abstract and title they hold.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, product

from paper_radar.briefs.extractive.cues import ROLE_CUES, is_aside, named_role
from paper_radar.briefs.sections import ROLES, Role
from paper_radar.briefs.sentences import Sentence, sentences
from paper_radar.papers.text import terms

# How sure a sentence must be to stand under a label; the claim is always given.
_LEAST: dict[Role, float] = {"claim": -100.0, "method": 1.0, "evidence": 1.3, "limits": 2.6}
_CUED = 1.0  # what a sentence without any sign of a claim does not reach
_UNCUED = 4.0  # what such a sentence loses
_MOST: dict[Role, int] = {"claim": 1, "method": 2, "evidence": 2, "limits": 1}  # of each at most
_NAMED = 1.0  # for the sentence that names what the paper is about by the name that its title gives
_OF_TITLE = 3.0  # for all words of the title in the sentence
_LONGEST_NAME = 3  # words
_CLAIM_FIRST = 2.0  # what fits best as the claim is not given away for a better sum of the others
_LATE = 0.5  # from here on an abstract may tell its limits
_CANDIDATES = 5  # per role; all combinations of them are weighed
_LONGEST = 60  # sentences looked at: an abstract has fewer, a text that has more is none
MOST_READ = 1200  # characters of a sentence in which cue words are sought
_SAME = 0.6  # sentences that share this much of their terms say the same


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence of an abstract and what it was chosen for; `abstract[start:end]` is its text."""

    role: Role
    start: int
    end: int
    text: str
    is_extra: bool = False  # told in a full brief only


def choose(title: str, abstract: str) -> list[Chosen]:
    """The sentences of the abstract worth reading first, by role, then as they stand in the abstract.

    One for each role that the abstract fills, and further ones for a full brief; none where nothing is said in words.
    """
    found = [sentence for sentence in sentences(abstract)[:_LONGEST] if _says(sentence.text)]
    told = [index for index, sentence in enumerate(found) if not is_aside(sentence.text[:MOST_READ])]
    if not told:
        told = list(range(len(found)))
    scores = _scores(title, found, told)
    picked = _assign(scores)
    first = {index for indices in picked.values() for index in indices}
    for role, most in _MOST.items():
        _add_more(picked, scores, found, role, most)
    return [
        Chosen(role, found[index].start, found[index].end, found[index].text, index not in first)
        for role in ROLES
        for index in sorted(picked.get(role, ()))
    ]


def cued(role: Role, text: str) -> float:
    """How much the turns of phrase in the sentence speak for the role; below 0: against it."""
    return sum(weight for pattern, weight in ROLE_CUES[role] if pattern.search(text))


def alike(one: Collection[str], other: Collection[str]) -> bool:
    """Whether two sentences say the same: they share most of their terms."""
    both = len(set(one) & set(other))
    return both > 0 and both / len(set(one) | set(other)) >= _SAME


def _says(text: str) -> bool:
    """Whether there is a word in it: "..." or "1" stand in some records where their abstract is missing."""
    return any(letter.isalpha() and other.isalpha() for letter, other in pairwise(text))


def _scores(title: str, found: Sequence[Sentence], told: Sequence[int]) -> dict[Role, dict[int, float]]:
    central = _centrality(title, [sentence.text for sentence in found], told)
    of_title = frozenset(terms(title))
    name = _name(title)
    scores: dict[Role, dict[int, float]] = {role: {} for role in ROLES}
    last = max(len(told) - 1, 1)
    for rank, index in enumerate(told):
        place = rank / last
        text = found[index].text[:MOST_READ]
        named = named_role(text)
        for role in ROLES:
            if role == "limits" and place < _LATE and named != role:
                continue  # there it is told what the work of others lacks
            score = cue = cued(role, text)
            if role == "claim":
                score += _NAMED * bool(name and name in text) + _OF_TITLE * _share(text, of_title)
                score -= _UNCUED if cue < _CUED else 0.0
            if named == role:
                score += 6.0
            scores[role][index] = score + central[rank] + _place(role, place)
    return scores


def _name(title: str) -> str:
    """What the paper calls its method or data, if its title begins with it: "Muon: fast steps" gives "Muon"."""
    name, colon, _ = title.partition(":")
    return name if colon and len(name.split()) <= _LONGEST_NAME and len(name) > 1 else ""


def _share(text: str, wanted: frozenset[str]) -> float:
    return len(wanted.intersection(terms(text))) / len(wanted) if wanted else 0.0


def _place(role: Role, place: float) -> float:
    """What is gained by standing at `place` (0 first sentence, 1 last): abstracts go from problem to outcome."""
    if role == "claim":
        return 0.8 - 0.8 * place
    if role == "method":
        return 0.6 - 1.2 * abs(place - 0.5)
    if role == "evidence":
        return 1.2 * place - 0.4
    return 0.5 if place > 0.7 else -0.5


def _centrality(title: str, found: Sequence[str], told: Sequence[int]) -> list[float]:
    """0 to 1 for each sentence told: the mean weight of its terms in title and abstract, the most central one 1."""
    of_each = [terms(text) for text in found]
    weights = Counter(chain(terms(title), *of_each))
    raw = []
    for index in told:
        own = set(of_each[index])
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
            (scores[role][index] - max(_LEAST[role], 0.0)) * (_CLAIM_FIRST if role == "claim" else 1.0)
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
        best_elsewhere = max(scores[other].get(index, 0.0) for other in ROLES)
        if index in taken or index < claim or scores[role][index] < best_elsewhere:
            continue
        said = frozenset(terms(found[index].text))
        if any(alike(said, terms(found[other].text)) for other in taken):
            continue
        picked[role].add(index)
        taken.add(index)
