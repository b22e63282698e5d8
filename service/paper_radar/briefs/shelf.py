"""The briefs that are kept: found by id, by paper and by words, taken away and put back."""

from collections.abc import Collection
from threading import RLock

from paper_radar.briefs.model import ACTIVE, Brief, from_json, to_json
from paper_radar.errors import BadInputError
from paper_radar.papers.text import fold
from paper_radar.storage.base import Workspace


class Shelf:
    """The briefs of one workspace, read once and then held in memory. Any thread."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._lock = RLock()
        self._briefs: dict[str, Brief] = {}
        self._of: dict[str, dict[str, Brief]] = {}  # by the key of the paper: every page that is opened asks
        self._texts: dict[str, tuple[Brief, str]] = {}  # as they were searched last
        self._revision = -1

    def all(self) -> list[Brief]:
        """Every brief, in the order in which they were first asked for."""
        return list(self._known().values())

    def get(self, id: str) -> Brief | None:
        """The brief as it was last kept."""
        return self._known().get(id)

    def put(self, brief: Brief) -> None:
        """Keep it. Raises StorageError, and nothing is changed."""
        with self._lock:
            known = self._known()
            self._workspace.put("briefs", brief.id, to_json(brief))
            known[brief.id] = brief
            self._index(brief)
            self._revision = self._workspace.revision("briefs")

    def remove(self, id: str) -> Brief | None:
        """Take it away; what was there."""
        with self._lock:
            known = self._known()
            self._workspace.delete("briefs", id)
            self._revision = self._workspace.revision("briefs")
            brief = known.pop(id, None)
            self._texts.pop(id, None)
            if brief is not None:
                self._of.get(brief.keys[0], {}).pop(id, None)
            return brief

    def find(self, words: str, keys: Collection[str], limit: int, offset: int) -> tuple[int, list[Brief]]:
        """How many briefs hold all the `words` in their text, titles or authors and, unless there are no `keys`, are
        about one of these papers; and a slice of them, newest first. Those that ended with nothing to read are none.
        """
        asked = fold(words).split()
        found = [
            brief
            for brief in self.all()
            if (brief.statements or brief.text or brief.state in ACTIVE)
            and (not keys or any(key in keys for key in brief.keys))
            and (not asked or all(word in self._searched(brief) for word in asked))
        ]
        found.sort(key=lambda brief: brief.created)
        found.reverse()  # of those of one second, the one asked for last is the newest
        return len(found), found[offset : offset + limit]

    def latest(self, key: str) -> Brief | None:
        """The brief to show first where this paper is read: one under way, else the last that is done, else the last.

        Briefs of the paper alone, and of it beside others.
        """
        with self._lock:
            self._known()
            return max(reversed(self._of.get(key, {}).values()), key=_rank, default=None)

    def _known(self) -> dict[str, Brief]:
        with self._lock:
            revision = self._workspace.revision("briefs")
            if revision != self._revision:
                self._briefs, self._of, self._texts, self._revision = {}, {}, {}, revision
                for id, document in self._workspace.all("briefs").items():
                    try:
                        self._briefs[id] = from_json(document)
                    except BadInputError:
                        continue  # written by a newer version of the program; it is not ours to show
                    self._index(self._briefs[id])
            return self._briefs

    def _searched(self, brief: Brief) -> str:
        with self._lock:
            of, text = self._texts.get(brief.id, (None, ""))
            if of is not brief:
                text = _text(brief)
                self._texts[brief.id] = (brief, text)
            return text

    def _index(self, brief: Brief) -> None:
        if brief.kind != "several":
            self._of.setdefault(brief.keys[0], {})[brief.id] = brief


def _text(brief: Brief) -> str:
    titles = [f"{paper.get('title', '')} {' '.join(paper.get('authors', ()))}" for paper in brief.papers]
    said = [statement.text for statement in brief.statements if statement.is_supported]
    return fold("\n".join([*titles, *(said if brief.statements else [brief.text])]))


def _rank(brief: Brief) -> tuple[int, str]:
    return 2 if brief.state in ACTIVE else 1 if brief.state == "done" else 0, brief.updated
