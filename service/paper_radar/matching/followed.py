"""The radar as of one moment, with the fingerprints under which its hits are kept."""

from collections.abc import Iterable, Mapping
from threading import Lock

from paper_radar.matching.rows import fingerprint_of
from paper_radar.radar.entries import Entry
from paper_radar.radar.lookups import lookup_of
from paper_radar.radar.matcher import Radar
from paper_radar.storage.base import Definition, Sought

# The whole, and what is not settled.
_PARTS_KEPT = 2


class FollowedRadar:
    """The entries of one moment. Parts of them are compiled when they are asked for. Safe from any thread."""

    def __init__(self, entries: Iterable[Entry], revision: int = 0) -> None:
        """Every entry, paused ones too; `revision` names the moment."""
        self.entries = tuple(entries)
        self.revision = revision
        self.by_id = {entry.id: entry for entry in self.entries}
        active = [entry for entry in self.entries if not entry.paused]
        # The hits of categories are found faster than they are read.
        self.categories = tuple(entry for entry in active if entry.kind == "category")
        self.by_fingerprint: dict[str, list[Entry]] = {}
        for entry in active:
            if entry.kind != "category":
                self.by_fingerprint.setdefault(fingerprint_of(entry), []).append(entry)
        self._parts: dict[frozenset[str], Radar] = {}
        self._lock = Lock()

    @property
    def whole(self) -> Radar:
        """Everything followed, compiled."""
        return self.part(self.by_fingerprint)

    def part(self, fingerprints: Iterable[str]) -> Radar:
        """The entries of these fingerprints, and those of categories, compiled."""
        chosen = frozenset(fingerprints)
        with self._lock:
            if chosen not in self._parts:
                while len(self._parts) >= _PARTS_KEPT:
                    del self._parts[next(iter(self._parts))]
                entries = [entry for name in chosen for entry in self.by_fingerprint[name]]
                self._parts[chosen] = Radar([*entries, *self.categories])
            return self._parts[chosen]

    def sought(self, definitions: Mapping[str, Definition], *, negative: bool, only: str = "") -> Sought:
        """What to look for in a store: all entries of this sign, or `only` the one of this id."""

        def chosen(entry: Entry) -> bool:
            return entry.id == only if only else entry.negative == negative

        ids = [
            definitions[name].id
            for name, entries in self.by_fingerprint.items()
            if name in definitions and any(map(chosen, entries))
        ]
        return Sought(tuple(sorted(ids)), _keys(filter(chosen, self.categories)))


def _keys(categories: Iterable[Entry]) -> tuple[str, ...]:
    lookups = [lookup_of(entry) for entry in categories]
    return tuple(key for lookup in lookups if lookup is not None for key in lookup.keys)
