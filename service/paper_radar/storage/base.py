"""The two protocols that everything else knows of storage. A pair for PostgreSQL will stand behind the same ones."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from paper_radar.papers.model import Paper

Document = dict[str, Any]
Table = Literal["radar", "library", "briefs", "feedback", "settings", "tokens"]


class Workspace(Protocol):
    """One person's radar, library, briefs, feedback, settings and paired tokens: small tables of JSON documents.

    Every call is safe from any thread. What a writing call returned from is on the disk. Documents handed in and out
    are copies: changing one changes nothing here.
    """

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user must be told about the file, such as that an unreadable one was set aside."""
        ...

    def get(self, table: Table, id: str) -> Document | None: ...

    def all(self, table: Table) -> dict[str, Document]:
        """Every document of the table by id, in the order in which the ids were first written."""
        ...

    def put(self, table: Table, id: str, document: Mapping[str, Any]) -> None: ...

    def change(self, table: Table, id: str, change: Callable[[Document | None], Document | None]) -> Document | None:
        """Read, change and write one document with nobody in between; None from `change` removes it."""
        ...

    def delete(self, table: Table, id: str) -> Document | None:
        """Remove and return the document, so that the caller can offer undo."""
        ...

    def revision(self, table: Table) -> int:
        """A number that grows with every write to the table: the key for caches of what was computed from it."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the papers handed to the pool. `skipped` counts those that could not be taken."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One attempt to bring a source's papers in. Times are ISO 8601 UTC; `error` is "" when it went well."""

    source: str
    started: str
    finished: str
    new: int = 0
    updated: int = 0
    skipped: int = 0
    error: str = ""
    note: str = ""
    until: str = ""


class Pool(Protocol):
    """Papers fetched from the sources, 100,000 and more, with the index from which related papers are drawn.

    Safe from any thread. `seen_at` is ISO 8601 UTC.
    """

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user must be told about the file, such as that a damaged one was set aside."""
        ...

    def add(self, papers: Iterable[Paper], *, seen_at: str) -> Added: ...

    def get(self, key: str) -> Paper | None: ...

    def get_many(self, keys: Iterable[str]) -> dict[str, Paper]: ...

    def first_seen(self, keys: Iterable[str]) -> dict[str, str]:
        """When each of these papers first reached the pool."""
        ...

    def newest(self, *, limit: int, offset: int = 0, since: str = "") -> list[Paper]:
        """Papers announced on or after `since` (ISO date), newest first, ties by key: one stable order."""
        ...

    def count(self, *, since: str = "") -> int: ...

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """In how many papers of the pool each index term (see `papers.text.terms`) stands."""
        ...

    def index_terms(self, keys: Sequence[str]) -> dict[str, list[str]]:
        """The index terms of title and abstract of these papers, in their order, repeats included."""
        ...

    def candidates(self, terms: Sequence[str], *, limit: int) -> list[Paper]:
        """Papers that hold at least one of the index terms, those with more and rarer ones first."""
        ...

    def revision(self) -> int:
        """A number that grows with every change of the pool."""
        ...

    def record_fetch(self, fetch: Fetch) -> None: ...

    def last_fetches(self) -> dict[str, Fetch]:
        """The latest attempt of each source."""
        ...

    def last_success(self, source: str) -> str:
        """When the source last went well (ISO 8601 UTC), "" if never."""
        ...

    def close(self) -> None: ...
