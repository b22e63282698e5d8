"""Where a page's paper begins: its title among the blocks, and the head, from there to the abstract or the text."""

import re
from collections.abc import Sequence

from paper_radar.pages.visible.blocks import Block
from paper_radar.papers.text import fold, plain

_END = re.compile(
    r"^[\d.\s]*(?:abstract|summary|introduction|references|bibliography|keywords?|key words|contents|zusammenfassung"
    r"|r[ée]sum[ée]|resumo|resumen|highlights|related|comments?|cite|citation|description)\b",
    re.IGNORECASE,
)
_REFERENCES = re.compile(
    r"^[\d.\s]*(?:references|bibliography|literature cited|works cited|literatur|notes)\s*:?$", re.I
)
_MOST = 60
_ABOVE = 6
_TITLE_LABEL = re.compile(r"^title:\s*", re.I)
_TITLE_LABELS = frozenset({"title", "titel", "titre", "título", "titolo", "dc.title", "标题", "题名"})
# What has a title of its own beside the paper.
_BESIDE = (
    "nav",
    "menu",
    "sidebar",
    "related",
    "popup",
    "modal",
    "site",
    "journal",
    "widget",
    "block",
    "tools",
    "header",
)
_SHORTEST = 10
_LONG = 40
_LONGEST = 700


def title_place(blocks: Sequence[Block], title: str) -> int:
    """The place of the block that shows this title, a heading before another; -1 if none does."""
    wanted = fold(title)
    if len(wanted) < _SHORTEST:
        own = [
            place for place, block in enumerate(blocks) if block.tag == "h1" and fold(block.text[:_LONGEST]) == wanted
        ]
        return next(iter(own), -1)
    same = [place for place, block in enumerate(blocks) if _line_of(block, wanted) >= 0]
    headings = [place for place in same if blocks[place].is_heading or blocks[place].called("title")]
    return next(iter(headings or same), -1)


def _line_of(block: Block, wanted: str) -> int:
    """Which line of the block is the title; the first where it stands on several, -1 for none."""
    if _shows(fold(block.text[:_LONGEST]), wanted):
        return 0
    lines = block.text[:_LONGEST].split("\n")
    return next((place for place, line in enumerate(lines) if len(lines) > 1 and fold(line) == wanted), -1)


def _shows(text: str, wanted: str) -> bool:
    if text == wanted or (text.startswith(wanted[:80]) and len(text) < len(wanted) + 200):
        return True
    return len(wanted) > _LONG and len(text) < len(wanted) + _LONG and text.endswith(wanted)  # after its issue


def head_of(blocks: Sequence[Block], title: str) -> Sequence[Block]:
    """The blocks after the title up to the abstract or the first section, at most some dozens; () without the title."""
    place = title_place(blocks, title)
    if place < 0:
        return ()
    # A title that shares its block with what follows it: the rest of its lines is the head's first part.
    rest = "\n".join(blocks[place].text.split("\n")[_line_of(blocks[place], fold(title)) + 1 :])
    begun = [Block("p", rest, rest, frozenset(), frozenset())] if rest else []
    end = place + 1
    while end < min(len(blocks), place + 1 + _MOST) and not _ends(blocks[end]):
        end += 1
    return [*begun, *blocks[place + 1 : end]]


def above_title(blocks: Sequence[Block], title: str) -> Sequence[Block]:
    """The few blocks just before the title: the line of the issue stands there, or who wrote it and when."""
    place = title_place(blocks, title)
    return blocks[max(place - _ABOVE, 0) : place] if place > 0 else ()


def _ends(block: Block) -> bool:
    return block.whole < 0 and (
        bool(_END.match(block.text[:40])) or block.label == "abstract" or block.within("abstract")
    )


def before_references(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks before the list of references, in which names, dates and DOIs are other papers'."""
    for place, block in enumerate(blocks):
        if block.whole < 0 and (
            _REFERENCES.match(block.text[:40]) or block.within("references", "reflist", "bibliography")
        ):
            return blocks[:place]
    return blocks


def _without_statement(title: str) -> str:
    """The title without the statement of responsibility that catalogues put behind it: " / by Ada Lovelace" (ISBD)."""
    return re.split(r"\s+/\s+(?=(?:by|von|par|di|de|vorgelegt|eingereicht)\b)", title)[0]


_PARTS = re.compile(r"\s+[|–—·•:/-]+\s+|\s*\|\s*|\s+-+\s*|:\s+")


def _repeats(browser_title: str, text: str) -> bool:
    """Whether the browser's title holds the text, or as much of it as fits; but not a species' name within a title."""
    parts = _PARTS.split(browser_title)
    if len(text) <= _SHORTEST:
        return len(text) > 3 and text == max(parts, key=len)
    begun = browser_title.partition("...")[0].strip()
    within = text in browser_title and len(text) > 0.4 * max(map(len, parts))
    return within or (len(begun) >= 25 and text.startswith(begun))


def title_of(blocks: Sequence[Block], browser_title: str) -> str:
    """The title as the page shows it: under the label "Title", in a part called so that the browser's title repeats,
    or in its one large heading; "" if it does not show.
    """
    labelled = [block.text for block in blocks if block.label in _TITLE_LABELS and block.tag != "th"]
    shown = [block for block in blocks if block.called("title") or block.tag in ("h1", "h2", "h3", "h4")]
    repeated = [block.text for block in shown if _repeats(fold(browser_title), fold(block.text[:_LONGEST]))]
    headings = [block for block in blocks if block.tag == "h1" and len(block.text) > _SHORTEST]
    large = [block.text for block in headings if len(headings) == 1 or block.called("title")]
    in_large = [text for text in large if text in repeated and len(text) > _LONG]
    best = sorted([*repeated, *large[:1]], key=len, reverse=True)
    called = {block.text for block in blocks if block.called("title") and not block.within(*_BESIDE)}
    named = [text for text in called if len(text) > 2 * _SHORTEST] if not best else []
    for texts in (
        [_without_statement(text) for text in labelled],
        in_large,
        best,
        named[:1] if len(named) == 1 else [],
    ):
        for text in texts:
            if _SHORTEST < len(text) < 500 or (text in best and fold(text) in _PARTS.split(fold(browser_title))):
                return _TITLE_LABEL.sub("", plain(text))
    return ""
