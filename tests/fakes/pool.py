"""A pool in memory, which keeps the promises of `storage.base.Pool` and no file."""

import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from paper_radar.papers.model import Paper, merged
from paper_radar.papers.text import terms
from paper_radar.storage.base import Added, Fetch


class FakePool:
    """`recorded` is every attempt recorded, oldest first. Raises what `trouble` holds, if anything, on every `add`."""

    def __init__(self, papers: Iterable[Paper] = ()) -> None:
        self.papers: dict[str, Paper] = {}
        self.seen: dict[str, str] = {}
        self.recorded: list[Fetch] = []
        self.memories: dict[str, dict[str, Any]] = {}
        self.trouble: Exception | None = None
        self._revision = 0
        self._lock = threading.RLock()
        self.add(papers, seen_at="2026-01-01T00:00:00+00:00")

    @property
    def notices(self) -> tuple[str, ...]:
        return ()

    def add(self, papers: Iterable[Paper], *, seen_at: str) -> Added:
        if self.trouble is not None:
            raise self.trouble
        counts: Counter[str] = Counter()
        with self._lock:
            for paper in papers:
                old = self.papers.get(paper.key)
                record = paper if old is None else merged(old, paper)
                counts["new" if old is None else "unchanged" if record == old else "updated"] += 1
                self.papers[paper.key] = record
                self.seen.setdefault(paper.key, seen_at)
            self._revision += 1
        return Added(new=counts["new"], updated=counts["updated"], unchanged=counts["unchanged"])

    def get(self, key: str) -> Paper | None:
        return self.papers.get(key)

    def get_many(self, keys: Iterable[str]) -> dict[str, Paper]:
        return {key: self.papers[key] for key in keys if key in self.papers}

    def first_seen(self, keys: Iterable[str]) -> dict[str, str]:
        return {key: self.seen[key] for key in keys if key in self.seen}

    def newest(self, *, limit: int, offset: int = 0, since: str = "") -> list[Paper]:
        announced = [paper for paper in self.papers.values() if paper.announced >= since]
        announced.sort(key=lambda paper: paper.key)
        announced.sort(key=lambda paper: paper.announced, reverse=True)
        return announced[offset : offset + limit]

    def count(self, *, since: str = "") -> int:
        return sum(paper.announced >= since for paper in self.papers.values())

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        held = [_held(paper) for paper in self.papers.values()]
        return {term: sum(term in each for each in held) for term in terms}

    def index_terms(self, keys: Sequence[str]) -> dict[str, list[str]]:
        return {key: terms(f"{paper.title}\n{paper.abstract}") for key in keys if (paper := self.papers.get(key))}

    def candidates(self, terms: Sequence[str], *, limit: int) -> list[Paper]:
        frequency = self.frequencies(terms)
        weighed = [
            (-sum(1 / frequency[term] for term in terms if term in _held(paper)), key)
            for key, paper in self.papers.items()
        ]
        return [self.papers[key] for weight, key in sorted(weighed) if weight < 0][:limit]

    def revision(self) -> int:
        return self._revision

    def record_fetch(self, fetch: Fetch) -> None:
        with self._lock:
            self.recorded.append(fetch)

    def last_fetches(self) -> dict[str, Fetch]:
        return {fetch.source: fetch for fetch in list(self.recorded)}

    def last_success(self, source: str) -> str:
        went_well = [fetch.finished for fetch in list(self.recorded) if fetch.source == source and not fetch.error]
        return went_well[-1] if went_well else ""

    def fetches(self, source: str, *, limit: int = 20) -> list[Fetch]:
        return [fetch for fetch in reversed(list(self.recorded)) if fetch.source == source][:limit]

    def memory(self, source: str) -> dict[str, Any]:
        return dict(self.memories.get(source, {}))

    def remember(self, source: str, memory: Mapping[str, Any]) -> None:
        self.memories[source] = dict(memory)

    def close(self) -> None:
        pass


def _held(paper: Paper) -> set[str]:
    return set(terms(f"{paper.title} {paper.abstract}"))
