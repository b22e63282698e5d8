"""Single papers that a visited page needs and the pool lacks, asked of arXiv in the back, one after the other."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Lock

from paper_radar.errors import PaperRadarError
from paper_radar.papers.model import Paper
from paper_radar.storage.base import Pool

log = logging.getLogger(__name__)
# A paper that arXiv did not have, or could not give, is asked for again after this long.
FORGET = timedelta(minutes=2)
MOST_WAITING = 50


class Lookups:
    """At most one request at a time; every caller of the same paper waits for the same one."""

    def __init__(self, find: Callable[[str], Paper | None], pool: Pool, now: Callable[[], datetime]) -> None:
        self._find = find
        self._pool = pool
        self._now = now
        self._lock = Lock()
        self._waiting: set[str] = set()
        self._failed: dict[str, tuple[datetime, str]] = {}
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="lookup")
        self._closed = False

    def ask(self, arxiv_id: str) -> tuple[bool, str]:
        """(is it still being fetched, what went wrong). (False, "") once the pool has it: look there first."""
        with self._lock:
            if arxiv_id in self._waiting:
                return True, ""
            failed = self._failed.get(arxiv_id)
            if failed and self._now() - failed[0] < FORGET:
                return False, failed[1]
            if self._closed:
                return False, ""
            if len(self._waiting) >= MOST_WAITING:
                return False, "Too many papers are waiting to be fetched from arXiv. Try again in a few minutes."
            self._waiting.add(arxiv_id)
            self._failed.pop(arxiv_id, None)
            self._thread.submit(self._fetch, arxiv_id)
        return True, ""

    def close(self) -> None:
        """Drop what waits; a request under way is not waited for longer than its own time-out."""
        with self._lock:
            self._closed = True
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _fetch(self, arxiv_id: str) -> None:
        trouble = ""
        try:
            paper = self._find(arxiv_id)
            if paper is None:
                trouble = f"arXiv has no paper {arxiv_id}."
            else:
                self._pool.add([paper], seen_at=self._now().isoformat(timespec="seconds"))
        except PaperRadarError as error:
            trouble = f"{error.message} {error.hint}".strip()
        except Exception:
            log.exception("looking up %s failed", arxiv_id)
            trouble = f"Looking up arXiv:{arxiv_id} failed. The service's log has the details."
        finally:
            with self._lock:
                self._waiting.discard(arxiv_id)
                if trouble:
                    self._failed[arxiv_id] = (self._now(), trouble)
