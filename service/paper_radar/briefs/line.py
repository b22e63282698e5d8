"""The line to the model, which another thread can cut: closing a socket does not wake who reads from it, this does."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any


class Line:
    """Follows the connection that an httpx client opens, and cuts it when a request must stop.

    Give `listen` to the client as an event hook for requests. One request at a time.
    """

    def __init__(self) -> None:
        self._socket: socket.socket | None = None

    def listen(self, request: Any) -> None:
        """httpx event hook: learn of the connection that is opened for this request (an open one is kept in mind)."""
        request.extensions["trace"] = self._trace

    def _trace(self, event: str, info: dict[str, Any]) -> None:
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._socket = info["return_value"].get_extra_info("socket")

    def cut(self) -> None:
        """End what is being sent or read, from any thread. Nothing happens where there is no connection."""
        line = self._socket
        if line is not None:
            # Of the base class: ssl's own shutdown takes the TLS state away under the thread that reads.
            with suppress(OSError):
                socket.socket.shutdown(line, socket.SHUT_RDWR)

    @contextmanager
    def cut_when(self, stop: threading.Event) -> Iterator[None]:
        """Within it, the line is cut as soon as `stop` is set."""
        done = threading.Event()

        def watch() -> None:
            while not done.wait(0.05):
                if stop.is_set():
                    self.cut()

        watcher = threading.Thread(target=watch, name="brief-line", daemon=True)
        watcher.start()
        try:
            yield
        finally:
            done.set()
            watcher.join()
