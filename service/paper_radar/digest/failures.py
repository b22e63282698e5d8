"""Why a mail was not sent, in words: each failure has its code, and says what to do about it."""

import base64
import smtplib
import socket
import ssl

from paper_radar.digest.settings import Mail
from paper_radar.errors import PaperRadarError

_WAIT = "It is tried again by itself; the options tell when it went well."


class MailError(PaperRadarError):
    """The mail was not sent. `later`: it may go well by itself later. `unsure`: it may have arrived all the same."""

    status = 502

    def __init__(self, code: str, message: str, hint: str, *, later: bool = False, unsure: bool = False) -> None:
        super().__init__(message, hint)
        self.code = code
        self.later = later
        self.unsure = unsure


def failure(error: Exception, mail: Mail, doing: str, password: str, *, late: bool = False) -> MailError:
    """The error in words, by what was being done (see `smtp`); `late`: the time for all of it was over. Whatever the
    server said, the password is not in it.
    """
    where = f"{mail.host}:{mail.door}"
    if doing == "end" and not isinstance(error, smtplib.SMTPResponseException):
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
        case _ if isinstance(error, socket.gaierror) or (isinstance(error, UnicodeError) and doing == "connect"):
            hint = "Check the server's name, and the network."
            return MailError("digest_mail_unknown", f"There is no server named {mail.host}.", hint, later=True)
        # The library tells of silence as of an end, and keeps why as the context.
        case _ if late or isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
            return MailError(
                "digest_mail_timeout",
                f"{where} did not answer in time.",
                f"Check server, port and encryption: port 465 is for TLS, port 587 for STARTTLS. {_WAIT}",
                later=True,
            )
        case smtplib.SMTPNotSupportedError() | smtplib.SMTPException() if doing == "starttls" and not (
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
            return _refused(error, mail, doing, password)
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


def _refused(error: smtplib.SMTPResponseException, mail: Mail, doing: str, password: str) -> MailError:
    where = f"{mail.host}:{mail.door}"
    said = f"{error.smtp_code} {_words(error.smtp_error, mail.user, password)}".strip()
    if 400 <= error.smtp_code < 500:
        return MailError("digest_mail_later", f"{where} asks to try later: {said}", _WAIT, later=True)
    if doing == "login" or isinstance(error, smtplib.SMTPAuthenticationError):
        return MailError(
            "digest_mail_login",
            f"{where} refused user and password: {said}",
            "Check both. Many providers ask for a password made for this purpose (app password).",
        )
    what = {"sender": "the sender", "recipient": "the recipient"}.get(doing, "the mail")
    hint = "Check the two addresses: many servers send only for their own users."
    return MailError("digest_mail_refused", f"{where} refused {what}: {said}", hint)


def _words(said: bytes | str, user: str, password: str) -> str:
    """What the server said, on one line and not for long; without the password, which it may have sent back."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    if password:
        for secret in (f"\0{user}\0{password}", password):
            text = text.replace(base64.b64encode(secret.encode()).decode(), "…").replace(secret, "…")
    return "".join(char if char.isprintable() else " " for char in text)[:200].strip()
