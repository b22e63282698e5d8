"""What one extractor found on a page, and how the tags of a page are looked up."""

import re
from dataclasses import dataclass

from paper_radar.pages.facts import PageFacts
from paper_radar.papers.text import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The fields one extractor found; "" and () for what it did not. `scholarly` says that the page calls itself a
    scholarly work there, in tags that no other kind of page carries."""

    title: str = ""
    authors: tuple[str, ...] = ()
    abstract: str = ""
    published: str = ""
    venue: str = ""
    doi: str = ""
    arxiv_id: str = ""
    pdf_url: str = ""
    scholarly: bool = False


_SEPARATORS = re.compile(r"[.:_-]")
# Templates that nobody filled in: <meta name="citation_title" content="PAPER_TITLE">.
# "COVID_19 in Italy" is a title: what goes on behind the sign must be another one, or the sign call itself a title.
_SIGN = r"(?:[A-Z0-9]+_)+[A-Z0-9]+"
_TEMPLATE = re.compile(
    rf"{_SIGN}(?:[\s,;|-]+{_SIGN})*|[A-Z_]*(?:TITLE|AUTHOR|NAME|YOUR)_.*|[A-Z]+_(?:TITLE|AUTHOR|NAME|ABSTRACT)S?\b.*"
    r"|\{\{.*\}\}|\$\{.*\}",
    re.DOTALL,
)
_EMPTY = frozenset(["", "null", "undefined", "none"])


def is_placeholder(text: str) -> bool:
    """Whether a template has left the text to be filled in."""
    return _TEMPLATE.fullmatch(text.strip()) is not None


class Tags:
    """The page's meta tags by name, whatever its case and separators: "DC.Creator", "dc:creator", "dc_creator".

    `unfilled` says that a title holds a template's placeholder.
    """

    def __init__(self, facts: PageFacts) -> None:
        self._contents: dict[str, list[str]] = {}
        self.unfilled = False
        for names, content in facts.meta:
            if is_placeholder(content):
                self.unfilled = self.unfilled or "title" in names.lower()
            elif content.strip() not in _EMPTY:
                for name in names.split():
                    self._contents.setdefault(_SEPARATORS.sub(".", name.lower()), []).append(content)

    def all(self, *names: str) -> list[str]:
        """What the first of these names that stands on the page holds, in the order of the page."""
        return next((self._contents[name] for name in names if name in self._contents), [])

    def first(self, *names: str) -> str:
        return plain(self.all(*names)[0]) if self.all(*names) else ""

    def __contains__(self, name: str) -> bool:
        return name in self._contents
