"""A scripted HTTP server on loopback with a log: what every stand-in is built on."""

import gzip
import hashlib
import threading
import time
import zlib
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

_HELD = 30.0  # seconds after which a test has failed


@dataclass(frozen=True)
class Request:
    at: float  # the stand-in's `clock` on arrival; time.monotonic() unless told otherwise
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]  # names in lower case
    body: bytes


@dataclass(frozen=True)
class Answer:
    """`chunks` are sent one by one, `pause` seconds apart; `cut` closes the connection without the promised rest.

    With an `etag` (as it goes over the wire: '"1"', 'W/"1"') or `modified` (an HTTP date), the stand-in sends them and
    by itself answers 304 to who knows them. `coding` "gzip" or "deflate" compresses the body. A "date" in `headers`
    takes the place of the stand-in's own; "" leaves it out. Nothing is sent before `held` is set.
    """

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    held: threading.Event | None = None
    chunks: Iterable[bytes] | None = None
    pause: float = 0.0
    cut: bool = False
    etag: str = ""
    modified: str = ""
    coding: str = ""


Handler = Callable[[Request], Answer]


def tagged(answer: Answer) -> Answer:
    """With an ETag made of its body, as arXiv's feeds have one."""
    return replace(answer, etag=f'"{hashlib.sha256(answer.body).hexdigest()}"')


class Standin:
    """Answers by the longest registered path prefix; answers queued for a prefix are used up first.

    Use as a context manager; `url` is its address, `log` every request it saw, `most_open` how many connections it had
    at once at most. While `instead` is set, it is the answer to everything. `clock` (of the log) and `now` (of the Date
    header) may be set to those of a test's own time.
    """

    def __init__(self) -> None:
        self.log: list[Request] = []
        self.clock: Callable[[], float] = time.monotonic
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.instead: Answer | None = None
        self.open = 0
        self.most_open = 0
        self._handlers: dict[str, Handler] = {}
        self._queued: dict[str, deque[Answer]] = defaultdict(deque)
        self._lock = threading.Lock()
        standin = self

        class _Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            counted = False

            def setup(self) -> None:
                super().setup()
                self.counted = True
                standin._count(+1)

            def finish(self) -> None:
                self._leave()
                super().finish()

            def _leave(self) -> None:
                if self.counted:
                    self.counted = False
                    standin._count(-1)

            def _serve(self) -> None:
                parts = urlsplit(self.path)
                length = int(self.headers.get("content-length") or 0)
                request = Request(
                    at=standin.clock(),
                    method=self.command,
                    path=parts.path,
                    query={name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()},
                    headers={name.lower(): value for name, value in self.headers.items()},
                    body=self.rfile.read(length),
                )
                self._send(_conditional(standin._answer(request), request))

            def _send(self, answer: Answer) -> None:
                time.sleep(answer.wait)
                if answer.held:
                    answer.held.wait(_HELD)
                headers = {"date": format_datetime(standin.now(), usegmt=True), **answer.headers}
                if answer.coding:
                    headers["content-encoding"] = answer.coding
                if answer.cut:
                    self.close_connection = True
                if answer.status >= 300:  # who sees that may go without the rest
                    self._last()
                self.send_response_only(answer.status)
                for name, value in headers.items():
                    if value or name != "date":
                        self.send_header(name, value)
                if self.close_connection:
                    self.send_header("connection", "close")  # as RFC 9112 §9.6 asks, else it may be used again
                if answer.chunks is None:
                    body = _coded(answer)
                    if answer.status != 304:
                        self.send_header("content-length", str(len(body) + (1000 if answer.cut else 0)))
                    last = len(body) - 1 if body and self.command != "HEAD" else 0
                    if not last:
                        self._last()
                    self.end_headers()
                    if self.command != "HEAD":
                        self.wfile.write(body[:last])
                        self._last()
                        self.wfile.write(body[last:])
                else:
                    self.send_header("transfer-encoding", "chunked")
                    self.end_headers()
                    for chunk in answer.chunks:
                        self.wfile.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
                        self.wfile.flush()
                        time.sleep(answer.pause)
                    self._last()
                    if not answer.cut:
                        self.wfile.write(b"0\r\n\r\n")
                self.wfile.flush()

            def _last(self) -> None:
                # Who has the last byte may come again at once, before the thread here has got as far as `finish`.
                if self.close_connection:
                    self._leave()

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

    def forget_queued(self) -> None:
        """What was queued for a case that failed is not for the next one."""
        with self._lock:
            self._queued.clear()

    def requests(self, prefix: str = "/") -> list[Request]:
        return [request for request in list(self.log) if request.path.startswith(prefix)]

    def _count(self, by: int) -> None:
        with self._lock:
            self.open += by
            self.most_open = max(self.most_open, self.open)

    def _answer(self, request: Request) -> Answer:
        with self._lock:
            self.log.append(request)
            prefixes = sorted({*self._handlers, *self._queued}, key=len, reverse=True)
            for prefix in prefixes:
                if request.path.startswith(prefix) and self._queued.get(prefix):
                    return self._queued[prefix].popleft()
        if self.instead is not None:
            return self.instead
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


def _conditional(answer: Answer, request: Request) -> Answer:
    """The answer with its validators, or 304 to who sent one that still holds (RFC 9110 §13.2.2)."""
    own = {name: value for name, value in (("etag", answer.etag), ("last-modified", answer.modified)) if value}
    if not own:
        return answer
    known = request.headers.get("if-none-match")
    if known is not None:
        tags = [known, *known.split(",")]  # a tag may hold commas
        holds = answer.etag.removeprefix("W/") in [tag.strip().removeprefix("W/") for tag in tags]
    else:
        holds = bool(answer.modified) and request.headers.get("if-modified-since") == answer.modified
    kept = {name: value for name, value in answer.headers.items() if name not in ("content-type", "content-encoding")}
    if holds and answer.status == 200:
        return Answer(304, b"", {**kept, **own}, wait=answer.wait)
    return replace(answer, headers={**answer.headers, **own})


def _coded(answer: Answer) -> bytes:
    match answer.coding:
        case "gzip":
            return gzip.compress(answer.body, mtime=0)
        case "deflate":
            return zlib.compress(answer.body)
    return answer.body
