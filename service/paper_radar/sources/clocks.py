"""Whether this machine's clock is right, by what the sources say of the time in passing."""

import threading
from collections import OrderedDict
from datetime import datetime
from statistics import median_low

from paper_radar.sources.freshness import moment

# Answers take seconds and say whole ones; what is within this is no error of a clock.
TOLERANCE = 120.0
# One server may be wrong itself: the middle one of the sites asked last is believed.
_MOST_SITES = 9


class Clocks:
    """What the sites asked last said. Safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ahead: OrderedDict[str, float] = OrderedDict()

    def heard(self, site: str, date: str, age: str, now: datetime) -> None:
        """An answer came `now` by our clock with this Date and, from a cache on the way, this Age."""
        told = moment(date)
        if told is None:
            return
        seconds = float(age) if age.isascii() and age.isdigit() else 0.0
        with self._lock:
            self._ahead[site] = (now - told).total_seconds() - seconds
            self._ahead.move_to_end(site)
            while len(self._ahead) > _MOST_SITES:
                self._ahead.popitem(last=False)

    @property
    def ahead(self) -> float:
        """Seconds by which our clock is ahead of the sites' (negative: behind); 0 if it is right or not known."""
        with self._lock:
            if not self._ahead:
                return 0.0
            middle = median_low(self._ahead.values())
        return middle if abs(middle) > TOLERANCE else 0.0
