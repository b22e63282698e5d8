"""The thread that refreshes what is due, from the start of the service to its end."""

import logging
import threading
from collections.abc import Callable, Collection, Sequence

from paper_radar.sources.refresh import Refresher

log = logging.getLogger(__name__)
# A look reads what is recorded of each source. It is also how long a machine that wakes from sleep may lag behind:
# the clock of the wait stood still meanwhile, the one by which sources are due did not.
TICK_SECONDS = 60.0
CHORES_SECONDS = 60 * 60.0
# Who follows one author often follows the next a moment later, and many fit into one query.
SETTLE_SECONDS = 3.0
# Which sources have something to be asked for an entry that is new on the radar, by its kind.
FOR_NEW_ENTRY = {
    "author": ("arxiv-authors", "arxiv-followed"),
    "topic": ("arxiv-backfill",),
    "category": ("arxiv", "arxiv-backfill"),
}


class Scheduler:
    """Refreshes what is due, from `start` to `stop`: at once, and then whenever something is.

    `chores` are done between two refreshes, first at the start and then every `CHORES_SECONDS`: each call does a small
    part and returns how much, 0 when nothing is left.
    """

    def __init__(
        self,
        refresher: Refresher,
        minutes: float,
        tick: float = TICK_SECONDS,
        chores: Sequence[Callable[[], int]] = (),
        settle: float = SETTLE_SECONDS,
    ) -> None:
        self._refresher = refresher
        self._minutes = minutes
        self._tick = tick
        self._chores = chores
        self._settle = settle
        self._lock = threading.Lock()
        self._soon: set[str] = set()
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin looking, in the back. With 0 minutes nothing is ever due; without chores too, nothing is begun."""
        if (self._minutes > 0 or self._chores) and self._thread is None:
            self._thread = threading.Thread(target=self._look, name="scheduler", daemon=True)
            self._thread.start()

    def stop(self, timeout: float = 5.0) -> None:
        """Look no more. Waits `timeout` seconds for a refresh that was begun here; may be called twice."""
        self._stopping.set()
        self._woken.set()
        if self._thread is not None:
            self._thread.join(timeout)

    def soon(self, names: Collection[str]) -> None:
        """Ask these sources in a moment, due or not: there is something new to ask for. Nothing with 0 minutes."""
        with self._lock:
            self._soon.update(names)
        self._woken.set()

    def _look(self) -> None:
        rest = 0.0
        while not self._stopping.is_set():
            try:
                asked = {*self._refresher.due(self._minutes), *self._wanted_soon()}
                if asked:
                    self._refresher.run(only=asked)
                if rest <= 0 and not self._refresher.running:
                    self._do_chores()
                    rest = CHORES_SECONDS
            except Exception:  # the next look may go better; without this there would be none
                log.exception("the scheduler could not refresh")
            if self._woken.wait(self._tick):
                self._woken.clear()
                self._stopping.wait(self._settle)
            rest -= self._tick

    def _wanted_soon(self) -> set[str]:
        with self._lock:
            soon, self._soon = self._soon, set()
        if self._minutes <= 0:
            return set()
        paused = {name for name, each in self._refresher.next_tries(self._minutes).items() if each.why == "off"}
        return soon - paused

    def _do_chores(self) -> None:
        for chore in self._chores:
            while not (self._stopping.is_set() or self._refresher.running) and chore():
                # Between two parts whoever waits for the file has a turn.
                self._stopping.wait(0.01)
