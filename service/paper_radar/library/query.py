"""What is asked of the library: words, filters and an order. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from sys import intern
from typing import Literal, get_args

from paper_radar.library.record import Saved, Status
from paper_radar.papers.text import fold, plain
from paper_radar.papers.works import is_arxiv, is_of_preprint_server

Origin = Literal["arxiv", "huggingface", "journal", "web", "import"]
ORIGINS: tuple[Origin, ...] = get_args(Origin)
Sort = Literal["saved", "published", "title", "author", "stars", "updated"]
SORTS: tuple[Sort, ...] = get_args(Sort)
_BY_SOURCE: Mapping[str, Origin] = {"arxiv": "arxiv", "huggingface": "huggingface", "import": "import"}

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»「」『』＂", '"'))
_TERM = re.compile(r'(-?)(?:"([^"]*)(?:"|$)|(\S+))')


@dataclass(frozen=True, slots=True)
class Query:
    """All that is given must hold: every word of `text` (see `terms`), every one of `tags`, the others if not "".

    `year` is that of publication, "2026". In `sort` a leading "-" reverses the order.
    """

    text: str = ""
    tags: tuple[str, ...] = ()
    status: Status | Literal[""] = ""
    source: Origin | Literal[""] = ""
    year: str = ""
    sort: str = "saved"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a text must hold (`wanted`) and must not (`unwanted`), as they stand in `searchable` text."""

    wanted: tuple[bytes, ...]
    unwanted: tuple[bytes, ...]


def terms(text: str) -> Terms:
    """The words of a query; "words in quotes" are one, and of -word or -"these words" there must be none.

    They are sought regardless of case, accents and TeX, and within longer words, so that a word may be half typed and
    Chinese needs no blanks. A quote that is not closed reaches to the end, a lone hyphen is passed over.
    """
    found: dict[str, dict[bytes, None]] = {"": {}, "-": {}}
    for minus, phrase, word in _TERM.findall(text.translate(_QUOTES)):
        term = searchable(phrase or word)
        if term.strip(b'-"'):
            found[minus][term] = None
    # The longest first: it is the rarest, and all the others are looked for in what is left.
    return Terms(tuple(sorted(found[""], key=len, reverse=True)), tuple(found["-"]))


def searchable(text: str) -> bytes:
    """The text as it is searched: folded, TeX and markup decoded, one blank between words. UTF-8, as it is kept for
    every paper: as Python's own text, one Greek letter doubles the memory of its whole abstract.
    """
    if "\\" in text or "$" in text:
        text = plain(text) or text
    return " ".join(fold(text).split()).encode("utf-8", "surrogatepass")


def origin(saved: Saved) -> Origin:
    """Where a saved paper is from: what first brought it, which stays when other sources tell of it later.

    - `arxiv`, `huggingface`: its source, or the site on which it was saved, was this one.
    - `journal`: the feed of a journal brought it, or it was saved from a page under a publisher's DOI.
    - `import`: it came in a file, whatever the file says it is.
    - `web`: saved from any other page. One that is recognised as a paper on arXiv (a PDF, an author's page that names
      the id) counts as `arxiv`.
    """
    paper = saved.paper
    head = paper.source.partition(":")[0].partition("-")[0]
    if head in _BY_SOURCE:
        return _BY_SOURCE[head]
    if head not in ("", "web"):
        return "journal"
    if is_arxiv(paper.key):
        return "arxiv"
    return "journal" if paper.doi and not is_of_preprint_server(paper.doi) else "web"


def year(saved: Saved) -> str:
    """The year in which the paper was published, "" if that is not known."""
    begin = (saved.paper.published or saved.paper.announced)[:4]
    return intern(begin) if begin.isascii() and begin.isdigit() else ""


@dataclass(frozen=True, slots=True)
class Facets:
    """How many papers there are under each choice. `total` is what the whole query finds."""

    total: int
    tags: tuple[tuple[str, int], ...]
    statuses: Mapping[Status, int]
    sources: Mapping[Origin, int]
    years: tuple[tuple[str, int], ...]


def sort_of(text: str) -> tuple[Sort, bool]:
    """The order that is asked for, and whether backwards. Raises KeyError."""
    name = text.removeprefix("-")
    return {sort: sort for sort in SORTS}[name], text.startswith("-")  # type: ignore[index]  # KeyError says it
