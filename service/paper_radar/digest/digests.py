"""The digests of one workspace: made when they are due, told once by each way."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from threading import RLock
from typing import Any, Protocol

from paper_radar.digest import record as records
from paper_radar.digest import schedule, settings
from paper_radar.digest.choice import SHOWN, Found, best_first
from paper_radar.digest.record import How, Last, Record, stamp
from paper_radar.digest.rendering import Rendered, render, render_test
from paper_radar.digest.settings import DigestSettings
from paper_radar.digest.smtp import WHOLE, MailError, Outgoing
from paper_radar.digest.wording import Spoken
from paper_radar.errors import ConflictError
from paper_radar.storage.base import Document, Workspace

log = logging.getLogger(__name__)
_RECORD = "digest_day"  # in the table of settings
# Who switches it on is told what came within a day.
_FIRST = timedelta(days=1)
# A batch bears the moment at which its fetch began, and is there only when it has been read.
_OVERLAP = timedelta(hours=1)
# What a source brings late is a digest's, what a back-fill brings is not.
_OLDEST = timedelta(days=7)
# Longer than this no digest waits for papers that are just coming in.
_PATIENCE = timedelta(minutes=20)
# Seconds for a test mail: the options wait for it, and the extension for no answer longer than 15.
_WATCHED = 12.0


class Papers(Protocol):
    """What the digest asks of pool and radar."""

    def arrived(self, after: str, since: str) -> list[Found]:
        """Papers that hit the radar, first seen after that moment (ISO 8601 UTC) and announced since that day."""
        ...

    def named(self, keys: Sequence[str]) -> list[Found]:
        """Those of these papers that are there and not dismissed, in their order."""
        ...

    def settled(self) -> bool:
        """Is nothing just coming in, nor waiting to be matched?"""
        ...


Deliver = Callable[[Outgoing, Callable[[], None]], None]


@dataclass(frozen=True, slots=True)
class Digest:
    """The digest of `day`: `due` if it is made and holds something; else `total` and `items` are what it would hold.

    `next` is when the one after it is due (ISO 8601 UTC), "" while it is off.
    """

    day: str
    due: bool
    told: Mapping[str, str]
    total: int
    items: list[Found]
    next: str


@dataclass(frozen=True, slots=True)
class Sent:
    """Whether mail was sent; if not, `why`: nothing is new (empty), or that day's digest was sent before (told)."""

    sent: bool
    why: str
    day: str
    total: int


