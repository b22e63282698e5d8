"""TLS: a server is who its name says, though the connection is made to the address that was judged."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest
import trustme
from urllib3.util.connection import create_connection

from paper_radar.errors import SourceError
from paper_radar.sources.errors import RefusedError
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http

ADDRESS = "151.101.3.42"
ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n<rss/>"


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """One that this machine trusts."""
    authority = trustme.CA()
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(file))
    for name in ("https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return authority


@contextmanager
def listening(serve: Callable[[socket.socket], None]) -> Iterator[int]:
    """The port of a server on loopback that gives each connection to `serve`, on a thread of its own."""

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=quietly, args=(listener.accept()[0],), daemon=True).start()

    def quietly(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            serve(connection)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=accept, daemon=True).start()
        try:
            yield listener.getsockname()[1]
        finally:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)


def speaking(authority: trustme.CA, name: str, pieces: Callable[[], Any]) -> Callable[[socket.socket], None]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)

    def serve(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as secure:
            secure.recv(65536)
            for piece in pieces():
                secure.sendall(piece)
                stop.wait(0.02)

    stop = threading.Event()
    return serve


class Internet:
    """Every name is at one public address, behind which is the server of this test."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.looked_up: list[str] = []

    def resolve(self, host: str, port: int) -> list[str]:
        self.looked_up.append(host)
        return [ADDRESS]

    def connect(self, address: str, port: int, **options: Any) -> socket.socket:
        assert address == ADDRESS
        return create_connection(("127.0.0.1", self._port), **options)


def get(port: int, **changes: Any) -> bytes:
    http = Http(**{"timeouts": (5.0, 5.0), "retries": 0, "network": Internet(port), **changes})
    return http.get("https://feeds.example.org/rss", gate=Gate(0.0), public_only=True).body


def trouble(serve: Callable[[socket.socket], None], **changes: Any) -> SourceError:
    with listening(serve) as port, pytest.raises(SourceError, match=r"feeds\.example\.org") as caught:
        get(port, **changes)
    return caught.value


def test_a_server_that_proves_its_name_is_believed(authority: trustme.CA):
    with listening(speaking(authority, "feeds.example.org", lambda: [ANSWER])) as port:
        assert get(port) == b"<rss/>"


def test_one_that_proves_another_name_is_not(authority: trustme.CA):
    error = trouble(speaking(authority, "evil.example.org", lambda: [ANSWER]))
    assert isinstance(error, RefusedError)
    assert "could not prove who it is" in error.message


def test_one_whom_nobody_vouches_for_is_not_and_a_hint_says_what_may_be_wrong(authority: trustme.CA):
    error = trouble(speaking(trustme.CA(), "feeds.example.org", lambda: [ANSWER]))
    assert "could not prove who it is" in error.message
    assert "clock" in error.hint


def test_one_that_speaks_no_tls_is_named():
    assert trouble(lambda connection: connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")).hint


def test_a_head_that_drips_meets_the_deadline_under_tls_too(authority: trustme.CA):
    error = trouble(speaking(authority, "feeds.example.org", lambda: repeat(b"x")), deadline=0.3)
    assert "fell silent" in error.message


def test_through_a_proxy_the_name_is_proved_by_the_server_behind_it(
    authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
):
    asked: list[bytes] = []

    def tunnel(client: socket.socket) -> None:
        asked.append(client.recv(65536).splitlines()[0])
        client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        speaking(authority, "feeds.example.org", lambda: [ANSWER])(client)

    monkeypatch.setenv("https_proxy", "http://proxy.example.org:3128")
    with listening(tunnel) as port:
        assert get(port) == b"<rss/>"
    assert [line.rpartition(b" ")[0] for line in asked] == [b"CONNECT feeds.example.org:443"]
