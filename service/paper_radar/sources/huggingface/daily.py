"""The source `huggingface`: the lists of the last fourteen days, each kept up to date, and what is trending."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from paper_radar.papers.model import Paper
from paper_radar.sources.arxiv.days import spoken
from paper_radar.sources.batch import Batch, Memory
from paper_radar.sources.errors import RefusedError, TooLargeError, UnreadableError
from paper_radar.sources.http import Validators
from paper_radar.sources.huggingface import memory as remembering
from paper_radar.sources.huggingface.client import HuggingFace, Listing
from paper_radar.sources.huggingface.memory import Asked, Remembered

# For so long readers still vote on a list; older ones change little, and are not asked for again.
DAYS = 14
# The newest lists change by the hour and are asked for at each refresh, the others once a day.
NEWEST = 2
# A rest that is shorter is waited for at the gate (its patience).
SHORT_REST = 10.0
_OF_ONE_LIST = (UnreadableError, RefusedError, TooLargeError)


@dataclass(frozen=True, slots=True)
class HuggingFaceDaily:
    """Asks `hugging_face`, step by step, newest first: the latest list, each day that is due, what is trending.

    `now` gives the present in UTC. On Saturdays and Sundays there are no lists, so those days are asked for only where
    a paper says that it was listed then. A list that cannot be read is noted and passed over.
    """

    hugging_face: HuggingFace
    now: Callable[[], datetime]
    name: str = "huggingface"
    title: str = "Hugging Face"

    @property
    def url(self) -> str:
        """Where a reader finds what is fetched here."""
        return f"{self.hugging_face.url}/papers"

    def fetch(self, memory: Memory) -> Iterator[Batch]:
        """Raises SourceError if Hugging Face does not answer or gives no lists at all."""
        now = self.now().astimezone(UTC)
        today = now.date()
        first = today - timedelta(days=DAYS - 1)
        known = remembering.read(memory).within(first, today)

        listing = self.hugging_face.latest(known.latest.validators)
        known = replace(
            known, latest=_asked(now, listing), weekend=known.weekend | _weekend(listing.papers, first, today)
        )
        changed = listing.status == 200
        due = _due(known, today)
        total = len(due) + 2
        note = _on_weekend(today, known)
        yield self._step(listing, known, done=1, total=total, doing=_doing(due), note=note, changed=changed)
        if listing.rest > SHORT_REST:
            return

        for done, day in enumerate(due, 2):
            doing = _doing(due[done - 1 :])
            try:
                listing = self.hugging_face.day(day, known.days.get(day, Asked()).validators)
            except _OF_ONE_LIST as error:
                yield Batch(note=f"The list of {spoken(day)}: {error.message}", done=done, total=total, doing=doing)
                continue
            known = known.with_day(day, _asked(now, listing))
            changed |= listing.status == 200
            note = "" if listing.status != 400 or day >= today else f"Hugging Face knows no list of {spoken(day)}."
            yield self._step(listing, known, done=done, total=total, doing=doing, note=note, changed=changed)
            if listing.rest > SHORT_REST:
                return

        try:
            listing = self.hugging_face.trending(known.trending.validators if known.keys else None)
        except _OF_ONE_LIST as error:
            yield Batch(note=f"What is trending: {error.message}", done=total, total=total)
            return
        keys = known.keys if listing.status == 304 else tuple(paper.key for paper in listing.papers)
        known = replace(known, trending=_asked(now, listing), keys=keys)
        changed |= listing.status == 200
        yield self._step(listing, known, done=total, total=total, changed=changed)

    def _step(
        self,
        listing: Listing,
        known: Remembered,
        *,
        done: int,
        total: int,
        doing: str = "",
        note: str = "",
        changed: bool,
    ) -> Batch:
        notes = [note]
        today = self.now().astimezone(UTC).date().isoformat()
        fresh_until = ""
        if listing.cut:
            notes.append("Hugging Face may have cut a long list; some of its papers may be missing.")
        if listing.rest > SHORT_REST and done < total:
            until = self.now().astimezone(UTC) + timedelta(seconds=listing.rest)
            fresh_until = until.isoformat(timespec="seconds")
            notes.append(f"Hugging Face allows few more requests before {until:%H:%M} UTC; the rest comes then.")
        return Batch(
            # A list of tomorrow may be a clock that goes ahead; it must not stand above all others until then.
            papers=tuple(replace(each, announced=min(each.announced, today)) for each in listing.papers),
            note=" ".join(filter(None, notes)),
            skipped=listing.skipped,
            memory=remembering.written(known),
            done=done,
            total=total,
            doing=doing,
            status=200 if changed else listing.status,
            fresh_until=fresh_until,
        )


def _due(known: Remembered, today: date) -> list[date]:
    """The days to ask for, newest first: the newest two that have lists, and those not asked for today."""
    back = (today - timedelta(days=days) for days in range(DAYS))
    listed = [day for day in back if day.weekday() < 5 or day in known.weekend]
    began = today.isoformat()
    return [day for place, day in enumerate(listed) if place < NEWEST or known.days.get(day, Asked()).at[:10] != began]


def _asked(now: datetime, listing: Listing) -> Asked:
    return Asked(now.isoformat(timespec="seconds"), listing.validators or Validators())


def _weekend(papers: Iterable[Paper], first: date, last: date) -> frozenset[date]:
    """The Saturdays and Sundays on which some of the papers were listed."""
    days = (date.fromisoformat(paper.announced) for paper in papers if paper.announced)
    return frozenset(day for day in days if day.weekday() >= 5 and first <= day <= last)


def _on_weekend(today: date, known: Remembered) -> str:
    if today.weekday() < 5 or today in known.weekend:
        return ""
    friday = today - timedelta(days=today.weekday() - 4)
    return f"Hugging Face lists nothing on Saturday and Sunday; the newest list is from {spoken(friday)}."


def _doing(ahead: list[date]) -> str:
    return f"the list of {spoken(ahead[0])}" if ahead else "what is trending"
