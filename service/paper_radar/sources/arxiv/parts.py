"""Into which feeds the reader's categories are parted, and what is known of each: the memory of the announcements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from paper_radar.papers.identity import parse_arxiv_id
from paper_radar.papers.model import Paper
from paper_radar.sources.batch import Memory
from paper_radar.sources.http import Validators


@dataclass(frozen=True, slots=True)
class Part:
    """One feed. `day` is the ISO day up to which nothing is missing, "" if nothing is known; `highest` the highest
    arXiv id that it announced; `items` how many it listed when it was last read.
    """

    categories: tuple[str, ...]
    etag: str = ""
    modified: str = ""
    day: str = ""
    highest: str = ""
    items: int = 0

    @property
    def validators(self) -> Validators:
        """To be sent with the next request."""
        return Validators(self.etag, self.modified)

    @property
    def seen(self) -> date | None:
        """`day` as a date."""
        return date.fromisoformat(self.day) if self.day else None

    def halves(self) -> tuple["Part", "Part"]:
        """The same categories in two feeds, of which nothing is known but the day."""
        middle = (len(self.categories) + 1) // 2
        first, second = self.categories[:middle], self.categories[middle:]
        return Part(first, day=self.day, highest=self.highest), Part(second, day=self.day, highest=self.highest)

    def without(self, names: Iterable[str]) -> "Part":
        """Without these categories, which makes it another feed."""
        left = tuple(category for category in self.categories if category not in names)
        return self if left == self.categories else Part(left, day=self.day, highest=self.highest)


def read_parts(memory: Memory) -> list[Part]:
    """The parts that were remembered; what cannot be read is as if it had never been there."""
    kept = memory.get("parts")
    return [part for record in kept if (part := _part(record))] if isinstance(kept, list) else []


def to_memory(parts: Iterable[Part], unknown: Mapping[str, str]) -> dict[str, Any]:
    """`unknown` are the categories that arXiv does not know, with the ISO day on which it said so."""
    return {"parts": [asdict(part) for part in parts if part.categories], "unknown": dict(unknown)}


def read_unknown(memory: Memory, today: str) -> dict[str, str]:
    """The categories of which arXiv said today that it does not know them: not asked for again before tomorrow."""
    kept = memory.get("unknown")
    return {str(name): today for name, day in kept.items() if day == today} if isinstance(kept, dict) else {}


def arranged(parts: Sequence[Part], wanted: Sequence[str], most_items: int) -> list[Part]:
    """The parts for these categories: as it had to be the last time, with what the reader changed since.

    A category that came in goes to the part that listed least. What fits into one feed again becomes one.
    """
    left = [part for old in parts if (part := old.without(set(old.categories).difference(wanted))).categories]
    held = {category for part in left for category in part.categories}
    added = tuple(category for category in wanted if category not in held)
    if added and left:
        least = min(left, key=lambda part: part.items)
        more = Part((*least.categories, *added), day=least.day, highest=least.highest)
        left[left.index(least)] = more
    elif added:
        left = [Part(added)]
    if len(left) > 1 and all(part.items for part in left) and sum(part.items for part in left) * 2 <= most_items:
        categories = tuple(category for category in wanted)
        left = [Part(categories, day=min(part.day for part in left), highest=_highest(part.highest for part in left))]
    return left


def highest_of(part: Part, papers: Iterable[Paper]) -> str:
    """The highest id of what was announced here so far."""
    return _highest((part.highest, *(paper.arxiv_id for paper in papers if paper.announced)))


def brings_news(part: Part, papers: Iterable[Paper]) -> bool:
    """Is any of these announced with a higher id than was ever seen here? A feed that went stale repeats itself."""
    known = _order(part.highest)
    return any(paper.announced and _order(paper.arxiv_id) > known for paper in papers)


def is_later(part: Part, paper: Paper) -> bool:
    """Has the paper a higher id than any that was seen here? Not where none was seen."""
    return bool(part.highest) and _order(paper.arxiv_id) > _order(part.highest)


def with_answer(part: Part, validators: Validators, **known: Any) -> Part:
    """The part after an answer of its feed."""
    return replace(part, etag=validators.etag, modified=validators.modified, **known)


def _highest(ids: Iterable[str]) -> str:
    return max(ids, key=_order, default="")


def _order(arxiv_id: str) -> tuple[int, int]:
    """New ids rise with time: 2604.21935 is month 2604, number 21935. Those of before April 2007 come before all."""
    month, _, number = arxiv_id.partition(".")
    return (int(month), int(number)) if number.isdecimal() and month.isdecimal() else (0, 0)


def _part(record: object) -> Part | None:
    if not isinstance(record, dict) or not isinstance(record.get("categories"), list | tuple):
        return None
    texts = {
        name: value for name in ("etag", "modified", "day", "highest") if isinstance(value := record.get(name), str)
    }
    try:
        date.fromisoformat(texts.get("day") or "2000-01-01")
    except ValueError:
        return None
    if not parse_arxiv_id(texts.get("highest", "")):
        texts.pop("highest", None)
    items = record.get("items")
    categories = tuple(str(category) for category in record["categories"])
    return Part(categories, items=items if isinstance(items, int) else 0, **texts)
