"""One fetch of arXiv's announcements: what its answers say, what is missing, and the notes that a person reads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from paper_radar.papers.model import Paper
from paper_radar.sources.arxiv import days
from paper_radar.sources.arxiv.api import Page
from paper_radar.sources.arxiv.feed import KINDS, Feed
from paper_radar.sources.arxiv.parts import Part, brings_news, highest_of, is_later, to_memory, with_answer
from paper_radar.sources.arxiv.rss import Told, culprits
from paper_radar.sources.batch import Batch, Memory
from paper_radar.sources.errors import RefusedError

# Longer ago, and what was missed is no news any more.
LONGEST_GAP = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Lack:
    """A feed that lacks days; with them it is complete up to another one."""

    part: Part
    days: tuple[date, ...]
    complete: date


@dataclass(slots=True, kw_only=True)
class Visit:
    """Grows as answers come in. `due` is the newest day whose feed must be there, `waiting` are the feeds to ask."""

    now: datetime
    due: date
    waiting: list[Part]
    unknown: dict[str, str]
    nameless: list[str]
    most_items: int
    can_check: bool
    done: list[Part] = field(default_factory=list)
    stale: list[Lack] = field(default_factory=list)
    _papers: dict[str, Paper] = field(default_factory=dict)
    _fresh_for: list[float] = field(default_factory=list)
    _skip_days: frozenset[int] = frozenset()
    _empty_on: date | None = None
    _full: bool = False
    _checked: int = 0
    _found: list[Paper] = field(default_factory=list)

    @property
    def stale_categories(self) -> list[str]:
        """Of the feeds that lack a day."""
        return list(dict.fromkeys(category for lack in self.stale for category in lack.part.categories))

    @property
    def first_missing(self) -> date:
        """The oldest day that a feed lacks."""
        return min(lack.days[0] for lack in self.stale)

    def begin(self) -> None:
        """Of the days before the first fetch nothing is known, and a back-fill brings them: this is the first day."""
        eve = (self.due - timedelta(days=1)).isoformat()
        self.waiting = [part if part.day else replace(part, day=eve) for part in self.waiting]

    def put_back(self, part: Part, error: str) -> None:
        """To be asked again without the categories that arXiv says it does not know. Raises RefusedError."""
        bad = culprits(error, part.categories)
        if not bad:
            raise RefusedError(f"arXiv reports an error: {error:.200}", "Check the categories.")
        self.unknown |= dict.fromkeys(bad, days.day_of(self.now).isoformat())
        if (left := part.without(bad)).categories:
            self.waiting.insert(0, left)

    def read(self, part: Part, told: Told) -> Batch:
        """A step: the feed of this part, or the word that it is the same as before."""
        feed = told.feed
        if told.fresh_for is not None:
            self._fresh_for.append(told.fresh_for)
        if feed is not None:
            self._skip_days |= feed.skip_days
            self._full = self._full or feed.items >= self.most_items
            self._empty_on = self._empty_on or (None if feed.items else feed.day or days.day_of(self.now))
        part, missing, complete = self._judged(part, told)
        self.done.append(part if missing else replace(part, day=complete.isoformat()))
        if missing:
            self.stale.append(Lack(part, missing, complete))
        last = not self.waiting and not self.stale
        return Batch(
            papers=self._not_brought_yet(feed.papers) if feed else (),
            note=" ".join(self._notes()) if last else "",
            skipped=feed.skipped if feed else 0,
            memory=self._memory,
            done=len(self.done),
            total=len(self.done) + len(self.waiting) + bool(self.stale),
            doing=self._next_one,
            status=200 if feed else 304,
            fresh_until=self._fresh_until() if last else "",
        )

    def checked(self, page: Page) -> Batch:
        """A step: what the API knows of the days that the feeds lack. With the last page, nothing is missing."""
        first, last = self.first_missing, max(lack.days[-1] for lack in self.stale)
        missed = (self._missed(paper, first, last) for paper in page.papers)
        papers = tuple({paper.key: paper for paper in missed if paper is not None}.values())
        self._checked += 1
        self._found += papers
        step = Batch(
            papers=papers,
            skipped=page.skipped,
            done=len(self.done) + self._checked,
            # How many there are is not known before the last: arXiv counts all papers of all times.
            total=len(self.done) + self._checked + (not page.last),
            doing="" if page.last else self._next_one,
        )
        if page.last:
            for place, part in enumerate(self.done):
                for lack in self.stale:
                    if lack.part is part:
                        # Which archives hold which categories is not asked closely: ids rise for all of them.
                        highest = highest_of(part, self._found)
                        self.done[place] = replace(part, day=lack.complete.isoformat(), highest=highest)
            notes = [*self._on_unknown(), *self._on_check(), *self._on_cut(page)]
            step = replace(step, note=" ".join(notes), memory=self._memory)
        self._papers |= {paper.key: paper for paper in papers}
        return step

    def nothing(self) -> Batch:
        """No category of those chosen exists."""
        return Batch(note=" ".join(self._on_unknown()), memory=self._memory)

    @property
    def _memory(self) -> Memory:
        return to_memory([*self.done, *self.waiting], self.unknown)

    @property
    def _next_one(self) -> str:
        if self.waiting:
            return f"the feed of {', '.join(self.waiting[0].categories)}"
        return "the API, for what the feeds lack" if self.stale else ""

    def _judged(self, part: Part, told: Told) -> tuple[Part, tuple[date, ...], date]:
        """The part with what its feed said, the days that are missing, and up to when it is complete with them."""
        feed = told.feed
        today = days.day_of(self.now)
        before = min(part.seen or self.due, today)  # by a clock that was put back since, perhaps
        missing = list(days.announcement_days(max(before, self.due - LONGEST_GAP), self.due))
        complete = max(before, self.due)
        full = feed is not None and feed.items >= self.most_items
        if feed is not None:
            if feed.day and feed.day <= today and (brings_news(part, feed.papers) or _is_silent(feed)):
                # What was cut off a feed that cannot be parted any more is missing, too.
                missing = [day for day in missing if day != feed.day] + [feed.day] * full
                complete = max(complete, feed.day)
            part = replace(part, highest=highest_of(part, feed.papers), items=feed.items)
        if missing == [self.due] and days.kept_back(self.due) and not full:
            missing = []
        if not self.can_check:
            missing = []
        return with_answer(part, told.validators, day=before.isoformat()), tuple(missing), complete

    def _not_brought_yet(self, papers: Iterable[Paper]) -> tuple[Paper, ...]:
        """Without what another part brought; a paper in two feeds is what it is in the one of its own category."""
        brought: list[Paper] = []
        for paper in papers:
            seen = self._papers.get(paper.key)
            if seen is None or _rank(paper) < _rank(seen):
                self._papers[paper.key] = paper
                brought.append(paper)
        return tuple(brought)

    def _missed(self, paper: Paper, first: date, last: date) -> Paper | None:
        """The paper as the feeds of the missing days would have had it; None if they would not.

        The API tells no day of announcement: it is by arXiv's schedule. A paper that is known already and was replaced
        on one of those days is a replacement, and not new.
        """
        seen = self._papers.get(paper.key)
        if seen is not None and seen.announced:
            return None
        own = any(_within(paper.primary_category, category) for category in self.stale_categories)
        submitted = _announced_on(paper.published)
        later = any(is_later(lack.part, paper) for lack in self.stale)
        if later or (submitted is not None and submitted >= first):
            day = min(max(submitted or first, first), last)
            # New on a missed day, and replaced today: both are known of it then.
            kind = seen.announce_type if seen else "new" if own else "cross"
            return replace(paper, announced=day.isoformat(), announce_type=kind)
        replaced = _announced_on(paper.updated)
        if seen is not None or (paper.version or 1) == 1 or replaced is None or replaced < first:
            return None
        return replace(paper, announce_type="replace" if own else "replace-cross")

    def _fresh_until(self) -> str:
        """The end of max-age, moved on past the days on which nothing comes; "" while a feed is awaited."""
        today = days.day_of(self.now)
        if any(part.day < today.isoformat() for part in self.done):
            return ""
        end = days.appears(days.next_announcement_day(today))
        if self._fresh_for:
            end = self.now + timedelta(seconds=min(self._fresh_for))
            day = days.day_of(end)
            if not days.is_announcement_day(day) or day.weekday() in self._skip_days:
                end = days.appears(days.next_announcement_day(day))
        return end.isoformat(timespec="seconds")

    def _notes(self) -> Iterator[str]:
        yield from self._on_unknown()
        yield from self._on_full()
        yield from self._on_empty()

    def _on_unknown(self) -> Iterator[str]:
        if names := [*self.nameless, *self.unknown]:
            yield f"arXiv knows no category {', '.join(names)}: left out. Correct the categories in the options."

    def _on_full(self) -> Iterator[str]:
        if self._full:
            yield f"arXiv lists at most {self.most_items} papers a feed; some of this day may be missing."

    def _on_empty(self) -> Iterator[str]:
        """Why there is nothing, which is no fault of anybody's: zotero-arxiv-daily #3, #47, #77, scirate #160."""
        if self._papers:
            return
        day = self._empty_on or days.day_of(self.now)
        if reason := days.explained(day):
            yield reason
        elif self._empty_on:
            yield f"arXiv announced nothing in these categories on {days.spoken(day)}."

    def _on_check(self) -> Iterator[str]:
        missing = sorted({day for lack in self.stale for day in lack.days})
        count = f"{len(self._found)} paper{'s' if len(self._found) != 1 else ''} came from its API"
        if self._full:
            yield f"arXiv lists at most {self.most_items} papers a feed; {count}."
        elif missing != [self.due]:
            missed = (
                f"{days.spoken(missing[0])} to {days.spoken(missing[-1])}" if missing[1:] else days.spoken(missing[0])
            )
            yield f"arXiv's feed holds one day only; for {missed}, which was missed, {count}."
            if reason := days.explained(days.day_of(self.now)):
                yield reason
        elif self._found:
            yield f"arXiv's feed was stale: {count}."
        elif not self._papers:
            yield (
                f"arXiv announced nothing in these categories on {days.spoken(self.due)}, and its API has nothing "
                "newer: a holiday, perhaps."
            )

    def _on_cut(self, page: Page) -> Iterator[str]:
        if page.total > page.next:
            yield f"Only the newest {page.next:,} were asked for."


def _is_silent(feed: Feed) -> bool:
    """Empty, as it should be on such a day."""
    return not feed.items and feed.day is not None and not days.is_expected(feed.day)


def _rank(paper: Paper) -> int:
    return KINDS.index(paper.announce_type) if paper.announce_type in KINDS else len(KINDS)


def _within(own: str, asked: str) -> bool:
    return own == asked or own.partition(".")[0] == asked


def _announced_on(moment: str) -> date | None:
    try:
        submitted = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return days.announced_on(submitted) if submitted.tzinfo else None
