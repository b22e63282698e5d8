"""The digests of one workspace: made when they are due, the same from then on, and told once by each way."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from threading import RLock
from typing import Any

from paper_radar.digest import record as records
from paper_radar.digest import schedule, settings
from paper_radar.digest.choice import SHOWN, Found
from paper_radar.digest.making import Papers, draft, made
from paper_radar.digest.record import How, Last, Record, stamp
from paper_radar.digest.rendering import Rendered, render
from paper_radar.digest.settings import DigestSettings
from paper_radar.digest.wording import Spoken
from paper_radar.errors import ConflictError
from paper_radar.storage.base import Workspace

_RECORD = "digest_day"  # in the table of settings
# Of so many it is looked which have been dismissed since.
_LOOKED_AT = 3 * SHOWN


@dataclass(frozen=True, slots=True)
class Digest:
    """The digest of `day`: `due` if it is made and holds something; else `total` and `items` are what it would hold.

    `next` is when the next one to be made is due (ISO 8601 UTC), "" while it is off; one that waits for papers that are
    just coming in was due before now.
    """

    day: str
    due: bool
    told: Mapping[str, str]
    total: int
    items: list[Found]
    next: str


class Digests:
    """Safe from any thread. `spoken` is the language of a reader who chose none for the digest."""

    def __init__(
        self,
        workspace: Workspace,
        papers: Papers,
        now: Callable[[], datetime],
        *,
        spoken: Callable[[], str] = lambda: "auto",
    ) -> None:
        self._workspace = workspace
        self._papers = papers
        self._now = now
        self._spoken = spoken
        self._lock = RLock()
        self._held = False

    def settings(self) -> DigestSettings:
        """What the reader chose."""
        return settings.read(self._workspace)

    def language(self) -> Spoken:
        """The digest's language."""
        chosen = self.settings().language
        return "zh_CN" if (chosen if chosen != "auto" else self._spoken()) == "zh_CN" else "en"

    def change(self, changes: Mapping[str, Any], mail: Mapping[str, Any], password: str | None) -> None:
        """Change what is given. Raises BadInputError for a zone that nobody knows, and where mail is switched on
        without an address; then nothing is changed. A password is for the server it was given for: with another one,
        and no password given anew, it is forgotten.
        """
        with self._lock:
            former = self.settings()
            chosen = replace(former, **changes, mail=replace(former.mail, **mail))
            if password is None and former.mail.host and chosen.mail.host.lower() != former.mail.host.lower():
                password = ""
            schedule.zone_of(chosen.timezone)
            settings.check(chosen)
            # The password first: the write after it takes a forgotten one out of the file's last good copy, too.
            if password is not None:
                settings.keep_password(self._workspace, password)
            settings.write(self._workspace, chosen)
            record = self.record()
            if (mail or password is not None) and record.tries:
                # What failed by the former settings may go well by these.
                self.keep(replace(record, again=stamp(self._now()), tries=0))

    def look(self) -> Digest:
        """The digest that is due, made if its hour has come; else what the next one would hold so far."""
        with self._lock:
            chosen, now = self.settings(), self._now()
            zone = schedule.zone_of(chosen.timezone)
            record = self.record()
            if chosen.on:
                kept, record = record, record if self._held else made(record, chosen, now, self._papers)
                if record != kept:
                    self.keep(record)
            coming = schedule.following(now, chosen.hour, zone, record.day)
            due = stamp(coming.at) if chosen.on else ""
            if chosen.on and record.made:
                digest = self.shown(record)
                return replace(digest, due=digest.total > 0, next=due)
            day = coming.day
            if chosen.on:
                # Its hour has come, and it waits for papers that are just coming in.
                day, due = record.day, stamp(schedule.latest(now, chosen.hour, zone).at)
            return replace(self.shown(draft(record, chosen, day, now, self._papers)), told={}, next=due)

    def shown(self, record: Record) -> Digest:
        """The digest of a record, without what has been dismissed since."""
        first = record.keys[:_LOOKED_AT]
        items = self._papers.named(first)
        total = max(record.total - len(first) + len(items), 0) if items else 0
        return Digest(record.day, False, record.told, total, items[:SHOWN], "")

    def rendered(self, digest: Digest) -> Rendered:
        """The digest as it is read."""
        return render(digest.day, digest.total, digest.items, self.language())

    def tell(self, day: str, how: How) -> bool:
        """Note that the digest of the day was told; was it the first time? Raises ConflictError if there is none."""
        with self._lock:
            record = self.record()
            if record.day != day or not record.total:
                raise ConflictError("There is no digest of that day to tell.", "Ask again which one is due.")
            if how in record.told:
                return False
            self.keep(record.telling(how, self._now()))
            return True

    def by_hand(self) -> Record:
        """Today's digest, made before its hour too; it is kept if it holds something."""
        with self._lock:
            chosen, now = self.settings(), self._now()
            day = schedule.today(now, schedule.zone_of(chosen.timezone))
            record = self.record()
            if record.day != day or not record.total:
                record = draft(record, chosen, day, now, self._papers)
                if record.total:
                    self.keep(record)
            return record

    @contextmanager
    def held(self) -> Iterator[None]:
        """While a mail is on its way no other digest takes the place of the one in it."""
        with self._lock:
            self._held = True
        try:
            yield
        finally:
            with self._lock:
                self._held = False

    def record(self) -> Record:
        """The last digest, as it is kept."""
        return records.from_json(self._workspace.get("settings", _RECORD))

    def keep(self, record: Record) -> None:
        """Keep it in place of the last one."""
        self._workspace.put("settings", _RECORD, records.to_json(record))

    def note(self, change: Callable[[Record], Record]) -> None:
        """Change the last one, with nobody in between."""
        with self._lock:
            self.keep(change(self.record()))

    def last(self) -> Last:
        """The last attempt to send mail."""
        return self.record().last
