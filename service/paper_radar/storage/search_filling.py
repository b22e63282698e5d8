"""The papers of a pool that an older version made come into the index of the search: in the back, the newest first.

In transactions of some papers, each of which takes them off those that wait: whoever is killed goes on where it was.
"""

import json
from collections.abc import Callable
from threading import Lock

from paper_radar.papers.model import Paper
from paper_radar.search.tokens import Tokens, tokens_of
from paper_radar.storage import search_index
from paper_radar.storage.database import Database
from paper_radar.storage.pool_records import papers_of

# A request, or a refresh that brings papers, waits for the file this long at most: 20 ms.
_AT_ONCE = 100
_NEXT = """
SELECT json_array(json_group_array(paper)) FROM (SELECT paper FROM search_waiting ORDER BY turn LIMIT ?)
"""
_READ = """
SELECT '[' || group_concat('[' || id || ',' || record || ']') || ']' FROM papers
WHERE id IN (SELECT value FROM json_each(?))
"""


class SearchFilling:
    """The work of a `matching.worker.Worker` on the file of a pool. Safe from any thread."""

    def __init__(self, database: Database) -> None:
        """The database of a pool that is open."""
        self._database = database
        self._lock = Lock()
        self._steps = 0
        self._complete_since = -1

    @property
    def steps(self) -> int:
        """Tells one state of the index from another, as far as it comes from here."""
        return self._steps

    def is_complete(self) -> bool:
        """Whether every paper of the pool is in the index."""
        # Papers begin to wait when the file is opened, and at no other time.
        generation = self._database.generation
        if self._complete_since != generation:
            with self._database.reading() as connection:
                if not search_index.is_complete(connection):
                    return False
            self._complete_since = generation
        return True

    def step(self, pause: Callable[[], None] = lambda: None) -> bool:
        """Add some papers to the index; False if none waits. `pause` is called after each paper's words are found."""
        if self.is_complete():
            return False
        with self._lock:
            with self._database.reading() as connection:
                (ids,) = json.loads(connection.execute(_NEXT, (_AT_ONCE,)).fetchone()[0])
                (rows,) = connection.execute(_READ, (json.dumps(ids),)).fetchone()
            found: dict[int, tuple[Paper, Tokens]] = {}
            for id, paper in papers_of(rows or "[]"):
                found[id] = (paper, tokens_of(paper))
                pause()
            with self._database.writing() as connection:
                # What changed meanwhile, or went, waits no more.
                still = search_index.waiting(connection, ids)
                # In the order of their numbers: at every other one FTS5 would begin a new piece of the index.
                papers = [(id, found[id][0]) for id in sorted(still & found.keys())]
                tokens = {paper.key: found[id][1] for id, paper in papers}
                search_index.add(connection, papers, lambda paper: tokens[paper.key])
                search_index.wait_no_more(connection, ids)
            self._steps += 1
        return True
