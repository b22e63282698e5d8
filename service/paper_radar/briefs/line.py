"""The line to the model, which another thread can cut: closing a socket does not wake who reads from it, this does."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import Any

from paper_radar.briefs.failures import WriterError

_MOST_TIME = 300.0  # seconds of one answer
_MOST_BYTES = 16_000_000  # of one answer as it is sent; a full brief in pieces of a letter each is 6 MB


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


def bounded(response: Any) -> None:
    """httpx event hook: an answer that goes on without end, were it with comments only, of which nobody above hears,
    is left with a WriterError.
    """
    response.stream = _bounded_type()(response.stream, time.monotonic)


@lru_cache(maxsize=1)
def _bounded_type() -> Callable[[Any, Callable[[], float]], Any]:
    import httpx  # with the SDK, see `GroqWriter`

    class Bounded(httpx.SyncByteStream):
        def __init__(self, stream: httpx.SyncByteStream, clock: Callable[[], float]) -> None:
            self._stream = stream
            self._clock = clock
            self._end = clock() + _MOST_TIME

        def __iter__(self) -> Iterator[bytes]:
            came = 0
            for piece in self._stream:
                came += len(piece)
                if came > _MOST_BYTES:
                    raise WriterError("groq_cut", "The answer has no end.", "Try again, or choose another model.")
                if self._clock() > self._end:
                    raise WriterError("groq_timeout", "The brief took too long.", "Try again, or choose another model.")
                yield piece

        def close(self) -> None:
            self._stream.close()

    return Bounded
