"""Mail by SMTP: one message to one reader, every failure with its word and what to do about it."""

import base64
import contextlib
import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable
from typing import Any, BinaryIO

from paper_radar.digest.failures import MailError, failure
from paper_radar.digest.message import Outgoing, message
from paper_radar.digest.settings import Mail

PATIENCE = 20.0  # seconds for each answer
MOST_SAID = 1_000_000  # bytes of answers
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_DOT = re.compile(rb"^\.", re.MULTILINE)


def deliver(
    outgoing: Outgoing,
    going: Callable[[], None],
    *,
    patience: float = PATIENCE,
    loopback: frozenset[str] = _LOOPBACK,
) -> None:
    """Send the message. `going` is called before its last byte: from then on it may have arrived.

    Raises MailError. A server that falls silent has `patience` seconds for each answer.
    """
    mail = outgoing.mail
    secured = mail.security != "none"
    if outgoing.password and mail.user and not secured and mail.host.lower() not in loopback:
        raise MailError(
            "digest_mail_unencrypted",
            f"The password is not sent to {mail.host} without encryption.",
            "Choose STARTTLS or TLS, or take the password away.",
        )
    content = _DOT.sub(b"..", message(outgoing).as_bytes())
    session = _Session(mail, min(patience, outgoing.whole), outgoing.whole)
    try:
        session.deliver(outgoing.password, content, going)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise failure(error, mail, session.doing, outgoing.password, late=session.late) from None
    finally:
        session.close()


class _Answers:
    """What a server says, line by line, to an end: nobody knows yet who it is."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._left = MOST_SAID

    def readline(self, limit: int) -> bytes:
        line = self._file.readline(limit)
        self._left -= len(line)
        if self._left < 0:
            raise OSError("the server says more than any does")
        return line

    def close(self) -> None:
        self._file.close()


class _Plain(smtplib.SMTP):
    """Tells of itself before it connects: the first answer is awaited in there, and may never end."""

    def __init__(self, made: Callable[[smtplib.SMTP], None], *where: Any, **given: Any) -> None:
        made(self)
        super().__init__(*where, **given)

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = _Answers(self.sock.makefile("rb"))
        return super().getreply()


class _Secured(_Plain, smtplib.SMTP_SSL):
    pass


class _Session:
    """One connection; `doing` is what was being done when it failed, `late` whether the time for all was over."""

    def __init__(self, mail: Mail, patience: float, whole: float) -> None:
        self._mail = mail
        self._patience = patience
        self._smtp: smtplib.SMTP | None = None
        self.doing = "connect"
        self.late = False
        self._watch = threading.Timer(whole, self._too_late)
        self._watch.daemon = True

    def deliver(self, password: str, content: bytes, going: Callable[[], None]) -> None:
        self._watch.start()
        smtp = self._connect()
        if self._mail.security == "starttls":
            self.doing = "starttls"
            smtp.ehlo()
            _accepted(*smtp.starttls(context=ssl.create_default_context()))
        self.doing = "login"
        smtp.ehlo_or_helo_if_needed()
        if password and self._mail.user:
            _login(smtp, self._mail.user, password)
        self.doing = "sender"
        _accepted(*smtp.mail(self._mail.address))
        self.doing = "recipient"
        _accepted(*smtp.rcpt(self._mail.to))
        self.doing = "content"
        _accepted(*smtp.docmd("DATA"), expected=354)
        smtp.send(content if content.endswith(b"\r\n") else content + b"\r\n")
        going()
        self.doing = "end"
        smtp.send(b".\r\n")
        _accepted(*smtp.getreply())
        self.doing = "quit"

    def close(self) -> None:
        if self._smtp is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                if self.doing == "quit":
                    self._smtp.quit()  # watched, too: the farewell may be as endless as any answer
            self._smtp.close()
        self._watch.cancel()

    def _connect(self) -> smtplib.SMTP:
        mail = self._mail
        # The name in the greeting is not this machine's, which is nobody's business and may take long to find.
        given = {"local_hostname": "[127.0.0.1]", "timeout": self._patience}
        if mail.security == "tls":
            return _Secured(self._is_made, mail.host, mail.door, context=ssl.create_default_context(), **given)
        return _Plain(self._is_made, mail.host, mail.door, **given)

    def _is_made(self, smtp: smtplib.SMTP) -> None:
        self._smtp = smtp

    def _too_late(self) -> None:
        """Ends a server that sends a byte now and then."""
        self.late = True
        sock = self._smtp.sock if self._smtp is not None else None
        if sock is not None:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


def _accepted(code: int, said: bytes, *, expected: int = 0) -> None:
    if code != expected if expected else not 200 <= code < 300:
        raise smtplib.SMTPResponseException(code, said)


def _login(smtp: smtplib.SMTP, user: str, password: str) -> None:
    if user.isascii() and password.isascii():
        smtp.login(user, password)
        return
    # The library knows ASCII only; by the standard (RFC 4616) both are UTF-8.
    initial = base64.b64encode(f"\0{user}\0{password}".encode()).decode()
    _accepted(*smtp.docmd("AUTH", f"PLAIN {initial}"))
