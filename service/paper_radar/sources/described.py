"""What a person is told of a source: its title, of which kind it is, and where it stands."""

from dataclasses import dataclass
from typing import Literal

from paper_radar.sources.batch import Source

Kind = Literal["arxiv", "huggingface", "journal"]

_TITLES = {"arxiv": "arXiv", "huggingface": "Hugging Face"}


@dataclass(frozen=True, slots=True)
class Description:
    """`url` is "" if the source does not say where it stands."""

    title: str
    kind: Kind
    url: str


def describe(source: Source) -> Description:
    """By what the source says of itself (`title`, `url`), else by its name."""
    title = getattr(source, "title", "") or _TITLES.get(source.name, source.name)
    return Description(str(title), kind_of(source.name), str(getattr(source, "url", "")))


def kind_of(name: str) -> Kind:
    """arXiv's own sources are `arxiv` and `arxiv-…`, a journal's is `feed:…`."""
    head = name.partition(":")[0].partition("-")[0]
    if head == "arxiv":
        return "arxiv"
    return "huggingface" if head == "huggingface" else "journal"
