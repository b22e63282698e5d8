"""One gate for each site, shared by all who ask there: arXiv's many hosts are one site, every other host is its own."""

import random
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial

from paper_radar.errors import RateLimitedError
from paper_radar.sources.addresses import site_of
from paper_radar.sources.errors import RefusedError
from paper_radar.sources.gate import ARXIV_INTERVAL, Gate, elapsed
from paper_radar.sources.interruption import pause
from paper_radar.storage.base import Fetch

# 500 calls in five minutes are free to anybody (hub-docs, rate-limits.md); this stays well below.
HF_INTERVAL = 1.0
HF_BACK_OFF = (5 * 60.0, 15 * 60.0, 60 * 60.0)
# Journals say nothing of limits; a person with a browser asks no faster.
INTERVAL = 2.0
MOST_AN_HOUR = 60
MOST_JITTER = 0.5
_ANSWERED = ("", "source_refused", "source_unreadable")  # codes of fetches in which a site spoke


def _jitter() -> float:
    return random.uniform(0.0, MOST_JITTER)  # noqa: S311  # it hides nothing, it spreads


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Gates:
    """The gates of all sites. `of` gives the same one for as long as this lives; safe from any thread."""

    def __init__(
        self,
        *,
        arxiv_urls: Iterable[str] = (),
        arxiv_interval: float = ARXIV_INTERVAL,
        ar5iv_url: str = "https://ar5iv.labs.arxiv.org",
        hf_url: str = "https://huggingface.co",
        hf_interval: float = HF_INTERVAL,
        interval: float = INTERVAL,
        most_an_hour: int = MOST_AN_HOUR,
        patience: float = 10.0,
        jitter: Callable[[], float] = _jitter,
        clock: Callable[[], float] = elapsed,
        sleep: Callable[[float], None] = pause,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        """`arxiv_urls` are the configured addresses of arXiv, beside all of arxiv.org but its laboratory ar5iv, which
        is a machine of its own; `jitter` gives seconds.

        Raises RefusedError for an address that is none.
        """
        self._gate = partial(Gate, patience=patience, clock=clock, sleep=sleep, now=now)
        self._interval = interval
        self._most_an_hour = most_an_hour
        self._jitter = jitter
        self._lock = threading.Lock()
        self.arxiv = self._gate(arxiv_interval)
        self.huggingface = self._gate(hf_interval, name="Hugging Face", back_off=HF_BACK_OFF)
        ar5iv = self._gate(max(interval, arxiv_interval), name="ar5iv", most_an_hour=most_an_hour, jitter=jitter)
        self._gates = {site_of(ar5iv_url): ar5iv, site_of(hf_url): self.huggingface}
        self._gates |= {site_of(url): self.arxiv for url in arxiv_urls}

    def of(self, url: str) -> Gate:
        """The gate of the site of this address. Raises RefusedError for what is no address of the web."""
        site = site_of(url)
        with self._lock:
            gate = self._gates.get(site)
            if gate is None:
                gate = self._gates[site] = self._new(site)
            return gate

    def _new(self, site: str) -> Gate:
        if site == "arxiv.org" or site.endswith(".arxiv.org"):
            return self.arxiv
        if site in ("huggingface.co", "hf.co") or site.endswith((".huggingface.co", ".hf.co")):
            return self.huggingface
        return self._gate(self._interval, name=site, most_an_hour=self._most_an_hour, jitter=self._jitter)

    def recall(self, fetches: Iterable[Fetch], urls: Mapping[str, str]) -> None:
        """Hold as the recorded fetches say, so that a restart opens no gate.

        `urls` are the addresses of sources by name, beside those of arXiv and Hugging Face. The fetches of all sources
        of a site count together: the last refusals in a row say how long the next hold is.
        """
        of_gate: dict[int, tuple[Gate, list[Fetch]]] = {}
        for fetch in fetches:
            if (gate := self._of_source(fetch.source, urls)) is not None:
                of_gate.setdefault(id(gate), (gate, []))[1].append(fetch)
        for gate, recorded in of_gate.values():
            recorded.sort(key=lambda fetch: fetch.finished, reverse=True)
            until = max((fetch.until for fetch in recorded if fetch.code == RateLimitedError.code), default="")
            gate.hold_until(until, refusals=_refusals(recorded))

    def _of_source(self, name: str, urls: Mapping[str, str]) -> Gate | None:
        # Their sources have names for ever: "arxiv", "arxiv-backfill", "huggingface"; journals are "feed:…".
        known = {"arxiv": self.arxiv, "huggingface": self.huggingface}.get(name.partition("-")[0])
        try:
            return known or (self.of(urls[name]) if name in urls else None)
        except RefusedError:  # an address that has been let in by an older version
            return None


def _refusals(newest_first: Sequence[Fetch]) -> int:
    # One refusal is recorded for every source that met it, each time with the same end of the hold.
    ends: set[str] = set()
    refused = [fetch for fetch in newest_first if fetch.code == RateLimitedError.code]
    for fetch in newest_first:
        if fetch.code == RateLimitedError.code:
            ends.add(fetch.until)
        elif any(one.finished <= fetch.finished < one.until for one in refused):
            continue  # while the gate was closed: a source that had nothing to ask
        if fetch.code in _ANSWERED or fetch.new or fetch.updated:
            break  # so what came before is forgiven
    return len(ends)
