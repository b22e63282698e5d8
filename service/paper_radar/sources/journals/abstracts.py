"""The abstract in a feed's item: found among its texts, without the bibliographic lines that stand around it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from paper_radar.papers.text import fold, plain
from paper_radar.sources.journals.authors import names_and_proceedings, said_authors

SHORTEST = 40  # characters; what is shorter is "TAXON, EarlyView." and the like
_LONGEST = 40_000
_PUBMED_END = re.compile(r"<p[^<>]{0,200}>\s{0,20}(?:PMID|DOI)\s?:")
# What bioRxiv makes of lists, headings and small capitals: "O_LIThe lycophyte …C_LI".
_HIGHWIRE = re.compile(r"[OC]_(?:LI|OL|UL|ST_ABS|SCPLOW|SCPCAP|TBL|FIG|TEXTBOX)")
# Whole elements that say where it was published and who wrote it: ScienceDirect, Nature, PubMed, APS.
_AROUND = re.compile(
    r"<(p|div|span|cite)\b[^>]*>\s*(?:<(?:b|strong|i)>)?\s*(?:Publication date\s*:|Source\s*:"
    r"|PMID\s*:|DOI\s*:|[^<]{0,120}, Published online: ).{0,600}?</\1>",
    re.IGNORECASE | re.DOTALL,
)
# PLOS and arXiv: who wrote it, or which announcement it is, before the abstract itself.
_BEFORE = re.compile(r"\s*(?:<p>\s?by [^<>]{2,20000}</p>|arXiv:\S{4,40}\s+Announce Type:\s*\S{1,20}\s+(?:Abstract:)?)")
_AUTHORS_FIRST = re.compile(r"\s*(?:[^;<>]{2,60};){1,200}\s*</?br\s*/?>", re.IGNORECASE)
_APS_SOURCE = re.compile(r"\[[A-Z][^\[\]<]{3,80}\d\]\s*Published\s+\w{3}\s+\w{3}\s+\d{1,2},\s+\d{4}\.?")
_HEADING = re.compile(r"(?:graphical |background/)?(?:abstract|summary)(?:[\s:.–—-]+|$)", re.IGNORECASE)
# "Volume 67, Issue 4, December 2021, Page 283-289", "Science, Volume 392, Issue 6800, …", "TAXON, EarlyView."
_BIBLIOGRAPHIC = re.compile(
    r"(?:[^.]{0,120}, )?(?:volume|vol\.?) \d+,.{0,160}"
    r"|[^.]{0,120}, (?:early ?view|ahead of print|accepted article)\b.{0,40}"
    r"|.{0,120}\bdoi:? ?10\.\d{4,9}/\S+",
    re.IGNORECASE,
)


def texts_of(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """The item's descriptions as the feed has them, HTML and all, each once."""
    contents = entry.get("content")
    values = [part.get("value") for part in contents if isinstance(part, Mapping)] if isinstance(contents, list) else []
    values += [entry.get("summary"), entry.get("dc_description"), entry.get("prism_teaser")]
    return tuple(dict.fromkeys(value[:_LONGEST] for value in values if isinstance(value, str) and value.strip()))


def abstract_of(texts: Iterable[str], title: str) -> str:
    """The longest of the texts, made readable; "" where none is more than the title and the place of publication."""
    return max((_read(text, title) for text in texts), key=len, default="")


def _read(text: str, title: str) -> str:
    if names_and_proceedings(text)[0]:
        return ""
    _, pubmed, abstract = text.partition("<p><b>ABSTRACT</b></p>")
    if pubmed:
        text = _PUBMED_END.split(abstract, maxsplit=1)[0]
    text = _HIGHWIRE.sub(" ", text)
    if said := said_authors(text):
        text = f"{text[: said[0]]} {text[said[2] :]}"
    text = _AROUND.sub(" ", text)
    if before := _AUTHORS_FIRST.match(text) or _BEFORE.match(text):
        text = text[before.end() :]
    text = _APS_SOURCE.sub(" ", text)
    read = plain(text)
    if heading := _HEADING.match(read):
        read = read[heading.end() :]
    if fold(read[: len(title)]) == fold(title) and not read[len(title) : len(title) + 1].isalnum():
        read = read[len(title) :].lstrip(" .:–—-")
    return "" if len(read) < SHORTEST or _BIBLIOGRAPHIC.fullmatch(read.rstrip(" .")) else read
