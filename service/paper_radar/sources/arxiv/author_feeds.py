"""The source `arxiv-authors`: the feeds of people who claimed an id at arXiv, for authors followed by it.

A feed (https://arxiv.org/a/<id or ORCID>.atom2) lists the papers of this very person, whoever else bears the name. None
was recorded; its form is that of arXiv's code (arxiv-browse, browse/controllers/list_page/author.py), in which the id
of an entry is the bare arXiv id, all authors stand in the name of one, and an id that nobody claimed is HTTP 400.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

from paper_radar.papers.identity import arxiv_pdf_url, canonical_url, key_of, parse_doi
from paper_radar.papers.model import Paper
from paper_radar.papers.text import plain
from paper_radar.radar.entries import Entry
from paper_radar.sources.arxiv import days
from paper_radar.sources.arxiv.announcements import GRACE
from paper_radar.sources.arxiv.items import Fields
from paper_radar.sources.arxiv.withdrawn import is_withdrawn
from paper_radar.sources.batch import Batch, Memory
from paper_radar.sources.errors import RefusedError, TooLargeError, UnreadableError
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http, Validators
from paper_radar.sources.moments import iso_of
from paper_radar.sources.response import Response
from paper_radar.sources.xml import name_of, read_xml

_NOT_CLAIMED = (400, 404)
_TRY_LATER = "It is tried again at the next refresh."


@dataclass(frozen=True, slots=True)
class AuthorFeed:
    """The papers of one person, newest first; `skipped` entries could not be read."""

    papers: tuple[Paper, ...]
    skipped: int


def read_author_feed(body: bytes) -> AuthorFeed:
    """The feed in these bytes. Raises UnreadableError if they are no feed, or only the beginning of one."""
    root = read_xml(body, of="arXiv's feed of an author").root
    if name_of(root) != "feed":
        raise UnreadableError("arXiv answered with something that is no feed of an author.", _TRY_LATER)
    if not body.rstrip().endswith(b"</feed>"):
        raise UnreadableError("arXiv's feed of an author is cut off in the middle.", _TRY_LATER)
    found = [_paper(Fields(entry)) for entry in root.iter("{*}entry")]
    papers = {paper.key: paper for paper in found if paper is not None}
    newest_first = sorted(papers.values(), key=lambda paper: paper.published, reverse=True)
    return AuthorFeed(tuple(newest_first), found.count(None))


@dataclass(frozen=True, slots=True)
class _Heard:
    """What is remembered of one id: the announcement day after which it was asked, for which entries, and whether
    nobody has it.
    """

    etag: str = ""
    modified: str = ""
    day: str = ""
    missing: bool = False
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArxivAuthors:
    """`followed` gives the radar's entries of now, `confirmed` takes an entry's id and all papers that are certainly of
    its author, newest first; `url` is where the feeds stand (https://arxiv.org/a).
    """

    http: Http
    gate: Gate
    url: str
    followed: Callable[[], Sequence[Entry]]
    confirmed: Callable[[str, Sequence[Paper]], None]
    now: Callable[[], datetime]
    name: str = "arxiv-authors"
    title: str = "arXiv, authors followed by their id"

    def fetch(self, memory: Memory) -> Iterator[Batch]:
        """One author a step, each once after every announcement. An id that arXiv does not know is named, and one
        whose feed cannot be read; the others go on. Raises SourceError.
        """
        people: dict[str, list[Entry]] = {}
        for entry in self.followed():
            if entry.kind == "author" and entry.author_id and not entry.paused and not entry.negative:
                people.setdefault(entry.author_id, []).append(entry)
        kept = _read(memory)
        heard = {author_id: _heard_for(entries, kept.get(author_id)) for author_id, entries in people.items()}
        day = days.newest_announcement_day(days.day_of(self.now() - GRACE)).isoformat()
        waiting = [author_id for author_id, known in heard.items() if known.day < day]
        if not waiting:
            # Without `fresh_until`: an author may be followed at any moment.
            yield Batch(note=" ".join(_notes(people, heard, {})), memory=_written(heard), status=0)
            return
        troubles: dict[str, str] = {}
        for done, author_id in enumerate(waiting, 1):
            papers: tuple[Paper, ...] = ()
            status, skipped = 200, 0
            try:
                status, feed, known = self._ask(author_id, heard[author_id])
                heard[author_id] = replace(known, day=day, entries=tuple(entry.id for entry in people[author_id]))
            except (UnreadableError, RefusedError, TooLargeError) as error:
                if len(waiting) == 1:
                    raise
                feed, troubles[author_id] = None, error.message
            if feed is not None:
                papers, skipped = feed.papers, feed.skipped
                # Before the memory says that they were brought: said twice it does no harm.
                for entry in people[author_id]:
                    self.confirmed(entry.id, papers)
            last = done == len(waiting)
            yield Batch(
                papers=papers,
                note=" ".join(_notes(people, heard, troubles)) if last else "",
                skipped=skipped,
                memory=_written(heard),
                done=done,
                total=len(waiting),
                doing="" if last else f"the papers of {people[waiting[done]][0].value:.60}",
                status=status,
            )

    def _ask(self, author_id: str, known: _Heard) -> tuple[int, AuthorFeed | None, _Heard]:
        validators = Validators(known.etag, known.modified)
        response = ask_author_feed(self.http, self.gate, self.url, author_id, validators)
        validators = response.validators
        now_known = _Heard(validators.etag, validators.modified)
        if response.not_modified:
            return 304, None, now_known
        if response.status in _NOT_CLAIMED:
            return response.status, None, _Heard(missing=True)
        return 200, read_author_feed(response.body), now_known


def ask_author_feed(http: Http, gate: Gate, url: str, author_id: str, validators: Validators | None = None) -> Response:
    """arXiv's answer on the feed of this id: 200, 304, or one of `_NOT_CLAIMED`. Raises SourceError."""
    address = f"{url.rstrip('/')}/{quote(author_id)}.atom2"
    response = http.get(address, gate=gate, answers=(200, *_NOT_CLAIMED), validators=validators)
    if response.status == 200 and response.is_html:
        raise UnreadableError("arXiv answered with a web page in place of an author's feed.", _TRY_LATER)
    return response


def papers_of_author(http: Http, gate: Gate, url: str, author_id: str) -> tuple[Paper, ...] | None:
    """The papers of the person of this id, newest first; None if nobody claimed it. Raises SourceError."""
    response = ask_author_feed(http, gate, url, author_id)
    return None if response.status in _NOT_CLAIMED else read_author_feed(response.body).papers


def _heard_for(entries: Sequence[Entry], kept: _Heard | None) -> _Heard:
    """What was heard of an id, nothing if it is followed in an entry that was never told: it needs the whole feed."""
    return kept if kept and {entry.id for entry in entries}.issubset(kept.entries) else _Heard()


def _notes(
    people: Mapping[str, Sequence[Entry]], heard: Mapping[str, _Heard], troubles: Mapping[str, str]
) -> Iterator[str]:
    if missing := [
        f"{author_id} ({people[author_id][0].value:.60})" for author_id in heard if heard[author_id].missing
    ]:
        yield f"arXiv knows no author id {', '.join(missing)}: correct it in the options."
    for author_id, trouble in troubles.items():
        yield f"{people[author_id][0].value:.60} ({author_id}): {trouble}"


def _paper(entry: Fields) -> Paper | None:
    identity = entry.identity
    title = plain(entry.text("title"))
    if identity is None or not title:
        return None
    key = key_of(arxiv_id=identity.id)
    abstract = plain(entry.text("summary"))
    categories = entry.categories
    # `announced` stays "", as in the API's papers: the day is not told here, and RSS may know it.
    return Paper(
        key=key,
        title=title,
        authors=entry.authors,
        abstract=abstract,
        categories=categories,
        primary_category=categories[0] if categories else "",
        published=iso_of(entry.text("published")),
        updated=iso_of(entry.text("updated")),
        version=identity.version,
        venue=plain(entry.text("journal_ref")),
        doi=parse_doi(entry.text("doi")) or "",
        arxiv_id=identity.id,
        url=canonical_url(key),
        pdf_url=arxiv_pdf_url(identity.id),
        source="arxiv",
        withdrawn=is_withdrawn(abstract, plain(entry.text("comment")), identity.version),
    )


def _read(memory: Memory) -> dict[str, _Heard]:
    kept = memory.get("authors")
    if not isinstance(kept, dict):
        return {}
    heard = {}
    for author_id, record in kept.items():
        if isinstance(record, dict):
            texts = {name: value for name in ("etag", "modified", "day") if isinstance(value := record.get(name), str)}
            entries = record.get("entries")
            told = tuple(map(str, entries)) if isinstance(entries, list | tuple) else ()
            heard[str(author_id)] = _Heard(missing=record.get("missing") is True, entries=told, **texts)
    return heard


def _written(heard: Mapping[str, _Heard]) -> dict[str, Any]:
    return {"authors": {author_id: asdict(known) for author_id, known in heard.items()}}
