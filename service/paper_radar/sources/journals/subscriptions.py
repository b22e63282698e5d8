"""The journals that the reader follows: chosen from the catalogue or added by address, kept in the workspace."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from paper_radar.errors import BadInputError, ConflictError, NotFoundError
from paper_radar.papers.text import plain
from paper_radar.sources.gates import Gates
from paper_radar.sources.http import Http
from paper_radar.sources.journals.catalogue import Catalogue, Journal, catalogue, own_id
from paper_radar.sources.journals.choice import by_default, from_kept, own, to_keep
from paper_radar.sources.journals.source import JournalFeed
from paper_radar.sources.journals.trial import Tried, try_address, typed_address
from paper_radar.storage.base import Document, Workspace

MOST = 200


class _Haste(TypedDict):
    timeouts: tuple[float, float]
    deadline: float
    retries: int


# For an address that is tried while the reader waits: a page and its feed are there in less than the 15 s that the
# extension waits for an answer, or they are not.
HASTY: _Haste = {"timeouts": (3.05, 5.0), "deadline": 5.0, "retries": 0}


@dataclass(frozen=True, slots=True)
class Added:
    """A feed that is followed now: `new` if it was not before; `tried` is what its address held, if it was asked."""

    journal: Journal
    new: bool
    tried: Tried | None = None


class Subscriptions:
    """Safe from any thread."""

    def __init__(
        self,
        workspace: Workspace,
        http: Http,
        gates: Gates,
        named: Sequence[str],
        now: Callable[[], datetime],
        *,
        trying: Http | None = None,
    ) -> None:
        """`named` are the ids and addresses of the environment, `trying` is for addresses that the reader gives (`http`
        if there is none). Raises BadInputError or RefusedError for a name that there is not.
        """
        self._workspace = workspace
        self._http = http
        self._trying = trying or http
        self._gates = gates
        self._now = now
        self.catalogue: Catalogue = catalogue()
        self._default = by_default(named, self.catalogue)

    def chosen(self) -> tuple[Journal, ...]:
        """In the order in which they were chosen."""
        return self._of(self._workspace.get("settings", "reader"))

    def sources(self) -> list[JournalFeed]:
        """One source for each of them."""
        return [JournalFeed(journal, self._http, self._gates, self._now) for journal in self.chosen()]

    def add(self, id: str) -> Added:
        """Follow a journal of the catalogue. Raises NotFoundError, or ConflictError if there are too many."""
        journal = self.catalogue.get(id)
        if journal is None:
            raise NotFoundError(
                f"There is no journal {id!r:.60} in the catalogue.", "Add it by the address of its feed."
            )
        return Added(journal, self._keep(journal))

    def add_address(self, text: str) -> Added:
        """Follow the feed at this address, after it was tried; one that is known is not tried again.

        Raises SourceError if no feed is there, ConflictError if there are too many.
        """
        url = typed_address(text)
        known = self.catalogue.at(url) or next((one for one in self.chosen() if one.id == own_id(url)), None)
        if known is not None:
            return Added(known, self._keep(known))
        self._require_room()
        tried = try_address(url, self._trying, self._gates, self._now)
        # The page's own link may lead to a feed that is known.
        journal = self.catalogue.at(tried.journal.url) or tried.journal
        return Added(journal, self._keep(journal), tried)

    def restore(self, id: str, name: str, url: str) -> Added:
        """Follow a feed again that was removed a moment ago. Raises BadInputError if id and address do not agree."""
        url = typed_address(url)
        if own_id(url) != id:
            raise BadInputError("This is not the address of that feed.", "Add the feed by its address alone.")
        journal = own(url, plain(name)[:120])
        return Added(journal, self._keep(journal))

    def remove(self, id: str) -> Journal:
        """Follow it no more; its papers stay. Raises NotFoundError."""
        removed: list[Journal] = []

        def change(document: Document | None) -> Document:
            former = self._of(document)
            removed.extend(journal for journal in former if journal.id == id)
            return {**(document or {}), "feeds": to_keep(journal for journal in former if journal.id != id)}

        if not any(journal.id == id for journal in self.chosen()):
            raise NotFoundError("This feed is not followed.", "It was removed already.")
        self._workspace.change("settings", "reader", change)
        if not removed:
            raise NotFoundError("This feed is not followed.", "It was removed already.")
        return removed[0]

    def _keep(self, journal: Journal) -> bool:
        new: list[Journal] = []

        def change(document: Document | None) -> Document:
            former = self._of(document)
            if any(one.id == journal.id for one in former):
                return document or {}
            if len(former) >= MOST:
                raise _full()
            new.append(journal)
            return {**(document or {}), "feeds": to_keep((*former, journal))}

        if any(one.id == journal.id for one in self.chosen()):
            return False
        self._workspace.change("settings", "reader", change)
        return bool(new)

    def _require_room(self) -> None:
        if len(self.chosen()) >= MOST:
            raise _full()

    def _of(self, document: Document | None) -> tuple[Journal, ...]:
        kept = (document or {}).get("feeds")
        return self._default if kept is None else from_kept(kept, self.catalogue)


def _full() -> ConflictError:
    return ConflictError(f"{MOST} feeds are followed, which is as many as there may be.", "Remove some first.")
