"""What the reader said of the sightings of a followed author, and what that says of a name on another paper.

Their word wins over every rule. Where it is about another paper, the context decides: who else signed, and on what.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Literal

from paper_radar.papers.model import Paper
from paper_radar.papers.text import fold
from paper_radar.radar.company import COMMON, coauthors, likeness, meeting_key, spread
from paper_radar.radar.entries import Entry, Sighting
from paper_radar.radar.name_parts import Name, read_name
from paper_radar.radar.names import MATCH, Comparison, compare_names

# Less than this is no shared co-author: a name that thousands bear, or no more than the initial of one.
_SHARED = 0.3
_TWO_SHARED = 1.4
_COAUTHOR, _COAUTHORS, _CATEGORY, _CONFIRMED = 14, 24, 4, 6
# Rules by which a spelling is the followed name itself, not another one that the same person may bear.
_ITSELF = frozenset({"same", "spacing", "order"})
_NAMESAKE, _LIKELY_NAMESAKE = 76, 64

Form = tuple[str, ...]


def form_of(name: Name) -> Form:
    """What stays of a name whichever way round it is written."""
    return tuple(sorted(part.text for part in name.parts)) or (name.script or name.organisation,)


class Circle:
    """The people with whom somebody signs, each under every spelling that may be theirs."""

    def __init__(self, names: Iterable[str], *, but: Sequence[Name]) -> None:
        own = {form_of(name) for name in but}
        self._by_key: dict[str, dict[str, str]] = {}
        for name in names:
            if form_of(read_name(name)) not in own:
                self._by_key.setdefault(meeting_key(name), {})[fold(name)] = name

    def shared(self, paper: Paper, index: int) -> float:
        """How much the paper's other authors say that this is the same circle: about 1 for each rare name."""
        if not self._by_key:
            return 0.0
        return sum(
            max((likeness(known, name) for known in self._by_key.get(meeting_key(name), {}).values()), default=0.0)
            for name in coauthors(paper, index)
        )


class Said:
    """The sightings of one entry, and the context that it and they give. Read lazily: most entries are never asked."""

    def __init__(self, entry: Entry, names: Sequence[Name]) -> None:
        self._entry = entry
        self._names = names
        self._same = _by_paper(entry.same)
        self._others = _by_paper(entry.others)

    def of(self, paper: Paper, seen: Name) -> Literal["same", "other", ""]:
        """What the reader said of this very name on this very paper."""
        if not self._same and not self._others:
            return ""
        if _is_among(seen, self._same.get(paper.key, ())):
            return "same"
        return "other" if _is_among(seen, self._others.get(paper.key, ())) else ""

    def confirmed(self, seen: Name) -> bool:
        """Whether the reader called the person of this spelling the same on some paper."""
        return bool(self._same) and form_of(seen) in self._same_forms

    def in_context(self, found: Comparison, seen: Name, paper: Paper, index: int) -> Comparison | None:
        """The comparison as the paper's other authors and its categories lift or lower it; None: another person."""
        itself = found.rule in _ITSELF or found.rule == "alias"
        if found.level == "match" and itself:
            return self._of_namesakes(found, paper, index) if self._has_namesake else found
        other = bool(self._others) and form_of(seen) in self._other_forms and not self.confirmed(seen)
        if found.level == "match" and not other:
            return found
        known, strange = self._shared(paper, index)
        if (other and known < _SHARED) or (strange >= _SHARED and strange > known):
            return None
        if found.level == "match":
            return found
        return self._lifted(found, seen, paper, known)

    def _of_namesakes(self, found: Comparison, paper: Paper, index: int) -> Comparison | None:
        """Two people bear the name in full: who of them it is, as far as that can be told."""
        known, strange = self._shared(paper, index)
        if known >= max(_SHARED, strange):
            return Comparison("match", found.score, "coauthor")
        if strange >= _SHARED:
            return None
        ours = not self._categories.isdisjoint(paper.categories)
        theirs = any(not set(each.categories).isdisjoint(paper.categories) for each in self._entry.others)
        if ours and not theirs:
            return found
        return Comparison("possible", _LIKELY_NAMESAKE if theirs and not ours else _NAMESAKE, "namesake")

    def _lifted(self, found: Comparison, seen: Name, paper: Paper, known: float) -> Comparison | None:
        fits = not self._categories.isdisjoint(paper.categories)
        if known >= _SHARED:
            score = found.score + (_COAUTHORS if known >= _TWO_SHARED else _COAUTHOR)
            if score >= MATCH:
                return Comparison("match", min(score, 100), "coauthor")
        elif found.rule == "other-forename" and self._categories and paper.categories and not fits:
            # Another forename in another field: of the surname alone nobody is known.
            return None
        else:
            score = found.score
        score += _CATEGORY * fits + _CONFIRMED * self.confirmed(seen)
        return Comparison("possible", min(score, MATCH - 1), found.rule)

    def _shared(self, paper: Paper, index: int) -> tuple[float, float]:
        return self._circle.shared(paper, index), self._other_circle.shared(paper, index)

    @cached_property
    def _circle(self) -> Circle:
        signed = (name for sighting in self._entry.same for name in sighting.coauthors)
        return Circle((*self._entry.coauthors, *signed), but=self._names)

    @cached_property
    def _other_circle(self) -> Circle:
        return Circle((name for sighting in self._entry.others for name in sighting.coauthors), but=self._names)

    @cached_property
    def _categories(self) -> frozenset[str]:
        return frozenset(self._entry.categories).union(*(sighting.categories for sighting in self._entry.same))

    @cached_property
    def _same_forms(self) -> frozenset[Form]:
        return frozenset(form_of(name) for names in self._same.values() for name in names)

    @cached_property
    def _other_forms(self) -> frozenset[Form]:
        return frozenset(form_of(name) for names in self._others.values() for name in names)

    @cached_property
    def _has_namesake(self) -> bool:
        # Of a name that thousands bear, who says which of them is meant says that the others are not.
        if self._entry.same and spread(self._entry.value) == COMMON:
            return True
        others = [name for names in self._others.values() for name in names]
        found = (compare_names(name, other) for name in self._names for other in others)
        return any(each.level == "match" and each.rule in _ITSELF for each in found)


def _by_paper(sightings: Iterable[Sighting]) -> dict[str, list[Name]]:
    found: dict[str, list[Name]] = {}
    for sighting in sightings:
        found.setdefault(sighting.paper, []).append(read_name(sighting.text))
    return found


def _is_among(seen: Name, names: Sequence[Name]) -> bool:
    """Whether the name is one of those, as this or another source writes it."""
    return any(form_of(seen) == form_of(name) or compare_names(name, seen).rule in _ITSELF for name in names)
