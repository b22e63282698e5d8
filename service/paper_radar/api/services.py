"""Everything a route may use, wired once by `app.create_app` and found again from within a request."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock, Thread
from typing import cast

from flask import current_app

from paper_radar.api.learned import Learned
from paper_radar.api.pairing import PairingCodes
from paper_radar.api.reading import Reading
from paper_radar.api.reads import Reads
from paper_radar.briefs.jobs import BriefJobs
from paper_radar.briefs.usage import Usage
from paper_radar.briefs.writer import Writer, warm
from paper_radar.config import Settings
from paper_radar.digest.atom import AtomSecret
from paper_radar.digest.digests import Digests
from paper_radar.digest.posting import Post
from paper_radar.digest.runner import Runner
from paper_radar.feed.feed import Feed
from paper_radar.library.saved import Library
from paper_radar.matching.worker import Traffic, Worker
from paper_radar.papers.model import Paper
from paper_radar.search.asking import Asks
from paper_radar.search.finding import Finder
from paper_radar.search.suggestions import Suggester
from paper_radar.semantic.embedder import Embedder
from paper_radar.sources.journals.subscriptions import Subscriptions
from paper_radar.sources.lookup import Lookups
from paper_radar.sources.refresh import Refresher
from paper_radar.sources.scheduler import Scheduler
from paper_radar.start.author import AuthorSearch
from paper_radar.storage.base import Workspace
from paper_radar.storage.lock import FolderLock
from paper_radar.storage.pool import SqlitePool


class Visited:
    """The papers of the last pages, which a brief or a save may ask for before any source has brought them."""

    def __init__(self, size: int = 256) -> None:
        self._papers: OrderedDict[str, Paper] = OrderedDict()
        self._size = size
        self._lock = Lock()

    def add(self, papers: Iterable[Paper]) -> None:
        with self._lock:
            for paper in papers:
                self._papers[paper.key] = paper
                self._papers.move_to_end(paper.key)
            while len(self._papers) > self._size:
                self._papers.popitem(last=False)

    def get(self, key: str) -> Paper | None:
        with self._lock:
            return self._papers.get(key)

    def papers(self) -> list[Paper]:
        """All of them, the latest first."""
        with self._lock:
            return list(reversed(self._papers.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """`secret` lets the commands of the same user on the same machine in; it lives only in the lock file (0600)."""

    settings: Settings
    now: Callable[[], datetime]
    secret: str
    lock: FolderLock
    workspace: Workspace
    pool: SqlitePool
    library: Library
    learned: Learned
    reading: Reading
    reads: Reads
    feed: Feed
    finder: Finder
    suggester: Suggester
    asks: Asks
    briefs: BriefJobs
    usage: Usage
    # Who writes briefs now; None without a key.
    writer: Callable[[], Writer | None]
    subscriptions: Subscriptions
    refresher: Refresher
    scheduler: Scheduler
    lookups: Lookups
    authors: AuthorSearch
    codes: PairingCodes
    digests: Digests
    post: Post
    postman: Runner
    atom: AtomSecret
    traffic: Traffic
    workers: tuple[Worker, ...]
    # Seconds by which this machine's clock is ahead of the sources'.
    clock_ahead: Callable[[], float] = lambda: 0.0
    visited: Visited = field(default_factory=Visited)
    embedder: Embedder | None = None

    def paper(self, key: str) -> Paper | None:
        """What is known of the paper: the library first, for its corrections, then the pool, then the last pages."""
        saved = self.library.get(key)
        if saved is not None and saved.paper.abstract:
            return saved.paper
        return self.pool.get(key) or self.visited.get(key) or (saved.paper if saved else None)

    def start(self) -> None:
        """What runs in the back of a serving process, and of no other."""
        self.scheduler.start()
        self.postman.start()
        if self.settings.groq_api_key:
            Thread(target=warm, name="brief-warm", daemon=True).start()
        for worker in self.workers:
            worker.start()
        if self.embedder:
            self.embedder.start()
        self.briefs.resume()
        # Reading 17,000 papers takes a quarter of a second, which the first who opens the feed need not wait for.
        Thread(target=self.feed.warm, name="feed-warm", daemon=True).start()

    def close(self) -> None:
        """Stop what runs, write what is pending, give the folder back. May be called twice."""
        for worker in self.workers:
            worker.stop()
        if self.embedder:
            self.embedder.close()
        self.postman.stop()
        # In this order: the scheduler waits for the refresh that it began, which ends when the refresher is closed.
        self.refresher.close()
        self.scheduler.stop()
        self.lookups.close()
        self.asks.close()
        self.briefs.close()
        self.learned.close()
        self.workspace.close()
        self.pool.close()
        self.lock.release()


def services() -> Services:
    """The services of the application that answers the current request."""
    return cast(Services, current_app.extensions["paper_radar"])
