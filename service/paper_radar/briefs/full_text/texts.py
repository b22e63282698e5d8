"""The full texts that briefs are made from, fetched when a brief wants one, and the last of them kept in memory."""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, get_args

from paper_radar.briefs.full_text.fitting import ABSTRACT, fitted_for
from paper_radar.briefs.full_text.reading import parts_of
from paper_radar.briefs.material import Material, Part, of_abstract, research_of
from paper_radar.errors import PaperRadarError
from paper_radar.papers.model import Paper
from paper_radar.sources.interruption import Interrupted, interruptible

Site = Literal["html", "ar5iv"]
# The page of this arXiv id (and version, if it is known) on one of the two sites, None if it has none. Raises
# SourceError, and Interrupted where the thread's fetch is to end.
Fetch = Callable[[Site, str, int | None], bytes | None]

# About what the free plan of Groq has room for beside the prompt itself; grounding looks at all of it.
ROOM = 4500
MOST_KEPT = 16
# A paper of today has its HTML within the day.
ABSENT_FOR = 30 * 60.0
PATIENCE = 25.0
_LOOK = 0.1
_SITES: tuple[Site, ...] = get_args(Site)

log = logging.getLogger(__name__)
_Key = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class _Text:
    """What was found; without parts nothing was, and it is asked for again when `until` has come."""

    site: Site
    parts: tuple[Part, ...]
    until: float = 0.0


@dataclass(slots=True)
class _Fetching:
    """A fetch under way in a thread of its own, and how many wait for it."""

    ended: threading.Event = field(default_factory=threading.Event)
    stop: threading.Event = field(default_factory=threading.Event)
    waiting: int = 0


class FullTexts:
    """Safe from any thread. `room` is the most tokens of a paper's material; all times are in seconds."""

    def __init__(
        self,
        fetch: Fetch,
        *,
        room: int = ROOM,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetch = fetch
        self._room = room
        self._patience = patience
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[_Key, _Text] = OrderedDict()
        self._under_way: dict[_Key, _Fetching] = {}

    def material_of(
        self, number: int, paper: Paper, why: tuple[str, ...], length: str, stop: threading.Event
    ) -> Material:
        """The paper with the sections of its full text that matter most, or its abstract alone: for a short brief, for
        a paper that is not on arXiv, and where no full text can be had in time. Ends soon after `stop` is set.
        """
        if length != "full" or not paper.arxiv_id or paper.withdrawn:
            return of_abstract(number, paper, why)
        text = self._text(paper, stop)
        if text is None or not text.parts:
            return of_abstract(number, paper, why)
        abstract = (Part(ABSTRACT, paper.abstract),) if paper.abstract.strip() else ()
        parts = fitted_for(paper, why, (*abstract, *text.parts), self._room)
        return research_of(number, paper, parts, text.site, why)

    def _text(self, paper: Paper, stop: threading.Event) -> _Text | None:
        key = (paper.arxiv_id, paper.version)
        with self._lock:
            kept = self._kept.get(key)
            if kept and (kept.parts or self._clock() < kept.until):
                self._kept.move_to_end(key)
                return kept
            fetching = self._under_way.get(key)
            if fetching is None or fetching.stop.is_set():
                fetching = self._under_way[key] = _Fetching()
                threading.Thread(target=self._bring, args=(key, paper, fetching), name="full text", daemon=True).start()
            fetching.waiting += 1
        self._wait(fetching, stop)
        with self._lock:
            return self._kept.get(key)

    def _wait(self, fetching: _Fetching, stop: threading.Event) -> None:
        """Until it has ended, or the brief is to end, or patience is over: then it goes on for who asks again."""
        last = self._clock() + self._patience
        while not (fetching.ended.wait(_LOOK) or stop.is_set() or self._clock() > last):
            pass
        with self._lock:
            fetching.waiting -= 1
            if stop.is_set() and not fetching.waiting:
                fetching.stop.set()

    def _bring(self, key: _Key, paper: Paper, fetching: _Fetching) -> None:
        text: _Text | None = None
        try:
            with interruptible(fetching.stop):
                text = self._read(key, paper)
        except Interrupted:
            pass
        except Exception:
            # The rim of the thread: a page that no one foresaw must not take the brief away.
            log.exception("the full text of arXiv:%s could not be read", key[0])
        finally:
            with self._lock:
                if text is not None:
                    self._kept[key] = text
                    self._kept.move_to_end(key)
                    while len(self._kept) > MOST_KEPT:
                        self._kept.popitem(last=False)
                if self._under_way.get(key) is fetching:
                    del self._under_way[key]
            fetching.ended.set()

    def _read(self, key: _Key, paper: Paper) -> _Text | None:
        """What the first of the sites has that has something; None if one of them could not be asked."""
        all_told = True
        for site in _SITES:
            try:
                page = self._fetch(site, *key)
            except PaperRadarError as error:
                log.info("no full text of arXiv:%s from %s: %s", key[0], site, error.message)
                all_told = False
                continue
            if page is not None and (parts := parts_of(page, paper)):
                return _Text(site, parts)
        return _Text("html", (), self._clock() + ABSENT_FOR) if all_told else None
