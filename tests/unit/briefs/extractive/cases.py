"""An abstract whose sentences each tell one thing, and how a test asks for a brief of it."""

from paper_radar.briefs.extractive import extract
from paper_radar.briefs.material import Material, Part
from paper_radar.papers.model import Paper

BACKGROUND = "Optimizers decide how fast a network learns."
GAP = "However, existing methods often ignore the shape of the loss."
CLAIM = "In this paper, we propose Compass, a new optimizer that follows the spectral norm."
METHOD = "Specifically, we compute each step by a two-stage iteration based on Newton and Schulz."
RESULT = "Experiments on three benchmarks show that Compass outperforms Adam by 12% in steps."
LIMITS = "However, our method does not yet apply to embeddings, which we leave to future work."
ASIDE = "Code is available at https://github.com/example/compass."
ABSTRACT = " ".join([BACKGROUND, GAP, CLAIM, METHOD, RESULT, LIMITS, ASIDE])


def paper(abstract, title="Compass: steps in the spectral norm", number=1, **more):
    return Paper(key=f"arxiv:2602.0000{number}", title=title, abstract=abstract, **more)


def material(*papers, parts=(), why=()):
    """The papers in their order; `parts` beyond the abstract and `why` are of the first."""
    return [
        Material(
            number,
            one,
            (Part("Abstract", one.abstract), *(parts if number == 1 else ())) if one.abstract else (),
            why=why if number == 1 else (),
        )
        for number, one in enumerate(papers, 1)
    ]


def said(kind, *papers, language="en", length="short", **more):
    return extract(kind, material(*papers, **more), language, length)


def texts(statements, section):
    return [statement.text for statement in statements if statement.section == section]


def numbers(statement):
    """Of which papers its passages are, by the ends of their keys."""
    return [int(passage.key[-1]) for passage in statement.passages]
