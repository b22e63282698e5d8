"""Mail servers on loopback: aiosmtpd as it is, and one that answers by a script, for what no real one would do."""

import email
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "reader", "Geheim-密码-1"


class Kept:
    """Keeps every mail, with what went with it. `answer` is what it answers to one: it may refuse."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.sessions: list[Session] = []
        self.arrived = threading.Event()
        self.answer = "250 OK"
        self.recipients: Mapping[str, str] = {}

    async def handle_RCPT(self, server: Any, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        said = self.recipients.get(address, "250 OK")
        if said.startswith("2"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer.startswith("2"):
            self.envelopes.append(envelope)
            self.sessions.append(session)
            self.arrived.set()
        return self.answer

    def mails(self) -> list[EmailMessage]:
        """The mails as a program reads them."""
        read = (email.message_from_bytes(bytes(each.content or b""), policy=default) for each in self.envelopes)
        return [mail for mail in read if isinstance(mail, EmailMessage)]


class _AnyPort(Controller):
    """At a port of the system's choice."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def _knows(server: Any, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    known = isinstance(data, LoginPassword) and data == LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=known, handled=False)


@contextmanager
def mail_server(*, context: ssl.SSLContext | None = None, tls: bool = False, login: bool = False) -> Iterator[Any]:
    """A server's port and what it keeps. With a `context` it offers STARTTLS, or speaks TLS from the first byte."""
    kept = Kept()
    controller = _AnyPort(
        kept,
        hostname="127.0.0.1",
        port=0,
        ssl_context=context if tls else None,
        tls_context=None if tls else context,
        require_starttls=bool(context) and not tls,
        auth_required=login,
        auth_require_tls=False,
        authenticator=_knows if login else None,
    )
    controller.start()
    try:
        yield controller.port, kept
    finally:
        controller.stop()


@contextmanager
def scripted(answers: Mapping[str, bytes]) -> Iterator[tuple[int, list[bytes]]]:
    """A server's port and the lines it heard. It greets with the answer to "", and answers each command by its first
    word, "." being the end of a mail: b"" cuts the connection, b"silent" says nothing, b"endless" a letter now and
    then, all else "250 ok".
    """
    heard: list[bytes] = []
    over = threading.Event()

    def serve(connection: socket.socket) -> None:
        with connection, suppress(OSError), connection.makefile("rwb") as file:
            within, word = False, ""
            while True:
                answer = answers.get(word, b"354 go on\r\n" if word == "DATA" else b"250 ok\r\n")
                if not answer:
                    return
                if answer in (b"silent", b"endless"):
                    while not over.wait(0.02):
                        file.write(b"2" * (answer == b"endless"))
                        file.flush()
                    return
                file.write(answer)
                file.flush()
                within = word == "DATA" and answer.startswith(b"354")
                while line := file.readline():
                    heard.append(line)
                    if not within or line == b".\r\n":
                        break
                if not line:
                    return
                word = "." if within else line.split()[0].decode("ascii", "replace").upper()

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()

    answers = {"": b"220 here\r\n", **answers}
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=accept, daemon=True).start()
        try:
            yield listener.getsockname()[1], heard
        finally:
            over.set()
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
