"""A month of arXiv, Hugging Face and a journal in fast time, with everything that goes wrong in one."""

import random
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.fakes.fast_time import FastTime
from tests.standins.arxiv import ArxivStandin
from tests.standins.huggingface import HuggingFaceStandin
from tests.standins.server import Answer

from paper_radar.config import Settings
from paper_radar.papers.model import Paper
from paper_radar.sources.arxiv import days
from paper_radar.sources.build import build_sources
from paper_radar.sources.gates import Gates
from paper_radar.sources.http import Http
from paper_radar.sources.refresh import Refresher
from paper_radar.storage.pool import SqlitePool

CATEGORIES = ["cs.LG", "cs.CL", "stat.ML"]
FIRST_DAY = date(2026, 10, 30)  # over the end of summer time and Thanksgiving
DAYS = 30
PAPERS_A_DAY = 40
TICK = timedelta(minutes=20)
REFRESH_MINUTES = 180
_SUBJECTS = "muon descent spectral kernel graph prompt agent margin diffusion sparse robust causal token memory"
_WORDS = _SUBJECTS.split()


class World:
    """What arXiv has announced up to now, a service that refreshes from it, and the month's log.

    `announced` holds every paper announced so far as arXiv has it now, `first_day` the day on which each was.
    """

    def __init__(self, folder: Path) -> None:
        self.time = FastTime(days.appears(FIRST_DAY))
        self.arxiv, self.hub = ArxivStandin(day=FIRST_DAY, announced=()), HuggingFaceStandin(day=FIRST_DAY)
        self.announced: dict[str, Paper] = {}
        self.first_day: dict[str, str] = {}
        self.log: list[str] = []
        self.most_skipped = 0
        self._random = random.Random(4)
        self._number = 0
        self._stack = ExitStack()
        self._folder = folder

    def __enter__(self) -> "World":
        for standin in (self.arxiv, self.hub):
            standin.clock, standin.now = self.time.clock, self.time.now
            self._stack.enter_context(standin)
        self.pool = SqlitePool(self._folder / "pool.sqlite", self.time.now)
        self._stack.callback(self.pool.close)
        self.refresher = self.service()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def service(self) -> Refresher:
        """A service begun anew: gates and Http know nothing but what the pool has recorded."""
        settings = Settings(
            arxiv_rss_url=self.arxiv.rss_url,
            arxiv_api_url=self.arxiv.api_url,
            arxiv_authors_url=self.arxiv.authors_url,
            hf_url=self.hub.url,
        )
        gates = Gates(
            arxiv_urls=(self.arxiv.url,),
            hf_url=self.hub.url,
            clock=self.time.clock,
            sleep=self.time.sleep,
            now=self.time.now,
        )
        gates.recall(self.pool.last_fetches().values(), {})
        http = Http(sleep=self.time.sleep)
        sources = build_sources(settings, http, gates, lambda: CATEGORIES, self.time.now)
        return Refresher(self.pool, lambda: sources, self.time.now)

    def announce(self, day: date) -> None:
        """What arXiv announces on this day: new papers and cross-lists where it announces at all, and replacements."""
        self.arxiv.day = self.hub.day = day
        self.arxiv.kinds = {}
        self.arxiv.announced = set()
        if not days.is_expected(day):
            self.arxiv.holidays.add(day)
            return
        for _ in range(PAPERS_A_DAY):
            self._put(self._new_paper(day), "new", day)

    def replaced(self, key: str, day: date, *, withdrawn: bool = False) -> None:
        """A further version of a paper, announced on this day."""
        former = self.announced[key]
        version = (former.version or 1) + 1
        updated = days.opens(day) + timedelta(hours=2)
        paper = replace(
            former,
            version=version,
            withdrawn=withdrawn,
            abstract=f"{former.abstract} Version {version} mends a proof.",
            updated=updated.isoformat(timespec="seconds"),
        )
        self._put(paper, "replace", day)

    def _put(self, paper: Paper, kind: str, day: date) -> None:
        self.announced[paper.key] = paper
        self.first_day.setdefault(paper.key, day.isoformat())
        self.arxiv.papers = [*(known for known in self.arxiv.papers if known.key != paper.key), paper]
        self.arxiv.kinds[paper.key] = kind
        assert self.arxiv.announced is not None
        self.arxiv.announced.add(paper.key)
        if kind == "new" and self._number % 4 == 0:
            self.hub.papers.append(replace(paper, announced=day.isoformat(), upvotes=self._number % 50, version=None))

    def _new_paper(self, day: date) -> Paper:
        self._number += 1
        arxiv_id = f"{day:%y%m}.{self._number:05}"
        words = self._random.sample(_WORDS, 5)
        primary = self._random.choice([*CATEGORIES, "math.OC"])
        other = self._random.choice(CATEGORIES)
        since, until = days.opens(day), days.opens(days.next_announcement_day(day))
        submitted = since + (until - since) * self._random.uniform(0.05, 0.9)
        return Paper(
            key=f"arxiv:{arxiv_id}",
            arxiv_id=arxiv_id,
            title=f"{' '.join(words).capitalize()}, part {self._number}",
            authors=(f"Ada {words[0].title()}", f"{words[1].title()} Turing"),
            abstract=f"We study {words[2]} and {words[3]} in {words[4]}. " * 3,
            categories=tuple(dict.fromkeys((primary, other))),
            primary_category=primary,
            published=submitted.isoformat(timespec="seconds").replace("+00:00", "Z"),
            version=1,
        )

    def live(self, until: datetime) -> None:
        """Until that moment what is due is refreshed at each tick, and what came of it is written down."""
        while self.time.now() < until:
            due = self.refresher.due(REFRESH_MINUTES)
            for fetch in self.refresher.run(only=due) if due else ():
                self.most_skipped = max(self.most_skipped, fetch.skipped)
                told = fetch.error or f"{fetch.new} new, {fetch.updated} updated"
                self.log.append(
                    f"{fetch.finished[:16]} {fetch.source:18} {fetch.status:3} {told[:90]} {fetch.note[:120]}".rstrip()
                )
            self.time.forward(seconds=TICK.total_seconds())

    def fails(self, answer: Answer | None) -> None:
        """From now on everything at arXiv and Hugging Face is answered so; None: all is well again."""
        for standin in (self.arxiv, self.hub):
            standin.instead = answer
