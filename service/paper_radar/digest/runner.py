"""The thread that makes and sends what is due, from the start of the service to its end."""

import logging
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)
# How late a digest may be; also how long a machine that wakes from sleep may lag behind.
TICK_SECONDS = 30.0


class Runner:
    """Calls `step` at once and then every `tick` seconds, from `start` to `stop`."""

    def __init__(self, step: Callable[[], object], tick: float = TICK_SECONDS) -> None:
        self._step = step
        self._tick = tick
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, in the back."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._look, name="digest", daemon=True)
            self._thread.start()

    def soon(self) -> None:
        """Look now: the reader changed something."""
        self._woken.set()

    def stop(self, timeout: float = 5.0) -> None:
        """Look no more. Waits `timeout` seconds for a mail that is on its way; may be called twice."""
        self._stopping.set()
        self._woken.set()
        if self._thread is not None:
            self._thread.join(timeout)

    def _look(self) -> None:
        while True:
            self._woken.clear()
            if self._stopping.is_set():
                return
            try:
                self._step()
            except Exception:  # the next look may go better; without this there would be none
                log.exception("the digest could not be made")
            self._woken.wait(self._tick)
