"""A journal's feed as a source of the refresh."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from paper_radar.sources.batch import Batch, Memory
from paper_radar.sources.gates import Gates
from paper_radar.sources.http import Http, Response, Validators
from paper_radar.sources.journals.catalogue import Journal
from paper_radar.sources.journals.feed import JournalRead, read_journal
from paper_radar.sources.journals.kinds import said_of
from paper_radar.sources.journals.rhythm import Rhythm, from_memory, to_memory


@dataclass(frozen=True, slots=True)
class JournalFeed:
    """The newest papers of one journal, as far back as its feed goes. `now` gives the present in UTC."""

    journal: Journal
    http: Http
    gates: Gates
    now: Callable[[], datetime]

    @property
    def name(self) -> str:
        """Under which its fetches are recorded."""
        return self.journal.source

    @property
    def title(self) -> str:
        """What a person is shown."""
        return self.journal.name

    @property
    def url(self) -> str:
        """Where the feed stands."""
        return self.journal.url

    def fetch(self, memory: Memory) -> Iterator[Batch]:
        """The feed in one step; nothing but the time until which it is fresh if it has not changed since.

        Raises SourceError.
        """
        url = self.journal.url
        known = memory.get("url") == url
        validators = Validators(str(memory.get("etag", "")), str(memory.get("modified", ""))) if known else None
        response = self.http.get(url, gate=self.gates.of(url), validators=validators, public_only=True)
        now = self.now()
        if response.not_modified:
            yield Batch(status=304, fresh_until=_until(from_memory(memory.get("rhythm")), now, response))
        else:
            yield batch_of(response, read(response, self.journal, now), self.journal, now)


def read(response: Response, journal: Journal, now: datetime) -> JournalRead:
    """What the answer holds. Raises UnreadableError."""
    content_type = response.headers.get("content-type", "")
    return read_journal(response.body, content_type, journal, url=response.url, today=now.date())


def batch_of(response: Response, found: JournalRead, journal: Journal, now: datetime) -> Batch:
    """The answer as the refresh takes it, with what is to be told at the next fetch."""
    validators = response.validators
    memory: dict[str, Any] = {
        "url": journal.url,
        "etag": validators.etag,
        "modified": validators.modified,
        "rhythm": to_memory(found.rhythm),
    }
    notes = [said_of(found.left_out), _on_beyond(found), "" if found.items else _on_empty(found)]
    return Batch(
        found.papers,
        " ".join(filter(None, notes)),
        found.skipped,
        memory,
        status=response.status,
        fresh_until=_until(found.rhythm, now, response),
    )


def _on_beyond(found: JournalRead) -> str:
    return f"Only the first {found.items} of {found.items + found.beyond} items were read." if found.beyond else ""


def _on_empty(found: JournalRead) -> str:
    since = f"; it says that it last changed on {found.day}" if found.day else ""
    return f"The feed is in order but lists nothing{since}."


def _until(rhythm: Rhythm, now: datetime, response: Response) -> str:
    until = rhythm.fresh_until(now, response.fresh_for)
    return until.isoformat(timespec="seconds") if until > now else ""
