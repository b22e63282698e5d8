"""Two records of one work as one, what that changed, and the two again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any, Literal

from paper_radar.library.news import is_published, joined_news
from paper_radar.library.record import BY_READER, CORRECTABLE, Saved, clean_tags
from paper_radar.papers import model
from paper_radar.papers.model import Paper
from paper_radar.papers.works import is_of_preprint_server

_OWN = ("tags", "note", "status", "stars")
What = Literal["saved", "merged", "known", "repeated"]
News = Literal["published", "preprint", "version", "details", "tags", "note", "status", "stars"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a save: a new record ("saved"), one that was there and took something of it ("merged") or nothing
    ("known"), or the same save a second time ("repeated").

    `since` is when the work was first saved (ISO 8601 UTC). `news` tells what the record took: that it is published
    now, has a preprint, a later version, other details (fields of the paper in `changed`), or of the reader's own. In
    the fields `kept` the reader's earlier words stood against what they wrote this time.
    """

    what: What
    since: str
    news: tuple[News, ...] = ()
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """The latest merge of a record: it as it was `before`, what was `asked` to be saved, and the key of that save.

    `others` are records (by id) that turned out to be of this work only then: what was asked bears the keys of both.
    """

    before: Saved
    asked: Saved
    save: str = ""
    others: tuple[tuple[str, Saved], ...] = ()

    @property
    def whole(self) -> Saved:
        """All of them as one."""
        return merge(reduce(merge, (saved for _, saved in self.others), self.before), self.asked)


def may_be_one(here: Paper, other: Paper) -> bool:
    """Whether nothing says that two records are of two works: one that names both may be wrong in one of them."""
    if here.arxiv_id and other.arxiv_id:
        return here.arxiv_id == other.arxiv_id
    dois = {here.doi, other.doi} - {""}
    return len(dois) < 2 or len({is_of_preprint_server(doi) for doi in dois}) == 2


def outcome(before: Saved, asked: Saved, after: Saved) -> Outcome:
    """What merging `asked` into `before` came to."""
    old, new = model.to_json(before.paper), model.to_json(after.paper)
    changed = tuple(name for name in new if new[name] != old[name] and name not in ("source", "announced"))
    news = tuple(_news(before, after, changed))
    kept = tuple(sorted(name for name in _by_reader(asked) if asked_differs(name, asked, after)))
    return Outcome("merged" if after != before else "known", before.saved_at, news, changed, kept)


def asked_differs(name: str, asked: Saved, after: Saved) -> bool:
    """Whether the record says something else in this field of the paper than was asked."""
    return bool(getattr(asked.paper, name) != getattr(after.paper, name))


def _by_reader(saved: Saved) -> set[str]:
    return {name for name, origin in saved.origins.items() if origin == BY_READER and name in CORRECTABLE}


def _news(before: Saved, after: Saved, changed: tuple[str, ...]) -> Iterator[News]:
    old, new = before.paper, after.paper
    if is_published(new) and not is_published(old):
        yield "published"
    if new.arxiv_id and not old.arxiv_id:
        yield "preprint"
    if (new.version or 0) > (old.version or 0) > 0:
        yield "version"
    if set(changed) - {"key", "doi", "venue", "arxiv_id", "version", "updated"}:
        yield "details"
    own: tuple[News, ...] = ("tags", "note", "status", "stars")
    yield from (name for name in own if getattr(after, name) != getattr(before, name))


def parted(now: Saved, merged: Merge) -> Saved:
    """The record as it was before its latest merge, with what the reader wrote since."""
    then = merged.whole
    since: dict[str, Any] = {name: getattr(now, name) for name in _OWN if getattr(now, name) != getattr(then, name)}
    # What of the reader's the other save brought goes with it; what they corrected afterwards stays.
    corrected: dict[str, Any] = {
        name: getattr(now.paper, name) for name in _by_reader(now) if asked_differs(name, then, now)
    }
    origins = {**merged.before.origins, **dict.fromkeys(corrected, BY_READER)}
    paper = replace(merged.before.paper, **corrected)
    return replace(merged.before, paper=paper, origins=origins, **since)


def merge(here: Saved, again: Saved) -> Saved:
    """One record of a work saved twice. Nothing the reader wrote in either is lost; `updated_at` stays as it was.

    The paper takes the stronger of the two keys (arXiv, then DOI, then address), and what the stronger sighting says.
    """
    paper = _merge_papers(here, again)
    times = [time for time in (here.saved_at, again.saved_at) if time]
    keys = {*here.also, *again.also, here.paper.key, again.paper.key} - {paper.key}
    return replace(
        here,
        paper=paper,
        saved_at=min(times, default=""),
        tags=clean_tags((*here.tags, *again.tags)),
        note=_merge_notes(here.note, again.note),
        status=here.status if here.status != "to_read" else again.status,
        stars=here.stars or again.stars,
        origins=_merge_origins(paper, here, again),
        also=tuple(sorted(keys)),
        apart=tuple(sorted({*here.apart, *again.apart} - keys - {paper.key})),
        news=joined_news(again.news, here.news),
    )


def _merge_papers(here: Saved, again: Saved) -> Paper:
    old, new = here.paper, again.paper
    weaker = _weakness(new) > _weakness(old)
    key = min(old.key, new.key, key=_weakness_of_key)
    old, new = replace(old, key=key), replace(new, key=key)
    # A page somewhere on the web fills the blanks of what arXiv said, and overwrites nothing.
    paper = model.merged(new, old) if weaker else model.merged(old, new)
    first: dict[str, Any] = {"source": old.source or new.source, "announced": old.announced or new.announced}
    by_reader: dict[str, Any] = {
        name: getattr(saved.paper, name)
        for saved in (again, here)
        for name, origin in saved.origins.items()
        if origin == BY_READER and name in CORRECTABLE
    }
    return replace(paper, **first, **by_reader)


def _weakness_of_key(key: str) -> int:
    kind, _, name = key.partition(":")
    if kind == "doi":
        return 2 if is_of_preprint_server(name) else 1
    return 0 if kind == "arxiv" else 3


def _weakness(paper: Paper) -> int:
    by_fields = 0 if paper.arxiv_id else _weakness_of_key(f"doi:{paper.doi}") if paper.doi else 3
    return min(by_fields, _weakness_of_key(paper.key))


def _merge_notes(here: str, again: str) -> str:
    if not again or again in here:
        return here
    return again if here in again else f"{here}\n\n{again}"


def _merge_origins(paper: Paper, here: Saved, again: Saved) -> dict[str, str]:
    merged: dict[str, str] = {}
    for saved in (again, here):
        for name, origin in saved.origins.items():
            if getattr(paper, name, None) == getattr(saved.paper, name, None):
                merged[name] = origin
    return merged
