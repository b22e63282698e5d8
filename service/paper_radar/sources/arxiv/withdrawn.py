"""Has a paper been taken back? arXiv marks it in words only, in the abstract or in the comment of the last version."""

import re

_PAPER = r"(?:paper|article|manuscript|submission|preprint|work|letter|note|report|version|e-?print|document|thesis)"
_GONE = r"(?:withdrawn|retracted)"
# What follows the word where it is about the paper itself: its end, a reason, or by whom.
_SO = r"(?=\s*(?:$|[.,;:!)]|\b(?:by|due|because|since|as|for|from\s+arXiv|pending|until|in\s+order|temporarily|and)\b))"
_SAID = re.compile(
    rf"(?:^|[.!?:;]\s+|\n\s*)\(?(?:this|the\s+present)\s+{_PAPER}\s+(?:has\s+been|was|is(?:\s+being)?)\s+"
    rf"(?:now\s+|temporarily\s+|hereby\s+)?{_GONE}\b{_SO}",
    re.IGNORECASE,
)
# Without "this" it is about the paper only where nothing stands before it.
_BEGINS = re.compile(
    rf"\W*(?:(?:this\s+|the\s+)?{_PAPER}\s+)?(?:(?:has\s+been|was|is)\s+)?{_GONE}\b"
    rf"(?:\s+by\s+(?:(?:the\s+)?authors?|arXiv)\b|\s*$|\s*[.,;:!]|\s+(?:due|because|pending)\b)",
    re.IGNORECASE,
)
_FIRST_WORDS = 400


def is_withdrawn(abstract: str, comment: str = "", version: int | None = None) -> bool:
    """Whether the authors, or arXiv, took the paper back; `version` is that of the words.

    A withdrawal is a version of its own (https://info.arxiv.org/help/withdraw.html), so a first version that speaks of
    withdrawn papers is about other papers, unless it begins with that; and so is one that merely uses the word.
    """
    if version == 1:
        return bool(_SAID.match(abstract))
    if _BEGINS.match(comment) or _SAID.search(comment):
        return True
    return bool(_BEGINS.match(abstract) or _SAID.search(abstract[:_FIRST_WORDS]))
