"""The vectors of the pool's papers, computed in the back as papers arrive, and the nearness that requests read."""

import ctypes
import hashlib
import logging
import os
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from paper_radar.errors import PaperRadarError
from paper_radar.papers.model import Paper
from paper_radar.related.terms import text_of
from paper_radar.semantic.encoder import Encoder
from paper_radar.semantic.nearness import cosines
from paper_radar.semantic.waiting import Waiting
from paper_radar.storage.base import Pool
from paper_radar.storage.vectors import SqliteVectors, StoredVector

log = logging.getLogger(__name__)
# After each paper the machine is another's for a moment, wherever threads have no priority of their own.
PAUSE_SECONDS = 0.01
# A model that nobody needs gives its memory back.
IDLE_SECONDS = 60.0
RETRY_SECONDS = 600.0
# Vectors written at once: what a kill can undo, two or three seconds of work.
_WRITTEN = 32
_VISITED = 256
_NICE = 10


@dataclass(frozen=True, slots=True)
class Progress:
    """What the embedder is at: `embedded` of `papers` in the pool have a vector. `error` and `hint` if it is wrong."""

    state: Literal["stopped", "loading", "working", "ready", "wrong"]
    model: str = ""
    embedded: int = 0
    papers: int = 0
    error: str = ""
    hint: str = ""


