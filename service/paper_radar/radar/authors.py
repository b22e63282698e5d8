"""The followed authors, compiled, and finding them among the authors of papers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry, Hit
from paper_radar.radar.name_keys import followed_keys, seen_keys, seen_whole_key, whole_key
from paper_radar.radar.name_parts import Name, read_name
from paper_radar.radar.names import Comparison, compare_names
from paper_radar.radar.said import Form, Said, form_of

_NOBODY = Comparison("none", 0, "")


@dataclass(frozen=True, slots=True)
class _Followed:
    entry: Entry
    names: tuple[Name, ...]
    aliases: frozenset[Form]
    rejected: frozenset[Form]
    said: Said


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
                    frozenset(form_of(name) for name in names[1:]),
                    frozenset(form_of(read_name(name)) for name in entry.rejected),
                    Said(entry, names),
                )
            )
            for name in (*names, *(read_name(sighting.text) for sighting in entry.same)):
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
        found = self._judge(followed, paper, index, read_name(author))
        if found is None or found.level == "none":
            return None
        start = len(author) - len(author.lstrip())
        text = author.strip()
        return Hit(
            entry_id=followed.entry.id,
            kind="author",
            value=followed.entry.value,
            level=found.level,
            score=found.score,
            field="authors",
            index=index,
            start=start,
            end=start + len(text),
            text=text,
            rule=found.rule,
        )

    def _judge(self, followed: _Followed, paper: Paper, index: int, seen: Name) -> Comparison | None:
        """The reader's word on this sighting, else what the names say, in the light of their word on others."""
        if word := followed.said.of(paper, seen):
            return Comparison("match", 100, "same-person") if word == "same" else None
        form = form_of(seen) if followed.aliases or followed.rejected else ()
        if form in followed.aliases:
            found = Comparison("match", 100, "alias")
        elif form in followed.rejected:
            return None
        elif len(followed.names) == 1:
            found = compare_names(followed.names[0], seen)
        else:
            found = max((compare_names(name, seen) for name in followed.names), key=lambda each: each.score)
        if found.level == "none":
            found = Comparison("possible", 76, "confirmed-spelling") if followed.said.confirmed(seen) else _NOBODY
        return followed.said.in_context(found, seen, paper, index) if found.level != "none" else None
