"""The threads that work in the back, and give way to whoever asks something of the service."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger(__name__)
_LOOK_SECONDS = 0.5
# However many requests come, a paper is matched this often.
_PATIENCE_SECONDS = 0.04


class Traffic:
    """How many requests are being answered: Python runs one thread at a time, and would let the thread in the back go
    on for 5 ms whenever a request reads from the disk.
    """

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._requests = 0
        self._mine = threading.local()

    @contextmanager
    def request(self) -> Iterator[None]:
        """For as long as a request is being answered."""
        with self._condition:
            self._requests += 1
        self._mine.answering = True
        try:
            yield
        finally:
            self._mine.answering = False
            with self._condition:
                self._requests -= 1
                self._condition.notify_all()

    def counting(self, app: "WSGIApplication") -> "WSGIApplication":
        """The application, each of its requests counted until it begins to answer."""

        def counted(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
            with self.request():
                return app(environ, start_response)

        return counted

    def give_way(self) -> None:
        """Wait until no request is being answered, but not for long. A request gives way to nobody."""
        if self._requests and not getattr(self._mine, "answering", False):
            with self._condition:
                self._condition.wait_for(lambda: not self._requests, _PATIENCE_SECONDS)


class Work(Protocol):
    """What is done in small steps (`matching.Matching`, `library.renewal.Renewal`)."""

    def step(self, pause: Callable[[], None], /) -> bool:
        """Do some; False if there is none. `pause` is called often, and may end the step by what it raises."""
        ...


class Worker:
    """Does the work from `start` to `stop`, whenever there is some."""

    def __init__(self, name: str, work: Work, traffic: Traffic, look: float = _LOOK_SECONDS) -> None:
        """`look`: after so many seconds without work it looks whether there is some."""
        self._name = name
        self._steps = work
        self._traffic = traffic
        self._look = look
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, in the back."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
            self._thread.start()

    def stop(self, timeout: float = 5.0) -> None:
        """End after the paper at hand. May be called twice."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout)

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                worked = self._steps.step(self._pause)
            except _StoppedError:
                return
            except Exception:  # the next look may go better; without this there would be none
                log.exception("the work in the back (%s) failed", self._name)
                worked = False
            # Between two batches whoever waits for the file or for a step has a turn.
            time.sleep(0.001) if worked else self._stopping.wait(self._look)

    def _pause(self) -> None:
        if self._stopping.is_set():
            raise _StoppedError
        self._traffic.give_way()


class _StoppedError(Exception):
    """The batch at hand is not needed: what it would have found is found at the next start."""
