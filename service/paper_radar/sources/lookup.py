"""Papers that a visited page shows and the pool lacks, asked of arXiv in the back, one request after the other."""

import logging
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Sequence
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
# Of a listing: so many of its newest papers, and nothing more of it for an hour. What arXiv does not have it will not
# have in an hour's time either.
MOST_OF_A_PAGE = 100
PAGE_REST = timedelta(hours=1)
ABSENT_REST = timedelta(days=1)
# Ten requests: a reader who turns the pages of a search is not to keep arXiv's gate closed for the refresh.
MOST_AN_HOUR = 1000
_MOST_REMEMBERED = 5000


class Lookups:
    """At most one request at a time; every caller of the same paper waits for the same one."""

    def __init__(
        self,
        find: Callable[[str], Paper | None],
        find_many: Callable[[Sequence[str]], Sequence[Paper]],
        pool: Pool,
        now: Callable[[], datetime],
    ) -> None:
        """`find` gives the paper of an arXiv id, `find_many` of many ids those arXiv has; both raise SourceError."""
        self._find = find
        self._find_many = find_many
        self._pool = pool
        self._now = now
        self._lock = Lock()
        self._waiting: set[str] = set()
        self._failed: dict[str, tuple[datetime, str]] = {}
        self._listed: set[str] = set()
        self._pages: OrderedDict[str, datetime] = OrderedDict()
        self._absent: OrderedDict[str, datetime] = OrderedDict()
        self._spent: deque[tuple[datetime, int]] = deque()
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

    def ask_listing(self, page: str, arxiv_ids: Iterable[str]) -> bool:
        """Whether papers of this listing are being fetched; `arxiv_ids` are those that the pool lacks, in any order.

        Begins with the newest of them if the page (its address) was not asked for within the hour. What goes wrong is
        in the log alone: the page shows its papers without their abstracts, as it did before.
        """
        with self._lock:
            now = self._now()
            self._forget(now)
            wanted = [each for each in dict.fromkeys(arxiv_ids) if each not in self._absent]
            if not self._listed.isdisjoint(wanted):
                return True
            room = MOST_AN_HOUR - sum(count for _, count in self._spent)
            if self._closed or page in self._pages or not wanted or not room:
                return False
            chosen = sorted(wanted, key=_age, reverse=True)[: min(MOST_OF_A_PAGE, room)]
            self._pages[page] = now
            self._spent.append((now, len(chosen)))
            self._listed.update(chosen)
            self._thread.submit(self._fetch_listing, page, chosen)
        return True

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
                self._add([paper])
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

    def _fetch_listing(self, page: str, arxiv_ids: Sequence[str]) -> None:
        absent: set[str] = set()
        again = True
        try:
            papers = self._find_many(arxiv_ids)
            self._add(papers)
            absent = set(arxiv_ids) - {paper.arxiv_id for paper in papers}
            again = False
        except PaperRadarError as error:
            log.warning("the papers of a listing could not be looked up. %s", error.message)
        except Exception:
            log.exception("looking up the papers of a listing failed")
        finally:
            with self._lock:
                self._listed.difference_update(arxiv_ids)
                self._absent.update(dict.fromkeys(absent, self._now()))
                if again:
                    self._pages[page] = self._now() - PAGE_REST + FORGET

    def _add(self, papers: Sequence[Paper]) -> None:
        self._pool.add(papers, seen_at=self._now().isoformat(timespec="seconds"))

    def _forget(self, now: datetime) -> None:
        for page in [page for page, asked in self._pages.items() if now - asked >= PAGE_REST]:
            del self._pages[page]
        while self._spent and now - self._spent[0][0] >= timedelta(hours=1):
            self._spent.popleft()
        while self._absent and (
            len(self._absent) > _MOST_REMEMBERED or now - next(iter(self._absent.values())) >= ABSENT_REST
        ):
            self._absent.popitem(last=False)


def _age(arxiv_id: str) -> tuple[str, str]:
    """Sorts by the month of the id, then by its number: 2602.11557 after 2602.00001 after hep-th/9901001."""
    archive, _, number = arxiv_id.rpartition("/")
    if archive:
        return f"{'19' if number[:2] >= '91' else '20'}{number[:4]}", number
    return f"20{number[:4]}", number
