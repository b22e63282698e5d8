"""Months in which everything goes wrong at random: whatever arXiv announces since the first fetch is brought, once."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.standins.arxiv import rss
from tests.standins.arxiv.rss import announced_today

from paper_radar.errors import RateLimitedError, SourceError
from paper_radar.papers.model import Paper, merged
from paper_radar.sources.arxiv import ArxivAnnouncements, days
from paper_radar.sources.arxiv.api import Page
from paper_radar.sources.arxiv.feed import read_feed
from paper_radar.sources.arxiv.rss import Told
from paper_radar.sources.batch import Memory
from paper_radar.sources.http import Validators

CATEGORIES = ["cs.LG", "cs.CL", "stat.ML", "math.OC"]
MONTH = 30


class WildMonth:
    """arXiv and a reader whose machine is off on every fourth day. Feeds are refused, cut at `most_items`, or stale;
    the API refuses; a fetch ends after any step.
    """

    url = "https://rss.arxiv.org/rss"

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.categories = CATEGORIES[: self.chance.randint(2, 4)]
        self.most_items = self.chance.choice([2000, 25, 12])
        self.day = date(2026, 10, 1) + timedelta(days=self.chance.randrange(90))
        self.now = days.appears(self.day)
        self.papers: dict[str, Paper] = {}
        self.first_day: dict[str, date] = {}
        self.today: dict[str, str] = {}
        self.stale = False
        self.pool: dict[str, Paper] = {}
        self.memory: Memory = {}
        self.since = date.max
        self._feeds: dict[tuple[str, ...], bytes] = {}

    def ask(self, categories: Sequence[str], validators: Validators | None = None) -> Told:
        if self.chance.random() < 0.08:
            raise SourceError("arXiv cannot be reached.")
        asked = tuple(categories)
        if not self.stale or asked not in self._feeds:
            items = announced_today([self.papers[key] for key in self.today], asked, self.today)
            self._feeds[asked] = rss(asked, items[: self.most_items][::-1], self.day).encode()
        known = Validators(str(hash(self._feeds[asked])))
        return Told(None if validators == known else read_feed(self._feeds[asked]), known, 3600)

    def check(self, categories: Sequence[str], since: datetime) -> Iterator[Page]:
        if self.chance.random() < 0.1:
            raise RateLimitedError("arXiv is limiting us.", "2026-10-01T09:00:00+00:00")
        there = [paper for paper in self.papers.values() if set(paper.categories).intersection(categories)]
        late = sorted((paper for paper in there if paper.updated >= stamp(since)), key=lambda paper: paper.updated)
        for start in range(0, max(len(late), 1), 30):
            yield Page(tuple(late[::-1][start : start + 30]), len(late), start + 30, start + 30 >= len(late))

    def announce(self) -> None:
        self.day += timedelta(days=1)
        self.today = {}
        self.stale = self.chance.random() < 0.1
        if not days.is_expected(self.day):
            return
        for key in self.chance.sample(sorted(self.papers), min(len(self.papers), self.chance.randint(0, 3))):
            version = (self.papers[key].version or 1) + 1
            if version < 6:  # later ones are listed nowhere
                moment = stamp(days.opens(self.day) + timedelta(hours=2))
                self.papers[key] = replace(self.papers[key], version=version, updated=moment)
                self.today[key] = "replace"
        for _ in range(self.chance.randint(4, 14)):
            arxiv_id = f"{self.day:%y%m}.{len(self.papers):05}"
            moment = stamp(days.opens(self.day) + timedelta(hours=self.chance.uniform(0.1, 20)))
            categories = tuple(self.chance.sample(self.categories, 2))
            paper = Paper(
                key=f"arxiv:{arxiv_id}",
                arxiv_id=arxiv_id,
                title=f"On {arxiv_id}",
                categories=categories,
                primary_category=categories[0],
                published=moment,
                updated=moment,
                version=1,
                source="arxiv",
            )
            self.papers[paper.key], self.first_day[paper.key], self.today[paper.key] = paper, self.day, "new"

    def refresh(self, hour: int, *, to_the_end: bool) -> None:
        self.now = days.appears(self.day) + timedelta(hours=hour)
        source = ArxivAnnouncements(self, lambda: self.categories, lambda: self.now, self.check)  # type: ignore[arg-type]
        try:
            for batch in source.fetch(self.memory):
                for paper in batch.papers:
                    known = self.pool.get(paper.key)
                    self.pool[paper.key] = merged(known, paper) if known else paper
                self.since = min(self.since, self.day)
                self.memory = self.memory if batch.memory is None else batch.memory
                if not to_the_end and self.chance.random() < 0.05:
                    return
        except SourceError:
            pass


def stamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_nothing_that_was_announced_is_lost_and_nothing_old_is_new(seed: int):
    month = WildMonth(seed)
    for number in range(MONTH):
        month.announce()
        if month.chance.random() < 0.75 and number < MONTH - 1:
            for hour in (6, 12, 20):
                month.refresh(hour, to_the_end=False)
    month.stale = False
    for hour in range(6, 24):
        month.refresh(hour, to_the_end=True)
    since = {key: paper for key, paper in month.papers.items() if month.first_day[key] >= month.since}
    assert since.keys() <= month.pool.keys()
    for key, paper in month.pool.items():
        assert paper.announced in ("", month.first_day[key].isoformat())
        assert paper.version == month.papers[key].version
        assert bool(paper.announced) == (key in since)