class Embedder:
    """Embeds papers in one thread of low priority, from `start` to `close`. Safe from any thread.

    No call waits for the model. What was embedded is kept, so that a start after a kill goes on where the kill came.
    """

    def __init__(
        self,
        folder: Path,
        pool: Pool,
        vectors: SqliteVectors,
        *,
        load: Callable[[Path], Encoder] = Encoder,
        pause: float = PAUSE_SECONDS,
        idle: float = IDLE_SECONDS,
    ) -> None:
        """`folder` holds the model, which `load` opens; `pause` and `idle` are seconds."""
        self._folder, self._pool, self._vectors = folder, pool, vectors
        self._load, self._pause, self._idle = load, pause, idle
        self._encoder: Encoder | None = None
        self._model = ""
        self._lock = threading.Lock()
        self._waiting = Waiting()
        # Of visited pages, in memory alone: a vector on the disk would be a trace of what was read.
        self._visited: OrderedDict[str, tuple[bytes, bytes]] = OrderedDict()
        self._state: Literal["stopped", "loading", "working", "ready", "wrong"] = "stopped"
        self._trouble: PaperRadarError | None = None
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, in the back: first the model is loaded, then the pool is looked through, the newest papers first."""
        if self._thread is None:
            self._state = "loading"
            self._thread = threading.Thread(target=self._run, name="embedder", daemon=True)
            self._thread.start()

    def close(self, timeout: float = 5.0) -> None:
        """Embed no more; the paper under way is waited for. May be called twice."""
        self._closing.set()
        self._waiting.wake()
        if self._thread is not None:
            self._thread.join(timeout)
        self._vectors.close()

    def arrived(self, keys: Sequence[str]) -> None:
        """These papers of the pool are new or changed."""
        self._waiting.arrived(keys)

    def gone(self, keys: Sequence[str]) -> None:
        """No paper of the pool stands under these keys any more."""
        try:
            self._vectors.remove(keys)
        except PaperRadarError as error:
            # What is left costs 400 bytes a paper and is never asked for.
            log.warning("%s", error.message)

    def nearness(self, page: Paper) -> Callable[[Sequence[Paper]], list[float | None]] | None:
        """What gives the cosines of papers with the page, None for a paper that has no vector.

        None if the page has no vector yet; then it is embedded in the back for the next time.
        """
        model = self._model
        if not model or self._state == "wrong":
            return None
        try:
            vector = self._vector(page, model)
        except PaperRadarError as error:
            log.warning("%s", error.message)
            return None
        if vector is None:
            return None

        def near(papers: Sequence[Paper]) -> list[float | None]:
            keys = [paper.key for paper in papers]
            try:
                return cosines(vector, keys, self._vectors.vectors(model, keys))
            except PaperRadarError as error:
                log.warning("%s", error.message)
                return [None] * len(keys)

        return near

    @property
    def progress(self) -> Progress:
        """How far it is. Counts the vectors: not for every request."""
        trouble, model = self._trouble, self._model
        try:
            embedded = self._vectors.count(model) if model else 0
            papers = self._pool.count()
        except PaperRadarError as error:
            return Progress("wrong", self._folder.name, error=error.message, hint=error.hint)
        told = (trouble.message, trouble.hint) if trouble else ("", "")
        return Progress(self._state, self._folder.name, embedded, papers, *told)

    def _vector(self, page: Paper, model: str) -> bytes | None:
        digest = _digest(page)
        of_text, vector = self._of_visited(page.key)
        if of_text == digest:
            return vector or None
        stored = self._vectors.vectors(model, [page.key]).get(page.key)
        if not stored:
            self._waiting.visited(page)
        return stored or vector or None

    def _of_visited(self, key: str) -> tuple[bytes, bytes]:
        """The digest of the page's text and its vector, both empty if it has not been visited lately."""
        with self._lock:
            return self._visited.get(key, (b"", b""))

    def _run(self) -> None:
        _lower_priority()
        while not self._closing.is_set():
            try:
                if not self._model:
                    self._ready()
                self._state = "working"
                self._embed_all()
                self._state, self._trouble = "ready", None
            except PaperRadarError as error:
                # A model that is broken, a disk that is full: whoever mends it needs not start the service anew.
                if self._trouble is None or self._trouble.message != error.message:
                    log.warning("Nearness by meaning is off for now. %s %s", error.message, error.hint)
                self._state, self._trouble, self._encoder = "wrong", error, None
                self._waiting.look_through()
                self._closing.wait(RETRY_SECONDS)
            except Exception:
                self._state, self._trouble = "wrong", PaperRadarError("It failed. The service's log has the details.")
                log.exception("embedding broke off")
                return
            else:
                self._rest()

    def _rest(self) -> None:
        """Until there is something to do; the model is let go meanwhile."""
        if not self._waiting.wait(self._idle):
            self._encoder = None
            _give_memory_back()
            self._waiting.wait()

    def _ready(self) -> Encoder:
        """The encoder, loaded if it is not. The files may be others than those of the last time."""
        if self._encoder is None:
            self._encoder = self._load(self._folder)
            if self._model != self._encoder.name:
                with self._lock:
                    self._visited.clear()
                self._model = self._encoder.name
                self._waiting.look_through()
        return self._encoder

    def _embed_all(self) -> None:
        self._embed_visited()
        while not self._closing.is_set() and (papers := self._waiting.papers(self._pool)) is not None:
            known = self._vectors.digests(self._model, [paper.key for paper in papers])
            lacking = [paper for paper in papers if known.get(paper.key) != _digest(paper)]
            for start in range(0, len(lacking), _WRITTEN):
                self._embed(lacking[start : start + _WRITTEN])
            self._embed_visited()
            self._closing.wait(self._pause)

    def _embed(self, papers: Sequence[Paper]) -> None:
        made: list[StoredVector] = []
        encoder = self._ready()
        for paper in papers:
            self._embed_visited()
            if self._closing.is_set():
                break
            digest = _digest(paper)
            of_text, vector = self._of_visited(paper.key)
            if of_text != digest:
                vector = _vector_of(paper, encoder)
                self._closing.wait(self._pause)
            made.append(StoredVector(paper.key, digest, vector))
        if made:
            self._vectors.put(encoder.name, made)

    def _embed_visited(self) -> None:
        while not self._closing.is_set() and (page := self._waiting.page()) is not None:
            digest = _digest(page)
            if self._of_visited(page.key)[0] == digest:
                continue  # asked for again while it was being embedded
            vector = _vector_of(page, self._ready())
            with self._lock:
                self._visited[page.key] = (digest, vector)
                self._visited.move_to_end(page.key)
                while len(self._visited) > _VISITED:
                    self._visited.popitem(last=False)


def _vector_of(paper: Paper, encoder: Encoder) -> bytes:
    """Empty if the model fails on this text: one paper without a vector, which is not tried again and again."""
    try:
        return encoder.encode(text_of(paper))
    except Exception:
        log.exception("no vector of %s", paper.key)
        return b""


def _digest(paper: Paper) -> bytes:
    return hashlib.sha256(text_of(paper).encode("utf-8", "surrogatepass")).digest()[:8]


def _give_memory_back() -> None:
    """To the system: glibc would keep two thirds of what the model took (malloc_trim(3))."""
    with suppress(OSError, AttributeError):  # another C library has no such call
        ctypes.CDLL(None).malloc_trim(0)


def _lower_priority() -> None:
    """Of this thread alone, which only Linux can do (setpriority(2), "C library/kernel differences")."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
