"""The people of some papers whom a reader may want to follow: those on most of them, by their fullest names."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from paper_radar.library.export.names import split_name
from paper_radar.papers.model import Paper
from paper_radar.papers.text import words
from paper_radar.radar.name_parts import read_name
from paper_radar.radar.names import compare

# Of a longer list the first and the last stand for those who wrote the paper.
_FIRST = 8
_LAST = 3
_MOST_WORDS = 6
# A name on so many papers is an error of a catalogue ("Anonymous"), or a list of everything.
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who may be followed: on how many of the papers they are, and the title of one of these."""

    name: str
    papers: int
    why: str


@dataclass(slots=True)
class _Found:
    spellings: Counter[str] = field(default_factory=Counter)
    places: dict[int, bool] = field(default_factory=dict)  # of the papers, and whether they lead it


def people_of(papers: Sequence[Paper], *, limit: int) -> list[Author]:
    """Who is on most of the papers, those first who are first or last among the authors. Of a single paper, those two.

    "Zou, Difan", "DIFAN ZOU" and "Difan Zou" are one name, "Difan Zou" is how it is told, and "D. Zou" counts for the
    only one whom it fits. Nobody of whom but initials is known is suggested: it would be a name of many.
    """
    found: dict[tuple[str, ...], _Found] = {}
    short: dict[tuple[str, str], list[tuple[str, int, bool]]] = {}
    for place, paper in enumerate(papers):
        names = _leading(paper.authors)
        for at, text in enumerate(names):
            leads = at in (0, len(names) - 1)
            name = _written(text)
            parts = words(name)
            if not _is_person(name, parts):
                continue
            if len(parts[0]) == 1:
                short.setdefault((parts[0], parts[-1]), []).append((name, place, leads))
                continue
            key = tuple(sorted(part for part in parts if len(part) > 1))
            one = found.setdefault(key, _Found())
            one.spellings[name] += 1
            one.places[place] = one.places.get(place, False) or leads
    _add_shortened(found, short)
    few = len(papers) == 1
    ranked = sorted(
        (one for one in found.values() if not few or any(one.places.values())),
        key=lambda one: (-len(one.places), -sum(one.places.values()), min(one.places)),
    )
    return [
        Author(_told(one.spellings), len(one.places), papers[_best(one.places)].title)
        for one in ranked[: max(limit, 0)]
    ]


def papers_by(name: str, papers: Iterable[Paper]) -> list[Paper]:
    """Those of the papers on which the name surely stands."""
    return [paper for paper in papers if any(compare(name, author).level == "match" for author in paper.authors)]


def shared_name(papers: Sequence[Paper], author_id: str) -> str:
    """The name of the person of this id ("zou_d_1", or an ORCID), whose papers these all are; "" if none is on most."""
    counts: Counter[tuple[str, ...]] = Counter()
    spellings: dict[tuple[str, ...], Counter[str]] = {}
    for paper in papers:
        for name in {_written(text) for text in paper.authors}:
            parts = words(name)
            if len(parts) > 1 and _fits(parts, author_id):
                key = (parts[0][0], parts[-1])
                counts[key] += 1
                spellings.setdefault(key, Counter())[name] += 1
    most = counts.most_common(2)
    if not most or 2 * most[0][1] <= len(papers) or (len(most) > 1 and most[0][1] == most[1][1]):
        return ""
    spelled = spellings[most[0][0]]
    return max(spelled, key=lambda name: (len(words(name)[0]) > 1, spelled[name], len(name), name))


def _fits(parts: Sequence[str], author_id: str) -> bool:
    """Whether the name may be that of the id; of an ORCID any may be."""
    surname, _, number = author_id.rpartition("_")
    if not number.isdecimal():
        return True
    surname, _, initial = surname.rpartition("_")
    return parts[0][0] == initial and parts[-1] == surname.rpartition("_")[2].rpartition("-")[2]


def _leading(authors: tuple[str, ...]) -> tuple[str, ...]:
    return authors if len(authors) <= _FIRST + _LAST else (*authors[:_FIRST], *authors[-_LAST:])


def _written(name: str) -> str:
    """ "Zou, Difan" as "Difan Zou"."""
    return str(split_name(name[:_LONGEST])) if "," in name else " ".join(name[:_LONGEST].split())


def _is_person(name: str, parts: Sequence[str]) -> bool:
    read = read_name(name)
    if read.script:
        return 2 <= len("".join(parts)) <= 5
    if parts[:2] == ["et", "al"] or not 2 <= len(parts) <= _MOST_WORDS:
        return False
    return len(parts[-1]) > 1 and not read.organisation


def _add_shortened(
    found: dict[tuple[str, ...], _Found], short: dict[tuple[str, str], list[tuple[str, int, bool]]]
) -> None:
    fitting: dict[tuple[str, str], list[_Found]] = {}
    for one in found.values():
        parts = words(_told(one.spellings))
        fitting.setdefault((parts[0][0], parts[-1]), []).append(one)
    for key, places in short.items():
        if len(whole := fitting.get(key, [])) == 1:
            for _, place, leads in places:
                whole[0].places[place] = whole[0].places.get(place, False) or leads


def _told(spellings: Counter[str]) -> str:
    """The spelling that is used most; of equals the one that does not shout, then the fullest."""
    return max(spellings, key=lambda name: (spellings[name], not name.isupper(), len(name), name))


def _best(places: dict[int, bool]) -> int:
    """A paper that they lead, else the first."""
    return next((place for place, leads in places.items() if leads), min(places))
