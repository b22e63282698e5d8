"""What the reader's saving and dismissing says of other papers: a few weights in the open, each with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from paper_radar.papers.model import Paper


@dataclass(frozen=True, slots=True)
class Taste:
    """What was learned."""

    def weight(self, paper: Paper) -> float:
        """What speaks for the paper, or against it, in parts of the likeness of the nearest papers."""
        del paper
        return 0.0


NO_TASTE = Taste()


def learn(saved: Sequence[Paper], dismissed: Sequence[Paper], rarities: Mapping[str, float]) -> Taste:
    """The taste of a reader who saved and dismissed these papers; `rarities` as `related.terms.rarity` gives them."""
    del saved, dismissed, rarities
    return NO_TASTE
