"""A scripted HTTP server on loopback with a log: what every stand-in is built on."""

import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Request:
    at: float  # time.monotonic() on arrival
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]  # names in lower case
    body: bytes


@dataclass(frozen=True)
class Answer:
    """`chunks` are sent one by one, `pause` seconds apart; `cut` closes the connection without the promised rest."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    chunks: Iterable[bytes] | None = None
    pause: float = 0.0
    cut: bool = False


Handler = Callable[[Request], Answer]


class Standin:
    """Answers by the longest registered path prefix; answers queued for a prefix are used up first.

    Use as a context manager; `url` is its address, `log` every request it saw.
    """

    def __init__(self) -> None:
        self.log: list[Request] = []
        self._handlers: dict[str, Handler] = {}
        self._queued: dict[str, deque[Answer]] = defaultdict(deque)
        self._lock = threading.Lock()
        standin = self

        class _Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _serve(self) -> None:
                parts = urlsplit(self.path)
                length = int(self.headers.get("content-length") or 0)
                request = Request(
                    at=time.monotonic(),
                    method=self.command,
                    path=parts.path,
                    query={name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()},
                    headers={name.lower(): value for name, value in self.headers.items()},
                    body=self.rfile.read(length),
                )
                self._send(standin._answer(request))

            def _send(self, answer: Answer) -> None:
                time.sleep(answer.wait)
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if answer.chunks is None:
                    self.send_header("content-length", str(len(answer.body) + (1000 if answer.cut else 0)))
                    self.end_headers()
                    if self.command != "HEAD":
                        self.wfile.write(answer.body)
                else:
                    self.send_header("transfer-encoding", "chunked")
                    self.end_headers()
                    for chunk in answer.chunks:
                        self.wfile.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
                        self.wfile.flush()
                        time.sleep(answer.pause)
                    if not answer.cut:
                        self.wfile.write(b"0\r\n\r\n")
                self.wfile.flush()
                if answer.cut:
                    self.close_connection = True

            do_GET = do_POST = do_HEAD = do_OPTIONS = do_DELETE = do_PATCH = _serve  # noqa: N815

            def log_message(self, format: str, *args: Any) -> None:
                pass

        class _Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: Any, client_address: Any) -> None:
                pass  # a client that went away in the middle is what some tests are about

        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def route(self, prefix: str, handler: Handler) -> None:
        self._handlers[prefix] = handler

    def queue(self, prefix: str, *answers: Answer) -> None:
        """The next requests below the prefix get these, one each, before its handler is asked again."""
        with self._lock:
            self._queued[prefix].extend(answers)

    def requests(self, prefix: str = "/") -> list[Request]:
        return [request for request in list(self.log) if request.path.startswith(prefix)]

    def _answer(self, request: Request) -> Answer:
        with self._lock:
            self.log.append(request)
            prefixes = sorted({*self._handlers, *self._queued}, key=len, reverse=True)
            for prefix in prefixes:
                if request.path.startswith(prefix) and self._queued.get(prefix):
                    return self._queued[prefix].popleft()
        for prefix in prefixes:
            if request.path.startswith(prefix) and prefix in self._handlers:
                return self._handlers[prefix](request)
        return Answer(404, b"no such page here", {"content-type": "text/plain"})

    def __enter__(self) -> "Standin":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
