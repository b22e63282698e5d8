"""The fields of one item of any feed of arXiv's: RSS 2.0, Atom, the RDF of before 2024, an author's feed."""

import re
from typing import Any

from paper_radar.papers.identity import ArxivId, parse_arxiv_id
from paper_radar.sources.arxiv.authors import author_name, split_authors
from paper_radar.sources.xml import name_of, text_of

_NAMESPACES = frozenset(
    {
        "",
        "http://purl.org/rss/1.0/",
        "http://purl.org/dc/elements/1.1/",
        "http://www.w3.org/2005/Atom",
        "http://arxiv.org/schemas/atom",
    }
)
_GUID = re.compile(r"oai:arXiv\.org:|.*/abs/", re.IGNORECASE | re.DOTALL)


class Fields:
    """The elements of an item, or of a channel, by their names; those of other people's namespaces are passed over."""

    def __init__(self, element: Any) -> None:
        self._by_name: dict[str, list[Any]] = {}
        for part in element:
            if isinstance(part.tag, str):
                namespace, _, name = part.tag.rpartition("}")
                if namespace[1:] in _NAMESPACES:
                    self._by_name.setdefault(name, []).append(part)

    def all(self, *names: str) -> list[Any]:
        """Every element of these names, in the order of the names."""
        return [part for name in names for part in self._by_name.get(name, ())]

    def text(self, *names: str) -> str:
        """Of the first of these that says something."""
        return next((text for part in self.all(*names) if (text := text_of(part).strip())), "")

    @property
    def identity(self) -> ArxivId | None:
        """By the guid ("oai:arXiv.org:2508.13426v1") or Atom's id, because the link has no version."""
        links = (link.get("href") or text_of(link) for link in self.all("link"))
        texts = (_GUID.sub("", text.strip(), count=1) for text in (self.text("guid", "id"), *links) if text)
        return next((identity for text in texts if (identity := parse_arxiv_id(text))), None)

    @property
    def categories(self) -> tuple[str, ...]:
        """The primary one first, each once."""
        tags = self.all("primary_category", "category")
        terms = ((tag.get("term") or text_of(tag)).strip() for tag in tags)
        return tuple(dict.fromkeys(term for term in terms if term))

    @property
    def authors(self) -> tuple[str, ...]:
        """In RSS they stand on one line, in Atom each by itself or all in the name of one."""
        if creators := self.all("creator"):
            return split_authors(", ".join(map(text_of, creators)))
        names = [text_of(name) for author in self.all("author") for name in author if name_of(name) == "name"]
        if len(names) == 1:
            return split_authors(names[0])
        return tuple(name for name in map(author_name, names) if name)
