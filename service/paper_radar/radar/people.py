"""The people behind one name: papers on which a followed author was found, grouped by who may have written them.

Papers that share co-authors are one person's. What stays apart is joined by its categories, the more freely the fewer
people bear the name: a Difan Zou in cs.LG and one in cs.CV are one person, two Wei Wangs in cs.CV may be two.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from paper_radar.papers.model import Paper
from paper_radar.papers.text import fold
from paper_radar.radar.company import (
    COMMON,
    RARE,
    agreement,
    arxiv_categories,
    coauthors,
    links,
    spread,
    subjects,
)

# The least link that joins two papers under a name that many bear, and how many of it any groups need at most.
_LEAST_LINK = 0.7
_MOST_LINKS = 10

# A paper, and the place of the name among its authors.
Found = tuple[Paper, int]
Told = Literal["one", "several", "unclear"]


@dataclass(frozen=True, slots=True)
class Person:
    """Papers that one person seems to have written, newest first, and what is most frequent on them."""

    found: tuple[Found, ...]
    coauthors: tuple[str, ...]
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """The people of one name, who has most papers first, ties by the newest paper.

    `told` is "one" where all papers are one person's, "several" where they are surely not, and "unclear" where nothing
    tells.
    """

    people: tuple[Person, ...]
    told: Told


def tell_apart(
    found: Iterable[Found], *, same: Collection[str] = (), others: Collection[str] = (), aliases: Collection[str] = ()
) -> People:
    """Group the papers on which one name was found: each is in one group, in whatever order they are given.

    `same` and `others` are keys of papers of which the user said who wrote them: those of `same` are one person's, and
    none of `others` is that person's. `aliases` are spellings that the user called the same person.
    """
    places = sorted({place[0].key: place for place in found}.values(), key=lambda place: place[0].key)
    places.sort(key=lambda place: _day(place[0]), reverse=True)
    groups = _Groups(places, same=frozenset(same), others=frozenset(others), aliases={fold(name) for name in aliases})
    groups.join_said()
    groups.join_by_coauthors()
    groups.join_by_field()
    made = groups.made()
    return People(tuple(_person([places[at] for at in group]) for group in made), groups.told(made))


def _day(paper: Paper) -> str:
    return (paper.announced or paper.published)[:10]


def _person(found: Sequence[Found]) -> Person:
    names: dict[str, str] = {}
    company: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    for paper, index in found:
        company.update({names.setdefault(fold(name), name) for name in coauthors(paper, index)})
        fields.update(arxiv_categories(paper))
    order = {name: at for at, name in enumerate(names.values())}
    return Person(
        tuple(found),
        tuple(sorted(company, key=lambda name: (-company[name], order[name]))),
        tuple(sorted(fields, key=lambda field: (-fields[field], field))),
    )


@dataclass(frozen=True, slots=True)
class _Field:
    """What a group writes on: `main` holds its most frequent primary categories."""

    main: frozenset[str]
    every: frozenset[str]
    subjects: frozenset[str]


class _Groups:
    """Groups of the places, by their numbers: at first each alone. A group has the number of its first paper."""

    def __init__(self, places: Sequence[Found], *, same: Collection[str], others: Collection[str], aliases: set[str]):
        self._places = places
        self._names = [paper.authors[index] for paper, index in places]
        self._same = frozenset(at for at, (paper, _) in enumerate(places) if paper.key in same)
        self._others = frozenset(at for at, (paper, _) in enumerate(places) if paper.key in others) - self._same
        self._aliases = aliases
        self._group = list(range(len(places)))
        self._members = {at: [at] for at in self._group}
        self._links = links([coauthors(paper, index) for paper, index in places])

    def join_said(self) -> None:
        """What the user called the same person."""
        for at in sorted(self._same):
            self._join(min(self._same), at)

    def join_by_coauthors(self) -> None:
        """Papers that share co-authors, the surest first. Of a name that many bear, groups need the more links the
        larger they are: else one chance link of two Yang Lius drags all of their papers together.
        """
        for (one, other), _ in sorted(self._links.items(), key=lambda link: (-link[1], link[0])):
            first, second = self._group[one], self._group[other]
            if first == second:
                continue
            if self._spread([one], [other]) == COMMON:
                sizes = len(self._members[first]), len(self._members[second])
                if self._linked(first, second) < _LEAST_LINK * min(*sizes, _MOST_LINKS):
                    continue
            self._join(one, other)

    def _linked(self, first: int, second: int) -> float:
        return sum(
            self._links.get((min(a, b), max(a, b)), 0.0) for a in self._members[first] for b in self._members[second]
        )

    def join_by_field(self) -> None:
        """Groups that no co-author links, where their categories are near."""
        groups = self.made()
        fields = {group[0]: self._field(group) for group in groups}
        near = [
            (-_overlap(fields[one[0]], fields[other[0]]), one[0], other[0])
            for one, other in combinations(groups, 2)
            # Where the spellings leave a doubt (Pan and Pang), a field that many write in does not mend it.
            if "match" in self._agreements(one, other)
            and _is_near(fields[one[0]], fields[other[0]], self._spread(one, other))
        ]
        for _, one, other in sorted(near):
            self._join(one, other)
        self._join_lone()

    def _join_lone(self) -> None:
        """Papers without co-authors join the only group of their category, however many people bear the name."""
        groups = self.made()
        fields = {group[0]: self._field(group) for group in groups}
        lone = [group for group in groups if not any(coauthors(*self._places[at]) for at in group)]
        for group in lone:
            near = [
                other[0] for other in groups if other is not group and fields[other[0]].main & fields[group[0]].main
            ]
            if len(near) == 1:
                self._join(near[0], group[0])

    def made(self) -> list[list[int]]:
        """The groups as they are: who has most papers first, then by the newest paper."""
        return sorted(self._members.values(), key=lambda group: (-len(group), group[0]))

    def told(self, made: Sequence[Sequence[int]]) -> Told:
        """Whether these groups are one person, surely several, or it cannot be told."""
        if len(made) < 2:
            return "one"
        apart = any(self._are_apart(one, other) for one, other in combinations(made, 2))
        return "several" if apart else "unclear"

    def _are_apart(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Whether two groups are surely two people: a false "two people" annoys more than a missed one."""
        if not self._may_join(one, other):
            return True
        if any((min(a, b), max(a, b)) in self._links for a in one for b in other):
            return False
        field, its = self._field(one), self._field(other)
        spread, several = self._spread(one, other), len(one) > 1 and len(other) > 1
        if not field.every or not its.every:
            return False
        if field.subjects.isdisjoint(its.subjects):
            return several or spread > RARE
        if not several or "match" not in self._agreements(one, other):
            return False
        return spread == COMMON or (spread > RARE and field.every.isdisjoint(its.every))

    def _may_join(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Whether neither the user's word nor the spellings of the name forbid it."""
        if (self._is_same(one) and self._is_other(other)) or (self._is_other(one) and self._is_same(other)):
            return False
        return "none" not in self._agreements(one, other)

    def _agreements(self, one: Sequence[int], other: Sequence[int]) -> set[str]:
        """How each spelling of one group agrees with each of the other; an alias contradicts none."""
        names, its = ({self._names[at] for at in group} for group in (one, other))
        return {
            "match" if fold(a) in self._aliases or fold(b) in self._aliases else agreement(a, b)
            for a in names
            for b in its
        }

    def _is_same(self, group: Sequence[int]) -> bool:
        return not self._same.isdisjoint(group)

    def _is_other(self, group: Sequence[int]) -> bool:
        return not self._others.isdisjoint(group)

    def _join(self, one: int, other: int) -> None:
        first, second = sorted((self._group[one], self._group[other]))
        if first == second or not self._may_join(self._members[first], self._members[second]):
            return
        for at in self._members[second]:
            self._group[at] = first
        self._members[first] = sorted(self._members[first] + self._members.pop(second))

    def _spread(self, one: Sequence[int], other: Sequence[int]) -> int:
        """How many may bear the name, in the fullest spelling of each group."""
        return max(min(spread(self._names[at]) for at in group) for group in (one, other))

    def _primary(self, at: int) -> str:
        return next(iter(arxiv_categories(self._places[at][0])), "")

    def _field(self, group: Sequence[int]) -> _Field:
        primary = Counter(self._primary(at) for at in group)
        most = max(primary.values())
        every = frozenset(category for at in group for category in arxiv_categories(self._places[at][0]))
        main = frozenset(category for category, count in primary.items() if count == most and category)
        return _Field(main, every, subjects(every))


def _overlap(one: _Field, other: _Field) -> float:
    """The share of all categories that both have."""
    return len(one.every & other.every) / max(len(one.every | other.every), 1)


def _is_near(one: _Field, other: _Field, spread: int) -> bool:
    """Whether the fields let two groups be one person's, of a name that so many bear."""
    if spread == COMMON:
        return False
    if spread == RARE:
        return not one.subjects.isdisjoint(other.subjects) or not one.every or not other.every
    return not one.main.isdisjoint(other.main) or _overlap(one, other) >= 0.5
