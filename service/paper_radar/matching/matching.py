"""Matching the pool against the radar once: new papers against every entry, new entries against the papers where the
index finds them."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from threading import Lock

from paper_radar.matching.followed import FollowedRadar
from paper_radar.matching.rows import row_of
from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry
from paper_radar.radar.lookups import lookup_of
from paper_radar.radar.matcher import Radar
from paper_radar.storage.base import Definition, HitRow, HitStore

# So many papers a transaction: it holds the interpreter for some milliseconds at a time, and the disk syncs once.
_FIRST = 50
_BATCH = 200
_QUEUED = 5_000
_DROPPED_AT_ONCE = 2_000
# Where an entry must be looked for in more papers than this, those that hold its very words are read first.
_MANY = 1_000
_LIKELY = 50
# Entries that come within this time of one another are looked for together.
_FRESH_SECONDS = 1.0


class _Scan:
    """Entries that are being looked for, with the papers in which they may still be found: the likely ones first, then
    the newest.
    """

    def __init__(
        self,
        entries: dict[str, Entry],
        ids: list[int],
        definitions: Mapping[str, Definition],
        likely: frozenset[int] = frozenset(),
    ) -> None:
        self.entries = entries
        self.likely = likely
        self.left = [*(id for id in reversed(ids) if id not in likely), *(id for id in reversed(ids) if id in likely)]
        self.definitions = {name: definitions[name].id for name in entries}
        self.radar = _compiled(entries, definitions)
        self.begun = False
        self.since = time.monotonic()


class Matching:
    """The work of keeping hits, in small steps, done by whoever needs it: a thread in the back (`worker.Worker`), or
    a request that cannot wait for it. Safe from any thread; one step is done at a time.
    """

    def __init__(self, store: HitStore, followed: Callable[[], FollowedRadar]) -> None:
        """`followed` gives the radar as it is now."""
        self._store = store
        self._followed = followed
        self._working = Lock()
        self._counting = Lock()
        self._awaited = 0
        self._fresh: _Scan | None = None
        self._backlog: _Scan | None = None
        self._queue: list[int] = []
        self._compiled: tuple[tuple[int, ...], Radar] = ((), Radar(()))

    def is_settled(self, entry_id: str = "") -> bool:
        """Whether every hit of the radar, or of this entry, is known; what `settle` waits for."""
        return self._is_settled(self._followed(), entry_id)

    def settle(self, entry_id: str = "", *, seconds: float) -> bool:
        """Do the work until every hit of the radar, or of this entry, is known, but for no longer; whether it is."""
        deadline = time.monotonic() + seconds
        while not self.is_settled(entry_id):
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            if self._acquired(left):
                try:
                    self._step(_nothing)
                finally:
                    self._working.release()
        return True

    def _acquired(self, seconds: float) -> bool:
        with self._counting:
            self._awaited += 1
        try:
            return self._working.acquire(timeout=seconds)
        finally:
            with self._counting:
                self._awaited -= 1

    def step(self, pause: Callable[[], None]) -> bool:
        """Do a little of the work, calling `pause` after each paper; False if there is nothing to do.

        While somebody waits for the end of the step there is no pause: they may be whom the pause would give way to.
        """
        with self._working:
            return self._step(lambda: None if self._awaited else pause())

    def _is_settled(self, followed: FollowedRadar, entry_id: str) -> bool:
        definitions = self._store.definitions()
        wanted = [
            name
            for name, entries in followed.by_fingerprint.items()
            if not entry_id or any(entry.id == entry_id for entry in entries)
        ]
        if not all(name in definitions and definitions[name].settled for name in wanted):
            return False
        return not wanted or not self._store.any_waiting()

    def _step(self, pause: Callable[[], None]) -> bool:
        followed = self._followed()
        definitions = self._follow(followed)
        if self._fresh is not None:
            self._fresh = self._advance(self._fresh, pause)
            return True
        if not self._queue and self._store.any_waiting():
            # Finding out which are the newest takes longer than matching some of them.
            self._queue = self._store.waiting(limit=_QUEUED)[::-1]
        if self._queue:
            ids = self._queue[: -_BATCH - 1 : -1]
            del self._queue[-_BATCH:]
            self._match_waiting(ids, followed, definitions, pause)
            return True
        if self._backlog is not None:
            self._backlog = self._advance(self._backlog, pause)
            return True
        for name, definition in definitions.items():
            if name not in followed.by_fingerprint:
                self._store.drop(definition.id, most=_DROPPED_AT_ONCE)
                return True
        # Compiled again in a moment when papers come; until then its memory is free.
        self._compiled = ((), Radar(()))
        return False

    def _follow(self, followed: FollowedRadar) -> Mapping[str, Definition]:
        """Begin to look for entries that are new, and stop keeping what nobody follows any more."""
        definitions = self._store.definitions()
        names = followed.by_fingerprint
        unused = [each.id for name, each in definitions.items() if name not in names and each.settled]
        if unused:
            # Papers to come will not be matched against them: were they followed again, they would be looked for anew.
            self._store.settle(unused, settled=False)
        undefined = [name for name in names if name not in definitions]
        if undefined:
            self._store.define(undefined)
        if unused or undefined:
            definitions = self._store.definitions()
        self._fresh = _still(self._fresh, names, definitions)
        self._backlog = _still(self._backlog, names, definitions)
        looked_for = {name for scan in (self._fresh, self._backlog) if scan for name in scan.entries}
        new = {
            name: entries[0]
            for name, entries in names.items()
            if not definitions[name].settled and name not in looked_for
        }
        if new:
            self._look_for(new, definitions)
        return definitions

    def _look_for(self, new: dict[str, Entry], definitions: Mapping[str, Definition]) -> None:
        if self._fresh is not None and time.monotonic() - self._fresh.since > _FRESH_SECONDS:
            # It has had its turn; the entry that came last is the one that somebody waits for.
            self._backlog = self._joined(self._backlog, self._fresh, definitions)
            self._fresh = None
        lookups = [lookup_of(entry) for entry in new.values()]
        found = self._store.look(lookup for lookup in lookups if lookup is not None)
        ids = self._store.newest_first(None if None in lookups else found)
        scan = _Scan(new, ids, definitions, self._likely(new, ids))
        self._fresh = self._joined(self._fresh, scan, definitions)

    def _likely(self, new: dict[str, Entry], ids: list[int]) -> frozenset[int]:
        """Papers that hold the words of a topic as they are: of "with neural" the index finds every "neural"."""
        phrases = [entry.value for entry in new.values() if entry.kind == "topic"]
        if len(ids) <= _MANY or len(phrases) != 1:
            return frozenset()
        return frozenset(self._store.holding(ids, phrases[0], limit=_LIKELY))

    def _joined(self, one: _Scan | None, other: _Scan, definitions: Mapping[str, Definition]) -> _Scan:
        """Both at once: no work is lost, and a paper in which both look is read once."""
        if one is None:
            return other
        ids = self._store.newest_first({*one.left, *other.left})
        joined = _Scan({**one.entries, **other.entries}, ids, definitions, one.likely | other.likely)
        joined.since = one.since
        return joined

    def _advance(self, scan: _Scan, pause: Callable[[], None]) -> _Scan | None:
        """A batch further; None at the end."""
        size = _BATCH if scan.begun else _FIRST
        scan.begun = True
        ids = scan.left[: -size - 1 : -1]
        del scan.left[-size:]
        # A paper that waits will be matched against everything.
        self._put(self._store.read(ids, waits=False), scan.radar, pause, waited=False)
        if scan.left:
            return scan
        self._store.settle(scan.definitions.values())
        return None

    def _match_waiting(
        self, ids: list[int], followed: FollowedRadar, definitions: Mapping[str, Definition], pause: Callable[[], None]
    ) -> None:
        entries = {name: entries[0] for name, entries in followed.by_fingerprint.items()}
        known_by = tuple(definitions[name].id for name in entries)
        if self._compiled[0] != known_by:
            self._compiled = (known_by, _compiled(entries, definitions))
        self._put(self._store.read(ids, waits=True), self._compiled[1], pause, waited=True)

    def _put(
        self, papers: Sequence[tuple[int, int, Paper]], radar: Radar, pause: Callable[[], None], *, waited: bool
    ) -> None:
        found: list[tuple[int, int, list[HitRow]]] = []
        for id, turn, paper in papers:
            rows = [row_of(hit, int(hit.entry_id)) for hit in radar.match(paper)]
            if rows or waited:
                found.append((id, turn, rows))
            pause()
        if found:
            self._store.put(found, waited=waited)


def _still(scan: _Scan | None, names: Iterable[str], definitions: Mapping[str, Definition]) -> _Scan | None:
    """The scan, if somebody follows an entry of it still; only those are settled at its end."""
    if scan is None:
        return None
    for name, id in list(scan.definitions.items()):
        if name not in names or name not in definitions or definitions[name].id != id:
            del scan.entries[name], scan.definitions[name]
    return scan if scan.entries else None


def _compiled(entries: dict[str, Entry], definitions: Mapping[str, Definition]) -> Radar:
    """A radar whose hits bear the ids of definitions."""
    return Radar(
        replace(entry, id=str(definitions[name].id), negative=False, paused=False) for name, entry in entries.items()
    )


def _nothing() -> None:
    pass
