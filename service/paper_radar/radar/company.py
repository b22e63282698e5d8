"""What stands around a name on a paper and tells one person from another: how many bear the name, who else signed,
and how near two fields are.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Literal

from paper_radar.papers.model import Paper
from paper_radar.papers.text import fold
from paper_radar.radar.name_lists import COMMON_SURNAMES, FAMILY_FIRST, FORENAMES, MILLIONS, VERY_COMMON
from paper_radar.radar.name_parts import Reading, is_syllable, read_name
from paper_radar.radar.names import compare_names

# Who signs among more than these says nothing of whom they work with.
MOST_AUTHORS = 50

RARE, SHARED, COMMON = 0, 1, 2
Level = Literal["match", "possible", "none"]

# An arXiv category; the MSC and ACM classes that some sources put beside them tell nothing here.
_CATEGORY = re.compile(r"[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z]{2}|\.[a-z]+-[a-z]+)?")
_SUBJECTS = {
    "computing": "cs eess stat cmp-lg",
    "mathematics": "math math-ph alg-geom dg-ga funct-an q-alg nlin solv-int",
    "physics": "physics astro-ph cond-mat gr-qc hep-ex hep-lat hep-ph hep-th nucl-ex nucl-th quant-ph",
    "biology": "q-bio",
    "economy": "q-fin econ",
}
_SUBJECT_OF = {archive: subject for subject, archives in _SUBJECTS.items() for archive in archives.split()}


@lru_cache(maxsize=8192)
def spread(text: str) -> int:
    """How many people may bear the name: RARE (Difan Zou), SHARED (Yihao Wang, D. Zou) or COMMON (Wei Wang, W. Wang).

    A judgement of the name alone, by lists of surnames and forenames; a middle name makes it rarer by one.
    """
    name = read_name(text)
    if name.organisation:
        return RARE
    if name.script or not name.readings:
        return SHARED
    return max(_spread(reading) for reading in name.readings if reading.order != "double")


def _spread(reading: Reading) -> int:
    if not reading.given:
        return SHARED
    first, more = reading.given[0], len(reading.given) - 1
    surname = reading.surnames
    if all(part.initial for part in reading.given):
        return max((SHARED if surname.isdisjoint(COMMON_SURNAMES) else COMMON) - (more > 0), RARE)
    if is_syllable(first.text) and not surname.isdisjoint(FAMILY_FIRST):
        # One syllable; a second one (Wei Ming, Zhi-Hua) makes the name a longer one.
        return max((SHARED if surname.isdisjoint(MILLIONS) else COMMON) - (more > 0), RARE)
    if not surname.isdisjoint(MILLIONS):
        return SHARED
    found = int(not surname.isdisjoint(VERY_COMMON)) + (first.text in FORENAMES)
    return max((COMMON if found == 2 else SHARED if not surname.isdisjoint(VERY_COMMON) else RARE) - (more > 0), RARE)


def agreement(name: str, other: str) -> Level:
    """How two spellings of a followed name agree: "Wei J. Wang" and "Wei K. Wang" do not, "W. Wang" may be either."""
    return "match" if name == other else compare_names(read_name(name), read_name(other)).level


def coauthors(paper: Paper, index: int) -> tuple[str, ...]:
    """Who else signed the paper, in its order; nobody where so many signed that it says nothing."""
    if len(paper.authors) > MOST_AUTHORS:
        return ()
    return tuple(name for at, name in enumerate(paper.authors) if at != index and name.strip())


# How much one shared co-author says, by how many people may bear that name: two Wei Wangs need not be one.
_WEIGHT = {RARE: 1.0, SHARED: 0.7, COMMON: 0.3}
# Among more co-authors than these, one that is shared says less.
_COMPANY = 8


def links(companies: Sequence[Sequence[str]]) -> dict[tuple[int, int], float]:
    """For each two of the companies (the co-authors of a paper each) that share somebody, how much that says: about 1
    for one rare name.
    """
    signed: dict[str, list[int]] = defaultdict(list)
    spelled: dict[str, str] = {}
    for at, company in enumerate(companies):
        for folded, name in {fold(name): name for name in company}.items():
            signed[folded].append(at)
            spelled.setdefault(folded, name)
    found: dict[tuple[int, int], float] = defaultdict(float)
    for one, other in _alike(spelled):
        if weight := likeness(spelled[one], spelled[other]):
            for a in signed[one]:
                for b in signed[other]:
                    if a < b or (a > b and one != other):
                        most = max(len(companies[a]), len(companies[b]))
                        found[min(a, b), max(a, b)] += weight * min(1.0, _COMPANY / most)
    return dict(found)


def _alike(names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Two names that may be one person's, by their folded spellings: each with itself first."""
    meeting: dict[str, list[str]] = defaultdict(list)
    for folded, name in names.items():
        yield folded, folded
        meeting[meeting_key(name)].append(folded)
    for alike in meeting.values():
        yield from combinations(alike, 2)


def meeting_key(text: str) -> str:
    """Names that may be one person's mostly share this key: "liu q" of Qiang Liu, Q. Liu, and Liu, Qiang."""
    name = read_name(text)
    if not name.readings or not name.readings[0].given:
        return fold(text)
    reading = name.readings[0]
    return f"{max(reading.surnames, key=len)} {reading.given[0].text[0]}"


def likeness(name: str, other: str) -> float:
    """How much two co-authors' names say that they are one person: 1 for a rare name, less for one that many bear or
    where initials leave a doubt, 0 for names that differ.
    """
    widest = max(spread(name), spread(other))
    if fold(name) == fold(other):
        return _WEIGHT[widest]
    level = compare_names(read_name(name), read_name(other)).level
    return {"match": 1.0, "possible": 0.5, "none": 0.0}[level] * _WEIGHT[widest]


def arxiv_categories(paper: Paper) -> tuple[str, ...]:
    """The paper's arXiv categories, its primary one first."""
    given = dict.fromkeys((*([paper.primary_category] if paper.primary_category else ()), *paper.categories))
    return tuple(category for category in given if _CATEGORY.fullmatch(category))


def subjects(categories: Collection[str]) -> frozenset[str]:
    """The wide subjects of the categories: cs.LG, eess.IV and stat.ML are all computing."""
    return frozenset(_SUBJECT_OF.get(category.partition(".")[0], category) for category in categories)