class Digests:
    """Safe from any thread. `deliver` sends a mail and calls back when from then on it may have arrived; it raises
    MailError. `secret` is the environment's password, `spoken` the language of a reader who chose none for the digest.
    """

    def __init__(
        self,
        workspace: Workspace,
        papers: Papers,
        now: Callable[[], datetime],
        deliver: Deliver,
        *,
        secret: str = "",
        spoken: Callable[[], str] = lambda: "auto",
    ) -> None:
        self._workspace = workspace
        self._papers = papers
        self._now = now
        self._deliver = deliver
        self._secret = secret
        self._spoken = spoken
        self._lock = RLock()  # of the record
        self._post = RLock()  # one mail at a time
        self._interrupted()

    # What the reader chose.

    def settings(self) -> DigestSettings:
        return settings.read(self._workspace)

    def language(self) -> Spoken:
        """The digest's language."""
        chosen = self.settings().language
        return "zh_CN" if (chosen if chosen != "auto" else self._spoken()) == "zh_CN" else "en"

    def has_password(self) -> bool:
        return bool(self._password())

    def last(self) -> Last:
        """The last attempt to send mail."""
        return self._record().last

    def change(self, changes: Mapping[str, Any], mail: Mapping[str, Any], password: str | None) -> None:
        """Change what is given. Raises BadInputError for a zone that nobody knows, and where mail is switched on
        without an address; then nothing is changed.
        """
        with self._lock:
            former = self.settings()
            chosen = replace(former, **changes, mail=replace(former.mail, **mail))
            schedule.zone_of(chosen.timezone)
            settings.check(chosen)
            if password is not None:
                settings.keep_password(self._workspace, password)
            settings.write(self._workspace, chosen)
            record = self._record()
            if (mail or password is not None) and record.tries:
                # What failed by the former settings may go well by these.
                self._keep(replace(record, again=stamp(self._now()), tries=0))

    # What is due.

    def look(self) -> Digest:
        """The digest that is due, made if its hour has come; else what the next one would hold so far."""
        with self._lock:
            chosen = self.settings()
            record = self._made(chosen) if chosen.on else None
            zone, now = schedule.zone_of(chosen.timezone), self._now()
            if record is not None:
                coming = schedule.following(now, chosen.hour, zone, record.day)
                items = self._papers.named(record.keys[: 3 * SHOWN])[:SHOWN]
                return Digest(record.day, record.total > 0, record.told, record.total, items, stamp(coming.at))
            coming = schedule.following(now, chosen.hour, zone, self._record().day)
            draft = self._draft(self._record(), chosen, coming.day)
            items = self._papers.named(draft.keys[:SHOWN])
            return Digest(coming.day, False, {}, draft.total, items, stamp(coming.at) if chosen.on else "")

    def rendered(self) -> tuple[Digest, Rendered]:
        """That digest, and its mail."""
        digest = self.look()
        return digest, render(digest.day, digest.total, digest.items, self.language())

    def tell(self, day: str, how: How) -> bool:
        """Note that the digest of the day was told; was it the first time? Raises ConflictError if there is none."""
        with self._lock:
            record = self._record()
            if record.day != day or not record.total:
                raise ConflictError("There is no digest of that day to tell.", "Ask again which one is due.")
            if how in record.told:
                return False
            self._keep(record.telling(how, self._now()))
            return True

    # Mail.

    def send_due(self) -> bool:
        """Send the mail that is due, if one is; was one sent? A failure is kept, and tried again later."""
        with self._post:
            chosen = self.settings()
            if not (chosen.on and chosen.mail.on):
                return False
            digest = self.look()
            record = self._record()
            waits = record.tries and (not record.again or record.again > stamp(self._now()))
            if not digest.due or "mail" in record.told or record.sending or waits:
                return False
            try:
                self._send(digest, chosen)
            except MailError as error:
                log.warning("The digest could not be sent. %s", error.message)
                return False
            return True

    def send_now(self) -> Sent:
        """Send today's digest by hand, before its hour too; never one that was sent. Raises MailError."""
        with self._post:
            chosen = self.settings()
            settings.complete(chosen.mail)
            with self._lock:
                day = schedule.today(self._now(), schedule.zone_of(chosen.timezone))
                record = self._record()
                if record.day != day or not record.total:
                    record = self._draft(record, chosen, day)
                if "mail" in record.told or record.sending:
                    return Sent(False, "told", record.day, record.total)
                if not record.total:
                    return Sent(False, "empty", day, 0)
                self._keep(record)
            items = self._papers.named(record.keys[: 3 * SHOWN])[:SHOWN]
            self._send(Digest(day, True, record.told, record.total, items, ""), chosen)
            return Sent(True, "", day, record.total)

    def send_test(self) -> None:
        """Send a test mail. Raises MailError, or IncompleteError if it is not said where to."""
        with self._post:
            chosen = self.settings()
            settings.complete(chosen.mail)
            mail = self._outgoing(chosen, render_test(self.language()), f"test.{stamp(self._now())}", _WATCHED)
            try:
                self._deliver(mail, lambda: None)
            except MailError as error:
                self._note(Last(at=stamp(self._now()), error=error.message, code=error.code, hint=error.hint))
                raise
            self._note(Last(at=stamp(self._now())))

    def _send(self, digest: Digest, chosen: DigestSettings) -> None:
        rendered = render(digest.day, digest.total, digest.items, self.language())

        def going() -> None:
            with self._lock:
                self._keep(replace(self._record(), sending=stamp(self._now())))

        try:
            self._deliver(self._outgoing(chosen, rendered, digest.day), going)
        except MailError as error:
            now = self._now()
            last = Last(at=stamp(now), error=error.message, code=error.code, hint=error.hint)
            with self._lock:
                kept = self._record()
                if error.unsure:
                    self._keep(replace(kept.telling("mail", now), last=last))
                else:
                    self._keep(kept.failing(last, schedule.retry(now, kept.tries + 1) if error.later else None))
            raise
        with self._lock:
            now = self._now()
            self._keep(replace(self._record().telling("mail", now), last=Last(at=stamp(now)), tries=0, again=""))

    def _outgoing(self, chosen: DigestSettings, rendered: Rendered, name: str, whole: float = WHOLE) -> Outgoing:
        return Outgoing(chosen.mail, self._password(), rendered, name, self._now(), whole)

    def _password(self) -> str:
        return settings.password(self._workspace) or self._secret

    # How it is made and kept.

    def _made(self, chosen: DigestSettings) -> Record | None:
        """The record of the digest whose hour has come, None while it waits for papers that are just coming in."""
        now, zone = self._now(), schedule.zone_of(chosen.timezone)
        slot = schedule.latest(now, chosen.hour, zone)
        record = self._record()
        if slot.day < record.day <= _days_after(slot.day, 2):
            return record  # sent by hand before its hour, or the reader has flown west
        if record.day == slot.day and (record.total or (record.made and not _fills(record, now))):
            return record
        if record.day != slot.day:
            record = replace(self._empty(record, chosen), day=slot.day, first_look=stamp(now))
            self._keep(record)
        first = _moment(record.first_look) or now
        if not self._papers.settled() and timedelta() <= now - first < _PATIENCE:
            return None
        made = replace(self._draft(record, chosen, slot.day), first_look=record.first_look)
        self._keep(made)
        return made

    def _draft(self, record: Record, chosen: DigestSettings, day: str) -> Record:
        """The digest as it would be now. `record` is the one before, or the same while it is still empty."""
        now = self._now()
        begun = record if record.day == day and not record.total else self._empty(record, chosen)
        after = _moment(begun.since)
        if after is None or after > now:
            after = now - _FIRST
        oldest = (after - _OLDEST).date().isoformat()
        past = frozenset(begun.past)
        arrived = self._papers.arrived(stamp(after - _OVERLAP), oldest)
        keys = [each.paper.key for each in best_first(arrived) if each.paper.key not in past]
        return replace(
            begun,
            day=day,
            since=stamp(after),
            made=stamp(now),
            total=len(keys),
            keys=tuple(keys[: records.MOST]),
        )

    def _empty(self, record: Record, chosen: DigestSettings) -> Record:
        """What the digest after this one begins with."""
        ways: list[How] = ["notification"] if chosen.notification else []
        since, past = record.after(frozenset([*ways, "mail"] if chosen.mail.on else ways))
        return Record(since=since, past=past, last=record.last)

    def _record(self) -> Record:
        return records.from_json(self._workspace.get("settings", _RECORD))

    def _keep(self, record: Record) -> None:
        self._workspace.put("settings", _RECORD, records.to_json(record))

    def _note(self, last: Last) -> None:
        def noted(document: Document | None) -> Document:
            return records.to_json(replace(records.from_json(document), last=last))

        with self._lock:
            self._workspace.change("settings", _RECORD, noted)

    def _interrupted(self) -> None:
        """A process that was killed between the last byte of a mail and the server's answer left it unknown whether
        the mail arrived. It is not sent again: a paper that is not told by mail is still in the feed.
        """
        record = self._record()
        if not record.sending:
            return
        last = Last(
            at=record.sending,
            error="The service was stopped while it sent the digest; nobody knows whether it arrived.",
            code="digest_mail_unsure",
            hint="It is not sent twice. Its papers are in the feed.",
        )
        told = {**record.told, "mail": record.sending}
        self._keep(replace(record, told=told, sending="", last=last))


def _days_after(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _fills(record: Record, now: datetime) -> bool:
    first = _moment(record.first_look)
    return first is not None and timedelta() <= now - first < schedule.FILLING


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
