"""The source `arxiv-saved`: saved papers that no feed brings any more, asked of the API by their ids once a week.

A feed tells of a paper on the day on which it is announced or replaced, in the categories that are fetched. What the
reader saved years ago, in any category, is replaced, withdrawn or published without a word to them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from paper_radar.papers.identity import key_of
from paper_radar.sources.arxiv.adapter import EmptyPageError, QueryRefusedError
from paper_radar.sources.arxiv.api import MOST_IDS, ArxivApi
from paper_radar.sources.batch import Batch, Memory

REST = timedelta(days=7)
# Half a minute of arXiv's gate; a library of 10,000 is through in a day of refreshes.
MOST_REQUESTS = 10


@dataclass(frozen=True, slots=True)
class ArxivSaved:
    """`saved` gives the arXiv ids of all saved papers, `last_seen` for keys of the pool the day (ISO 8601) on which any
    source last delivered them. `most_requests` is for one fetch.
    """

    api: ArxivApi
    saved: Callable[[], Iterable[str]]
    last_seen: Callable[[Iterable[str]], Mapping[str, str]]
    now: Callable[[], datetime]
    most_requests: int = MOST_REQUESTS
    name: str = "arxiv-saved"
    title: str = "arXiv, saved papers"
    url: str = "https://info.arxiv.org/help/api/index.html"

    def fetch(self, memory: Memory) -> Iterator[Batch]:
        """A hundred papers a step, those that were not heard of for the longest time first.

        What came is known by the pool, so a fetch that broke off goes on where it was. Of what did not come (deleted,
        or an id of somebody's invention) the memory has the day. Raises SourceError.
        """
        today = self.now().date()
        ids = list(dict.fromkeys(self.saved()))
        missing = _read(memory, ids, today)
        waiting = due(ids, self.last_seen([key_of(arxiv_id=each) for each in ids]), missing, today)
        if not waiting:
            # Without `fresh_until`: a paper may be saved at any moment.
            yield Batch(memory=_written(missing), status=0)
            return
        batches = [waiting[at : at + MOST_IDS] for at in range(0, len(waiting), MOST_IDS)]
        asked, later = batches[: self.most_requests], sum(map(len, batches[self.most_requests :]))
        notes: list[str] = []
        for number, batch in enumerate(asked, 1):
            try:
                papers = tuple(self.api.papers(batch))
            except (EmptyPageError, QueryRefusedError) as error:
                # The same hundred would be refused at every refresh, and keep the others waiting for ever.
                papers = ()
                notes.append(f"{len(batch)} saved papers could not be asked for. {error.message}")
            missing |= dict.fromkeys(set(batch) - {paper.arxiv_id for paper in papers}, today)
            if number == len(asked) and later:
                notes.append(f"{later:,} saved papers are left for the next refresh.")
            yield Batch(
                papers=papers,
                note=" ".join(notes) if number == len(asked) else "",
                memory=_written(missing),
                done=number,
                total=len(asked),
                doing=f"{len(asked[number])} saved papers" if number < len(asked) else "",
            )


def due(ids: Sequence[str], seen: Mapping[str, str], missing: Mapping[str, date], today: date) -> list[str]:
    """The ids to ask for: those of which nobody told for a week and that were not missing within it, the longest first.

    `seen` has the last day of keys, `missing` that on which arXiv did not have an id.
    """
    latest = (today - REST).isoformat()
    days = {
        each: max(seen.get(key_of(arxiv_id=each), ""), missing[each].isoformat() if each in missing else "")
        for each in ids
    }
    return sorted((each for each, day in days.items() if day <= latest), key=lambda each: days[each])


def _read(memory: Memory, ids: Iterable[str], today: date) -> dict[str, date]:
    """Of what is saved still; a day to come was written by a clock that was put back since."""
    told, known = memory.get("missing"), set(ids)
    missing: dict[str, date] = {}
    for each, day in told.items() if isinstance(told, dict) else ():
        try:
            found = date.fromisoformat(day)
        except (TypeError, ValueError):
            continue
        if each in known and today - REST < found <= today:
            missing[each] = found
    return missing


def _written(missing: Mapping[str, date]) -> dict[str, Any]:
    return {"missing": {each: day.isoformat() for each, day in sorted(missing.items())}}
