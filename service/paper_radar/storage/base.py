"""The two protocols that everything else knows of storage. A pair for PostgreSQL will stand behind the same ones."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol

from paper_radar.papers.model import Paper
from paper_radar.radar.lookups import Lookup

Document = dict[str, Any]
Table = Literal["radar", "library", "briefs", "feedback", "reads", "settings", "tokens"]


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

    def ids(self, table: Table) -> list[str]:
        """The ids of the table in the order of `all`: who has no use for all documents at once gets them one by one."""
        ...

    def put(self, table: Table, id: str, document: Mapping[str, Any]) -> None: ...

    def put_many(self, table: Table, documents: Mapping[str, Mapping[str, Any] | None]) -> None:
        """Write them all, or none, at the price of one write; None removes. The revision grows by one; of no documents,
        by none.
        """
        ...

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
    """One attempt to bring a source's papers in. Times are ISO 8601 UTC; `error` is "" when it went well, `code` the
    error's word for programs.

    `status` is that of the last HTTP answer (304: nothing had changed; 0: none came), `failures` counts the attempts in
    a row that failed, with this one, of which the first was at `failing_since`; `until` is when a source that made us
    wait may be asked again, `fresh_until` when by its own word there can be something new. `cancelled`: ended by the
    reader before its end.
    """

    source: str
    started: str
    finished: str
    new: int = 0
    updated: int = 0
    skipped: int = 0
    error: str = ""
    note: str = ""
    until: str = ""
    code: str = ""
    status: int = 0
    failures: int = 0
    fresh_until: str = ""
    cancelled: bool = False
    failing_since: str = ""


class Pool(Protocol):
    """Papers fetched from the sources, 100,000 and more, with the index from which related papers are drawn.

    Safe from any thread. `seen_at` is ISO 8601 UTC.
    """

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user must be told about the file, such as that a damaged one was set aside."""
        ...

    def add(self, papers: Iterable[Paper], *, seen_at: str) -> Added: ...

    def prune(self, *, before: str, keep: Collection[str], limit: int = 200) -> int:
        """Remove at most `limit` papers that no source has delivered since the day `before` (ISO 8601), in one
        transaction; how many it were, 0 when there are none left. Those to keep are named by any of their keys.
        """
        ...

    # A preprint and its publication are one record, under the key on arXiv if it has one: wherever a key is asked for,
    # one that was joined into another record leads there, and the paper that is answered bears the other key.

    def get(self, key: str) -> Paper | None: ...

    def get_many(self, keys: Iterable[str]) -> dict[str, Paper]: ...

    def first_seen(self, keys: Iterable[str]) -> dict[str, str]:
        """When each of these papers first reached the pool."""
        ...

    def last_seen(self, keys: Iterable[str]) -> dict[str, str]:
        """The day (ISO 8601) on which a source last delivered each of these papers."""
        ...

    def origins(self, key: str) -> dict[str, str]:
        """Field → source, for the fields of the paper that another source than its `source` has told."""
        ...

    def aliases(self, keys: Iterable[str]) -> dict[str, str]:
        """The key under which the paper stands now, for those of the keys that were joined into another's record."""
        ...

    def other_keys(self, key: str) -> tuple[str, ...]:
        """The keys that were joined into the record of this paper."""
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

    def joins(self) -> int:
        """A number that grows with every change of what `aliases` may answer, and seldom otherwise."""
        ...

    def record_fetch(self, fetch: Fetch) -> None: ...

    def last_fetches(self) -> dict[str, Fetch]:
        """The latest attempt of each source."""
        ...

    def last_success(self, source: str) -> str:
        """When the source last went well (ISO 8601 UTC), "" if never."""
        ...

    def fetches(self, source: str, *, limit: int = 20) -> list[Fetch]:
        """The latest attempts of the source, newest first; some 50 are kept."""
        ...

    def memory(self, source: str) -> dict[str, Any]:
        """What the source wanted to be told at its next fetch (see `sources.batch`), {} at the first."""
        ...

    def remember(self, source: str, memory: Mapping[str, Any]) -> None: ...

    def close(self) -> None: ...


class HitRow(NamedTuple):
    """A hit as it is kept: of which definition, 1 if it is a match (0: possible), and where and why (see
    `radar.entries.Hit`); `field` is a place in `matching.rows.FIELDS`, `place` the hit's `index`.
    """

    definition: int
    sure: int
    score: int
    field: int
    place: int
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Definition:
    """What of an entry decides its hits; settled once every paper that does not wait was matched against it."""

    id: int
    settled: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a paper: the digest of the content in which these hits were found, and whether it waits."""

    digest: int
    waits: bool
    hits: tuple[HitRow, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """Papers with a hit of one of the definitions, or under one of the keys of the index (`radar.lookups`)."""

    definitions: tuple[int, ...] = ()
    keys: tuple[str, ...] = ()


class HitStore(Protocol):
    """The hits found in the papers of a pool, whoever follows what: entries are known by definitions.

    A paper that came or changed waits until it has been matched against all that is followed. Papers go by their ids
    in the pool, a `turn` tells one state of a paper from another. Safe from any thread.
    """

    def definitions(self) -> Mapping[str, Definition]:
        """Every definition, by its fingerprint."""
        ...

    def define(self, fingerprints: Iterable[str]) -> None:
        """Make definitions for those that have none, not settled."""
        ...

    def settle(self, ids: Iterable[int], *, settled: bool = True) -> None: ...

    def drop(self, id: int, *, most: int) -> bool:
        """Take away up to `most` hits of a definition that is not settled, and with the last one itself: then True."""
        ...

    def kept(self, keys: Iterable[str]) -> tuple[frozenset[int], dict[str, Kept]]:
        """The settled definitions, and what is kept of these papers of the pool by key; both as of one moment."""
        ...

    def look(self, lookups: Iterable[Lookup]) -> set[int]:
        """The papers where one of the lookups says."""
        ...

    def newest_first(self, ids: Collection[int] | None = None) -> list[int]:
        """These papers, or all, in the order in which they were announced, the latest first."""
        ...

    def holding(self, ids: Collection[int], words: str, *, limit: int) -> list[int]:
        """The newest of these papers that hold the words as they stand, in capitals or not: what to read first."""
        ...

    def waiting(self, *, limit: int) -> list[int]:
        """The newest papers that wait."""
        ...

    def any_waiting(self) -> bool: ...

    def count_waiting(self, *, since: str = "") -> int: ...

    def read(self, ids: Sequence[int], *, waits: bool | None = None) -> list[tuple[int, int, Paper]]:
        """Id, turn (0 if it does not wait) and paper, of those that are there, in their order; if told, only of those
        that wait, or do not.
        """
        ...

    def put(self, found: Sequence[tuple[int, int, Sequence[HitRow]]], *, waited: bool) -> None:
        """Keep what was found in papers, each with the turn in which it was read; one that changed since is passed
        over. With `waited` they are all their hits, and the papers wait no more.
        """
        ...

    def hitting(
        self, sought: Sought, *, but: Sought, since: str = "", seen_after: str = "", dismissed: Collection[str] = ()
    ) -> list[int]:
        """The papers of the day `since` or later that hit what is sought, newest first; without those that are sure
        to hit `but`, and without the dismissed (keys). `seen_after` (ISO 8601 UTC): only those first seen after it.
        """
        ...
