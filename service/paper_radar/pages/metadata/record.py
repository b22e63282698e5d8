"""What one extractor found on a page, and how the tags of a page are looked up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

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
_PLACEHOLDER = re.compile(r"(?:[A-Z0-9]+_)+[A-Z0-9]+.*|\{\{.*\}\}|\$\{.*\}|null|undefined|none", re.DOTALL)


class Tags:
    """The page's meta tags by name, whatever its case and separators: "DC.Creator", "dc:creator", "dc_creator".

    `unfilled` says that a title holds a template's placeholder.
    """

    def __init__(self, facts: PageFacts) -> None:
        self._contents: dict[str, list[str]] = {}
        self.unfilled = False
        for names, content in facts.meta:
            if _PLACEHOLDER.fullmatch(content.strip()):
                self.unfilled = self.unfilled or "title" in names.lower()
            elif content.strip():
                for name in names.split():
                    self._contents.setdefault(_SEPARATORS.sub(".", name.lower()), []).append(content)

    def all(self, *names: str) -> list[str]:
        """What the first of these names that stands on the page holds, in the order of the page."""
        return next((self._contents[name] for name in names if name in self._contents), [])

    def first(self, *names: str) -> str:
        return plain(self.all(*names)[0]) if self.all(*names) else ""

    def __contains__(self, name: str) -> bool:
        return name in self._contents


_ABSTRACT_LABEL = re.compile(r"^(?:(?i:abstract|summary)\s*[:.]\s*|(?:Abstract|ABSTRACT|Summary|SUMMARY)\s*(?=[A-Z]))")
_SLOGAN = re.compile(r"(?:\.\.\.|…)\s*$|^\s*(?:home|welcome|doi:|https?:)", re.IGNORECASE)


def as_abstract(texts: Sequence[str], title: str) -> str:
    """The first of the texts that may be an abstract: not a slogan, a teaser that breaks off, or the title again."""
    for text in texts:
        shown = _ABSTRACT_LABEL.sub("", plain(text))
        if len(shown) >= 120 and not _SLOGAN.search(shown) and not (title and shown.startswith(title)):
            return shown
    return ""


def as_address(link: str, base: str) -> str:
    """The link as an absolute web address, "" for what is none."""
    if not link.strip():
        return ""
    try:
        address = urljoin(base, link.strip())
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.hostname else ""
