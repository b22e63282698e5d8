"""JSON Lines: one saved paper a line, nothing lost; the format for backups and for moving to another machine."""

import json
from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from paper_radar.briefs import model as brief_model
from paper_radar.errors import BadInputError
from paper_radar.library.briefed import Briefs
from paper_radar.library.export.reading import Read
from paper_radar.library.record import Saved, from_json, to_json
from paper_radar.papers import model


def write(
    items: Sequence[Saved],
    keys: Sequence[str],  # noqa: ARG001  (a backup has none)
    briefs: Briefs = MappingProxyType({}),
) -> str:
    """The papers, one JSON object a line; with each its `briefs`, whole, one of several papers with their first.

    They are not read back: that the statements of a brief were checked is our own word, and a file may be anybody's.
    """
    written: set[str] = set()
    lines = []
    for saved in items:
        document = to_json(saved)
        own = [brief for brief in briefs.get(saved.paper.key, ()) if brief.id not in written]
        written.update(brief.id for brief in own)
        if own:
            document["briefs"] = [brief_model.to_json(brief) for brief in own]
        lines.append(f"{_line(document)}\n")
    return "".join(lines)


def _line(document: dict[str, Any]) -> str:
    text = json.dumps(document, ensure_ascii=False)
    # A lone surrogate can stand in JSON only as an escape: no encoding takes it.
    return text if text.isascii() or _has_encoding(text) else json.dumps(document)


def _has_encoding(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def read(text: str) -> Read:
    """Saved papers, or bare papers as the pool exports them, one a line; a line that is neither is skipped."""
    items: list[Saved] = []
    skipped: list[tuple[str, str]] = []
    # Only "\n" ends a record: the other line ends of Unicode may stand within a text.
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        try:
            items.append(_saved(json.loads(line)))
        except BadInputError as error:
            skipped.append((f"line {number}", error.message))
        except (ValueError, RecursionError) as error:
            skipped.append((f"line {number}", f"not JSON: {error}"))
    return Read(tuple(items), tuple(skipped))


def _saved(document: Any) -> Saved:
    if not isinstance(document, dict):
        raise BadInputError("it is not an object")
    return from_json(document) if "paper" in document else Saved(paper=model.from_json(document))
