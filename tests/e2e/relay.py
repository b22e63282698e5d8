"""Stands between the extension and the service, counts the saves, and loses the answers to some of them."""

import json
import threading
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Relay:
    """A server on loopback that hands every request to the service at `port`; use as a context manager.

    While the service is away a connection ends without an answer. `loses` says, at each answer to a save, whether the
    answer is lost on its way: the service has taken the save, and the extension cannot know.
    """

    def __init__(self, port: int, loses: Callable[[], bool] = lambda: False) -> None:
        self.saves = 0  # requests to save that the service answered
        self.repeated = 0  # of these, saves that it had taken before
        self.lost = 0  # answers
        self.in_vain = 0  # requests to save while the service was away
        relay = self

        class _Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _hand_on(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                save = self.command == "POST" and self.path == "/api/v1/library"
                service = HTTPConnection("127.0.0.1", port, timeout=20)
                try:
                    headers = {**dict(self.headers.items()), "Host": f"127.0.0.1:{port}"}
                    service.request(self.command, self.path, body, headers)
                    answer = service.getresponse()
                    told = answer.read()
                except (OSError, HTTPException):
                    relay.in_vain += save
                    self.close_connection = True
                    return
                finally:
                    service.close()
                if save:
                    relay.saves += 1
                    relay.repeated += _outcome(told) == "repeated"
                    if loses():
                        relay.lost += 1
                        self.close_connection = True
                        return
                self.send_response(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in ("connection", "content-length", "transfer-encoding"):
                        self.send_header(name, value)
                self.send_header("content-length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)

            do_GET = do_POST = do_PATCH = do_DELETE = do_OPTIONS = _hand_on  # noqa: N815

            def log_message(self, format: str, *args: Any) -> None:
                pass

        class _Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: Any, client_address: Any) -> None:
                pass  # a worker that dies breaks its connections off

        self._server = _Server(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> "Relay":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def _outcome(told: bytes) -> str:
    try:
        return str(json.loads(told)["outcome"]["what"])
    except (ValueError, KeyError, TypeError):
        return ""
