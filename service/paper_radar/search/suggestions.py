"""What may have been meant by a query that finds little: words and names of the pool that are nearly those typed."""

from dataclasses import dataclass

from paper_radar.search.order import Order

MOST = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The words that may have been meant, and the whole query with them."""

    text: str
    q: str


class Suggester:
    """Safe from any thread."""

    def suggestions(self, order: Order) -> list[Suggestion]:
        """At most 5, the likeliest first."""
        del order
        return []
