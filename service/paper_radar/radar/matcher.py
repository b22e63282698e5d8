"""The radar, compiled once: which of its entries a paper hits, where, and by which rule."""

from collections.abc import Iterable, Sequence

from paper_radar.papers.model import Paper
from paper_radar.radar.authors import Authors
from paper_radar.radar.entries import Entry, Hit
from paper_radar.radar.topics import Topics


class Radar:
    """The entries of a radar, compiled: thousands of papers may stream through. Safe from any thread.

    Paused entries hit nothing; negative ones mute the papers they hit.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        active = [entry for entry in entries if not entry.paused]
        self._followed = _Compiled([entry for entry in active if not entry.negative])
        self._muting = _Compiled([entry for entry in active if entry.negative])

    def match(self, paper: Paper) -> list[Hit]:
        """The hits, at most one an entry: matches before what is possible, the higher score first, ties by entry id."""
        return self._followed.find(paper)

    def muting(self, paper: Paper) -> list[Hit]:
        """The hits of negative entries that mute the paper: matches only, what is possible mutes nothing."""
        return [hit for hit in self._muting.find(paper) if hit.level == "match"]

    def muted(self, paper: Paper) -> bool:
        """Whether a negative entry hits the paper."""
        return bool(self.muting(paper))


class _Compiled:
    def __init__(self, entries: Sequence[Entry]) -> None:
        authors = [entry for entry in entries if entry.kind == "author"]
        topics = [entry for entry in entries if entry.kind == "topic"]
        # Reading a paper's names and texts costs the same whether one is followed or a thousand; not where none is.
        self._authors = Authors(authors) if authors else None
        self._topics = Topics(topics) if topics else None
        self._categories: dict[str, list[Entry]] = {}
        for entry in entries:
            if entry.kind == "category":
                self._categories.setdefault(entry.value.strip().lower(), []).append(entry)
        self._empty = not entries

    def find(self, paper: Paper) -> list[Hit]:
        if self._empty:
            return []
        hits = self._find_categories(paper)
        if self._authors:
            hits += self._authors.find(paper)
        if self._topics:
            hits += self._topics.find(paper)
        hits.sort(key=lambda hit: (hit.level, -hit.score, hit.entry_id))
        return hits

    def _find_categories(self, paper: Paper) -> list[Hit]:
        """A category hits itself, an archive ("cs") all of its categories; the primary one scores more."""
        if not self._categories:
            return []
        hits: dict[str, Hit] = {}
        primary = (paper.primary_category or next(iter(paper.categories), "")).lower()
        for index, category in enumerate(paper.categories):
            name = category.lower()
            archive = name.partition(".")[0]
            for value in dict.fromkeys((name, archive, f"{archive}.*")):
                for entry in self._categories.get(value, ()):
                    is_primary = name == primary
                    if entry.id in hits or not (is_primary or entry.cross_listed):
                        continue
                    hits[entry.id] = Hit(
                        entry_id=entry.id,
                        kind="category",
                        value=entry.value,
                        level="match",
                        score=60 if is_primary else 40,
                        field="categories",
                        index=index,
                        start=0,
                        end=len(category),
                        text=category,
                        rule="primary" if is_primary else "cross-listed",
                    )
        return list(hits.values())
