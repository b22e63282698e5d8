"""What an item of a feed is: a paper, or news, a correction, an editorial, which journals mix among their papers."""

import re
from collections.abc import Iterable
from typing import Literal

from paper_radar.papers.text import fold, plain

Kind = Literal["paper", "news", "correction"]


def _one_of(lines: str) -> re.Pattern[str]:
    return re.compile("|".join(lines.strip().split("\n")))


# Folded titles of notices, whole; most begin with one of these words and say then what they are about. A paper may
# begin with "Correction of …" and "Retraction of …", and "Error correction" is a field of its own.
_CORRECTION = _one_of(r"""
(?:(?:author|publisher)(?:'s)?|editorial) corrections?\b.*
corrections?(?: notice)?(?: (?:to|for)\b.*| ?[:–—(\[].*)?
(?:corrigend|errat|addend)(?:um|a)\b.*
(?:editorial )?expressions? of concern\b.*
(?:partial |editorial )?(?:retraction|withdrawal)(?: (?:note|notice|statement)\b.*| (?:to|for)\b.*| ?[:–—(\[].*)?
\[?(?:retracted|withdrawn|temporary removal|removed)(?: article| paper)?\]? ?[:–—].*
\[(?:retracted|withdrawn)\].*
department of error.*
(?:更正|勘误|撤稿).*
""")
_NEWS = _one_of(r"""
editorial(?: board| note| comment)?(?: ?[:–—.].*)?
(?:from the )?editor(?:'s|s'|s)?(?:'s)? (?:note|choice|picks?|desk|page|letter)\b.*
in (?:this|the next) issue\b.*
issue (?:publication )?information\b.*
issue highlights\b.*
(?:table of )?contents(?: list)?
masthead|frontispiece\b.*|blank page|calendar of events
(?:inside |outside )?(?:front|back)? ?cover(?: (?:picture|image|feature|profile|art|story))?(?: ?[:–—(].*)?
.{0,80}\bcover and (?:front|back) matter\b.*
.{0,80}\b(?:front|back) matter(?: [\w() ]*)?
(?:full|complete) issue(?: pdf)?
book reviews?(?: ?[:–—.].*)?|books? received.*|.{0,20}\bnew books\b.{0,20}
obituar(?:y|ies)(?: ?[:–—.].*)?|in memoriam\b.*
news(?: ?(?:and|&) (?:views|comment).*| in brief.*| ?[:–—].*)?
(?:daily|weekly) briefing\b.*|podcasts? ?[:–—].*|audio long[- ]?reads?\b.*
call for (?:papers|nominations|proposals)(?: ?[:–—(,].*)?
(?:list of |thanks? to )?(?:our )?(?:reviewers|referees)(?: (?:for|of|in|list)\b.*| \d{4}.*)?
(?:acknowledge?ments?|thanks?) (?:of|to) (?:our |the )?(?:reviewers|referees)\b.*
(?:reviewer|referee)s?'? (?:acknowledge?ments?|list|index|recognition).*
(?:author|subject|keyword) index\b.*
announcements?(?: ?[:–—].*)?
(?:information|instructions|guide|guidelines) (?:for|to) authors\b.*
.{0,100}\b(?:publication|society) information
封面.*|目录|目次|征稿.*|编委会?
""")
# The section in which the publisher has put it: a category, prism:section, or the words in brackets before a title.
_CORRECTION_SECTIONS = frozenset(
    """
correction
corrections
author correction
publisher correction
erratum
errata
corrigendum
addendum
retraction
retractions
retraction note
expression of concern
department of error
""".strip().split("\n")
)
_NEWS_SECTIONS = frozenset(
    """
news
news & views
news and views
news feature
news in brief
news focus
in brief
in depth
editorial
editorials
editorial material
editors' choice
editor's choice
in this issue
this week in science
issue information
cover
cover picture
cover image
front cover
back cover
front matter
back matter
masthead
table of contents
obituary
obituaries
book review
book reviews
media review
world report
research highlight
research highlights
research news
career column
career feature
working life
where i work
podcast
nature podcast
nature briefing
futures
announcement
announcements
call for papers
calendar
audio interview
""".strip().split("\n")
)
# The magazine half of Nature: d41586-023-00928-y is news, s41586-023-06043-2 a paper (also d41591, d41573, d43978 …).
_MAGAZINE = re.compile(r"/articles/d4\d{4}-|10\.1038/d4\d{4}-")
_BEFORE = re.compile(r"\s*\[([A-Za-z][A-Za-z &'/-]{1,38})\]\s*(?=\S)")


def kind_of(title: str, sections: Iterable[str], addresses: Iterable[str]) -> Kind:
    """By the title, by the sections the publisher put it in, by its addresses. What nothing speaks against is a paper:
    the reader chose the feed.
    """
    folded = fold(title).strip()[:500]
    named = {fold(plain(section)).strip() for section in sections}
    if _CORRECTION.fullmatch(folded) or named & _CORRECTION_SECTIONS:
        return "correction"
    if _NEWS.fullmatch(folded) or named & _NEWS_SECTIONS or any(_MAGAZINE.search(one) for one in addresses):
        return "news"
    return "paper"


def without_section(title: str) -> tuple[str, str]:
    """The title and the section that stands before it: "[Editorial] On trust" of the Lancet, "[ASAP] A catalyst" of
    the ACS. Other brackets stay: chemists begin a title with "[2+2] Cycloadditions".
    """
    match = _BEFORE.match(title)
    if match is None or fold(match[1]) in ("retracted", "withdrawn"):
        return title, ""
    return title[match.end() :], match[1]


def said_of(left_out: int) -> str:
    """What a person is told of the items that are no papers."""
    if left_out == 1:
        return "1 news item or correction left out."
    return f"{left_out} news items and corrections left out." if left_out else ""
