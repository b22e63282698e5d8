"""The source `arxiv-followed`: new papers of followed authors, in whatever category, from the API.

RSS brings the chosen categories only. Every announcement day each author is asked for once, many in one query; for one
who is new, the last 30 days. All papers that the API gives go into the pool: whether they are this author's, or those
of a namesake, the radar decides.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry
from paper_radar.sources.arxiv import days
from paper_radar.sources.arxiv.adapter import EmptyPageError, QueryRefusedError
from paper_radar.sources.arxiv.api import ArxivApi
from paper_radar.sources.arxiv.queries import any_of, author_clauses, fitting, groups, submitted
from paper_radar.sources.arxiv.wanted import WINDOW
from paper_radar.sources.batch import Batch, Memory

PAGE_SIZE = 200
# Of one query: names that so many papers of a month have are no names.
MOST_PAPERS = 1000
MOST_REQUESTS = 30
# A paper that moderation keeps back appears with the day on which it was submitted, days or a week later.
OVERLAP = timedelta(days=8)
# The API has the papers of a day some hours after its announcement.
_READY = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Author:
    """A followed author: the key is that of the names, `since` the day from which on papers are wanted."""

    key: str
    name: str
    clauses: tuple[str, ...]
    since: date


@dataclass(frozen=True, slots=True)
class ArxivFollowed:
    """`followed` gives the entries of now, of all kinds; `most_requests` is for one fetch."""

    api: ArxivApi
    followed: Callable[[], Sequence[Entry]]
    now: Callable[[], datetime]
    most_requests: int = MOST_REQUESTS
    name: str = "arxiv-followed"
    title: str = "arXiv, papers of followed authors"
    url: str = "https://info.arxiv.org/help/api/index.html"

    def fetch(self, memory: Memory) -> Iterator[Batch]:
        """One query for many authors a step; each author is asked for once between two announcements.

        Names that arXiv refuses are left out with a note. Raises SourceError; the next fetch goes on from there.
        """
        now = self.now()
        today = announced(now)
        authors, heard = due(self.followed(), _read(memory), today)
        run = _Run(self.api, heard, today)
        alike = [
            [author for author in authors if author.since == since] for since in sorted({a.since for a in authors})
        ]
        waiting = [
            [same[place] for place in group] for same in alike for group in groups([author.clauses for author in same])
        ]
        note = run.pass_over([author for author in authors if not author.clauses])
        if not waiting:
            # Without `fresh_until`: an author may be followed at any moment.
            yield Batch(note=note, memory=_written(run.heard), status=0)
            return
        while waiting and run.requests < self.most_requests:
            together = waiting.pop(0)
            papers, skipped, refused = run.ask(together)
            waiting[:0] = refused
            ended = not waiting or run.requests >= self.most_requests
            if ended:
                left = sum(map(len, waiting))
                rest = f"{left} authors are left for the next refresh." if left else ""
                note = " ".join(filter(None, (note, *run.notes, rest)))
            yield Batch(
                papers=papers,
                skipped=skipped,
                note=note if ended else "",
                memory=_written(run.heard),
                done=run.requests,
                total=run.requests + (0 if ended else len(waiting)),
                doing=_names(waiting[0]) if waiting and not ended else "",
            )


@dataclass(slots=True)
class _Run:
    """What one fetch has done so far. `heard` has for each key the last announcement day whose papers came."""

    api: ArxivApi
    heard: dict[str, date]
    today: date
    requests: int = 0
    notes: list[str] = field(default_factory=list)

    def ask(self, together: Sequence[Author]) -> tuple[tuple[Paper, ...], int, list[list[Author]]]:
        """The papers of these authors, how many could not be read, and whom to ask for anew, in which groups."""
        clauses = dict.fromkeys(clause for author in together for clause in fitting(author.clauses))
        since = datetime.combine(min(author.since for author in together), time(), days.EASTERN)
        query = submitted(any_of(clauses), since=since)
        papers: dict[str, Paper] = {}
        skipped, start, last = 0, 0, False
        while not last:
            self.requests += 1
            try:
                page = self.api.page(query, start=start, size=PAGE_SIZE)
            except QueryRefusedError as error:
                if len(together) > 1:
                    # One of them is to blame; the others are not to suffer for it.
                    return (), 0, [[author] for author in together]
                self.notes.append(f"{together[0].name:.60} could not be asked for. {error.message}")
                break
            except EmptyPageError:
                if not start:
                    # Perhaps for a while only, so they are asked for again at the next refresh.
                    self.notes.append(f"arXiv counts papers of {_names(together)}, but lists none.")
                    return (), 0, []
                self.notes.append(f"arXiv counts more papers of {_names(together)} than it lists.")
                break
            if page.total > MOST_PAPERS and len(together) > 1:
                # A name that hundreds bear must not crowd out the others.
                return page.papers, page.skipped, [[author] for author in together]
            papers |= {paper.key: paper for paper in page.papers}
            skipped += page.skipped
            start = page.next
            last = page.last or start >= MOST_PAPERS
            if last and not page.last:
                self.notes.append(
                    f"Of {page.total:,} papers under the names of {_names(together)}, {start:,} were brought."
                )
        self.heard.update((author.key, self.today) for author in together)
        return tuple(papers.values()), skipped, []

    def pass_over(self, unaskable: Sequence[Author]) -> str:
        """Those of whom arXiv knows no form; the note that says so, until the next announcement."""
        if not unaskable:
            return ""
        self.heard.update((author.key, self.today) for author in unaskable)
        return f"arXiv's search cannot be asked for {_names(unaskable)}: give the name in Latin letters as an alias."


def announced(now: datetime) -> date:
    """The newest announcement day whose papers the API should have."""
    day = days.day_of(now - _READY)
    while not days.is_announcement_day(day):
        day -= timedelta(days=1)
    return day


def due(followed: Sequence[Entry], heard: Mapping[str, date], today: date) -> tuple[list[Author], dict[str, date]]:
    """Whom to ask for, and of `heard` what still counts: an author who is not followed for the whole window is new."""
    kept = {key: day for key, day in heard.items() if day >= today - WINDOW}
    authors: dict[str, Author] = {}
    for entry in followed:
        if entry.kind != "author" or entry.negative or entry.paused:
            continue
        clauses = tuple(author_clauses(entry))
        key = sha256("\n".join(sorted(clauses) or [entry.value]).encode()).hexdigest()[:16]
        last = kept.get(key)
        if last is None or last < today:
            since = today - WINDOW if last is None else max(last - OVERLAP, today - WINDOW)
            authors[key] = Author(key, entry.value, clauses, since)
    return list(authors.values()), kept


def _read(memory: Memory) -> dict[str, date]:
    heard: dict[str, date] = {}
    told = memory.get("heard")
    for key, day in told.items() if isinstance(told, dict) else ():
        try:
            heard[str(key)] = date.fromisoformat(day)
        except (TypeError, ValueError):
            continue
    return heard


def _written(heard: Mapping[str, date]) -> dict[str, Any]:
    return {"heard": {key: day.isoformat() for key, day in sorted(heard.items())}}


def _names(authors: Sequence[Author]) -> str:
    names = [author.name[:40] for author in authors]
    return ", ".join(names) if len(names) < 4 else f"{', '.join(names[:2])} and {len(names) - 2} more authors"
