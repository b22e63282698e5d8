"""What is to be embedded: pages just visited, papers that arrived, and the pool where it must be looked through."""

import threading
from collections import OrderedDict
from collections.abc import Sequence

from paper_radar.papers.model import Paper
from paper_radar.storage.base import Pool

_READ = 200
# Beyond so many papers at once (an import), the whole pool is looked through instead.
_MOST_ARRIVED = 20_000
_MOST_VISITED = 16


class Waiting:
    """A queue whose entries are few, however many papers wait. Safe from any thread."""

    def __init__(self) -> None:
        """At first the whole pool is to be looked through."""
        self._lock = threading.Lock()
        self._something = threading.Event()
        self._visited: OrderedDict[str, Paper] = OrderedDict()
        self._arrived: dict[str, None] = {}
        # Where the look through the pool is, None when it is done.
        self._place: int | None = 0

    def arrived(self, keys: Sequence[str]) -> None:
        """These papers of the pool are new or changed."""
        with self._lock:
            if len(self._arrived) + len(keys) > _MOST_ARRIVED:
                self._arrived.clear()
                self._place = 0
            else:
                self._arrived.update(dict.fromkeys(keys))
        self._something.set()

    def visited(self, page: Paper) -> None:
        """The reader is at this page; of many, the last ones are kept."""
        with self._lock:
            self._visited[page.key] = page
            self._visited.move_to_end(page.key)
            while len(self._visited) > _MOST_VISITED:
                self._visited.popitem(last=False)
        self._something.set()

    def look_through(self) -> None:
        """The whole pool, from its newest papers on."""
        with self._lock:
            self._place = 0

    def page(self) -> Paper | None:
        """The page visited last, as the reader may still be there; it waits no more."""
        with self._lock:
            return self._visited.popitem()[1] if self._visited else None

    def papers(self, pool: Pool) -> list[Paper] | None:
        """The next papers of the pool, which wait no more; none of them may be there any longer. None at the end."""
        with self._lock:
            keys = list(self._arrived)[:_READ]
            for key in keys:
                del self._arrived[key]
            place = self._place
        if keys:
            return list(pool.get_many(keys).values())
        if place is None:
            return None
        papers = pool.newest(limit=_READ, offset=place)
        with self._lock:
            if self._place == place:  # and nobody has begun anew meanwhile
                self._place = place + len(papers) if papers else None
        return papers

    def wait(self, seconds: float | None = None) -> bool:
        """Until something came or `wake` was called; False if nothing did within the seconds (None: without end)."""
        came = self._something.wait(seconds)
        if came:
            self._something.clear()
        return came

    def wake(self) -> None:
        """Let nobody wait longer."""
        self._something.set()
