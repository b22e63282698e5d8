"""What a source is to the refresher: a name, and papers when asked."""

from dataclasses import dataclass
from typing import Protocol

from paper_radar.papers.model import Paper


@dataclass(frozen=True, slots=True)
class Batch:
    """What one fetch brought. `skipped` counts items that could not be read; `note` tells a person what is unusual."""

    papers: tuple[Paper, ...] = ()
    note: str = ""
    skipped: int = 0


class Source(Protocol):
    """Where papers come from. `name` stays the same for ever: fetches are recorded under it."""

    @property
    def name(self) -> str: ...

    def fetch(self) -> Batch:
        """The papers of now. Raises SourceError if the source did not give them."""
        ...
