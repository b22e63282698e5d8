"""Abstracts as pages write them: told from slogans, teasers, and what a template or a banner puts in their place."""

import re
from collections.abc import Sequence

from paper_radar.papers.text import plain

_SHORTEST = 120
# "Summary of association tests" is a sentence: behind a label stands a sign, or a sentence of its own begins.
_LABEL = re.compile(
    r"^[\d.\s]*(?i:abstract|summary|zusammenfassung|r[ée]sum[ée]|resumo|resumen|riassunto)\b"
    r"(?:\s*[.:–—-][\s.:–—-]*|[^\S\n]*\n\s*|\s*(?=[^\sa-z]))|^[\d.\s]*(?:Abstract|ABSTRACT|Summary|SUMMARY)(?=[A-Z])"
)
_TEASER = re.compile(r"(?:\.\.\.|…)\s*(?:expand|(?:read |show |see |view )?more)?\s*$", re.IGNORECASE)
_OTHER = re.compile(
    r"\s*(?:home\s*(?:[|>»/›-]|page\b)|welcome to\b|doi:|https?:|lorem ipsum\b"
    r"|(?:we|(?:this|our) (?:web)?site|by (?:using|continuing))\b[^.]{0,60}\b(?:use|uses|use of) (?:\w+ )?cookies"
    r"|[^.]{0,40}\b(?:enable (?:javascript|cookies)|(?:javascript|cookies) (?:is|are) (?:disabled|required)))",
    re.IGNORECASE,
)
# A line of the issue: "Evidence-Based Medicine, Volume 2013 (2013), Article ID 429706, http://dx.doi.org/…".
_ISSUE = re.compile(r"\b(?:vol(?:ume|\.)|article id|pp\.|pages)\s", re.IGNORECASE)


def without_label(text: str) -> str:
    """The text without the "Abstract" before it."""
    return _LABEL.sub("", text, count=1)


def has_label(text: str) -> bool:
    """Whether the text begins with "Abstract", or another language's word for it, and goes on."""
    return _LABEL.match(text) is not None


def is_abstract(text: str) -> bool:
    """Whether the text may be an abstract: long enough, and no slogan, no teaser that breaks off, no banner."""
    if len(text) < _SHORTEST or _OTHER.match(text) or _TEASER.search(text[-40:]):
        return False
    return not (len(text) < 2 * _SHORTEST and "doi.org/" in text and _ISSUE.search(text))


def as_abstract(texts: Sequence[str], title: str) -> str:
    """The first of the texts that may be an abstract and is not the title again."""
    for text in texts:
        shown = without_label(plain(text))
        if is_abstract(shown) and not (title and shown.startswith(title)):
            return shown
    return ""
