"""What a source has told of a saved paper since it was saved, until the reader has seen it. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, get_args

from paper_radar.errors import BadInputError
from paper_radar.papers.model import Paper
from paper_radar.papers.works import is_of_preprint_server

What = Literal["version", "withdrawn", "published"]


@dataclass(frozen=True, slots=True)
class News:
    """A later version (`version`: its number), a withdrawal (of that version), or a publication (`venue` and `doi`, of
    which one may be ""). `at` is when it was noticed (ISO 8601 UTC).
    """

    what: What
    at: str
    version: int | None = None
    venue: str = ""
    doi: str = ""


def news_of(before: Paper, after: Paper, at: str) -> Iterator[News]:
    """What a reader who knew the paper as it was `before` wants to be told.

    A version is news only of one whose former version is known. A publication is told of every work that had neither
    venue nor a publisher's DOI: the page it was saved from may have kept them back, but a preprint's publication is
    what its reader waits for.
    """
    if (after.version or 0) > (before.version or 0) > 0 and not after.withdrawn:
        yield News("version", at, version=after.version)
    if after.withdrawn and not before.withdrawn:
        yield News("withdrawn", at, version=after.version)
    if is_published(after) and not is_published(before):
        yield News("published", at, venue=after.venue, doi="" if is_of_preprint_server(after.doi) else after.doi)


def is_published(paper: Paper) -> bool:
    """Whether a journal or conference has the paper, by its venue or a DOI that is no preprint server's."""
    return bool(paper.venue) or bool(paper.doi and not is_of_preprint_server(paper.doi))


def joined_news(known: Iterable[News], new: Iterable[News]) -> tuple[News, ...]:
    """One item of each kind, the latest: who was away for three versions wants to hear of the third.

    The former place of publication is not lost by a later word that says less.
    """
    latest: dict[str, News] = {}
    for item in sorted((*known, *new), key=lambda item: item.at):
        former = latest.pop(item.what, None)
        if former is not None and item.what == "published":
            item = replace(item, venue=item.venue or former.venue, doi=item.doi or former.doi)
        latest[item.what] = item
    return tuple(latest.values())


def to_json(item: News) -> dict[str, Any]:
    """The item as plain JSON values."""
    return asdict(item)


def from_json(document: Any) -> News:
    """The item that `to_json` wrote. Raises BadInputError."""
    if not isinstance(document, Mapping) or document.get("what") not in get_args(What):
        raise BadInputError(f"news must say what is new: {', '.join(get_args(What))}")
    version = document.get("version")
    texts = {name: document.get(name) or "" for name in ("at", "venue", "doi")}
    if not all(isinstance(text, str) for text in texts.values()) or (version is not None and type(version) is not int):
        raise BadInputError("news hold texts and a whole number")
    return News(document["what"], version=version, **texts)
