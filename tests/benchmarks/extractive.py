"""Extractive briefs, measured: their time, and their claims against the one-line summaries of Hugging Face.

`python -m tests.benchmarks.extractive` prints how much each chosen sentence has in common with the summary that a model
wrote of the same abstract for Hugging Face's daily papers (ROUGE: Lin 2004, https://aclanthology.org/W04-1013), beside
the first and the last sentence of the abstract, any sentence (the mean of all), and the sentence that has most (which
nobody can know without the summary). The summary is a machine's, so this tells agreement, not truth.
"""

import json
import random
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from paper_radar.briefs.extractive import extract
from paper_radar.briefs.extractive.choice import choose
from paper_radar.briefs.material import Material, of_abstract
from paper_radar.briefs.sentences import sentences
from paper_radar.briefs.statements import KINDS, Kind
from paper_radar.papers.model import Paper
from paper_radar.papers.text import plain, terms
from tests.benchmarks.papers import corpus
from tests.shared import DATA

_RUNS = 40
_PAPERS = 10


def milliseconds() -> dict[str, float]:
    """The 95th percentile of each kind's extractive brief of 10 papers of the corpus, full, in milliseconds of
    processor time, which is what the clock shows where nothing else runs."""
    papers = random.Random(6).sample(corpus(), _PAPERS * _RUNS)
    batches = [
        [of_abstract(n, one, ("topic diffusion models",)) for n, one in enumerate(papers[at : at + _PAPERS], 1)]
        for at in range(0, len(papers), _PAPERS)
    ]
    took = {kind: [_milliseconds(kind, batch) for batch in batches] for kind in KINDS}
    return {kind: statistics.quantiles(of_kind, n=20)[-1] for kind, of_kind in took.items()}


def _milliseconds(kind: Kind, batch: Sequence[Material]) -> float:
    begun = time.process_time()
    for material in [[one] for one in batch] if kind == "paper" else [batch]:
        extract(kind, material, "en", "full")
    return (time.process_time() - begun) * 1000


def summarised() -> list[tuple[Paper, str]]:
    """The recorded daily papers that have a one-line summary, each paper once, with that summary."""
    found = {}
    for path in sorted((DATA / "huggingface" / "daily").glob("*.json")):
        for item in json.loads(path.read_text(encoding="utf-8")):
            record = item["paper"]
            if record.get("ai_summary") and record.get("summary"):
                paper = Paper(
                    key=f"arxiv:{record['id']}", title=plain(record["title"]), abstract=plain(record["summary"])
                )
                found[paper.key] = (paper, record["ai_summary"])
    return list(found.values())


def rouge(candidate: str, reference: str) -> tuple[float, float, float]:
    """ROUGE-1, ROUGE-2 and ROUGE-L as F1, over stems without stop words. 0 to 1, (1, 1, 1) for the same."""
    said, wanted = terms(candidate), terms(reference)
    return (
        _f1(_overlap(said, wanted), said, wanted),
        _f1(_overlap(_pairs(said), _pairs(wanted)), said[1:], wanted[1:]),
        _f1(_longest_common(said, wanted), said, wanted),
    )


def _f1(common: int, said: Sequence[object], wanted: Sequence[object]) -> float:
    return 2 * common / (len(said) + len(wanted)) if said or wanted else 0.0


def _overlap(said: Sequence[object], wanted: Sequence[object]) -> int:
    return (Counter(said) & Counter(wanted)).total()


def _pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    return list(pairwise(words))


def _longest_common(said: Sequence[str], wanted: Sequence[str]) -> int:
    row = [0] * (len(wanted) + 1)
    for word in said:
        corner = 0
        for at, other in enumerate(wanted, 1):
            corner, row[at] = row[at], corner + 1 if word == other else max(row[at], row[at - 1])
    return row[-1]


def rows() -> Iterator[tuple[str, float, float, float]]:
    """For each way to choose the claim its mean ROUGE-1, -2 and -L."""
    scores: dict[str, list[tuple[float, float, float]]] = {}
    for paper, summary in summarised():
        found = [sentence.text for sentence in sentences(paper.abstract)]
        each = [rouge(text, summary) for text in found]
        claim = next(one.text for one in choose(paper.title, paper.abstract) if one.role == "claim")
        scores.setdefault("the chosen claim", []).append(rouge(claim, summary))
        scores.setdefault("the first sentence", []).append(each[0])
        scores.setdefault("the last sentence", []).append(each[-1])
        scores.setdefault("any sentence (mean)", []).append(_means(each))
        scores.setdefault("the best sentence (oracle)", []).append(max(each))
    for name, of_papers in scores.items():
        yield (name, *_means(of_papers))


def _means(scores: Sequence[tuple[float, float, float]]) -> tuple[float, float, float]:
    one, two, longest = (statistics.fmean(column) for column in zip(*scores, strict=True))
    return one, two, longest


def main() -> None:
    print(f"{len(summarised())} papers with a one-line summary")
    print(f"{'what':<30}{'ROUGE-1':>9}{'ROUGE-2':>9}{'ROUGE-L':>9}")
    for name, one, two, longest in rows():
        print(f"{name:<30}{one:>9.3f}{two:>9.3f}{longest:>9.3f}")
    for kind, took in milliseconds().items():
        print(f"extractive brief of {_PAPERS} papers, {kind}: {took:.1f} ms (95th percentile of {_RUNS})")


if __name__ == "__main__":
    main()
