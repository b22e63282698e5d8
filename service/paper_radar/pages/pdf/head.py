"""The head of a paper's first page: its title by size and place, and the abstract under its name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from paper_radar.pages.pdf.lines import Line, is_cjk, joined
from paper_radar.pages.pdf.told import is_no_title

# What stands above titles, and nobody's title begins so; and what may begin one but is none where it stands alone.
_FURNITURE = re.compile(
    r"^(?:published (?:as|in)\b|under review|accepted (?:as|for|to|at)\b|to appear in|submitted to|contents lists"
    r"|journal homepage|available online|https?://|www\.|doi\b|arxiv:|copyright ?[©(\d]|©|\(c\)|downloaded from"
    r"|(?:in )?proceedings of|this is an? |licensed under|see discussions|citation:|editor:|keywords:)"
    r"|^(?:preprint|draft|open access|(?:original |regular |short |full |invited )?(?:research )?"
    r"(?:article|paper|letter|report|communication|research|review)|review article|technical report|case report"
    r"|keywords|contents|table of contents)\W*(?:no\W*)?\d*$",
    re.IGNORECASE,
)
_ABSTRACT_LABEL = re.compile(
    r"^(?:\d\.?\s+)?(?:(?:abstract|summary|a\s?b\s?s\s?t\s?r\s?a\s?c\s?t)(?:$|\s*[.:—–-]+\s*|\s+(?-i:(?=[A-Z])))"
    r"|[【\[]?摘\s*要[】\]]?\s*[:：]?\s*)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^(?:(?:\d|[IVX]+)?\.?\s*(?:introduction|background|motivation)\s*$|key\s?words?\b|index terms|ccs concepts"
    r"|categories and subject|additional key|general terms|acm reference|pacs\b|msc\b|(?:\d{4} )?mathematics subject"
    r"|jel\b|contents$|references$|关\s*键\s*词|\d\.?\s+introduction|I\.\s+I|correspondence\b"
    r"|[*†]?\s*equal contribution|copyright\b|©|e-?mail|received\b|article history|permission to make"
    r"|code (?:is )?available (?:at|:))",
    re.IGNORECASE,
)
_REFERENCES = re.compile(r"^(?:\d+\.?\s*)?(?:references|bibliography|literature cited|参考文献)\s*$", re.IGNORECASE)
_HOME = re.compile(r"^(?:journal )?home ?page\b|^www\.|^https?://(?!(?:dx\.)?doi)|\bISSN\b", re.IGNORECASE)
# A footnote's mark at the end; "R³" ends in an exponent.
_MARKS = re.compile(r"(?:\s*[*†‡§¶#]+|(?<=[a-z]{3})\s*[¹²³⁴-⁹]+)\s*$")
_LOW = 0.4  # of the sheet's height: no title begins further down
_SAME = 0.04  # of the size, by which the lines of one title may differ
_LONGEST = 400
_LONGEST_ABSTRACT = 6_000
_SHORTEST_ABSTRACT = 80


@dataclass(frozen=True, slots=True)
class Heading:
    """Lines of one size that follow each other."""

    lines: tuple[Line, ...]

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def text(self) -> str:
        return unmarked(joined([line.text for line in self.lines]))


def unmarked(title: str) -> str:
    """The title without the mark of a footnote behind it."""
    return _MARKS.sub("", title)


def before_references(lines: Sequence[Line]) -> Sequence[Line]:
    place = next((place for place, line in enumerate(lines) if _REFERENCES.match(line.text)), len(lines))
    return lines[:place]


def heading_of(lines: Sequence[Line], height: float) -> Heading | None:
    """The title: of the lines in the upper part the largest that are no masthead; None where nothing is larger than the
    text, or where what is larger is no title.
    """
    body = _body_size(lines)
    # A journal's name stands above the address of its page.
    mastheads = [above for above, line in pairwise(lines) if _HOME.search(line.text)]
    found = [
        heading
        for heading in _headings([line for line in lines if line.upright and line.y > _LOW * height])
        if heading.size > 1.08 * body and _may_be_title(heading.text) and heading.lines[-1] not in mastheads
    ]
    return max(found, key=lambda heading: heading.size, default=None)


def _headings(lines: Sequence[Line]) -> Iterator[Heading]:
    held: list[Line] = []
    for line in lines:
        if held and not _goes_on(held[-1], line):
            yield Heading(tuple(held))
            held = []
        held.append(line)
    if held:
        yield Heading(tuple(held))


def _goes_on(last: Line, line: Line) -> bool:
    drop = last.y - line.y
    return abs(line.size - last.size) <= _SAME * last.size and 0 < drop < 2.2 * last.size and line.font == last.font


def _may_be_title(text: str) -> bool:
    if _FURNITURE.match(text) or is_no_title(text) or len(text) > _LONGEST or _ABSTRACT_LABEL.match(text):
        return False
    letters = sum(map(str.isalpha, text))
    return letters > 0.6 * len(text.replace(" ", "")) and (" " in text or is_cjk(text[0]))


def _body_size(lines: Sequence[Line]) -> float:
    """The size of most letters of the page."""
    sizes: dict[float, int] = {}
    for line in lines:
        sizes[round(line.size, 1)] = sizes.get(round(line.size, 1), 0) + len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def has_abstract(lines: Sequence[Line]) -> int:
    """How many times the lines say "Abstract" as a heading."""
    return sum(_ABSTRACT_LABEL.match(line.text) is not None for line in lines)


def abstract_place(lines: Sequence[Line]) -> int:
    """The place of the line that begins or names the abstract; the number of lines where there is none."""
    return next((place for place, line in enumerate(lines) if _ABSTRACT_LABEL.match(line.text)), len(lines))


def abstract_of(lines: Sequence[Line]) -> str:
    """What stands under "Abstract" or runs on behind it, up to the next heading; "" if nothing does."""
    place = abstract_place(lines)
    if place == len(lines):
        return ""
    texts = [first] if (first := _ABSTRACT_LABEL.sub("", lines[place].text, count=1).strip()) else []
    size = lines[place].size if texts else 0.0
    last = lines[place]
    for line in lines[place + 1 :]:
        size = size or line.size
        column = line.y > last.y + 2 * size
        ends = _AFTER.match(line.text) or _REFERENCES.match(line.text) or abs(line.size - size) > 0.1 * size
        if ends or (texts and not column and last.y - line.y > 2.6 * size) or not line.upright:
            if line.upright:
                break
            continue
        texts.append(line.bare)
        last = line
    text = joined(texts)
    return text if _SHORTEST_ABSTRACT <= len(text) <= _LONGEST_ABSTRACT else ""
