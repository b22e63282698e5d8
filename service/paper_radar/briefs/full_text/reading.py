"""The sections of a paper out of the HTML that LaTeXML makes of it, on arXiv and on ar5iv. Pure.

The page is a stranger's: what a reader would not see (white letters, the size of a dot) is not read either, for such
words are written for models alone. Sizes are bounded, and the tree is gone over once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from paper_radar.briefs.full_text.fitting import PARAGRAPH
from paper_radar.briefs.full_text.mathematics import equation, in_unicode
from paper_radar.briefs.full_text.unseen import is_unseen, without_unseen
from paper_radar.briefs.material import Part
from paper_radar.papers.model import Paper
from paper_radar.papers.text import terms

BETWEEN = " › "
# A letter has no sections, and many a paper begins before its first one; what is short there are names and licences.
MAIN_TEXT = "Main text"
_SHORT = 200
# Below this it is a notice, a sign-in page, a paper of which nothing was converted.
LEAST = 1500
MOST_CHARACTERS = 600_000
MOST_FORMULAS = 20_000  # a page of two megabytes has 2,000
_LONGEST_HEADING = 120
_LONGEST_CAPTION = 600
_SAME_PAPER = 0.5  # of the terms of its title are to be found at the beginning
_BEGINNING = 4000
# Both sites send with status 200 whatever was there when the conversion died, and this notice.
_DIED = b"Conversion to HTML had a Fatal error"
# Bytes without a ">". The parser compares each attribute of a tag with all before: 1.5 MB of them take it minutes.
_LONGEST_TAG = 100_000

_SECTIONS = {"ltx_part", "ltx_chapter", "ltx_section", "ltx_subsection", "ltx_subsubsection", "ltx_appendix"}
_PASSED_OVER_NAMES = """
ltx_authors ltx_dates ltx_abstract ltx_keywords ltx_classification ltx_acknowledgements ltx_bibliography ltx_biblist
ltx_index ltx_glossary ltx_TOC ltx_page_navbar ltx_page_header ltx_page_footer ltx_note ltx_ERROR ltx_tabular ltx_proof
ltx_tag_item ltx_tag_equation ltx_phantom ltx_listing ltx_listingline ltx_listing_data ltx_picture ltx_graphics ltx_rdf
ltx_title_document ltx_subtitle ltx_creator ltx_contact ltx_pubnotes ltx_marginpar ltx_role_dedicatory package-alerts
"""
_PASSED_OVER = frozenset(_PASSED_OVER_NAMES.split())
_TAGS_NAMES = "script style svg img pre button nav noscript template iframe object form select head dialog"
_TAGS_PASSED_OVER = frozenset(_TAGS_NAMES.split())
_BLOCKS = {"ltx_para", "ltx_item", "ltx_caption", "ltx_theorem", "ltx_quote", "ltx_figure", "ltx_table", "ltx_float"}
_EQUATIONS = {"ltx_equation", "ltx_equationgroup", "ltx_eqn_table"}
_SECTION_TITLES = {name.replace("ltx_", "ltx_title_") for name in _SECTIONS}
_ASIDE = re.compile(
    r"acknowledg|^funding\b|author contributions?|authorship|competing interests?|conflicts? of interest"
    r"|data availability|code availability|^references$|^bibliography$|paper checklist|reproducibility checklist"
    r"|^supplementa|^declaration",
    re.IGNORECASE,
)
_OF_AN_APPENDIX = re.compile(r"limitation|discussion|future work|broader impact", re.IGNORECASE)
_BEFORE_A_STOP = re.compile(r" (?=[,;:!?)\]]|\.(?!\d))")
_EMPTIED = re.compile(r"(?<= )(?:\([;, ]*\)|\[[;, ]*\])")  # what a citation left behind


def parts_of(page: bytes, paper: Paper) -> tuple[Part, ...]:
    """The sections of the page, each under its headings ("4 Experiments › 4.2 Ablations"), each paragraph on one line.

    No abstract (that of `paper` is the better one), references, footnotes, proofs, tables' cells or appendices, save
    one on limits. Mathematics is in Unicode, "[…]" where it is long. Empty for what is no such page, or not of this
    paper, or holds hardly anything, or where the conversion broke off.
    """
    root = _document(page)
    if root is None or not _is_of(root, paper):
        return ()
    reader = _Reader()
    reader.read(root)
    parts = tuple(reader.parts)
    return parts if sum(len(part.text) for part in parts) >= LEAST else ()


def _document(page: bytes) -> Any:
    if _DIED in page or any(len(piece) > _LONGEST_TAG for piece in page.split(b">")):
        return None
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = etree.fromstring(page, parser)
    except (etree.LxmlError, ValueError):
        return None
    for element in tree.iter() if tree is not None else ():
        names = _names(element)
        if "ltx_document" in names and "package-alerts" not in names:
            return element
    return None


def _is_of(root: Any, paper: Paper) -> bool:
    wanted = set(terms(paper.title))
    beginning, length = [], 0
    for piece in root.itertext():
        beginning.append(piece)
        length += len(piece)
        if length > _BEGINNING:
            break
    return len(wanted & set(terms(" ".join(beginning)[:_BEGINNING]))) >= len(wanted) * _SAME_PAPER


def _names(element: Any) -> set[str]:
    return set((element.get("class") or "").split())


@dataclass(slots=True)
class _Reader:
    """Goes over the tree once. `headings` are those of the sections that are open; `line` is what is being read, and
    `run_in` says that it is a title ("Theorem 1.") with which the next paragraph begins.
    """

    parts: list[Part] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    run_in: bool = False
    depth_of_para: int = 0
    size: int = 0
    formulas: int = 0

    def read(self, root: Any) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        open_: list[_Open] = []
        for event, element in walk:
            if event == "start":
                opened = self._start(element)
                open_.append(opened)
                if opened.skipped:
                    walk.skip_subtree()
                elif element.text:
                    self.line.append(element.text)
            else:
                self._end(open_.pop(), element)
                if element is not root and element.tail:
                    self.line.append(element.tail)
            if self.size > MOST_CHARACTERS or self.formulas > MOST_FORMULAS:
                break
        self._end_part()

    def _start(self, element: Any) -> "_Open":
        names = _names(element)
        if element.tag == "math":
            self.formulas += 1
            self.line.append(in_unicode(element))
            return _Open(names, skipped=True)
        if element.tag in _TAGS_PASSED_OVER or names & _PASSED_OVER or is_unseen(element):
            return _Open(names, skipped=True)
        if names & _EQUATIONS:
            self._add_equation(element)
            return _Open(names, skipped=True)
        if element.tag == "cite":
            self.line.append(_cited(element))
            return _Open(names, skipped=True)
        if names & _SECTIONS:
            heading = _heading(element)
            self._end_part()
            if _ASIDE.search(heading) or ("ltx_appendix" in names and not _OF_AN_APPENDIX.search(heading)):
                return _Open(names, skipped=True)
            self.headings.append(heading)
            return _Open(names, section=True)
        if names & _SECTION_TITLES or ("ltx_title" in names and element.tag in ("h1", "h2", "h3")):
            return _Open(names, skipped=True)  # read already, as the heading of its section
        if names & _BLOCKS or (element.tag == "p" and not self.depth_of_para) or element.tag == "li":
            if not self.run_in:
                self._end_line()
            self.run_in = False
            if "ltx_para" in names:
                self.depth_of_para += 1
            return _Open(names, block=True)
        return _Open(names)

    def _add_equation(self, table: Any) -> None:
        """To the sentence that it belongs to, which may have ended its paragraph before it."""
        if not "".join(self.line).strip() and self.paragraphs and self.paragraphs[-1][-1] not in ".!?":
            self.line[:] = [self.paragraphs.pop()]
        self.formulas += 1
        self.line.append(equation(table))

    def _end(self, opened: "_Open", element: Any) -> None:
        if opened.section:
            self._end_part()
            self.headings.pop()
        elif opened.block:
            if "ltx_para" in opened.names:
                self.depth_of_para -= 1
            self._end_line(_LONGEST_CAPTION if "ltx_caption" in opened.names else MOST_CHARACTERS)
        elif "ltx_title" in opened.names and not opened.skipped:
            self.line.append(" ")
            self.run_in = True
        elif element.tag in ("p", "br"):
            self.line.append(" ")

    def _end_line(self, longest: int = MOST_CHARACTERS) -> None:
        self.run_in = False
        text = tidy("".join(self.line))
        self.line.clear()
        if any(map(str.isalpha, text)) and len(text) <= longest:
            self.paragraphs.append(text)
            self.size += len(text)

    def _end_part(self) -> None:
        self._end_line()
        name = BETWEEN.join(filter(None, self.headings))[-2 * _LONGEST_HEADING :]
        lines = [text for text in self.paragraphs if name or len(text) >= _SHORT]
        if lines:
            self.parts.append(Part(name or MAIN_TEXT, PARAGRAPH.join(lines)))
        self.paragraphs.clear()


@dataclass(frozen=True, slots=True)
class _Open:
    """What was begun and is to be ended."""

    names: set[str]
    skipped: bool = False
    section: bool = False
    block: bool = False


def tidy(text: str) -> str:
    """On one line, without characters that show nothing and without what a citation left behind."""
    line = " ".join(without_unseen(text).split())
    return _BEFORE_A_STOP.sub("", " ".join(_EMPTIED.sub(" ", line).split()))


def _heading(section: Any) -> str:
    """As it stands there, with its number: "4.2 Ablations"."""
    for child in section:
        if "ltx_title" in _names(child):
            return tidy("".join(_seen(child)))[:_LONGEST_HEADING].rstrip(" .:")
    return ""


def _seen(element: Any) -> Iterator[str]:
    """The text of a small element, its mathematics in Unicode, without notes and what is not to be seen."""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if event == "end":
            if inner is not element:
                yield inner.tail or ""
        elif inner.tag == "math":
            yield in_unicode(inner)
            walk.skip_subtree()
        elif inner.tag in _TAGS_PASSED_OVER or _names(inner) & {"ltx_note", "ltx_ERROR"} or is_unseen(inner):
            walk.skip_subtree()
        else:
            yield inner.text or ""


def _cited(cite: Any) -> str:
    """ "Vaswani et al. (2017)", which is part of its sentence; nothing for "[12, 13]", which is not."""
    text = tidy("".join(_seen(cite)))
    return text if text[:1].isalpha() else ""
