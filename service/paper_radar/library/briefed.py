"""What the kept briefs say of papers: words for the library's search, statements for its exports."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from threading import Lock

from paper_radar.briefs.model import Brief
from paper_radar.briefs.shelf import Shelf
from paper_radar.library.query import searchable

Briefs = Mapping[str, Sequence[Brief]]
"""Briefs by the key of a paper they are about, the latest first."""
_Lines = Mapping[str, bytes]


class Briefed:
    """The briefs on a shelf that are done. Safe from any thread."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._lock = Lock()
        self._words: Mapping[str, bytes] = {}
        # What each brief says, as long as it is the same one.
        self._lines: dict[str, tuple[Brief, _Lines]] = {}

    def words(self) -> Mapping[str, bytes]:
        """By the key of a paper what briefs say of it, as it is searched (see `query.searchable`), a line each. The
        same object as long as nothing of it changed, so that what is computed from it can be kept by it.
        """
        with self._lock:
            former = self._lines
            self._lines = {}
            for brief in self._done():
                there = former.get(brief.id)
                self._lines[brief.id] = there if there and there[0] is brief else (brief, _lines(brief))
            if {id: one for id, (_, one) in former.items()} != {id: one for id, (_, one) in self._lines.items()}:
                self._words = _joined(lines for _, lines in self._lines.values())
            return self._words

    def of(self, papers: Mapping[str, Collection[str]]) -> Briefs:
        """The briefs whose subject is one of these papers, given with all keys of each: of a brief of several papers
        all of them, else the first.
        """
        own = {other: key for key, keys in papers.items() for other in keys}
        found: defaultdict[str, list[Brief]] = defaultdict(list)
        for brief in sorted(self._done(), key=lambda brief: brief.updated, reverse=True):
            for key in dict.fromkeys(own[key] for key in subjects(brief) if key in own):
                found[key].append(brief)
        return found

    def _done(self) -> list[Brief]:
        return [brief for brief in self._shelf.all() if brief.state == "done"]


def subjects(brief: Brief) -> tuple[str, ...]:
    """The keys of the papers that the brief is about: one beside which others only stand is about that one."""
    return brief.keys if brief.kind == "several" else brief.keys[:1]


def _lines(brief: Brief) -> _Lines:
    """Of what could not be checked, nothing is found: it is not shown as what the paper says."""
    said: defaultdict[str, dict[bytes, None]] = defaultdict(dict)
    about = () if brief.kind == "several" else subjects(brief)
    if not brief.statements:
        for key in brief.keys:
            said[key].update(dict.fromkeys(map(searchable, brief.text.splitlines())))
    for statement in brief.statements:
        if not statement.is_supported:
            continue
        for key in {*about, *(passage.key for passage in statement.passages)}:
            said[key][searchable(statement.text)] = None
        for passage in statement.passages:
            said[passage.key][searchable(passage.quote)] = None
    return {key: b"\n".join(lines) for key, lines in said.items()}


def _joined(briefs: Iterable[_Lines]) -> _Lines:
    said: defaultdict[str, list[bytes]] = defaultdict(list)
    for lines in briefs:
        for key, text in lines.items():
            said[key].append(text)
    return {key: b"\n".join(texts) for key, texts in said.items()}
