"""The source `arxiv`: what arXiv announced last in the reader's categories, and whatever its feeds failed to tell."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from paper_radar.sources.arxiv import days
from paper_radar.sources.arxiv.api import Page
from paper_radar.sources.arxiv.parts import arranged, read_parts, read_unknown
from paper_radar.sources.arxiv.rss import ArxivRss, may_exist
from paper_radar.sources.arxiv.visit import Visit
from paper_radar.sources.batch import Batch, Memory

# The papers of these categories that were submitted or replaced since then, by one query of the API.
CrossCheck = Callable[[Sequence[str], datetime], Iterable[Page]]

# A feed appears at midnight in New York, hours after its papers; one that is a little late is not stale.
GRACE = timedelta(hours=2)
_NO_CATEGORY = "No arXiv category is chosen, so nothing was asked of arXiv."


@dataclass(frozen=True, slots=True)
class ArxivAnnouncements:
    """`categories` are asked for anew at every fetch, `now` gives the present.

    One combined feed a request, in two or more where one would reach the limit at which arXiv cuts it. A feed holds one
    day only, and has been seen to repeat an old one (ZJU-REAL/Polaris #414). So every part remembers up to which day
    nothing is missing, and what is missing is asked of the API, by one query, where there is a `cross_check`.
    """

    rss: ArxivRss
    categories: Callable[[], Sequence[str]]
    now: Callable[[], datetime]
    cross_check: CrossCheck | None = None
    name: str = "arxiv"
    title: str = "arXiv"

    @property
    def url(self) -> str:
        """Where the feeds stand."""
        return self.rss.url

    def fetch(self, memory: Memory) -> Iterator[Batch]:
        """A feed a step, and at last the cross-check if there is a reason for one.

        New papers and cross-lists carry the day in `announced`; replacements do not: they were announced before, and a
        record that knows the day keeps it. Categories that arXiv does not know are left out, with a note.
        Raises SourceError.
        """
        wanted = list(dict.fromkeys(category.strip() for category in self.categories() if category.strip()))
        if not wanted:
            yield Batch(note=_NO_CATEGORY)
            return
        now = self.now()
        today = days.day_of(now)
        unknown = read_unknown(memory, today.isoformat())
        asked = [category for category in wanted if may_exist(category) and category not in unknown]
        visit = Visit(
            now=now,
            due=days.day_of(now - GRACE),
            waiting=arranged(read_parts(memory), asked, self.rss.most_items),
            unknown=unknown,
            nameless=[category for category in wanted if not may_exist(category)],
            most_items=self.rss.most_items,
            can_check=self.cross_check is not None,
        )
        visit.begin()
        while visit.waiting:
            part = visit.waiting.pop(0)
            told = self.rss.ask(part.categories, part.validators)
            if told.feed is not None and told.feed.error:
                visit.put_back(part, told.feed.error)
            elif told.feed is not None and told.feed.items >= self.rss.most_items and len(part.categories) > 1:
                # What came comes again in the halves, and with it what was cut off.
                visit.waiting[:0] = part.halves()
            else:
                yield visit.read(part, told)
        if visit.stale and self.cross_check is not None:
            # If it fails it is made again at the next fetch: the memory says that the days are missing.
            for page in self.cross_check(visit.stale_categories, days.opens(visit.first_missing)):
                yield visit.checked(page)
        elif not visit.done:
            yield visit.nothing()
