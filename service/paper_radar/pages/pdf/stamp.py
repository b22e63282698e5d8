"""The stamp that arXiv sets in the margin of the first page: "arXiv:2602.11557v2 [cs.LG] 12 Feb 2026"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from paper_radar.pages.dates import iso_date
from paper_radar.pages.pdf.lines import Line
from paper_radar.papers.identity import parse_arxiv_id

# White space falls anywhere where the letters of turned text stand one by one.
_STAMP = re.compile(
    r"arXiv:([a-zA-Z.-]{0,20}/?\d[\d.]{3,9}(?:v\d{1,3})?)(?:\[([a-z-]{2,10}(?:\.[A-Za-z-]{2,10})?)\])?"
    r"(\d{1,2}(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\d{4})"
)
_DAY = re.compile(r"(\d+)(\D+)(\d+)")
_MOST = 200  # characters of a margin's line, with its spaces


@dataclass(frozen=True, slots=True)
class Stamp:
    """`date` is the ISO day of that version, which the id may name."""

    arxiv_id: str
    version: int | None
    category: str
    date: str


def read_stamp(lines: Sequence[Line]) -> Stamp | None:
    """The stamp of the page; it stands alone, for within a line it is a reference to some other paper."""
    alone = (_STAMP.match("".join(line.text.split())) for line in lines if len(line.text) < _MOST)
    # Turned text may stand letter by letter, and from the bottom up or from the top down.
    turned = "".join("".join(line.text.split()) for line in lines if not line.upright)[: 10 * _MOST]
    for match in (*alone, _STAMP.search(turned), _STAMP.search(turned[::-1])):
        found = parse_arxiv_id(match[1]) if match else None
        if match and found:
            return Stamp(found.id, found.version, match[2] or "", iso_date(_DAY.sub(r"\1 \2 \3", match[3])))
    return None
