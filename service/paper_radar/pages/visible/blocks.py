"""A page's body as blocks of text in their order: paragraphs, headings, cells, and what the page gives a name.

A name is a word of an element's class, id, itemprop, rel or property. Publishers call things what they are there
("AuthorName", "pb_abstract", "article-date"), for their own style sheets, even where they write no tags at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import html
from lxml.etree import LxmlError
from lxml.html import HtmlElement as Element

from paper_radar.papers.text import plain

_BLOCK_TAGS = """
address article aside blockquote body center dd details div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6
header hr li main ol p pre section summary table tbody td tfoot th thead tr ul
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NAMING = ("class", "id", "itemprop", "rel", "property")
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
# An inline element is a block of its own where the page calls it one of these.
_TELLING_WORDS = """
abstract author authors byline contributor contributors creator creators date dates doi name names person published
pubdate title
"""
_TELLING = frozenset(_TELLING_WORDS.split())
_LABEL = re.compile(r"\s*([^\W\d_][^:\n\d.;]{1,30}?)\s*:\s*(?=\S)(?!//)")
_MOST = 6_000
_DEEPEST = 150


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A piece of text. `names` are the words by which the page calls its element, `around` those of the elements around
    it; `label` is what stands before it and says what it is ("Author" in a table of fields), in lower case.

    `whole` is the place of the block that this one is an inline part of, -1 if none. `moment` is what the page gives
    programs to read in place of the text (datetime, content), `href` where a link leads. `bare` is the text without
    what is set high, as the numbers behind authors are.
    """

    tag: str
    text: str
    bare: str
    names: frozenset[str]
    around: frozenset[str]
    label: str = ""
    moment: str = ""
    href: str = ""
    whole: int = -1

    @property
    def is_heading(self) -> bool:
        return self.tag in _HEADINGS

    def called(self, *words: str) -> bool:
        """Whether the page calls the element one of these."""
        return not self.names.isdisjoint(words)

    def within(self, *words: str) -> bool:
        """Whether the page calls the element or one around it so."""
        return self.called(*words) or not self.around.isdisjoint(words)


def read_blocks(body: str) -> tuple[Block, ...]:
    """The blocks of the page, at most some thousands; () for what is no HTML. Never raises."""
    if not body.strip():
        return ()
    try:
        root = html.fragment_fromstring(body, create_parent="body")
    except (LxmlError, ValueError, AssertionError, RecursionError):
        return ()
    reader = _Reader(_around_blocks(root))
    reader.walk(root, frozenset(), 0)
    return tuple(_labelled(reader.found[:_MOST]))


def _around_blocks(root: Element) -> frozenset[Element]:
    """The elements that hold blocks: they part lines as blocks do, whatever they are."""
    holding: set[Element] = set()
    for element in root.iter(*_BLOCKS):
        for parent in element.iterancestors():
            if parent in holding:
                break
            holding.add(parent)
    return frozenset(holding)


class _Reader:
    """Collects the blocks in `found`; `holding` are the elements that hold blocks."""

    def __init__(self, holding: frozenset[Element]) -> None:
        self.found: list[Block] = []
        self._holding = holding

    def walk(self, element: Element, around: frozenset[str], depth: int) -> None:
        """Add the element's own text, if it has some, and then the blocks within it."""
        if depth > _DEEPEST or len(self.found) >= _MOST:
            return
        names = _names(element)
        within = around | names
        place = len(self.found)
        text = _lines("".join(self._own_text(element)))
        if text:
            bare = _lines("".join(self._own_text(element, high=False)))
            self.found.append(_block(element, text, bare, names, around))
        label = _label_cell(element)
        for part in element:
            if not isinstance(part.tag, str):
                continue
            if label is not None and part is label:
                said = plain(part.text_content())
                self.found.append(Block("th", said, said, _names(part), within))
            elif self._parts_lines(part):
                self.walk(part, within, depth + 1)
            elif text:
                self._inline(part, within, place)

    def _inline(self, element: Element, around: frozenset[str], whole: int) -> None:
        """Add the inline parts that the page gives a telling name, and its links."""
        for part in element.iter():
            if len(self.found) >= _MOST or not isinstance(part.tag, str) or part.tag == "br":
                continue
            if (_is_telling(part) or part.get("href")) and (said := plain(part.text_content())):
                bare = plain("".join(self._own_text(part, high=False)))
                self.found.append(_block(part, said, bare, _names(part), around, whole=whole))

    def _own_text(self, element: Element, *, high: bool = True) -> Iterator[str]:
        """The text of the element without that of the blocks within it, which end a line; with what is set high, or
        not.
        """
        yield _in_line(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                if child.tag == "br" or self._parts_lines(child):
                    yield "\n"
                elif high:
                    yield _in_line(child.text_content())
                elif child.tag != "sup":
                    yield from self._own_text(child, high=False)
            yield _in_line(child.tail or "")

    def _parts_lines(self, element: Element) -> bool:
        return element.tag in _BLOCKS or element in self._holding


def _label_cell(row: Element) -> Element | None:
    """The first of two cells in a row, where it is short: what it says is what the second one is."""
    cells = [cell for cell in row if cell.tag in ("td", "th")] if row.tag == "tr" else []
    if (
        (len(cells) == 2 or (cells and "label" in _names(cells[0])))
        and cells[0].tag == "td"
        and 0 < len(plain(cells[0].text_content())) <= 40
    ):
        return cells[0]
    return None


def _lines(text: str) -> str:
    return "\n".join(line for part in text.split("\n") if (line := plain(part)))


def _block(
    element: Element, text: str, bare: str, names: frozenset[str], around: frozenset[str], *, whole: int = -1
) -> Block:
    moment = element.get("datetime") or element.get("content") or ""
    return Block(
        str(element.tag), text, bare, names, around, moment=moment, href=element.get("href") or "", whole=whole
    )


def _in_line(text: str) -> str:
    return text.replace("\n", " ")


def _is_telling(element: Element) -> bool:
    return element.tag == "time" or not _names(element).isdisjoint(_TELLING)


def _names(element: Element) -> frozenset[str]:
    said = " ".join(element.get(name) or "" for name in _NAMING)
    return frozenset(word.lower() for word in _WORDS.findall(said[:300]))


def _labelled(blocks: list[Block]) -> Iterator[Block]:
    """The blocks, each with its label: the term before a description, the first cell of a row, "Date: …"."""
    label = ""
    for block in blocks:
        if block.tag in ("dt", "th") and block.whole < 0:
            label = _plain_label(block.text)
        elif block.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li") and not _LABEL.match(block.text):
            label = ""
        own = _LABEL.match(block.text)
        if own and block.whole < 0 and not block.is_heading and not block.called("title"):
            bare = _LABEL.sub("", block.bare, count=1)
            yield replace(block, label=_plain_label(own[1]), text=block.text[own.end() :], bare=bare)
        elif label and block.tag not in ("dt", "th"):
            yield replace(block, label=label)
        else:
            yield block


def _plain_label(text: str) -> str:
    return text.strip().rstrip(":").strip().lower()
