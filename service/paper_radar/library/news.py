"""What a source has told of a saved paper since it was saved, until the reader has seen it. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal, get_args

from paper_radar.errors import BadInputError
from paper_radar.papers.model import Paper
from paper_radar.papers.works import is_of_preprint_server

What = Literal["version", "withdrawn", "published"]

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# A preprint of which nobody says when it was published: most are by then.
_YEARS_TO_PUBLICATION = 3
# What is announced today was submitted days ago, and longer where a moderator looked at it.
_ANNOUNCED_WITHIN = timedelta(days=30)


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


def news_of(before: Paper, after: Paper, at: str, *, saved_at: str = "") -> Iterator[News]:
    """What a reader who knew the paper as it was `before` wants to be told; no version or publication of long before
    it was saved (`saved_at`, ISO 8601), which the page or file it came from kept back.

    A version is news only of one whose former version is known, a withdrawal always.
    """
    if (
        (after.version or 0) > (before.version or 0) > 0
        and not after.withdrawn
        and not _is_old(before, after, saved_at)
    ):
        yield News("version", at, version=after.version)
    if after.withdrawn and not before.withdrawn:
        yield News("withdrawn", at, version=after.version)
    if is_published(after) and not is_published(before) and not _was_published(after, at, saved_at):
        yield News("published", at, venue=after.venue, doi="" if is_of_preprint_server(after.doi) else after.doi)


def _is_old(before: Paper, after: Paper, saved_at: str) -> bool:
    """Whether the latest version was there long before the paper was saved; a feed may not tell its day."""
    if after.updated == before.updated:
        return False
    with suppress(ValueError):
        return date.fromisoformat(after.updated[:10]) < date.fromisoformat(saved_at[:10]) - _ANNOUNCED_WITHIN
    return False


def _was_published(after: Paper, at: str, saved_at: str) -> bool:
    """Whether the paper was published in a year before that in which it was saved, as far as anything tells."""
    if not saved_at:
        return False
    # "Phys. Rev. D 98, 2095 (2019)": no year is to come, but a volume of the next one.
    told = [int(year) for year in _YEAR.findall(after.venue) if int(year) <= int(at[:4]) + 1]
    with suppress(ValueError):
        year = max(told) if told else int(after.published[:4]) + _YEARS_TO_PUBLICATION
        return year < int(saved_at[:4])
    return False


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
