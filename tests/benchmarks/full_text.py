"""Full texts, measured: reading a paper's HTML, cutting it to a brief, and checking statements against what is left.

`python -m tests.benchmarks.full_text`. The pages are in arXiv's form and their paragraphs are abstracts of the corpus,
with a formula to every twelfth word: a paper of usual length, and one of ten times that.
"""

import random
import statistics
import time
from collections.abc import Callable

from paper_radar.briefs.budget import estimate_tokens
from paper_radar.briefs.full_text import fitted_for, parts_of
from paper_radar.briefs.full_text.texts import ROOM
from paper_radar.briefs.grounding import checked
from paper_radar.briefs.material import Material, Part
from paper_radar.briefs.sentences import sentences
from paper_radar.briefs.statements import RawStatement
from paper_radar.papers.model import Paper
from tests.benchmarks.papers import corpus
from tests.standins.arxiv.html import formula, page

_RUNS = 20
_STATEMENTS = 12
_FORMULA = formula(r"\mathcal{L}_{t}(\theta)\leq\frac{1}{n}")
_PARAGRAPHS = {"Introduction": 7, "Related Work": 8, "Method": 18, "Experiments": 22, "Limitations": 1, "Conclusion": 2}


def milliseconds(scale: int = 1) -> dict[str, float]:
    """The medians of each step in milliseconds of processor time, and the sizes of what went through it."""
    draw = random.Random(5)
    papers = [paper for paper in corpus() if len(paper.abstract) > 400]
    paper = draw.choice(papers)
    html = _page(paper, [draw.choice(papers).abstract for _ in range(60 * scale)], scale)
    parts = (Part("Abstract", paper.abstract), *parts_of(html, paper))
    left = fitted_for(paper, (), parts, ROOM)
    material = Material(1, paper, left, "html")
    said = [one.text for part in left for one in sentences(part.text) if len(one.text) > 60]
    raws = [RawStatement("claim", text, ((1, text),)) for text in draw.sample(said, _STATEMENTS)]
    return {
        "page, kB": len(html) / 1000,
        "text, characters": float(sum(len(part.text) for part in parts)),
        "left for the brief, tokens": float(sum(estimate_tokens(part.text) for part in left)),
        "reading it, ms": _median(lambda: parts_of(html, paper)),
        "cutting it, ms": _median(lambda: fitted_for(paper, (), parts, ROOM)),
        f"checking {_STATEMENTS} statements, ms": _median(lambda: [checked(raw, [material], "paper") for raw in raws]),
    }


def _page(paper: Paper, abstracts: list[str], scale: int) -> bytes:
    left = iter(abstracts)
    sections = {
        name: [_with_formulas(next(left)) for _ in range(count * scale if count > 2 else count)]
        for name, count in _PARAGRAPHS.items()
    }
    return page(paper, sections).encode()


def _with_formulas(text: str) -> str:
    words = text.replace("&", "and").replace("<", " ").split()
    return " ".join(f"{word} {_FORMULA}" if place % 12 == 11 else word for place, word in enumerate(words))


def _median(step: Callable[[], object]) -> float:
    took = []
    for _ in range(_RUNS):
        begun = time.process_time()
        step()
        took.append((time.process_time() - begun) * 1000)
    return statistics.median(took)


def main() -> None:
    for scale in (1, 10):
        for name, value in milliseconds(scale).items():
            print(f"{name:<32} {value:>12,.1f}")
        print()


if __name__ == "__main__":
    main()
