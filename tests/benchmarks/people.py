"""How well `radar.people` tells people of one name apart: `python -m tests.benchmarks.people` prints a table.

There are no labels of persons in the corpus. So authors are taken of whom each is surely one person: three papers or
more, and a surname that nobody else in the corpus has. Two of them are given one name: do they come apart again? One
alone is given that name: is it split, or even called several? The name matters: nobody thinks of two Difan Zous.
"""

import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from paper_radar.papers.model import Paper
from paper_radar.papers.text import fold
from paper_radar.radar.company import RARE, spread
from paper_radar.radar.name_parts import is_pinyin
from paper_radar.radar.people import Found, People, tell_apart
from tests.benchmarks.papers import corpus

NAMES = {"rare": "Difan Zou", "shared": "Yihao Wang", "common": "Wei Wang"}
_LEAST_PAPERS = 3
_MERGES = 1000
_CROWDS = 100


def main() -> None:
    """Print the table."""
    papers = corpus()
    authors = sure_authors(papers)
    print(f"{len(authors)} authors who are surely one person, {sum(map(len, authors))} papers")
    chance = random.Random(1)
    pairs = [(one, other) for one, other in (chance.sample(authors, 2) for _ in range(_MERGES)) if _apart(one, other)]
    print(f"{len(pairs)} pairs of them given one name\n")
    print("name    two people, fields   told several  unclear  one   B3 prec  B3 rec  pair prec  pair rec")
    for kind, name in NAMES.items():
        for field, wanted in FIELDS.items():
            _print_pairs(f"{kind:7} {field:19}", name, [pair for pair in pairs if wanted(*pair)])
    _print_crowds(authors_in_pinyin(papers), chance)
    print("\nname    one person           told several  unclear  one   groups")
    for kind, name in NAMES.items():
        told = [tell_apart(named(author, name)) for author in authors]
        counts = Counter(people.told for people in told)
        shares = [counts[word] / len(told) for word in ("several", "unclear", "one")]
        groups = sum(len(people.people) for people in told) / len(told)
        print(f"{kind:7} {len(told):<20} {shares[0]:12.1%} {shares[1]:8.1%} {shares[2]:5.1%} {groups:7.2f}")


def sure_authors(papers: Iterable[Paper]) -> list[list[Found]]:
    """The papers of each author who is surely one person."""
    found: dict[str, list[Found]] = defaultdict(list)
    bearers: dict[str, set[str]] = defaultdict(set)
    for paper in papers:
        for index, author in enumerate(paper.authors):
            name = fold(author)
            found[name].append((paper, index))
            bearers[_surname(name)].add(name)
    return [
        places
        for name, places in sorted(found.items())
        if len(places) >= _LEAST_PAPERS and " " in name and len(name) >= 10 and len(bearers[_surname(name)]) == 1
    ]


def authors_in_pinyin(papers: Iterable[Paper]) -> list[list[Found]]:
    """The papers of Chinese authors whose names few bear: their company has the names that theirs would have, if they
    were called Yang Liu.
    """
    found: dict[str, list[Found]] = defaultdict(list)
    for paper in papers:
        for index, author in enumerate(paper.authors):
            found[fold(author)].append((paper, index))
    return [
        places
        for name, places in sorted(found.items())
        if len(places) >= _LEAST_PAPERS
        and all(is_pinyin(word) for word in name.split())
        and len(name.split()) == 2
        and spread(name) == RARE
    ]


