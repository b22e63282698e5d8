"""What the radar has learned from saving and dismissing: computed when it changes, much of it in the back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Any

from paper_radar.library.saved import Library
from paper_radar.papers.model import Paper
from paper_radar.papers.text import terms
from paper_radar.related.corpus import PoolCorpus
from paper_radar.related.taste import NO_TASTE, Kind, Taste, Weight, learn, without
from paper_radar.related.terms import text_of
from paper_radar.storage.base import Pool, Workspace

# The latest of each kind: what was saved before them tells of former interests, and each takes 1.5 ms.
MOST_LEARNED_FROM = 300
# So many are learned from at once, in 40 ms; more of them in the back, while the former taste still serves.
AT_ONCE = 25
SETTING = "taste"
_PATIENCE_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Choices:
    """What the reader decided on learning. `ignored` are kinds and values."""

    learning: bool = True
    ignored: tuple[tuple[Kind, str], ...] = ()


class Learned:
    """The taste of one workspace. Safe from any thread; `close` waits for what is computed in the back."""

    def __init__(self, workspace: Workspace, pool: Pool, library: Library) -> None:
        self._workspace = workspace
        self._pool = pool
        self._library = library
        self._lock = Lock()
        self._revisions: tuple[int, ...] = ()
        self._taste = NO_TASTE
        self._kept: tuple[Taste, Choices, Taste] = (NO_TASTE, Choices(), NO_TASTE)
        self._learner: Thread | None = None
        self._closed = False

    def __call__(self) -> Taste:
        """The taste that ranks: without what the reader wants forgotten, none where learning is off."""
        choices = self.choices()
        if not choices.learning:
            return NO_TASTE
        whole = self.whole()
        with self._lock:
            if self._kept[0] is not whole or self._kept[1] != choices:
                self._kept = (whole, choices, without(whole, choices.ignored))
            return self._kept[2]

    def whole(self) -> Taste:
        """Everything learned, what is ignored too; that of a moment ago while much is being learned anew."""
        revisions = (self._workspace.revision("library"), self._workspace.revision("feedback"))
        with self._lock:
            if self._closed or self._learner is not None or self._revisions == revisions:
                return self._taste
            at_once = self._library.count() + len(self._workspace.all("feedback")) <= AT_ONCE
            if not at_once:
                # A daemon, so that a forgotten `close` never keeps the process.
                self._learner = Thread(target=self._learn, args=(revisions,), name="taste", daemon=True)
                self._learner.start()
                return self._taste
        self._learn(revisions)
        with self._lock:
            return self._taste

    def wait(self, seconds: float | None = None) -> None:
        """Wait until what is being learned is known, but for no longer."""
        with self._lock:
            learner = self._learner
        if learner is not None:
            learner.join(seconds)

    def changed(self, former: Taste, papers: Iterable[Paper], *, most: int = 3) -> list[Weight]:
        """What of the papers weighs otherwise than in the `former` taste, by what the reader did since: what weighs
        most now first, at most so many. Where much must be learned anew, what of it is known within a moment.
        """
        self()
        self.wait(_PATIENCE_SECONDS)
        taste = self()
        before = {(each.kind, each.value): each.weight for each in former.weights}
        # Most papers know the same: each thing is told once.
        changed = {
            (each.kind, each.value): each
            for paper in papers
            for each in taste.found_in(paper, terms(text_of(paper)))
            if before.get((each.kind, each.value)) != each.weight
        }
        return sorted(changed.values(), key=lambda each: (-abs(each.weight), each.kind, each.value))[:most]

    def close(self) -> None:
        """Learn no more."""
        with self._lock:
            self._closed = True
        self.wait()

    def choices(self) -> Choices:
        document = self._workspace.get("settings", SETTING) or {}
        ignored = tuple((one["kind"], str(one["value"])) for one in document.get("ignored", ()))
        return Choices(bool(document.get("learning", True)), ignored)

    def choose(
        self,
        *,
        learning: bool | None = None,
        ignore: Iterable[tuple[Kind, str]] = (),
        restore: Iterable[tuple[Kind, str]] = (),
    ) -> None:
        """Switch learning on or off, forget weights or take them back."""
        restored = set(restore)

        def change(_: Mapping[str, Any] | None) -> dict[str, Any]:
            former = self.choices()
            ignored = dict.fromkeys([*former.ignored, *ignore])
            return {
                "learning": former.learning if learning is None else learning,
                "ignored": [{"kind": kind, "value": value} for kind, value in ignored if (kind, value) not in restored],
            }

        self._workspace.change("settings", SETTING, change)

    def weights(self) -> list[tuple[Weight, bool]]:
        """Every weight and whether it is ignored; those ignored that would not be learned today stand at the end."""
        ignored = dict.fromkeys(self.choices().ignored)
        found = [(weight, (weight.kind, weight.value) in ignored) for weight in self.whole().weights]
        here = {(weight.kind, weight.value) for weight, _ in found}
        gone = [(kind, value) for kind, value in ignored if (kind, value) not in here]
        return found + [(Weight(kind, value, 0.0, 0, 0), True) for kind, value in gone]

    def _learn(self, revisions: tuple[int, ...]) -> None:
        taste = self._taste
        try:
            saved = [each.paper for each in self._library.find(limit=MOST_LEARNED_FROM)[1]]
            dismissed = self._dismissed()
            found = {term for paper in (*saved, *dismissed) for term in terms(text_of(paper))}
            taste = learn(saved, dismissed, PoolCorpus(self._pool).rarities(found)) if found else NO_TASTE
        finally:
            with self._lock:
                self._taste, self._revisions, self._learner = taste, revisions, None

    def _dismissed(self) -> list[Paper]:
        keys = [*self._workspace.all("feedback")][-MOST_LEARNED_FROM:]
        return [paper for key in keys if (paper := self._pool.get(key)) is not None]
