"""The papers of one batch on their way into the pool: what each is merged with, and under which key it will stand."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from paper_radar.papers.model import Paper
from paper_radar.papers.origins import origins
from paper_radar.papers.works import is_arxiv, joined, same_work
from paper_radar.storage import work_tables
from paper_radar.storage.pool_records import papers_of, record_of
from paper_radar.storage.preparation import Preparation
from paper_radar.storage.provenance import origins_of

# One row, parsed at once: see `pool`.
_KNOWN = """
SELECT '[' || group_concat('[' || json_array(id, first_seen, last_seen, origins) || ',' || record || ']') || ']'
FROM papers LEFT JOIN provenance ON provenance.paper = papers.id WHERE {} IN (SELECT value FROM json_each(?))
"""


@dataclass(frozen=True, slots=True)
class Former:
    """A paper as the file has it."""

    id: int
    paper: Paper


@dataclass(slots=True)
class Entry:
    """A record as it will be: `former` is what the file has of it (None: it is new), `record` it as JSON once it
    changed, `seen` whether a paper of the batch went into it.
    """

    key: str
    paper: Paper
    first_seen: str
    last_seen: str = ""
    origins: Mapping[str, str] = field(default_factory=dict)
    former: Former | None = None
    record: str = ""
    seen: bool = False

    @property
    def changed(self) -> bool:
        return bool(self.record)


class Arrivals:
    """`take` the papers one after the other; then `entries` are what is to be written. `names` are the keys that lead
    to another record from now on, with its key; `absorbed` are records of the file whose work is another's, with its
    key.
    """

    def __init__(
        self, connection: sqlite3.Connection, papers: Sequence[Paper], seen_at: str, prepared: Preparation
    ) -> None:
        """All that may be asked of the file is asked for the whole batch at once."""
        self.names: list[tuple[str, str]] = []
        self.absorbed: list[tuple[Former, str]] = []
        self._connection = connection
        self._prepared = prepared
        self._seen_at = seen_at
        self._entries: dict[str, Entry] = {}
        self._near: dict[int, list[str]] = defaultdict(list)
        keys = [paper.key for paper in papers]
        self._leads = work_tables.leading(connection, keys)
        self._read("key", [*keys, *self._leads.values()])
        self._find([paper for paper in papers if self.leading(paper.key) not in self._entries])

    def entries(self) -> Iterable[Entry]:
        return self._entries.values()

    def leading(self, key: str) -> str:
        """The key under which the paper of this key stands."""
        while key in self._leads:
            key = self._leads[key]
        return key

    def take(self, paper: Paper) -> Literal["new", "updated", "unchanged"]:
        """Merge the paper into the record of its work, or begin one. Raises what a paper that cannot be written does;
        then nothing has changed.
        """
        entry = self._entries.get(self.leading(paper.key))
        if entry is None:
            record = self._prepared.record(paper)
            twin = self._twin(paper)
            if twin is not None:
                self._join(twin, Entry(paper.key, paper, self._seen_at, record=record))
                return "updated"
            self._entries[paper.key] = Entry(paper.key, paper, self._seen_at, record=record, seen=True)
            self._place(paper)
            return "new"
        latest = joined(entry.paper, paper)
        if latest == entry.paper:
            entry.seen = True
            return "unchanged"
        record = record_of(latest)
        told = origins(entry.origins, entry.paper, latest, paper)
        moved = work_of(entry.paper) != work_of(latest)
        entry.paper, entry.record, entry.origins, entry.seen = latest, record, told, True
        if moved:
            # A later version has a DOI, or another title: its journal's record may have come before.
            self._find([latest])
            self._place(latest)
            twin = self._twin(latest)
            if twin is not None:
                self._join(twin, entry)
        return "updated"

    def _twin(self, paper: Paper) -> Entry | None:
        """The record of the same work under another key."""
        keys = dict.fromkeys(
            self.leading(key) for block in self._prepared.blocks(paper) for key in self._near.get(block, ())
        )
        for key in keys:
            entry = self._entries[key]
            if key != paper.key and not (is_arxiv(key) and is_arxiv(paper.key)) and same_work(entry.paper, paper):
                return entry
        return None

    def _join(self, one: Entry, other: Entry) -> None:
        """Make one record of two, `one` being the older: under the key on arXiv if there is one."""
        paper = joined(one.paper, other.paper)
        key = paper.key
        told = origins({**other.origins, **one.origins}, one.paper, paper, other.paper)
        whole = Entry(
            key,
            paper,
            first_seen=min(one.first_seen, other.first_seen),
            last_seen=max(one.last_seen, other.last_seen),
            origins=told,
            former=one.former or other.former,
            record=record_of(paper),
            seen=True,
        )
        if one.former and other.former:
            stays, goes = (one.former, other.former) if key == one.key else (other.former, one.former)
            whole.former = stays
            self.absorbed.append((goes, key))
        for each in (one, other):
            self._entries.pop(each.key, None)
            if each.key != key:
                self._leads[each.key] = key
                self.names.append((each.key, key))
        self._entries[key] = whole
        self._place(paper)

    def _find(self, papers: Sequence[Paper]) -> None:
        """Read the records that may be of the same work as one of these papers."""
        found: dict[int, list[int]] = defaultdict(list)
        for arxiv in (True, False):
            wanted = {
                block for paper in papers if is_arxiv(paper.key) is arxiv for block in self._prepared.blocks(paper)
            }
            if wanted:
                # A paper on arXiv is compared with no other paper on arXiv.
                for block, number in work_tables.near(self._connection, wanted, arxiv=not arxiv):
                    found[number].append(block)
        known = {entry.former.id: key for key, entry in self._entries.items() if entry.former}
        known |= {former.id: key for former, key in self.absorbed}
        read = self._read("id", [number for number in found if number not in known])
        for number, held in found.items():
            for block in held:
                self._near[block].append(known.get(number) or read[number])

    def _place(self, paper: Paper) -> None:
        for block in self._prepared.blocks(paper):
            self._near[block].append(paper.key)

    def _read(self, column: Literal["key", "id"], wanted: Sequence[str | int]) -> dict[int, str]:
        if not wanted:
            return {}
        (rows,) = self._connection.execute(_KNOWN.format(column), (json.dumps(wanted),)).fetchone()
        read: dict[int, str] = {}
        for (id, first_seen, last_seen, told), paper in papers_of(rows or "[]"):
            read[id] = paper.key
            self._entries[paper.key] = Entry(
                paper.key, paper, first_seen, last_seen or "", origins_of(told or ""), Former(id, paper)
            )
        return read


def work_of(paper: Paper) -> tuple[str, str, str, str, str]:
    """What of a paper decides which records are of the same work."""
    return paper.key, paper.title, paper.doi, paper.arxiv_id, next(iter(paper.authors), "")
