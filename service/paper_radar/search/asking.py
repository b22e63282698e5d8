"""arXiv and Hugging Face, asked for a search on the reader's word: one request each, in the back, through the gates."""

import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from secrets import token_urlsafe
from threading import Event, Lock
from typing import Any, Literal

from paper_radar.errors import BadInputError, PaperRadarError, RateLimitedError
from paper_radar.papers.model import Paper
from paper_radar.search.language import Query
from paper_radar.sources.errors import UnreachableError, UnreadableError
from paper_radar.sources.interruption import Interrupted, interruptible
from paper_radar.storage.base import Pool

log = logging.getLogger(__name__)
REMEMBERED = timedelta(hours=1)
MOST_PAPERS = 100
_MOST_KEPT = 50
# A refresh tries again by itself, who searches must.
_HINTS = {
    UnreachableError.code: "Check the network, then ask again.",
    UnreadableError.code: "Ask again in a few minutes.",
}

Name = Literal["arxiv", "huggingface"]
SourceState = Literal["waiting", "asking", "done", "failed"]
# What asks a source; None where it cannot be asked for this query.
Asking = Callable[[Query], Callable[[], Sequence[Paper]] | None]


@dataclass(frozen=True, slots=True)
class AskedSource:
    """How far one source is; `until` (ISO 8601 UTC) is when one that made us wait may be asked again."""

    source: Name
    state: SourceState = "waiting"
    found: int = 0
    new: int = 0
    error: str = ""
    code: str = ""
    hint: str = ""
    until: str = ""

    def told(self) -> dict[str, Any]:
        """As JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True)
class Ask:
    """One search that the sources are asked for. `ended` is set when they are to be asked no more."""

    query: Query
    at: datetime
    of: dict[Name, AskedSource]
    id: str = field(default_factory=lambda: token_urlsafe(9))
    cancelled: bool = False
    ended: Event = field(default_factory=Event)

    @property
    def sources(self) -> list[AskedSource]:
        return list(self.of.values())

    @property
    def state(self) -> Literal["asking", "done", "cancelled"]:
        if self.cancelled:
            return "cancelled"
        return "done" if all(each.state in ("done", "failed") for each in self.sources) else "asking"


class Asks:
    """Those of the last hour. A query asked again within it asks nobody anew, but sources that failed. Any thread."""

    def __init__(self, asking: Mapping[Name, Asking], pool: Pool, now: Callable[[], datetime]) -> None:
        """`asking` gives, for each source, what asks it for a query, at most MOST_PAPERS papers in one request."""
        self._asking, self._pool, self._now = dict(asking), pool, now
        self._lock = Lock()
        self._kept: OrderedDict[str, Ask] = OrderedDict()
        self._closed = False
        # A thread for each source: no one of them is asked twice at once, and the gates see to the rest.
        self._threads = {
            name: ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"ask-{name}") for name in self._asking
        }

    def begin(self, query: Query) -> Ask:
        """Ask the sources for the query, or be given the asking of the last hour. Raises BadInputError where nothing is
        asked for.
        """
        if not query.clauses:
            raise BadInputError("There is nothing to search for.", "Type some words, or an author.")
        with self._lock:
            now = self._now()
            known = next((each for each in reversed(self._kept.values()) if each.query.clauses == query.clauses), None)
            if known is not None and (now - known.at >= REMEMBERED or known.cancelled):
                known = None
            if known is not None and all(each.state != "failed" for each in known.sources):
                return known
            done = {each.source: each for each in known.sources if each.state != "failed"} if known else {}
            if known is not None and known.state == "asking":
                return known
            ask = Ask(
                query, known.at if known else now, {name: done.get(name) or AskedSource(name) for name in self._asking}
            )
            self._kept[ask.id] = ask
            while len(self._kept) > _MOST_KEPT:
                _, oldest = self._kept.popitem(last=False)
                oldest.ended.set()
            if not self._closed:
                for name in self._asking:
                    if name not in done:
                        self._threads[name].submit(self._ask, ask, name)
        return ask

    def get(self, id: str) -> Ask | None:
        """The asking of this id, unless it is forgotten."""
        with self._lock:
            return self._kept.get(id)

    def cancel(self, id: str) -> Ask | None:
        """End it; one that is done stays so. A request under way is not waited for, what it brings is dropped."""
        with self._lock:
            ask = self._kept.get(id)
            if ask is not None and ask.state == "asking":
                ask.cancelled = True
                ask.ended.set()
            return ask

    def close(self) -> None:
        """Ask no more; a request under way is not waited for longer than its own time-out."""
        with self._lock:
            self._closed = True
            for ask in self._kept.values():
                ask.ended.set()
        for thread in self._threads.values():
            thread.shutdown(wait=False, cancel_futures=True)

    def _ask(self, ask: Ask, name: Name) -> None:
        if ask.ended.is_set():
            return
        self._tell(ask, replace(ask.of[name], state="asking"))
        told = AskedSource(name, "done")
        try:
            asking = self._asking[name](ask.query)
            if asking is not None:
                with interruptible(ask.ended):
                    papers = list(asking())[:MOST_PAPERS]
                if ask.ended.is_set():
                    return
                added = self._pool.add(papers, seen_at=self._now().isoformat(timespec="seconds"))
                told = replace(told, found=len(papers), new=added.new)
        except Interrupted:
            return
        except PaperRadarError as error:
            until = error.until if isinstance(error, RateLimitedError) else ""
            hint = _HINTS.get(error.code, error.hint)
            told = AskedSource(name, "failed", error=error.message, code=error.code, hint=hint, until=until)
        except Exception:
            log.exception("asking %s for a search failed", name)
            told = AskedSource(
                name, "failed", error="Asking failed.", code="error", hint="The service's log has the details."
            )
        self._tell(ask, told)

    def _tell(self, ask: Ask, told: AskedSource) -> None:
        with self._lock:
            ask.of[told.source] = told
