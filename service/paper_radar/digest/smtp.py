"""Mail by SMTP: one message to one reader, every failure with its word and what to do about it."""

import base64
import contextlib
import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from paper_radar.digest.rendering import Rendered
from paper_radar.digest.settings import Mail
from paper_radar.errors import PaperRadarError

PATIENCE = 20.0  # seconds for each answer
WHOLE = 45.0  # seconds for all of it
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_DOT = re.compile(rb"^\.", re.MULTILINE)
_WAIT = "It is tried again by itself; the options tell when it went well."


class MailError(PaperRadarError):
    """The mail was not sent. `later`: it may go well by itself later. `unsure`: it may have arrived all the same."""

    status = 502

    def __init__(self, code: str, message: str, hint: str, *, later: bool = False, unsure: bool = False) -> None:
        super().__init__(message, hint)
        self.code = code
        self.later = later
        self.unsure = unsure


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message on its way; `name` tells it from all others, and makes the same of the same digest, sent again. A
    server has `whole` seconds to take it, as somebody may be waiting.
    """

    mail: Mail
    password: str = field(repr=False)
    rendered: Rendered
    name: str
    at: datetime
    whole: float = WHOLE


def message(outgoing: Outgoing) -> EmailMessage:
    """The message, all of it in ASCII on the wire. Nothing in it can end a header: the parts refuse line breaks."""
    mail, rendered = outgoing.mail, outgoing.rendered
    made = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    made["Subject"] = rendered.subject
    made["From"] = Address("Paper Radar", addr_spec=mail.address)
    made["To"] = Address(addr_spec=mail.to)
    made["Date"] = format_datetime(outgoing.at)
    domain = mail.address.rpartition("@")[2]
    made["Message-ID"] = f"<digest.{re.sub('[^0-9A-Za-z.-]', '-', outgoing.name)}@{domain}>"
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"
    made.set_content(rendered.text)
    made.add_alternative(rendered.html, subtype="html")
    return made


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
        raise session.failure(error, outgoing.password) from None
    finally:
        session.close()


class _Session:
    """One connection; `_doing` is what was being done when it failed."""

    def __init__(self, mail: Mail, patience: float, whole: float) -> None:
        self._mail = mail
        self._patience = patience
        self._smtp: smtplib.SMTP | None = None
        self._doing = "connect"
        self._late = False
        self._watch = threading.Timer(whole, self._too_late)
        self._watch.daemon = True

    def deliver(self, password: str, content: bytes, going: Callable[[], None]) -> None:
        self._watch.start()
        smtp = self._smtp = self._connect()
        if self._mail.security == "starttls":
            self._doing = "starttls"
            smtp.ehlo()
            _accepted(*smtp.starttls(context=ssl.create_default_context()))
        self._doing = "login"
        smtp.ehlo_or_helo_if_needed()
        if password and self._mail.user:
            _login(smtp, self._mail.user, password)
        self._doing = "sender"
        _accepted(*smtp.mail(self._mail.address))
        self._doing = "recipient"
        _accepted(*smtp.rcpt(self._mail.to))
        self._doing = "content"
        _accepted(*smtp.docmd("DATA"), expected=354)
        smtp.send(content if content.endswith(b"\r\n") else content + b"\r\n")
        going()
        self._doing = "end"
        smtp.send(b".\r\n")
        _accepted(*smtp.getreply())
        self._doing = "quit"

    def close(self) -> None:
        self._watch.cancel()
        if self._smtp is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                if self._doing == "quit":
                    self._smtp.quit()
            self._smtp.close()

    def failure(self, error: Exception, password: str) -> MailError:
        """The error in words."""
        mail = self._mail
        where = f"{mail.host}:{mail.door}"
        if self._doing == "end" and not isinstance(error, smtplib.SMTPResponseException):
            return MailError(
                "digest_mail_unsure",
                f"{where} fell silent after it was sent the mail; nobody knows whether it arrived.",
                "It is not sent twice. Look into your mail; its papers are in the feed, too.",
                unsure=True,
            )
        match error:
            case ssl.SSLCertVerificationError():
                return MailError(
                    "digest_mail_certificate",
                    f"{where} could not prove who it is: {error.verify_message!s:.120}.",
                    "Check the server's name. A certificate of your own is trusted if SSL_CERT_FILE names its issuer.",
                )
            case ssl.SSLError():
                return MailError(
                    "digest_mail_tls",
                    f"{where} does not speak TLS in this way.",
                    "Port 465 is for TLS, port 587 for STARTTLS.",
                )
            case socket.gaierror():
                hint = "Check the server's name, and the network."
                return MailError("digest_mail_unknown", f"There is no server named {mail.host}.", hint, later=True)
            # The library tells of silence as of an end, and keeps why as the context.
            case _ if self._late or isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
                return MailError(
                    "digest_mail_timeout",
                    f"{where} did not answer in time.",
                    f"Check server, port and encryption: port 465 is for TLS, port 587 for STARTTLS. {_WAIT}",
                    later=True,
                )
            case smtplib.SMTPNotSupportedError() | smtplib.SMTPException() if self._doing == "starttls" and not (
                isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPServerDisconnected)
            ):
                return MailError(
                    "digest_mail_tls",
                    f"{where} offers no STARTTLS.",
                    "Port 465 is for TLS, port 587 for STARTTLS; without encryption choose none.",
                )
            case smtplib.SMTPNotSupportedError():
                return MailError(
                    "digest_mail_login",
                    f"{where} takes no password in this way.",
                    "Take user and password away if it asks for none, or choose another encryption.",
                )
            case smtplib.SMTPResponseException():
                return self._refused(error, where, password)
            case smtplib.SMTPServerDisconnected():
                return MailError("digest_mail_cut", f"{where} ended the connection.", _WAIT, later=True)
            case ConnectionRefusedError():
                hint = f"Check server and port, and whether the server runs. {_WAIT}"
                return MailError("digest_mail_unreachable", f"Nothing listens at {where}.", hint, later=True)
            case OSError():
                hint = f"Check server, port and network. {_WAIT}"
                told = error.strerror or type(error).__name__
                return MailError("digest_mail_unreachable", f"{where} cannot be reached: {told}.", hint, later=True)
        told = f"{where} answered in a form that is no SMTP ({type(error).__name__})."
        return MailError("digest_mail_cut", told, "Check server and port.")

    def _refused(self, error: smtplib.SMTPResponseException, where: str, password: str) -> MailError:
        said = f"{error.smtp_code} {_words(error.smtp_error, password)}".strip()
        if 400 <= error.smtp_code < 500:
            return MailError("digest_mail_later", f"{where} asks to try later: {said}", _WAIT, later=True)
        if self._doing == "login" or isinstance(error, smtplib.SMTPAuthenticationError):
            return MailError(
                "digest_mail_login",
                f"{where} refused user and password: {said}",
                "Check both. Many providers ask for a password made for this purpose (app password).",
            )
        what = {"sender": "the sender", "recipient": "the recipient"}.get(self._doing, "the mail")
        hint = "Check the two addresses: many servers send only for their own users."
        return MailError("digest_mail_refused", f"{where} refused {what}: {said}", hint)

    def _connect(self) -> smtplib.SMTP:
        mail = self._mail
        # The name in the greeting is not this machine's, which is nobody's business and may take long to find.
        if mail.security == "tls":
            return smtplib.SMTP_SSL(
                mail.host,
                mail.door,
                local_hostname="[127.0.0.1]",
                timeout=self._patience,
                context=ssl.create_default_context(),
            )
        return smtplib.SMTP(mail.host, mail.door, local_hostname="[127.0.0.1]", timeout=self._patience)

    def _too_late(self) -> None:
        """Ends a server that sends a byte now and then."""
        self._late = True
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


def _words(said: bytes | str, password: str) -> str:
    """What the server said, on one line and not for long; without the password, which it may have sent back."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    for secret in (password, base64.b64encode(password.encode()).decode()):
        if secret:
            text = text.replace(secret, "…")
    return "".join(char if char.isprintable() else " " for char in text)[:200].strip()
