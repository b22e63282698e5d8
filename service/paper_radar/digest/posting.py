"""The digest by mail: sent when it is due or by hand, never twice; a test mail.

Which side errs: before the last byte of a mail goes out it is noted that it does. A service that is killed before that
note sends the mail when it is back. One that is killed after it, or that hears nothing from the server any more, cannot
know whether the mail arrived, and does not send it again: a lost mail costs less than a reader who no longer trusts
that each paper comes once, and its papers are in the feed. Between that note and the byte itself lies nothing else.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock

from paper_radar.digest import schedule, settings
from paper_radar.digest.digests import Digest, Digests
from paper_radar.digest.failures import MailError
from paper_radar.digest.message import Outgoing
from paper_radar.digest.record import Last, Record, stamp
from paper_radar.digest.rendering import Rendered, render_test
from paper_radar.storage.base import Workspace

log = logging.getLogger(__name__)
# Seconds for a test mail: the options wait for it, and the extension for no answer longer than 15.
_WATCHED = 12.0
# Sends a mail and calls back when from then on it may have arrived; raises MailError.
Deliver = Callable[[Outgoing, Callable[[], None]], None]


@dataclass(frozen=True, slots=True)
class Sent:
    """Whether mail was sent; if not, `why`: nothing is new (empty), or that day's digest was sent before (told)."""

    sent: bool
    why: str
    day: str
    total: int


class Post:
    """Sends the digests of one workspace, one mail at a time. Safe from any thread. `secret` is the password of the
    environment, for a reader who gave none.
    """

    def __init__(
        self, digests: Digests, workspace: Workspace, deliver: Deliver, now: Callable[[], datetime], secret: str = ""
    ) -> None:
        self._digests = digests
        self._workspace = workspace
        self._deliver = deliver
        self._now = now
        self._secret = secret
        self._lock = Lock()
        if digests.record().sending:
            digests.note(_interrupted)

    def has_password(self) -> bool:
        """Is there one?"""
        return bool(self._password())

    def send_due(self) -> bool:
        """Send the mail that is due, if one is; was one sent? A failure is kept, and tried again later."""
        with self._lock:
            chosen = self._digests.settings()
            if not (chosen.on and chosen.mail.on):
                return False
            digest, record = self._digests.look(), self._digests.record()
            waits = record.tries and (not record.again or record.again > stamp(self._now()))
            if not digest.due or record.day != digest.day or "mail" in record.told or waits:
                return False
            try:
                self._send(digest)
            except MailError as error:
                log.warning("The digest could not be sent. %s", error.message)
                return False
            return True

    def send_now(self) -> Sent:
        """Send today's digest by hand, before its hour too; never one that was sent. Raises MailError, or
        IncompleteError if it is not said where to.
        """
        with self._lock:
            settings.complete(self._digests.settings().mail)
            record = self._digests.by_hand()
            if "mail" in record.told:
                return Sent(False, "told", record.day, record.total)
            digest = self._digests.shown(record)
            if not digest.total:
                return Sent(False, "empty", digest.day, 0)
            self._send(digest)
            return Sent(True, "", digest.day, digest.total)

    def send_test(self) -> None:
        """Send a test mail. Raises MailError, or IncompleteError if it is not said where to."""
        settings.complete(self._digests.settings().mail)
        rendered = render_test(self._digests.language())
        try:
            self._deliver(self._outgoing(rendered, f"test.{stamp(self._now())}", whole=_WATCHED), lambda: None)
        except MailError as error:
            last = _last(self._now(), error)
            self._digests.note(lambda record: replace(record, last=last))
            raise
        self._digests.note(lambda record: replace(record, last=_last(self._now())))

    def _send(self, digest: Digest) -> None:
        note = self._digests.note
        with self._digests.held():
            try:
                self._deliver(
                    self._outgoing(self._digests.rendered(digest), digest.day),
                    lambda: note(lambda record: replace(record, sending=stamp(self._now()))),
                )
            except MailError as error:
                now, failure = self._now(), error
                note(lambda record: _failed(record, failure, now))
                raise
            now = self._now()
            note(lambda record: replace(record.telling("mail", now), last=_last(now), tries=0, again=""))

    def _outgoing(self, rendered: Rendered, name: str, whole: float | None = None) -> Outgoing:
        mail = self._digests.settings().mail
        outgoing = Outgoing(mail, self._password(), rendered, name, self._now())
        return outgoing if whole is None else replace(outgoing, whole=whole)

    def _password(self) -> str:
        return settings.password(self._workspace) or self._secret


def _failed(record: Record, error: MailError, now: datetime) -> Record:
    last = _last(now, error)
    if error.unsure:
        return replace(record.telling("mail", now), last=last)
    return record.failing(last, schedule.retry(now, record.tries + 1) if error.later else None)


def _interrupted(record: Record) -> Record:
    """As a process left it that was killed while it sent."""
    last = Last(
        at=record.sending,
        error="The service was stopped while it sent the digest; nobody knows whether it arrived.",
        code="digest_mail_unsure",
        hint="It is not sent twice. Its papers are in the feed.",
    )
    return replace(record, told={**record.told, "mail": record.sending}, sending="", last=last)


def _last(now: datetime, error: MailError | None = None) -> Last:
    if error is None:
        return Last(at=stamp(now))
    return Last(at=stamp(now), error=error.message, code=error.code, hint=error.hint)