def _print_crowds(authors: Sequence[Sequence[Found]], chance: random.Random) -> None:
    """Many people of one common name, as they are in a pool: chance links add up."""
    print(f"\n{len(authors)} authors with rare names in Pinyin, called Yang Liu")
    print("people  papers  groups  B3 prec  B3 rec  pair prec  pair rec  CPU")
    for size in (2, 10, 30, 80):
        sums = [0.0] * 7
        began = time.process_time()
        for _ in range(_CROWDS):
            truth: dict[str, int] = {}
            places: list[Found] = []
            for which, author in enumerate(chance.sample(authors, size)):
                for place in author:
                    if truth.setdefault(place[0].key, which) == which:
                        places += named([place], "Yang Liu")
            people = tell_apart(places)
            numbers = (len(places), len(people.people), *b_cubed(people, truth), *_pairs_together(people, truth))
            sums = [total + number for total, number in zip(sums, numbers, strict=True)]
        cpu = (time.process_time() - began) / _CROWDS
        papers, groups, precision, recall, right, made, wanted = sums
        print(
            f"{size:6}{papers / _CROWDS:8.1f}{groups / _CROWDS:8.1f}{precision / _CROWDS:9.3f}{recall / _CROWDS:8.3f}"
            f"{right / max(made, 1):11.3f}{right / max(wanted, 1):10.3f}{cpu * 1000:5.0f} ms"
        )


def named(places: Iterable[Found], name: str) -> list[Found]:
    """The same papers with that name in the author's place."""
    return [
        (replace(paper, authors=(*paper.authors[:index], name, *paper.authors[index + 1 :])), index)
        for paper, index in places
    ]


def _surname(name: str) -> str:
    return name.replace("-", " ").split()[-1]


def _main_field(places: Sequence[Found]) -> str:
    return Counter(paper.primary_category for paper, _ in places).most_common(1)[0][0]


def _apart(one: Sequence[Found], other: Sequence[Found]) -> bool:
    return {paper.key for paper, _ in one}.isdisjoint(paper.key for paper, _ in other)


FIELDS: dict[str, Callable[[Sequence[Found], Sequence[Found]], bool]] = {
    "one category": lambda one, other: _main_field(one) == _main_field(other),
    "one archive": lambda one, other: (
        _main_field(one) != _main_field(other)
        and _main_field(one).partition(".")[0] == _main_field(other).partition(".")[0]
    ),
    "two archives": lambda one, other: _main_field(one).partition(".")[0] != _main_field(other).partition(".")[0],
}


def _print_pairs(title: str, name: str, pairs: Sequence[tuple[Sequence[Found], Sequence[Found]]]) -> None:
    told: Counter[str] = Counter()
    cubed = [0.0, 0.0]
    together = [0, 0, 0]
    for one, other in pairs:
        people = tell_apart([*named(one, name), *named(other, name)])
        told[people.told] += 1
        truth = {paper.key: which for which, places in enumerate((one, other)) for paper, _ in places}
        precision, recall = b_cubed(people, truth)
        cubed[0] += precision
        cubed[1] += recall
        for at, count in enumerate(_pairs_together(people, truth)):
            together[at] += count
    count = max(len(pairs), 1)
    shares = " ".join(
        f"{told[word] / count:{width}.1%}" for word, width in (("several", 12), ("unclear", 8), ("one", 5))
    )
    right, made, wanted = together
    print(
        f"{title} {len(pairs):>4}{shares:>26}{cubed[0] / count:9.3f}{cubed[1] / count:8.3f}"
        f"{right / max(made, 1):11.3f}{right / max(wanted, 1):10.3f}"
    )


def b_cubed(people: People, truth: dict[str, int]) -> tuple[float, float]:
    """B-cubed precision and recall (Bagga and Baldwin 1998): of each paper's group, how much is its author's."""
    sizes = Counter(truth.values())
    precision = recall = 0.0
    for person in people.people:
        counts = Counter(truth[paper.key] for paper, _ in person.found)
        precision += sum(count * count for count in counts.values()) / len(person.found)
        recall += sum(count * count / sizes[author] for author, count in counts.items())
    return precision / len(truth), recall / len(truth)


def _pairs_together(people: People, truth: dict[str, int]) -> tuple[int, int, int]:
    """Pairs of papers put together rightly, put together at all, and that belong together."""
    right = made = 0
    for person in people.people:
        counts = Counter(truth[paper.key] for paper, _ in person.found)
        right += sum(count * (count - 1) // 2 for count in counts.values())
        made += len(person.found) * (len(person.found) - 1) // 2
    return right, made, sum(count * (count - 1) // 2 for count in Counter(truth.values()).values())


if __name__ == "__main__":
    main()
