"""What a brief says: statements, each with the passages it rests on, and what was found wrong with it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

Kind = Literal["paper", "beside", "several"]
Section = Literal[
    "claim",
    "method",
    "evidence",
    "limits",
    "radar",  # what it means for what the reader follows
    "agrees",
    "differs",
    "new",
    "theme",
    "connection",  # between papers, across fields
    "first",  # what to read first, and why
]
Fault = Literal["paper", "quotation", "number", "name", "sense", "nothing"]

KINDS: tuple[Kind, ...] = get_args(Kind)
SECTIONS: dict[Kind, tuple[Section, ...]] = {
    "paper": ("claim", "method", "evidence", "limits", "radar"),
    "beside": ("claim", "agrees", "differs", "new", "radar"),
    "several": ("theme", "connection", "first"),
}


@dataclass(frozen=True, slots=True)
class RawStatement:
    """What a model said: nothing of it is checked. `support` are numbers of papers and the words quoted of them."""

    section: str
    text: str
    support: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a paper that a statement rests on, as they stand there, in the original language.

    `part` is the heading they stand under ("Abstract"); `before` and `after` complete the sentences around the `quote`.
    """

    key: str
    part: str
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a statement is not supported: `text` is the quotation, number, name or paper that is not there; of "sense",
    the quotation that is there, but says another thing."""

    fault: Fault
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or two. It is supported if nothing was found wrong with it; else it is never shown as fact."""

    section: Section
    text: str
    passages: tuple[Passage, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def is_supported(self) -> bool:
        """Every paper, quotation, number and name in it was found in the text."""
        return not self.problems


def to_json(statement: Statement) -> dict[str, Any]:
    """The statement as plain JSON values."""
    return {
        **asdict(statement),
        "passages": [asdict(passage) for passage in statement.passages],
        "problems": [asdict(problem) for problem in statement.problems],
    }


def from_json(record: Mapping[str, Any]) -> Statement:
    """The statement that `to_json` wrote. Raises TypeError, KeyError for what is none."""
    return Statement(
        record["section"],
        record["text"],
        tuple(Passage(**passage) for passage in record.get("passages", ())),
        tuple(Problem(**problem) for problem in record.get("problems", ())),
    )
