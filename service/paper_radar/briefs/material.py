"""What a brief is made from: the papers in their order, and of each the text that was to be had."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from paper_radar.briefs.orders import without_orders
from paper_radar.papers.model import Paper

Origin = Literal["abstract", "html", "ar5iv"]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a paper's text under its heading as it stands in the paper; "Abstract" for the abstract."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Material:
    """One paper of a brief. `number` is the one it has in the prompt, from 1 on.

    `parts` is all of its text that may be quoted, the abstract first; `origin` says where the text is from. `why` says
    why it is on the radar, in the reader's own entries ("author Difan Zou", "topic implicit bias"); empty if it is not.
    """

    number: int
    paper: Paper
    parts: tuple[Part, ...]
    origin: Origin = "abstract"
    why: tuple[str, ...] = ()


def of_abstract(number: int, paper: Paper, why: tuple[str, ...] = ()) -> Material:
    """The material where nothing but the abstract is to be had."""
    return research_of(number, paper, [Part("Abstract", paper.abstract)], why=why)


def research_of(
    number: int, paper: Paper, parts: Iterable[Part], origin: Origin = "abstract", why: tuple[str, ...] = ()
) -> Material:
    """The material without what speaks to a model in its title and parts, and without parts that hold nothing else."""
    title = without_orders(paper.title)
    cleared = (Part(part.name, without_orders(part.text)) for part in parts)
    kept = tuple(part for part in cleared if part.text.strip(" […]"))
    return Material(number, paper if title == paper.title else replace(paper, title=title), kept, origin, why)
