"""Papers for a digest, that come when a test says."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from paper_radar.digest.choice import Found, best_first, ranked
from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Hit


def found(number: int, *, author: bool = False, **told: object) -> Found:
    """A paper with one topic of the radar in it, or also an author."""
    title = str(told.pop("title", f"Implicit bias {number}"))
    paper = Paper(
        key=f"arxiv:2606.{number:05}",
        title=title,
        authors=("Ada Lovelace", "Difan Zou"),
        url=f"https://arxiv.org/abs/2606.{number:05}",
        announced=str(told.pop("announced", "2026-06-18")),
        **told,  # type: ignore[arg-type]
    )
    hits = [hit("topic", "implicit bias", title[:13])]
    return Found(paper, tuple([hit("author", "Difan Zou", "Difan Zou"), *hits] if author else hits))


def hit(kind: str, value: str, text: str, level: str = "match") -> Hit:
    return Hit(
        entry_id=f"{kind}-{value}",
        kind=kind,  # type: ignore[arg-type]
        value=value,
        level=level,  # type: ignore[arg-type]
        score=100,
        field="title",
        index=0,
        start=0,
        end=len(text),
        text=text,
        rule="phrase",
    )


@dataclass
class FakePapers:
    """As a `digest.making.Papers`: `came` are the papers with the moment (ISO 8601 UTC) at which each did."""

    came: list[tuple[str, Found]] = field(default_factory=list)
    dismissed: set[str] = field(default_factory=set)
    quiet: bool = True

    def come(self, at: str, *numbers: int) -> None:
        self.came += [(at, found(number, announced=at[:10])) for number in numbers]

    def arrived(self, after: str, since: str) -> list[str]:
        there = [
            ranked(each)
            for at, each in self.came
            if at > after and each.paper.announced >= since and each.paper.key not in self.dismissed
        ]
        return [each.key for each in best_first(there)]

    def named(self, keys: Sequence[str]) -> list[Found]:
        known = {each.paper.key: each for _, each in self.came}
        return [known[key] for key in keys if key in known and key not in self.dismissed]

    def settled(self) -> bool:
        return self.quiet
