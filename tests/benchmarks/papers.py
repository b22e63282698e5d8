"""Papers to measure with: the recorded corpus, and as many more as wanted, made from its sentences."""

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from paper_radar.papers.model import Paper
from tests.shared import DATA

_CORPUS = DATA / "corpus" / "arxiv-2025.jsonl.gz"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
# A made paper takes sentences from papers of one category only: words that belong together stay together, so that
# each term stands in about the share of papers in which it stands in the corpus.
_PARENTS = 3
_LAST_DAY = date(2026, 11, 20)
_DAYS = 180


def corpus() -> list[Paper]:
    """The 21,591 papers of `../shared/data/corpus`, announced March to June 2025."""
    with gzip.open(_CORPUS, "rt", encoding="utf-8") as lines:
        return [_paper(json.loads(line)) for line in lines]


def many(n: int, seed: int = 0) -> list[Paper]:
    """The first `n` papers of `made(seed)`: 100,000 of them hold about 350 MB."""
    stream = made(seed)
    return [next(stream) for _ in range(n)]


def made(seed: int = 0) -> Iterator[Paper]:
    """Papers without end, of shuffled sentences of the corpus, with ids of their own, announced in the last 180 days.

    The same seed gives the same papers.
    """
    chance = random.Random(seed)
    papers = corpus()
    related = defaultdict(list)
    for paper in papers:
        related[paper.primary_category].append(paper)
    number = 0
    while True:
        number += 1
        first = chance.choice(papers)
        parents = [first, *chance.choices(related[first.primary_category], k=_PARENTS - 1)]
        yield _child(number, parents, chance)


def _child(number: int, parents: list[Paper], chance: random.Random) -> Paper:
    # arXiv's ids have five digits a month; ids of years to come clash with none of the corpus.
    month, place = divmod(number, 100_000)
    first, second = parents[0], parents[1]
    sentences = [sentence for parent in parents for sentence in _SENTENCE_END.split(parent.abstract)]
    words, others = first.title.split(), second.title.split()
    announced = (_LAST_DAY - timedelta(days=chance.randrange(_DAYS))).isoformat()
    return _paper(
        {
            "id": f"{4001 + month:04d}.{place:05d}",
            "title": " ".join(words[: len(words) // 2 + 1] + others[len(others) // 2 :]),
            "abstract": " ".join(chance.sample(sentences, max(1, len(sentences) // _PARENTS))),
            "authors": [*first.authors[::2], *second.authors[1::2]] or list(first.authors),
            "categories": list(first.categories),
            "announced": announced,
        }
    )


def _paper(record: dict[str, object]) -> Paper:
    """The paper as arXiv's feed would have brought it in."""
    id, categories = str(record["id"]), record["categories"]
    assert isinstance(categories, list) and isinstance(record["authors"], list)
    return Paper(
        key=f"arxiv:{id}",
        title=str(record["title"]),
        authors=tuple(record["authors"]),
        abstract=str(record["abstract"]),
        categories=tuple(categories),
        primary_category=categories[0] if categories else "",
        published=str(record["announced"]),
        announced=str(record["announced"]),
        version=1,
        arxiv_id=id,
        url=f"https://arxiv.org/abs/{id}",
        pdf_url=f"https://arxiv.org/pdf/{id}",
        source="arxiv",
    )
