"""Time that passes only when somebody sleeps, so that hours and days pass in none; for gates, Http and stand-ins."""

import threading
from datetime import UTC, datetime, timedelta


class FastTime:
    """`clock` in seconds, `now` in UTC, and `sleep`, which moves both. Safe from any thread."""

    def __init__(self, start: datetime = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)) -> None:
        self.start = start
        self.at = 0.0
        self.slept: list[float] = []
        self._lock = threading.Lock()

    def clock(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)
            self.at += seconds

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.at)

    def forward(self, **by: float) -> None:
        """As `timedelta` takes it: `forward(hours=3)`. Nobody slept."""
        with self._lock:
            self.at += timedelta(**by).total_seconds()
