"""Which papers come from one group of authors: two authors wrote both, however their names are spelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from paper_radar.papers.model import Paper
from paper_radar.papers.text import words

# Of a longer list the first and the last stand for the group.
_FIRST = 12
_LAST = 4


@dataclass(frozen=True, slots=True)
class Team:
    """The authors of one paper: whole names as sorted words, and shortened ones ("D. Zou") as initial and surname."""

    whole: frozenset[tuple[str, ...]]
    initials: frozenset[tuple[str, str]]
    shortened: frozenset[tuple[str, str]]
    size: int


def team_of(paper: Paper) -> Team:
    """The team that wrote the paper; "Zou, Difan", "Difan Zou" and "DIFAN ZOU" are one name."""
    names = list(dict.fromkeys(paper.authors))
    if len(names) > _FIRST + _LAST:
        names = [*names[:_FIRST], *names[-_LAST:]]
    whole: set[tuple[str, ...]] = set()
    initials: set[tuple[str, str]] = set()
    shortened: set[tuple[str, str]] = set()
    for name in names:
        surname, comma, given = name.partition(",")
        parts = words((f"{given} {surname}" if comma else name).replace("-", ""))
        if not parts:
            continue
        short = (parts[0][0], parts[-1])
        (shortened if len(parts[0]) == 1 else initials).add(short)
        if len(parts[0]) > 1:
            # A middle initial is given by one paper and left out by the next.
            whole.add(tuple(sorted(part for part in parts if len(part) > 1)))
    return Team(frozenset(whole), frozenset(initials), frozenset(shortened), len(whole) + len(shortened))


def are_one_group(one: Team, other: Team) -> bool:
    """Whether two authors wrote both papers, or the only author of one wrote the other too."""
    shared = len(one.whole & other.whole) + len(one.shortened & (other.initials | other.shortened))
    shared += len(one.initials & other.shortened)
    return shared >= min(2, one.size, other.size) > 0


def groups_of(papers: Sequence[Paper]) -> list[int]:
    """For each paper the number of its group: papers that share two authors, or a paper that comes between them."""
    group = list(range(len(papers)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    first: dict[tuple[tuple[str, ...], ...], int] = {}
    for at, paper in enumerate(papers):
        authors = sorted(team_of(paper).whole)
        for pair in combinations(authors, 2) if len(authors) > 1 else [tuple(authors)] if authors else []:
            group[root(at)] = root(first.setdefault(pair, at))
    return [root(at) for at in range(len(papers))]
