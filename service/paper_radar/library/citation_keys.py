"""The citation keys that papers have once and for all: the same in every export, whatever is edited since."""

from collections.abc import Iterable, Sequence
from typing import Any

from paper_radar.library.export.citation import citation_keys
from paper_radar.library.record import Saved
from paper_radar.storage.base import Document, Workspace

_ID = "citation-keys"


class CitationKeys:
    """Keeps, in the workspace's settings, key of the paper → citation key. Safe from any thread."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def of(self, items: Sequence[Saved]) -> list[str]:
        """The citation key of each paper, in their order; those that have none yet are given one, which is kept."""
        known = self._known()
        keys = citation_keys(items, known)
        if all(known.get(saved.paper.key) == key for saved, key in zip(items, keys, strict=True)):
            return keys
        told: list[list[str]] = []

        def keep(document: Document | None) -> Document:
            there = _texts(document)
            told.append(citation_keys(items, there))
            return there | {saved.paper.key: key for saved, key in zip(items, told[-1], strict=True)}

        self._workspace.change("settings", _ID, keep)
        return told[-1]

    def keep(self, given: Iterable[tuple[Saved, str]]) -> None:
        """Let papers keep the citation key under which another program knows them, where neither has another yet."""
        known = self._known()
        taken = {*known.values()}
        new: dict[str, str] = {}
        for saved, key in given:
            if key and key not in taken and not any(name in known for name in (saved.paper.key, *saved.also)):
                new[saved.paper.key] = key
                taken.add(key)
        if new:
            self._workspace.change("settings", _ID, lambda document: {**new, **_texts(document)})

    def _known(self) -> dict[str, str]:
        return _texts(self._workspace.get("settings", _ID))


def _texts(document: Document | None) -> dict[str, Any]:
    return {key: text for key, text in (document or {}).items() if isinstance(text, str)}
