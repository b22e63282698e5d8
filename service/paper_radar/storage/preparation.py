"""What is found out of papers before they are written: their records, and what the indexes hold of them.

It is most of the work, and all of it is Python's: done before the transaction, it can give way to requests, and the
transaction is short.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from paper_radar.errors import BadInputError
from paper_radar.papers.model import Paper
from paper_radar.papers.works import blocks
from paper_radar.radar.lookups import keys_of
from paper_radar.search.tokens import Tokens, tokens_of
from paper_radar.storage.pool_index import terms_in
from paper_radar.storage.pool_records import record_of


@dataclass(frozen=True, slots=True)
class _Found:
    # The paper itself, so that its identity is not another's meanwhile.
    paper: Paper
    record: str
    terms: list[str]
    keys: list[str]
    blocks: tuple[int, ...]
    tokens: Tokens


class Preparation:
    """Of the papers that were prepared (the very objects) what was found, of others what is found at once."""

    def __init__(self, papers: Iterable[Paper] = (), pause: Callable[[], None] = lambda: None) -> None:
        """`pause` is called after each paper, and by whoever writes them between two pieces. What is no paper, or
        cannot be written, is passed over: whoever writes it will say so.
        """
        self.pause = pause
        self._found: dict[int, _Found] = {}
        for paper in papers:
            try:
                found = _Found(
                    paper, record_of(paper), terms_in(paper), keys_of(paper), blocks(paper), tokens_of(paper)
                )
            except (BadInputError, AttributeError, TypeError):
                continue
            self._found[id(paper)] = found
            pause()

    def record(self, paper: Paper) -> str:
        """As `record_of`. Raises what it raises."""
        found = self._found.get(id(paper))
        return found.record if found else record_of(paper)

    def terms(self, paper: Paper) -> list[str]:
        found = self._found.get(id(paper))
        return found.terms if found else terms_in(paper)

    def keys(self, paper: Paper) -> list[str]:
        found = self._found.get(id(paper))
        return found.keys if found else keys_of(paper)

    def tokens(self, paper: Paper) -> Tokens:
        found = self._found.get(id(paper))
        return found.tokens if found else tokens_of(paper)

    def blocks(self, paper: Paper) -> tuple[int, ...]:
        """As `works.blocks`; none of what is no paper."""
        found = self._found.get(id(paper))
        if found:
            return found.blocks
        try:
            return blocks(paper)
        except (AttributeError, TypeError):
            return ()
