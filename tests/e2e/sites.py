"""arXiv, Hugging Face and a publisher on loopback: recorded pages and pages of our own under their real addresses."""

import ssl
import threading
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import trustme

from tests.shared import DATA

HOSTS = ["arxiv.org", "export.arxiv.org", "huggingface.co", "journal.example.org", "evil.example.org"]

_RECORDED = DATA / "arxiv" / "pages"


class Sites:
    """A TLS server that answers for every host of `HOSTS`; use as a context manager. `log` has each address asked for.

    What was `put` comes first, then the recorded pages of ../shared, then 404.
    """

    def __init__(self) -> None:
        self.log: list[str] = []
        self._pages: dict[str, tuple[bytes, str]] = {}
        sites = self

        class _Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                url = f"https://{self.headers.get('host', '')}{self.path}"
                sites.log.append(url)
                body, kind = sites.page(url) or (b"<!doctype html><title>404</title><h1>Not found</h1>", "")
                self.send_response(200 if kind else 404)
                self.send_header("content-type", kind or "text/html; charset=utf-8")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        class _Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 64

            def handle_error(self, request: Any, client_address: Any) -> None:
                pass  # the browser breaks connections off when a tab closes

        self._server = _Server(("127.0.0.1", 0), _Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trustme.CA().issue_cert(*HOSTS).configure_cert(context)
        # The handshake belongs to the connection's own thread: here it would hold up all the others.
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def put(self, url: str, body: str | bytes, kind: str = "text/html; charset=utf-8") -> str:
        """Answer `url` (its query counts, its fragment does not) with `body` from now on; gives `url` back."""
        self._pages[url] = (body.encode() if isinstance(body, str) else body, kind)
        return url

    def page(self, url: str) -> tuple[bytes, str] | None:
        """The page at this address and its content type."""
        if put := self._pages.get(url):
            return put
        recorded = _recorded(url)
        return (recorded.read_bytes(), "text/html; charset=utf-8") if recorded else None

    def __enter__(self) -> "Sites":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def _recorded(url: str) -> Path | None:
    """The recorded file of an arXiv address: /abs/<id>, /list/<archive>/<period>, /search/."""
    parts = urlsplit(url)
    if parts.hostname != "arxiv.org":
        return None
    place, _, rest = parts.path.strip("/").partition("/")
    name = rest.strip("/").replace("/", "_")
    names: Sequence[str] = {
        "abs": (f"abs/{name}.html", f"abs/{name}_recorded_2026.html"),
        "list": (f"list/list_{name}.html",),
        "search": ("search/results_show_abstracts.html",),
    }.get(place, ())
    return next((path for part in names if (path := _RECORDED / part).is_file()), None)
