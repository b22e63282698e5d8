"""How a fetch is ended while it waits: at a gate, or before it tries again.

A source asks from deep within loops of its own, at gates that it shares with others who must not be disturbed. So the
wish to end is told to the thread that fetches, and asked for wherever that thread waits.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_ENDED: ContextVar[threading.Event | None] = ContextVar("ended", default=None)
# How soon a wait for a lock hears of it; seconds.
PATIENCE = 0.1


class Interrupted(BaseException):
    """Whoever began this fetch wants it to end now."""


@contextmanager
def interruptible(ended: threading.Event) -> Iterator[None]:
    """Within this, waits of this thread raise Interrupted once `ended` is set."""
    token = _ENDED.set(ended)
    try:
        yield
    finally:
        _ENDED.reset(token)


def check() -> None:
    """Raises Interrupted if this thread's fetch is to end."""
    ended = _ENDED.get()
    if ended is not None and ended.is_set():
        raise Interrupted


def pause(seconds: float) -> None:
    """Wait as `time.sleep` does. Raises Interrupted as soon as this thread's fetch is to end."""
    ended = _ENDED.get()
    if ended is None:
        time.sleep(seconds)
    elif ended.wait(seconds):
        raise Interrupted


@contextmanager
def held(lock: threading.Lock) -> Iterator[None]:
    """Wait for the lock and hold it. Raises Interrupted before and while it waits."""
    check()
    while not lock.acquire(timeout=PATIENCE if _ENDED.get() else -1):
        check()
    try:
        yield
    finally:
        lock.release()
