"""A pool in memory, which keeps the promises of `storage.base.Pool` and no file."""

import threading
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from paper_radar.papers.model import Paper
from paper_radar.papers.origins import origins
from paper_radar.papers.text import terms
from paper_radar.papers.works import is_arxiv, joined, same_work
from paper_radar.storage.base import Added, Fetch


class FakePool:
    """`recorded` is every attempt recorded, oldest first. Raises what `trouble` holds, if anything, on every `add`."""

    def __init__(self, papers: Iterable[Paper] = ()) -> None:
        self.papers: dict[str, Paper] = {}
        self.seen: dict[str, str] = {}
        self.last: dict[str, str] = {}
        self.told: dict[str, dict[str, str]] = {}
        self.joined: dict[str, str] = {}
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
                known = self._lead(paper)
                old = self.papers.pop(known, None)
                record = paper if old is None else joined(old, paper)
                lead = record.key
                is_known = paper.key == known or paper.key in self.joined
                counts["new" if old is None else "unchanged" if record == old and is_known else "updated"] += 1
                self.papers[lead] = record
                self.told[lead] = origins(self.told.pop(known, {}), old, record, paper)
                self.seen[lead] = min(self.seen.pop(known, seen_at), seen_at)
                self.last[lead] = max(self.last.pop(known, ""), seen_at[:10])
                led_there = {alias for alias, leads_to in self.joined.items() if leads_to == known}
                self.joined |= dict.fromkeys(({known, paper.key} | led_there) - {lead}, lead)
            self._revision += 1
        return Added(new=counts["new"], updated=counts["updated"], unchanged=counts["unchanged"])

    def _lead(self, paper: Paper) -> str:
        """The key under which the paper's work stands, its own if it is new."""
        key = self.joined.get(paper.key, paper.key)
        if key in self.papers:
            return key
        others = (each for each in self.papers.values() if not (is_arxiv(key) and is_arxiv(each.key)))
        return next((each.key for each in others if same_work(each, paper)), key)

    def prune(self, *, before: str, keep: Collection[str], limit: int = 200) -> int:
        kept = {self.joined.get(key, key) for key in keep}
        gone = [key for key in self.papers if self.last[key] < before[:10] and key not in kept][:limit]
        with self._lock:
            for key in gone:
                del self.papers[key], self.seen[key], self.last[key], self.told[key]
            self.joined = {alias: key for alias, key in self.joined.items() if key not in gone}
            self._revision += bool(gone)
        return len(gone)

    def get(self, key: str) -> Paper | None:
        return self.papers.get(self.joined.get(key, key))

    def get_many(self, keys: Iterable[str]) -> dict[str, Paper]:
        return {key: paper for key in keys if (paper := self.get(key))}

    def first_seen(self, keys: Iterable[str]) -> dict[str, str]:
        return {key: self.seen[paper.key] for key, paper in self.get_many(keys).items()}

    def last_seen(self, keys: Iterable[str]) -> dict[str, str]:
        return {key: self.last[paper.key] for key, paper in self.get_many(keys).items()}

    def origins(self, key: str) -> dict[str, str]:
        return dict(self.told.get(self.joined.get(key, key), {}))

    def aliases(self, keys: Iterable[str]) -> dict[str, str]:
        return {key: self.joined[key] for key in keys if key in self.joined}

    def other_keys(self, key: str) -> tuple[str, ...]:
        lead = self.joined.get(key, key)
        return tuple(sorted(alias for alias, leads_to in self.joined.items() if leads_to == lead))

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

    def joins(self) -> int:
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
