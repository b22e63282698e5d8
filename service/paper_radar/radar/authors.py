"""The followed authors, compiled, and finding them among the authors of papers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from paper_radar.papers.model import Paper
from paper_radar.papers.text import fold
from paper_radar.radar.entries import Entry, Hit
from paper_radar.radar.name_keys import followed_keys, seen_keys, seen_whole_key, whole_key
from paper_radar.radar.name_parts import Name, read_name
from paper_radar.radar.names import MATCH, Comparison, compare_names

# A co-author of the followed author on the same paper lifts what is possible to a match.
_COAUTHOR = 14
_CATEGORY = 4


@dataclass(frozen=True, slots=True)
class _Followed:
    entry: Entry
    names: tuple[Name, ...]
    confirmed: frozenset[tuple[str, ...]]
    rejected: frozenset[tuple[str, ...]]
    coauthors: frozenset[str]


class Authors:
    """Author entries by the keys of their names. Made once for a radar, then asked from any thread."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._followed: list[_Followed] = []
        self._by_key: dict[str, list[int]] = {}
        self._by_whole: dict[str, list[int]] = {}
        for place, entry in enumerate(entries):
            names = tuple(read_name(text) for text in (entry.value, *entry.aliases))
            self._followed.append(
                _Followed(
                    entry,
                    names,
                    frozenset(_form(read_name(alias)) for alias in entry.aliases),
                    frozenset(_form(read_name(name)) for name in entry.rejected),
                    frozenset(fold(author) for author in entry.coauthors),
                )
            )
            for name in names:
                if whole := whole_key(name):
                    self._by_whole.setdefault(whole, []).append(place)
                for key in followed_keys(name):
                    places = self._by_key.setdefault(key, [])
                    if place not in places[-1:]:
                        places.append(place)

    def find(self, paper: Paper) -> list[Hit]:
        """The hits of all entries in the authors of the paper, the best one an entry."""
        best: dict[int, Hit] = {}
        for index, author in enumerate(paper.authors):
            for place in self._candidates(author):
                hit = self._hit(self._followed[place], paper, index, author)
                if hit is not None and (place not in best or hit.score > best[place].score):
                    best[place] = hit
        return list(best.values())

    def _candidates(self, author: str) -> Collection[int]:
        """The places of the followed authors that share a key with the name; for most names none."""
        lists = [places for key in seen_keys(author) if (places := self._by_key.get(key))]
        if self._by_whole and (places := self._by_whole.get(seen_whole_key(author))):
            lists.append(places)
        return set().union(*lists) if lists else ()

    def _hit(self, followed: _Followed, paper: Paper, index: int, author: str) -> Hit | None:
        seen = read_name(author)
        form = _form(seen)
        if form in followed.confirmed:
            found = Comparison("match", 100, "alias")
        elif form in followed.rejected:
            return None
        else:
            found = max((compare_names(name, seen) for name in followed.names), key=lambda each: each.score)
        if found.level == "none":
            return None
        if found.level == "possible":
            found = _in_context(found, followed, paper, index)
        start = len(author) - len(author.lstrip())
        text = author.strip()
        return Hit(
            entry_id=followed.entry.id,
            kind="author",
            value=followed.entry.value,
            level=found.level if found.level == "match" else "possible",
            score=found.score,
            field="authors",
            index=index,
            start=start,
            end=start + len(text),
            text=text,
            rule=found.rule,
        )


def _form(name: Name) -> tuple[str, ...]:
    """What stays of a name whichever way round it is written."""
    return tuple(sorted(part.text for part in name.parts)) or (name.script or name.organisation,)


def _in_context(found: Comparison, followed: _Followed, paper: Paper, index: int) -> Comparison:
    others = {fold(author) for at, author in enumerate(paper.authors) if at != index}
    if not others.isdisjoint(followed.coauthors):
        score = found.score + _COAUTHOR
        return Comparison("match", score, "coauthor") if score >= MATCH else Comparison("possible", score, found.rule)
    if paper.categories and paper.categories[0] in followed.entry.categories:
        return Comparison("possible", min(found.score + _CATEGORY, MATCH - 1), found.rule)
    return found
